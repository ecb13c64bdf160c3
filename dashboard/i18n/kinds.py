"""Words of the kinds of a package: its own, or those of the program for the usual kinds."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.dataset import letters
from dashboard.dataset.kinds import Kinds, Pattern
from dashboard.dataset.model import Language
from dashboard.dataset.text import Words
from dashboard.i18n import Phrase

LANES: Mapping[str, Phrase] = {
    "war": Phrase("War"),
    "treaties": Phrase("Treaties"),
    "politics": Phrase("Politics"),
}
CATEGORIES: Mapping[str, Phrase] = {
    "war": Phrase("War"),
    "treaty": Phrase("Treaty"),
    "diplomacy": Phrase("Diplomacy"),
    "independence": Phrase("Independence"),
    "administration": Phrase("Administration"),
    "humanitarian": Phrase("Relief and hardship"),
}
STATUSES: Mapping[str, Phrase] = {
    "occupied": Phrase("occupied"),
    "de_facto_control": Phrase("held de facto"),
    "sovereign": Phrase("sovereign"),
    "autonomous": Phrase("autonomous"),
    "neutral_zone": Phrase("neutral zone"),
    "insurgent": Phrase("in revolt"),
}
OUTCOMES: Mapping[str, Phrase] = {
    "cession": Phrase("ceded"),
    "recognition": Phrase("recognised"),
    "evacuation": Phrase("to be evacuated"),
    "occupation": Phrase("to be occupied"),
    "autonomy": Phrase("autonomy"),
    "protectorate": Phrase("protectorate"),
    "neutralisation": Phrase("neutral zone"),
    "status_quo": Phrase("no change"),
}
LINES: Mapping[str, Phrase] = {
    "frontier": Phrase("Former frontier"),
    "treaty": Phrase("Line by treaty"),
    "control_line": Phrase("Line of control"),
    "claimed": Phrase("Line claimed"),
    "movement": Phrase("Movement of an army, schematic"),
    "presence": Phrase("Army of another power"),
    "neutral_zone": Phrase("Limit of a neutral zone"),
    "autonomy": Phrase("Border of an autonomous unit"),
    "district": Phrase("Border of a district"),
    "modern": Phrase("Border of today"),
}
SIGNS: Mapping[str, Phrase] = {
    "autonomous": Phrase("Autonomous unit"),
    "insurgent": Phrase("In revolt"),
}
"""What a legend says where that is not the name of the status alone."""

AUTONOMOUS_IN = Phrase("Autonomous in {parent}: {names}")
OTHER_PARTY = Phrase("{status} (stripe: claimant)")
LOWER_BAND = Phrase("{status} (lower band: rival claimant)")
UNIT_OF = Phrase("{status} ({parent}): {names}")


def lanes(kinds: Kinds) -> dict[str, Words]:
    """Names of the rows of the timeline."""
    return {key: name or LANES[key] for key, name in kinds.lanes.items()}


def categories(kinds: Kinds) -> dict[str, Words]:
    """Names of the categories of events."""
    return {key: category.name or CATEGORIES[key] for key, category in kinds.categories.items()}


def statuses(kinds: Kinds) -> dict[str, Words]:
    """Names of the statuses, as they stand within a line."""
    return {key: status.name or STATUSES[key] for key, status in kinds.statuses.items()}


def outcomes(kinds: Kinds) -> dict[str, Words]:
    """What a treaty says of land, by the kind of outcome."""
    return {key: outcome.name or OUTCOMES[key] for key, outcome in kinds.outcomes.items()}


def lines(kinds: Kinds) -> dict[str, Words]:
    """What a legend says of each kind of line."""
    return {key: line.name or LINES[key] for key, line in kinds.lines.items()}


def signs(kinds: Kinds) -> dict[str, Words]:
    """What the pattern of each status means in a legend."""
    return {key: _sign(kinds, key, name, OTHER_PARTY) for key, name in statuses(kinds).items()}


def strip_signs(kinds: Kinds) -> dict[str, Words]:
    """What the look of each status means on a strip, where a band takes the place of a hatch."""
    return {key: _sign(kinds, key, name, LOWER_BAND) for key, name in statuses(kinds).items()}


def units(kinds: Kinds) -> dict[str, Words]:
    """What a legend says of units with a rim, with what they are part of."""
    rimmed = [key for key, status in kinds.statuses.items() if status.pattern == Pattern.RIM]
    return {
        key: AUTONOMOUS_IN
        if key == "autonomous" and kinds.statuses[key].name is None
        else _Within(UNIT_OF, signs(kinds)[key])
        for key in rimmed
    }


def _sign(kinds: Kinds, key: str, name: Words, hatched: Phrase) -> Words:
    status = kinds.statuses[key]
    if key in SIGNS and status.name is None:
        return SIGNS[key]
    own = _Capital(name)
    return _Within(hatched, own) if status.pattern == Pattern.HATCH else own


@dataclass(frozen=True, slots=True)
class _Capital:
    """Words with a capital first."""

    words: Words

    def __getitem__(self, language: Language) -> str:
        text = self.words[language]
        return letters.upper(text[:1], language) + text[1:]


@dataclass(frozen=True, slots=True)
class _Within:
    """A pattern with the name of a status in it."""

    pattern: Words
    status: Words

    def __getitem__(self, language: Language) -> str:
        return self.pattern[language].replace("{status}", self.status[language])
