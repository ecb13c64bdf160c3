"""The table of line styles, and what decides how an area is filled.

Colours of powers come from the data package (roles.csv). Sizes are CSS pixels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.dataset.kinds import DOTTED as DOTTED
from dashboard.dataset.kinds import Kinds, Pattern
from dashboard.dataset.kinds import LineLook as LineLook
from dashboard.dataset.model import Control, Dataset, HistoricLine
from dashboard.dataset.vocabulary import LineStatus

SEA = "#aeccd6"
LAND_OUTSIDE = "#f8f7f0"
COAST = "#5d7f8c"
RIVER = "#5b8fa8"
GRATICULE = "#3d5a66"
FRONTIER = "#1d1b19"
RIVER_WIDTH = 0.9
BORDER_RIVER_WIDTH = 1.6
RELIEF_OPACITY = 0.72
# Strips of colour along a frontier, inside the land of a neighbour, the widest first.
BAND_WIDTHS_M = (26_000.0, 17_000.0, 9_000.0)
BAND_OPACITY = 0.16
LABEL_INK = "#1d1b19"
CASING = "#ffffff"
LABEL_HALO = "#fbf9f4"

LINE_TOLERANCE_M = 400.0


# Solid: fixed by treaty in force; long dash: line of control; short dash: claimed, signed only
# or not ratified.
LINE_LOOKS: Mapping[LineStatus, LineLook] = {
    "in_force": LineLook(FRONTIER, 2.6, casing=5.2),
    "control": LineLook(FRONTIER, 2.2, "10px,5px", casing=4.2),
    "signed": LineLook(FRONTIER, 2.2, "4.5px,3.5px", casing=4.2),
    "not_ratified": LineLook(FRONTIER, 2.2, "4.5px,3.5px", casing=4.2),
    "not_applied": LineLook(FRONTIER, 1.8, "4.5px,3.5px"),
    "superseded": LineLook(FRONTIER, 1.3, DOTTED, opacity=0.75),
}
RAILWAY_LOOKS: Mapping[str, LineLook] = {
    "railway": LineLook("#3a3430", 0.9, opacity=0.6),
    "road": LineLook("#7a5a35", 0.9, "3px,2px", opacity=0.6),
}


class EdgeKind(StrEnum):
    """What a line between two territories parts on a day; ``NONE`` is not drawn."""

    NONE = "none"
    INNER = "inner"
    POLITY = "polity"
    POWER = "power"


EDGE_LOOKS: Mapping[EdgeKind, LineLook] = {
    EdgeKind.POWER: LineLook(FRONTIER, 1.9),
    EdgeKind.POLITY: LineLook(FRONTIER, 1.15, opacity=0.9),
    EdgeKind.INNER: LineLook(FRONTIER, 0.5, opacity=0.38),
}
# A dotted line is never so faint or so thin that its dots are lost.
DOUBTFUL_WIDTH, DOUBTFUL_OPACITY = 1.0, 0.7

# Rims run inside the outline of a land, so that half of their width is seen. An empty
# colour is that of a power: its ink, or for what changed the fill of the former holder.
RIM_LOOKS: Mapping[str, LineLook] = {
    "unit": LineLook("", 5.0, opacity=0.55),
    "federation": LineLook("", 3.6, "11px,3px,2px,3px", casing=7.0, opacity=0.85),
    "union": LineLook("", 3.6, "13px,3px,2px,3px,2px,3px", casing=7.0, opacity=0.85),
    "claim": LineLook("", 5.0, "6px", casing=7.0),
    "before": LineLook("", 13.0),
}
# Lines along an outline, over everything.
OUTLINE_LOOKS: Mapping[str, LineLook] = {
    "changed": LineLook(FRONTIER, 2.4, casing=6.0),
    "chosen": LineLook("#1d4f91", 3.0, casing=7.0),
    "reading": LineLook("#6a2c7d", 2.4, "7px,4px", casing=6.0),
}


# Of several claimants each has a dash and this space in CSS pixels; one alone its dash and most
# of another.
CLAIM_SPACE, CLAIM_ALONE = 1.5, 1.8
# A pale line under a rim.
CASING_OPACITY = 0.75
# Names of unions have the hue of their power: 4.5 to 1 on a fill of middle lightness.
DEEP_LUMINANCE, GAMMA = 0.008, 2.2


def deep(ink: str) -> str:
    """A colour of the hue of an ink, so dark that it is read on the land of any power."""
    parts = [int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    luminance = sum(
        weight * part**GAMMA for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )
    darker = min(1.0, (DEEP_LUMINANCE / max(luminance, 1e-6)) ** (1 / GAMMA))
    return "#" + "".join(f"{int(255 * part * darker):02x}" for part in parts)


def claim_dashes(count: int) -> list[tuple[str, float]]:
    """Dash and phase, in CSS pixels, of each of ``count`` claimants along the same line."""
    dash = float(RIM_LOOKS["claim"].dash.removesuffix("px"))
    step = dash + CLAIM_SPACE if count > 1 else dash * CLAIM_ALONE
    period = step * count
    gap = round(period - dash, 3)
    return [(f"{dash}px,{gap}px", round((period - step * n) % period, 3)) for n in range(count)]


def uncertain(look: LineLook) -> LineLook:
    """The same line where it is conjecture: dotted."""
    return replace(look, dash=DOTTED, casing=0.0)


def line_looks(kinds: Kinds) -> dict[str, LineLook]:
    """Every look of a line of lines.geojson, by the name that :func:`line_look` gives."""
    plain: dict[str, LineLook] = dict(LINE_LOOKS.items())
    plain |= {name: kind.look for name, kind in kinds.lines.items() if kind.look}
    return plain | {f"{name}-doubtful": uncertain(look) for name, look in plain.items()}


def line_look(kinds: Kinds, line: HistoricLine) -> str:
    """Name of the look of a line: by its kind, then its status, dotted where it is conjecture."""
    known = line.kind if kinds.lines[line.kind].look else line.status
    return f"{known}-doubtful" if line.grade == "D" else known


def doubtful(look: LineLook) -> LineLook:
    """The line between territories where it is conjecture: dotted, and bold enough for it."""
    width, opacity = max(look.width, DOUBTFUL_WIDTH), max(look.opacity, DOUBTFUL_OPACITY)
    return replace(look, width=width, dash=DOTTED, opacity=opacity)


def screen_looks(kinds: Kinds) -> dict[str, LineLook]:
    """Every line that the screen knows, by name: the map and its legend draw from this alone.

    A kind of line with a look of its own is ``line-KIND``.
    """
    own = {f"line-{kind}": line.look for kind, line in kinds.lines.items() if line.look}
    edges = {kind.value: look for kind, look in EDGE_LOOKS.items()}
    conjectured = {f"{name}-doubtful": doubtful(look) for name, look in edges.items()}
    tables = (LINE_LOOKS, RAILWAY_LOOKS, edges, conjectured, RIM_LOOKS, OUTLINE_LOOKS)
    return {name: look for table in tables for name, look in table.items()} | own


@dataclass(frozen=True, slots=True)
class Paint:
    """Everything that decides how an area is filled; equal paints look equal."""

    role: str
    weave: str = ""
    pattern: str = ""
    second: str = ""

    @property
    def key(self) -> str:
        """Stable name, also the id of the SVG pattern."""
        return "-".join(part or "0" for part in (self.role, self.weave, self.pattern, self.second))

    @classmethod
    def named(cls, key: str) -> "Paint":
        """Return the paint of a key."""
        return cls(*("" if part == "0" else part for part in key.split("-")))


# Patterns of a status that lie over a fill; a rim is drawn apart.
OVER_FILL = frozenset({Pattern.HATCH, Pattern.LINES, Pattern.DOTS})


def paint_of(row: Control, dataset: Dataset) -> Paint:
    """How the land of a control row is filled.

    The second colour of the hatch is the row's ``second_party`` and nothing
    else; a hatch against a party of the same power is drawn in its ink.
    """
    polities = dataset.polities
    holder = polities[row.controller]
    own = dataset.kinds.statuses[row.status].pattern
    pattern = own if own in OVER_FILL else ""
    other = row.second_party if pattern == Pattern.HATCH else ""
    return Paint(holder.role, holder.weave, pattern, polities[other].role if other else "")
