"""Days: EDTF companions, other dates, and days that depend on each other."""

from collections.abc import Iterator
from datetime import date

from dashboard.dataset.dates import edtf_bounds, parse_day
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.load import Package

_Dated = tuple[str, int, str, date, str, str, date | None]


def days_lie_inside_their_edtf(package: Package) -> Iterator[Problem]:
    """Yield companions that are not EDTF or do not hold the machine day."""
    for file, line, column, day, companion, text, _ in _dated(package):
        if not text:
            continue
        try:
            lower, upper = edtf_bounds(text)
        except ValueError:
            cure = "write for example 2001-11~, 2001-09 or [2001-12-02,2001-12-03]"
            yield Problem(file, line, companion, text, "is not EDTF with two bounds", cure)
            continue
        if not lower <= day <= upper:
            rule = f"means {lower} to {upper} and {column} is {day}"
            yield Problem(file, line, companion, text, rule, f"put {column} inside it")


def other_dates_differ(package: Package) -> Iterator[Problem]:
    """Yield other dates that are the date itself."""
    for file, line, column, day, _, _, other in _dated(package):
        if other == day:
            rule = f"is the same as {column}"
            cure = "leave it empty or give the date of the other source"
            yield Problem(file, line, f"alt_{column}", str(other), rule, cure)
    for line, claim in package.article_claims:
        if claim.alt_date and claim.alt_date == claim.date_shown:
            rule = "is the same as date_shown"
            cure = "leave it empty or give the other date"
            yield Problem("article_claims.csv", line, "alt_date", claim.alt_date, rule, cure)


def events_are_not_after_the_range(package: Package) -> Iterator[Problem]:
    """Yield events after the last day; events before the first day are a prologue."""
    if not package.descriptor:
        return
    last = parse_day(package.descriptor["atlas"]["last_day"])
    for line, event in package.events:
        if event.date > last:
            rule = f"is after the last day of the atlas, {last}"
            yield Problem("events.csv", line, "date", str(event.date), rule, "remove the event")


def treaties_come_into_force_after_signing(package: Package) -> Iterator[Problem]:
    """Yield treaties in force before they were signed, or in force without being so."""
    for line, treaty in package.treaties:
        signed = min(treaty.signed, treaty.alt_signed or treaty.signed)
        if treaty.in_force is not None and treaty.in_force < signed:
            rule = f"is before the treaty was signed ({signed})"
            cure = "correct one of the two days"
            yield Problem("treaties.csv", line, "in_force", str(treaty.in_force), rule, cure)


def _dated(package: Package) -> Iterator[_Dated]:
    """Yield file, line, column, day, companion column, companion, other day."""
    for line, row in package.control:
        day, text, other = row.interval.start, row.start_edtf, row.alt_start
        yield "control.csv", line, "start", day, "start_edtf", text, other
    for line, event in package.events:
        day, text, other = event.date, event.date_edtf, event.alt_date
        yield "events.csv", line, "date", day, "date_edtf", text, other
    for line, name in package.place_names:
        day, text, other = name.start, name.start_edtf, name.alt_start
        yield "place_names.csv", line, "start", day, "start_edtf", text, other
    for line, treaty in package.treaties:
        day, text, other = treaty.signed, treaty.signed_edtf, treaty.alt_signed
        yield "treaties.csv", line, "signed", day, "signed_edtf", text, other
