"""Reading a folder into a dataset, and the problems reported for a folder that is no package."""

import shutil
from datetime import date
from pathlib import Path

import orjson
import pytest

from broken_package import LINE, PLACE, RAILWAY, history, write_features
from dashboard.dataset.model import Citation, Interval, Text
from dashboard.dataset.problems import DatasetError
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.reading.tables import OPTIONAL
from dashboard.dataset.validate import validate
from dashboard.i18n import short_source
from small_package import replace, set_cell, write_json, write_package


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


def faults(package: Path) -> list[str]:
    with pytest.raises(DatasetError) as caught:
        load_dataset(package)
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return str(caught.value).splitlines()


def test_every_column_of_a_row_reaches_its_record(package):
    dataset = load_dataset(package)
    control = dataset.control[4]
    assert control.territory_id == "lower"
    assert control.interval == Interval(date(1919, 9, 10), date(1920, 12, 2))
    assert (control.controller, control.status, control.second_party) == (
        "republic",
        "occupied",
        "empire",
    )
    assert (control.start_edtf, control.alt_start) == ("1919-09", None)
    event = dataset.events["upper_ceded"]
    assert event.citations == (
        Citation("ARTICLE", Text({"en": "p. 1", "tr": "s. 1"})),
        Citation("Book2001", Text()),
    )
    assert (event.in_article, event.article_line, event.tier) == (True, 12, 1)
    assert (event.lat, event.lon) == (40.5, 43.4)
    assert dataset.events["opening"].lat is None
    assert dataset.events["lower_taken"].territories == ("lower", "upper")
    assert dataset.outcomes[0].from_polity == "empire"
    assert dataset.territories["coast"].parent == "lower"
    assert dataset.claims[0].event_id == "opening"
    assert dataset.claims[1].event_id is None
    assert dataset.polities["ssr"].weave == "grid"


def test_the_descriptor_gives_range_title_and_licence(package):
    dataset = load_dataset(package)
    assert (dataset.first_day, dataset.last_day) == (date(1918, 1, 1), date(1936, 12, 31))
    assert dataset.detailed_until == date(1923, 1, 1)
    assert dataset.title["tr"] == "Kafkasya nasıl Sovyetleşti"
    assert dataset.projection["name"] == "lcc"
    assert dataset.home == (37.0, 38.2, 50.8, 45.3)
    assert dataset.licence == "CC-BY-4.0"
    assert date.fromisoformat(dataset.created)


def test_sources_are_read_without_the_braces_of_bibtex(package):
    source = load_dataset(package).sources["ARTICLE"]
    assert source.title == "The Article of Upper"
    assert source.author == "Yazar, Bir"
    assert source.reading == "read"
    assert source.annotation["tr"] == "Bütün iddiaları taşır."


def test_layers_beside_the_territories_may_be_left_out(package):
    dataset = load_dataset(package)
    assert [feature["id"] for feature in dataset.features] == ["upper", "lower", "coast", "beyond"]
    assert dataset.base == dataset.places == dataset.lines == dataset.railways == ()


PROPERTIES = {
    "base": {"kind": "land"},
    "places": PLACE,
    "lines": LINE,
    "railways": RAILWAY,
}


@pytest.mark.parametrize("layer", PROPERTIES)
def test_a_layer_reaches_the_dataset_in_file_order_and_counts_in_the_digest(package, layer):
    before = load_dataset(package).digest
    point = {"type": "Point", "coordinates": [43.5, 40.5]}
    names = [(name, point, PROPERTIES[layer]) for name in ("two", "one")]
    write_features(package / "geo" / f"{layer}.geojson", names)
    dataset = load_dataset(package)
    read = getattr(dataset, layer)
    assert [one.id for one in read] == ["two", "one"]
    assert dataset.digest != before


def test_the_digest_follows_every_byte_and_nothing_else(package, tmp_path):
    before = load_dataset(package).digest
    shutil.copytree(package, tmp_path / "copy")
    (tmp_path / "copy" / "notes.txt").write_text("not of the package")
    assert load_dataset(tmp_path / "copy").digest == before
    replace(package, "sources.bib", "A Book", "A Nook")
    assert load_dataset(package).digest != before


@pytest.mark.parametrize(
    "file",
    ["control.csv", "roles.csv", "sources.bib", "datapackage.json", "geo/territories.geojson"],
)
def test_a_missing_file_is_named(package, file):
    (package / file).unlink()
    assert faults(package)[0] == f"{file}: cannot be read; put the file into the package"


def test_a_folder_that_is_not_there_is_said_once_and_not_for_each_file(tmp_path):
    folder = tmp_path / "no"
    cure = "give the folder of a data package"
    assert faults(folder) == [f"{folder}: there is no such folder; {cure}"]


def test_bytes_that_are_not_utf8_are_named_by_line(package):
    path = package / "events.csv"
    path.write_bytes(path.read_bytes().replace("Yukarı devredildi".encode(), b"Yukar\xfd"))
    assert faults(package)[0] == (
        "events.csv row 3: the byte 0xfd is not UTF-8; save the file as UTF-8"
    )


