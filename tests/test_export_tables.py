"""The exported tables against the atlas itself, opened with the programs that people use."""

import io
import re
import sqlite3
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import frictionless
import geopandas
import openpyxl
import orjson
import pandas
import pyogrio
import pytest
from shapely import box
from shapely.geometry import shape

from dashboard.cartography.ground.layers import look_of
from dashboard.cartography.look import style
from dashboard.dataset.areas import areas_km2
from dashboard.export.data import exports, features, rows, schema, shares, state
from dashboard.export.data.columns import TABLES, fields
from dashboard.export.data.formats import BOM, FORMATS, render
from dashboard.export.data.selection import Selection, parse

pytestmark = pytest.mark.slow

DAY = date(1920, 4, 28)
WHOLE = [date(1918, 1, 1), date(1936, 12, 31)]
# Days on which days that are compared as days, and not as hours, show old and new rows together.
TURNS = ("1920-04-27", "1920-04-28", "1920-12-01", "1921-03-15")
BOX = (43.0, 39.0, 45.0, 41.0)
KEYWORDS = {
    *("add", "all", "alter", "and", "as", "between", "by", "case", "check", "column", "create"),
    *("date", "day", "default", "desc", "end", "from", "group", "in", "index", "is", "join", "key"),
    *("like", "limit", "not", "null", "on", "or", "order", "select", "start", "table", "to"),
    *("union", "until", "values", "view", "when", "where", "with"),
}

SIGNED = date(1921, 10, 13)
"""A day on which a treaty was signed."""


@pytest.fixture(scope="module")
def package(dataset, timeline, tmp_path_factory) -> Path:
    """The GeoPackage of all days."""
    path = tmp_path_factory.mktemp("gpkg") / "all.gpkg"
    path.write_bytes(exports.file(dataset, timeline, "range", WHOLE, "gpkg"))
    return path


# One schema


@pytest.mark.parametrize("what", list(exports.EXPORTS))
def test_every_table_has_the_columns_of_its_schema(dataset, timeline, what):
    for count in exports.EXPORTS[what].days:
        day = SIGNED if what == "treaties" else DAY
        days = WHOLE if count == 2 else [day][:count]
        (table,) = exports.tables(dataset, timeline, what, days)
        name = "territories" if what in ("state", "range") else what
        assert table.fields == fields(schema.columns_of(dataset)[name])
        assert table.rows
        assert {tuple(row) for row in table.rows} == {table.fields}
        assert len(set(table.ids)) == len(table.ids) == len(table.shapes) == len(table.rows)


def test_no_column_is_called_by_a_word_of_sql_but_the_day():
    names = {name for columns in TABLES.values() for name in fields(columns)}
    assert names & KEYWORDS == {"day"}
    with sqlite3.connect(":memory:") as file:
        for columns in TABLES.values():
            names = [name.replace("*", "en") for name in fields(columns)]
            file.execute(f"SELECT {', '.join(f'1 AS {name}' for name in names)}")


def test_frictionless_reads_every_table_by_the_exported_schema(dataset, timeline, tmp_path):
    for name in schema.columns_of(dataset):
        what = "range" if name == "territories" else name
        days = [] if name == "places" else WHOLE
        content = exports.file(dataset, timeline, what, days, "csv")
        (tmp_path / f"{name}.csv").write_bytes(content)
    (tmp_path / "datapackage.json").write_bytes(schema.render(dataset))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert len(report.tasks) == len(exports.EXPORTS) - 1


# True to the atlas


def test_sums_of_areas_are_those_of_the_page_on_every_day_of_change(dataset, timeline):
    for day in timeline.days:
        held: dict[str, float] = {}
        for row in state.state_table(dataset, timeline, day).rows:
            if not row["backdrop"]:
                held[row["role"]] = held.get(row["role"], 0.0) + row["area_km2"]
        shares = timeline.shares(day)
        assert {role: round(km2, 1) for role, km2 in held.items()} == {
            role: round(share.km2, 1) for role, share in shares.items()
        }, day


