"""Lines, events, places and claims of a day or of a range of days, as tables with shapes."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dashboard.cartography.look.style import line_look
from dashboard.dataset import renaming
from dashboard.dataset.dates import ONE_DAY
from dashboard.dataset.model import Dataset, Event, HistoricLine, Interval, Place
from dashboard.dataset.timeline import Timeline
from dashboard.export import about
from dashboard.export.data import rows
from dashboard.export.data.columns import (
    CLAIMS,
    EVENTS,
    LINES,
    PLACES,
    Column,
    spread,
    with_languages,
    worded,
)
from dashboard.export.data.selection import EVERYTHING, Selection
from dashboard.export.data.tables import Row, Shape, Table

Placed = tuple[str, Row, Shape]
"""Id, cells and shape of a row."""


def lines(
    dataset: Dataset, timeline: Timeline, days: Sequence[date], chosen: Selection = EVERYTHING
) -> Table:
    """Return the lines of ``geo/lines.geojson`` that are true on one of the days.

    ``days`` is a day, or the first and the last day. A line without days is true on all.
    Of chosen land, the lines that touch it.
    """
    span = span_of(timeline, days)
    land = _land(dataset, timeline, days, chosen)
    placed = [
        (line.id, _line(dataset, line), line.geometry)
        for line in dataset.lines
        if meets(line.interval, span) and _touches(line.geometry, land)
    ]
    return built(dataset, "lines", days, LINES, placed)


def events(
    dataset: Dataset, timeline: Timeline, days: Sequence[date], chosen: Selection = EVERYTHING
) -> Table:
    """Return the events of a day, or from a first to a last day; some have no point.

    Of chosen land, the events that concern it.
    """
    span = span_of(timeline, days)
    land = _ids(dataset, timeline, days, chosen)
    placed = [
        (event.id, _event(dataset, event), _point(event))
        for event in dataset.events.values()
        if event.date in span and (land is None or not land.isdisjoint(event.territories))
    ]
    return built(dataset, "events", days, EVENTS, placed)


def claims(
    dataset: Dataset, timeline: Timeline, days: Sequence[date], chosen: Selection = EVERYTHING
) -> Table:
    """Return the claims that stand on one of the days, each with the polygon of its land."""
    span, lands = span_of(timeline, days), rows.Lands(dataset)
    placed = []
    for claim in dataset.claims:
        claimant = dataset.polities[claim.claimant]
        if not meets(claim.interval, span):
            continue
        if not chosen.has(dataset, claim.territory_id, claimant.role):
            continue
        row = {
            **lands.cells(claim.territory_id),
            "valid_from": claim.interval.start.isoformat(),
            "valid_to": rows.written(claim.interval.end),
            "claimant": claimant.id,
            **worded(dataset, "claimant_name", claimant.name),
            "claimant_role": claimant.role,
            "certainty": claim.certainty,
            **rows.event(dataset, claim.event_id),
            **rows.sources(dataset, claim.citations),
            **worded(dataset, "note", claim.note),
            **lands.edges(claim.territory_id),
        }
        name = f"{claim.territory_id}@{claim.claimant}@{claim.interval.start}"
        placed.append((name, row, lands.shape(claim.territory_id)))
    return built(dataset, "claims", days, CLAIMS, placed)


def places(dataset: Dataset, chosen: Selection = EVERYTHING, day: date | None = None) -> Table:
    """Return the places, with the name of a day in every language of the package.

    Without a day the names are those of the first day; other names have those that came later.

    Raises
    ------
    ValueError
        For places of a power, which depend on a day.
    """
    if chosen.powers:
        raise ValueError("places belong to no power; choose them by territory, region or clip")
    codes = place_languages(dataset)
    names = renaming.names_of_places(dataset)
    when = day or dataset.first_day
    placed = [
        (place.id, _place(dataset, place, codes, names[place.id], when), place.geometry)
        for place in dataset.places
        if not chosen.names_land or _in_land(dataset, place.territory, chosen)
    ]
    return built(dataset, "places", [], with_languages(PLACES, codes), placed)


def place_languages(dataset: Dataset) -> list[str]:
    """Return the languages, beside those of the atlas, in which places have a name."""
    codes = dict.fromkeys(code for place in dataset.places for code in place.names["name"])
    return [code for code in codes if code not in dataset.languages]


def built(
    dataset: Dataset,
    name: str,
    days: Sequence[date],
    columns: Sequence[Column],
    placed: Sequence[Placed],
) -> Table:
    """A table of a name with its rows, each with its id and shape."""
    return Table(
        name=name,
        title=rows.title(dataset, name, days),
        description=about.citation(dataset),
        heading=rows.heading(dataset, days),
        columns=spread(columns, dataset.languages),
        rows=[row for _, row, _ in placed],
        ids=[row_id for row_id, _, _ in placed],
        shapes=[shape for _, _, shape in placed],
    )


def span_of(timeline: Timeline, days: Sequence[date]) -> Interval:
    """The days as an interval; raises for a day outside the atlas, and for a reversed range."""
    for day in days:
        timeline.state(day)
    rows.in_order(days[0], days[-1])
    return Interval(days[0], days[-1] + ONE_DAY)


def meets(interval: Interval | None, span: Interval) -> bool:
    """Whether an interval has a day of a span; an unknown interval has."""
    if interval is None or span.end is None:
        return True
    return interval.start < span.end and (interval.end is None or span.start < interval.end)


def _ids(
    dataset: Dataset, timeline: Timeline, days: Sequence[date], chosen: Selection
) -> frozenset[str] | None:
    """The territories that are chosen on one of the days; ``None`` for all."""
    if not chosen.names_land:
        return None
    first, last = days[0], days[-1]
    return frozenset(
        name
        for name in dataset.territories
        for day in (first, *timeline.turns(name, first, last))
        if chosen.has(dataset, name, dataset.polities[timeline.state_of(name, day).controller].role)
    )


def _land(
    dataset: Dataset, timeline: Timeline, days: Sequence[date], chosen: Selection
) -> Any | None:
    """The chosen land as a single prepared shape; ``None`` for all."""
    names = _ids(dataset, timeline, days, chosen)
    if names is None:
        return None
    import shapely
    from shapely.geometry import shape

    union = shapely.union_all(
        [shape(feature["geometry"]) for feature in dataset.features if feature["id"] in names]
    )
    shapely.prepare(union)
    return union


def _touches(geometry: dict[str, Any], land: Any | None) -> bool:
    if land is None:
        return True
    from shapely.geometry import shape

    return bool(land.intersects(shape(geometry)))


def _in_land(dataset: Dataset, territory: str, chosen: Selection) -> bool:
    return territory in dataset.territories and chosen.has(dataset, territory)


def _line(dataset: Dataset, line: HistoricLine) -> Row:
    interval = line.interval
    return {
        "line_id": line.id,
        **worded(dataset, "name", line.name),
        "line_kind": line.kind,
        "polity": line.polity or None,
        "status": line.status,
        "valid_from": rows.written(interval.start) if interval else None,
        "valid_to": rows.written(interval.end) if interval else None,
        "treaty_id": line.treaty or None,
        "event_id": line.event or None,
        "certainty": line.certainty,
        "accuracy": line.grade or None,
        "look": line_look(dataset.kinds, line),
        **worded(dataset, "basis", line.basis),
        **rows.sources(dataset, line.citations),
    }


def _event(dataset: Dataset, event: Event) -> Row:
    return {
        "event_id": event.id,
        "day": event.date.isoformat(),
        "day_edtf": event.date_edtf or None,
        "day_alt": rows.written(event.alt_date),
        "day_precision": rows.precision(event.date_edtf, event.alt_date),
        **worded(dataset, "title", event.title),
        **worded(dataset, "description", event.description),
        **worded(dataset, "place", event.place),
        "category": event.category,
        "tier": event.tier,
        "territories": list(event.territories),
        "certainty": event.certainty,
        **rows.sources(dataset, event.citations),
        **worded(dataset, "note", event.note),
    }


def _point(event: Event) -> Shape:
    if event.lon is None or event.lat is None:
        return None
    return {"type": "Point", "coordinates": [event.lon, event.lat]}


def _place(
    dataset: Dataset,
    place: Place,
    codes: Iterable[str],
    names: Sequence[renaming.Named],
    day: date,
) -> Row:
    named = renaming.name_on(names, day)
    # What was written in a further language is of the first name alone.
    further = place.names["name"] if named is names[0] else {}
    others = dict.fromkeys(
        [*place.other_names, *(word for name in names for word in name.name.words())]
    )
    return {
        "place_id": place.id,
        **worded(dataset, "name", named.name),
        **{f"name_{code}": further.get(code) or None for code in codes},
        "name_from": named.interval.start.isoformat() if named.row else None,
        **worded(dataset, "modern", named.today),
        "other_names": [other for other in others if other not in named.name.words()],
        "place_kind": place.kind,
        "rank": place.rank,
        "territory_id": place.territory or None,
    }
