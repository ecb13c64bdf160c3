"""Ranges of days, changes, places and the package, opened with other people's tools."""

import io
import re
from datetime import date, timedelta
from pathlib import Path

import frictionless
import geopandas
import openpyxl
import orjson
import pandas
import pyogrio
import pytest
import shapely
from geojson_pydantic import FeatureCollection
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from dashboard.dataset.areas import areas_km2
from dashboard.dataset.between import between
from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.timeline import DayOutOfRange, Timeline
from dashboard.export import about
from dashboard.export.data import changes, exports, package, state
from dashboard.export.data.cells import cell_text, csv_bytes
from dashboard.export.data.columns import CHANGES, fields, spread
from dashboard.export.data.formats import FORMATS
from small_package import LANGUAGES, write_package

pytestmark = pytest.mark.slow

DAY = date(1921, 10, 13)
FIRST, LAST = date(1920, 9, 1), date(1921, 10, 31)
RUNS = "=+-@＝＋－＠\t\r\n"
# What stands before a formula in the files of countries that separate by something else.
SEPARATORS = ";\t\r\n"


@pytest.fixture(scope="module")
def saved(dataset, timeline, tmp_path_factory) -> Path:
    """A folder with the state of a day and a range, in every format."""
    folder = tmp_path_factory.mktemp("exports")
    for kind in FORMATS:
        content = exports.file(dataset, timeline, "state", [DAY], kind)
        (folder / f"day.{kind}").write_bytes(content)
        content = exports.file(dataset, timeline, "range", [FIRST, LAST], kind)
        (folder / f"range.{kind}").write_bytes(content)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Dataset:
    return load_dataset(write_package(tmp_path / "package"))


# A range of days


def test_a_range_has_a_row_a_territory_and_span_without_change(small):
    days = [date(1919, 9, 1), date(1919, 9, 30)]
    content = orjson.loads(exports.file(small, Timeline(small), "range", days, "json"))
    assert (content["first_day"], content["last_day"]) == ("1919-09-01", "1919-09-30")
    spans = [
        (territory["territory_id"], territory["valid_from"], territory["valid_to"])
        for territory in content["territories"]
    ]
    assert spans == [
        ("upper", "1919-09-01", "1919-10-01"),
        ("lower", "1919-09-01", "1919-09-10"),
        ("lower", "1919-09-10", "1919-10-01"),
        ("coast", "1919-09-01", "1919-10-01"),
    ]
    assert [territory["claimants"] for territory in content["territories"]][1:3] == [
        ["republic"],
        [],
    ]


@pytest.mark.parametrize("day", [FIRST, date(1920, 12, 2), date(1921, 3, 16), LAST])
def test_the_spans_that_hold_a_day_are_the_state_of_the_day(dataset, timeline, day):
    spans = state.range_table(dataset, timeline, FIRST, LAST).rows
    held = [span for span in spans if span["valid_from"] <= day.isoformat() < span["valid_to"]]
    cut = {"valid_from": "", "valid_to": ""}
    expected = state.state_table(dataset, timeline, day).rows
    assert [one | cut for one in held] == [one | cut for one in expected]


def test_the_spans_of_a_territory_tile_the_range(dataset, timeline):
    ends: dict[str, str] = {}
    for row in state.range_table(dataset, timeline, FIRST, LAST).rows:
        assert row["valid_from"] == ends.get(row["territory_id"], FIRST.isoformat())
        ends[row["territory_id"]] = row["valid_to"]
    assert set(ends) == set(dataset.territories)
    assert set(ends.values()) == {(LAST + timedelta(days=1)).isoformat()}


def test_a_range_of_one_day_is_the_state_of_that_day(dataset, timeline):
    spans = state.range_table(dataset, timeline, DAY, DAY).rows
    assert len(spans) == len(dataset.territories)
    assert {(span["valid_from"], span["valid_to"]) for span in spans} == {
        ("1921-10-13", "1921-10-14")
    }


def test_a_range_that_ends_before_it_begins_or_leaves_the_atlas_is_refused(dataset, timeline):
    with pytest.raises(ValueError, match="ends on 1920-09-01, before it begins on 1921-10-31"):
        exports.file(dataset, timeline, "range", [LAST, FIRST], "csv")
    with pytest.raises(DayOutOfRange):
        exports.file(dataset, timeline, "range", [FIRST, date(1940, 1, 1)], "csv")


# Other people's tools


