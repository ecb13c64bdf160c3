"""Days, intervals and EDTF bounds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.dataset.dates import edtf_bounds, is_within, overlap, parse_day, written
from dashboard.dataset.model import Interval

DAYS = st.dates(date(1917, 1, 1), date(1937, 12, 31))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start = draw(DAYS)
    length = draw(st.none() | st.integers(1, 4000))
    return Interval(start, None if length is None else start + timedelta(length))


@given(DAYS)
def test_a_day_is_read_as_it_is_written(day):
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1920",
        "1920-04",
        "1920-4-28",
        "19200428",
        "1920-W18-3",
        "28.04.1920",
        "1920-04-28T00:00",
        " 1920-04-28",
        "1920-04-28\n",
        "1920-02-30",
        "1919-02-29",
        "0000-01-01",
        "١٩٢٠-٠٤-٢٨",
        "-1920-04-28",
    ],
)
def test_anything_but_a_day_of_the_calendar_is_refused_in_one_line(text):
    with pytest.raises(ValueError, match="not a day") as caught:
        parse_day(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("1920-11~", "1920-11-01", "1920-11-30"),
        ("1919-09", "1919-09-01", "1919-09-30"),
        ("1920-02", "1920-02-01", "1920-02-29"),
        ("1920", "1920-01-01", "1920-12-31"),
        ("1920?", "1920-01-01", "1920-12-31"),
        ("1918-04-05~", "1918-04-05", "1918-04-05"),
        ("[1920-12-02,1920-12-03]", "1920-12-02", "1920-12-03"),
        ("[1918-06-16..1918-06-25]", "1918-06-16", "1918-06-25"),
        ("1918-09-02/1918-09-03", "1918-09-02", "1918-09-03"),
        ("1918-05/1918-06", "1918-05-01", "1918-06-30"),
        ("1919-21", "1919-03-01", "1919-05-31"),
    ],
)
def test_edtf_bounds_are_the_first_and_last_day_meant(text, lower, upper):
    assert edtf_bounds(text) == (date.fromisoformat(lower), date.fromisoformat(upper))


@pytest.mark.parametrize(
    "text", ["", "about 1920", "1920-13", "1920-11-2X", "[..1920-12-03]", "1920/..", "1920/1919"]
)
def test_what_is_not_edtf_with_two_bounds_is_refused(text):
    with pytest.raises(ValueError, match=r"EDTF|bounds|before it begins"):
        edtf_bounds(text)


@given(intervals(), DAYS)
def test_an_interval_holds_its_start_and_not_its_end(interval, day):
    assert interval.start in interval
    assert interval.end is None or interval.end not in interval
    assert (day in interval) == (interval.start <= day and (not interval.end or day < interval.end))


@given(intervals(), intervals(), DAYS)
def test_the_overlap_holds_exactly_the_days_of_both(one, other, day):
    shared = overlap(one, other)
    assert shared == overlap(other, one)
    assert (shared is not None and day in shared) == (day in one and day in other)


@given(intervals(), intervals())
def test_an_interval_is_within_another_when_their_overlap_is_all_of_it(inner, outer):
    assert is_within(inner, outer) == (overlap(inner, outer) == inner)


def test_an_interval_is_written_with_its_open_end_left_out():
    assert written(Interval(date(1920, 4, 28), None)) == "1920-04-28/"
    assert written(Interval(date(1920, 4, 28), date(1922, 12, 30))) == "1920-04-28/1922-12-30"
