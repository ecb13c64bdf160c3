"""Features of the base layer and of the railways into records."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.dataset.ground import BaseFeature, Railway
from dashboard.dataset.text import Language, text_of


def base_feature(feature: Mapping[str, Any], languages: Sequence[Language]) -> BaseFeature:
    """Return the record of a feature whose properties are of their types."""
    properties = feature["properties"]
    return BaseFeature(
        id=str(feature["id"]),
        kind=properties["kind"],
        rank=properties["rank"],
        name=text_of(properties, "name", languages),
        border=properties["border"],
        geometry=feature["geometry"],
    )


def railway(feature: Mapping[str, Any], languages: Sequence[Language]) -> Railway:
    """Return the record of a feature whose properties are of their types."""
    properties = feature["properties"]
    return Railway(
        id=str(feature["id"]),
        kind=properties["kind"],
        name=text_of(properties, "name", languages),
        place=properties["place"],
        height_m=properties["height_m"],
        geometry=feature["geometry"],
    )
