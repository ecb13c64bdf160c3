"""The column beside a printed map: what is shown, why it changed, how sure it is.

Blocks are measured before they are drawn; positions are points of the page.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import shapely
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle

from dashboard import i18n
from dashboard.cartography.look import style
from dashboard.cartography.look.palette import Palette
from dashboard.cartography.look.style import LineLook
from dashboard.cartography.paper import chart, hatch, lettering, signs
from dashboard.cartography.paper.captions import Caption
from dashboard.cartography.paper.chart import Shown
from dashboard.cartography.paper.plate import Line, Plate
from dashboard.cartography.paper.sheet import Column
from dashboard.cartography.paper.view import PIXEL
from dashboard.dataset.model import Language
from dashboard.i18n import kinds
from dashboard.i18n.words import CERTAINTY, LEGEND, MAPS

HEADING, BODY, SMALL = 7.0, 6.1, 5.5
LINE = 1.24
# A heading takes so many times its size; after a block there is so much space.
HEAD, AFTER = 1.75, 6.0
SWATCH = (20.0, 9.0)
INDENT = 25.0
NAME_ROOM = 92.0
SMALLER = (1.0, 0.92, 0.85, 0.78, 0.7, 0.62, 0.5, 0.4)
# So many powers have a bar of the area that they hold.
POWERS = 6
CERTAINTIES = ("high", "medium", "low")
# Dark is sure: three steps of the paper's own warm grey.
CERTAINTY_FILLS = ("#3b3731", "#918779", "#dbd5c9")
CERTAINTY_GREYS = ("#363636", "#868686", "#d5d5d5")

Drawer = Callable[["Pen", float, float], None]


@dataclass(frozen=True, slots=True)
class Pen:
    """What a row is drawn with: the axes of the page, colours, factor on all sizes."""

    page: Axes
    palette: Palette
    scale: float


@dataclass(frozen=True, slots=True)
class Row:
    """Lines of text beside a sign; ``draw`` gets the left edge and the middle of the sign."""

    lines: tuple[str, ...]
    draw: Drawer | None = None
    size: float = BODY
    bold: bool = False
    gap: float = 2.6
    indent: float = 0.0

    @property
    def height(self) -> float:
        """Points on A4."""
        text = self.size * LINE * len(self.lines)
        return max(text, SWATCH[1] if self.draw else 0.0) + self.gap


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and its rows; an optional one may be left out for want of room."""

    heading: str
    rows: tuple[Row, ...]
    optional: bool = False

    @property
    def height(self) -> float:
        """Points on A4, with the space after it."""
        return HEADING * HEAD + sum(row.height for row in self.rows) + AFTER


def blocks(
    plate: Plate, shown: Shown, caption: Caption, language: Language, room: float
) -> list[Block]:
    """The blocks of a sheet, the most needed first; ``room`` is the width in points on A4."""
    _ = i18n.translator(language)
    found = [
        Block(MAPS["heldBy"][language], tuple(holders(plate, [shown], language, room))),
        Block(_("Status and lines"), tuple(signs_shown(plate, shown, language, room))),
    ]
    if caption.events:
        rows = [
            row
            for day, title in caption.events
            for row in (
                Row((day,), size=SMALL, bold=True, gap=0.2),
                Row(tuple(lettering.wrap(title, room, SMALL)), size=SMALL, gap=2.4),
            )
        ]
        found.append(Block(_("Behind the last changes"), tuple(rows)))
    part = len(shown.territories) < len(plate.dataset.territories)
    heading = _("Area held in the whole atlas, km²") if part else _("Area held, km²")
    found.append(Block(heading, tuple(_areas(plate, shown, language, room)), True))
    found.append(Block(_("Certainty, territories"), (_certainty(shown, language, room),), True))
    return found


def fit(
    found: Sequence[Block], columns: Sequence[Column], scale: float
) -> tuple[float, list[tuple[Block, Column, float]]]:
    """Where each block goes: the factor on sizes, and block, column and top of each.

    Optional blocks are left out before anything is made smaller.
    """
    needed = [block for block in found if not block.optional]
    for smaller in SMALLER:
        for chosen in (found, found[:-1] if found[-1].optional else found, needed):
            placed = flow(chosen, columns, scale * smaller)
            if placed is not None:
                return scale * smaller, placed
    return scale * 0.4, flow(needed[:1], columns, scale * 0.4) or []


