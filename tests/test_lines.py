"""The historical lines: their properties, and their course along the edges of territories."""

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
import shapely
from shapely.geometry import shape

from dashboard.dataset import vocabulary
from drawn import drawing
from scripts.geography import areas, lines
from scripts.geography.coverage import GEOD, area_km2
from scripts.geography.sources import GEO_DIR, TABLES_DIR, GeographyError

pytestmark = pytest.mark.slow

FILE = GEO_DIR / "lines.geojson"
COLLECTION = json.loads(FILE.read_text(encoding="utf-8"))
FEATURES = {feature["id"]: feature for feature in COLLECTION["features"]}
COURSES = {name: shape(feature["geometry"]) for name, feature in FEATURES.items()}
LINES, PARTS = lines.read_lines(TABLES_DIR)
# Lines that history needs, by what the issue of the atlas asks for.
NEEDED = {
    *("frontier_1914_russia_ottoman", "frontier_1914_russia_persia", "brest_litovsk_1918"),
    *("batum_1918_armenia", "batum_1918_georgia", "lori_1919_north", "lori_1919_south"),
    *("british_line_1919_ardahan", "front_1920_09_29", "front_1920_11_07"),
    *("alexandropol_1920", "alexandropol_1920_protection", "moscow_1921", "kars_1921"),
    *("nakhchivan_1921", "wilson_1920", "nkao_1923", "modern_arm_tur"),
    "district_sunzha",
    *("district_grozny_vedeno", "district_khasavyurt", "district_jevanshir_shusha"),
    *("district_shusha_jebrail", "district_aresh_nukha", "district_shemakha_geokchay"),
    *("district_ozurgeti", "district_senaki_kutais", "district_kutais_racha"),
}


def edges_of_territories():
    features = json.loads((GEO_DIR / "territories.geojson").read_text(encoding="utf-8"))
    found = set()
    for feature in features["features"]:
        for part in shapely.get_parts(shape(feature["geometry"])):
            for ring in (part.exterior, *part.interiors):
                points = [tuple(point) for point in ring.coords]
                found |= {frozenset(pair) for pair in pairwise(points)}
    return found


def test_every_line_that_history_needs_is_there():
    assert set(FEATURES) >= NEEDED


def test_file_keeps_to_rfc_7946():
    assert set(COLLECTION) == {"type", "features"}
    for name, feature in FEATURES.items():
        assert feature["geometry"]["type"] == "MultiLineString", name
        assert COURSES[name].is_valid, name
    numbers = re.findall(r"-?\d+\.(\d+)", json.dumps([f["geometry"] for f in FEATURES.values()]))
    assert max(map(len, numbers)) <= 4


def test_every_line_says_what_it_is(dataset):
    for name, feature in FEATURES.items():
        facts = feature["properties"]
        assert facts["kind"] in lines.KINDS, name
        assert facts["status"] in vocabulary.LINE_STATUS, name
        assert facts["certainty"] in vocabulary.CERTAINTY, name
        assert facts["grade"] in "ABCD", name
        texts = ("name_en", "name_tr", "basis_en", "basis_tr")
        assert all(facts[text] for text in texts), name
        assert not facts["treaty"] or facts["treaty"] in dataset.treaties, name
        assert not facts["event"] or facts["event"] in dataset.events, name
        keys = facts["source_key"].split(";")
        for locator in (facts["source_locator"], facts["source_locator_tr"]):
            assert not locator or len(locator.split(";")) == len(keys), name
        assert facts["source_key"] or facts["kind"] in ("district", "modern"), name


def test_every_line_has_a_half_open_interval():
    for name, feature in FEATURES.items():
        facts = feature["properties"]
        days = [date.fromisoformat(facts[end]) if facts[end] else None for end in ("start", "end")]
        if None not in days:
            assert days[0] < days[1], name
        assert days[0] or facts["kind"] in ("district", "modern"), name


def test_conjecture_is_graded_d():
    for name, feature in FEATURES.items():
        facts = feature["properties"]
        if "by conjecture" in facts["basis_en"]:
            assert facts["grade"] == "D", name
        assert facts["grade"] != "D" or facts["certainty"] != "high", name


def test_edges_of_territories_have_the_very_vertices():
    known = edges_of_territories()
    drawn = [line.id for line in LINES if line.between and not line.traces]
    assert len(drawn) > 15
    for name in drawn:
        for part in COURSES[name].geoms:
            points = [tuple(point) for point in part.coords]
            pairs = {frozenset(pair) for pair in pairwise(points)}
            assert pairs <= known, name


