"""What the page says of itself to machines: dataset search, reference managers, other languages.

References
----------
schema.org/Dataset, https://developers.google.com/search/docs/appearance/structured-data/dataset;
Highwire ``citation_*`` tags, which Zotero and Google Scholar read.
"""

from functools import partial
from html import escape
from typing import Any

import orjson

from dashboard import i18n
from dashboard.dataset.model import Dataset, Language
from dashboard.export import about
from dashboard.export.address import prefix, public_base
from dashboard.ui.page import url

LICENCES = "https://spdx.org/licenses/"
FILES = (
    ("/api/package.zip", "application/zip"),
    ("/api/states/{first}/{last}.gpkg", "application/geopackage+sqlite3"),
    ("/api/states/{first}/{last}.geojson", "application/geo+json"),
    ("/api/states/{first}/{last}.csv", "text/csv"),
    ("/api/places.jsonld", "application/ld+json"),
)
"""The data as files: address and media type."""


def head(dataset: Dataset, language: Language) -> str:
    """Return the elements of ``<head>`` that describe the atlas in a language."""
    tags = [
        ("description", description(dataset, language)),
        ("citation_title", dataset.title[language]),
        *(("citation_author", author) for author in dataset.authors),
        ("citation_publication_date", dataset.created.replace("-", "/")),
        ("citation_language", language),
        ("citation_version", dataset.version),
    ]
    base = public_base()
    if base:
        tags.append(("citation_public_url", f"{base}{prefix(language, dataset.languages)}"))
    metas = (f'<meta name="{name}" content="{escape(text)}">' for name, text in tags)
    said = orjson.dumps(described(dataset, language)).decode().replace("<", "\\u003c")
    script = f'<script type="application/ld+json">{said}</script>'
    return "".join([*metas, *_links(dataset, language), script])


def description(dataset: Dataset, language: Language) -> str:
    """Return what the atlas is in a sentence."""
    days = (i18n.day_label(day, language) for day in (dataset.first_day, dataset.last_day))
    first, last = days
    _ = i18n.translator(language)
    form = _(
        "Who held, claimed and ceded each territory on every day from {first} to {last}, "
        "with the sources and how sure each statement is."
    )
    return f"{dataset.title[language]}. {form.format(first=first, last=last)}"


def described(dataset: Dataset, language: Language) -> dict[str, Any]:
    """Return the atlas as a schema.org Dataset."""
    base = public_base()
    page = prefix(language, dataset.languages)
    west, south, east, north = dataset.home
    known: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": dataset.title[language],
        "description": description(dataset, language),
        "version": dataset.version,
        "license": f"{LICENCES}{dataset.licence}",
        "citation": about.citation(dataset),
        "creator": [{"@type": "Organization", "name": author} for author in dataset.authors],
        "datePublished": dataset.created,
        "inLanguage": list(dataset.languages),
        "isAccessibleForFree": True,
        "temporalCoverage": f"{dataset.first_day}/{dataset.last_day}",
        "spatialCoverage": {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"},
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{base}{path}" if base else url.relative(path, page),
                "encodingFormat": media,
            }
            for path, media in _files(dataset)
        ],
    }
    return known | ({"url": f"{base}{page}"} if base else {})


def _files(dataset: Dataset) -> list[tuple[str, str]]:
    days = {"first": dataset.first_day, "last": dataset.last_day}
    return [(path.format(**days), media) for path, media in FILES]


def _links(dataset: Dataset, language: Language) -> list[str]:
    at = partial(url.relative, page=prefix(language, dataset.languages))
    links = [f'<link rel="license" href="{LICENCES}{escape(dataset.licence)}">']
    links += [
        f'<link rel="alternate" hreflang="{code}" href="{at(prefix(code, dataset.languages))}">'
        for code in dataset.languages
    ]
    links += [
        f'<link rel="alternate" type="{media}" href="{at(path)}">'
        for path, media in _files(dataset)
    ]
    described = at("/api/openapi.json")
    links.append(f'<link rel="service-desc" type="application/json" href="{described}">')
    return links
