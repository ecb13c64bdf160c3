"""How a state looks: paints, projection, the coverage and its lines, the figure."""

import xml.etree.ElementTree as ET
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise, product
from typing import Any

import numpy as np
import orjson
import plotly.graph_objects as go
import pytest
import shapely
from pyproj import Geod, Proj
from shapely.geometry import LineString, Point, Polygon, box, mapping

from dashboard.cartography.ground.coverage import Coverage, build_coverage, rings
from dashboard.cartography.ground.edge import OUTSIDE
from dashboard.cartography.ground.projection import Projection
from dashboard.cartography.look import patterns, style
from dashboard.cartography.screen.figure import (
    BASE_TOLERANCE_M,
    MapModel,
    Relief,
    figure,
    figure_json,
)
from dashboard.dataset import projection
from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.reading_order import reading_order
from dashboard.dataset.timeline import Timeline
from dashboard.ui.browser import degrees

DAY = date(1920, 4, 28)
CONIC = Projection.from_package(
    {"name": "lcc", "lat_1": 39.3, "lat_2": 43.2, "lat_0": 41.25, "lon_0": 45.5}
)
# Simplifying to a screen pixel moves the lines of a small district by about this share of its area.
AREA_TOLERANCE = 0.012


@pytest.fixture(scope="module")
def drawn(dataset: Dataset, model: MapModel, timeline: Timeline) -> go.Figure:
    return figure(dataset, model, timeline, DAY)


@pytest.fixture(scope="module")
def traces(drawn: go.Figure) -> dict[str, Any]:
    """Traces of the figure by name, in the order drawn."""
    return {trace.name: trace for trace in drawn.data}


@pytest.fixture(scope="module")
def paints(dataset: Dataset) -> set[style.Paint]:
    """Every paint that the history needs."""
    return {style.paint_of(row, dataset) for row in dataset.control}


def every_paint(dataset: Dataset) -> list[style.Paint]:
    """Every paint that could be: a second party only where there is a hatch for it."""
    weaves = ("", *patterns.WEAVES)
    plain = [
        style.Paint(role, weave, pattern)
        for role, weave, pattern in product(dataset.roles, weaves, ("", *sorted(style.OVER_FILL)))
    ]
    hatched = [
        style.Paint(role, weave, "hatch", second)
        for role, weave, second in product(dataset.roles, weaves, dataset.roles)
    ]
    return plain + hatched


def look(paint: style.Paint, dataset: Dataset) -> str:
    """What is drawn, without the name of the pattern."""
    pattern = patterns.svg(paint, dataset.roles)
    return pattern.replace(f'id="paint-{paint.key}"', "") or dataset.roles[paint.role].fill


def colours(pattern: ET.Element) -> list[str | None]:
    """Of the ground and of the lines over it, the lowest first."""
    return [one.get("stroke") or one.get("fill") for one in pattern]


# Paints


def test_paints_have_names_of_their_own(dataset):
    paints = every_paint(dataset)
    assert len({paint.key for paint in paints}) == len(set(paints)) == len(paints)


def test_the_name_of_a_paint_does_not_change():
    assert style.Paint("soviet").key == "soviet-0-0-0"
    assert style.Paint("soviet", "grid", "hatch", "georgia").key == "soviet-grid-hatch-georgia"


def test_paints_look_different_unless_a_status_outranks_the_weave(dataset):
    looks = defaultdict(set)
    for paint in every_paint(dataset):
        # A hatch against a party of the same power, or none, is drawn in the power's own ink.
        second = paint.second if paint.second != paint.role else ""
        told = (paint.role, "" if paint.pattern else paint.weave, paint.pattern, second)
        looks[look(paint, dataset)].add(told)
    assert [told for told in looks.values() if len(told) > 1] == []


def test_a_pattern_is_well_formed_and_carries_its_own_name(dataset, paints):
    for paint in paints:
        pattern = patterns.svg(paint, dataset.roles)
        fill = patterns.css_fill(paint, dataset.roles)
        if pattern:
            assert ET.fromstring(pattern).get("id") == f"paint-{paint.key}"
            assert fill == f"url(#paint-{paint.key})"
        else:
            assert fill == dataset.roles[paint.role].fill


