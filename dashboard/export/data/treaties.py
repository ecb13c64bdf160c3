"""What treaties say of land, as a table with shapes: the rows of a treaty map."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dashboard.dataset.model import Dataset, Outcome
from dashboard.dataset.timeline import Timeline
from dashboard.export.data import features, rows
from dashboard.export.data.columns import TREATIES, worded
from dashboard.export.data.selection import EVERYTHING, Selection
from dashboard.export.data.tables import Row, Table


def table(
    dataset: Dataset, timeline: Timeline, days: Sequence[date], chosen: Selection = EVERYTHING
) -> Table:
    """Return what the treaties signed on a day, or between two, say of each territory.

    A row is one of outcomes.csv with the polygon of its land in WGS 84 degrees, longitude before
    latitude, and its geodesic area in km2. A treaty that says nothing of land has no row. Of a
    chosen power, what it gives or gets.
    """
    span, lands = features.span_of(timeline, days), rows.Lands(dataset)
    numbers: Counter[str] = Counter()
    made = []
    for outcome in dataset.outcomes:
        numbers[outcome.treaty_id] += 1
        powers = [dataset.polities[name].role for name in (outcome.from_polity, outcome.to_polity)]
        if dataset.treaties[outcome.treaty_id].signed not in span:
            continue
        if not chosen.has(dataset, outcome.territory_id, *powers):
            continue
        number = numbers[outcome.treaty_id]
        row = _row(dataset, outcome, number, lands)
        made.append((f"{outcome.treaty_id}@{number}", row, lands.shape(outcome.territory_id)))
    return features.built(dataset, "treaties", days, TREATIES, made)


def _row(dataset: Dataset, outcome: Outcome, number: int, lands: rows.Lands) -> Row:
    treaty = dataset.treaties[outcome.treaty_id]
    before, after = dataset.polities[outcome.from_polity], dataset.polities[outcome.to_polity]
    return {
        "treaty_id": treaty.id,
        **worded(dataset, "treaty", treaty.name),
        "signed": treaty.signed.isoformat(),
        "signed_edtf": treaty.signed_edtf or None,
        "signed_alt": rows.written(treaty.alt_signed),
        "in_force": rows.written(treaty.in_force),
        "force": treaty.force,
        "number": number,
        **lands.cells(outcome.territory_id),
        "outcome": outcome.kind,
        **worded(dataset, "article", outcome.article),
        "from_polity": before.id,
        **worded(dataset, "from_name", before.name),
        "from_role": before.role,
        "to_polity": after.id,
        **worded(dataset, "to_name", after.name),
        "to_role": after.role,
        "certainty": outcome.certainty,
        **rows.sources(dataset, outcome.citations),
        **worded(dataset, "note", outcome.note),
        **lands.edges(outcome.territory_id),
    }
