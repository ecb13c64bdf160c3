"""Words of the kinds of a package: its own, or those of the program for the usual kinds."""

from collections.abc import Mapping

from dashboard.dataset.kinds import Kinds
from dashboard.dataset.model import Language, Text
from dashboard.i18n import both

LANES: Mapping[str, Text] = {
    "war": both("War"),
    "treaties": both("Treaties"),
    "politics": both("Politics"),
}
CATEGORIES: Mapping[str, Text] = {
    "war": both("War"),
    "treaty": both("Treaty"),
    "diplomacy": both("Diplomacy"),
    "independence": both("Independence"),
    "administration": both("Administration"),
    "humanitarian": both("Relief and hardship"),
}
STATUSES: Mapping[str, Text] = {
    "occupied": both("occupied"),
    "de_facto_control": both("held de facto"),
    "sovereign": both("sovereign"),
    "autonomous": both("autonomous"),
    "neutral_zone": both("neutral zone"),
    "insurgent": both("in revolt"),
}
OUTCOMES: Mapping[str, Text] = {
    "cession": both("ceded"),
    "recognition": both("recognised"),
    "evacuation": both("to be evacuated"),
    "occupation": both("to be occupied"),
    "autonomy": both("autonomy"),
    "protectorate": both("protectorate"),
    "neutralisation": both("neutral zone"),
    "status_quo": both("no change"),
}
LINES: Mapping[str, Text] = {
    "frontier": both("Former frontier"),
    "treaty": both("Line by treaty"),
    "control_line": both("Line of control"),
    "claimed": both("Line claimed"),
    "neutral_zone": both("Limit of a neutral zone"),
    "autonomy": both("Border of an autonomous unit"),
    "district": both("Border of a district"),
    "modern": both("Border of today"),
}
SIGNS: Mapping[str, Text] = {
    "autonomous": both("Autonomous unit"),
    "insurgent": both("In revolt"),
}
"""What a legend says where that is not the name of the status alone."""

AUTONOMOUS_IN = both("Autonomous in {parent}: {names}")
OTHER_PARTY = both("{status} (stripe: rival claimant)")
LOWER_BAND = both("{status} (lower band: rival claimant)")
UNIT_OF = both("{status} ({parent}): {names}")


def lanes(kinds: Kinds) -> dict[str, Text]:
    """Names of the rows of the timeline."""
    return {key: name or LANES[key] for key, name in kinds.lanes.items()}


def categories(kinds: Kinds) -> dict[str, Text]:
    """Names of the categories of events."""
    return {key: one.name or CATEGORIES[key] for key, one in kinds.categories.items()}


def statuses(kinds: Kinds) -> dict[str, Text]:
    """Names of the statuses, as they stand within a line."""
    return {key: one.name or STATUSES[key] for key, one in kinds.statuses.items()}


def outcomes(kinds: Kinds) -> dict[str, Text]:
    """What a treaty says of land, by the kind of outcome."""
    return {key: one.name or OUTCOMES[key] for key, one in kinds.outcomes.items()}


def lines(kinds: Kinds) -> dict[str, Text]:
    """What a legend says of each kind of line."""
    return {key: one.name or LINES[key] for key, one in kinds.lines.items()}


def signs(kinds: Kinds) -> dict[str, Text]:
    """What the pattern of each status means in a legend."""
    return {key: _sign(kinds, key, name, OTHER_PARTY) for key, name in statuses(kinds).items()}


def strip_signs(kinds: Kinds) -> dict[str, Text]:
    """What the look of each status means on a strip, where a band takes the place of a hatch."""
    return {key: _sign(kinds, key, name, LOWER_BAND) for key, name in statuses(kinds).items()}


def units(kinds: Kinds) -> dict[str, Text]:
    """What a legend says of units with a rim, with what they are part of."""
    rimmed = [key for key, one in kinds.statuses.items() if one.pattern == "rim"]
    return {
        key: AUTONOMOUS_IN
        if key == "autonomous" and kinds.statuses[key].name is None
        else _within(UNIT_OF, signs(kinds)[key])
        for key in rimmed
    }


def _sign(kinds: Kinds, key: str, name: Text, hatched: Text) -> Text:
    status = kinds.statuses[key]
    if key in SIGNS and status.name is None:
        return SIGNS[key]
    own = Text(_capital(name.en, "en"), _capital(name.tr, "tr"))
    return _within(hatched, own) if status.pattern == "hatch" else own


def _within(pattern: Text, status: Text) -> Text:
    return Text(
        pattern.en.replace("{status}", status.en), pattern.tr.replace("{status}", status.tr)
    )


def _capital(text: str, language: Language) -> str:
    """The text with a capital first; Turkish has two letters i."""
    first = text[:1]
    return ("İ" if language == "tr" and first == "i" else first.upper()) + text[1:]
