"""The land, waters and towns under the map, and how they are made."""

import json
import zipfile
from itertools import pairwise
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from geography_files import BASE, GEOD, PLACES, SHAPES, km_apart, of_kind, shapes_of
from scripts.geography import base, curves, far, fetch, lakes, rivers
from scripts.geography.elevation import Elevation, load_elevation
from scripts.geography.redraw import read_units
from scripts.geography.sources import GEO_DIR, SOURCE_DIR, WINDOW, GeographyError

pytestmark = pytest.mark.slow
# Square kilometres, general knowledge: Sevan today and before 1933, the others
# today. Urmia is left out, it has shrunk to a fraction of what it was.
PUBLISHED_LAKES = {
    "lake_van": (3755, 3755),
    "lake_sevan": (1242, 1416),
    "lake_childir": (123, 123),
    "lake_paravani": (37, 38),
    # About 1,500 km² of salt and water; the Aral of the model is that of the 1970s.
    "lake_tuz": (1500, 1665),
    "lake_beysehir": (650, 656),
    "lake_egirdir": (468, 482),
    "lake_aral": (50_000, 60_000),
}
FAR_LAKES = ("lake_tuz", "lake_beysehir", "lake_egirdir", "lake_aral")


def line_of(river):
    """All of a river, its frontier part too."""
    parts = [f for f in (f"river_{river}", f"river_{river}_border") if f in of_kind("river")]
    return shapely.union_all([shape(of_kind("river")[part]["geometry"]) for part in parts])


def km_from_point(geometry, lon, lat):
    return km_apart(geometry, shapely.Point(lon, lat))


def waypoints(river):
    rows = base.read_table(base.TABLES_DIR / "rivers.csv", rivers.WAYPOINT_COLUMNS)
    return [row for row in rows if row["river"] == river]


RIVERS = base.read_table(base.TABLES_DIR / "river_names.csv", rivers.NAME_COLUMNS)


