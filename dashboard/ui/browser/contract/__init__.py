"""The form of all that the browser is sent, as types: mypy holds the builders to it, and
:mod:`dashboard.ui.browser.typescript` writes it out for the scripts (assets/core/contract.d.ts).

Days are whole numbers from the first day of the dataset, ``end`` is the first day after;
points and boxes are metres of the projection of the map, x before y, west, south, east, north.
"""

from dashboard.ui.browser.contract.basis import (
    Box,
    Certainty,
    Citation,
    Point,
    Strings,
)
from dashboard.ui.browser.contract.export import (
    DataKind,
    Exports,
    Film,
    Sheet,
)
from dashboard.ui.browser.contract.ground import (
    Days,
    DegreeGrid,
    Drawing,
    FillPattern,
    Grid,
    Layer,
    Line,
    Look,
    Outside,
    Paint,
    Place,
    PlotlyFill,
    RailStop,
    Sizes,
    Water,
)
from dashboard.ui.browser.contract.history import (
    Boundary,
    Claim,
    Comparison,
    HistoricEvent,
    Milestone,
    Outcome,
    Polity,
    Role,
    Row,
    Source,
    Stop,
    Story,
    Territory,
    Treaty,
)
from dashboard.ui.browser.contract.payload import (
    Category,
    DayRange,
    DayWords,
    Payload,
)
from dashboard.ui.browser.contract.search import (
    Entry,
    Evidence,
    Statement,
)
from dashboard.ui.browser.contract.strips import (
    AreaMeta,
    StripGroup,
    StripMeta,
    StripRow,
)

__all__ = [
    "AreaMeta",
    "Boundary",
    "Box",
    "Category",
    "Certainty",
    "Citation",
    "Claim",
    "Comparison",
    "DataKind",
    "DayRange",
    "DayWords",
    "Days",
    "DegreeGrid",
    "Drawing",
    "Entry",
    "Evidence",
    "Exports",
    "FillPattern",
    "Film",
    "Grid",
    "HistoricEvent",
    "Layer",
    "Line",
    "Look",
    "Milestone",
    "Outcome",
    "Outside",
    "Paint",
    "Payload",
    "Place",
    "PlotlyFill",
    "Point",
    "Polity",
    "RailStop",
    "Role",
    "Row",
    "Sheet",
    "Sizes",
    "Source",
    "Statement",
    "Stop",
    "Story",
    "Strings",
    "StripGroup",
    "StripMeta",
    "StripRow",
    "Territory",
    "Treaty",
    "Water",
]