def test_a_byte_order_mark_is_named_and_read_past(package):
    path = package / "regions.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert faults(package) == [
        "regions.csv row 1: begins with a byte-order mark; save as UTF-8 without it"
    ]


def test_missing_and_unknown_columns_are_named(package):
    replace(package, "milestones.csv", "label_en", "label_de")
    assert faults(package) == [
        "milestones.csv row 1, label_en: the column is missing; add it",
        "milestones.csv row 1, label_de: the column is unknown; "
        "the columns are id, event_id, label_en, label_tr",
    ]


def test_a_column_that_stands_twice_is_named(package):
    replace(package, "regions.csv", "name_tr,rank\n", "name_tr,rank,rank\n")
    assert "regions.csv row 1: a column stands twice; keep a single column" in faults(package)


def test_a_row_of_the_wrong_length_is_named(package):
    replace(package, "regions.csv", "Kıyı,2", "Kıyı, ,2")
    assert faults(package)[0] == (
        "regions.csv row 3: the row has 5 cells for 4 columns; "
        "quote cells that hold a comma and fill the rest with commas"
    )


def test_a_stray_quote_is_named(package):
    replace(package, "regions.csv", "Kıyı,2", '"Kı"yı,2')
    assert "regions.csv row 3: the row is not CSV" in faults(package)[0]


def test_rows_are_named_by_the_line_they_begin_on(package):
    set_cell(package, "control", 2, "note_en", "one\ntwo\nthree")
    set_cell(package, "control", 2, "note_tr", "bir")
    set_cell(package, "control", 3, "start", "soon")
    assert faults(package) == [
        "control.csv row 5, start: soon is not a day; "
        "write a day of the calendar as YYYY-MM-DD, as 2001-02-03"
    ]


CELLS = [
    ("control", 3, "status", "soviet", "is not one of the words of this column; write one of occ"),
    ("control", 3, "certainty", "", "is not one of the words of this column; write one of high"),
    ("control", 4, "alt_start", "1920-02-30", "1920-02-30 is not a day"),
    ("control", 3, "end", "1918-06-04", "is not after its start 1918-06-04; ends are exclusive"),
    ("control", 3, "controller", "Republic", "Republic is not an id; use only a-z, 0-9 and _"),
    ("control", 3, "controller", "", "controller: is empty; give the controller"),
    ("control", 3, "controller", "republik", "is not in polities.csv; write republic"),
    ("control", 3, "event_id", "zzz", "is not in events.csv; add it to events.csv or correct it"),
    ("control", 3, "source_key", "Book2011", "is not in sources.bib; write Book2001"),
    ("control", 3, "source_locator", "p. 1;p. 2", "has 2 parts for 1 source keys; write a part"),
    ("events", 3, "source_locator_tr", "s. 1", "has 1 parts for 2 source keys; write a part"),
    ("events", 4, "territories", "lower; upper", "is not a clean list; separate items by ;"),
    ("events", 4, "territories", "lower;lower", "names an item twice; name each item once"),
    ("events", 4, "territories", "lower;uper", "uper is not in territories.csv; write upper"),
    ("events", 3, "article_line", "twelve", "is not a whole number; write digits only"),
    ("events", 3, "in_article", "true", "is not one of the words of this column; write one of yes"),
    ("events", 3, "note_tr", "Not", "note_en: is empty while another language is filled; fill it"),
    ("events", 3, "title_en", "", "title_en: is empty; give the title_en"),
    ("events", 3, "lat", "91", "is not a coordinate; write degrees from -90 to 90"),
    ("territories", 3, "lon", "nan", "is not a coordinate; write degrees from -180 to 180"),
    ("territories", 4, "parent", "upperr", "is not in territories.csv; write upper"),
    ("territories", 4, "name_en", " Coast", "has blanks at its ends; remove them"),
    ("roles", 2, "fill", "red", "is not a colour; write #rrggbb in lower case"),
    ("polities", 4, "weave", "plaid", "is not one of the words of this column; write one of (emp"),
    ("regions", 3, "id", "hills", "is already the key of row 2; keep one of the rows"),
]


@pytest.mark.parametrize(("table", "row", "column", "value", "said"), CELLS)
def test_a_cell_that_cannot_be_read_is_named_with_its_cure(
    package, table, row, column, value, said
):
    set_cell(package, table, row, column, value)
    lines = [line for line in faults(package) if said in line]
    assert len(lines) == 1
    assert lines[0].startswith(f"{table}.csv row {row}, ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title = {A Book},", "", "Book2001 has no title"),
        ("keywords = {excerpt}", "keywords = {seen}", "does not say how it was read (seen)"),
        (
            "  kind = {scholarly},\n  keywords = {excerpt}",
            "  keywords = {excerpt}",
            "kind of source it is (empty)",
        ),
        (
            "@book{Book2001,",
            "@buch{Book2001,",
            "row 12: Book2001 is of a type that BibTeX does not",
        ),
        ("annotation = {The dates.},", "", "no annotation in the first language"),
        ("@book{Book2001,", "@book Book2001,", "is not BibTeX"),
    ],
)
def test_a_fault_of_a_source_is_named(package, old, new, said):
    replace(package, "sources.bib", old, new)
    assert said in faults(package)[0]
    assert faults(package)[0].startswith("sources.bib")


