"""The first and the last day of whatever is compared with days, in every module that does so.

Days are drawn from a week, so that two of them are often the same.
"""

from dataclasses import replace
from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.cartography.paper import captions
from dashboard.cartography.screen.timescale import TimeScale
from dashboard.dataset.between import between, treaty_days
from dashboard.dataset.dates import overlap
from dashboard.dataset.model import Dataset, HistoricLine, Interval, Outcome, Treaty
from dashboard.dataset.reading.lines import historic_line
from dashboard.dataset.timeline import DayOutOfRange, Timeline
from dashboard.export.cite import works
from one_week import (
    DAYS,
    FIRST,
    LAST,
    ONE_DAY,
    POLITIES,
    QUIET,
    row,
    rows,
    small_week,
    week,
    weeks,
    with_events,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return small_week(tmp_path_factory.mktemp("half-open") / "package")


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


def line_on(start: str, end: str, dataset: Dataset) -> HistoricLine:
    """A line of the layer as the reader makes it of its days; ``end`` may be empty."""
    words = dict.fromkeys(("kind", "treaty", "event", "status", "certainty", "grade"), "")
    properties = {**words, "start": start, "end": end, "source_key": "ARTICLE"}
    feature = {"id": "line", "properties": properties, "geometry": {}}
    return historic_line(feature, dataset.languages)


@given(DAYS, DAYS | st.none(), DAYS)
def test_the_sources_of_a_line_count_from_its_first_day_to_the_day_before_its_end(
    small, start, end, day
):
    line = line_on(f"{start}", f"{end or ''}", small)
    dataset = replace(small, control=QUIET, lines=(line,))
    cited = works.sources_of(dataset, Timeline(replace(dataset, events={})), day)
    stands = start <= day and (end is None or day < end)
    assert [one.key for one in cited] == (["ARTICLE"] if stands else [])
    assert line.interval == Interval(start, end)


def test_a_line_without_days_is_true_on_all(small):
    timeless = line_on("", "", small)
    assert timeless.interval is None
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
