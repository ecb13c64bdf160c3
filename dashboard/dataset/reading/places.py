"""Places of the map: a record for each feature of ``geo/places.geojson``."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.dataset.model import Language, Place
from dashboard.dataset.text import text_of

STEMS = ("name", "modern")
"""What the properties with names begin with: those of the time and today's."""


def place(feature: Mapping[str, Any], languages: Sequence[Language]) -> Place:
    """Return the record of a feature whose properties are of their types."""
    properties = feature["properties"]
    return Place(
        id=str(feature["id"]),
        kind=properties["kind"],
        rank=properties["rank"],
        name=text_of(properties, "name", languages),
        today=text_of(properties, "modern", languages),
        names={stem: _names(properties, f"{stem}_") for stem in STEMS},
        other_names=tuple(filter(None, properties["other_names"].split(";"))),
        territory=properties["territory"],
        basis=properties["basis"],
        geometry=feature["geometry"],
    )


def _names(properties: Mapping[str, Any], stem: str) -> dict[Language, str]:
    return {key.removeprefix(stem): properties[key] for key in properties if key.startswith(stem)}
