"""The column beside a printed map: what is shown, why it changed, how sure it is.

Blocks are measured before they are drawn; positions are points of the page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from dashboard import i18n
from dashboard.cartography.look import style
from dashboard.cartography.look.style import LineLook
from dashboard.cartography.paper import lettering, swatches
from dashboard.cartography.paper.captions import Caption
from dashboard.cartography.paper.chart import Shown
from dashboard.cartography.paper.plate import Line, Plate
from dashboard.cartography.paper.sheet import Column
from dashboard.cartography.paper.swatches import SWATCH, Drawer, Pen
from dashboard.dataset import vocabulary
from dashboard.dataset.model import Language
from dashboard.i18n import kinds
from dashboard.i18n.words import CERTAINTY, LEGEND, MAPS, PAPER

HEADING, BODY, SMALL = 7.2, 6.4, 6.0
LINE = 1.24
# Height of a heading in its own size; space after a block in points.
HEAD, AFTER = 1.75, 6.0
INDENT = 25.0
NAME_ROOM = 92.0
# Most powers that have a bar of the area that they hold.
POWERS = 6
# Solid lines that differ by less, in CSS pixels, look the same.
WIDTH_STEP = 0.5
# Dark is sure: three steps of the paper's own warm grey.
CERTAINTY_FILLS = ("#3b3731", "#918779", "#dbd5c9")
CERTAINTY_GREYS = ("#363636", "#868686", "#d5d5d5")


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
    """A heading and its rows; an optional block may be left out for want of room."""

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
    parts = [
        Block(MAPS["heldBy"][language], tuple(holders(plate, [shown], language, room))),
        Block(_("Status and lines"), tuple(signs_shown(plate, [shown], language, room))),
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
        parts.append(Block(_("Behind the last changes"), tuple(rows), True))
    part = len(shown.territories) < len(plate.dataset.territories)
    heading = _("Area held in the whole atlas, km²") if part else _("Area held, km²")
    parts.append(Block(heading, tuple(_areas(plate, shown, language, room)), True))
    parts.append(Block(_("Certainty, territories"), (_certainty(shown, language, room),), True))
    return parts


def fit(
    wanted: Sequence[Block], columns: Sequence[Column], scale: float
) -> list[tuple[Block, Column, float]] | None:
    """Block, column and top of each, or ``None`` when the needed blocks have no room.

    Optional blocks are left out for want of room, the last first; no letter is made smaller.
    """
    chosen = list(wanted)
    while True:
        placed = flow(chosen, columns, scale)
        if placed is not None or not chosen or not chosen[-1].optional:
            return placed
        chosen.pop()


def flow(
    wanted: Sequence[Block], columns: Sequence[Column], scale: float
) -> list[tuple[Block, Column, float]] | None:
    """Block, column and top of each from column to column, or ``None`` for want of room.

    A block without a heading goes on where the block above it ends.
    """
    placed: list[tuple[Block, Column, float]] = []
    waiting = list(wanted)
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
    bold = lettering.face(HEADING * scale, True)
    lettering.write(pen.page, (left, y), block.heading, bold, ink, tag="H2")
    draw_rows(pen, block.rows, left, y - HEADING * 0.75 * scale)


def draw_rows(pen: Pen, rows: Sequence[Row], left: float, top: float) -> None:
    """Draw rows below each other from their upper left corner."""
    scale, ink, y = pen.scale, pen.palette.ink, top
    for row in rows:
        face = lettering.face(row.size * scale, row.bold)
        first = SWATCH[1] if row.draw and len(row.lines) == 1 else row.size * LINE
        middle = y - first * scale / 2
        if row.draw:
            row.draw(pen, left, middle)
        for n, line in enumerate(row.lines):
            base = middle - (row.size * 0.36 + n * row.size * LINE) * scale
            lettering.write(pen.page, (left + row.indent * scale, base), line, face, ink)
        y -= row.height * scale


def _text(text: str, room: float) -> tuple[str, ...]:
    return tuple(lettering.wrap(text, room - INDENT, BODY))


def sign_row(text: str, room: float, drawer: Drawer) -> Row:
    """A sign and what it means."""
    return Row(_text(text, room), drawer, indent=INDENT)


def holders(
    plate: Plate, maps: Sequence[Shown], language: Language, room: float, short: bool = False
) -> list[Row]:
    """A row for each fill, with the polities that hold land in the frames, by power and by area.

    ``short`` is for the names that the screen has.
    """
    dataset = plate.dataset
    held: Counter[str] = Counter()
    for shown in maps:
        for name in shown.territories:
            if shown.paints[name]:
                held[shown.state[name].controller] += round(plate.km2[name])
    order = sorted(
        held, key=lambda polity: (dataset.roles[dataset.polities[polity].role].rank, -held[polity])
    )
    alike: dict[style.Paint, list[str]] = defaultdict(list)
    for polity in order:
        holder = dataset.polities[polity]
        called = holder.short if short else holder.name
        alike[_main(plate, maps, polity)].append(called[language])
    return [
        sign_row("; ".join(names), room, swatches.swatch(paint)) for paint, names in alike.items()
    ]


def _main(plate: Plate, maps: Sequence[Shown], polity: str) -> style.Paint:
    """The fill of a holder without a pattern, or that of most of its land if all has a pattern."""
    areas: Counter[style.Paint] = Counter()
    for shown in maps:
        for name in shown.territories:
            paint = shown.paints[name]
            if paint and shown.state[name].controller == polity:
                areas[paint] += round(plate.km2[name])
    return max(areas, key=lambda area: (not area.pattern, areas[area], area.key))


@dataclass(frozen=True, slots=True)
class Sign:
    """What a sign means and how it is drawn; signs with the same ``look`` look the same."""

    text: str
    draw: Drawer
    look: tuple[object, ...] = ()


def signs_shown(plate: Plate, maps: Sequence[Shown], language: Language, room: float) -> list[Row]:
    """Every pattern and line on some maps, and no other."""
    return rows_of([sign for shown in maps for sign in all_signs(plate, shown, language)], room)


def key(plate: Plate, shown: Shown, language: Language, room: float) -> list[Row]:
    """What belongs to a single map: holders, patterns, lines, in rows of ``room`` points.

    Ground, ways and the kinds of boundaries are the same on every map, and left to a full legend.
    """
    signs = [
        *_statuses(plate, shown, language),
        *_outlines(plate, shown, language),
        *_history(plate, shown, language),
        *_claims(plate, shown, language),
        *_certainties(shown, language),
    ]
    held = holders(plate, [shown], language, room, short=True)
    return [*held, *rows_of(signs, room)]


def halves(rows: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """Part rows, in their order, into two columns as equal in height as may be."""

    def taller(at: int) -> float:
        return max(sum(row.height for row in half) for half in (rows[:at], rows[at:]))

    at = min(range(len(rows) + 1), key=taller)
    return rows[:at], rows[at:]


def rows_of(signs: Iterable[Sign], room: float) -> list[Row]:
    """A row for each look: signs that look alike share a row with all their meanings."""
    alike: dict[object, list[Sign]] = defaultdict(list)
    for sign in signs:
        alike[sign.look or sign.text].append(sign)
    return [
        sign_row("; ".join(dict.fromkeys(sign.text for sign in those)), room, those[0].draw)
        for those in alike.values()
    ]


def all_signs(plate: Plate, shown: Shown, language: Language) -> list[Sign]:
    """The signs of a map, each by itself."""
    words = {key: text[language] for key, text in LEGEND.items()}
    return [
        *_statuses(plate, shown, language),
        *_outlines(plate, shown, language),
        *_edges(shown, language),
        *_history(plate, shown, language),
        *(Sign(words[way.kind], swatches.stroke(way.look), seen(way.look)) for way in shown.ways),
        *(Sign(words[kind], swatches.stop(kind)) for kind in shown.stops),
        *_claims(plate, shown, language),
        *_certainties(shown, language),
        *_ground(shown, language),
    ]


def _statuses(plate: Plate, shown: Shown, language: Language) -> Iterable[Sign]:
    means = kinds.signs(plate.dataset.kinds)
    there = {shown.state[name].status for name in shown.territories if shown.paints[name]}
    for status, held in plate.dataset.kinds.statuses.items():
        if status in there and held.pattern != "plain":
            look = ("status", held.pattern)
            yield Sign(means[status][language], swatches.status(held.pattern), look)


def _outlines(plate: Plate, shown: Shown, language: Language) -> Iterable[Sign]:
    _ = i18n.translator(language)
    if shown.former:
        text = PAPER["before"][language].format(what=LEGEND["changed"][language])
        yield Sign(text, swatches.changed(shown.former[0]))
    if shown.disputed:
        look = style.OUTLINE_LOOKS["reading"]
        yield Sign(LEGEND["reading"][language], swatches.stroke(look), seen(look))
    if shown.chosen:
        name = plate.dataset.territories[shown.chosen].name[language]
        look = style.OUTLINE_LOOKS["chosen"]
        yield Sign(_("Chosen: {name}").format(name=name), swatches.stroke(look), seen(look))


def _edges(shown: Shown, language: Language) -> Iterable[Sign]:
    for kind, look in style.EDGE_LOOKS.items():
        if kind in shown.kinds:
            # The look of an edge has the colour of every frontier.
            yield Sign(LEGEND[kind][language], swatches.stroke(look, "frontier"), seen(look))


def _history(plate: Plate, shown: Shown, language: Language) -> Iterable[Sign]:
    """Lines of history, and where a boundary is uncertain: both may be dotted."""
    if shown.doubtful:
        look = LineLook(style.FRONTIER, 1.15, style.DOTTED)
        yield Sign(LEGEND["uncertain"][language], swatches.stroke(look, "frontier"), seen(look))
    for line in shown.lines:
        text = _line_name(plate, line, language)
        yield Sign(text, swatches.stroke(line.look), seen(line.look))


def _certainties(shown: Shown, language: Language) -> Iterable[Sign]:
    for level in shown.unsure:
        yield Sign(CERTAINTY[level][language], swatches.sureness(level))


def seen(look: LineLook) -> tuple[object, ...]:
    """What the eye tells of a line: dashes, casing, colour, of a solid line how wide it is."""
    width = 0 if look.dash else round(look.width / WIDTH_STEP)
    return look.dash, bool(look.casing), look.color, width


def _claims(plate: Plate, shown: Shown, language: Language) -> Iterable[Sign]:
    claimants: dict[str, list[str]] = defaultdict(list)
    for polity in shown.claimants:
        claimant = plate.dataset.polities[polity]
        claimants[claimant.role].append(claimant.short[language])
    for role, those in claimants.items():
        text = LEGEND["claim"][language].format(name="; ".join(those))
        yield Sign(text, swatches.claim(role))


def _ground(shown: Shown, language: Language) -> Iterable[Sign]:
    """What land without the fill of a power is."""
    if shown.bands:
        yield Sign(PAPER["neighbour"][language], swatches.tint(shown.bands))
    if shown.outside:
        yield Sign(PAPER["outside"][language], swatches.plain)


def _line_name(plate: Plate, line: Line, language: Language) -> str:
    """The name of a line; of lines for comparison that of their kind, with what is uncertain."""
    if not plate.dataset.kinds.lines[line.kind].compares:
        return line.name[language]
    name = kinds.lines(plate.dataset.kinds)[line.kind][language]
    if line.look.dash != style.DOTTED:
        return name
    _ = i18n.translator(language)
    return _("{line}, uncertain").format(line=name)


def _areas(plate: Plate, shown: Shown, language: Language, room: float) -> list[Row]:
    """Area by power over the whole atlas, as bars."""
    shares = plate.timeline.shares(shown.day)
    largest = sorted(shares, key=lambda role: -shares[role].km2)[:POWERS]
    most = shares[largest[0]].km2 or 1.0  # of a piece of land that rounds to nothing

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
    words = [CERTAINTY[level][language] for level in vocabulary.CERTAINTY]
    counts = Counter(shown.state[name].certainty for name in shown.territories)
    total = sum(counts.values()) or 1

    def drawer(pen: Pen, x: float, y: float) -> None:
        fills = CERTAINTY_GREYS if pen.palette.plain else CERTAINTY_FILLS
        for certainty, fill in zip(vocabulary.CERTAINTY, fills, strict=True):
            width = room * pen.scale * counts[certainty] / total
            part = Rectangle((x, y - 1.5 * pen.scale), width, 5.0 * pen.scale, facecolor=fill)
            part.set(zorder=5, linewidth=0)
            pen.page.add_artist(part)
            x += width

    counted = " · ".join(
        f"{word}: {counts[certainty]}"
        for certainty, word in zip(vocabulary.CERTAINTY, words, strict=True)
    )
    return Row(("", *lettering.wrap(counted, room, SMALL)), drawer, size=SMALL)
