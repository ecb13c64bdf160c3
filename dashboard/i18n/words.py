"""Words that page, sheet and film share, by key: each stands here and nowhere else."""

from collections.abc import Mapping

from dashboard.dataset.model import Text
from dashboard.i18n import both

LEGEND: Mapping[str, Text] = {
    "power": both("Front or border between powers"),
    "polity": both("Border within one power"),
    "in_force": both("Line by treaty in force"),
    "signed": both("Signed, not yet in force"),
    "not_ratified": both("Signed, not ratified"),
    "not_applied": both("Awarded, never applied"),
    "control": both("Line of control"),
    "superseded": both("Former line"),
    "uncertain": both("Boundary uncertain"),
    "inner": both("District line"),
    "railway": both("Railway"),
    "road": both("Road"),
    "claim": both("Claimed by {name}"),
    "station": both("Station"),
    "pass": both("Pass"),
    "changed": both("Changed on this day"),
}
"""What a pattern, line or sign of the map means: kinds of lines, stops."""

CERTAINTY: Mapping[str, Text] = {
    "high": both("High certainty"),
    "medium": both("Medium certainty"),
    "low": both("Low certainty"),
}

MAPS: Mapping[str, Text] = {
    "heldBy": both("Held by"),
    "sources": both("Sources"),
    "cite.as": both("Cite as"),
    "changedHands": both("{count} territories, {km2} km², change hands"),
    "changedHandsOne": both("1 territory, {km2} km², changes hands"),
    "compare.changed": both("What changed hands"),
    "compare.none": both("No land goes to another power between these two days."),
    "compare.outlined": both("Outlined: land that changed hands"),
    "picture.days": both("{first} and {second}"),
}
"""What is said of one map, or of two beside each other."""
