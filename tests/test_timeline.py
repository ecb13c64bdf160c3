"""Laws of the timeline, on random histories and on that of the repository."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.dataset.model import Claim, Control, Dataset, Interval, Text
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.timeline import DayOutOfRange, Timeline
from one_week import rows
from small_package import write_package

ONE_DAY = timedelta(days=1)
FIRST, LAST = date(1918, 1, 1), date(1936, 12, 31)
DAYS = st.dates(FIRST, LAST)
POLITIES = st.sampled_from(["empire", "republic", "ssr"])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder: Path = tmp_path_factory.mktemp("timeline") / "package"
    return load_dataset(write_package(folder))


@pytest.fixture(scope="module")
def timeline(small: Dataset) -> Timeline:
    return Timeline(small)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Control], list[Claim]]:
    """Random tilings of three territories, in any order, and random claims to them."""
    control: list[Control] = []
    claims: list[Claim] = []
    for territory in ("upper", "lower", "coast"):
        days = draw(st.lists(DAYS.filter(lambda day: day > FIRST), max_size=8, unique=True))
        starts = [FIRST, *sorted(days)]
        holders = draw(st.lists(POLITIES, min_size=len(starts), max_size=len(starts)))
        control += rows(territory, starts, holders)
        for claimant in draw(st.lists(POLITIES, max_size=3)):
            start = draw(st.dates(date(1917, 1, 1), LAST))
            length = draw(st.none() | st.integers(1, 4000))
            end = None if length is None else start + timedelta(length)
            nothing = Text()
            claims.append(
                Claim(territory, claimant, Interval(start, end), "high", None, (), nothing)
            )
    return draw(st.permutations(control)), claims


def _dataset(small: Dataset, history: tuple[list[Control], list[Claim]]) -> Dataset:
    return replace(small, control=tuple(history[0]), claims=tuple(history[1]))


@given(histories(), DAYS)
def test_every_territory_has_exactly_one_controller_every_day(small, history, day):
    dataset = _dataset(small, history)
    state = Timeline(dataset).state(day)
    assert list(state) == list(dataset.territories)
    for territory, found in state.items():
        rows = [
            row for row in dataset.control if row.territory_id == territory and day in row.interval
        ]
        assert rows == [found.control]


@given(histories(), DAYS)
def test_the_claimants_are_those_a_plain_scan_of_the_claims_finds(small, history, day):
    dataset = _dataset(small, history)
    timeline = Timeline(dataset)
    for territory, found in timeline.state(day).items():
        claims = [
            claim
            for claim in dataset.claims
            if claim.territory_id == territory and day in claim.interval
        ]
        assert timeline.claims(territory, day) == tuple(claims)
        assert found.claimants == tuple(dict.fromkeys(claim.claimant for claim in claims))
        assert found.claimants == timeline.claimants(territory, day)


@given(histories(), DAYS)
def test_control_is_constant_from_one_change_to_the_next(small, history, day):
    timeline = Timeline(_dataset(small, history))
    later = timeline.next_change(day)
    last_same = later - ONE_DAY if later else LAST
    now, then = timeline.state(day), timeline.state(last_same)
    assert [one.control for one in now.values()] == [one.control for one in then.values()]
    if later:
        assert [one.control for one in timeline.state(later).values()] != [
            one.control for one in now.values()
        ]


@given(histories())
def test_an_end_is_the_first_day_of_the_next_row(small, history):
    timeline = Timeline(_dataset(small, history))
    for territory in small.territories:
        for row, following in zip(
            timeline.history(territory), timeline.history(territory)[1:], strict=False
        ):
            assert timeline.state(row.interval.end)[territory].control is following
            assert timeline.state(row.interval.end - ONE_DAY)[territory].control is row


@given(histories(), DAYS)
def test_changes_are_the_difference_from_the_day_before(small, history, day):
    timeline = Timeline(_dataset(small, history))
    changes = timeline.changes(day)
    assert bool(changes) == (day in timeline.change_days)
    if day == FIRST:
        assert not changes
        return
    before, after = timeline.state(day - ONE_DAY), timeline.state(day)
    for territory in small.territories:
        if territory in changes:
            assert changes[territory].before == before[territory]
            assert changes[territory].after == after[territory]
        else:
            assert before[territory].control is after[territory].control


@given(histories())
def test_nothing_changes_on_the_first_day_though_every_row_begins_on_it(small, history):
    timeline = Timeline(_dataset(small, history))
    assert timeline.changes(FIRST) == timeline.handovers(FIRST) == {}


@given(histories(), DAYS, DAYS)
def test_a_handover_is_a_change_that_brings_another_controller(small, history, day, since):
    timeline = Timeline(_dataset(small, history))
    now, then = timeline.state(day), timeline.state(since)
    before = timeline.state(max(day - ONE_DAY, FIRST))
    other = {name for name in now if now[name].controller != before[name].controller}
    assert set(timeline.handovers(day)) == other
    other = {name for name in now if now[name].controller != then[name].controller}
    assert set(timeline.handovers(day, since)) == other


@given(histories(), DAYS)
def test_next_and_previous_change_are_the_nearest_change_days(small, history, day):
    timeline = Timeline(_dataset(small, history))
    after = [one for one in timeline.change_days if one > day]
    before = [one for one in timeline.change_days if one < day]
    assert timeline.next_change(day) == (min(after) if after else None)
    assert timeline.previous_change(day) == (max(before) if before else None)


@pytest.mark.parametrize("day", [FIRST - ONE_DAY, LAST + ONE_DAY])
@pytest.mark.parametrize(
    "question",
    [
        lambda timeline, day: timeline.state(day),
        lambda timeline, day: timeline.changes(day),
        lambda timeline, day: timeline.next_change(day),
        lambda timeline, day: timeline.previous_change(day),
        lambda timeline, day: timeline.events_on(day),
        lambda timeline, day: timeline.events_until(day, 3),
        lambda timeline, day: timeline.claims("upper", day),
        lambda timeline, day: timeline.claimants("upper", day),
        lambda timeline, day: timeline.federations_of("ssr", day),
    ],
)
def test_a_day_outside_the_range_is_refused_in_one_line(timeline, question, day):
    with pytest.raises(DayOutOfRange) as caught:
        question(timeline, day)
    assert str(caught.value) == (
        f"{day} is outside the atlas; give a day from 1918-01-01 to 1936-12-31"
    )


def test_the_first_and_the_last_day_have_a_state(timeline):
    assert timeline.state(FIRST)["upper"].controller == "empire"
    assert timeline.state(LAST)["upper"].controller == "ssr"


def test_a_state_tells_what_its_control_row_tells(timeline):
    state = timeline.state(date(1919, 9, 10))["lower"]
    assert (state.territory_id, state.controller, state.status) == ("lower", "republic", "occupied")
    assert (state.second_party, state.certainty) == ("empire", "high")
    assert (state.since, state.until) == (date(1919, 9, 10), date(1920, 12, 2))
    assert (state.event_id, state.source_key, state.source_locator) == (
        "lower_taken",
        "Book2001",
        "p. 7",
    )
    assert timeline.state(LAST)["lower"].until is None


def test_a_change_of_title_is_a_change_but_not_of_hands(small):
    control = rows("upper", [FIRST, date(1922, 12, 30)], ["empire", "empire"])
    timeline = Timeline(_dataset(small, (control, [])))
    change = timeline.changes(date(1922, 12, 30))["upper"]
    assert change.territory_id == "upper"
    assert not change.changes_hands


def test_events_of_a_day_and_up_to_a_day(timeline):
    day = date(1920, 12, 2)
    assert [event.id for event in timeline.events_on(day)] == ["red_entry"]
    assert timeline.events_on(day + ONE_DAY) == ()
    assert [event.id for event in timeline.events_until(day, 2)] == ["red_entry", "lower_taken"]
    assert [event.id for event in timeline.events_until(FIRST, 5)] == ["opening"]
    assert timeline.events_until(day, 0) == ()


def test_federations_are_followed_upwards_from_the_nearest(timeline):
    day = date(1935, 1, 1)
    assert [membership.federation for membership in timeline.federations_of("ssr", day)] == [
        "union",
        "world",
    ]
    assert timeline.federations_of("ssr", date(1922, 12, 29)) == ()
    assert timeline.federations_of("empire", day) == ()


def test_the_history_of_a_territory_is_in_order_of_days(timeline):
    assert [row.controller for row in timeline.history("upper")] == ["empire", "republic", "ssr"]
    with pytest.raises(KeyError):
        timeline.history("nowhere")