def flow(
    found: Sequence[Block], columns: Sequence[Column], scale: float
) -> list[tuple[Block, Column, float]] | None:
    """Block, column and top of each from column to column, or ``None`` for want of room.

    A block without a heading goes on where the one above it ends.
    """
    placed: list[tuple[Block, Column, float]] = []
    waiting = list(found)
    for column in columns:
        top = column.top
        while waiting and top - (waiting[0].height - AFTER) * scale >= column.bottom:
            block = waiting.pop(0)
            if not block.heading and top < column.top:
                top += (HEADING * HEAD + AFTER) * scale
            placed.append((block, column, top))
            top -= block.height * scale
    return None if waiting else placed


def draw(pen: Pen, block: Block, left: float, top: float) -> None:
    """Draw a block from its upper left corner."""
    scale, ink = pen.scale, pen.palette.ink
    y = top - HEADING * scale
    lettering.write(pen.page, (left, y), block.heading, lettering.face(HEADING * scale, True), ink)
    y -= HEADING * 0.75 * scale
    for row in block.rows:
        face = lettering.face(row.size * scale, row.bold)
        first = SWATCH[1] if row.draw and len(row.lines) == 1 else row.size * LINE
        middle = y - first * scale / 2
        if row.draw:
            row.draw(pen, left, middle)
        for n, line in enumerate(row.lines):
            base = middle - (row.size * 0.36 + n * row.size * LINE) * scale
            lettering.write(pen.page, (left + row.indent * scale, base), line, face, ink)
        y -= row.height * scale


def swatch(paint: style.Paint) -> Drawer:
    """A sign filled as the map is."""

    def drawer(pen: Pen, x: float, y: float) -> None:
        width, height = (side * pen.scale for side in SWATCH)
        area = shapely.box(x, y - height / 2, x + width, y + height / 2)
        for artist in hatch.artists(area, paint, pen.palette.roles, PIXEL * pen.scale):
            artist.set_zorder(5)
            pen.page.add_artist(artist)
            hatch.cut(artist, area, pen.page.transData)
        rim = Rectangle((x, y - height / 2), width, height, fill=False, zorder=6)
        rim.set_linewidth(0.5 * pen.scale)
        rim.set_edgecolor(pen.palette.frontier)
        pen.page.add_artist(rim)

    return drawer


def rimmed(paint: style.Paint) -> Drawer:
    """A sign filled as the map is, with the rim of an autonomous unit inside it."""

    def drawer(pen: Pen, x: float, y: float) -> None:
        swatch(paint)(pen, x, y)
        width, height = (side * pen.scale for side in SWATCH)
        look = style.RIM_LOOKS["unit"]
        # Of a rim along an outline the inner half is seen.
        inset = look.width / 4 * PIXEL * pen.scale
        rim = Rectangle((x + inset, y - height / 2 + inset), width - 2 * inset, height - 2 * inset)
        rim.set(fill=False, zorder=5.5, alpha=look.opacity)
        rim.set_linewidth(look.width / 2 * PIXEL * pen.scale)
        rim.set_edgecolor(pen.palette.roles[paint.role].ink)
        pen.page.add_artist(rim)

    return drawer


def stroke(look: LineLook, colour: str = "") -> Drawer:
    """A line as on the map; ``colour`` is a field of the palette, else that of the look."""

    def drawer(pen: Pen, x: float, y: float) -> None:
        path = hatch.path_of(shapely.linestrings([(x, y), (x + SWATCH[0] * pen.scale, y)]))
        own = str(getattr(pen.palette, colour)) if colour else pen.palette.of_line(look)
        for wide, fill, dash in (
            (look.casing and look.casing + 1.0, pen.palette.hairline, ""),
            (look.casing, pen.palette.paper, ""),
            (look.width, own, look.dash),
        ):
            if wide > 0:
                line = PathPatch(path, fill=False, edgecolor=fill, zorder=5, alpha=look.opacity)
                line.set_linewidth(wide * PIXEL * pen.scale)
                line.set_capstyle("butt")
                if dash:
                    line.set_linestyle((0, chart.dashes(dash, wide)))
                pen.page.add_artist(line)

    return drawer


