"""How the geography is drawn: rivers and ridges traced, units cut, gaps closed."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geography_files import SHAPES
from scripts.geography import coverage, cuts, fetch
from scripts.geography.elevation import KINDS, Elevation, load_elevation
from scripts.geography.sources import (
    ModernUnit,
)

pytestmark = pytest.mark.slow

# Elevation and tracing.


def valley():
    """A grid with a valley along its middle row, falling east, and crests on either side."""
    rows, columns = np.mgrid[0:41, 0:61]
    heights = 200.0 + 30 * np.abs(rows - 20) - columns
    return heights, Elevation(
        heights, fetch.drainage(heights.astype(np.int16)) / 8 * np.log10(2), 40.0, 42.0, 0.01
    )


def test_river_keeps_to_the_valley_and_ridge_avoids_it():
    _, elevation = valley()
    river = elevation.trace("river", [(40.05, 41.795), (40.55, 41.795)])
    assert all(abs(lat - 41.795) < 0.02 for _, lat in river)
    ridge = elevation.trace("ridge", [(40.05, 41.795), (40.55, 41.795)])
    assert max(abs(lat - 41.795) for _, lat in ridge) > 0.05


def test_trace_begins_and_ends_at_its_waypoints():
    _, elevation = valley()
    for kind in KINDS:
        line = elevation.trace(kind, [(40.05, 41.7), (40.3, 41.8), (40.5, 41.75)])
        assert line[0] == (40.05, 41.7)
        assert line[-1] == (40.5, 41.75)


def test_trace_without_spurs_passes_a_waypoint_beside_its_course():
    _, elevation = valley()
    waypoints = [(40.05, 41.795), (40.3, 41.7), (40.55, 41.795)]
    lowest = [
        min(lat for _, lat in elevation.trace("river", waypoints, spurs=spurs))
        for spurs in (True, False)
    ]
    assert lowest[0] < 41.71
    assert lowest[1] > 41.77


def test_waypoint_with_a_radius_moves_to_the_summit():
    heights, elevation = valley()
    heights[10, 30] = 5000
    assert elevation.summit(40.32, 41.88, 0.05) == pytest.approx((40.305, 41.895))
    assert elevation.trace("straight", [(40.32, 41.88, 0.05), (40.5, 41.7)])[0] == pytest.approx(
        (40.305, 41.895)
    )
    assert elevation.height(40.305, 41.895) == 5000


@pytest.mark.parametrize(
    ("kind", "waypoints", "message"),
    [
        ("canal", [(40.1, 41.8), (40.2, 41.8)], "unknown kind of line 'canal'"),
        ("river", [(40.1, 41.8)], "at least two waypoints"),
        ("river", [(40.1, 41.8), (50.0, 41.8)], "outside the elevation grid"),
    ],
)
def test_trace_refuses_what_it_cannot_draw(kind, waypoints, message):
    with pytest.raises(ValueError, match=message):
        valley()[1].trace(kind, waypoints)


@given(st.lists(st.integers(0, 30), min_size=36, max_size=36))
def test_every_cell_drains_once(heights):
    grid = np.array(heights, dtype=np.int16).reshape(6, 6)
    upstream = 2 ** (fetch.drainage(grid) / 8.0)
    assert upstream.min() >= 1
    assert upstream.max() <= 36 * 1.05


def test_aras_of_the_elevation_model_is_the_frontier_of_the_source():
    elevation = load_elevation()
    line = shapely.LineString(elevation.trace("river", [(44.4, 39.99), (45.63, 38.96)]))
    frontier = shapely.boundary(SHAPES["persia"])
    inside = shapely.clip_by_rect(line, 44.9, 38.9, 45.6, 39.7)
    assert (
        shapely.hausdorff_distance(inside, shapely.intersection(inside, frontier.buffer(0.05)))
        < 0.03
    )


# Coverage on a small scale.


def square(code, west, south, east, north, country="AAA"):
    return ModernUnit(code, country, code, shapely.box(west, south, east, north))


def straight_cut(name, *points, **corridor):
    options = {"corridor": 0.0, "left": "", "right": ""} | corridor
    cut = cuts.Cut(name, "straight", "C", "basis", "dayanak", points, **options)
    return cut, shapely.LineString(points)


def test_cut_and_seed_part_a_unit():
    built = coverage.build_coverage(
        [square("a", 40, 40, 41, 41), square("b", 41, 40, 42, 41)],
        {"a": "west", "b": "east"},
        [straight_cut("middle", (40.5, 39.9), (40.5, 41.1))],
        [cuts.Seed("centre", 40.7, 40.5)],
    )
    assert {name: round(area.area, 6) for name, area in built.dissolve().items()} == {
        "west": 0.5,
        "centre": 0.5,
        "east": 1.0,
    }


def test_small_detached_piece_goes_to_its_neighbour_and_a_tiny_island_is_left_out():
    units = [
        square("a", 40, 40, 41, 41),
        square("b", 41, 40, 42, 41),
        square("exclave", 41.4, 41, 41.42, 41.02),
        square("island", 43, 40, 43.005, 40.005),
    ]
    names = {"a": "west", "b": "east", "exclave": "west", "island": "west"}
    shapes = coverage.build_coverage(units, names, [], []).dissolve()
    assert shapes["west"].equals(shapely.box(40, 40, 41, 41))
    assert shapes["east"].area == pytest.approx(1.0004)


def test_gap_between_units_is_closed():
    ring = shapely.box(40, 40, 41, 41) - shapely.box(40.4, 40.4, 40.45, 40.45)
    built = coverage.build_coverage([ModernUnit("a", "AAA", "a", ring)], {"a": "all"}, [], [])
    assert built.dissolve()["all"].equals(shapely.box(40, 40, 41, 41))


def test_corridor_gives_what_lies_between_two_drawings_to_its_side():
    units = [square("a", 40, 40, 41, 41), square("b", 41, 40, 42, 41)]
    better = straight_cut(
        "ridge", (41.05, 39.9), (41.05, 41.1), corridor=0.1, left="west", right="east"
    )
    shapes = coverage.build_coverage(units, {"a": "west", "b": "east"}, [better], []).dissolve()
    assert shapes["west"].bounds == (40, 40, 41.05, 41)
    assert shapes["east"].bounds == (41.05, 40, 42, 41)
