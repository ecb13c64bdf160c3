"""The descriptor of the data package, and the tables against it."""

import csv

import frictionless
import orjson
import pytest

from dashboard.dataset import vocabulary
from dashboard.dataset.reading.layers import LAYERS
from dashboard.dataset.reading.references import KEYS, LISTS, REFERENCES
from dashboard.dataset.reading.tables import COLUMNS, columns_of
from small_package import LANGUAGES, REAL_PACKAGE

DESCRIPTOR = orjson.loads((REAL_PACKAGE / "datapackage.json").read_bytes())
TABLES = {
    resource["name"]: resource for resource in DESCRIPTOR["resources"] if "schema" in resource
}


def fields(table: str) -> dict[str, dict]:
    return {field["name"]: field for field in TABLES[table]["schema"]["fields"]}


def enumeration(table: str, column: str) -> tuple[str, ...]:
    return tuple(map(str, fields(table)[column]["constraints"]["enum"]))


def test_frictionless_finds_the_package_valid():
    report = frictionless.validate(str(REAL_PACKAGE / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert len(report.tasks) == len(DESCRIPTOR["resources"])


def test_the_package_says_what_it_is_and_under_which_licence():
    assert DESCRIPTOR["title"] == DESCRIPTOR["atlas"]["title"]["en"]
    assert DESCRIPTOR["version"] == "0.2.0"
    assert [licence["name"] for licence in DESCRIPTOR["licenses"]] == ["CC-BY-4.0"]
    assert DESCRIPTOR["contributors"]


def test_every_file_of_the_package_is_a_resource():
    listed = {resource["path"] for resource in DESCRIPTOR["resources"]}
    assert {f"{table}.csv" for table in COLUMNS} <= listed
    assert {path.name for path in REAL_PACKAGE.glob("*.csv")} - {"releases.csv"} <= listed
    geography = {f"geo/{path.name}" for path in (REAL_PACKAGE / "geo").glob("*.*")}
    assert {"sources.bib", *LAYERS} <= listed
    assert {f"stories/{path.name}" for path in REAL_PACKAGE.glob("stories/*")} <= listed
    assert geography - {"geo/PROVENANCE.md"} <= listed
    assert all((REAL_PACKAGE / path).is_file() for path in listed)


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_is_described_column_by_column(table):
    every = columns_of(table, DESCRIPTOR["atlas"]["languages"])
    assert list(fields(table)) == [one for one in every if one in fields(table)]
    assert set(columns_of(table, LANGUAGES)) <= set(fields(table))


def test_the_areas_in_print_are_described_column_by_column():
    path = REAL_PACKAGE / TABLES["geo_published_areas"]["path"]
    with path.open(encoding="utf-8", newline="") as file:
        assert list(fields("geo_published_areas")) == next(csv.reader(file))


@pytest.mark.parametrize("table", KEYS)
def test_a_table_has_the_primary_key_that_the_loader_checks(table):
    key = TABLES[table]["schema"]["primaryKey"]
    assert tuple([key] if isinstance(key, str) else key) == KEYS[table]


def test_the_foreign_keys_are_the_references_that_the_loader_checks():
    described = {
        (table, key["fields"]): key["reference"]["resource"] or table
        for table, resource in TABLES.items()
        for key in resource["schema"].get("foreignKeys", ())
    }
    # Frictionless knows no list cells; the loader checks those alone.
    assert described == {
        place: target for place, target in REFERENCES.items() if place[1] not in LISTS
    }


@pytest.mark.parametrize(
    ("table", "column", "allowed"),
    [
        ("control", "certainty", vocabulary.CERTAINTY),
        ("claims", "certainty", vocabulary.CERTAINTY),
        ("federations", "certainty", vocabulary.CERTAINTY),
        ("outcomes", "certainty", vocabulary.CERTAINTY),
        ("treaties", "certainty", vocabulary.CERTAINTY),
        ("events", "certainty", vocabulary.CERTAINTY),
        ("events", "tier", vocabulary.TIER),
        ("events", "in_article", vocabulary.YES_NO),
        ("treaties", "force", vocabulary.FORCE),
        ("article_claims", "kind", vocabulary.ARTICLE_CLAIM),
        ("polities", "weave", tuple(filter(None, vocabulary.WEAVE))),
    ],
)
def test_the_words_of_a_column_are_those_that_the_loader_takes(table, column, allowed):
    assert enumeration(table, column) == allowed


def test_every_day_is_a_date_and_every_id_has_its_pattern():
    for table in COLUMNS:
        for name, field in fields(table).items():
            if field["type"] == "date":
                assert field["format"] == "%Y-%m-%d"
            if name == "id":
                assert field["constraints"]["pattern"] == "^[a-z0-9_]+$"
                assert field["constraints"]["unique"]


def test_the_range_and_the_view_are_of_the_caucasus():
    atlas = DESCRIPTOR["atlas"]
    assert (atlas["first_day"], atlas["last_day"]) == ("1918-01-01", "1936-12-31")
    assert atlas["detailed_until"] == "1923-01-01"
    assert atlas["title"]["tr"] == "Kafkasya nasıl Sovyetleşti"
    assert atlas["projection"] == {
        "name": "lcc",
        "lat_1": 39.3,
        "lat_2": 43.2,
        "lat_0": 41.25,
        "lon_0": 45.5,
    }
    assert atlas["home"] == [37.0, 38.2, 50.8, 45.3]


def test_the_words_of_the_kinds_are_those_that_the_package_names(dataset):
    assert enumeration("events", "category") == tuple(dataset.kinds.categories)
    assert enumeration("control", "status") == tuple(dataset.kinds.statuses)
    assert enumeration("outcomes", "kind") == tuple(dataset.kinds.outcomes)
