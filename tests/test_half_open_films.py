"""The first and the last day of films, frames and atlases."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.cartography.paper import frame
from dashboard.cartography.paper.frame import Moment
from dashboard.dataset.model import Dataset, Interval
from dashboard.export.press import animation, atlas
from one_week import DAYS, LAST, ONE_DAY, QUIET, plate_of, row, small_week, week, weeks, with_events

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return small_week(tmp_path_factory.mktemp("half-open") / "package")


@given(weeks(), st.lists(DAYS, max_size=4), DAYS, DAYS)
def test_a_film_by_event_has_both_ends_and_what_happens_between(small, control, days, one, other):
    first, last = sorted((one, other))
    dataset = replace(with_events(small, days), control=control)
    plate = plate_of(dataset)
    happens = {*days, *(one.interval.start for one in control)}
    found = animation.days_of(plate, first, last, "event")
    assert set(found) == {first, last} | {day for day in happens if first < day < last}
    assert list(found) == sorted(found)


@given(DAYS, DAYS, DAYS)
def test_a_film_waits_at_the_frame_on_which_a_milestone_is_first_seen(small, since, day, on):
    assume(since < day < LAST)
    milestone = replace(small.milestones[0], event_id="on0")
    dataset = replace(with_events(small, [on]), control=QUIET, milestones=(milestone,))
    steps = animation.steps_of(plate_of(dataset), [since, day, LAST], "day", 1.0)
    plain, _change, stays = animation.HOLDS["day"]
    assert steps[1].seconds == (stays if since < on <= day else plain)
    assert steps[2].seconds == stays


@given(st.lists(DAYS, max_size=4), DAYS, DAYS)
def test_a_frame_names_what_happened_since_the_frame_before_else_the_last(small, days, since, day):
    assume(since <= day)
    plate = plate_of(replace(with_events(small, days), control=QUIET))
    shown = {one.date for one in frame.events_shown(plate, Moment(day, since))}
    happens = [*days, *(event.date for event in small.events.values())]
    fresh = {moment for moment in happens if since < moment <= day}
    before = [moment for moment in happens if moment <= since]
    expected = fresh or ({max(before)} if before else set())
    assert shown <= expected
    assert bool(shown) == bool(expected)
    if shown:
        assert max(shown) == max(expected)


@given(DAYS, DAYS | st.none(), DAYS, DAYS, DAYS)
def test_an_atlas_names_the_works_behind_what_held_or_happened_on_its_days(
    small, start, end, on, one, other
):
    assume(end is None or start < end)
    first, last = sorted((one, other))
    event = next(iter(small.events.values()))
    cited = (SimpleNamespace(key="EVENT"),)
    dataset = replace(
        small,
        control=(row("coast", start, end, "ssr", "ROW"),),
        events={"on": replace(event, date=on, citations=cited)},
    )
    found = atlas.cited_between(dataset, first, last)
    days = [day for day in week() if first <= day <= last]
    held = any(day in Interval(start, end) for day in days)
    assert found == {key for key, is_in in (("ROW", held), ("EVENT", on in days)) if is_in}


@given(DAYS, DAYS, DAYS)
def test_a_film_has_its_first_and_its_last_day(one, other, day):
    first, last = sorted((one, other))
    reel = frame.Reel(first, last, "en", 1280, 720, (0, 0, 1, 1), "", ())
    days = {first + n * ONE_DAY for n in range((last - first).days + 1)}
    assert reel.holds(day) == (day in days)
