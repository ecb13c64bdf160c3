"""The properties that the features of each layer have."""

from collections.abc import Mapping
from functools import cache

from dashboard.dataset import vocabulary
from dashboard.dataset.schema.words import (
    Schema,
    choice,
    count,
    flag,
    group,
    line,
    many,
    number,
    text,
    translated,
)
from dashboard.dataset.text import LOCATOR, Language, text_column

_FEATURE = "Properties of a feature"
_KIND = "What the feature is"
_RANK = count("What a map with little room shows first, from 1")
_BASIS = line("How the feature was made: words that PROVENANCE.md explains, with ; between", "")
_TODAY = text("Today's name where it differs", "")
_KM = number("Length in kilometres", 0, 50_000)


@cache
def properties_of(path: str, languages: tuple[Language, ...]) -> Schema:
    """Return the schema of the properties of a feature of a layer, by its path in the package."""
    return _layers(languages)[path]


@cache
def _layers(languages: tuple[Language, ...]) -> Mapping[str, Schema]:
    return {**_areas(languages), **_ground(languages), **_history(languages)}


def _names(languages: tuple[Language, ...]) -> dict[str, Schema]:
    return translated("name", line("Name shown on the map", ""), languages)


def _grounds(languages: tuple[Language, ...]) -> dict[str, Schema]:
    about = text("What the geometry rests on, in a sentence", "")
    return translated("basis", about, languages)


def _areas(languages: tuple[Language, ...]) -> dict[str, Schema]:
    return {
        "geo/territories.geojson": group(
            _FEATURE,
            {
                "parent": line("Id of the territory that the feature was part of", None),
                "area_km2": number("Geodesic area in square kilometres", 0, 600_000_000, None),
                **_grounds(languages),
                "boundaries": many("The outline by stretches", _boundary(languages), []),
                "backdrop": flag("True for land that no table names", False),
                "role": line("Power whose colour a backdrop land has: an id of roles.csv", None),
                **_names(languages),
            },
        ),
        "geo/screen.geojson": group(_FEATURE, {}),
    }


def _ground(languages: tuple[Language, ...]) -> dict[str, Schema]:
    names = _names(languages)
    return {
        "geo/base.geojson": group(
            _FEATURE,
            {
                "kind": choice(_KIND, vocabulary.BASE_KIND),
                **names,
                "rank": _RANK | {"default": 1},
                "basis": _BASIS,
                "border": flag("True for a stretch of river that is a frontier today", False),
            },
        ),
        "geo/places.geojson": group(
            _FEATURE,
            {
                "kind": choice(_KIND, vocabulary.PLACE_KIND),
                **names,
                "rank": _RANK,
                "basis": _BASIS,
                **translated("modern", _TODAY, languages),
                "other_names": text("Other names to find it by, with ; between", ""),
                "territory": line("Id of the territory that it lies in; empty outside", ""),
            },
            patternProperties={"^name_": line("Name of the time in a further language", "")},
        ),
        "geo/railways.geojson": group(
            _FEATURE,
            {
                "kind": choice(_KIND, vocabulary.RAILWAY_KIND),
                **names,
                "rank": _RANK,
                "basis": _BASIS,
                "opened": count("Year in which the whole stretch was in use", None),
                "gauge_mm": count("Gauge in millimetres", None),
                "length_km": count("Length as drawn, in kilometres", None),
                "height_m": count("Height of a pass in metres", None),
                "place": line("Id of the place of a station, or empty", ""),
                "lines": text("Ids of the railways and roads of a stop, with ; between", ""),
            },
        ),
    }


def _history(languages: tuple[Language, ...]) -> dict[str, Schema]:
    return {
        "geo/lines.geojson": group(
            _FEATURE,
            {
                "kind": line("Id of a kind of line of datapackage.json", empty=True),
                **_names(languages),
                "start": line("First day on which the line is true, as 2001-10-13", empty=True),
                "end": line("First day on which it is no longer true; empty: open", empty=True),
                "treaty": line("Id of treaties.csv, or empty", empty=True),
                "event": line("Id of events.csv, or empty", empty=True),
                "status": choice("Whether the line was in force", vocabulary.LINE_STATUS),
                "certainty": choice("How sure the line is", vocabulary.CERTAINTY),
                "grade": choice("How far across the line the truth may lie", vocabulary.GRADE),
                **_grounds(languages),
                "source_key": text("Keys of sources.bib, with ; between"),
                **_locators(languages),
            },
        ),
    }


def _locators(languages: tuple[Language, ...]) -> dict[str, Schema]:
    place = "Place in each of the sources, with ; between"
    return {
        text_column(LOCATOR, language, languages): text(place)
        if language == languages[0]
        else text(place, "")
        for language in languages
    }


def _boundary(languages: tuple[Language, ...]) -> Schema:
    ground = text("What the stretch rests on, in a sentence")
    return group(
        "A stretch of the outline with a single neighbour and ground",
        {
            "neighbour": line("Id of the neighbour; empty at the sea", empty=True),
            "kind": choice("What the stretch follows", vocabulary.BOUNDARY_KIND),
            "line": line("Id of the cut line", ""),
            "accuracy": choice("Grade of accuracy", vocabulary.GRADE),
            **translated("basis", ground, languages),
            "km": _KM,
        },
    )
