"""The views of a day: what the page can show, and what they have in common."""

from collections.abc import Mapping

from dashboard.i18n import Phrase

# Names by id, as in the address; the first is what a bare address shows.
VIEWS: Mapping[str, Phrase] = {
    "map": Phrase("Map"),
    "strips": Phrase("Strips"),
    "compare": Phrase("Compare"),
    "table": Phrase("Table"),
}

# The part of the page that a view is for: where its skip link leads.
CONTENT: Mapping[str, str] = {
    "map": "map",
    "strips": "strips-grid",
    "compare": "compare",
    "table": "table",
}

# Views that show the map itself, and views above the timeline, as ``data-views`` has them.
WITH_MAP = "map compare"
WITH_TIMELINE = "map strips compare table"
