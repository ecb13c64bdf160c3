"""What is drawn over a map when it is asked for: whose claims stand, how sure the rows are."""

from collections import defaultdict
from collections.abc import Iterator

import shapely
from shapely.geometry import Point, Polygon

from dashboard.cartography.ground import frontiers
from dashboard.cartography.look import style, zoom
from dashboard.cartography.paper import signs
from dashboard.cartography.paper.chart import Chart
from dashboard.cartography.paper.placing import Layout
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.view import View
from dashboard.dataset.vocabulary import CERTAINTY, Certainty

UNSURE = CERTAINTY[1:]
SIZE = 3.2


def draw_claims(chart: Chart, state: frontiers.State) -> tuple[str, ...]:
    """A rim inside the lands that the same polities claim; returns the claimants."""
    claimed: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, held in state.items():
        others = tuple(polity for polity in held.claimants if polity != held.controller)
        if others and name not in chart.plate.drawn_as:
            claimed[others].append(name)
    look = style.RIM_LOOKS["claim"]
    shown: dict[str, None] = {}
    for polities, members in claimed.items():
        area, line = chart.union(members), chart.outer(members)
        if area.intersection(shapely.box(0, 0, *chart.view.frame)).area < 1.0:
            continue
        shown |= dict.fromkeys(polities)
        chart.line(line, chart.palette.halo, look.casing, 9.06, style.CASING_OPACITY, inside=area)
        for polity, (dash, phase) in zip(polities, style.claim_dashes(len(polities)), strict=True):
            ink = claim_ink(chart, polity)
            chart.line(line, ink, look.width, 9.07, 1.0, dash, inside=area, phase=phase)
    return tuple(shown)


def claim_ink(chart: Chart, polity: str) -> str:
    """The dark colour of the power of a polity."""
    return chart.palette.roles[chart.plate.dataset.polities[polity].role].ink


def wanted_certainties(plate: Plate, view: View) -> tuple[Certainty, ...]:
    """Certainties that are marked: from afar only low certainty, as on the screen."""
    near = view.per_metre * 1000 * plate.reach > zoom.MARKS["medium"].paper
    return UNSURE if near else UNSURE[1:]


def draw_certainty(chart: Chart, state: frontiers.State, placed: Layout) -> tuple[Certainty, ...]:
    """Dots where the row of the day is unsure and no name stands; returns the certainties."""
    wanted = wanted_certainties(chart.plate, chart.view)
    size = SIZE * chart.view.pixel / 0.5
    shown: set[Certainty] = set()
    for name, held in state.items():
        certainty = held.control.certainty
        if name in chart.plate.drawn_as or certainty not in wanted:
            continue
        for spot in _spots(chart, name):
            box = shapely.box(
                spot.x - size * 1.6, spot.y - size / 2, spot.x + size * 1.6, spot.y + size / 2
            )
            if placed.free(box, 0.4):
                placed.taken.append(box)
                shown.add(certainty)
                draw_sign(chart, certainty, (spot.x, spot.y), size)
                break
    return tuple(level for level in UNSURE if level in shown)


def draw_sign(chart: Chart, certainty: Certainty, middle: tuple[float, float], size: float) -> None:
    """Three dots, as many filled as on the cards of the page."""
    for patch in signs.certainty(certainty, middle, size, chart.palette):
        patch.set_zorder(18)
        chart.axes.add_artist(patch)


def _spots(chart: Chart, name: str) -> Iterator[Point]:
    """Points well inside the largest part of a territory, the roomiest first."""
    parts = [part for part in shapely.get_parts(chart.areas[name]) if isinstance(part, Polygon)]
    parts = [part for part in parts if part.area > 0]
    if not parts:
        return
    area = max(parts, key=lambda part: part.area)
    yield Point(shapely.maximum_inscribed_circle(area, tolerance=0.5).coords[0])
    yield area.representative_point()
    west, south, east, north = area.bounds
    for across in (0.3, 0.7):
        for up in (0.3, 0.5, 0.7):
            point = Point(west + across * (east - west), south + up * (north - south))
            if area.contains(point):
                yield point