def test_the_table_of_areas_has_the_sums_of_the_page_on_every_day_of_change(dataset, timeline):
    rows = shares.areas(dataset, timeline, WHOLE).rows
    for day in timeline.days:
        held = {
            row["role"]: (row["area_km2"], row["territories"])
            for row in rows
            if row["valid_from"] <= day.isoformat() < (row["valid_to"] or "9999")
        }
        by_power = timeline.shares(day)
        assert {role: round(km2, 0) for role, (km2, _) in held.items()} == {
            role: round(one.km2, 0) for role, one in by_power.items()
        }, day
        assert {role: count for role, (_, count) in held.items()} == {
            role: one.territories for role, one in by_power.items()
        }, day
    frame = (44.0, 40.0, 46.0, 42.0)
    (part,) = exports.tables(dataset, timeline, "areas", [DAY], Selection(box=frame))
    (land,) = exports.tables(dataset, timeline, "state", [DAY], Selection(box=frame))
    inside = sum(row["area_km2"] for row in land.rows if not row["backdrop"])
    assert sum(row["area_km2"] for row in part.rows) == pytest.approx(inside, rel=1e-4)


def test_areas_are_geodesic_to_a_tenth(dataset):
    measured = areas_km2(dataset.features)
    lands = rows.Lands(dataset)
    for name in dataset.territories:
        assert lands.km2[name] == pytest.approx(measured[name], abs=0.051)


def test_the_land_of_the_neighbour_is_marked(dataset, timeline):
    table = state.state_table(dataset, timeline, DAY).rows
    assert [row["territory_id"] for row in table if row["backdrop"]] == ["erzurum_border"]


def test_days_that_are_not_known_to_the_day_say_so(dataset, timeline):
    table = {row["territory_id"]: row for row in state.state_table(dataset, timeline, DAY).rows}
    by_id = {row.territory_id: row for row in dataset.control if DAY in row.interval}
    for name, row in table.items():
        control = by_id[name]
        assert row["held_from_edtf"] == (control.start_edtf or None)
        assert row["held_from_alt"] == rows.written(control.alt_start)
    assert table["nakhchivan"]["held_from_edtf"] == "1920~"
    assert table["nakhchivan"]["held_from_precision"] == "approximate"
    assert table["batum"]["held_from_alt"] == "1919-01-12"
    assert table["batum"]["held_from_precision"] == "disputed"


def test_the_end_of_a_row_is_as_uncertain_as_the_start_of_the_next(dataset, timeline):
    table = state.range_table(dataset, timeline, *WHOLE).rows
    starts = {(row["territory_id"], row["held_from"]): row for row in table}
    ends = [row for row in table if row["held_to"]]
    assert any(row["held_to_edtf"] for row in ends)
    for row in ends:
        following = starts[row["territory_id"], row["held_to"]]
        assert row["held_to_edtf"] == following["held_from_edtf"]
        assert row["held_to_alt"] == following["held_from_alt"]


def test_lines_claims_and_events_of_a_day_are_those_of_the_map(dataset, timeline):
    drawn = {line.id: line for line in dataset.lines}
    for row in features.lines(dataset, timeline, [DAY]).rows:
        assert (row["valid_from"] or "") <= DAY.isoformat() < (row["valid_to"] or "9")
        known = drawn[row["line_id"]]
        assert style.line_looks(dataset.kinds)[row["look"]] == look_of(known, dataset)
    claimed = features.claims(dataset, timeline, [DAY]).rows
    for name in dataset.territories:
        claimants = [row["claimant"] for row in claimed if row["territory_id"] == name]
        assert tuple(dict.fromkeys(claimants)) == timeline.claimants(name, DAY)
    events = features.events(dataset, timeline, [DAY]).rows
    assert [row["event_id"] for row in events] == [event.id for event in timeline.events_on(DAY)]


# Parts of the atlas


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"territory": "kars,baku"}, {"kars", "baku"}),
        ({"region": "erivan", "power": "neutral"}, {"erivan_south", "nakhchivan", "sharur"}),
    ],
)
def test_a_part_has_its_territories_alone(dataset, timeline, asked, ids):
    chosen = parse(dataset, asked)
    found = exports.tables(dataset, timeline, "state", [DAY], chosen, beside=True)
    assert {row["territory_id"] for row in found[0].rows} == ids
    lands = {table.name: table for table in found}
    assert {row["territory_id"] for row in lands["places"].rows} <= ids
    assert {row["territory_id"] for row in lands["claims"].rows} <= ids
    assert 0 < len(lands["lines"].rows) < len(dataset.lines)


