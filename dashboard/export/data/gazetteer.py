"""Places as Linked Places format, by which gazetteers take in places.

References
----------
Linked Places format 1.3, https://github.com/LinkedPasts/linked-places-format.
Types are concepts of the Getty Art & Architecture Thesaurus.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from dashboard.dataset.model import Dataset, Language
from dashboard.export import about
from dashboard.i18n import SOURCE_LANGUAGE

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
MEDIA_TYPE = "application/ld+json"

TYPES: Mapping[str, tuple[str, str, str]] = {
    "capital": ("300008389", "city", "P"),
    "city": ("300008389", "city", "P"),
    "town": ("300008375", "town", "P"),
    "village": ("300008372", "village", "P"),
    "station": ("300008347", "inhabited place", "P"),
    "fort": ("300006888", "fortification", "S"),
}
"""Kind of a place -> concept of the thesaurus, its name, class of GeoNames."""


def render(dataset: Dataset, base: str) -> bytes:
    """Return the places as GeoJSON that is JSON-LD too; ``base`` is the address of the atlas.

    Every place has an address of its own under ``base``, which must therefore be
    the public one where the file is given to a gazetteer. Without a ``base`` the addresses
    are relative to where the file is served from.
    """
    base = base.rstrip("/")
    address = f"{base}/api/places.jsonld"
    span = _years(dataset)
    content = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        **about.heading(dataset),
        "features": [_place(dataset, one, base, address, span) for one in dataset.places],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _years(dataset: Dataset) -> dict[str, Any]:
    first, last = dataset.first_day.isoformat()[:4], dataset.last_day.isoformat()[:4]
    return {"timespans": [{"start": {"in": first}, "end": {"in": last}}]}


def _place(
    dataset: Dataset, feature: Mapping[str, Any], base: str, address: str, span: Mapping[str, Any]
) -> dict[str, Any]:
    known = feature["properties"]
    concept, label, letter = TYPES[known["kind"]]
    place = {
        "@id": f"{address}#{feature['id']}",
        "type": "Feature",
        "properties": {
            "title": str(dataset.text(known, "name")),
            "fclasses": [letter],
            "rank": known["rank"],
            "basis": known.get("basis", ""),
        },
        "when": span,
        "names": _names(known, span, {"label": about.citation(dataset), "@id": f"{base}/"}),
        "types": [
            {
                "identifier": f"aat:{concept}",
                "label": label,
                "sourceLabels": [{"label": known["kind"], "lang": SOURCE_LANGUAGE}],
                "when": span,
            }
        ],
        "geometry": feature["geometry"],
    }
    inside = dataset.territories.get(known.get("territory", ""))
    if inside:
        place["relations"] = [
            {
                "relationType": "gvp:broaderPartitive",
                "relationTo": f"{base}/?territory={inside.id}",
                "label": f"in {inside.name}",
                "when": span,
            }
        ]
    return place


def _by_language(known: Mapping[str, Any], stem: str) -> Iterable[tuple[Language, str]]:
    """Yield language and name of the properties that begin with ``stem``, in their order."""
    return ((one.removeprefix(stem), known[one]) for one in known if one.startswith(stem))


def _names(
    known: Mapping[str, Any], span: Mapping[str, Any], source: Mapping[str, str]
) -> Sequence[Mapping[str, Any]]:
    """Names of the time with their years, then those of today; each name of a language once."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for language, name in _by_language(known, "name_"):
        if name:
            found[name, language] = {
                "toponym": name,
                "lang": language,
                "citations": [source],
                "when": span,
            }
    for language, name in _by_language(known, "modern_"):
        if name:
            found.setdefault((name, language), {"toponym": name, "lang": language})
    return list(found.values())
