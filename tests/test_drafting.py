"""Packages begun, imported and tidied: each is valid, and lists its assumptions."""

import csv
import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
import shapely

from dashboard.cli.main import main
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import validate
from dashboard.drafting import slices
from dashboard.drafting.importing import NOBODY, bring_in
from dashboard.drafting.new import begin
from dashboard.drafting.overlay import pieces
from dashboard.drafting.tidying import tidy
from dashboard.ui.app import create_app
from small_package import write_package

FIRST, LAST = date(1917, 12, 6), date(1921, 12, 31)
ALAND = (19.3, 60.0, 21.0, 60.5)


def square(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(path: Path, *features: tuple[dict[str, Any], dict[str, Any]]) -> Path:
    listed = [
        {"type": "Feature", "geometry": geometry, "properties": properties}
        for geometry, properties in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": listed}))
    return path


def faults(folder: Path) -> list[str]:
    return [str(problem) for problem in validate(folder)]


def control(folder: Path) -> list[tuple[str, ...]]:
    with (folder / "control.csv").open(encoding="utf-8") as file:
        names = ("territory_id", "start", "end", "controller", "start_edtf")
        return [tuple(row[name] for name in names) for row in csv.DictReader(file)]


# new


@pytest.mark.parametrize(
    ("first", "last", "box"),
    [
        (FIRST, LAST, ALAND),
        (FIRST, FIRST, ALAND),
        (date(843, 8, 10), date(1806, 8, 6), (-5.0, 43.0, 17.0, 55.0)),
        (FIRST, LAST, (-80.0, -1.0, -75.0, 1.0)),
        (FIRST, LAST, (28.95, 41.0, 29.01, 41.04)),
        (FIRST, LAST, (-180.0, -85.0, 180.0, 85.0)),
    ],
)
def test_a_new_atlas_is_valid_wherever_and_whenever_it_is(tmp_path, first, last, box):
    begin(tmp_path / "atlas", "The Åland question", first, last, box)
    assert faults(tmp_path / "atlas") == []
    dataset = load_dataset(tmp_path / "atlas")
    assert (dataset.first_day, dataset.last_day, dataset.home) == (first, last, box)
    assert dataset.title["en"] == "The Åland question"


def test_a_new_atlas_may_have_words_of_its_own(tmp_path):
    folder = tmp_path / "atlas"
    begin(folder, "The Åland question", FIRST, LAST, ALAND)
    descriptor = orjson.loads((folder / "datapackage.json").read_bytes())
    descriptor["atlas"] |= {
        "categories": [{"id": "vote", "name": {"en": "Vote"}, "lane": "politics"}],
        "statuses": [{"id": "garrisoned", "name": {"en": "garrisoned"}, "pattern": "plain"}],
    }
    (folder / "datapackage.json").write_bytes(orjson.dumps(descriptor))
    for table, old, new in (
        ("events", "administration", "vote"),
        ("control", "de_facto_control", "garrisoned"),
    ):
        path = folder / f"{table}.csv"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert faults(folder) == []


@pytest.mark.slow
def test_a_new_atlas_is_served(tmp_path, monkeypatch):
    monkeypatch.setenv("CACHE_DIR", str(tmp_path / "cache"))
    begin(tmp_path / "atlas", "The Åland question", FIRST, LAST, ALAND)
    client = create_app(tmp_path / "atlas").server.test_client()
    assert "The Åland question" in client.get("/").text
    state = orjson.loads(client.get("/api/state/1921-12-31.json").data)
    assert {territory["controller"] for territory in state["territories"]} == {"green"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--bbox=170,0,-170,10"], "across the 180th meridian"),
        (["--bbox=10,60,20,50"], "is not west,south,east,north in degrees"),
        (["--bbox=10,50,10.0001,60"], "make it larger"),
        (["--bbox=10,50,20,60", "--last=1900-01-01"], "is before --first 1917-12-06"),
    ],
)
def test_what_no_atlas_can_be_begun_with_is_said(tmp_path, capfd, words, said):
    usual = [str(tmp_path / "atlas"), "--name=X", "--first=1917-12-06", "--last=1921-12-31"]
    assert main(["new", *usual, *words]) == 2
    printed = capfd.readouterr()
    assert said in printed.err
    assert "Traceback" not in printed.err
    assert not (tmp_path / "atlas").exists()


def test_nothing_is_written_over(tmp_path, capfd):
    (tmp_path / "mine.txt").write_text("mine")
    words = ["--name=X", "--first=1917-12-06", "--last=1921-12-31", "--bbox=10,50,20,60"]
    assert main(["new", str(tmp_path), *words]) == 2
    assert "there is something in it" in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


# import


def test_shapes_of_openhistoricalmap_become_a_valid_draft(tmp_path, capfd):
    source = collection(
        tmp_path / "ohm.geojson",
        (square(10, 50, 12, 52), {"name": "Kingdom", "start_date": "1850"}),
        (
            square(12, 50, 14, 52),
            {"name:en": "Duchy", "start_date": "1850-03", "end_date": "1866-10-03"},
        ),
        # The same line drawn a second time, some metres away.
        (square(12.0002, 50, 14, 52), {"name": "Kingdom", "start_date": "1866-10-03"}),
    )
    assert main(["import", str(source), str(tmp_path / "atlas"), "--name", "A test"]) == 0
    said = capfd.readouterr().out
    assert faults(tmp_path / "atlas") == []
    assert control(tmp_path / "atlas") == [
        ("t0000", "1850-01-01", "", "kingdom", "1850"),
        ("t0001", "1850-01-01", "1850-03-01", NOBODY, ""),
        ("t0001", "1850-03-01", "1866-10-03", "duchy", "1850-03"),
        ("t0001", "1866-10-03", "", "kingdom", ""),
    ]
    for note in ("its start is 1850-03, not a day", "slivers", "held by not_recorded", "certainty"):
        assert note in said
        assert note in (tmp_path / "atlas" / "IMPORT.md").read_text()


def test_ends_of_cshapes_are_the_last_day(tmp_path):
    def lasting(name: str, start: date, end: date) -> dict[str, Any]:
        parts = (("s", start), ("e", end))
        days = {f"gw{one}year": day.year for one, day in parts}
        days |= {f"gw{one}month": day.month for one, day in parts}
        return {"cntry_name": name, **days, **{f"gw{one}day": day.day for one, day in parts}}

    end = date(1919, 12, 31)
    source = collection(
        tmp_path / "cshapes.geojson",
        (square(10, 50, 12, 52), lasting("A", date(1886, 1, 1), date(1918, 11, 11))),
        (square(12, 50, 14, 52), lasting("B", date(1886, 1, 1), end)),
        (square(10, 50, 12, 51), lasting("B", date(1918, 11, 12), end)),
        (square(10, 51, 12, 52), lasting("A", date(1918, 11, 12), end)),
    )
    notes = bring_in(source, tmp_path / "atlas", "A test")
    assert faults(tmp_path / "atlas") == []
    assert sorted(row[1:4] for row in control(tmp_path / "atlas")) == [
        ("1886-01-01", "", "a"),
        ("1886-01-01", "", "b"),
        ("1886-01-01", "1918-11-12", "a"),
        ("1918-11-12", "", "b"),
    ]
    assert not [note for note in notes if "no shape says" in note]
    dataset = load_dataset(tmp_path / "atlas")
    assert (dataset.first_day, dataset.last_day) == (date(1886, 1, 1), end)


def test_a_table_with_well_known_text_is_read_too(tmp_path):
    source = tmp_path / "shapes.csv"
    area = shapely.box(10, 50, 12, 52).wkt
    source.write_text(f'country_name,gwsdate,gwedate,the_geom\nA,1886-01-01,1919-12-31,"{area}"\n')
    bring_in(source, tmp_path / "atlas", "A test")
    assert faults(tmp_path / "atlas") == []
    assert control(tmp_path / "atlas") == [("t0000", "1886-01-01", "", "a", "")]


@pytest.mark.parametrize("seed", range(6))
def test_on_every_day_each_place_is_held_by_the_smallest_shape_there(tmp_path, seed):
    random = Random(seed)
    features = []
    for n in range(12):
        west, south = random.randrange(0, 80) / 10, random.randrange(40, 60) / 1
        wide, high = random.randrange(5, 60) / 10, random.randrange(5, 60) / 10
        start = date(1900, 1, 1) + timedelta(random.randrange(2000))
        days = {"start_date": str(start), "end_date": str(start + timedelta(300 + n))}
        shape = square(west, south, round(west + wide, 1), round(south + high, 1))
        features.append((shape, {"name": f"State {n % 5}", **days}))
    source = collection(tmp_path / "ohm.geojson", *features)
    bring_in(source, tmp_path / "atlas", "A test")
    assert faults(tmp_path / "atlas") == []
    dataset = load_dataset(tmp_path / "atlas")
    timeline = Timeline(dataset)
    given = slices.read(source, [])
    areas = {
        feature["id"]: shapely.geometry.shape(feature["geometry"]) for feature in dataset.features
    }
    for _ in range(20):
        day = dataset.first_day + timedelta(random.randrange(2500))
        if day > dataset.last_day:
            continue
        for name, state in timeline.state(day).items():
            seat = areas[name].point_on_surface()
            there = [
                one
                for one in given
                if one.area.contains(seat) and one.start <= day and (not one.end or day < one.end)
            ]
            smallest = min((one.area.area for one in there), default=0)
            names = {one.name for one in there if one.area.area == smallest}
            held = dataset.polities[state.controller].name["en"]
            assert held in (names or {"Not recorded"})


def test_pieces_share_their_edges_and_cover_the_shapes():
    random = Random(3)
    some = [
        slices.Slice(
            f"S{n}", FIRST, None, "", shapely.Point(random.random(), random.random()).buffer(0.4)
        )
        for n in range(8)
    ]
    found = [piece.area for piece in pieces(some, [])]
    assert shapely.coverage_is_valid(found)
    whole = shapely.union_all([one.area for one in some])
    assert shapely.union_all(found).area == pytest.approx(whole.area, rel=1e-3)
    assert all(shapely.area(shapely.intersection(a, b)) < 1e-9 for a, b in pairwise(found))


GOOD = {"name": "A", "start_date": "1900"}


@pytest.mark.parametrize(
    ("geometry", "properties", "said"),
    [
        (square(0, 0, 1, 1), {"start_date": "1900"}, "feature 1: has no name; give it one of"),
        (square(0, 0, 1, 1), {"name": "A"}, "(A): has no start_date; give it a day"),
        (square(0, 0, 1, 1), GOOD | {"start_date": "soon"}, "soon is neither a day nor EDTF"),
        (square(0, 0, 1, 1), GOOD | {"start_date": "1900-02-30"}, "neither a day nor EDTF"),
        (square(0, 0, 1, 1), GOOD | {"end_date": "1900-01-01"}, "which is not after its start"),
        ({"type": "Point", "coordinates": [0, 0]}, GOOD, "is not an area"),
        (square(0, 0, 1, 1), {"name": "A", "gwsyear": 1900}, "is no day"),
    ],
)
def test_what_cannot_be_imported_is_named(tmp_path, capfd, geometry, properties, said):
    source = collection(tmp_path / "bad.geojson", (geometry, properties))
    assert main(["import", str(source), str(tmp_path / "atlas")]) == 2
    assert said in capfd.readouterr().err
    assert not (tmp_path / "atlas").exists()


@pytest.mark.parametrize("content", ["{", "[]", '{"features": [1]}', '{"features": []}'])
def test_what_is_not_geojson_is_said(tmp_path, capfd, content):
    (tmp_path / "bad.geojson").write_text(content)
    assert main(["import", str(tmp_path / "bad.geojson"), str(tmp_path / "atlas")]) == 2
    printed = capfd.readouterr().err
    assert printed.startswith(str(tmp_path / "bad.geojson"))
    assert len(printed.splitlines()) == 1


# tidy


def test_tidy_closes_a_slit_and_says_what_moved(tmp_path, capfd):
    package = write_package(tmp_path / "package")
    path = package / "geo" / "territories.geojson"
    layer = orjson.loads(path.read_bytes())
    by_id = {feature["id"]: feature for feature in layer["features"]}
    ring = by_id["coast"]["geometry"]["coordinates"][0]
    by_id["coast"]["geometry"]["coordinates"] = [[[min(x, 43.9998), y] for x, y in ring]]
    path.write_bytes(orjson.dumps(layer))
    assert any("coast" in fault for fault in faults(package))
    assert main(["tidy", str(package)]) == 0
    said = capfd.readouterr().out
    assert "moved by up to" in said
    assert faults(package) == []
    assert tidy(package) == []
    assert main(["tidy", str(package)]) == 0
    assert capfd.readouterr().out == "nothing to tidy\n"


def test_tidy_leaves_a_good_coverage_byte_for_byte(tmp_path):
    package = write_package(tmp_path / "package")
    before = (package / "geo" / "territories.geojson").read_bytes()
    assert tidy(package) == []
    assert (package / "geo" / "territories.geojson").read_bytes() == before


def test_tidy_names_a_folder_that_is_no_package(tmp_path, capfd):
    assert main(["tidy", str(tmp_path)]) == 2
    assert "cannot be read; name a data package" in capfd.readouterr().err
