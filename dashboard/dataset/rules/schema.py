"""The package against its own descriptor, checked by Frictionless."""

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.load import DESCRIPTOR, Package
from dashboard.dataset.reading.tables import COLUMNS

_CURES = {
    "required": "fill the cell",
    "unique": "give each row a value of its own",
    "primary-key": "keep one of the rows or give one another key",
    "foreign-key": "correct the id or add the row it names",
    "type-error": "write it as datapackage.json says",
    "scheme-error": "put the file into the package",
}


def follows_the_descriptor(package: Package) -> Iterator[Problem]:
    """Yield what Frictionless finds: types, constraints, keys and references.

    Notes
    -----
    Frictionless is read here and not at the top because it takes longer to read
    than the whole package does, and the app starts without it.
    """
    if not package.descriptor:
        return
    import frictionless

    report = frictionless.validate(str(package.folder / DESCRIPTOR))
    for error in report.errors:
        cure = "write the descriptor as Frictionless Data Package 1 says"
        yield Problem(DESCRIPTOR, None, "", "", f"has a fault ({error.note})", cure)
    for task in report.tasks:
        for error in task.errors:
            # The error of a table that refers to a missing one: the missing one has its own.
            if error.type == "scheme-error" and (package.folder / task.place).exists():
                continue
            yield _translated(package, task.name, task.place, error.to_dict())


def describes_every_column(package: Package) -> Iterator[Problem]:
    """Yield tables and columns that the descriptor leaves out or names otherwise."""
    described = {
        resource["path"]: [one["name"] for one in resource.get("schema", {}).get("fields", ())]
        for resource in package.descriptor.get("resources", ())
    }
    for table, columns in COLUMNS.items():
        file = f"{table}.csv"
        if package.descriptor and described.get(file) != list(columns):
            rule = f"does not describe {file} with its {len(columns)} columns in their order"
            cure = f"give the resource the fields {', '.join(columns)}"
            yield Problem(DESCRIPTOR, None, "resources", "", rule, cure)


def _translated(package: Package, name: str, file: str, error: Mapping[str, Any]) -> Problem:
    """Return a Frictionless error in the words and line numbers of a problem."""
    kind, note = error["type"], " ".join(str(error["note"]).split())
    for constraint in ("required", "unique"):
        if kind == "constraint-error" and f'"{constraint}"' in note:
            kind = constraint
    row = error.get("rowNumber")
    table = package.tables.get(name)
    if row is not None and table is not None and row - 2 < len(table):
        # Frictionless counts rows; a reader of the file counts lines.
        row = table[row - 2].line
    column = error.get("fieldName") or ", ".join(error.get("fieldNames", ()))
    value = str(error.get("cell") or "; ".join(map(str, error.get("fieldCells", ()))))
    rule = f"breaks the schema ({kind}: {note or error['message']})"
    return Problem(file, row, column, value, rule, _CURES.get(kind, "see datapackage.json"))
