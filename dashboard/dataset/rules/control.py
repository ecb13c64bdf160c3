"""Control and claims: a single controller each day, holders and claimants alive."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from dashboard.dataset.dates import ONE_DAY, is_within, overlap, parse_day, written
from dashboard.dataset.model import Control, Interval, Polity
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.load import Package
from dashboard.dataset.vocabulary import GENERAL_KNOWLEDGE

CONTROL, CLAIMS = "control.csv", "claims.csv"

Located = list[tuple[int, Control]]


def control_tiles_the_range(package: Package) -> Iterator[Problem]:
    """Yield gaps, overlaps and open ends of the rows of each territory."""
    if not package.descriptor:
        return
    first, last = (
        parse_day(package.descriptor["atlas"][name]) for name in ("first_day", "last_day")
    )
    rows = _by_territory(package)
    unreadable = {
        row.cells["territory_id"] for row in package.tables["control"] or () if row.problems
    }
    for line, territory in package.territories:
        if territory.id in unreadable:
            continue
        if territory.id not in rows:
            rule = "has no controller on any day"
            cure = f"add rows to control.csv from {first}"
            yield Problem("territories.csv", line, "id", territory.id, rule, cure)
            continue
        yield from _edges(rows[territory.id], first, last)
        yield from _seams(rows[territory.id])


def _edges(rows: Located, first: date, last: date) -> Iterator[Problem]:
    line, row = rows[0]
    if row.interval.start != first:
        rule = f"is not the first day of the atlas, where {row.territory_id} must begin"
        yield Problem(CONTROL, line, "start", str(row.interval.start), rule, f"write {first}")
    line, row = rows[-1]
    if row.interval.start > last:
        rule = f"is after the last day of the atlas, {last}"
        cure = "remove the row and leave the end of the row before it empty"
        yield Problem(CONTROL, line, "start", str(row.interval.start), rule, cure)
    if row.interval.end is not None:
        rule = f"leaves {row.territory_id} without a controller afterwards"
        cure = "leave the end of the last row empty"
        yield Problem(CONTROL, line, "end", str(row.interval.end), rule, cure)


def _seams(rows: Located) -> Iterator[Problem]:
    for (line, row), (_, following) in pairwise(rows):
        end, start = row.interval.end, following.interval.start
        if end == start:
            continue
        cure = f"ends are exclusive, write {start}"
        if end is None:
            rule = f"{row.territory_id} has another row that starts {start}"
            yield Problem(CONTROL, line, "end", "(empty)", rule, cure)
            continue
        days = abs((start - end) // ONE_DAY)
        span = f"{days} day{'s' if days > 1 else ''} (next row starts {start})"
        if end < start:
            rule = f"leaves {row.territory_id} without a controller for {span}"
        else:
            rule = f"gives {row.territory_id} two controllers for {span}"
        yield Problem(CONTROL, line, "end", str(end), rule, cure)


def holders_are_alive(package: Package) -> Iterator[Problem]:
    """Yield controllers and second parties that do not exist on every day of their row."""
    lives = _lives(package)
    for file, line, row in _rows(package):
        yield from _alive(lives, file, line, "controller", row.controller, row.interval)
        if row.second_party:
            yield from _alive(lives, file, line, "second_party", row.second_party, row.interval)


def second_party_is_another(package: Package) -> Iterator[Problem]:
    """Yield rows whose second party is the controller itself."""
    for file, line, row in _rows(package):
        if row.second_party == row.controller:
            rule = "is the controller itself"
            yield Problem(file, line, "second_party", row.controller, rule, "leave it empty")


def claimants_are_alive(package: Package) -> Iterator[Problem]:
    """Yield claims that outlive their claimant without a source and a note that say so."""
    lives = _lives(package)
    for line, row in package.claims:
        explained = row.note and {citation.key for citation in row.citations} - {GENERAL_KNOWLEDGE}
        if not explained:
            yield from _alive(lives, CLAIMS, line, "claimant", row.claimant, row.interval)


def claims_are_on_the_land_of_others(package: Package) -> Iterator[Problem]:
    """Yield claims of a polity to a territory while it controls that territory."""
    rows = _by_territory(package)
    for line, claim in package.claims:
        for _, control in rows.get(claim.territory_id, ()):
            shared = overlap(claim.interval, control.interval)
            if control.controller == claim.claimant and shared:
                rule = f"claims {claim.territory_id} while it controls it ({written(shared)})"
                cure = "end the claim where the control begins"
                yield Problem(CLAIMS, line, "claimant", claim.claimant, rule, cure)


def claims_are_told_once(package: Package) -> Iterator[Problem]:
    """Yield claims that overlap an earlier claim of the same claimant to the same territory."""
    seen: dict[tuple[str, str], list[tuple[int, Interval]]] = defaultdict(list)
    for line, claim in package.claims:
        earlier = seen[claim.territory_id, claim.claimant]
        for other, interval in earlier:
            if overlap(claim.interval, interval):
                rule = f"overlaps row {other}, the same claim to {claim.territory_id}"
                cure = "join the rows or part their days"
                yield Problem(CLAIMS, line, "start", str(claim.interval.start), rule, cure)
        earlier.append((line, claim.interval))


def members_and_federations_are_alive(package: Package) -> Iterator[Problem]:
    """Yield memberships outside the life of the member or of the federation."""
    lives = _lives(package)
    file = "federations.csv"
    for line, row in package.memberships:
        yield from _alive(lives, file, line, "member", row.member, row.interval)
        yield from _alive(lives, file, line, "federation", row.federation, row.interval)


def federations_hold_no_cycle(package: Package) -> Iterator[Problem]:
    """Yield memberships by which a polity would be, in the end, inside itself."""
    inside: dict[str, set[str]] = defaultdict(set)
    for _, row in package.memberships:
        inside[row.member].add(row.federation)
    for line, row in package.memberships:
        reached = [row.federation]
        for polity in reached:
            reached.extend(sorted(inside[polity] - set(reached)))
        if row.member in reached:
            rule = f"is a member of {row.federation}, which is in the end a member of it"
            yield Problem(
                "federations.csv", line, "member", row.member, rule, "turn one of the rows round"
            )


def territories_hold_no_cycle(package: Package) -> Iterator[Problem]:
    """Yield territories that would be, in the end, parts of themselves."""
    parents = {row.id: row.parent for _, row in package.territories}
    for line, row in package.territories:
        reached: list[str] = []
        parent = row.parent
        while parent and parent not in reached:
            reached.append(parent)
            parent = parents.get(parent)
        if row.id in reached:
            rule = "is in the end a part of the territory itself"
            cure = "name the territory that it is a part of, or leave it empty"
            yield Problem("territories.csv", line, "parent", row.parent or "", rule, cure)


def _rows(package: Package) -> Iterator[tuple[str, int, Control]]:
    """The rows of control and of other readings, each with its file and line."""
    yield from ((CONTROL, line, row) for line, row in package.control)
    yield from (("readings.csv", line, row) for line, row in package.readings)


def _by_territory(package: Package) -> dict[str, Located]:
    rows: dict[str, Located] = defaultdict(list)
    for line, row in package.control:
        rows[row.territory_id].append((line, row))
    return {
        territory: sorted(held, key=lambda pair: pair[1].interval.start)
        for territory, held in rows.items()
    }


def _lives(package: Package) -> dict[str, Polity]:
    return {polity.id: polity for _, polity in package.polities}


def _alive(
    lives: dict[str, Polity], file: str, line: int, column: str, polity: str, interval: Interval
) -> Iterator[Problem]:
    if polity in lives and not is_within(interval, lives[polity].life):
        life = written(lives[polity].life)
        rule = f"lives {life} and the row says {written(interval)}"
        cure = "shorten the row, or correct start or end in polities.csv with a source"
        yield Problem(file, line, column, polity, rule, cure)