def test_changes_of_a_power_are_those_that_it_takes_part_in(dataset, timeline):
    chosen = Selection(powers=frozenset({"georgia"}))
    (table,) = exports.tables(dataset, timeline, "changes", WHOLE, chosen)
    assert table.rows
    assert all("georgia" in (row["from_role"], row["to_role"]) for row in table.rows)


def test_a_box_cuts_shapes_and_their_areas(dataset, timeline):
    chosen = parse(dataset, {"clip": "43,39,45,41"})
    content = orjson.loads(exports.file(dataset, timeline, "state", [DAY], "geojson", chosen))
    assert content["clip"] == list(BOX)
    frame, whole = box(*BOX), rows.Lands(dataset).km2
    names = [feature["id"] for feature in content["features"]]
    assert set(names) == {
        str(feature["id"])
        for feature in dataset.features
        if feature["id"] in dataset.territories
        and shape(feature["geometry"]).intersection(frame).area > 0
    }
    for feature in content["features"]:
        drawn = shape(feature["geometry"])
        assert drawn.is_valid
        assert frame.buffer(1e-9).covers(drawn)
        measured = areas_km2([feature])[feature["id"]]
        assert feature["properties"]["area_km2"] == pytest.approx(measured, abs=0.051)
        assert feature["properties"]["area_km2"] <= whole[feature["id"]] + 0.1
    (table,) = exports.tables(dataset, timeline, "events", WHOLE, chosen)
    assert all(shape(one).within(frame) for one in table.shapes)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_table_of_a_box_is_written_in_every_format(dataset, timeline, kind):
    """Its four numbers made a GeoPackage fail: lists of a heading were taken for texts."""
    chosen = parse(dataset, {"clip": "43,39,45,41"})
    content = exports.file(dataset, timeline, "state", [DAY], kind, chosen)
    assert content
    if kind == "gpkg":
        assert b"43.0;39.0;45.0;41.0" in content


@pytest.mark.parametrize("what", ["range", "changes", "areas"])
def test_the_time_of_a_table_is_looked_at_as_its_rows_are_made(dataset, timeline, what):
    looks = []
    exports.tables(dataset, timeline, what, WHOLE, check=lambda: looks.append(1))
    assert len(looks) >= 40

    def over() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        exports.tables(dataset, timeline, what, WHOLE, check=over)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "geojson"])
def test_the_deadline_is_checked_while_a_file_is_written(dataset, timeline, kind):
    made = exports.tables(dataset, timeline, "range", WHOLE)
    looks = []
    render(made, kind, lambda: looks.append(1))
    assert len(looks) >= 40


# A GeoPackage in a GIS


def test_a_geopackage_has_every_layer_of_the_days(package, dataset):
    layers = dict(pyogrio.list_layers(package))
    assert layers == {
        "territories": "MultiPolygon",
        "claims": "MultiPolygon",
        "lines": "MultiLineString",
        "events": "Point",
        "places": "Point",
        "layer_styles": None,
    }
    assert len(pyogrio.read_dataframe(package, layer="places")) == len(dataset.places)


@pytest.mark.parametrize("day", TURNS)
def test_a_filter_by_day_finds_each_territory_once(package, dataset, day):
    where = f"\"valid_from\" <= '{day}' AND '{day}' < \"valid_to\""
    table = pyogrio.read_dataframe(package, layer="territories", where=where)
    assert len(table) == len(set(table["territory_id"])) == len(dataset.territories)


def style_of(package: Path, layer: str) -> ElementTree.Element:
    with sqlite3.connect(package) as file:
        query = "SELECT styleQML FROM layer_styles WHERE f_table_name = ? AND useAsDefault"
        (text,) = file.execute(query, (layer,)).fetchone()
    return ElementTree.fromstring(text)


@pytest.mark.parametrize("layer", ["territories", "claims", "lines"])
def test_the_style_compares_hours_so_that_the_temporal_controller_is_right(package, layer):
    # Seen in QGIS 3.22: each territory once on TURNS so, up to 94 rows by the fields alone.
    temporal = style_of(package, layer).find("temporal")
    assert (temporal.get("mode"), temporal.get("limitMode"), temporal.get("enabled")) == (
        *("4", "0", "1"),
    )
    for name, end in (("startExpression", "valid_from"), ("endExpression", "valid_to")):
        assert f'coalesce(to_datetime("{end}"), make_datetime(' in temporal.get(name)