def test_the_command_writes_the_committed_layers(tmp_path):
    assert base.main([str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"base.geojson", "places.geojson"}
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (GEO_DIR / path.name).read_bytes(), path.name


def test_every_feature_has_an_id_and_a_name_in_both_languages_or_in_none():
    for features in (BASE, PLACES):
        assert len({feature["id"] for feature in features}) == len(features)
        for feature in features:
            names = feature["properties"]["name_en"], feature["properties"]["name_tr"]
            unnamed = feature["properties"]["kind"] in ("land", "coast")
            assert all(names) != unnamed


def test_coordinates_have_five_decimals_and_lie_in_the_window():
    for feature in BASE + PLACES:
        beyond = feature["id"] in ("land_far", "coast_far", *FAR_LAKES)
        west, south, east, north = far.FAR_WINDOW if beyond else WINDOW
        points = shapely.get_coordinates(shape(feature["geometry"]))
        assert np.array_equal(np.round(points, 5), points), feature["id"]
        assert (points >= (west, south)).all()
        assert (points <= (east, north)).all()


def test_areas_are_valid_and_outer_rings_counter_clockwise():
    for feature in [*of_kind("land").values(), *of_kind("lake").values()]:
        area = shape(feature["geometry"])
        assert area.is_valid
        for part in shapely.get_parts(area):
            assert part.exterior.is_ccw
            assert not any(ring.is_ccw for ring in part.interiors)


def test_the_coast_is_shore_and_never_the_edge_of_the_window():
    coast = shape(of_kind("coast")["coast"]["geometry"])
    land = shape(of_kind("land")["land"]["geometry"])
    assert land.boundary.covers(coast)
    assert coast.intersection(shapely.box(*WINDOW).boundary).length == 0
    for lon, lat in ((41.64, 41.65), (49.9, 40.35), (37.77, 44.72), (47.52, 42.98)):
        assert km_from_point(coast, lon, lat) < 5
    for lon, lat in ((44.8, 41.7), (45.3, 40.4), (42.9, 38.6)):
        assert km_from_point(coast, lon, lat) > 100


def test_near_and_far_land_overlap_along_the_whole_edge_of_the_window():
    near = shape(of_kind("land")["land"]["geometry"])
    beyond = shape(of_kind("land")["land_far"]["geometry"])
    both = shapely.union(near, beyond)
    for polygon in shapely.get_parts(both):
        for ring in polygon.interiors:
            assert shapely.Polygon(ring).area > 1, "only the Caspian is a hole"
    # Going along the edge, land and sea follow each other as they do just outside.
    edge = shapely.box(*WINDOW).boundary
    assert edge.intersection(near).length > 20
    seam = shapely.difference(edge.intersection(near), beyond.buffer(0.0005)).length
    assert seam < 0.002, "200 m of land that ends at the window"


def test_no_chord_along_the_window_is_long_enough_to_bend_off_the_parallel():
    west, south, east, north = WINDOW
    land = shape(of_kind("land")["land"]["geometry"])
    for polygon in shapely.get_parts(land):
        for start, end in pairwise(polygon.exterior.coords):
            along = any(
                start[axis] == end[axis] and start[axis] in sides
                for axis, sides in ((0, (west, east)), (1, (south, north)))
            )
            if along:
                assert max(abs(start[0] - end[0]), abs(start[1] - end[1])) <= 0.2501


def test_the_far_coast_is_shore_and_no_edge_of_either_window():
    coast = shape(of_kind("coast")["coast_far"]["geometry"])
    for edge in (shapely.box(*WINDOW).boundary, shapely.box(*far.FAR_WINDOW).boundary):
        assert coast.intersection(edge.buffer(0.001)).length < 0.05
    assert not shapely.box(*WINDOW).buffer(-0.001).intersects(coast)
    # Odessa, Sinop, Astrakhan's bay, Krasnovodsk: shores beyond the window.
    for lon, lat in ((30.75, 46.48), (35.15, 42.03), (52.97, 40.02), (33.38, 35.34)):
        assert km_from_point(coast, lon, lat) < 8
    for lon, lat in ((32.86, 39.93), (51.4, 35.7), (46.0, 51.5), (44.4, 33.3)):
        assert km_from_point(coast, lon, lat) > 100


def test_the_near_and_the_far_coast_meet():
    near, beyond = (shape(of_kind("coast")[name]["geometry"]) for name in ("coast", "coast_far"))
    crossings = [
        shapely.Point(end)
        for line in shapely.get_parts(near)
        for end in (line.coords[0], line.coords[-1])
        if not line.is_closed
    ]
    assert len(crossings) >= 4
    assert max(km_apart(beyond, point) for point in crossings) < 0.2


def test_far_land_is_what_lies_outside_the_window_and_in_the_frame():
    whole = far.far_land([shapely.box(30, 37, 56, 40), shapely.box(60, 50, 70, 60)])
    assert whole.bounds == (30, 37, 64, 54)
    assert not whole.intersects(shapely.box(36.5, 37.5, 51.5, 39.5))
    assert whole.covers(shapely.box(60.1, 50.1, 63.9, 53.9))
    assert far.far_land([shapely.box(40, 40, 41, 41)]).is_empty


@pytest.mark.parametrize("text", ["{}", "[]", "not json", '{"features": []}'])
def test_a_broken_far_land_is_named(tmp_path, text):
    (tmp_path / far.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(GeographyError, match=r"land_far\.geojson"):
        far.read_far(tmp_path)


def test_the_territories_share_the_coast_point_for_point():
    coast = shape(of_kind("coast")["coast"]["geometry"])
    shore = coast.intersection(SHAPES["sukhum"].boundary)
    assert shore.length > 1  # degrees; Abkhazia's shore from the Bzyb to the Ingur


def test_every_river_ends_at_the_sea_or_in_the_river_that_takes_it():
    coast = shapes_of("coast")["coast"]
    for river in RIVERS:
        last = waypoints(river["id"])[-1]
        line = line_of(river["id"])
        mouth = shapely.Point(float(last["lon"]), float(last["lat"]))
        assert km_apart(line, mouth) < 6, river["id"]
        if river["mouth"] == "coast":
            target = coast
        elif river["mouth"] == "window":
            target = mouth
        else:
            target = line_of(river["mouth"].removeprefix("river:"))
        assert km_apart(line, target) < 2, river["id"]


def test_every_river_passes_the_places_that_the_table_names():
    for river in RIVERS:
        line = line_of(river["id"])
        for row in waypoints(river["id"]):
            away = km_from_point(line, float(row["lon"]), float(row["lat"]))
            assert away < 6, (river["id"], row["place"])


def test_no_river_crosses_itself_or_breaks_off():
    for river in RIVERS:
        line = line_of(river["id"])
        whole = shapely.line_merge(shapely.union_all(shapely.get_parts(line)))
        assert whole.geom_type == "LineString", river["id"]
        assert whole.is_simple, river["id"]


def test_a_river_that_is_a_frontier_is_the_edge_of_the_territories():
    edges = shapely.union_all([area.boundary for area in SHAPES.values()])
    for river in ("aras", "arpacay"):
        border = of_kind("river")[f"river_{river}_border"]
        assert border["properties"]["border"] is True
        points = shapely.points(shapely.get_coordinates(shape(border["geometry"])))
        assert np.median(shapely.distance(points, edges)) < 0.0005


def test_no_modern_reservoir_is_drawn():
    drawn = [shape(feature["geometry"]) for feature in of_kind("lake").values()]
    for name, point in lakes.MODERN_RESERVOIRS.items():
        assert not any(lake.covers(shapely.Point(point)) for lake in drawn), name


def test_the_lakes_have_the_areas_that_they_are_known_to_have():
    drawn = shapes_of("lake")
    for lake, (lowest, highest) in PUBLISHED_LAKES.items():
        metres = abs(GEOD.geometry_area_perimeter(drawn[lake])[0])
        assert 0.9 * lowest < metres / 1e6 < 1.1 * highest, lake


def grid(rows):
    heights = np.array(rows, dtype=float)
    return Elevation(heights, np.zeros_like(heights), west=40.0, north=42.0, step=0.01)


def test_a_lake_is_the_flat_patch_around_its_point():
    rows = np.full((9, 9), 50.0)
    rows[2:7, 2:7] = 10.0
    rows[0, 0] = 10.0
    lake = lakes.flat_surface(grid(rows), (40.045, 41.955))
    assert lake.contains(shapely.Point(40.045, 41.955))
    assert not lake.contains(shapely.Point(40.005, 41.995))
    assert lake.area == pytest.approx(25 * 0.01**2, rel=0.2)


def test_a_hole_of_one_cell_is_noise_and_a_hole_of_nine_an_island():
    rows = np.full((13, 13), 10.0)
    rows[1, 1] = 20.0
    rows[6:9, 6:9] = 20.0
    lake = lakes.flat_surface(grid(rows), (40.035, 41.965))
    assert len(lake.interiors) == 1


def globe_tile():
    """A tile of the elevation model that is high everywhere but in a square Aral Sea."""
    tile = np.full((840, 7500), 100, dtype=np.int16)
    tile[500:700, 7100:7300] = 40
    return tile


def test_the_lake_source_is_cut_from_the_layer_without_its_reservoirs(tmp_path):
    tuz = lakes.FAR_LAKES["Tuz"]
    spots = [(45.36, 40.38), *lakes.MODERN_RESERVOIRS.values(), (10.0, 50.0), tuz]
    layer = geopandas.GeoDataFrame(
        geometry=[shapely.Point(spot).buffer(0.05) for spot in spots], crs=4326
    )
    layer.to_file(tmp_path / "lakes.shp")
    with zipfile.ZipFile(tmp_path / "some.whl", "w") as wheel:
        for part in tmp_path.glob("lakes.*"):
            wheel.write(part, str(Path(lakes.LAYER).with_suffix(part.suffix)))
    np.savez(tmp_path / "tile.npz", globe_tile())
    with zipfile.ZipFile(tmp_path / "model.whl", "w") as wheel:
        wheel.write(tmp_path / "tile.npz", fetch.ELEVATION_MEMBER)
    archives = [str(tmp_path / name) for name in ("some.whl", "model.whl")]
    assert lakes.main([*archives, "--target", str(tmp_path)]) == 0
    written = json.loads((tmp_path / "lakes.geojson").read_text(encoding="utf-8"))["features"]
    centres = [shape(item["geometry"]).centroid.coords[0] for item in written]
    expected = [tuz, (45.36, 40.38), (60.0, 45.0)]
    assert centres == [pytest.approx(spot, abs=0.01) for spot in expected]


@pytest.mark.parametrize("text", ["{}", "[]", "not json", '{"features": [{}]}'])
def test_a_broken_lake_source_is_named(tmp_path, text):
    (tmp_path / "lakes.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(GeographyError, match=r"lakes\.geojson"):
        lakes.load_lakes(grid([[0]]), tmp_path)


def test_a_lake_without_an_outline_is_named(tmp_path):
    (tmp_path / "lakes.geojson").write_text('{"features": []}', encoding="utf-8")
    with pytest.raises(GeographyError, match="lake_van"):
        lakes.load_lakes(load_elevation(), tmp_path)


def test_a_missing_input_ends_the_build_with_one_line(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(base, "build", lambda target: base.base_features(tmp_path))
    assert base.main([str(tmp_path)]) == 1
    error = capsys.readouterr().err.splitlines()
    assert len(error) == 1
    assert "admin1.geojson" in error[0]


def tables(folder, names, points):
    (folder / "river_names.csv").write_text(f"{','.join(rivers.NAME_COLUMNS)}\n{names}")
    (folder / "rivers.csv").write_text(f"{','.join(rivers.WAYPOINT_COLUMNS)}\n{points}")


@pytest.mark.parametrize(
    ("names", "points", "words"),
    [
        ("a,A,A,1,window\n", "a,source,40,42,,\n", "two waypoints"),
        ("a,A,A,1,river:b\n", "a,s,40,42,,\na,m,41,42,plain,\n", "must stand before"),
        ("a,A,A,1,window\n", "a,s,40,42,,\na,m,41,42,frontier:GEO-KAZ,\n", "not one line"),
    ],
)
def test_a_river_that_cannot_be_drawn_says_why(tmp_path, monkeypatch, names, points, words):
    tables(tmp_path, names, points)
    monkeypatch.setattr(rivers, "TABLES_DIR", tmp_path)
    borders = rivers.frontiers(read_units()[0])
    with pytest.raises(GeographyError, match=words):
        rivers.build_rivers(load_elevation(), borders, shapely.LineString())


def test_a_place_outside_the_window_is_refused(tmp_path, monkeypatch):
    header = ",".join(base.PLACE_COLUMNS)
    (tmp_path / "places.csv").write_text(f"{header}\nx,4.7,44.8,X,X,,,,,,,1,town,,known,\n")
    monkeypatch.setattr(base, "TABLES_DIR", tmp_path)
    with pytest.raises(GeographyError, match="x lies outside"):
        base.place_features()


PATHS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30)


@given(PATHS)
def test_a_path_without_loops_keeps_its_ends_and_passes_no_point_twice(path):
    kept = curves.without_loops(path)
    assert (kept[0], kept[-1]) == (path[0], path[-1])
    assert len(set(kept)) == len(kept)
    steps = set(pairwise(path))
    assert all(step in steps for step in pairwise(kept))


@given(st.lists(st.tuples(st.floats(36, 52), st.floats(36, 48)), min_size=2, max_size=12))
def test_a_rounded_path_keeps_its_ends_and_stays_in_its_hull(path):
    smooth = curves.rounded_path(path)
    assert smooth[0] == path[0]
    assert smooth[-1] == path[-1]
    hull = shapely.MultiPoint(path).convex_hull.buffer(1e-9)
    assert all(hull.covers(shapely.Point(point)) for point in smooth)


def test_the_sources_of_the_base_layers_are_small():
    assert (SOURCE_DIR / "lakes.geojson").stat().st_size < 50_000
    assert (SOURCE_DIR / "land_far.geojson").stat().st_size < 300_000
    assert (GEO_DIR / "base.geojson").stat().st_size < 400_000
