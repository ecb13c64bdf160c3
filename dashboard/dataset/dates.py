"""Days, half-open intervals and the bounds of EDTF companions.

A day is Gregorian and is written ``YYYY-MM-DD``. An interval holds its
``start`` and not its ``end``; a missing end is open. An EDTF companion stands
beside a machine day that is not known to the day, and the machine day lies
inside its bounds.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from time import struct_time

from dashboard.dataset.model import Interval

ONE_DAY = timedelta(days=1)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_day(text: str) -> date:
    """Return the day that ``text`` names.

    Raises
    ------
    ValueError
        Unless ``text`` is exactly ``YYYY-MM-DD`` and names a day of the calendar.
    """
    # date.fromisoformat alone would also take 20010203 and 2001-W05-6.
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text!r} is not a day; write YYYY-MM-DD, for example 2001-02-03")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar") from None


@lru_cache(maxsize=4096)
def edtf_bounds(text: str) -> tuple[date, date]:
    """Return the first and the last day that an EDTF text can mean, both included.

    Bounds are the strict ones: ``2001-11~`` ("about November 2001") is bounded by
    1 and 30 November, because a machine day outside the month would contradict
    what is shown to the reader.

    Raises
    ------
    ValueError
        If ``text`` is not EDTF or is open at either side.

    References
    ----------
    Extended Date/Time Format, ISO 8601-2:2019, levels 0-2.
    """
    # Its grammar takes a tenth of a second to build, which only validation needs.
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
        bounds = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, ValueError, AttributeError, TypeError):
        raise ValueError(f"{text!r} is not EDTF; write for example 2001-11~ or 2001-09") from None
    if not all(isinstance(bound, struct_time) for bound in bounds):
        raise ValueError(f"{text!r} is open at either side; give both bounds")
    lower, upper = (date(bound.tm_year, bound.tm_mon, bound.tm_mday) for bound in bounds)
    if upper < lower:
        raise ValueError(f"{text!r} ends before it begins")
    return lower, upper


def is_within(inner: Interval, outer: Interval) -> bool:
    """Tell whether every day of ``inner`` is a day of ``outer``."""
    if inner.start < outer.start:
        return False
    return outer.end is None or (inner.end is not None and inner.end <= outer.end)


def overlap(first: Interval, second: Interval) -> Interval | None:
    """Return the days two intervals share, or ``None`` when they share none."""
    start = max(first.start, second.start)
    ends = [end for end in (first.end, second.end) if end is not None]
    end = min(ends, default=None)
    return Interval(start, end) if end is None or start < end else None


def written(interval: Interval) -> str:
    """Write an interval as ``2001-02-03/2002-12-30``; an open end is left out."""
    return f"{interval.start}/{interval.end or ''}"