def test_the_style_has_the_fills_and_lines_of_the_map(package, dataset):
    territories = style_of(package, "territories")
    table = pyogrio.read_dataframe(package, layer="territories", read_geometry=False)
    values = [one.get("value") for one in territories.iter("category")]
    assert sorted(set(table["paint"])) == values
    fills = territories.findall("renderer-v2/symbols/symbol")
    for value, symbol in zip(values, fills, strict=True):
        colour = dataset.roles[style.Paint.named(value).role].fill
        rgb = symbol.find("layer[@class='SimpleFill']/Option/Option[@name='color']").get("value")
        assert f"#{''.join(f'{int(one):02x}' for one in rgb.split(',')[:3])}" == colour
        patterned = style.Paint.named(value).pattern
        assert not patterned or len(symbol.findall("layer")) > 1
    lines = pyogrio.read_dataframe(package, layer="lines", read_geometry=False)
    values = {one.get("value") for one in style_of(package, "lines").iter("category")}
    assert values == set(lines["look"])


def test_a_geopackage_is_of_version_1_2_and_its_hours_have_fractions(package, dataset):
    with sqlite3.connect(package) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (10200,)
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        hours = [one for (one,) in file.execute("SELECT last_change FROM gpkg_contents")]
        hours += [one for (one,) in file.execute("SELECT timestamp FROM gpkg_metadata_reference")]
        known = {name for (name,) in file.execute("SELECT table_name FROM gpkg_contents")}
    assert set(hours) == {f"{dataset.created}T00:00:00.000Z"}
    assert "layer_styles" in known


def test_a_shapefile_made_as_the_page_advises_keeps_its_letters(package, tmp_path):
    table = pyogrio.read_dataframe(package, layer="territories", columns=["name_tr", "controller"])
    pyogrio.write_dataframe(table, tmp_path / "day.shp", encoding="UTF-8")
    again = geopandas.read_file(tmp_path / "day.shp")
    assert set(again["name_tr"]) == set(table["name_tr"])
    assert "Kars okrugu" in set(again["name_tr"])


# A spreadsheet


def test_a_workbook_has_days_numbers_and_a_sheet_about_it(dataset, timeline):
    content = exports.file(dataset, timeline, "changes", WHOLE, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["changes", "About"]
    head, *cells = book["changes"].iter_rows()
    (table,) = exports.tables(dataset, timeline, "changes", WHOLE)
    assert [cell.value for cell in head] == list(table.fields)
    assert len(cells) == len(table.rows)
    first = {name.value: cell for name, cell in zip(head, cells[0], strict=True)}
    assert isinstance(first["day"].value, datetime)
    assert first["day"].number_format == "yyyy-mm-dd"
    assert isinstance(first["area_km2"].value, int | float)
    assert isinstance(first["backdrop"].value, bool)
    names = {row[table.fields.index("name_tr")].value for row in cells}
    assert "Sürmeli kazası" in names
    about = {row[0].value: row[2].value for row in book["About"].iter_rows()}
    assert about["version"] == dataset.version
    assert about["licence"] == dataset.licence
    assert about["area_km2"] == "Geodesic area on WGS 84 of the polygon in the file"


def test_a_workbook_has_no_formula(dataset, timeline):
    content = exports.file(dataset, timeline, "events", WHOLE, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert {cell.data_type for row in book["events"].iter_rows() for cell in row} <= {"s", "n", "d"}


def test_a_csv_may_begin_with_the_mark_by_which_excel_knows_utf_8(dataset, timeline):
    plain = exports.file(dataset, timeline, "state", [DAY], "csv")
    marked = exports.file(dataset, timeline, "state", [DAY], "csv", bom=True)
    assert marked == BOM + plain
    assert next(iter(pandas.read_csv(io.BytesIO(marked)))) == "territory_id"
    with pytest.raises(ValueError, match="only a CSV can begin with a byte-order mark"):
        exports.file(dataset, timeline, "state", [DAY], "json", bom=True)


def test_a_file_that_is_sent_on_says_its_version(dataset, timeline, tmp_path):
    path = tmp_path / "day.fgb"
    path.write_bytes(exports.file(dataset, timeline, "state", [DAY], "fgb"))
    table = geopandas.read_file(path)
    assert set(table["data_version"]) == {dataset.version}
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{12}", dataset.version)