def test_the_second_colour_of_a_hatch_is_that_of_the_second_party(dataset):
    roles = dataset.roles
    pattern = ET.fromstring(patterns.svg(style.Paint("turkey", "", "hatch", "armenia"), roles))
    armenia = roles["armenia"]
    assert colours(pattern) == [roles["turkey"].fill, armenia.ink, armenia.fill]


def test_who_is_drawn_level_and_plumb_and_how_is_drawn_diagonal(dataset):
    slants = {"hatch": "rotate(45)", "lines": "rotate(-45)"}
    for paint in every_paint(dataset):
        pattern = patterns.svg(paint, dataset.roles)
        slant = ET.fromstring(pattern).get("patternTransform") if pattern else None
        assert slant == slants.get(paint.pattern)


def test_a_row_is_painted_by_holder_status_and_second_party_alone(dataset):
    polities = dataset.polities
    for row in dataset.control:
        paint = style.paint_of(row, dataset)
        holder = polities[row.controller]
        assert (paint.role, paint.weave) == (holder.role, holder.weave)
        occupied = row.status == "occupied" and row.second_party
        assert paint.second == (polities[row.second_party].role if occupied else "")
        over = {"occupied": "hatch", "neutral_zone": "dots", "insurgent": "lines"}
        assert paint.pattern == over.get(row.status, "")


def test_plotly_is_told_the_same_fill_and_pattern(dataset):
    shapes = {"hatch": "/", "lines": "\\", "dots": "."}
    for paint in every_paint(dataset):
        told = patterns.plotly(paint, dataset.roles)
        assert told["fillcolor"] == told["fillpattern"]["bgcolor"] == dataset.roles[paint.role].fill
        shape = told["fillpattern"]["shape"]
        assert bool(shape) == bool(patterns.svg(paint, dataset.roles))
        assert shape == shapes.get(paint.pattern, shape)


def test_a_hatch_without_a_second_party_is_in_the_holders_own_ink(dataset):
    row = next(one for one in dataset.control if one.status == "occupied")
    paint = style.paint_of(replace(row, second_party=None), dataset)
    assert paint.second == ""
    pattern = ET.fromstring(patterns.svg(paint, dataset.roles))
    role = dataset.roles[paint.role]
    assert colours(pattern) == [role.fill, role.ink, role.ink]


# Projection


def test_the_scale_is_true_within_a_thousandth_between_the_parallels():
    conic = Proj("+proj=lcc +lat_1=39.3 +lat_2=43.2 +lat_0=41.25 +lon_0=45.5 +datum=WGS84")
    assert CONIC.project_points([(41.6, 41.6)])[0] == pytest.approx(conic(41.6, 41.6), abs=1)
    for lat in np.arange(39.3, 43.21, 0.1):
        assert conic.get_factors(45, lat).meridional_scale == pytest.approx(1, abs=1e-3)


def test_a_kilometre_is_a_kilometre_all_over_the_home_view(dataset):
    """Within 0.1 % where the story happens, 0.2 % to the edges of the home view."""
    west, south, east, north = dataset.home
    conic = Projection.from_package(dataset.projection)
    geod = Geod(ellps="WGS84")
    for lon, lat in product(np.linspace(west, east, 9), np.linspace(south, north, 9)):
        for azimuth in (0, 45, 90):
            far_lon, far_lat, _ = geod.fwd(lon, lat, azimuth, 20_000)
            line = conic.project(LineString([(lon, lat), (far_lon, far_lat)]))
            bound = 1e-3 if 39.0 <= lat <= 43.5 else 2.5e-3
            assert line.length == pytest.approx(20_000, rel=bound), (lon, lat)


def test_north_is_up_and_east_is_right_at_the_middle():
    (x0, y0), (x1, y1), (x2, y2) = CONIC.project_points(
        [(45.5, 41.25), (45.5, 42.25), (46.5, 41.25)]
    )
    assert (x0, y0) == (0, 0)
    assert x1 == 0
    assert y1 > 100_000
    assert x2 > 80_000
    assert abs(y2) < 1_000


def test_nothing_projects_to_nothing():
    assert CONIC.project_points([]) == []


