"""Who held what on a day: the definition that screen, print and export share.

The timeline is headless. It is built once from a dataset and answers every
question from arrays that are sorted in advance.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.dataset.areas import DECIMALS, known_km2
from dashboard.dataset.model import Claim, Control, Dataset, Event, Membership
from dashboard.dataset.vocabulary import Certainty


class DayOutOfRange(ValueError):  # noqa: N818 - says what is wrong, not that something is
    """A day before the first or after the last day of the dataset."""


@dataclass(frozen=True, slots=True)
class TerritoryState:
    """Who held a territory on a day, and the row of the control table that says so.

    ``claimants`` are polity ids in the order of the claims table.
    """

    control: Control
    claimants: tuple[str, ...]

    @property
    def territory_id(self) -> str:
        return self.control.territory_id

    @property
    def controller(self) -> str:
        return self.control.controller

    @property
    def status(self) -> str:
        return self.control.status

    @property
    def second_party(self) -> str | None:
        return self.control.second_party

    @property
    def certainty(self) -> Certainty:
        return self.control.certainty

    @property
    def since(self) -> date:
        return self.control.interval.start

    @property
    def until(self) -> date | None:
        """First day on which the row is no longer true; ``None`` is open."""
        return self.control.interval.end

    @property
    def event_id(self) -> str:
        return self.control.event_id

    @property
    def source_key(self) -> str:
        return ";".join(citation.key for citation in self.control.citations)

    @property
    def source_locator(self) -> str:
        """The locators in the first language, a part for each key of ``source_key``."""
        return ";".join(str(citation.locator) for citation in self.control.citations)


@dataclass(frozen=True, slots=True)
class Change:
    """The state of a territory the day before and on the day a new control row begins."""

    before: TerritoryState
    after: TerritoryState

    @property
    def territory_id(self) -> str:
        return self.after.territory_id

    @property
    def changes_hands(self) -> bool:
        """Whether the controller is another, not only its title or certainty."""
        return self.before.controller != self.after.controller


@dataclass(frozen=True, slots=True)
class Share:
    """What a power holds of the atlas, the backdrop left out: km2 and number of territories."""

    km2: float
    territories: int


@dataclass(frozen=True, slots=True)
class _Track:
    """States of a territory: ``states[i]`` holds from ``starts[i]`` to ``starts[i + 1]``."""

    starts: tuple[date, ...]
    states: tuple[TerritoryState, ...]

    def at(self, day: date) -> TerritoryState:
        return self.states[bisect_right(self.starts, day) - 1]


class Timeline:
    """Questions to a dataset by day.

    Parameters
    ----------
    dataset
        A valid dataset: the control rows of each territory tile the range of days.

    Notes
    -----
    Every method that takes a day raises :class:`DayOutOfRange` for a day outside
    ``first_day`` to ``last_day`` (both included). Areas are geodesic, in km2.

    Examples
    --------
    >>> from dashboard.dataset.packaged import DATA
    >>> from dashboard.dataset.validate import open_dataset
    >>> dataset = open_dataset(DATA)
    >>> timeline = Timeline(dataset)
    >>> day = timeline.next_change(timeline.first_day)
    >>> day == timeline.change_days[0]
    True
    >>> list(timeline.state(day)) == list(dataset.territories)
    True
    >>> all(change.before.until == day for change in timeline.changes(day).values())
    True
    >>> counted = sum(share.territories for share in timeline.shares(day).values())
    >>> 0 < counted <= len(dataset.territories)
    True
    """

    def __init__(self, dataset: Dataset) -> None:
        self.first_day = dataset.first_day
        self.last_day = dataset.last_day
        self.dataset = dataset
        self._memberships = dataset.memberships
        rows: dict[str, list[Control]] = {name: [] for name in dataset.territories}
        claims: dict[str, list[Claim]] = {name: [] for name in dataset.territories}
        for row in dataset.control:
            rows[row.territory_id].append(row)
        for claim in dataset.claims:
            claims[claim.territory_id].append(claim)
        self._history = {
            name: tuple(sorted(some, key=lambda row: row.interval.start))
            for name, some in rows.items()
        }
        self._claims = {name: tuple(some) for name, some in claims.items()}
        # By day the territories with a row that begins on it, in their own order.
        self._beginning: dict[date, list[str]] = {}
        for name, ordered in self._history.items():
            for row in ordered:
                self._beginning.setdefault(row.interval.start, []).append(name)
        self._tracks = {territory: self._track(territory) for territory in self._history}
        self._events = tuple(sorted(dataset.events.values(), key=lambda event: event.date))
        self._event_days = [event.date for event in self._events]
        self.change_days = self._days_of_change()

    def _track(self, territory: str) -> _Track:
        rows, claims = self._history[territory], self._claims[territory]
        days = {row.interval.start for row in rows}
        days |= {claim.interval.start for claim in claims}
        days |= {claim.interval.end for claim in claims if claim.interval.end is not None}
        starts = sorted(day for day in days if rows and rows[0].interval.start <= day)
        states = []
        for start in starts:
            row = rows[bisect_right(rows, start, key=lambda row: row.interval.start) - 1]
            claimants = dict.fromkeys(claim.claimant for claim in claims if start in claim.interval)
            states.append(TerritoryState(row, tuple(claimants)))
        return _Track(tuple(starts), tuple(states))

    def _days_of_change(self) -> tuple[date, ...]:
        days = self._beginning
        return tuple(sorted(day for day in days if self.first_day < day <= self.last_day))

    def _check(self, day: date) -> None:
        if not self.first_day <= day <= self.last_day:
            raise DayOutOfRange(
                f"{day} is outside the atlas; give a day from {self.first_day} to {self.last_day}"
            )

    def state(self, day: date) -> Mapping[str, TerritoryState]:
        """Return the state of every territory on ``day``, in the order of the territories."""
        self._check(day)
        return {territory: track.at(day) for territory, track in self._tracks.items()}

    def state_of(self, territory_id: str, day: date) -> TerritoryState:
        """Return the state of a territory; ``KeyError`` if it is unknown."""
        self._check(day)
        return self._tracks[territory_id].at(day)

    def turns(self, territory_id: str, after: date, last: date) -> tuple[date, ...]:
        """Return the days after ``after``, up to ``last``, on which a territory's state changes.

        A claim that begins or ends changes it too. Both days are checked.
        """
        self._check(after)
        self._check(last)
        starts = self._tracks[territory_id].starts
        return starts[bisect_right(starts, after) : bisect_right(starts, last)]

    def changes(self, day: date) -> Mapping[str, Change]:
        """Return, by territory, what a control row beginning on ``day`` changes.

        A row that begins on the first day changes nothing that the atlas knows of.
        """
        self._check(day)
        changes = {}
        for territory in self._beginning.get(day, ()):
            if self._history[territory][0].interval.start < day:
                track = self._tracks[territory]
                before = track.states[bisect_left(track.starts, day) - 1]
                changes[territory] = Change(before, track.at(day))
        return changes

    def changed(self, since: date, day: date) -> Mapping[str, Change]:
        """Return, by territory, what is under another control row on ``day`` than on ``since``."""
        before, after = self.state(since), self.state(day)
        return {
            territory: Change(before[territory], after[territory])
            for territory in after
            if before[territory].control is not after[territory].control
        }

    @cached_property
    def km2(self) -> Mapping[str, float]:
        """Geodesic area of every feature of the map in km2, by id, as every export has it."""
        return known_km2(self.dataset.features)

    @property
    def days(self) -> tuple[date, ...]:
        """The first day and every change day: all days on which control is another."""
        return (self.first_day, *self.change_days)

    def certainty(self, day: date) -> Mapping[str, float]:
        """Return the km2 that rows of each certainty hold on ``day``, the backdrop left out."""
        shares = {"high": 0.0, "medium": 0.0, "low": 0.0}
        for name, state in self.state(day).items():
            if not self.dataset.territories[name].is_backdrop:
                shares[state.certainty] += self.km2[name]
        return shares

    def shares(self, day: date) -> Mapping[str, Share]:
        """Return what each power holds on ``day``, by role in the order of their rank.

        The backdrop is left out; so is a power that holds nothing else.
        """
        data = self.dataset
        held: dict[str, list[float]] = {}
        for name, state in self.state(day).items():
            if not data.territories[name].is_backdrop:
                held.setdefault(data.polities[state.controller].role, []).append(self.km2[name])
        ranked = sorted(held, key=lambda role: data.roles[role].rank)
        return {role: Share(round(sum(held[role]), DECIMALS), len(held[role])) for role in ranked}

    def running_shares(self) -> Iterator[tuple[date, Mapping[str, Share]]]:
        """Yield each of :attr:`days` with its :meth:`shares`, counted on from day to day."""
        data = self.dataset
        ranked = sorted(data.roles, key=lambda role: data.roles[role].rank)
        km2, count = dict.fromkeys(ranked, 0.0), dict.fromkeys(ranked, 0)

        def move(name: str, controller: str, sign: int) -> None:
            if not data.territories[name].is_backdrop:
                role = data.polities[controller].role
                km2[role] += sign * self.km2[name]
                count[role] += sign

        for name, state in self.state(self.first_day).items():
            move(name, state.controller, 1)
        for day in self.days:
            for name, change in self.handovers(day).items():
                move(name, change.before.controller, -1)
                move(name, change.after.controller, 1)
            yield (
                day,
                {
                    role: Share(round(km2[role], DECIMALS), count[role])
                    for role in ranked
                    if count[role]
                },
            )

    def handovers(self, day: date, since: date | None = None) -> Mapping[str, Change]:
        """Return, by territory, what another polity holds on ``day`` than before.

        Before is the day before, or ``since``. A new row of the same holder, with another
        status or source, is a change but no handover.
        """
        changes = self.changes(day) if since is None else self.changed(since, day)
        return {name: change for name, change in changes.items() if change.changes_hands}

    def next_change(self, day: date) -> date | None:
        """Return the first day after ``day`` on which a control row begins."""
        self._check(day)
        at = bisect_right(self.change_days, day)
        return self.change_days[at] if at < len(self.change_days) else None

    def previous_change(self, day: date) -> date | None:
        """Return the last day before ``day`` on which a control row begins."""
        self._check(day)
        at = bisect_left(self.change_days, day)
        return self.change_days[at - 1] if at else None

    def changes_between(self, after: date, last: date) -> tuple[date, ...]:
        """Return the days after ``after``, up to ``last``, on which a control row begins."""
        self._check(after)
        self._check(last)
        days = self.change_days
        return days[bisect_right(days, after) : bisect_right(days, last)]

    def events_between(self, after: date, last: date) -> tuple[Event, ...]:
        """Return the events after ``after``, up to ``last``, by day and then in file order."""
        self._check(last)
        days = self._event_days
        return self._events[bisect_right(days, after) : bisect_right(days, last)]

    def events_on(self, day: date) -> tuple[Event, ...]:
        """Return the events of ``day``, in file order."""
        self._check(day)
        first, after = bisect_left(self._event_days, day), bisect_right(self._event_days, day)
        return self._events[first:after]

    def events_until(self, day: date, n: int) -> tuple[Event, ...]:
        """Return the last ``n`` events up to ``day`` itself, the latest first.

        Events before the first day of the atlas belong to them: they are its prologue.
        """
        self._check(day)
        after = bisect_right(self._event_days, day)
        return self._events[max(after - n, 0) : after][::-1]

    def history(self, territory_id: str) -> tuple[Control, ...]:
        """Return the control rows of a territory by day; ``KeyError`` if there is none such."""
        return self._history[territory_id]

    def claims(self, territory_id: str, day: date) -> tuple[Claim, ...]:
        """Return the claims to a territory that stand on ``day``, in file order."""
        self._check(day)
        return tuple(claim for claim in self._claims[territory_id] if day in claim.interval)

    def claimants(self, territory_id: str, day: date) -> tuple[str, ...]:
        """Return the polities that claim a territory on ``day``, each once, in file order."""
        return tuple(dict.fromkeys(claim.claimant for claim in self.claims(territory_id, day)))

    def federations_of(self, polity_id: str, day: date) -> tuple[Membership, ...]:
        """Return the memberships that hold a polity on ``day``, the nearest federation first.

        Memberships are followed upwards: a district of a republic of a union is in all three.
        """
        self._check(day)
        memberships: list[Membership] = []
        members = [polity_id]
        for member in members:
            for membership in self._memberships:
                if (
                    membership.member == member
                    and day in membership.interval
                    and membership.federation not in members
                ):
                    memberships.append(membership)
                    members.append(membership.federation)
        return tuple(memberships)
