"""What is different between two days, and the two days that a treaty lies between.

Only the two days are compared: what changed and changed back between them is no
difference. The browser has the same rules in ``assets/core/between.mjs``.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dashboard.dataset.kinds import Pattern
from dashboard.dataset.model import Control, Dataset, Outcome, Treaty
from dashboard.dataset.timeline import Timeline

Kind = Literal["power", "polity", "status"]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Difference:
    """A territory that is not on the later day what it was on the earlier day.

    ``kind`` is ``power`` when another power holds it (another role, hence colour),
    ``polity`` when another polity of the same power does, ``status`` when only its
    status or the other party is another. ``by`` is the control row that brought what
    holds on the later day: the first of the unbroken run of rows like it.
    ``outcomes`` are what treaties signed after the earlier day, up to the later day,
    say of the territory in favour of its holder or of what the holder belonged to.
    """

    kind: Kind
    before: Control
    after: Control
    by: Control
    outcomes: tuple[Outcome, ...]

    @property
    def territory_id(self) -> str:
        return self.after.territory_id


def between(dataset: Dataset, timeline: Timeline, day: date, other: date) -> tuple[Difference, ...]:
    """Return the differences from the earlier of two days to the later day, in table order.

    Raises
    ------
    DayOutOfRange
        When the atlas does not have day of the days.
    """
    first, last = sorted((day, other))
    earlier, later = timeline.state(first), timeline.state(last)
    differences = []
    for territory in dataset.territories:
        before, after = earlier[territory].control, later[territory].control
        kind = kind_of(dataset, before, after)
        if kind:
            alike = _same_terms if kind == "status" else _same_holder
            by = _run(timeline, after, alike)[0]
            differences.append(
                Difference(kind, before, after, by, _said(dataset, timeline, after, first, last))
            )
    return tuple(differences)


def treaty_days(dataset: Dataset, timeline: Timeline, treaty: Treaty) -> tuple[date, date]:
    """Return the days before and after a treaty, both inside the range of the atlas.

    The first is the day before it was signed, or before the first land was taken that it
    gives to the taker, leaves with an occupier, or confirms after another treaty gave it to
    the taker. The second is the last of: signed, in force, and the days on which land went
    over as it says, where that was the next change of holder.
    """
    starts, ends = [treaty.signed], [treaty.in_force or treaty.signed, treaty.signed]
    for outcome in dataset.outcomes:
        if outcome.treaty_id != treaty.id:
            continue
        rows = timeline.history(outcome.territory_id)
        at = bisect_right(rows, treaty.signed, key=lambda row: row.interval.start) - 1
        held = rows[max(at, 0)]
        if held.controller == outcome.to_polity:
            taken = _run(timeline, held, _same_holder)[0].interval.start
            given = _given(dataset, outcome, taken, treaty.signed)
            if given or dataset.kinds.statuses[held.status].pattern == Pattern.HATCH:
                starts.append(taken)
        else:
            later = (row for row in rows[at + 1 :] if row.controller != held.controller)
            following = next(later, None)
            if following and following.controller == outcome.to_polity:
                ends.append(following.interval.start)
    inside = _inside(timeline)
    return inside(min(starts) - ONE_DAY), inside(max(ends))


@dataclass(frozen=True, slots=True)
class Holding:
    """Who held land before the new holder that a treaty names, and the day on which they took it.

    ``former`` is who gives it by the treaty or, where the treaty confirms what is held, who
    held it before; ``None`` where the tables begin with the holder. ``held`` is ``since`` a
    day before the signature, ``from`` it or a later day on, ``never``, or empty when the
    tables cannot say; ``start`` is that day.
    """

    former: str | None
    held: Literal["", "since", "from", "never"]
    start: date | None


def holding(dataset: Dataset, timeline: Timeline, outcome: Outcome) -> Holding:
    """Return who held the land of an outcome and since when its new holder does."""
    signed, new = dataset.treaties[outcome.treaty_id].signed, outcome.to_polity
    giver = None if outcome.from_polity == new else outcome.from_polity
    rows = timeline.history(outcome.territory_id)
    at = bisect_right(rows, signed, key=lambda row: row.interval.start) - 1
    if at < 0 or rows[at].controller != new:
        later = next((row for row in rows[at + 1 :] if row.controller == new), None)
        if later:
            return Holding(giver, "from", later.interval.start)
        # A protector or the republic above an autonomy does not hold the land itself.
        above = dataset.kinds.outcomes[outcome.kind].above
        return Holding(giver, "" if above else "never", None)
    first = _run(timeline, rows[at], _same_holder)[0]
    before = rows.index(first) - 1
    # What was so on the first day of the tables began on a day that they do not know.
    if before < 0:
        return Holding(giver, "", None)
    since: Literal["since", "from"] = "since" if first.interval.start < signed else "from"
    return Holding(giver or rows[before].controller, since, first.interval.start)


def _given(dataset: Dataset, outcome: Outcome, taken: date, signed: date) -> bool:
    """Whether a treaty, up to that of ``outcome``, gave the land to who had taken it by then."""
    return any(
        earlier.to_polity == outcome.to_polity != earlier.from_polity
        and taken <= dataset.treaties[earlier.treaty_id].signed <= signed
        for earlier in _outcomes_of(dataset, outcome.territory_id)
    )


def _inside(timeline: Timeline) -> Callable[[date], date]:
    return lambda day: min(max(day, timeline.first_day), timeline.last_day)


def kind_of(dataset: Dataset, before: Control, after: Control) -> Kind | None:
    """Return how the holding of a territory differs, as in :class:`Difference`; ``None``: not."""
    if _same_terms(before, after):
        return None
    if before.controller == after.controller:
        return "status"
    roles = {dataset.polities[row.controller].role for row in (before, after)}
    return "power" if len(roles) == 2 else "polity"


def _same_holder(row: Control, other: Control) -> bool:
    return row.controller == other.controller


def _same_terms(row: Control, other: Control) -> bool:
    return (row.controller, row.status, row.second_party) == (
        other.controller,
        other.status,
        other.second_party,
    )


def _run(
    timeline: Timeline, row: Control, alike: Callable[[Control, Control], bool]
) -> tuple[Control, ...]:
    """The unbroken run of rows up to ``row`` that are like it, by day."""
    rows = timeline.history(row.territory_id)
    run = [row]
    for earlier in reversed(rows[: rows.index(row)]):
        if not alike(earlier, row):
            break
        run.append(earlier)
    return tuple(reversed(run))


def _said(
    dataset: Dataset, timeline: Timeline, after: Control, first: date, last: date
) -> tuple[Outcome, ...]:
    above = {
        membership.federation for membership in timeline.federations_of(after.controller, last)
    }
    holders = {after.controller, *above}
    mine = [
        outcome
        for outcome in _outcomes_of(dataset, after.territory_id)
        if outcome.to_polity in holders
        and first < dataset.treaties[outcome.treaty_id].signed <= last
    ]
    return tuple(sorted(mine, key=lambda outcome: dataset.treaties[outcome.treaty_id].signed))


def _outcomes_of(dataset: Dataset, territory: str) -> Iterable[Outcome]:
    return (outcome for outcome in dataset.outcomes if outcome.territory_id == territory)
