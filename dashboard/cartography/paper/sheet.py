"""The sheet: its size, the parts of the page, the part of the map that it shows."""

import math
import re
from collections.abc import Collection
from dataclasses import dataclass

import shapely

from dashboard.cartography.ground.projection import Bounds
from dashboard.cartography.paper.plate import Plate
from dashboard.dataset.extents import fault_of_size

KINDS = ("pdf", "svg", "png")
MIN_DPI, MAX_DPI = 36, 1200
POINTS_PER_MM = 72 / 25.4
SIZES_MM = {
    "a4": (297.0, 210.0),
    "a3": (420.0, 297.0),
    "slide": (338.67, 190.5),
    # A column and a page of a journal.
    "column": (84.0, 66.0),
    "columns": (174.0, 130.0),
}
MIN_MM, MAX_MM = 60.0, 1200.0
PARTS = ("title", "legend", "sources")
"""What stands around a map and may be left out."""
# A narrower sheet is a figure in a text, whose caption says what the parts would say.
FIGURE_MM = 150.0
# Letters of a slide are read across a room. Those of paper grow more slowly than the sheet: a
# larger sheet is looked at from farther off, but by those who come near as well.
SLIDE, GROWTH = 1.5, 0.4
# Lines on a sheet smaller than A4 are thinner, down to this part.
THINNEST = 0.6
# How much of the page the legend may take: steps that are tried until it has room.
ROOMS = 3
FOOT_LEADING = 7.8
# A territory is shown with its neighbours: the margin in its own extents.
CONTEXT = 0.55
_CUSTOM = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in mm, and the factor on letters and lines, 1 on A4 and smaller sheets."""

    name: str
    width_mm: float
    height_mm: float

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width_mm * POINTS_PER_MM, self.height_mm * POINTS_PER_MM

    @property
    def scale(self) -> float:
        """Factor on letters: never below 1, so that none is smaller than on A4."""
        return SLIDE if self.name == "slide" else max(1.0, self._to_a4 ** (2 * GROWTH))

    @property
    def strokes(self) -> float:
        """Factor on lines and patterns beside ``scale``."""
        return min(1.0, max(THINNEST, self._to_a4))

    @property
    def _to_a4(self) -> float:
        return math.sqrt(self.width_mm * self.height_mm / math.prod(SIZES_MM["a4"]))

    @property
    def parts(self) -> frozenset[str]:
        """The parts that a sheet of this size has when none is asked for."""
        return frozenset(PARTS if self.width_mm >= FIGURE_MM else ())


def parse_size(text: str) -> Size:
    """Return the size that a name of ``SIZES_MM`` or ``WIDTHxHEIGHT`` in mm means.

    Raises
    ------
    ValueError
        For another word, or a side that is not between ``MIN_MM`` and ``MAX_MM``.
    """
    if text in SIZES_MM:
        return Size(text, *SIZES_MM[text])
    sides = _CUSTOM.fullmatch(text)
    if not sides:
        known = ", ".join(SIZES_MM)
        raise ValueError(f"{text!r} is not a size; write {known} or WxH in mm, as 200x150")
    width, height = float(sides[1]), float(sides[2])
    if not all(MIN_MM <= side <= MAX_MM for side in (width, height)):
        raise ValueError(f"size {text}: a side is {MIN_MM:g} to {MAX_MM:g} mm long")
    if not 1 / 3 <= width / height <= 3:
        raise ValueError(f"size {text}: no side is more than three times as long as the other")
    return Size(text, width, height)


def parse_extent(text: str, plate: Plate) -> Bounds:
    """Return the bounds in metres of ``home``, a territory, a region, the land of a treaty, or
    ``west,south,east,north`` in degrees.

    Degrees are those at the middle of each side, as in the address of the page.

    Raises
    ------
    ValueError
        For what is none of them, or a box that is empty, too large or far from the atlas.
    """
    if text == "home":
        return plate.home
    if text in plate.dataset.territories:
        return _with_context(plate.coverage.areas[text].bounds)
    if text in plate.dataset.treaties:
        outcomes = (outcome for outcome in plate.dataset.outcomes if outcome.treaty_id == text)
        areas = [plate.coverage.areas[outcome.territory_id] for outcome in outcomes]
        return _with_context(shapely.union_all(areas).bounds) if areas else plate.home
    region = [
        territory.id for territory in plate.dataset.territories.values() if territory.region == text
    ]
    if region:
        areas = [plate.coverage.areas[name] for name in region]
        return shapely.union_all(areas).bounds
    parts = text.split(",")
    try:
        west, south, east, north = map(float, parts)
    except ValueError:
        raise ValueError(
            f"{text!r} is not an extent; write home, the id of a territory "
            "or of a region, or west,south,east,north in degrees"
        ) from None
    if not all(map(math.isfinite, (west, south, east, north))):
        raise ValueError(f"extent {text}: degrees are finite numbers")
    home = plate.dataset.home
    fault = fault_of_size((west, south, east, north), home)
    if fault:
        raise ValueError(f"extent {text}: {fault}")
    if west > home[2] or east < home[0] or south > home[3] or north < home[1]:
        raise ValueError(f"extent {text}: it lies outside the atlas, {_degrees(home)}")
    return plate.projection.window_of((west, south, east, north))


def _degrees(bounds: Bounds) -> str:
    return ",".join(f"{bound:g}" for bound in bounds)


def _with_context(bounds: Bounds) -> Bounds:
    west, south, east, north = bounds
    around = CONTEXT * max(east - west, north - south)
    return west - around, south - around, east + around, north + around


def fill_frame(bounds: Bounds, frame: tuple[float, float]) -> Bounds:
    """The bounds made wider or higher about their middle, to the proportion of the frame."""
    west, south, east, north = bounds
    x, y = (west + east) / 2, (south + north) / 2
    per_point = max((east - west) / frame[0], (north - south) / frame[1])
    half_x, half_y = frame[0] * per_point / 2, frame[1] * per_point / 2
    return x - half_x, y - half_y, x + half_x, y + half_y


@dataclass(frozen=True, slots=True)
class Column:
    """A place for blocks of the legend, in points of the page: left edge, top, bottom, width."""

    left: float
    top: float
    bottom: float
    width: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Parts of the page in points from its lower left corner.

    ``frames`` are left, bottom, width, height of each map; ``columns`` take the
    legend; ``foot`` is the height kept for sources and citation.
    """

    size: Size
    margin: float
    head: float
    foot: float
    frames: tuple[tuple[float, float, float, float], ...]
    columns: tuple[Column, ...]

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """That of the first map."""
        return self.frames[0]


