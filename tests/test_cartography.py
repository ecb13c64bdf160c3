"""How a state looks: the coverage and its lines, and the figure drawn from them."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import orjson
import plotly.graph_objects as go
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import Point, Polygon, box, mapping

from dashboard.cartography.ground.coverage import Coverage, build_coverage, rings
from dashboard.cartography.ground.edge import OUTSIDE
from dashboard.cartography.look import patterns, style
from dashboard.cartography.screen.bands import BASE_TOLERANCE_M, ScreenMap
from dashboard.cartography.screen.figure import Relief, figure, figure_json
from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.reading_order import reading_order
from dashboard.dataset.timeline import Timeline

DAY = date(1920, 4, 28)
# Simplifying to a screen pixel moves the lines of a small district by about this share of its area.
AREA_TOLERANCE = 0.012


@pytest.fixture(scope="module")
def drawn(dataset: Dataset, model: ScreenMap, timeline: Timeline) -> go.Figure:
    return figure(dataset, model, timeline, DAY)


@pytest.fixture(scope="module")
def traces(drawn: go.Figure) -> dict[str, Any]:
    """Traces of the figure by name, in the order drawn."""
    return {trace.name: trace for trace in drawn.data}


def squares(**areas: Polygon) -> list[dict[str, Any]]:
    return [{"id": name, "geometry": mapping(area)} for name, area in areas.items()]


@pytest.fixture(scope="module")
def enclave(model: ScreenMap) -> Coverage:
    """A square land around an enclave, and a neighbour in the east."""
    inner = box(44.3, 41.3, 44.7, 41.7)
    outer = Polygon([(44, 41), (45, 41), (45, 42), (44, 42)], [inner.exterior.coords])
    return build_coverage(
        squares(outer=outer, inner=inner, east=box(45, 41, 46, 42)), model.projection
    )


def test_two_areas_share_one_line_and_the_rest_is_outside(enclave):
    sides = {(edge.left, edge.right) for edge in enclave.edges}
    assert sides == {
        ("inner", "outer"),
        ("east", "outer"),
        (OUTSIDE, "outer"),
        (OUTSIDE, "east"),
    }


def test_the_line_of_an_enclave_is_its_whole_boundary(enclave):
    line = next(edge.line for edge in enclave.edges if "inner" in (edge.left, edge.right))
    assert line.length == pytest.approx(enclave.areas["inner"].length)


def test_a_hole_is_wound_against_its_outline(enclave):
    outline, hole = rings(enclave.areas["outer"])
    assert shapely.is_ccw(shapely.LinearRing(outline))
    assert not shapely.is_ccw(shapely.LinearRing(hole))
    assert enclave.areas["outer"].area < Polygon(outline).area


def test_the_map_stays_a_coverage_when_simplified(model):
    assert shapely.coverage_is_valid(list(model.coverage.areas.values()))


def test_simplifying_leaves_every_area_about_as_large(dataset, model):
    geod = Geod(ellps="WGS84")
    for feature in dataset.features:
        true = abs(geod.geometry_area_perimeter(shapely.geometry.shape(feature["geometry"]))[0])
        shown = model.coverage.areas[str(feature["id"])].area
        assert shown == pytest.approx(true, rel=AREA_TOLERANCE), feature["id"]


def test_every_line_parts_two_areas_or_an_area_from_the_outside(model):
    names = set(model.coverage.areas)
    pairs = [(edge.left, edge.right) for edge in model.coverage.edges]
    assert len(pairs) == len(set(pairs)) > 100
    for left, right in pairs:
        assert left < right
        assert right in names
        assert left in names or left == OUTSIDE


def test_the_lines_of_an_area_are_together_its_boundary(model):
    lengths: dict[str, float] = defaultdict(float)
    for edge in model.coverage.edges:
        lengths[edge.left] += edge.line.length
        lengths[edge.right] += edge.line.length
    for name, area in model.coverage.areas.items():
        assert lengths[name] == pytest.approx(area.length, abs=1), name


def test_the_lines_inside_are_as_long_as_a_map_of_the_caucasus_can_have(model):
    inside = sum(edge.line.length for edge in model.coverage.edges if edge.left) / 1000
    assert 8_000 < inside < 25_000  # km; a line drawn twice or lost would leave this


def test_each_territory_is_one_trace_in_the_order_in_which_they_are_read(dataset, traces):
    assert [name for name in traces if name[:2] == "t-"] == [
        f"t-{one}" for one in reading_order(dataset)
    ]


def test_each_line_is_one_trace_in_the_order_of_the_coverage(model, traces):
    lines = [name for name in traces if name[:2] == "e-"]
    assert lines == [f"e-{number}" for number in range(len(model.coverage.edges))]


def test_every_trace_has_its_own_name(drawn, traces):
    assert len(traces) == len(drawn.data)


def test_what_lies_above_is_drawn_later(traces):
    order = ("l-", "b-", "t-", "w-", "e-", "c-")
    places = {kind: [n for n, name in enumerate(traces) if name.startswith(kind)] for kind in order}
    assert all(places.values())
    for below, above in pairwise(order):
        assert max(places[below]) < min(places[above]), f"{below} {above}"


def test_a_territory_is_filled_as_its_state_on_the_day(dataset, timeline, traces):
    for name, state in timeline.state(DAY).items():
        paint = style.paint_of(state.control, dataset)
        trace = traces[f"t-{name}"]
        assert trace.fill == "toself"
        assert trace.fillcolor == patterns.plotly(paint, dataset.roles)["fillcolor"]
        assert (
            trace.fillpattern.shape == patterns.plotly(paint, dataset.roles)["fillpattern"]["shape"]
        )


def test_a_territory_is_drawn_where_it_lies(dataset, model, traces):
    for name in dataset.territories:
        trace = traces[f"t-{name}"]
        points = [(x, y) for x, y in zip(trace.x, trace.y, strict=True) if x is not None]
        west, south, east, north = model.coverage.areas[name].bounds
        assert np.min(points, axis=0) == pytest.approx((west, south), abs=1)
        assert np.max(points, axis=0) == pytest.approx((east, north), abs=1)


def test_parts_and_holes_are_separated(enclave, dataset, model, timeline):
    areas = {"baku": enclave.areas["outer"]}
    one = replace(dataset, territories={"baku": dataset.territories["baku"]})
    around = replace(model, coverage=Coverage(areas, ()), bands=())
    trace = next(t for t in figure(one, around, timeline, DAY).data if t.name == "t-baku")
    gap = list(trace.x).index(None)
    assert trace.y[gap] is None
    outline, hole = (
        shapely.LinearRing(list(zip(trace.x[part], trace.y[part], strict=True)))
        for part in (slice(None, gap), slice(gap + 1, None))
    )
    assert shapely.is_ccw(outline)
    assert not shapely.is_ccw(hole)
    assert Polygon(outline).contains(Polygon(hole))


def test_nothing_hovers_and_no_template_is_sent(drawn):
    assert all(trace.hoverinfo == "skip" for trace in drawn.data)
    assert drawn.layout.hovermode is False
    assert drawn.layout.template.to_plotly_json() == {}


def test_a_metre_is_as_long_up_as_across_and_home_is_in_view(dataset, model, drawn):
    assert drawn.layout.yaxis.scaleanchor == "x"
    (west, east), (south, north) = drawn.layout.xaxis.range, drawn.layout.yaxis.range
    assert (west, south, east, north) == model.home
    home = box(west, south, east, north)
    towns = [
        Point(*model.projection.project_points([(t.lon, t.lat)])[0])
        for t in dataset.territories.values()
        if t.region != "backdrop"
    ]
    assert all(home.contains(town) for town in towns)


def test_the_browser_finds_each_trace_by_its_uid(drawn):
    content = orjson.loads(figure_json(drawn.to_dict()))
    assert [trace["uid"] for trace in content["data"]] == [trace.name for trace in drawn.data]


def test_the_relief_is_a_picture_at_its_own_place(dataset, model, timeline):
    relief = Relief("relief.webp", (-10.0, -20.0, 30.0, 40.0))
    (image,) = figure(dataset, model, timeline, DAY, relief).layout.images
    assert (image.source, image.x, image.y) == ("relief.webp", -10, 40)
    assert (image.sizex, image.sizey) == (40, 60)


def test_bands_of_neighbours_lie_in_their_own_land_along_the_frontier(dataset, model):
    inner = [
        model.coverage.areas[t.id] for t in dataset.territories.values() if t.region != "backdrop"
    ]
    land = shapely.union_all(inner)
    assert model.bands
    for band in model.bands:
        assert band.role in dataset.roles
        shared = shapely.intersection(band.area, land).area
        assert shared < 0.02 * band.area.area, band.name
        territory = model.coverage.areas[band.territory]
        farthest = shapely.distance(shapely.points(shapely.get_coordinates(band.area)), territory)
        # Simplified by as much as the base map, hence a little further.
        assert farthest.max() <= style.BAND_WIDTHS_M[band.step] + BASE_TOLERANCE_M, band.name


def test_bands_of_one_role_and_step_do_not_lie_on_each_other(model):
    groups = defaultdict(list)
    for band in model.bands:
        groups[band.role, band.step].append(band.area)
    for key, areas in groups.items():
        total = sum(area.area for area in areas)
        assert shapely.union_all(areas).area == pytest.approx(total, rel=0.03), key
