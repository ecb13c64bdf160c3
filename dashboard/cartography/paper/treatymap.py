"""A treaty on a printed map: the land that it speaks of, numbered, its lines, its terms."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import shapely
from matplotlib.patches import Circle
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from dashboard import i18n
from dashboard.cartography.look import style
from dashboard.cartography.paper import hatch, legend, lettering, swatches
from dashboard.cartography.paper.captions import Caption
from dashboard.cartography.paper.chart import Chart, Shown
from dashboard.cartography.paper.plate import Line, Plate
from dashboard.cartography.paper.structure import MAP
from dashboard.dataset.model import Dataset, Language, Outcome
from dashboard.i18n import kinds
from dashboard.i18n.words import FORCE, MAPS

RADIUS, SIZE = 4.4, 6.2
"""Of the circle round a number and of its figures, in points on A4."""
WIDE = 2 * swatches.SWATCH[0] + 9.0
"""Room for two signs before the words of a term."""
LOOKS = {
    "confirmed": style.LINE_LOOKS["signed"],
    "moved": style.OUTLINE_LOOKS["changed"],
}
"""Outlines of land that a treaty leaves to its holder, and that it gives to another."""


def terms(dataset: Dataset, treaty: str) -> list[Outcome]:
    """What a treaty says of land; a term has its place in this list, from 1, as its number."""
    return [outcome for outcome in dataset.outcomes if outcome.treaty_id == treaty]


def draw(chart: Chart, treaty: str, shown: Shown) -> tuple[Shown, list[BaseGeometry]]:
    """Outline the land of a treaty, number it, and add the lines that the day does not have.

    Returns what is shown then, and where the numbers stand, in points of the frame.
    """
    outcomes = terms(chart.plate.dataset, treaty)
    for name, look in LOOKS.items():
        members = {outcome.territory_id for outcome in outcomes if _look(outcome) == name}
        members &= set(shown.territories)
        if members:
            line = chart.outer(members)
            chart.line(line, chart.palette.paper, look.casing, 13)
            colour = chart.palette.of_line(look)
            chart.line(line, colour, look.width, 13.1, dash=look.dash)
    lines = _lines(chart, treaty, shown)
    return replace(shown, lines=(*shown.lines, *lines)), _numbers(chart, outcomes, shown)


def _look(outcome: Outcome) -> str:
    return "confirmed" if outcome.from_polity == outcome.to_polity else "moved"


def _lines(chart: Chart, treaty: str, shown: Shown) -> list[Line]:
    """Draw the lines of a treaty that are not on the map of the day; returns those in the frame."""
    frame, added = shapely.box(0, 0, *chart.view.frame), list[Line]()
    for line in chart.plate.lines:
        drawn = chart.view.to_paper(line.geometry)
        if line.treaty != treaty or line in shown.lines or not drawn.intersects(frame):
            continue
        colour = chart.palette.of_line(line.look)
        chart.line(drawn, chart.palette.paper, line.look.casing or line.look.width + 2, 12)
        chart.line(drawn, colour, line.look.width, 12.1, line.look.opacity, line.look.dash)
        added.append(line)
    return added


def _numbers(chart: Chart, outcomes: Sequence[Outcome], shown: Shown) -> list[BaseGeometry]:
    """Put the numbers of a territory into its land, clear of each other where that is possible."""
    frame = shapely.box(0, 0, *chart.view.frame)
    radius, taken = RADIUS * chart.view.scale, list[BaseGeometry]()
    for number, outcome in enumerate(outcomes, start=1):
        area = hatch.polygons(chart.areas[outcome.territory_id].intersection(frame))
        if outcome.territory_id not in shown.territories or area.is_empty:
            continue
        at = _spot(area, radius, taken)
        disc = at.buffer(radius)
        taken.append(disc)
        circle = Circle((at.x, at.y), radius, zorder=19)
        circle.set(facecolor=chart.palette.ink, edgecolor=chart.palette.paper)
        circle.set_linewidth(0.8 * chart.view.scale)
        chart.add(circle, 19)
        face = lettering.face(SIZE * chart.view.scale, True)
        base = (at.x, at.y - SIZE * 0.36 * chart.view.scale)
        colour = chart.palette.paper
        lettering.write(chart.axes, base, str(number), face, colour, "center", tag=MAP)
    return taken


def _spot(area: BaseGeometry, radius: float, taken: Sequence[BaseGeometry]) -> Point:
    """The place in an area that is farthest from its edge and clear of other numbers."""
    others = shapely.union_all([sign.buffer(radius + 1) for sign in taken])
    free = hatch.polygons(area.difference(others))
    largest = max(
        shapely.get_parts(free if not free.is_empty else area), key=lambda part: part.area
    )
    radius_line = shapely.maximum_inscribed_circle(largest, tolerance=0.5)
    middle, _edge = shapely.get_coordinates(radius_line)
    return Point(middle)


def caption(plate: Plate, words: Caption, treaty: str, language: Language) -> Caption:
    """The words of a day with what the treaty is in the place of what happened."""
    record = plate.dataset.treaties[treaty]
    day, force = i18n.day_label(record.signed, language), FORCE[record.force][language]
    return replace(words, lead=f"{record.name[language]} ({day}; {force})")


def block(plate: Plate, treaty: str, language: Language, room: float) -> legend.Block:
    """The terms of a treaty as a block of the legend: numbers, from whom to whom, what, article."""
    dataset = plate.dataset
    means = kinds.outcomes(dataset.kinds)
    alike: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for number, outcome in enumerate(terms(dataset, treaty), start=1):
        alike[
            outcome.from_polity, outcome.to_polity, outcome.kind, outcome.article[language]
        ].append(number)
    rows = []
    for (before, after, kind, article), numbers in alike.items():
        hands = list(dict.fromkeys((before, after)))
        names = " → ".join(dataset.polities[name].short[language] for name in hands)
        said = ", ".join(filter(None, (means[kind][language], article)))
        lines = lettering.wrap(f"{ranges(numbers)}: {names}, {said}", room - WIDE, legend.BODY)
        paints = [
            style.Paint(dataset.polities[name].role, dataset.polities[name].weave) for name in hands
        ]
        rows.append(legend.Row(tuple(lines), swatches.beside(paints), indent=WIDE))
    there = {_look(outcome) for outcome in terms(dataset, treaty)}
    rows += [
        legend.sign_row(MAPS[f"treaty.{name}"][language], room, swatches.stroke(look))
        for name, look in LOOKS.items()
        if name in there
    ]
    return legend.Block(dataset.treaties[treaty].short[language], tuple(rows))


def ranges(numbers: Sequence[int]) -> str:
    """Return numbers in their order with runs of three and more as ranges.

    Examples
    --------
    >>> ranges([1, 2, 3, 6])
    '1–3, 6'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )
