"""The columns of all exported tables as a Frictionless Data Package descriptor."""

from typing import Any

import orjson

from dashboard.dataset.model import Dataset
from dashboard.export import about
from dashboard.export.data.columns import PLACES, TABLES, Column, descriptor, spread, with_languages
from dashboard.export.data.features import place_languages


def render(dataset: Dataset) -> bytes:
    """Return the descriptor: a resource a table, with the CSV under the name of the table."""
    resources = [_resource(name, columns) for name, columns in columns_of(dataset).items()]
    content = {
        "profile": "data-package",
        "name": "exported-tables",
        "title": str(dataset.title),
        **about.heading(dataset),
        "resources": resources,
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def columns_of(dataset: Dataset) -> dict[str, tuple[Column, ...]]:
    """Return the columns of each exported table, the languages of the package among them."""
    places = with_languages(PLACES, place_languages(dataset))
    tables = {**TABLES, "differences": TABLES["changes"], "places": places}
    return {name: spread(columns, dataset.languages) for name, columns in tables.items()}


def _resource(name: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": descriptor(columns) | {"missingValues": [""]},
    }
