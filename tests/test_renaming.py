"""Places change their names on the day on which they were given: map, search, exports, rules."""

from datetime import date

import pytest

from broken_package import place
from dashboard.dataset import renaming
from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.tables import columns_of
from dashboard.dataset.rules import naming
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import validate
from dashboard.export.data import exports, gazetteer
from dashboard.ui.browser import evidence
from small_package import LANGUAGES, write_package

BROKEN_NAMES = {naming.places_get_another_name}
"""Rules that the tests of this file break."""

DECREE = date(1936, 8, 17)
BEFORE = date(1936, 8, 16)


@pytest.fixture(scope="module")
def names(dataset: Dataset):
    return renaming.names_of_places(dataset)


def test_a_place_has_its_new_name_from_the_day_of_the_decree(names):
    shown = [renaming.name_on(names["tiflis"], day) for day in (BEFORE, DECREE)]
    assert [one.name["en"] for one in shown] == ["Tiflis", "Tbilisi"]
    assert [one.name["ka"] for one in shown] == ["ტფილისი", "თბილისი"]
    # Today's name stands beside an older one alone.
    assert [one.today.own("en") for one in shown] == ["Tbilisi", ""]


def test_a_place_that_was_renamed_twice_has_three_names(names):
    ganja = names["elisabethpol"]
    days = [date(1918, 7, 29), date(1918, 7, 30), date(1935, 12, 31)]
    assert [renaming.name_on(ganja, day).name["en"] for day in days] == [
        *("Elisabethpol", "Ganja", "Kirovabad")
    ]
    # Turkish readers knew it as Gence all along, so today's name is another one under Kirovabad.
    assert [one.today.own("tr") for one in ganja] == ["", "", "Gence"]


def test_a_surrounding_land_has_the_name_of_the_day(dataset):
    lands = renaming.names_of_lands(dataset)
    said = {
        land: [(one.interval.start, one.name["en"]) for one in those]
        for land, those in lands.items()
        if len(those) > 1
    }
    first = dataset.first_day
    assert said == {
        "turkey_interior": [(first, "Ottoman Empire"), (date(1920, 4, 23), "Turkey")],
        "persia": [(first, "Persia"), (date(1935, 3, 21), "Iran")],
    }
    assert {"don_host", "persia"} <= set(lands)
    assert date(1935, 3, 21) in renaming.days_of_renaming({}, lands)


def test_most_places_keep_their_name(names, dataset):
    assert len(names) == len(dataset.places)
    assert {len(those) for those in names.values()} == {1, 2, 3}
    assert DECREE in renaming.days_of_renaming(names)


def test_every_name_finds_its_place(dataset):
    file = evidence.build(dataset, Timeline(dataset), "en")
    entries = {entry["id"]: entry for entry in file["entries"] if entry["kind"] == "place"}
    senaki = entries["novo_senaki"]
    assert {"novo senaki", "mikha tskhakaya"} <= set(senaki["names"])
    (renamed,) = senaki["renamed"]
    assert (renamed["name"], renamed["certainty"]) == ("Mikha Tskhakaya", "medium")
    assert renamed["sources"] == [("perceptiode_senaki", "")]


def test_an_export_of_a_day_has_the_names_of_the_day(dataset):
    timeline = Timeline(dataset)

    def kutais(day: date):
        tables = exports.tables(dataset, timeline, "state", [day], beside=True)
        rows = next(table for table in tables if table.name == "places").rows
        return next(row for row in rows if row["place_id"] == "kutais")

    before, after = kutais(BEFORE), kutais(DECREE)
    assert (before["name_en"], before["name_from"]) == ("Kutais", None)
    assert (after["name_en"], after["name_from"]) == ("Kutaisi", "1936-08-17")
    assert "Kutaisi" in before["other_names"]
    assert "Kutais" in after["other_names"]


def test_linked_places_tell_the_days_of_a_name(dataset):
    content = gazetteer.render(dataset, "https://atlas.example").decode()
    assert '"1918-07-30"' in content
    assert '"1935-02-22"' not in content
    names = renaming.names_of_places(dataset)["elisabethpol"]
    place = next(place for place in dataset.places if place.id == "elisabethpol")
    toponyms = gazetteer._names(dataset, place, names, {"label": "the atlas"})
    spans = {(toponym["toponym"], toponym["lang"]): toponym.get("when") for toponym in toponyms}
    assert spans["Elisabethpol", "en"] == {
        "timespans": [{"start": {"in": "1918"}, "end": {"in": "1918-07-29"}}]
    }
    # Of the later renaming the table has the year alone.
    assert spans["Kirovabad", "en"] == {
        "timespans": [{"start": {"in": "1935"}, "end": {"in": "1936"}}]
    }
    # Georgian had one name for two of the three.
    assert spans["განჯა", "ka"] == {"timespans": [{"start": {"in": "1918"}, "end": {"in": "1935"}}]}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"place_id": "nowhere"}, "nowhere is neither a place of geo/places.geojson"),
        ({"start": "1937-01-01"}, "is not after 1918-01-01 and up to 1936-12-31"),
        ({"start": "1918-01-01"}, "is not after 1918-01-01 and up to 1936-12-31"),
        ({"name_en": "Town", "name_tr": "Şehir"}, "is the name that the place has before"),
        ({"certainty": "high", "source_key": "GK"}, "rests on GK alone"),
        ({"start_edtf": "1925"}, "means 1925-01-01 to 1925-12-31 and start is 1924-01-01"),
        ({"source_key": "nothing"}, "is not in sources.bib"),
    ],
)
def test_a_wrong_name_is_named(tmp_path, cells, said):
    package = write_package(tmp_path / "package")
    place(name_en="Town", name_tr="Şehir")(package)
    row = {
        "place_id": "one",
        "start": "1924-01-01",
        "name_en": "Newtown",
        "name_tr": "Yenişehir",
        "certainty": "medium",
        "source_key": "Book2001",
    }
    columns = list(columns_of("place_names", LANGUAGES))

    def problems(row: dict[str, str]) -> list[str]:
        line = ",".join(row.get(column, "") for column in columns)
        (package / "place_names.csv").write_text(f"{','.join(columns)}\n{line}\n", encoding="utf-8")
        return [one for one in map(str, validate(package)) if one.startswith("place_names.csv")]

    assert problems(row) == []
    assert any(said in one for one in problems(row | cells)), problems(row | cells)