def test_frontier_of_moscow_and_kars_is_one_unbroken_line_from_the_sea_to_the_aras():
    for name in ("moscow_1921", "kars_1921"):
        (course,) = COURSES[name].geoms
        ends = sorted((course.coords[0], course.coords[-1]))
        assert ends[0] == pytest.approx((41.52, 41.51), abs=0.02)
        assert ends[1] == pytest.approx((44.81, 39.64), abs=0.02)


def test_frontier_of_1914_passes_the_places_that_the_treaty_of_berlin_names():
    course = COURSES["frontier_1914_russia_ottoman"]
    barduz, ishkhan = shapely.Point(42.300, 40.405), shapely.Point(41.748, 40.785)
    assert course.distance(barduz) < 0.03
    assert course.distance(ishkhan) < 0.08


def test_frontier_of_1914_passes_the_point_of_the_protocol_of_1880():
    """400 sagenes, 853 m, west of the meridian 59°56'40" of Ferro, 42.2817 E, by Karaurgan."""
    point = shapely.Point(42.2716, 40.2428)
    ends = shapely.get_coordinates(
        shapely.shortest_line(point, COURSES["frontier_1914_russia_ottoman"])
    )
    assert GEOD.inv(*ends[0], *ends[1])[2] < 100


@pytest.mark.parametrize(
    "name", ["alexandropol_1920_protection", "nakhchivan_1921_signed", "nakhchivan_1921"]
)
def test_the_line_of_nakhchivan_runs_from_ararat_station_over_the_summits_to_kuki_dagh(name):
    for lon, lat in ((44.703, 39.831), (44.962, 39.896), (45.238, 39.646), (45.579, 39.562)):
        assert COURSES[name].distance(shapely.Point(lon, lat)) < 0.01
    assert COURSES[name].bounds[2] > 46, "it goes on along the east of the uezd"


def test_moscow_and_kars_bound_nakhchivan_differently():
    assert not COURSES["nakhchivan_1921"].equals(COURSES["nakhchivan_1921_kars"])
    days = [FEATURES[name]["properties"] for name in ("nakhchivan_1921", "nakhchivan_1921_kars")]
    assert days[0]["end"] == days[1]["start"]


def test_little_ararat_is_on_the_frontiers_of_three_empires():
    summit = shapely.Point(44.404, 39.646)
    for name in ("frontier_1914_russia_ottoman", "frontier_1914_russia_persia"):
        assert COURSES[name].distance(summit) < 0.015


def test_parts_have_their_areas():
    found = areas.part_areas(drawing())
    assert found["lake_sevan"] == pytest.approx(1400, rel=0.05)
    assert {part.id for part in PARTS} <= set(found)
    assert all(area > 100 for name, area in found.items() if name in {p.id for p in PARTS})


@pytest.mark.parametrize(
    ("territory", "cutting", "seed", "printed", "percent"),
    [
        ("dagestan", "khasavyurt", (46.6, 43.25), 5322, 11),
        ("shemakha_geokchay", "shemakha_geokchay", (48.64, 40.63), 7541, 9),
        ("shemakha_geokchay", "shemakha_geokchay", (47.75, 40.65), 5322, 5),
        # The Aresh uezd reached farther north than the present lines, as its ground says: what
        # it lacks the Nukha uezd has too much (it has lost the right bank of the Kura since).
        ("aresh_nukha", "aresh_nukha", (47.3, 40.7), 3218, 32),
        ("aresh_nukha", "aresh_nukha", (47.2, 41.2), 4194, 23),
    ],
)
def test_district_lines_cut_off_what_print_says(territory, cutting, seed, printed, percent):
    part = lines.Part("x", "X", territory, (f"district_{cutting}",), *seed)
    found = area_km2(lines.cut_part(part, LINES, drawing()))
    assert found == pytest.approx(printed, rel=percent / 100)


def test_the_line_of_batum_leaves_atskhur_and_abastuman_to_georgia():
    uezd = drawing().shapes["akhaltsikhe"]
    pieces = shapely.get_parts(
        shapely.polygonize([shapely.union_all([uezd.boundary, COURSES["batum_1918_georgia"]])])
    )
    (south,) = (piece for piece in pieces if piece.covers(shapely.Point(42.99, 41.64)))
    for lon, lat in ((43.163, 41.73), (42.835, 41.755)):
        assert uezd.covers(shapely.Point(lon, lat))
        assert not south.covers(shapely.Point(lon, lat))