@pytest.mark.parametrize("name", ["day", "range"])
def test_a_strict_reader_takes_the_geojson(saved, name, dataset):
    text = (saved / f"{name}.geojson").read_text(encoding="utf-8")
    content = orjson.loads(text)
    read = FeatureCollection.model_validate_json(text)
    assert len(read.features) == len(content["features"]) >= len(dataset.territories)
    assert "crs" not in content
    ids = [feature["id"] for feature in content["features"]]
    assert len(set(ids)) == len(ids)
    assert content["licence"] == dataset.licence
    assert dataset.version in content["citation"]


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "fgb"])
def test_ogr_opens_shapes_in_full_detail(saved, kind, dataset):
    layer = {"layer": "territories"} if kind == "gpkg" else {}
    table = geopandas.read_file(saved / f"range.{kind}", engine="pyogrio", **layer)
    assert table.crs.to_epsg() == 4326
    assert table.geometry.is_valid.all()
    kars = table[table["territory_id"] == "kars"].iloc[0]
    full = shape(
        next(feature for feature in dataset.features if feature["id"] == "kars")["geometry"]
    )
    assert shapely.get_num_coordinates(kars.geometry) == shapely.get_num_coordinates(full)
    assert kars.geometry.equals(full)
    assert kars["backdrop"] in (False, 0)
    assert kars["area_km2"] == pytest.approx(areas_km2(dataset.features)["kars"], abs=0.1)
    assert kars["name_tr"] == "Kars okrugu"


def test_a_geopackage_has_days_as_dates_and_says_what_it_is(saved, dataset):
    info = pyogrio.read_info(saved / "range.gpkg", layer="territories")
    types = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert {types[name] for name in types if name.endswith(("_from", "_to", "_alt"))} == {"OFTDate"}
    assert types["area_km2"] == "OFTReal"
    about_it = info["dataset_metadata"]
    assert about_it["version"] == dataset.version
    assert about_it["licence"] == dataset.licence
    assert about_it["citation"] == about.citation(dataset)
    assert (about_it["first_day"], about_it["last_day"]) == ("1920-09-01", "1921-10-31")


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_range_gives_the_same_bytes(saved, dataset, timeline, kind):
    again = exports.file(dataset, timeline, "range", [FIRST, LAST], kind)
    assert again == (saved / f"range.{kind}").read_bytes()


def test_pandas_reads_the_csv_and_finds_version_licence_and_citation(saved, dataset):
    table = pandas.read_csv(saved / "range.csv", parse_dates=["valid_from", "valid_to"])
    assert set(table["territory_id"]) == set(dataset.territories)
    assert (table["valid_to"] > table["valid_from"]).all()
    assert set(table["data_version"]) == {dataset.version}
    assert set(table["licence"]) == {dataset.licence}
    assert set(table["cite_as"]) == {about.citation(dataset)}


def test_frictionless_finds_the_csv_valid(saved):
    report = frictionless.Resource(path="range.csv", basepath=str(saved)).validate()
    assert report.valid, report.to_summary()


# Changes


def test_the_changes_lead_from_one_state_to_the_other(dataset, timeline):
    held = {name: one.controller for name, one in timeline.state(FIRST).items()}
    for row in changes.changes(dataset, timeline, FIRST, LAST):
        assert held[row["territory_id"]] == row["from_polity"]
        held[row["territory_id"]] = row["to_polity"]
    assert held == {name: one.controller for name, one in timeline.state(LAST).items()}


def test_a_change_names_its_event_and_the_article_of_the_treaty(small):
    rows = list(changes.changes(small, Timeline(small), date(1921, 1, 1), date(1921, 12, 31)))
    assert len(rows) == 1
    assert tuple(rows[0]) == fields(spread(CHANGES, LANGUAGES))
    expected = {
        "day": "1921-03-16",
        "day_precision": "day",
        "territory_id": "coast",
        "name_tr": "Kıyı",
        "region": "shore",
        "from_polity": "empire",
        "to_polity": "ssr",
        "to_name_en": rows[0]["to_name_en"],
        "from_status": "de_facto_control",
        "to_status": "de_facto_control",
        "change": "power",
        "event_id": "coast_treaty_ev",
        "event_en": "Treaty of the Coast",
        "event_tr": "Kıyı Antlaşması",
        "treaty_id": ["coast_treaty"],
        "article_en": ["art. 2"],
        "article_tr": ["md. 2"],
        "certainty": "high",
        "source_key": ["Book2001"],
        "source_locator_en": ["p. 7"],
    }
    assert {name: rows[0][name] for name in expected} == expected