def stop(kind: str) -> Drawer:
    """The sign of a station or a pass."""

    def drawer(pen: Pen, x: float, y: float) -> None:
        middle = (x + SWATCH[0] * pen.scale / 2, y)
        for patch in signs.stop(kind, middle, 3.6 * pen.scale, pen.palette):
            patch.set_zorder(5)
            pen.page.add_artist(patch)

    return drawer


def claim(role: str) -> Drawer:
    """A dashed line in the dark colour of the power that claims."""
    ((dash, _phase),) = style.claim_dashes(1)
    dashed = replace(style.RIM_LOOKS["claim"], dash=dash, casing=0.0)

    def drawer(pen: Pen, x: float, y: float) -> None:
        stroke(replace(dashed, color=pen.palette.roles[role].ink))(pen, x, y)

    return drawer


def sureness(level: str) -> Drawer:
    """The dots of a certainty."""

    def drawer(pen: Pen, x: float, y: float) -> None:
        middle = (x + SWATCH[0] * pen.scale / 2, y)
        for patch in signs.certainty(level, middle, 3.6 * pen.scale, pen.palette):
            patch.set_zorder(5)
            pen.page.add_artist(patch)

    return drawer


def _text(text: str, room: float) -> tuple[str, ...]:
    return tuple(lettering.wrap(text, room - INDENT, BODY))


def sign_row(text: str, room: float, drawer: Drawer) -> Row:
    """A sign and what it means."""
    return Row(_text(text, room), drawer, indent=INDENT)


def holders(plate: Plate, maps: Sequence[Shown], language: Language, room: float) -> list[Row]:
    """One row a fill, with the polities that hold land in the frames, by power and by area."""
    dataset = plate.dataset
    held: Counter[str] = Counter()
    for shown in maps:
        for name in shown.territories:
            if shown.paints[name]:
                held[shown.state[name].controller] += round(plate.km2[name])
    order = sorted(
        held, key=lambda one: (dataset.roles[dataset.polities[one].role].rank, -held[one])
    )
    alike: dict[style.Paint, list[str]] = defaultdict(list)
    for one in order:
        polity = dataset.polities[one]
        alike[style.Paint(polity.role, polity.weave)].append(polity.name[language])
    return [sign_row("; ".join(told), room, swatch(paint)) for paint, told in alike.items()]


def signs_shown(plate: Plate, shown: Shown, language: Language, room: float) -> list[Row]:
    """Every pattern and line on the map, and no other."""
    _ = i18n.translator(language)
    found = []
    words = {key: text[language] for key, text in LEGEND.items()}
    means = kinds.signs(plate.dataset.kinds)
    for status, held in plate.dataset.kinds.statuses.items():
        paint = _example(plate, shown, status) if held.pattern != "plain" else None
        if paint:
            drawer = rimmed(paint) if held.pattern == "rim" else swatch(paint)
            found.append((means[status][language], drawer))
    if shown.changed:
        found.append((words["changed"], stroke(style.OUTLINE_LOOKS["changed"], "frontier")))
    if shown.chosen:
        name = plate.dataset.territories[shown.chosen].name[language]
        text = _("Chosen: {name}").format(name=name)
        found.append((text, stroke(style.OUTLINE_LOOKS["chosen"])))
    for kind in ("power", "polity", "inner"):
        if kind in shown.kinds:
            look = style.EDGE_LOOKS[kind]
            found.append((words[kind], stroke(look, "frontier")))
    if shown.doubtful:
        found.append((words["uncertain"], stroke(LineLook("", 1.15, style.DOTTED), "frontier")))
    looks = dict.fromkeys((_line_name(plate, line, language), line.look) for line in shown.lines)
    found += [(name, stroke(look)) for name, look in looks]
    ways = dict.fromkeys((words[way.kind], way.look) for way in shown.ways)
    found += [(name, stroke(look)) for name, look in ways]
    found += [(words[kind], stop(kind)) for kind in shown.stops]
    claimants: dict[str, list[str]] = defaultdict(list)
    for polity in shown.claimants:
        one = plate.dataset.polities[polity]
        claimants[one.role].append(one.short[language])
    found += [
        (words["claim"].format(name="; ".join(those)), claim(role))
        for role, those in claimants.items()
    ]
    found += [(CERTAINTY[level][language], sureness(level)) for level in shown.unsure]
    return [sign_row(text, room, drawer) for text, drawer in found]