def lay_out(size: Size, foot_lines: int, parts: Collection[str] = PARTS, room: int = 0) -> Layout:
    """Map on the left and legend on the right, or on a high sheet the legend below the map.

    ``foot_lines`` is how many lines of small type stand at the foot; ``room``, below ``ROOMS``,
    how much of the page the legend takes.
    """
    width, height = size.points
    scale = size.scale
    margin, head, foot = _around(size, foot_lines, parts)
    left, bottom = margin + 9 * scale, margin + foot + 10 * scale
    top = height - margin - head
    if "legend" not in parts:
        frame = (left, bottom, width - margin - left, top - bottom)
        return Layout(size, margin, head, foot, (frame,), ())
    gap = 12 * scale
    if width >= 1.12 * height:
        each = min(172.0 * scale, 0.3 * width)
        side = each * (room + 1) + gap * room
        frame = (left, bottom, width - margin - side - gap - left, top - bottom)
        columns = tuple(
            Column(width - margin - side + n * (each + gap), top + 4 * scale, bottom, each)
            for n in range(room + 1)
        )
        return Layout(size, margin, head, foot, (frame,), columns)
    share = (0.36 + 0.12 * room) * (top - bottom)
    frame = (
        left,
        bottom + share + 10 * scale,
        width - margin - left,
        top - bottom - share - 10 * scale,
    )
    count = 3 if width > 440 * scale else 2
    each = (width - 2 * margin - gap * (count - 1)) / count
    below = tuple(
        Column(margin + n * (each + gap), bottom + share - 6 * scale, margin + foot, each)
        for n in range(count)
    )
    return Layout(size, margin, head, foot, (frame,), below)


def _around(size: Size, foot_lines: int, parts: Collection[str]) -> tuple[float, float, float]:
    """Margin, height of the head and of the foot, in points."""
    scale = size.scale
    margin = min(26.0 * scale, 0.06 * min(size.points)) if parts else 3.0
    head = 40.0 * scale if "title" in parts else 0.0
    foot = (foot_lines * FOOT_LEADING + 10.0) * scale if "sources" in parts else 0.0
    return margin, head, foot


def lay_out_pair(
    size: Size, foot_lines: int, parts: Collection[str] = PARTS, room: int = 0
) -> Layout:
    """Two maps of the same size, beside or on a high sheet above each other, the legend below them.

    Above each map is room for its day; the rest is as in :func:`lay_out`.
    """
    width, height = size.points
    scale = size.scale
    margin, head, foot = _around(size, foot_lines, parts)
    left, bottom = margin + 9 * scale, margin + foot + 10 * scale
    top, gap, title = height - margin - head, 18 * scale, 13 * scale
    across = width - margin - left
    less = 0.1 * room if "legend" in parts else -0.38
    if width >= 1.12 * height:
        tall = (0.6 - less) * (top - bottom)
        wide = (across - gap) / 2
        places = [(left, top - tall), (left + wide + gap, top - tall)]
        count = 4
    else:
        tall = (0.35 - less / (2 if less > 0 else 3)) * (top - bottom)
        wide = across
        places = [(left, top - tall), (left, top - 2 * tall - gap)]
        count = 3
    frames = tuple((x, y, wide, tall - title) for x, y in places)
    space = 12 * scale
    each = (width - 2 * margin - space * (count - 1)) / count
    start = places[-1][1] - 18 * scale
    columns = tuple(
        Column(margin + n * (each + space), start, margin + foot, each) for n in range(count)
    )
    return Layout(size, margin, head, foot, frames, columns if "legend" in parts else ())
