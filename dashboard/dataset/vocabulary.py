"""Words with a fixed meaning in the tables; docs/data-package.md says what each means."""

CERTAINTY = ("high", "medium", "low")
WEAVE = ("", "vertical", "horizontal", "grid")
TIER = ("1", "2")
YES_NO = ("yes", "no")
FORCE = ("in_force", "provisional", "not_ratified", "not_applied")
ARTICLE_CLAIM = ("dated_event", "undated_event", "territorial_claim", "outside_range")
BASE_KIND = ("land", "coast", "lake", "river", "sea_label")
PLACE_KIND = ("capital", "city", "town", "village", "station", "fort")
LINE_STATUS = ("in_force", "signed", "not_ratified", "not_applied", "control", "superseded")
GRADE_KM = {"A": 1, "B": 3, "C": 8, "D": 15}
"""How far across a line the truth may lie, in km, by its grade."""
GRADE = tuple(GRADE_KM)
RAILWAY_KIND = ("railway", "road", "station", "pass")
MAP_LAYERS = (
    *("relief", "railways", "lines", "forces", "districts", "modern", "claims", "certainty"),
)
READING = ("read", "excerpt", "cited", "unverified")
OPENED = ("read", "excerpt")
"""How a work was read that somebody opened."""
SOURCE_KIND = (
    "scholarly",
    "primary",
    "encyclopaedia",
    "reference",
    "press",
    "popular",
    "wiki",
)
"""Kinds of sources, in the order in which a scholar looks for them."""
SOUND_KIND = ("scholarly", "primary", "encyclopaedia")
"""A single source of these kinds is enough for ``high`` if it was opened."""

GENERAL_KNOWLEDGE = "GK"
"""Key of the source "general knowledge, not verified": alone it allows only ``low``."""
