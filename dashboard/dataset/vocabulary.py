"""Words with a fixed meaning in the tables; docs/data-package.md says what each means.

A type has the words that a column may have; the tuple beside it gives them in their order. The
schemas (:mod:`dashboard.dataset.schema`), the rules and docs/reference/package.md take them from
here.
"""

from collections.abc import Mapping
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
FigureKind = Literal["killed", "displaced", "sent"]
FIGURE: tuple[FigureKind, ...] = get_args(FigureKind)
BaseKind = Literal["land", "coast", "lake", "river", "sea_label"]
BASE_KIND: tuple[BaseKind, ...] = get_args(BaseKind)
PlaceKind = Literal["capital", "city", "town", "village", "station", "fort"]
PLACE_KIND: tuple[PlaceKind, ...] = get_args(PlaceKind)
LineStatus = Literal["in_force", "signed", "not_ratified", "not_applied", "control", "superseded"]
LINE_STATUS: tuple[LineStatus, ...] = get_args(LineStatus)
BoundaryKind = Literal["modern", "ridge", "river", "straight", "coast", "window"]
BOUNDARY_KIND: tuple[BoundaryKind, ...] = get_args(BoundaryKind)
Grade = Literal["A", "B", "C", "D"]
GRADE: tuple[Grade, ...] = get_args(Grade)
GRADE_KM: Mapping[Grade, int] = {"A": 1, "B": 3, "C": 8, "D": 15}
"""How far across a line the truth may lie, in km, by its grade."""
RailwayKind = Literal["railway", "road", "station", "pass"]
RAILWAY_KIND: tuple[RailwayKind, ...] = get_args(RailwayKind)
MapLayer = Literal[
    "relief", "railways", "lines", "forces", "districts", "modern", "claims", "certainty"
]
MAP_LAYERS: tuple[MapLayer, ...] = get_args(MapLayer)
"""Layers that a reader may switch; cartography/look/map_layers.py has the rest of each."""
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
SourceReading = Literal["read", "excerpt", "cited", "unverified"]
SOURCE_READING: tuple[SourceReading, ...] = get_args(SourceReading)
"""How a work was read; not to be confused with the readings of ``readings.csv``."""
OPENED: tuple[SourceReading, ...] = ("read", "excerpt")
"""How a work was read that somebody opened."""
SourceKind = Literal[
    "scholarly", "primary", "encyclopaedia", "reference", "press", "popular", "wiki"
]
SOURCE_KIND: tuple[SourceKind, ...] = get_args(SourceKind)
"""Kinds of sources, in the order in which a scholar looks for them."""
SOUND_KIND: tuple[SourceKind, ...] = ("scholarly", "primary", "encyclopaedia")
"""A single source of these kinds is enough for ``high`` if it was opened."""

GENERAL_KNOWLEDGE = "GK"
"""Key of the source "general knowledge, not verified": alone it allows only ``low``."""
