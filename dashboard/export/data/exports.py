"""The exported tables by name: the registry for the command line, HTTP and the documentation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline
from dashboard.export.data import changes, features, shares, state, treaties
from dashboard.export.data.formats import FORMATS, render
from dashboard.export.data.selection import EVERYTHING, Selection
from dashboard.export.data.tables import Check, Table, clipped, no_check

Make = Callable[[Dataset, Timeline, Sequence[date], Selection, Check], Table]
Quick = Callable[[Dataset, Timeline, Sequence[date], Selection], Table]


@dataclass(frozen=True, slots=True)
class Export:
    """A table that can be exported; ``days`` is how many days: one, two or none.

    Unless ``placed`` it has no shapes, and cuts its land to a box itself. ``held``: who held
    the land matters to it, so that it differs between readings; lines and events are chosen so.
    """

    about: str
    days: tuple[int, ...]
    make: Make
    placed: bool = True
    held: bool = True


def _changes(what: str) -> Make:
    def make(
        data: Dataset, line: Timeline, days: Sequence[date], chosen: Selection, check: Check
    ) -> Table:
        return changes.table(data, line, days[0], days[1], what, chosen, check)

    return make


def _quick(make: Quick) -> Make:
    """A table that is made so fast that nothing need be asked on the way."""
    return lambda data, line, days, chosen, _check: make(data, line, days, chosen)


EXPORTS: Mapping[str, Export] = {
    "state": Export(
        "Who held what on a day",
        (1,),
        _quick(lambda data, line, days, chosen: state.state_table(data, line, days[0], chosen)),
    ),
    "range": Export(
        "Who held what from a day to a day, a row for each span without a change",
        (2,),
        lambda data, line, days, chosen, check: state.range_table(
            data, line, days[0], days[1], chosen, check
        ),
    ),
    "changes": Export(
        "Every change on the way from the first day to the second", (2,), _changes("changes")
    ),
    "differences": Export(
        "What is different on the later of two days", (2,), _changes("differences")
    ),
    "claims": Export(
        "Claims that stand on a day or between two days",
        (1, 2),
        _quick(features.claims),
        held=False,
    ),
    "treaties": Export(
        "What the treaties signed on a day or between two days say of land",
        (1, 2),
        _quick(treaties.table),
        held=False,
    ),
    "lines": Export(
        "Frontiers, treaty lines and lines of control of a day or between two days",
        (1, 2),
        _quick(features.lines),
    ),
    "events": Export("Events of a day or between two days", (1, 2), _quick(features.events)),
    "areas": Export(
        "Area that each power held, a row for each span without a change",
        (1, 2),
        shares.areas,
        False,
    ),
    "places": Export(
        "Places, with their names of the time and of today",
        (0,),
        _quick(lambda data, _line, _days, chosen: features.places(data, chosen)),
        held=False,
    ),
}
"""Tables in the order in which they are documented."""

ADDRESSES: Mapping[str, str] = {"range": "states"}
"""Tables whose address is another word than their command."""


def tables(
    dataset: Dataset,
    timeline: Timeline,
    what: str,
    days: Sequence[date],
    chosen: Selection = EVERYTHING,
    beside: bool = False,
    check: Check = no_check,
) -> list[Table]:
    """Return the table of a name of ``EXPORTS``; with ``beside`` also those of the same days.

    The tables beside a state or a range are claims, lines, events and places of its land, the
    places by their names of the first day.

    Raises
    ------
    ValueError
        For days, territories or powers that the table cannot have.
    """
    export = EXPORTS[what]
    if len(days) not in export.days:
        ways = " or ".join(str(day) for day in export.days)
        raise ValueError(f"{what} takes {ways} days, not {len(days)}")
    first = export.make(dataset, timeline, days, chosen, check)
    tables = [first]
    if beside and what in ("state", "range"):
        land = chosen
        if chosen.names_land:
            names = frozenset(str(row["territory_id"]) for row in first.rows)
            land = replace(chosen, territories=names, regions=frozenset(), powers=frozenset())
        others = (features.claims, features.lines, features.events)
        tables += [make(dataset, timeline, days, land) for make in others]
        tables.append(features.places(dataset, land, days[0]))
    return [clipped(table, chosen.box, check) for table in tables] if export.placed else tables


def file(
    dataset: Dataset,
    timeline: Timeline,
    what: str,
    days: Sequence[date],
    kind: str,
    chosen: Selection = EVERYTHING,
    check: Check = no_check,
    bom: bool = False,
) -> bytes:
    """Return a table of ``EXPORTS`` as the bytes of a file of ``FORMATS``.

    ``check`` is called between steps and may raise; ``bom`` begins a CSV with a byte-order mark.
    Shapes are in WGS 84 degrees, longitude before latitude; areas geodesic, in km2.

    Raises
    ------
    ValueError
        As :func:`tables`.

    Examples
    --------
    >>> from dashboard.dataset.packaged import DATA
    >>> from dashboard.dataset.validate import open_dataset
    >>> dataset = open_dataset(DATA)
    >>> timeline = Timeline(dataset)
    >>> content = file(dataset, timeline, "state", [dataset.first_day], "csv")
    >>> content.startswith(b"territory_id,")
    True
    >>> file(dataset, timeline, "changes", [dataset.first_day], "csv")
    Traceback (most recent call last):
    ValueError: changes takes 2 days, not 1
    """
    beside = kind in FORMATS and FORMATS[kind].layered
    made = tables(dataset, timeline, what, days, chosen, beside=beside, check=check)
    check()
    return render(made, kind, check, bom, dataset)
