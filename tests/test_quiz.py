"""The questions of the quiz: each answer stands in the rows of control, among powers of the day."""

from datetime import timedelta
from itertools import pairwise

import pytest

from dashboard.dataset.model import Dataset
from dashboard.dataset.other_readings import as_read
from dashboard.dataset.timeline import Timeline
from dashboard.ui.browser import contract, quiz


@pytest.fixture(scope="module")
def questions(dataset: Dataset, timeline: Timeline) -> contract.Quiz:
    return quiz.build(dataset, timeline)


def every(questions: contract.Quiz) -> list[contract.Question]:
    return [*questions["changes"], *(one for some in questions["stories"].values() for one in some)]


def test_the_answer_is_who_holds_the_land_on_the_day(questions, dataset, timeline):
    asked = every(questions)
    assert len(asked) > 100
    for one in asked:
        start, day = (dataset.first_day + timedelta(one[name]) for name in ("start", "day"))
        assert dataset.first_day <= start < day <= dataset.last_day
        before = timeline.state_of(one["territory"], start).controller
        assert timeline.state_of(one["territory"], day).controller == one["answer"] != before


def test_the_answers_of_a_reading_are_its_own(dataset):
    read = as_read(dataset, "article")
    timeline = Timeline(read)
    asked = quiz.build(read, timeline)["stories"]["sovietization"]
    for one in asked:
        day = dataset.first_day + timedelta(one["day"])
        assert one["answer"] == timeline.state_of(one["territory"], day).controller
    # The atlas's own reading has Baku held by the Azerbaijan SSR on that day.
    assert "rsfsr" in [one["answer"] for one in asked if one["territory"] == "baku"]


def test_the_options_are_powers_of_the_day_each_once(questions, dataset, timeline):
    for one in every(questions):
        day = dataset.first_day + timedelta(one["day"])
        options = one["options"]
        assert one["answer"] in options
        assert 2 <= len(options) == len(set(options)) <= quiz.OPTIONS
        state = timeline.state_of(one["territory"], day)
        before = timeline.state_of(one["territory"], day - timedelta(1)).controller
        first = timeline.state_of(
            one["territory"], dataset.first_day + timedelta(one["start"])
        ).controller
        holders = {each.controller for each in timeline.state(day).values()}
        assert set(options) <= holders | set(state.claimants) | {before, first}


def test_each_story_asks_on_the_way_from_stop_to_stop(questions, dataset):
    assert set(questions["stories"]) == set(dataset.stories)
    for name, asked in questions["stories"].items():
        days = [(stop.day - dataset.first_day).days for stop in dataset.stories[name].stops]
        ways = set(pairwise(days))
        assert len(asked) >= 5
        assert {(one["start"], one["day"]) for one in asked} <= ways


def test_land_whose_rest_lies_outside_is_not_asked_for(questions, dataset):
    outside = {territory.id for territory in dataset.territories.values() if territory.is_backdrop}
    assert outside
    assert not outside & {one["territory"] for one in every(questions)}
