"""Places as Linked Places format, by which gazetteers take in places.

References
----------
Linked Places format 1.3, https://github.com/LinkedPasts/linked-places-format.
Types are concepts of the Getty Art & Architecture Thesaurus.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import orjson

from dashboard.dataset import renaming
from dashboard.dataset.model import Dataset, Place, PlaceName
from dashboard.dataset.place_links import place_links
from dashboard.dataset.reading.inside import Files
from dashboard.export import about
from dashboard.i18n import SOURCE_LANGUAGE

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
TERMS: Mapping[str, str] = {
    "fclasses": "gn:featureClass",
    "rank": "http://purl.org/dc/terms/extent",
    "basis": "http://purl.org/dc/terms/provenance",
    "version": "http://schema.org/version",
    "citation": "http://purl.org/dc/terms/bibliographicCitation",
}
"""What our members mean that the context of the format does not have: in RDF they would vanish."""
MEDIA_TYPE = "application/ld+json"
ONE_DAY = timedelta(days=1)

_LESS = re.compile(r"\d{4}(-\d\d)?")
"""A year or a month, as EDTF has them."""

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
    the public address where the file is given to a gazetteer. Without a ``base`` the addresses
    are relative to where the file is served from.
    """
    base = base.rstrip("/")
    address = f"{base}/api/places.jsonld"
    span = _years(dataset)
    links = _links(dataset)
    names = renaming.names_of_places(dataset)
    content = {
        "type": "FeatureCollection",
        "@context": [CONTEXT, TERMS],
        "version": dataset.version,
        "license": f"https://spdx.org/licenses/{dataset.licence}",
        "citation": about.citation(dataset),
        "features": [
            _place(dataset, place, names[place.id], (base, address), span) | links.get(place.id, {})
            for place in dataset.places
        ],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _links(dataset: Dataset) -> dict[str, dict[str, Any]]:
    """Return the member ``links`` of each place that has records in other gazetteers."""
    records: dict[str, list[dict[str, Any]]] = {}
    for link in place_links(Files(dataset.folder)):
        record = {"type": "closeMatch", "identifier": link.address}
        cited = [{"label": link.said_by}]
        records.setdefault(link.place_id, []).append({**record, "citations": cited})
    return {place: {"links": links} for place, links in records.items()}


def _years(dataset: Dataset) -> dict[str, Any]:
    first, last = dataset.first_day.isoformat()[:4], dataset.last_day.isoformat()[:4]
    return {"timespans": [{"start": {"in": first}, "end": {"in": last}}]}


def _place(
    dataset: Dataset,
    place: Place,
    names: Sequence[renaming.Named],
    addresses: tuple[str, str],
    span: Mapping[str, Any],
) -> dict[str, Any]:
    base, address = addresses
    concept, label, letter = TYPES[place.kind]
    feature = {
        "@id": f"{address}#{place.id}",
        "type": "Feature",
        "properties": {
            "title": str(place.name),
            "fclasses": [letter],
            "rank": place.rank,
            "basis": place.basis,
        },
        "when": span,
        "names": _names(
            dataset, place, names, {"label": about.citation(dataset), "@id": f"{base}/"}
        ),
        "types": [
            {
                "identifier": f"aat:{concept}",
                "label": label,
                "sourceLabels": [{"label": place.kind, "lang": SOURCE_LANGUAGE}],
                "when": span,
            }
        ],
        "geometry": place.geometry,
    }
    inside = dataset.territories.get(place.territory)
    if inside:
        feature["relations"] = [
            {
                "relationType": "gvp:broaderPartitive",
                "relationTo": f"{base}/?territory={inside.id}",
                "label": f"in {inside.name}",
                "when": span,
            }
        ]
    return feature


def _names(
    dataset: Dataset,
    place: Place,
    names: Sequence[renaming.Named],
    source: Mapping[str, str],
) -> Sequence[Mapping[str, Any]]:
    """Names of the time with their years, those of today, and others; each of a language once.

    A renaming has its day, or its year where no more is known. The years of a name of today or of
    another language are not in the tables, so none are given.
    """
    toponyms: dict[tuple[str, str], dict[str, Any]] = {}
    for (name, language), runs in _runs(place, names).items():
        spans = [_span(dataset, names, first, last) for first, last in runs]
        named = {"toponym": name, "lang": language, "citations": [source]}
        toponyms[name, language] = {**named, "when": {"timespans": spans}}
    for language, name in place.names["modern"].items():
        if name:
            toponyms.setdefault((name, language), {"toponym": name, "lang": language})
    written = {name for name, _language in toponyms}
    for name in place.other_names:
        if name not in written:
            toponyms[name, "und"] = {"toponym": name, "lang": "und", "citations": [source]}
    return list(toponyms.values())


def _runs(
    place: Place, names: Sequence[renaming.Named]
) -> Mapping[tuple[str, str], list[tuple[int, int]]]:
    """First and last number among ``names`` of each stretch with the same name in a language."""
    stretches: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for number, named in enumerate(names):
        for language, name in (named.name if named.row else place.names["name"]).items():
            runs = stretches.setdefault((name, language), [])
            if runs and runs[-1][1] == number - 1:
                runs[-1] = (runs[-1][0], number)
            else:
                runs.append((number, number))
    return stretches


def _span(
    dataset: Dataset, names: Sequence[renaming.Named], first: int, last: int
) -> Mapping[str, Mapping[str, str]]:
    """From the first of some names to the day before, or the year of, the name after the last."""
    row = names[first].row
    start = _day(row, row.start) if row else dataset.first_day.isoformat()[:4]
    after = names[last + 1].row if last + 1 < len(names) else None
    end = _day(after, after.start - ONE_DAY) if after else dataset.last_day.isoformat()[:4]
    return {"start": {"in": start}, "end": {"in": end}}


def _day(row: PlaceName, day: date) -> str:
    """A day, or its year or month where no more is known of the renaming."""
    return row.start_edtf if _LESS.fullmatch(row.start_edtf) else day.isoformat()
