"""The state of a day as JSON, CSV and GeoJSON."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import orjson
import pytest
import shapely
from shapely.geometry import shape

from dashboard.dataset.model import Citation, Dataset, Text
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.timeline import DayOutOfRange, Timeline
from dashboard.export.about import COLUMNS, citation
from dashboard.export.data.cells import cell_text
from dashboard.export.data.columns import TERRITORIES, fields, spread
from dashboard.export.data.exports import file
from dashboard.export.data.formats import FORMATS
from small_package import LANGUAGES, write_package

DAY = date(1919, 9, 10)
FIELDS = fields(spread(TERRITORIES, LANGUAGES))


@pytest.fixture
def small(tmp_path: Path) -> Dataset:
    return load_dataset(write_package(tmp_path / "package"))


def rendered(dataset: Dataset, kind: str, day: date = DAY) -> bytes:
    return file(dataset, Timeline(dataset), "state", [day], kind)


def test_json_says_the_day_the_version_the_licence_and_how_to_cite(small):
    content = orjson.loads(rendered(small, "json"))
    assert list(content) == ["day", "version", "licence", "citation", "territories"]
    assert (content["day"], content["version"]) == ("1919-09-10", small.version)
    assert content["licence"] == "CC-BY-4.0"
    assert content["citation"] == citation(small)
    said = f"How the Caucasus became Soviet. Data version {small.version}. CC-BY-4.0."
    assert said in citation(small)


def test_json_has_every_field_of_every_territory(small):
    territories = orjson.loads(rendered(small, "json"))["territories"]
    assert [territory["territory_id"] for territory in territories] == ["upper", "lower", "coast"]
    assert tuple(territories[1]) == FIELDS
    assert territories[1] == {
        "territory_id": "lower",
        "name_en": "Lower",
        "name_tr": "Aşağı",
        "region": "shore",
        "region_name_en": "Shore",
        "region_name_tr": "Kıyı",
        "parent": None,
        "backdrop": False,
        "valid_from": "1919-09-10",
        "valid_to": "1920-12-02",
        "controller": "republic",
        "controller_name_en": "The Republic",
        "controller_name_tr": "Cumhuriyet",
        "role": "green",
        "role_name_en": "Green",
        "role_name_tr": "Yeşil",
        "status": "occupied",
        "second_party": "empire",
        "claimants": [],
        "paint": "green-0-hatch-grey",
        "held_from": "1919-09-10",
        "held_from_edtf": "1919-09",
        "held_from_alt": None,
        "held_from_precision": "interval",
        "held_to": "1920-12-02",
        "held_to_edtf": None,
        "held_to_alt": None,
        "certainty": "high",
        "event_id": "lower_taken",
        "event_en": "The Republic enters Lower",
        "event_tr": "Cumhuriyet Aşağı’ya girdi",
        "source_key": ["Book2001"],
        "source_short_en": ["One, A.; Two, B. 2001"],
        "source_short_tr": ["One, A.; Two, B. 2001"],
        "source_locator_en": ["p. 7"],
        "source_locator_tr": ["s. 7"],
        "note_en": None,
        "note_tr": None,
        "border_accuracy": None,
        "area_km2": territories[1]["area_km2"],
    }
    assert territories[2]["claimants"] == ["republic"]


def test_an_open_end_is_null(small):
    last = orjson.loads(rendered(small, "json", date(1936, 12, 31)))["territories"]
    assert {one["valid_to"] for one in last} == {one["held_to"] for one in last} == {None}


def test_csv_has_the_columns_of_the_table_and_a_row_a_territory(small):
    content = rendered(small, "csv").decode()
    assert content.splitlines()[0] == ",".join([*FIELDS, *COLUMNS])
    assert content.splitlines()[2].startswith("lower,Lower,Aşağı,shore,Shore,Kıyı,,False,1919-")
    assert f",{small.version},CC-BY-4.0," in content.splitlines()[2]
    assert content.endswith("\n")
    assert "\r" not in content


def test_csv_and_json_say_the_same(small):
    from_json = orjson.loads(rendered(small, "json"))["territories"]
    from_csv = list(csv.DictReader(io.StringIO(rendered(small, "csv").decode())))
    about = dict(zip(COLUMNS, (small.version, "CC-BY-4.0", citation(small)), strict=True))
    assert from_csv == [
        {field: cell_text(one[field]) for field in FIELDS} | about for one in from_json
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_taken_for_a_formula(small, start):
    locator = f'{start}HYPERLINK("https://example.org";"p. 1")'
    rows = [
        replace(small.control[0], citations=(Citation("GK", Text({"en": locator, "tr": locator})),))
    ]
    dataset = replace(small, control=(*rows, *small.control[1:]))
    content = rendered(dataset, "csv", date(1918, 1, 1)).decode()
    cells = next(iter(csv.DictReader(io.StringIO(content, newline=""))))
    assert cells["source_locator_en"] == f"'{locator}"


def test_geojson_is_a_plain_feature_collection_without_the_backdrop(small):
    content = orjson.loads(rendered(small, "geojson"))
    assert content["type"] == "FeatureCollection"
    assert "crs" not in content
    assert [feature["id"] for feature in content["features"]] == ["upper", "lower", "coast"]
    for feature in content["features"]:
        assert set(feature) == {"type", "id", "properties", "geometry"}
        assert shapely.is_ccw(shape(feature["geometry"]).exterior)


def test_geojson_has_the_fields_and_the_names_in_both_languages(small):
    properties = orjson.loads(rendered(small, "geojson"))["features"][1]["properties"]
    assert tuple(properties) == FIELDS
    assert properties["source_key"] == "Book2001"
    assert (properties["name_en"], properties["name_tr"]) == ("Lower", "Aşağı")
    assert properties["controller_name_tr"] == "Cumhuriyet"


def test_geojson_keeps_the_geometry_of_the_package(small):
    features = orjson.loads(rendered(small, "geojson"))["features"]
    given = {feature["id"]: feature["geometry"] for feature in small.features}
    assert all(feature["geometry"] == given[feature["id"]] for feature in features)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_day_outside_the_range_is_refused(small, kind):
    with pytest.raises(DayOutOfRange):
        rendered(small, kind, date(1937, 1, 1))


def test_another_format_is_refused(small):
    with pytest.raises(
        ValueError, match="'xml' is not a format; write json, csv, xlsx, geojson, gpkg or fgb"
    ):
        rendered(small, "xml")


@pytest.mark.parametrize("kind", FORMATS)
def test_the_state_of_the_real_map_has_every_territory(dataset, kind):
    content = rendered(dataset, kind, date(1920, 4, 28))
    if kind == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = book.read("xl/sharedStrings.xml")
    assert all(territory.encode() in content for territory in dataset.territories)
