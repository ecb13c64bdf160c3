"""The state of a day as bytes: JSON, CSV and GeoJSON.

The functions are pure: a timeline and a day in, the bytes of a file out.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson

from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import TerritoryState, Timeline

FIELDS = (
    "territory_id",
    "controller",
    "status",
    "certainty",
    "since",
    "until",
    "claimants",
    "event_id",
    "source_key",
    "source_locator",
    "second_party",
)
"""Fields of a territory in every format; the CSV has them as its header."""

FORMATS = ("json", "csv", "geojson")

State = dict[str, Any]
"""A territory's fields as JSON knows them: days as text, claimants as a list."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def citation(dataset: Dataset) -> str:
    """Return how to cite the data: authors, year, title, version, licence."""
    authors, year = "; ".join(dataset.authors), dataset.created[:4]
    parts = [
        f"{authors} ({year}). {dataset.title.en}",
        f"Data version {dataset.version}",
        dataset.licence,
    ]
    return ". ".join(parts) + "."


def render(dataset: Dataset, timeline: Timeline, day: date, kind: str) -> bytes:
    """Return the state of ``day`` as a file of a format of ``FORMATS``.

    Raises
    ------
    DayOutOfRange
        For a day that the timeline does not know.
    ValueError
        For another format.
    """
    if kind not in FORMATS:
        raise ValueError(f"{kind!r} is not a format; ask for {', '.join(FORMATS)}")
    states = [_fields(state) for state in timeline.state(day).values()]
    if kind == "csv":
        return state_csv(states)
    heading = {
        "day": day.isoformat(),
        "version": dataset.version,
        "licence": dataset.licence,
        "citation": citation(dataset),
    }
    if kind == "json":
        return state_json(heading, states)
    return state_geojson(dataset, heading, states)


def state_json(heading: Mapping[str, str], states: Sequence[State]) -> bytes:
    """Return an object with day, version, licence, citation and the list of territories."""
    content = {**heading, "territories": states}
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def state_csv(states: Sequence[State]) -> bytes:
    """Return a UTF-8 CSV, one row a territory, RFC 4180 quoting, LF line ends."""
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows([cell_text(state[field]) for field in FIELDS] for state in states)
    return content.getvalue().encode()


def state_geojson(dataset: Dataset, heading: Mapping[str, str], states: Sequence[State]) -> bytes:
    """Return an RFC 7946 FeatureCollection: a territory each, WGS 84, longitude first.

    Backdrop lands have no state and are left out.
    """
    geometries = {feature["id"]: feature["geometry"] for feature in dataset.features}
    features = [
        {
            "type": "Feature",
            "id": state["territory_id"],
            "properties": {**state, **_names(dataset, state)},
            "geometry": geometries[state["territory_id"]],
        }
        for state in states
    ]
    content = {"type": "FeatureCollection", **heading, "features": features}
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)


def cell_text(value: object) -> str:
    """Return a value as a CSV cell that no spreadsheet takes for a formula.

    A leading ``=``, ``+``, ``-``, ``@``, tab or carriage return gets an apostrophe
    before it, by which spreadsheets know text.
    """
    if value is None:
        return ""
    text = ";".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _fields(state: TerritoryState) -> State:
    fields = {field: getattr(state, field) for field in FIELDS}
    fields["since"] = state.since.isoformat()
    fields["until"] = state.until.isoformat() if state.until else None
    fields["claimants"] = list(state.claimants)
    return fields


def _names(dataset: Dataset, state: State) -> dict[str, str]:
    territory = dataset.territories[state["territory_id"]]
    controller = dataset.polities[state["controller"]]
    return {
        "name_en": territory.name.en,
        "name_tr": territory.name.tr,
        "controller_name_en": controller.name.en,
        "controller_name_tr": controller.name.tr,
    }
