"""Keys of the tables and the references between them."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.tables import Row

Tables = Mapping[str, tuple[Row, ...] | None]

KEYS: Mapping[str, tuple[str, ...]] = {
    "regions": ("id",),
    "territories": ("id",),
    "roles": ("id",),
    "polities": ("id",),
    "federations": ("member", "federation", "start"),
    "control": ("territory_id", "start"),
    "readings": ("reading", "territory_id", "start"),
    "claims": ("territory_id", "claimant", "start"),
    "events": ("id",),
    "milestones": ("id",),
    "people": ("id",),
    "treaties": ("id",),
    "forces": ("id",),
    "place_names": ("place_id", "start"),
}
"""Columns whose values together identify a row; tables not named here have no key."""

REFERENCES: Mapping[tuple[str, str], str] = {
    ("territories", "region"): "regions",
    ("territories", "parent"): "territories",
    ("polities", "role"): "roles",
    ("federations", "member"): "polities",
    ("federations", "federation"): "polities",
    ("control", "territory_id"): "territories",
    ("control", "controller"): "polities",
    ("control", "second_party"): "polities",
    ("control", "event_id"): "events",
    ("readings", "territory_id"): "territories",
    ("readings", "controller"): "polities",
    ("readings", "second_party"): "polities",
    ("readings", "event_id"): "events",
    ("claims", "territory_id"): "territories",
    ("claims", "claimant"): "polities",
    ("claims", "event_id"): "events",
    ("events", "territories"): "territories",
    ("milestones", "event_id"): "events",
    ("people", "events"): "events",
    ("treaties", "event_id"): "events",
    ("treaties", "ended_event_id"): "events",
    ("outcomes", "treaty_id"): "treaties",
    ("outcomes", "territory_id"): "territories",
    ("outcomes", "from"): "polities",
    ("outcomes", "to"): "polities",
    ("clauses", "treaty_id"): "treaties",
    ("article_claims", "territories"): "territories",
    ("figures", "event_id"): "events",
    ("forces", "polity"): "polities",
    ("forces", "event_id"): "events",
}
"""Column -> table whose ``id`` it names; a column of lists names several."""

LISTS = frozenset({"territories", "events"})
CITED = (
    *("polities", "federations", "control", "claims", "events", "treaties", "outcomes"),
    *("people", "article_claims", "clauses", "figures", "forces", "place_names", "readings"),
)
"""Tables whose ``source_key`` names entries of sources.bib."""


def repeated_keys(tables: Tables) -> Iterator[Problem]:
    """Yield a problem for each row whose key an earlier row has."""
    for table, columns in KEYS.items():
        seen: dict[tuple[str, ...], int] = {}
        for row in tables.get(table) or ():
            key = tuple(row.cells[column] for column in columns)
            if key in seen:
                yield Problem(
                    row.file,
                    row.line,
                    columns[-1] if len(columns) == 1 else " + ".join(columns),
                    " ".join(key),
                    f"is already the key of row {seen[key]}",
                    "keep one of the rows or give one another key",
                )
            seen.setdefault(key, row.line)


def unresolved(tables: Tables, sources: Collection[str] | None) -> Iterator[Problem]:
    """Yield a problem for each reference that names no row; unreadable targets are passed over."""
    ids: dict[str, Collection[str]] = {
        table: dict.fromkeys(row.cells["id"] for row in rows)
        for table, rows in tables.items()
        if rows is not None and "id" in KEYS.get(table, ())
    }
    for (table, column), target in REFERENCES.items():
        if target in ids:
            for row in tables.get(table) or ():
                yield from _unresolved_cell(row, column, f"{target}.csv", ids[target])
    if sources is not None:
        for table in CITED:
            for row in tables.get(table) or ():
                yield from _unresolved_cell(row, "source_key", "sources.bib", sources)


def _unresolved_cell(
    row: Row, column: str, target: str, known: Collection[str]
) -> Iterator[Problem]:
    cell = row.cells[column]
    is_list = column in LISTS or column == "source_key"
    for value in cell.split(";") if is_list else (cell,):
        # Empty, blank or ill-formed cells are faults of their own, reported elsewhere.
        if value.strip() and value not in known:
            near = get_close_matches(value, known, n=1)
            cure = f"write {near[0]}" if near else f"add it to {target} or correct it"
            yield Problem(row.file, row.line, column, value, f"is not in {target}", cure)
