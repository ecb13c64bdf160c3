"""The evidence of a package in numbers: tables in Markdown for docs/history.md."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from dashboard.dataset.areas import areas_km2
from dashboard.dataset.evidence import GRADES, grade
from dashboard.dataset.model import Citation, Control, Dataset
from dashboard.dataset.vocabulary import CERTAINTY, GENERAL_KNOWLEDGE

BEGIN, END = "<!-- evidence: python -m dashboard evidence -->", "<!-- end of evidence -->"
"""What the report stands between in a document."""

_HEADS = (
    "scholarly, primary or official",
    "other pages",
    "wikis alone",
    "not seen",
    "no source",
)
"""Words for ``GRADES``."""


class Cited(Protocol):
    """A row with sources."""

    @property
    def citations(self) -> Sequence[Citation]: ...


def report(dataset: Dataset) -> str:
    """Return the tables: certainty, low rows by region, and the grades of evidence."""
    parts = (_certainty(dataset), _regions(dataset), _grades(dataset))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield "| " + " | ".join(str(cell) for cell in cells) + " |"


def _certainty(dataset: Dataset) -> Iterator[str]:
    keys = [{citation.key for citation in row.citations} for row in dataset.control]
    sure = Counter(row.certainty for row in dataset.control)
    alone = keys.count({GENERAL_KNOWLEDGE})
    beside = sum(GENERAL_KNOWLEDGE in some for some in keys)
    row = [len(keys), *(sure[word] for word in CERTAINTY), alone, beside]
    name = GENERAL_KNOWLEDGE
    yield from _table(
        ["control rows", *CERTAINTY, f"on `{name}` alone", f"with `{name}`"],
        [row],
    )


def _days(row: Control, stop: date) -> int:
    return max((min(row.interval.end or stop, stop) - row.interval.start).days, 0)


def _share(part: float, whole: float) -> str:
    """Return a share in per cent, a dash where there is nothing to share."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _regions(dataset: Dataset) -> Iterator[str]:
    """Rows of low certainty and their share of area and days, by region."""
    area = areas_km2(dataset.features)
    stops = (dataset.detailed_until, dataset.last_day)
    low: Counter[str] = Counter()
    weight: dict[tuple[str, date, bool], float] = defaultdict(float)
    for row in dataset.control:
        for place in (dataset.territories[row.territory_id].region, ""):
            low[place] += row.certainty == "low"
            for stop in stops:
                weight[place, stop, row.certainty == "low"] += (
                    _days(row, stop) * area[row.territory_id]
                )

    def cells(place: str) -> list[object]:
        shares = (
            _share(
                weight[place, stop, True], weight[place, stop, True] + weight[place, stop, False]
            )
            for stop in stops
        )
        return [low[place], *shares]

    names = {region.id: str(region.name) for region in dataset.regions.values() if region.id in low}
    rows = [[name, *cells(place)] for place, name in names.items()]
    head = ["region", "low rows", *(f"area and days to {stop.year}" for stop in stops)]
    yield from _table(head, [*rows, ["all regions", *cells("")]])


def _grades(dataset: Dataset) -> Iterator[str]:
    """Rows by the best kind of source that was opened, and the same in area and days."""
    until = dataset.detailed_until
    early = [row for row in dataset.control if row.interval.start < until]
    events = list(dataset.events.values())
    tables: dict[str, Sequence[Cited]] = {
        "control": dataset.control,
        f"control to {until.year}": early,
        "events": events,
        "headline events": [event for event in events if event.tier == 1],
        "claims": dataset.claims,
        "treaties": list(dataset.treaties.values()),
        "outcomes": dataset.outcomes,
    }
    rows: list[list[object]] = []
    article = dataset.terms.article
    for name, some in tables.items():
        counted = Counter(grade(row.citations, dataset.sources, article) for row in some)
        rows.append([name, len(some), *(counted[level] for level in GRADES)])
    area = areas_km2(dataset.features)
    weight: Counter[str] = Counter()
    for row in early:
        share = _days(row, until) * area[row.territory_id]
        weight[grade(row.citations, dataset.sources, article)] += share  # type: ignore[assignment]
    whole = sum(weight.values())
    rows.append(
        [f"area and days to {until.year}", "", *(_share(weight[level], whole) for level in GRADES)]
    )
    yield from _table(["table", "rows", *_HEADS], rows)