def _line_name(plate: Plate, line: Line, language: Language) -> str:
    """The name of a line; of lines for comparison that of their kind, with what is uncertain."""
    if not plate.dataset.kinds.lines[line.kind].compares:
        return line.name[language]
    name = kinds.lines(plate.dataset.kinds)[line.kind][language]
    if line.look.dash != style.DOTTED:
        return name
    _ = i18n.translator(language)
    return _("{line}, uncertain").format(line=name)


def _example(plate: Plate, shown: Shown, status: str) -> style.Paint | None:
    """The paint of the status that covers most land in the frame; two colours go first."""
    areas: Counter[style.Paint] = Counter()
    for name in shown.territories:
        paint = shown.paints[name]
        if paint and shown.state[name].status == status:
            areas[paint] += round(plate.km2[name])
    return max(areas, key=lambda one: (bool(one.second), areas[one]), default=None)


def _areas(plate: Plate, shown: Shown, language: Language, room: float) -> list[Row]:
    """Area by power over the whole atlas, as bars."""
    shares = plate.timeline.shares(shown.day)
    largest = sorted(shares, key=lambda role: -shares[role].km2)[:POWERS]
    most = shares[largest[0]].km2

    def row(role: str) -> Row:
        km2 = shares[role].km2

        def drawer(pen: Pen, x: float, y: float) -> None:
            start, reach = x + NAME_ROOM * pen.scale, (room - NAME_ROOM - 32) * pen.scale
            bar = Rectangle((start, y - 2.4 * pen.scale), reach * km2 / most, 4.8 * pen.scale)
            bar.set(facecolor=pen.palette.roles[role].fill, zorder=5)
            bar.set_edgecolor(pen.palette.roles[role].ink)
            bar.set_linewidth(0.4 * pen.scale)
            pen.page.add_artist(bar)
            lettering.write(
                pen.page,
                (start + reach * km2 / most + 3 * pen.scale, y - SMALL * 0.36 * pen.scale),
                i18n.number(round(km2, -2), language),
                lettering.face(SMALL * pen.scale),
                pen.palette.ink,
            )

        name = plate.dataset.roles[role].name[language]
        return Row(tuple(lettering.wrap(name, NAME_ROOM - 5, SMALL)), drawer, size=SMALL, gap=0.8)

    return [row(role) for role in largest]


def _certainty(shown: Shown, language: Language, room: float) -> Row:
    """A bar of the territories by certainty of their rows."""
    words = [CERTAINTY[level][language] for level in CERTAINTIES]
    counts = Counter(shown.state[name].certainty for name in shown.territories)
    total = sum(counts.values()) or 1

    def drawer(pen: Pen, x: float, y: float) -> None:
        fills = CERTAINTY_GREYS if pen.palette.plain else CERTAINTY_FILLS
        for certainty, fill in zip(CERTAINTIES, fills, strict=True):
            width = room * pen.scale * counts[certainty] / total
            part = Rectangle((x, y - 1.5 * pen.scale), width, 5.0 * pen.scale, facecolor=fill)
            part.set(zorder=5, linewidth=0)
            pen.page.add_artist(part)
            x += width

    told = " · ".join(
        f"{word}: {counts[certainty]}" for certainty, word in zip(CERTAINTIES, words, strict=True)
    )
    return Row(("", *lettering.wrap(told, room, SMALL)), drawer, size=SMALL)
