"""Stories of lecture mode: read, checked against the tables, faults reported to their author."""

import re
import tomllib
from datetime import date

import pytest

from dashboard.cartography.look.map_layers import LAYERS
from dashboard.dataset import validate as validator
from dashboard.dataset import vocabulary
from dashboard.dataset.problems import DatasetError
from dashboard.dataset.reading.load import read_package
from dashboard.dataset.rules import schema, stories
from dashboard.dataset.schema.story import STOP as STOP_SCHEMA
from dashboard.dataset.validate import RULES, open_dataset, validate
from dashboard.ui.browser import stories as browser
from small_package import REAL_PACKAGE, write_package

HEAD = """\
title.en = "A lesson"
title.tr = "Bir ders"
summary.en = "Short."
summary.tr = "Kısa."

"""
STOP = """\
[[stop]]
day = 1920-04-28
events = ["first_event"]
title.en = "Taken"
title.tr = "Alındı"
text.en = "The Reds took it."
text.tr = "Kızıllar aldı."
question.en = "Why?"
question.tr = "Neden?"
"""

BROKEN_STORIES = {
    stories.stops_lie_inside_the_range,
    stories.stops_name_what_is_there,
    stories.stops_rest_on_events,
    stories.stops_show_land_of_the_atlas,
}
"""Rules that the tests of this file break."""


@pytest.fixture
def package(tmp_path):
    return write_package(tmp_path / "package")


@pytest.fixture
def write(package, dataset_of_package):
    """Write ``stories/lesson.toml`` with one right stop, changed as the test says."""
    event = next(iter(dataset_of_package.events))
    day = dataset_of_package.first_day.isoformat()

    def put(old="", new="", text=None, name="lesson"):
        content = (HEAD + STOP).replace("first_event", event).replace("1920-04-28", day)
        assert old in content
        folder = package / "stories"
        folder.mkdir(exist_ok=True)
        path = folder / f"{name}.toml"
        path.write_text(text or content.replace(old, new, 1), encoding="utf-8")

    return put


@pytest.fixture
def dataset_of_package(package):
    return open_dataset(package)


@pytest.fixture
def faults(monkeypatch):
    """The validator without Frictionless, which reads the tables alone: a story changes none."""
    rest = tuple(pair for pair in RULES if pair[0] is not schema.follows_the_descriptor)
    monkeypatch.setattr(validator, "RULES", rest)
    return validate


def test_a_story_is_read_with_what_it_leaves_out_as_usual(package, write):
    write()
    assert validate(package) == []
    story = open_dataset(package).stories["lesson"]
    assert story.title["tr"] == "Bir ders"
    (stop,) = story.stops
    assert (stop.extent, stop.layers, stop.territory, stop.treaty) == ("home", None, None, None)
    assert not stop.notes
    assert not stop.answer
    assert (stop.minutes, stop.short) == (None, False)


@pytest.mark.parametrize(
    ("rule", "old", "new", "said"),
    [
        (stories.stops_lie_inside_the_range, "day = 1", "day = 2", "outside the atlas"),
        (stories.stops_name_what_is_there, "events", 'territory = "lowr"', "write lower"),
        (stories.stops_name_what_is_there, "events", 'treaty = "no"', "treaties.csv"),
        (stories.stops_name_what_is_there, "events", 'layers = ["claim"]', "write claims"),
        (stories.stops_name_what_is_there, "events", 'extent = "uper"', "write upper"),
        (stories.stops_rest_on_events, "events = [", "events = [] # ", "rests on no event"),
        (stories.stops_show_land_of_the_atlas, "events", "extent = [2, 48, 3, 49]", "longitude"),
    ],
)
def test_a_stop_that_the_tables_do_not_bear_out_is_named(
    package, write, faults, rule, old, new, said
):
    column = new.split(" ")[0]
    write(old, f"{new}\nevents" if old == "events" else new)
    (fault,) = faults(package)
    assert (fault.file, fault.row, fault.column) == ("stories/lesson.toml", 6, column)
    assert said in str(fault)
    assert "lesson.toml row 6 (stop 1), " in str(fault)
    assert fault.cure
    assert [one.column for one in rule(read_package(package))] == [column]


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "said"),
    [
        ("day = ", "tag = ", 6, "day", "is missing"),
        ("day = ", "day = 5 # ", 6, "day", "5 is not a day; write: day = 2001-02-03"),
        ('question.en = "Why?"', "", 6, "question.en", "is missing"),
        ('question.tr = "', 'question.rt = "', 6, "question.rt", "is not in a language"),
        ('"Why?"', "7", 6, "question.en", "is not text"),
        ("events", 'notes.tr = "Tek dilde"\nevents', 6, "notes.en", "is missing"),
        ("events", "extent = [45, 39, 44, 41]\nevents", 6, "extent", "is no part of the map"),
        ("events", "territory = 3\nevents", 6, "territory", "is not an id"),
        ("events", 'layers = "relief"\nevents', 6, "layers", "is not a list of ids"),
        ("events", "minutes = 0\nevents", 6, "minutes", "0 is no planned time; write a whole"),
        ("events", "minutes = true\nevents", 6, "minutes", "is no planned time"),
        ("events", "minutes = 2.5\nevents", 6, "minutes", "is no planned time"),
        ("events", "minutes = 181\nevents", 6, "minutes", "from 1 to 180"),
        ("events", 'short = "yes"\nevents', 6, "short", "is neither true nor false"),
        ("events", 'answer.tr = "Tek dilde"\nevents', 6, "answer.en", "is missing"),
        (
            "events",
            'answer.en = "Liberated."\nevents',
            6,
            "answer.en",
            "is not the wording of this atlas",
        ),
        ('title.en = "A lesson"', "", None, "title.en", "is missing"),
        ('"Short."', '"Short.', 3, "", "is not TOML"),
        ('"Why?"', '"Why "Baku"?"', 13, "", "no double quote inside"),
        ('"Why?"', "\u201cWhy?\u201d", 13, "", "straight quotes"),
        ('"Why?"', '"Whose is “Baku’s” oil?', 13, "", "close the quotes"),
        ("day = 1", "day = 28.04.1", 7, "", "(stop 1): is not TOML"),
        ("day = 1", "day = 28.04.1", 7, "", "day = 2001-02-03"),
        ("day = ", "day = 1920-04-29\nday = ", 8, "", "each word once"),
        ("[[stop]]", "[stop]\n[stop]", 7, "", "two brackets"),
        (
            '"The Reds took it."',
            '"The Reds liberated it."',
            6,
            "text.en",
            "is not the wording of this atlas",
        ),
    ],
)
def test_a_broken_story_gives_file_place_and_cure(
    package, write, faults, old, new, row, column, said
):
    write(old, new)
    found = [fault for fault in faults(package) if fault.column == column]
    assert [(one.file, one.row) for one in found] == [("stories/lesson.toml", row)]
    assert said in str(found[0])
    assert found[0].cure


