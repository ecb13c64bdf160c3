"""The layers of a package: GeoJSON files into features that are of their schema."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from dashboard.dataset.model import Language
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.descriptor import DEEPEST, depth_of
from dashboard.dataset.reading.inside import Files
from dashboard.dataset.reading.tables import read_text
from dashboard.dataset.schema.check import Schema, faults, with_defaults
from dashboard.dataset.schema.layers import properties_of

LAYERS = TERRITORIES, SCREEN, BASE, PLACES, LINES, RAILWAYS = (
    "geo/territories.geojson",
    "geo/screen.geojson",
    "geo/base.geojson",
    "geo/places.geojson",
    "geo/lines.geojson",
    "geo/railways.geojson",
)
"""All that the map can draw; a package must have the first and may leave out the others."""

Feature = Mapping[str, Any]
Collection = tuple[tuple[Feature, ...], Mapping[str, Any]]


def read_layers(
    files: Files,
    descriptor: Mapping[str, Any],
    languages: tuple[Language, ...],
    problems: list[Problem],
) -> dict[str, Collection | None]:
    """Return what is read of each layer; all but the territories may be left out of a package."""
    return {
        path: _read_layer(files, path, languages, problems)
        for path in LAYERS
        if path == TERRITORIES or not is_left_out(files.folder, path, descriptor)
    }


def is_left_out(folder: Path, path: str, descriptor: Mapping[str, Any]) -> bool:
    """Tell whether a file is neither in ``folder`` nor listed in its descriptor."""
    listed = [resource["path"] for resource in descriptor.get("resources", ())]
    return path not in listed and not os.path.lexists(folder / path)


def _read_layer(
    files: Files, path: str, languages: tuple[Language, ...], problems: list[Problem]
) -> Collection | None:
    """Return the features of a GeoJSON file in file order, and its other members."""
    content = read_text(files, path, problems)
    if content is None:
        return None
    try:
        collection = orjson.loads(content)
        if collection["type"] != "FeatureCollection":
            raise ValueError(f"its type is {collection['type']}")
        features = tuple(collection.pop("features"))
        for feature in features:
            _ = feature["properties"].keys(), feature["geometry"]["coordinates"]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        rule = f"is not a GeoJSON FeatureCollection ({error})"
        problems.append(
            Problem(path, None, "", "", rule, "write a FeatureCollection as RFC 7946 defines it")
        )
        return None
    schema = properties_of(path, languages)
    readable = [_check(path, schema, feature, problems) for feature in features]
    # As with a table that cannot be read: a rule on half a layer would name faults that are none.
    if not all(readable):
        return None
    return tuple(_completed(schema, feature) for feature in features), collection


def _check(path: str, schema: Schema, feature: Feature, problems: list[Problem]) -> bool:
    """Report properties that their layer does not allow; return whether they can be read."""
    name = str(feature.get("id") or "a feature")
    if depth_of(feature["properties"]) > DEEPEST:
        rule = f"has more than {DEEPEST} objects and lists within each other"
        problems.append(Problem(path, None, "properties", name, rule, "write fewer"))
        return False
    readable = True
    for fault in faults(schema, feature["properties"]):
        readable = readable and fault.word
        rule = f"has the {fault.column} {fault.shown or '(empty)'}, which {fault.rule}"
        if fault.rule == "is missing":
            rule = f"has no {fault.column}"
        problems.append(Problem(path, None, fault.column, name, rule, fault.cure))
    return readable


def _completed(schema: Schema, feature: Feature) -> Feature:
    """Return a feature with the properties that it may leave out."""
    return {**feature, "properties": with_defaults(schema, feature["properties"])}