HOME = '"home": [37.0, 38.2, 50.8, 45.3]'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1918-01-01", "1940-01-01", "atlas.last_day: 1936-12-31 is before the first day 1940"),
        ("1918-01-01", "1918", "atlas.first_day: 1918 is not a day as 2001-02-03; write a day as"),
        ("1918-01-01", "0001-01-01", "atlas.first_day: 0001-01-01 has no day beside it in the"),
        ("1936-12-31", "9999-12-31", "atlas.last_day: 9999-12-31 has no day beside it in the"),
        ('1923-01-01"', '1903-01-01"', "atlas.detailed_until: 1903-01-01 is not from 1918-01-01"),
        (HOME, '"home": [50.8, 38.2, 37.0, 45.3]', "is not west, south, east, north; write west"),
        (HOME, '"home": [37.0]', "atlas.home: [37.0] is not a list of west, south, east, north"),
        (HOME, '"home": [1, 2, 3, "4"]', "atlas.home[3]: 4 is not a number from -180 to 180"),
        ('"lat_1": 39.3', '"lat_1": true', "has the parameter lat_1, which is neither a number"),
        ('"name": "lcc"', '"nome": "lcc"', "atlas.projection.name: is missing; add it: Name"),
        ('"version": "0.2.0"', '"version": 1', "version: 1 is not text on one line of at most 300"),
        ('"created": "2', '"created": "soon 2', "created: soon 2026-11-30T00:00:00Z is not a day"),
        ('"path": "sources.bib"', '"path": 1', "].path: 1 is not text; write text"),
        ('"atlas": {', '"map": {', "atlas: is missing; add it: What the map shows, and when"),
        (
            '"first_day"',
            '"languages": ["xx"], "first_day"',
            "atlas.languages: xx is not a language",
        ),
    ],
)
def test_a_fault_of_the_descriptor_is_named(package, old, new, said):
    replace(package, "datapackage.json", old, new)
    assert said in faults(package)[0]
    assert faults(package)[0].startswith("datapackage.json, ")


@pytest.mark.parametrize("file", ["datapackage.json", "geo/territories.geojson"])
def test_what_is_not_json_is_named(package, file):
    (package / file).write_text("{")
    assert "is not" in faults(package)[0]
    assert faults(package)[0].startswith(file)


def test_a_layer_that_is_not_a_feature_collection_is_named(package):
    replace(package, "geo/territories.geojson", "FeatureCollection", "Collection")
    assert "is not a GeoJSON FeatureCollection (its type is Collection)" in faults(package)[0]


@pytest.mark.parametrize("table", sorted(OPTIONAL))
def test_a_table_that_may_be_left_out_is_as_if_it_were_empty(package, table):
    (package / f"{table}.csv").unlink()
    listed = "put the file into the package, or take its entry out of datapackage.json"
    assert faults(package)[0] == f"{table}.csv: cannot be read; {listed}"
    unlist(package, f"{table}.csv")
    found = [line for line in map(str, validate(package)) if line.startswith(table)]
    assert found == []


def unlist(package: Path, path: str) -> None:
    """Take a resource out of the descriptor."""
    descriptor = orjson.loads((package / "datapackage.json").read_bytes())
    kept = [resource for resource in descriptor["resources"] if resource["path"] != path]
    write_json(package / "datapackage.json", descriptor | {"resources": kept})


def test_a_book_that_was_not_verified_keeps_its_author_and_title(package):
    replace(package, "sources.bib", "keywords = {excerpt}", "keywords = {unverified}")
    book, general = (load_dataset(package).sources[key] for key in ("Book2001", "GK"))
    assert short_source(book, "en") == "One, A.; Two, B. 2001"
    assert short_source(general, "en") == "General knowledge, not verified"


def test_all_faults_are_listed_at_once(package):
    set_cell(package, "control", 2, "status", "red")
    set_cell(package, "events", 2, "date", "never")
    (package / "milestones.csv").unlink()
    assert len(faults(package)) == 3


def test_a_package_may_leave_the_kinds_of_sources_and_lines_out(tmp_path):
    package = write_package(tmp_path / "package")
    sources = package / "sources.bib"
    lines = sources.read_text(encoding="utf-8").splitlines(keepends=True)
    sources.write_text("".join(line for line in lines if " kind = " not in line), encoding="utf-8")
    descriptor = orjson.loads((package / "datapackage.json").read_bytes())
    del descriptor["atlas"]["line_kinds"]
    write_json(package / "datapackage.json", descriptor)
    history(kind="old_frontier")(package)

    assert [str(problem) for problem in validate(package)] == []
    kind = load_dataset(package).kinds.lines["old_frontier"]
    assert (kind.name["en"], kind.look) == ("Old frontier", None)