def test_a_spreadsheet_gets_areas_as_numbers(dataset, timeline):
    content = exports.file(dataset, timeline, "changes", [FIRST, LAST], "csv")
    table = pandas.read_csv(io.BytesIO(content))
    assert table["area_km2"].dtype == float
    assert table["area_km2"].gt(0).all()
    assert set(table["change"].dropna()) == {"power", "polity", "status"}
    assert table["day"].is_monotonic_increasing


def test_differences_are_those_of_the_comparison_by_event_and_article(dataset, timeline):
    rows = list(changes.differences(dataset, timeline, FIRST, LAST))
    assert [row["territory_id"] for row in rows] == [
        one.territory_id for one in between(dataset, timeline, FIRST, LAST)
    ]
    kars = next(row for row in rows if row["territory_id"] == "kars")
    assert (kars["from_polity"], kars["to_polity"], kars["change"]) == (
        "armenia",
        "turkey_gna",
        "power",
    )
    assert (kars["day"], kars["event_id"]) == ("1920-10-30", "kars_turkish")
    assert kars["treaty_id"] == ["alexandropol_1920", "moscow_1921", "kars_1921"]
    assert kars["article_tr"] == ["md. 2", "md. I", "md. 4"]


def test_land_that_changed_hands_and_back_is_a_change_and_no_difference(dataset, timeline):
    first, last = date(1918, 1, 2), date(1936, 12, 31)
    log = list(changes.changes(dataset, timeline, first, last))
    net = list(changes.differences(dataset, timeline, first, last))
    assert len(log) > 3 * len(net)
    content = orjson.loads(exports.file(dataset, timeline, "differences", [first, last], "json"))
    assert content["differences"] == net
    assert content["citation"] == about.citation(dataset)


def test_changes_have_no_reversed_range(dataset, timeline):
    with pytest.raises(ValueError, match="before it begins"):
        exports.file(dataset, timeline, "changes", [LAST, FIRST], "csv")
    with pytest.raises(DayOutOfRange):
        exports.file(dataset, timeline, "changes", [date(1917, 1, 1), LAST], "csv")


# Cells that a spreadsheet would run


@given(st.text([*RUNS, *"; ,'1aş", '"'], max_size=12))
def test_no_text_is_taken_for_a_formula_whatever_separates_the_cells(text):
    safe = cell_text(text)
    for part in re.split(f"[{SEPARATORS}]", safe):
        assert not part.lstrip(' "').startswith(tuple(RUNS.strip()))
    assert not safe.startswith(tuple(RUNS))
    # Nothing but apostrophes is added.
    assert safe.replace("'", "") == text.replace("'", "")


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_a_number_stays_a_number(value):
    assert type(value)(cell_text(value)) == value


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r")), min_size=1))
def test_a_csv_gives_back_what_was_written(texts):
    content = csv_bytes(["a", "b"], [[text, 1.5] for text in texts])
    table = pandas.read_csv(io.BytesIO(content), keep_default_na=False, dtype={"a": str})
    assert list(table["a"]) == [cell_text(text) for text in texts]
    assert set(table["b"]) == {1.5}


def test_a_workbook_of_the_csv_runs_nothing(tmp_path):
    rows = [[f"{sign}1+1", f"x;{sign}1", -4.5] for sign in "=+-@"]
    content = csv_bytes(["a", "b", "c"], rows)
    path = tmp_path / "cells.xlsx"
    pandas.read_csv(io.BytesIO(content)).to_excel(path, index=False)
    cells = [
        cell for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2) for cell in row
    ]
    assert [cell.data_type for cell in cells] == ["s", "s", "n"] * len(rows)


def test_no_cell_of_the_real_data_had_to_be_changed(dataset, timeline):
    for row in changes.changes(dataset, timeline, dataset.first_day, dataset.last_day):
        for value in row.values():
            if isinstance(value, str):
                assert cell_text(value) == value


def test_a_check_that_raises_stops_every_costly_export(dataset, timeline):
    class StopError(Exception):
        pass

    def stop() -> None:
        raise StopError

    for make in (
        lambda: exports.file(dataset, timeline, "range", [FIRST, LAST], "geojson", check=stop),
        lambda: exports.file(dataset, timeline, "range", [FIRST, LAST], "gpkg", check=stop),
        lambda: package.render(dataset, stop),
    ):
        with pytest.raises(StopError):
            make()
