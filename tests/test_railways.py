"""The railways, roads and passes of the map, and how their lines are traced."""

import json
from itertools import pairwise

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import shape

from scripts.geography import railways
from scripts.geography.elevation import Elevation, load_elevation
from scripts.geography.sources import GEO_DIR, WINDOW, GeographyError

pytestmark = pytest.mark.slow

GEOD = Geod(ellps="WGS84")


def layer(name):
    features = json.loads((GEO_DIR / name).read_text(encoding="utf-8"))["features"]
    return {feature["id"]: feature for feature in features}


FEATURES = layer("railways.geojson")
BASE = layer("base.geojson")
PLACES = layer("places.geojson")


def of_kind(*kinds):
    return [f for f in FEATURES.values() if f["properties"]["kind"] in kinds]


LINES = of_kind("railway", "road")
STATIONS = of_kind("station")
PASSES = of_kind("pass")

# Kilometres as works on the railways give them (general knowledge; a verst is
# 1.0668 km). A line through valleys without their bends is shorter.
PUBLISHED_KM = {
    "rail_tiflis_baku": 549,
    "rail_kars_sarikamish": 60,
    "rail_sarikamish_erzurum": 170,
    "rail_ulukhanlu_julfa": 177,
    "rail_alexandropol_erivan": 154,
    "rail_julfa_tabriz": 147,
    "rail_beslan_petrovsk": 265,
    "rail_mineralnye_kislovodsk": 64,
    "road_georgian_military": 208,
}


def km_apart(one, other):
    ends = shapely.get_coordinates(shapely.shortest_line(one, other))
    return GEOD.inv(*ends[0], *ends[1])[2] / 1000


def line(name):
    return shape(FEATURES[name]["geometry"])


def network(kind="railway"):
    return shapely.union_all([shape(f["geometry"]) for f in of_kind(kind)])