def test_lines_of_karabakh_part_the_three_uezds():
    names = ("karabakh_lowland", "karabakh_mountainous", "karabakh_shusha")
    whole = shapely.union_all([drawing().shapes[name] for name in names])
    cutting = [COURSES[f"district_{name}"] for name in ("jevanshir_shusha", "shusha_jebrail")]
    rest = whole.difference(shapely.union_all([line.buffer(0.002) for line in cutting]))
    # Seats of the uezds with Hadrut, which lay in the Jebrail uezd, and what print gives.
    for places, printed in (
        ([(46.945, 40.345)], 5297),
        ([(46.75, 39.76), (46.93, 39.99)], 5034),
        ([(47.15, 39.6), (47.03, 39.52)], 3729),
    ):
        (piece,) = (part for part in rest.geoms if part.contains(shapely.Point(places[0])))
        assert all(piece.contains(shapely.Point(place)) for place in places)
        assert area_km2(piece) == pytest.approx(printed, rel=0.08)


def test_limits_of_districts_end_where_another_line_begins():
    """At a limit, the sea or each other: none overshoots or stops in the open."""
    names = [name for name in FEATURES if name.startswith("district_")]
    edges = [shapely.boundary(shape) for shape in drawing().shapes.values()]
    for name in names:
        others = shapely.union_all([*edges, *(COURSES[one] for one in names if one != name)])
        ends = [
            shapely.Point(part.coords[at])
            for part in COURSES[name].geoms
            for at in (0, -1)
            if not part.is_closed
        ]
        for end in ends:
            away = end.distance(others) * 100
            assert away < 1.7, f"{name} ends {away:.1f} km from any line at {end}"


def test_the_frontier_of_1921_is_signed_before_it_is_in_force():
    """Moscow was in force from 22 September 1921, and still when Kars was signed."""
    frontier = {
        facts["start"]: (facts["status"], facts["treaty"], facts["end"])
        for name in ("moscow_1921_signed", "moscow_1921", "kars_1921_signed", "kars_1921")
        for facts in [FEATURES[name]["properties"]]
    }
    assert frontier == {
        "1921-03-16": ("signed", "moscow_1921", "1921-09-22"),
        "1921-09-22": ("in_force", "moscow_1921", "1921-10-13"),
        "1921-10-13": ("in_force", "moscow_1921", "1922-09-11"),
        "1922-09-11": ("in_force", "kars_1921", ""),
    }
    courses = [COURSES[name] for name in ("moscow_1921_signed", "kars_1921_signed", "kars_1921")]
    assert all(course.equals(COURSES["moscow_1921"]) for course in courses)


def test_length_is_that_of_the_frontier():
    # The frontier of Turkey with Georgia, Armenia and Azerbaijan together is some 500-620 km
    # in print; a generalised line is shorter.
    km = GEOD.geometry_length(COURSES["kars_1921"]) / 1000
    assert 450 < km < 620


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "treaty"', 'kind = "wish"', "kind 'wish' is not one of"),
        ('status = "control"', 'status = "held"', "status 'held' is not one of"),
        ('grade = "D"', 'grade = "E"', "grade 'E' is not one of"),
        ('kind = "ridge"\n', 'kind = "canal"\n', "trace 'canal' is not one of"),
        ('id = "lori_1919_south"', 'id = "lori_1919_north"', "lori_1919_north is there twice"),
        ('like = "moscow_1921_signed"', 'like = "moscow_1920"', "moscow_1920 is no earlier line"),
        ('upto = ["district_svaneti"]', 'upto = ["modern_geo_rus"]', "modern_geo_rus is no earl"),
        ('within = ["artvin"]', 'within = ["artwin"]', "names no territory: artwin"),
        ('id = "zugdidi"', 'id = "agbaba"', "a part id is there twice"),
        ('[["lori_neutral"], ["borchali_north"]]', '[["lori"], ["borchali_north"]]', "lori"),
        ('[["lori_neutral"], ["borchali_north"]]', '[["lori_neutral"], ["kuban"]]', "is empty"),
        ('units = [[["GEO-3030"]', 'units = [[["GEO-0"]', "district_kutais_racha is empty"),
        ("[[line]]", "[[line", "not the expected table of lines"),
    ],
)
def test_fault_in_the_table_is_named(tmp_path, old, new, message):
    shutil.copytree(TABLES_DIR, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / "lines.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "lines.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GeographyError, match=message):
        lines.build_lines(replace(drawing(), tables=tmp_path))


def test_seed_outside_its_territory_is_named():
    part = lines.Part("lost", "Lost", "alexandropol", ("district_agbaba",), 30.0, 40.0)
    with pytest.raises(GeographyError, match="the seed of part lost"):
        lines.cut_part(part, LINES, drawing())


def test_unknown_part_in_the_table_of_areas_is_named():
    row = {"id": "x", "territories": "kars", "adjust": "+atlantis", "area_km2": "1"}
    with pytest.raises(GeographyError, match="x names 'atlantis'"):
        areas.drawn_km2(row, drawing().shapes, {})
