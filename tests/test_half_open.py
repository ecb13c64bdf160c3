"""The first and the last day of whatever is compared with days, in every module that does so.

Days are drawn from a week, so that two of them are often the same.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.cartography.paper import captions, frame
from dashboard.cartography.paper.frame import Moment
from dashboard.cartography.screen.timescale import TimeScale
from dashboard.dataset.between import between, treaty_days
from dashboard.dataset.dates import line_interval, overlap
from dashboard.dataset.model import Control, Dataset, Interval, Outcome, Text, Treaty
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.timeline import DayOutOfRange, Timeline
from dashboard.export.cite import works
from dashboard.export.press import animation, atlas
from small_package import write_package

ONE_DAY = timedelta(days=1)
FIRST, LAST = date(1918, 1, 1), date(1918, 1, 7)
DAYS = st.dates(FIRST, LAST)
POLITIES = ("empire", "republic", "ssr")
TERRITORIES = ("upper", "lower", "coast")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The small package, cut to a week."""
    folder: Path = tmp_path_factory.mktemp("half-open") / "package"
    whole = load_dataset(write_package(folder))
    return replace(whole, last_day=LAST, detailed_until=LAST - ONE_DAY, claims=())


def row(territory: str, start: date, end: date | None, holder: str, key: str = "GK") -> Control:
    citation = SimpleNamespace(key=key, locator=Text())
    return Control(
        territory_id=territory,
        interval=Interval(start, end),
        controller=holder,
        status="sovereign",
        second_party=None,
        certainty="high",
        start_edtf="",
        alt_start=None,
        event_id="opening",
        citations=(citation,),  # type: ignore[arg-type]
        note=Text(),
    )


def rows(territory: str, starts: Sequence[date], holders: Sequence[str]) -> list[Control]:
    return [
        row(territory, start, end, holder)
        for start, end, holder in zip(starts, [*starts[1:], None], holders, strict=True)
    ]


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Control, ...]:
    """Who held three territories on each day of the week."""
    found: list[Control] = []
    for territory in TERRITORIES:
        starts = [FIRST, *sorted(draw(st.sets(st.dates(FIRST + ONE_DAY, LAST), max_size=3)))]
        holders = draw(st.lists(st.sampled_from(POLITIES), min_size=4, max_size=4))
        found += rows(territory, starts, holders[: len(starts)])
    return tuple(found)


# Nothing changes, and what it rests on is not a work to cite.
QUIET = tuple(row(territory, FIRST, None, "empire") for territory in TERRITORIES)


def with_events(small: Dataset, days: Sequence[date]) -> Dataset:
    event = next(iter(small.events.values()))
    found = {f"on{n}": replace(event, id=f"on{n}", date=day) for n, day in enumerate(days)}
    return replace(small, events=small.events | found)


def plate_of(dataset: Dataset) -> Any:
    return SimpleNamespace(dataset=dataset, timeline=Timeline(dataset))


# The timeline


@given(weeks(), DAYS, DAYS)
def test_days_between_leave_the_first_out_and_have_the_last(small, control, after, last):
    line = Timeline(replace(small, control=control))
    starts = {one.interval.start for one in control} - {FIRST}
    assert set(line.change_days) == starts
    assert line.changes_between(after, last) == tuple(
        day for day in sorted(starts) if after < day <= last
    )


@given(st.lists(st.dates(FIRST - ONE_DAY, LAST), max_size=5), DAYS, DAYS)
def test_events_between_leave_the_first_day_out_and_have_the_last(small, days, after, last):
    dataset = with_events(small, days)
    found = Timeline(dataset).events_between(after, last)
    assert [one.date for one in found] == sorted(
        event.date for event in dataset.events.values() if after < event.date <= last
    )


def test_no_day_before_the_first_and_after_the_last_is_asked_for(small):
    line = Timeline(small)
    for question in (line.changes_between, partial(line.turns, "coast")):
        with pytest.raises(DayOutOfRange):
            question(FIRST - ONE_DAY, LAST)
        with pytest.raises(DayOutOfRange):
            question(FIRST, LAST + ONE_DAY)
    with pytest.raises(DayOutOfRange):
        line.events_between(FIRST - ONE_DAY, LAST + ONE_DAY)


# Intervals


@given(DAYS, DAYS, DAYS, DAYS)
def test_intervals_that_only_touch_do_not_overlap(a, b, c, d):
    one, other = Interval(min(a, b), max(a, b) + ONE_DAY), Interval(min(c, d), max(c, d) + ONE_DAY)
    week = [FIRST + n * ONE_DAY for n in range(9)]
    both = [day for day in week if day in one and day in other]
    shared = overlap(one, other)
    assert shared == (Interval(both[0], both[-1] + ONE_DAY) if both else None)


