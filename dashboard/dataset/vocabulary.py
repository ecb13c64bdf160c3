"""Words with a fixed meaning in the tables; docs/data-package.md says what each means.

A type has the words that a column may have; the tuple beside it gives them in their order.
"""

from typing import Literal, get_args

Certainty = Literal["high", "medium", "low"]
CERTAINTY: tuple[Certainty, ...] = get_args(Certainty)
Weave = Literal["", "vertical", "horizontal", "grid"]
WEAVE: tuple[Weave, ...] = get_args(Weave)
TIER = ("1", "2")
YES_NO = ("yes", "no")
TreatyForce = Literal["in_force", "provisional", "not_ratified", "not_applied"]
FORCE: tuple[TreatyForce, ...] = get_args(TreatyForce)
ArticleClaimKind = Literal["dated_event", "undated_event", "territorial_claim", "outside_range"]
ARTICLE_CLAIM: tuple[ArticleClaimKind, ...] = get_args(ArticleClaimKind)
BaseKind = Literal["land", "coast", "lake", "river", "sea_label"]
BASE_KIND: tuple[BaseKind, ...] = get_args(BaseKind)
PLACE_KIND = ("capital", "city", "town", "village", "station", "fort")
LINE_STATUS = ("in_force", "signed", "not_ratified", "not_applied", "control", "superseded")
GRADE_KM = {"A": 1, "B": 3, "C": 8, "D": 15}
"""How far across a line the truth may lie, in km, by its grade."""
GRADE = tuple(GRADE_KM)
RailwayKind = Literal["railway", "road", "station", "pass"]
RAILWAY_KIND: tuple[RailwayKind, ...] = get_args(RailwayKind)
MAP_LAYERS = (
    *("relief", "railways", "lines", "forces", "districts", "modern", "claims", "certainty"),
)
ENTRY_TYPES = (
    *("article", "artwork", "audio", "book", "bookinbook", "booklet", "collection", "conference"),
    *("dataset", "electronic", "image", "inbook", "incollection", "inproceedings", "inreference"),
    *("jurisdiction", "legal", "legislation", "letter", "manual", "mastersthesis", "misc", "movie"),
    *("music", "mvbook", "mvcollection", "mvproceedings", "mvreference", "online", "patent"),
    *("performance", "periodical", "phdthesis", "proceedings", "reference", "report", "review"),
    *("software", "standard", "suppbook", "suppcollection", "suppperiodical", "techreport"),
    *("thesis", "unpublished", "video", "www"),
)
"""Types of works in BibTeX and biblatex.

References
----------
O. Patashnik, BibTeXing, 1988, 3.1; P. Kime, M. Wemheuer and P. Lehman, The biblatex Package,
2.1.
"""
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