def test_a_story_without_stops_and_a_wrong_name_are_reported(package, write, faults):
    write(text=HEAD)
    write(name="My lesson")
    cures = {(fault.file, fault.column): fault.cure for fault in faults(package)}
    assert "[[stop]]" in cures["stories/lesson.toml", "stop"]
    assert "a-z" in cures["stories/My lesson.toml", ""]


def test_the_name_of_a_territory_leads_to_its_id(package, write, faults, dataset_of_package):
    one = next(iter(dataset_of_package.territories.values()))
    write("events", f'territory = "{one.name["tr"]}"\nevents')
    assert faults(package)[0].cure == f"write {one.id}"


def test_the_atlas_does_not_start_with_a_story_that_it_cannot_show(package, write):
    write("events", 'territory = "nowhere"\nevents')
    with pytest.raises(DatasetError, match=r"lesson\.toml row 6 \(stop 1\), territory: nowhere"):
        open_dataset(package)


def test_another_story_is_another_package(package, write, dataset_of_package):
    write()
    assert open_dataset(package).digest != dataset_of_package.digest


def test_the_page_knows_the_words_of_a_stop_by_the_schema():
    assert browser.STOP_TEXTS == ["title", "text", "question"]
    assert {"day", "notes", "extent", *browser.STOP_TEXTS} < set(browser.STOP_WORDS)


def test_the_layers_of_a_story_are_those_of_the_map():
    assert tuple(LAYERS) == vocabulary.MAP_LAYERS


def test_the_two_stories_have_their_stops_in_order_of_time_and_notes_for_each(dataset):
    assert {name: len(one.stops) for name, one in dataset.stories.items()} == {
        "border": 10,
        "sovietization": 14,
    }
    for story in dataset.stories.values():
        for stop in story.stops:
            assert stop.notes, (story.id, stop.day)
            assert stop.question["en"].endswith("?"), stop.question
            assert stop.question["tr"].endswith("?"), stop.question
    days = [stop.day for stop in dataset.stories["sovietization"].stops]
    assert days == sorted(days)


def test_each_stop_has_a_planned_time_and_an_answer_and_there_is_a_short_route(dataset):
    for story in dataset.stories.values():
        for stop in story.stops:
            assert stop.minutes, (story.id, stop.day)
            assert stop.answer["en"], (story.id, stop.day)
            assert stop.answer["tr"], (story.id, stop.day)
        route = [stop.minutes for stop in story.stops if stop.short]
        assert sum(route) == story.planned(short=True) < story.planned()
        # It ends where the story does, within a lesson of 40 minutes.
        assert story.stops[0].short
        assert story.stops[-1].short
        assert story.planned(short=True) <= 40


def test_the_words_of_a_stop_are_those_of_the_guide():
    guide = (REAL_PACKAGE.parent / "docs" / "stories.md").read_text("utf-8")
    table = [line for line in guide.splitlines() if line.startswith("| `")]
    listed = {word for line in table for word in re.findall("`([a-z]+)`", line.split("|")[1])}
    assert listed == set(STOP_SCHEMA["properties"])


def test_the_four_milestones_are_stops_of_the_first_story(dataset):
    events = {event for stop in dataset.stories["sovietization"].stops for event in stop.events}
    assert {milestone.event_id for milestone in dataset.milestones} <= events


def test_every_frontier_treaty_with_turkey_is_a_stop_of_the_second_story(dataset):
    stops = {stop.treaty: stop.day for stop in dataset.stories["border"].stops if stop.treaty}
    assert stops["kars_1921"] == date(1921, 10, 13)
    assert {"brest_litovsk", "batum_1918", "alexandropol_1920", "moscow_1921"} < set(stops)
    for treaty, day in stops.items():
        assert dataset.treaties[treaty].signed == day


def test_the_example_of_the_page_for_teachers_is_a_story(package, write):
    page = (REAL_PACKAGE.parent / "docs" / "stories.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    (stop,) = tomllib.loads(example)["stop"]
    real = open_dataset(REAL_PACKAGE)
    assert stop["day"] in (real.events[name].date for name in stop["events"])
    write(text=example)
    assert [problem.column for problem in validate(package)] == ["events"]