@given(DAYS, DAYS | st.none(), DAYS)
def test_the_sources_of_a_line_count_from_its_first_day_to_the_day_before_its_end(
    small, start, end, day
):
    properties = {"start": f"{start}", "end": f"{end or ''}", "source_key": "ARTICLE"}
    dataset = replace(small, control=QUIET, lines=({"properties": properties},))
    cited = works.sources_of(dataset, Timeline(replace(dataset, events={})), day)
    stands = start <= day and (end is None or day < end)
    assert [one.key for one in cited] == (["ARTICLE"] if stands else [])
    assert line_interval(properties) == Interval(start, end)


def test_a_line_without_days_is_true_on_all(small):
    assert line_interval({"start": "", "end": ""}) is None
    assert line_interval({}) is None
    timeless = {"properties": {"start": "", "end": "", "source_key": "ARTICLE"}}
    dataset = replace(small, control=QUIET, events={}, lines=(timeless,))
    assert works.sources_of(dataset, Timeline(dataset), FIRST) == []


# Two days


def treaty(small: Dataset, signed: date, **more: Any) -> Treaty:
    return replace(small.treaties["coast_treaty"], signed=signed, in_force=None, **more)


def outcome(small: Dataset, to: str, **more: Any) -> Outcome:
    return replace(small.outcomes[0], territory_id="coast", to_polity=to, **more)


@given(weeks(), DAYS, DAYS, DAYS, st.sampled_from(POLITIES))
def test_an_article_counts_that_was_signed_after_the_earlier_day_up_to_the_later(
    small, control, one, other, signed, to
):
    dataset = replace(
        small,
        control=control,
        memberships=(),
        treaties={"coast_treaty": treaty(small, signed)},
        outcomes=(outcome(small, to),),
    )
    line = Timeline(dataset)
    first, last = sorted((one, other))
    for found in between(dataset, line, one, other):
        mine = found.territory_id == "coast" and found.after.controller == to
        assert bool(found.outcomes) == (mine and first < signed <= last)
        assert found.by.interval.start <= last


@given(weeks(), DAYS, st.sampled_from(POLITIES))
def test_the_days_of_a_treaty_enclose_its_signature_and_what_it_moves(small, control, signed, to):
    giver = next(polity for polity in POLITIES if polity != to)
    dataset = replace(
        small,
        control=control,
        treaties={"coast_treaty": treaty(small, signed)},
        outcomes=(outcome(small, to, from_polity=giver),),
    )
    line = Timeline(dataset)
    before, after = treaty_days(dataset, line, dataset.treaties["coast_treaty"])
    held = {day: line.state_of("coast", day).controller for day in week()}
    taken = signed
    if held[signed] == to:
        # Back to the first day of the taker: the treaty gives what was taken.
        while taken > FIRST and held[taken - ONE_DAY] == to:
            taken -= ONE_DAY
        over = signed
    else:
        # On to the next change of holder, where the land went to the taker.
        later = [day for day in week() if day > signed and held[day] != held[signed]]
        over = later[0] if later and held[later[0]] == to else signed
    assert before == max(taken - ONE_DAY, FIRST)
    assert after == over


def test_land_that_another_treaty_gave_on_the_day_it_was_taken_is_confirmed(small):
    day, later = FIRST + 2 * ONE_DAY, FIRST + 4 * ONE_DAY
    dataset = replace(
        small,
        control=(*rows("coast", [FIRST, day], ["empire", "ssr"]), row("upper", FIRST, None, "ssr")),
        treaties={
            "gives": treaty(small, day, id="gives"),
            "confirms": treaty(small, later, id="confirms"),
        },
        outcomes=(
            outcome(small, "ssr", treaty_id="gives"),
            outcome(small, "ssr", treaty_id="confirms", from_polity="ssr"),
        ),
    )
    found = treaty_days(dataset, Timeline(dataset), dataset.treaties["confirms"])
    assert found == (day - ONE_DAY, later)


def week() -> list[date]:
    return [FIRST + n * ONE_DAY for n in range(7)]


# What is made of many days


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


# The first day and the scale


def test_the_first_day_has_no_last_change_to_tell_of(small):
    dataset = replace(small, control=(row("coast", FIRST, None, "ssr"),), events={})
    line = Timeline(dataset)
    shown = SimpleNamespace(state={"coast": line.state_of("coast", FIRST)}, territories=("coast",))
    assert captions._lead(dataset, line, FIRST, shown, "en") == ""  # type: ignore[arg-type]


def test_the_scale_breaks_after_the_last_detailed_day_and_names_years_inside():
    scale = TimeScale(date(1918, 1, 1), date(1921, 1, 1), date(1930, 1, 1))
    assert list(scale.years()) == [date(1919, 1, 1), date(1920, 1, 1)]
    day = scale.position(date(1920, 1, 2)) - scale.position(date(1920, 1, 1))
    at_end = scale.position(scale.detailed) - scale.position(scale.detailed - ONE_DAY)
    assert at_end == pytest.approx(day)
    assert scale.position(scale.detailed + ONE_DAY) - scale.position(scale.detailed) > 5 * day
    assert scale.span(scale.first, scale.last + ONE_DAY) == (0.0, 1.0)
    assert scale.span(scale.first, None) == (0.0, 1.0)