def test_the_command_writes_the_committed_layer(tmp_path):
    assert railways.main([str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [railways.FILE]
    built = (tmp_path / railways.FILE).read_bytes()
    assert built == (GEO_DIR / railways.FILE).read_bytes()
    assert len(built) < 150_000


def test_every_feature_has_names_in_both_languages_and_a_unique_id():
    names = [feature["id"] for feature in railways.railway_features()]
    assert len(names) == len(set(names)) == len(FEATURES)
    for feature in FEATURES.values():
        assert feature["properties"]["name_en"]
        assert feature["properties"]["name_tr"]


def test_coordinates_have_five_decimals_and_lie_in_the_window():
    west, south, east, north = WINDOW
    for name, feature in FEATURES.items():
        points = shapely.get_coordinates(shape(feature["geometry"]))
        assert np.array_equal(np.round(points, 5), points), name
        assert (points >= (west, south)).all()
        assert (points <= (east, north)).all()


def test_every_station_lies_on_its_lines_and_within_two_kilometres_of_its_town():
    drawn = {feature["id"]: shape(feature["geometry"]) for feature in LINES}
    for station in STATIONS:
        point = shape(station["geometry"])
        lines = station["properties"]["lines"].split(";")
        assert any(name.startswith("rail_") for name in lines), station["id"]
        for name in lines:
            assert km_apart(drawn[name], point) < 0.1, (station["id"], name)
        place = station["properties"]["place"]
        if place:
            assert km_apart(shape(PLACES[place]["geometry"]), point) < 2.0, station["id"]


def test_every_place_known_for_its_station_has_a_station():
    known = {name for name, f in PLACES.items() if f["properties"]["kind"] == "station"}
    assert known <= {station["properties"]["place"] for station in STATIONS}


def test_every_line_keeps_to_land():
    land = shape(BASE["land"]["geometry"])
    lakes = [shape(f["geometry"]) for f in BASE.values() if f["properties"]["kind"] == "lake"]
    for feature in LINES:
        drawn = shape(feature["geometry"])
        # Degrees; the shore is generalised.
        assert shapely.difference(drawn, land).length < 0.03, feature["id"]
        for lake in lakes:
            assert drawn.intersection(lake).length < 0.01, feature["id"]


def test_the_lines_are_about_as_long_as_those_that_were_built():
    for name, kilometres in PUBLISHED_KM.items():
        share = FEATURES[name]["properties"]["length_km"] / kilometres
        assert 0.84 < share < 1.08, name


def test_the_railway_reached_these_towns_and_no_others():
    reached = (
        *("batum", "tiflis", "baku", "kars", "sarikamish", "erivan", "julfa", "derbent"),
        *("petrovsk", "vladikavkaz", "rostov", "tuapse", "armavir", "borjom", "kutais"),
    )
    without = ("shusha", "artvin", "ardahan", "sukhum", "akhalkalaki", "goris")
    railway = network()
    away = {name: km_apart(railway, shape(PLACES[name]["geometry"])) for name in reached + without}
    assert [name for name in reached if away[name] >= 3] == []
    assert [name for name in without if away[name] <= 15] == []


def test_the_railways_form_a_connected_network():
    drawn = {f["id"]: shape(f["geometry"]) for f in of_kind("railway")}
    joined = {"rail_samtredia_tiflis"}
    while True:
        reach = shapely.union_all([drawn[name] for name in joined]).buffer(1e-6)
        more = {name for name, one in drawn.items() if one.intersects(reach)} - joined
        if not more:
            break
        joined |= more
    assert joined == set(drawn)


def test_the_line_to_kars_crosses_the_arpachai_once():
    river = shape(BASE["river_arpacay"]["geometry"])
    border = shape(BASE["river_arpacay_border"]["geometry"])
    crossed = line("rail_alexandropol_kars").intersection(shapely.union(river, border))
    assert crossed.geom_type == "Point"


def test_the_line_to_julfa_stays_left_of_the_aras():
    persia = shape(layer("territories.geojson")["persia"]["geometry"])
    assert line("rail_ulukhanlu_julfa").intersection(persia.buffer(-0.005)).length < 0.02


def test_gauges_and_years_are_those_of_the_time():
    for feature in of_kind("railway"):
        about = feature["properties"]
        assert about["gauge_mm"] in (750, 900, 914, 1524)
        assert about["opened"] is None or 1871 <= about["opened"] <= 1916
        assert set(about["basis"].split(";")) <= {"least_cost", "straight"}
    assert FEATURES["rail_sarikamish_erzurum"]["properties"]["gauge_mm"] == 750
    assert FEATURES["rail_kars_sarikamish"]["properties"]["opened"] == 1913


def test_the_passes_are_as_high_in_the_model_as_they_are_known_to_be():
    elevation = load_elevation()
    for feature in PASSES:
        height = elevation.height(*feature["geometry"]["coordinates"])
        assert abs(height - feature["properties"]["height_m"]) < 200, feature["id"]


def test_the_military_roads_go_over_their_passes():
    for road, name in (("georgian", "krestovy"), ("ossetian", "mamison")):
        point = shape(FEATURES[f"pass_{name}"]["geometry"])
        assert km_apart(line(f"road_{road}_military"), point) < 0.1
        assert FEATURES[f"pass_{name}"]["properties"]["lines"] == f"road_{road}_military"


# The way of least cost, on ground made for it.


def ground(heights, land=None):
    elevation = Elevation(np.asarray(heights, float), np.zeros(1), 40.0, 42.0, 0.01)
    return railways.Terrain(elevation, land or shapely.box(0, 0, 90, 90))


def test_a_way_goes_through_the_gap_and_not_over_the_ridge():
    heights = np.zeros((40, 40))
    heights[:, 18:23] = 2000.0
    heights[28:33, 18:23] = 0.0
    way = shapely.LineString(ground(heights).way((40.05, 41.85), (40.35, 41.85), 0.012))
    assert way.distance(shapely.Point(40.205, 41.695)) < 0.035


def test_a_way_goes_around_water():
    dry = shapely.box(40, 41, 41, 42).difference(shapely.box(40.15, 41.75, 40.25, 42))
    way = ground(np.zeros((40, 40)), dry).way((40.05, 41.85), (40.35, 41.85), 0.012)
    inside = shapely.LineString(way).intersection(shapely.box(40.16, 41.77, 40.24, 42))
    assert inside.is_empty


def test_a_way_begins_and_ends_where_it_must_and_never_turns_back():
    start, end = (40.05, 41.85), (40.35, 41.7)
    way = ground(np.zeros((40, 40))).way(start, end, 0.012)
    assert way[0] == start
    assert way[-1] == end
    assert all(b[0] >= a[0] for a, b in pairwise(way))


# Wrong tables.


def tables(monkeypatch, folder, **content):
    for name in ("places.csv", "stations.csv", "railways.csv"):
        text = (railways.TABLES_DIR / name).read_text(encoding="utf-8")
        (folder / name).write_text(content.get(name.removesuffix(".csv"), text), encoding="utf-8")
    monkeypatch.setattr(railways, "TABLES_DIR", folder)


def test_an_unknown_stop_is_named(tmp_path, monkeypatch, capsys):
    row = "rail_x,railway,X,X,1,,1524,batum;~atlantis\n"
    tables(monkeypatch, tmp_path, railways=f"{','.join(railways.LINE_COLUMNS)}\n{row}")
    assert railways.main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == "railways.csv: rail_x has no stop ~atlantis\n"


def test_a_station_at_no_place_is_named(tmp_path, monkeypatch):
    row = "x,station,,,41.6,41.6,atlantis,\n"
    tables(monkeypatch, tmp_path, stations=f"{','.join(railways.STOP_COLUMNS)}\n{row}")
    with pytest.raises(GeographyError, match="x is at atlantis, no place"):
        railways.read_stops()