HOME = (37.0, 38.2, 50.8, 45.3)


@pytest.mark.parametrize(
    "told",
    [
        {"name": "lcc", "lat_1": 39.3, "lat_2": 43.2, "lat_0": 41.25, "lon_0": 45.5},
        {"name": "laea", "lat_0": 42, "lon_0": 44},
        {"name": "aea", "lat_1": 39, "lat_2": 44, "lon_0": 44},
        {"name": "utm", "zone": 38},
        {"name": "merc"},
        {"name": "omerc", "lat_0": 42, "lonc": 44, "alpha": 20, "gamma": 0, "k_0": 0.9999},
        "EPSG:3035",
        "EPSG:32638",
    ],
)
def test_any_projection_of_proj_in_metres_will_do(told):
    assert projection.fault(told, HOME) is None
    found = Projection.from_package(told)
    box = found.box_of(HOME)
    extent = (42.0, 40.0, 46.0, 42.0)
    assert found.extent_of(found.window_of(extent)) == pytest.approx(extent, abs=1e-6)
    # What the browser looks up is what PROJ finds, within a hundred metres or so.
    model = MapModel(found, None, box, {})
    grid = degrees.grid(model)
    assert len(grid["lon"]) == len(grid["lat"]) == grid["size"] ** 2
    row, column = 20, 11
    x, y = grid["west"] + column * grid["across"], grid["south"] + row * grid["up"]
    at = row * grid["size"] + column
    assert (grid["lon"][at], grid["lat"][at]) == pytest.approx(found.unproject(x, y), abs=1e-5)


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        (3, "is neither a code nor an object with a name"),
        ({"lat_0": 3}, "is neither a code nor an object with a name"),
        ({"name": "lcc", "lat_1": True}, "has the parameter lat_1, which is neither a number nor"),
        ({"name": "lcc", "lat_1": "1 +k=2"}, "has the parameter lat_1, which is neither a number"),
        ({"name": "merc", "nadgrids": "/etc/grid"}, "has the parameter nadgrids, which is neither"),
        ({"name": "nope"}, "is not known to PROJ (proj_create: Error 1027 (Invalid value for"),
        ("hello", "is neither a code nor an object with a name"),
        ("EPSG:999999", "is not known to PROJ (proj_create: crs not found: EPSG:999999)"),
        (
            {"name": "lcc", "lat1": 39, "lat_2": 43},
            "has the parameter lat1, which lcc does not",
        ),
        ("EPSG:4326", "is no map projection: its coordinates are not metres on a plane"),
        ({"name": "longlat"}, "is no map projection: its coordinates are not metres on a plane"),
        ("EPSG:2263", "does not count in metres"),
        ({"name": "gnom", "lat_0": -41, "lon_0": -135}, "cannot draw the whole of atlas.home"),
        ("EPSG:2053", "is turned: on its maps east is not right or north is not up"),
    ],
)
def test_a_projection_that_will_not_do_says_why(told, rule):
    assert projection.fault(told, HOME).startswith(rule)


# The coverage and its lines


def squares(**areas: Polygon) -> list[dict[str, Any]]:
    return [{"id": name, "geometry": mapping(area)} for name, area in areas.items()]


@pytest.fixture(scope="module")
def enclave() -> Coverage:
    """A square land around an enclave, and a neighbour in the east."""
    inner = box(44.3, 41.3, 44.7, 41.7)
    outer = Polygon([(44, 41), (45, 41), (45, 42), (44, 42)], [inner.exterior.coords])
    return build_coverage(squares(outer=outer, inner=inner, east=box(45, 41, 46, 42)), CONIC)


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


# The figure


def test_each_territory_is_one_trace_in_the_order_in_which_they_are_read(dataset, traces):
    assert [name for name in traces if name[:2] == "t-"] == [
        f"t-{one}" for one in reading_order(dataset)
    ]


def test_each_line_is_one_trace_in_the_order_of_the_coverage(model, traces):
    lines = [name for name in traces if name[:2] == "e-"]
    assert lines == [f"e-{number}" for number in range(len(model.coverage.edges))]


def test_no_two_traces_have_one_name(drawn, traces):
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
