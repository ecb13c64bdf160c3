"""Other readings: rows of readings.csv in the place of those of control.csv, carried everywhere."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import pytest

from dashboard.cartography.paper import captions
from dashboard.cli.main import main
from dashboard.dataset.model import Interval
from dashboard.dataset.other_readings import Readings, as_read, differences
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.reading.tables import columns_of
from dashboard.dataset.rules import readings as rules
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import validate
from dashboard.export.data.exports import EXPORTS, file
from dashboard.export.data.selection import EVERYTHING
from dashboard.export.data.tables import no_check
from dashboard.ui.browser import readings
from small_package import LANGUAGES, write_json, write_package

BROKEN_READINGS = {
    rules.readings_are_named,
    rules.readings_have_each_day_once,
    rules.readings_differ,
}
"""Rules that the tests of this file break."""

ROW = {
    "reading": "book",
    "territory_id": "upper",
    "start": "1918-06-01",
    "end": "1918-06-04",
    "controller": "republic",
    "status": "occupied",
    "certainty": "medium",
    "event_id": "upper_ceded",
    "source_key": "Book2001",
    "source_locator": "p. 9",
    "source_locator_tr": "s. 9",
}


def with_readings(tmp_path: Path, *rows: dict[str, str], named: str = "book") -> Path:
    """The small package with a reading of these rows."""
    package = write_package(tmp_path / "package")
    columns = list(columns_of("readings", LANGUAGES))
    lines = [",".join(row.get(column, "") for column in columns) for row in rows]
    text = "\n".join([",".join(columns), *lines, ""])
    (package / "readings.csv").write_text(text, encoding="utf-8")
    descriptor = orjson.loads((package / "datapackage.json").read_bytes())
    name = {"en": "The book", "tr": "Kitap"}
    descriptor["atlas"]["readings"] = [{"id": named, "name": name}]
    write_json(package / "datapackage.json", descriptor)
    return package


def test_a_reading_stands_in_the_place_of_the_atlas_on_its_days_alone(tmp_path):
    own = load_dataset(with_readings(tmp_path, ROW))
    read = as_read(own, "book")
    held = {
        day: Timeline(read).state_of("upper", date(1918, *day)).controller
        for day in ((5, 31), (6, 1), (6, 3), (6, 4))
    }
    assert held == {(5, 31): "empire", (6, 1): "republic", (6, 3): "republic", (6, 4): "republic"}
    assert Timeline(read).state_of("upper", date(1918, 6, 2)).status == "occupied"
    assert Timeline(own).state_of("upper", date(1918, 6, 1)).controller == "empire"
    (difference,) = differences(own, "book")
    assert difference.interval == Interval(date(1918, 6, 1), date(1918, 6, 4))
    assert (difference.atlas.controller, difference.other.controller) == ("empire", "republic")
    assert as_read(own, "") is own


def test_a_row_that_a_reading_begins_later_keeps_the_day_of_the_atlas_beside(tmp_path):
    later = ROW | {"start": "1918-06-04", "end": "1918-06-10", "controller": "empire"}
    read = Timeline(as_read(load_dataset(with_readings(tmp_path, later)), "book"))
    begun = read.state_of("upper", date(1918, 6, 10)).control
    assert begun.interval.start == date(1918, 6, 10)
    assert begun.alt_start == date(1918, 6, 4)


def test_the_rows_of_every_reading_tile_the_range(dataset):
    assert dataset.readings, "the data package has no reading: this test needs one"
    for name in dataset.readings:
        timeline = Timeline(as_read(dataset, name))
        for territory in dataset.territories:
            rows = timeline.history(territory)
            seams = [(one.interval.end, two.interval.start) for one, two in pairwise(rows)]
            assert all(end == start for end, start in seams), (name, territory)
            assert rows[0].interval.start == dataset.first_day
            assert rows[-1].interval.end is None


def test_the_article_dates_the_independence_of_georgia_two_days_later(dataset, timeline):
    readings = Readings(timeline)
    day = date(1918, 5, 27)
    assert readings.of("").state_of("tiflis", day).controller == "georgia"
    assert readings.of("article").state_of("tiflis", day).controller == "transcaucasia"
    assert readings.of("article").state_of("tiflis", date(1918, 5, 28)).controller == "georgia"
    assert readings.of("article") is readings.of("article")


def test_an_export_says_which_reading_it_is(dataset):
    read = as_read(dataset, "article")
    content = orjson.loads(file(read, Timeline(read), "state", [date(1918, 5, 27)], "geojson"))
    assert content["reading"] == "article"
    assert "Reading: The article “Sovietization of the Caucasus”" in content["citation"]
    own = orjson.loads(file(dataset, Timeline(dataset), "state", [date(1918, 5, 27)], "geojson"))
    assert "reading" not in own
    assert "Reading" not in own["citation"]


@pytest.mark.slow
def test_a_sheet_carries_its_reading(plate):
    # What draws takes a second to import, and the other tests are quick.
    from dashboard.export.press import snapshot

    made = snapshot.parse(plate, "1918-05-27", "svg", {"reading": "article"}, "https://a.example")
    assert "reading=article" in made.order.address
    assert made.name.startswith("caucasus-article-")
    drawn = snapshot.make(plate, made).decode()
    for words in (
        "Reading: The article “Sovietization of the Caucasus”",
        "Differs from the atlas's own reading",
    ):
        assert words.replace("'", "&#x27;") in drawn or words in drawn, words
    usual = snapshot.make(plate, replace(made, order=replace(made.order, reading=""))).decode()
    assert "Reading:" not in usual
    assert "Reading" not in captions.cite_form(plate.dataset, "en")
    with pytest.raises(ValueError, match="'nobody' is not a reading; write article"):
        snapshot.parse(plate, "1918-05-27", "svg", {"reading": "nobody"})


def test_the_server_answers_with_a_reading_and_refuses_an_unknown_one(client):
    held = {
        reading: client.get(f"/api/state/1918-05-27.csv?territory=tiflis{reading}").text
        for reading in ("", "&reading=article")
    }
    assert ",transcaucasia," in held["&reading=article"]
    assert ",transcaucasia," not in held[""]
    refused = client.get("/api/state/1918-05-27.csv?reading=nobody")
    assert refused.status_code == 400
    assert "is not a reading; write article" in refused.json["error"]


@pytest.mark.parametrize("what", ["claims/1918-05-27", "treaties/1918-05-27", "places"])
def test_what_is_the_same_in_every_reading_takes_none(client, what):
    assert client.get(f"/api/{what}.csv").status_code == 200
    assert client.get(f"/api/{what}.csv?reading=article").status_code == 400


@pytest.mark.parametrize("what", list(EXPORTS))
def test_only_what_differs_between_readings_takes_one(dataset, what):
    export = EXPORTS[what]
    day = date(1918, 5, 27)
    days = {0: (), 1: (day,), 2: (day, dataset.last_day)}[max(export.days)]
    # Lines and events differ in which of them touch the land of a power.
    powers = {"lines": {"transcaucasia"}, "events": {"transcaucasia"}}.get(what, set())
    chosen = replace(EVERYTHING, powers=frozenset(powers))
    own, other = (
        export.make(read, Timeline(read), days, chosen, no_check).rows
        for read in (dataset, as_read(dataset, "article"))
    )
    assert (own != other) is export.held


def test_a_citation_names_the_reading(client, capsysbinary):
    asked = "/api/cite/1918-05-27.json?view=reading%3Darticle&sources=0"
    said = client.get(asked).json["view"]["apa"]
    assert "27 May 1918, The article “Sovietization of the Caucasus”" in said
    assert main(["cite", "1918-05-27", "--reading", "article"]) == 0
    assert (
        "27 May 1918, The article “Sovietization of the Caucasus”"
        in capsysbinary.readouterr().out.decode()
    )


def test_the_command_line_takes_a_reading(capsysbinary):
    assert main(["state", "1918-05-27", "--format", "csv", "--reading", "article"]) == 0
    assert b",transcaucasia," in capsysbinary.readouterr().out
    assert main(["state", "1918-05-27", "--reading", "nobody"]) == 2
    assert b"'nobody' is not a reading" in capsysbinary.readouterr().err


def _changed(own: Any, change: dict[str, Any]) -> Any:
    """As core/readings.mjs."""
    if "is" in change:
        return change["is"]
    for key, one in change["in"].items():
        if isinstance(own, list):
            own[int(key)] = _changed(own[int(key)], one)
        else:
            own[key] = _changed(own.get(key), one)
    return own


@pytest.mark.parametrize(
    ("own", "other", "parts"),
    [
        ({"a": [1, {"b": 2}], "c": 3}, {"a": [1, {"b": 4}], "c": 3}, {"a"}),
        ({"a": 1}, {"a": 1, "b": [2]}, {"b"}),
        ({"a": [1, 2], "b": 1}, {"a": [1], "b": 1}, {"a"}),
        ({"a": {"gone": 1, "kept": 2}}, {"a": {"kept": 2}}, {"a"}),
    ],
)
def test_only_what_a_reading_has_otherwise_is_sent(own, other, parts):
    change = readings.change(own, other)
    assert set(change["in"]) == parts
    assert _changed(own, change) == other


def test_a_package_without_readings_says_so(tmp_path):
    plain = load_dataset(write_package(tmp_path / "package"))
    assert plain.readings == {}
    with pytest.raises(ValueError, match="this atlas has none; leave it out"):
        as_read(plain, "book")


@pytest.mark.parametrize(
    ("rows", "named", "said"),
    [
        ([ROW], "other", "readings.csv row 2, reading: book is not a reading of the atlas"),
        ([ROW], "other", "atlas.readings: other has no row in readings.csv"),
        ([ROW, ROW | {"start": "1918-06-03"}], "book", "overlaps row 2, the same reading of upper"),
        ([ROW | {"start": "1917-06-03"}], "book", "is not a day of the atlas"),
        (
            [ROW | {"controller": "empire", "status": "de_facto_control"}],
            "book",
            "is the holder and status of the atlas from 1918-06-01",
        ),
        ([ROW | {"controller": "ssr"}], "book", "lives 1920-12-02/ and the row says"),
        ([ROW | {"controller": "nobody"}], "book", "is not in polities.csv"),
        ([ROW | {"second_party": "republic"}], "book", "is the controller itself"),
        ([ROW | {"certainty": "high", "source_key": "GK"}], "book", "rests on GK alone"),
    ],
)
def test_a_wrong_reading_is_named(tmp_path, rows, named, said):
    problems = [str(problem) for problem in validate(with_readings(tmp_path, *rows, named=named))]
    assert any(said in problem for problem in problems), problems
    assert validate(with_readings(tmp_path / "right", ROW)) == []
