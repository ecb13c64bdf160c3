"""The table of a day on paper: every territory with its holder, in the columns of the page.

Positions are points of the page from its lower left.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from dashboard import i18n
from dashboard.cartography.look import style
from dashboard.cartography.paper import captions, lettering, swatches
from dashboard.cartography.paper.deadline import NoRoom
from dashboard.cartography.paper.figure import (
    HEAD,
    MARGIN,
    Figure,
    begin,
    foot_lines,
    foot_top,
    put_foot,
    put_head,
)
from dashboard.cartography.paper.pdf_table import CELL, HEADING
from dashboard.cartography.paper.placing import SMALLEST
from dashboard.cartography.paper.structure import Cell, Paper
from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.reading_order import reading_order
from dashboard.dataset.timeline import TerritoryState, Timeline
from dashboard.i18n import kinds
from dashboard.i18n.words import CERTAINTY, MAPS, TABLE

COLUMNS = (
    TABLE["table.territory"],
    MAPS["heldBy"],
    TABLE["status"],
    TABLE["against"],
    TABLE["claimedBy"],
    TABLE["since"],
    TABLE["table.event"],
    TABLE["table.certainty"],
)
HELD = 1
# How much of the width each column has.
SHARES = (1.5, 1.5, 0.9, 1.1, 1.5, 1.1, 2.4, 0.9)
# Of a fill beside that of a legend, so that those of two rows do not touch.
SWATCH = 0.7
BETWEEN, LEADING, AROUND = 5.0, 1.2, 1.6
# Letters as large as there is room for, in parts of those of the sheet; the last are 6 pt.
LARGER = (1.5, 1.35, 1.2, 1.1, 1.0, 0.9, 0.8, 0.0)


@dataclass(frozen=True, slots=True)
class _Row:
    """A territory in words, a line each of its cells, and the fill of its holder."""

    cells: tuple[tuple[str, ...], ...]
    paint: style.Paint

    @property
    def lines(self) -> int:
        return max(map(len, self.cells))


_Group = tuple[str, tuple[_Row, ...]]


def draw(dataset: Dataset, timeline: Timeline, figure: Figure) -> Paper:
    """Return the page of the table of ``figure.day``.

    Raises
    ------
    NoRoom
        When its rows have no room in letters that can be read, with the cure.
    """
    language, scale, day = figure.language, figure.size.scale, figure.day
    if day is None:
        raise ValueError("a table is of a day; name one")
    width, height = figure.size.points
    label = i18n.day_label(day, language)
    about = TABLE["table.caption"][language].format(day=label)
    paper, pen = begin(figure, dataset, about)
    cited = captions.cite(dataset, day, language, figure.address)
    put_head(pen, dataset, figure, label, about)
    lines = foot_lines(figure, cited)
    foot = foot_top(figure, lines)
    top, left = height - (MARGIN + HEAD - 8.0) * scale, MARGIN * scale
    state = timeline.state(day)
    for size in (max(SMALLEST, SMALLEST * scale * times) for times in LARGER):
        ends = _ends(left, width - 2 * left, size)
        rooms = [b - a - BETWEEN for a, b in ends]
        groups = _groups(dataset, state, figure, (rooms, size))
        heads = [
            tuple(lettering.wrap(one[language], room, size, True))
            for one, room in zip(COLUMNS, rooms, strict=True)
        ]
        if _height(groups, heads, size) <= top - foot:
            _put(pen, groups, heads, (ends, top, size))
            put_foot(pen, figure, lines)
            return paper
    raise NoRoom(
        f"{len(state)} rows have no room in letters that can be read; "
        "ask for a larger sheet, as 420x594"
    )


def _ends(left: float, room: float, size: float) -> list[tuple[float, float]]:
    """Left edge of the text of each column, and the right edge of the column."""
    found, x = [], left
    for number, share in enumerate(SHARES):
        wide = room * share / sum(SHARES)
        # The fill of the holder stands before the name.
        found.append((x + (_swatch(size) if number == HELD else 0.0), x + wide))
        x += wide
    return found


def _swatch(size: float) -> float:
    """Room of a swatch before a name in letters of ``size``."""
    return (swatches.SWATCH[0] * SWATCH / SMALLEST + 0.6) * size


def _groups(
    dataset: Dataset,
    state: Mapping[str, TerritoryState],
    figure: Figure,
    fitted: tuple[Sequence[float], float],
) -> list[_Group]:
    """The rows under the names of their regions, in the order of the page."""
    rooms, size = fitted
    found = []
    territories = dataset.territories
    for region, names in groupby(reading_order(dataset), key=lambda one: territories[one].region):
        rows = tuple(
            _Row(
                tuple(
                    tuple(lettering.wrap(text, room, size))
                    for text, room in zip(_cells(dataset, state[name], figure), rooms, strict=True)
                ),
                style.paint_of(state[name].control, dataset),
            )
            for name in names
        )
        found.append((dataset.regions[region].name[figure.language], rows))
    return found


def _cells(dataset: Dataset, one: TerritoryState, figure: Figure) -> Iterator[str]:
    """What the page says of a territory in each column."""
    language, row = figure.language, one.control
    territory = dataset.territories[one.territory_id]

    def short(polity: str) -> str:
        return dataset.polities[polity].short[language]

    yield _both(territory.name[language], territory.today[language])
    yield short(row.controller)
    yield kinds.statuses(dataset.kinds)[row.status][language]
    yield short(row.second_party) if row.second_party else "–"
    yield ", ".join(map(short, one.claimants)) or "–"
    since = i18n.day_label(row.interval.start, language)
    today = TABLE["table.today"][language] if row.interval.start == figure.day else ""
    yield _both(since, today)
    event = dataset.events.get(row.event_id)
    yield event.title[language] if event else ""
    yield CERTAINTY[row.certainty][language]


def _both(text: str, more: str) -> str:
    return f"{text} · {more}" if more else text


def _height(groups: Sequence[_Group], heads: Sequence[tuple[str, ...]], size: float) -> float:
    lines = max(map(len, heads)) + sum(1 + sum(row.lines for row in rows) for _, rows in groups)
    gaps = 2 + sum(2 + len(rows) for _, rows in groups)
    return lines * size * LEADING + gaps * AROUND


def _put(
    pen: swatches.Pen,
    groups: Sequence[_Group],
    heads: Sequence[tuple[str, ...]],
    where: tuple[Sequence[tuple[float, float]], float, float],
) -> None:
    """Write headings, regions and rows from the top down, a hairline above each row."""
    ends, y, size = where
    step, bold, plain = size * LEADING, lettering.face(size, True), lettering.face(size)
    left, right = ends[0][0], ends[-1][1]

    numbers = count()

    def cells(of: Sequence[tuple[str, ...]], face: FontProperties, top: float) -> None:
        number = next(numbers)
        for column, ((x, _end), lines) in enumerate(zip(ends, of, strict=False)):
            # The name of a territory is the heading of its row.
            tag = HEADING if face is bold or not column else CELL
            for n, line in enumerate(lines):
                at = (x, top - n * step - size)
                text = lettering.write(pen.page, at, line, face, pen.palette.ink, tag=tag)
                text.cell = Cell(number, column)

    def rule(width: float, colour: str) -> None:
        line = Rectangle((left, y), right - left, 0, fill=False, zorder=4)
        line.set(edgecolor=colour, linewidth=width * pen.scale)
        pen.page.add_artist(line)

    cells(heads, bold, y)
    y -= max(map(len, heads)) * step + 2 * AROUND
    for region, rows in groups:
        rule(0.8, pen.palette.ink)
        cells([(region,)], bold, y - AROUND)
        y -= step + 2 * AROUND
        for row in rows:
            rule(0.3, pen.palette.hairline)
            small = swatches.Pen(pen.page, pen.palette, SWATCH * size / SMALLEST)
            at = ends[HELD][0] - _swatch(size)
            swatches.swatch(row.paint)(small, at, y - AROUND / 2 - size * 0.65)
            cells(row.cells, plain, y - AROUND / 2)
            y -= row.lines * step + AROUND
