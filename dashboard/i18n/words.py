"""Words that page, sheet and film share, by key: each stands here and nowhere else."""

from collections.abc import Mapping

from dashboard.dataset.vocabulary import Certainty, TreatyForce
from dashboard.i18n import Phrase

FORCE: Mapping[TreatyForce, Phrase] = {
    "in_force": Phrase("in force"),
    "provisional": Phrase("provisional"),
    "not_ratified": Phrase("signed, not ratified"),
    "not_applied": Phrase("never applied"),
}
"""Whether a treaty came into force."""

LEGEND: Mapping[str, Phrase] = {
    "power": Phrase("Front or border between powers"),
    "polity": Phrase("Border within one power"),
    "in_force": Phrase("Line by treaty in force"),
    "signed": Phrase("Signed, not yet in force"),
    "not_ratified": Phrase("Signed, not ratified"),
    "not_applied": Phrase("Awarded, never applied"),
    "control": Phrase("Line of control"),
    "superseded": Phrase("Former line"),
    "uncertain": Phrase("Boundary uncertain"),
    "inner": Phrase("District line"),
    "railway": Phrase("Railway"),
    "road": Phrase("Road"),
    "claim": Phrase("Claimed by {name}"),
    "station": Phrase("Station"),
    "pass": Phrase("Pass"),
    "changed": Phrase("Changed on this day"),
    "reading": Phrase("Differs from the atlas's own reading"),
}
"""What a pattern, line or sign of the map means: kinds of lines, stops."""

PAPER: Mapping[str, Phrase] = {
    "before": Phrase("{what}; the band inside: who held it before"),
    "neighbour": Phrase("Neighbouring state, its colour along the frontier"),
    "outside": Phrase("Not covered by this atlas"),
}
"""What paper and films say of the map beside the words of the page."""

CERTAINTY: Mapping[Certainty, Phrase] = {
    "high": Phrase("High certainty"),
    "medium": Phrase("Medium certainty"),
    "low": Phrase("Low certainty"),
}

MAPS: Mapping[str, Phrase] = {
    "treaty.moved": Phrase("transfers land"),
    "treaty.confirmed": Phrase("confirms what was held"),
    "heldBy": Phrase("Held by"),
    "sources": Phrase("Sources"),
    "cite.as": Phrase("Cite as"),
    "changedHands": Phrase("{count} territories, {km2} km², change hands"),
    "changedHandsOne": Phrase("1 territory, {km2} km², changes hands"),
    "compare.changed": Phrase("What changed hands"),
    "compare.none": Phrase("No land goes to another power between these two days."),
    "compare.outlined": Phrase("Outlined: land that changed hands"),
    "picture.days": Phrase("{first} and {second}"),
    "reading.shown": Phrase("Reading: {name}"),
}
"""The words of a map, or of two maps beside each other."""

TABLE: Mapping[str, Phrase] = {
    "table.caption": Phrase("Who held each territory on {day}"),
    "table.territory": Phrase("Territory"),
    "status": Phrase("Status"),
    "against": Phrase("Rival claimant"),
    "claimedBy": Phrase("Claimed by"),
    "since": Phrase("Since"),
    "table.event": Phrase("By event"),
    "table.certainty": Phrase("Certainty"),
    "table.today": Phrase("changed on this day"),
}
"""Headings of the table of a day, on the page and on paper."""

TAGS: Mapping[str, str] = {
    "armenian": "hy",
    "azerbaijani": "az",
    "chinese": "zh",
    "english": "en",
    "filipino": "fil",
    "french": "fr",
    "georgian": "ka",
    "german": "de",
    "italian": "it",
    "portuguese": "pt",
    "russian": "ru",
    "turkish": "tr",
    "polish": "pl",
}
"""Language of a work as BibTeX names it -> tag of HTML and of citations (BCP 47)."""
