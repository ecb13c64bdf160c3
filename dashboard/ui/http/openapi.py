"""The description of the addresses for programs as OpenAPI 3.1.

It is made from the route table and from what the routes say of their parameters, so that it names
what there is and nothing else; values that only the data package knows are listed from it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from dashboard.cartography.look.map_layers import LAYERS
from dashboard.dataset.model import Dataset
from dashboard.export import extras
from dashboard.export.address import base_path
from dashboard.export.cite import citation
from dashboard.export.data import gazetteer
from dashboard.export.data.formats import FORMATS
from dashboard.export.press.choices import BY, FIGURES
from dashboard.ui.http.animations import MEDIA_TYPES as FILMS
from dashboard.ui.http.animations import SUBTITLES
from dashboard.ui.http.handouts import MEDIA_TYPES as HANDOUTS
from dashboard.ui.http.snapshots import MEDIA_TYPES as SHEETS

OURS = re.compile(r"/(api|snapshot|figure|handout|healthz)\b")
"""Addresses that answer programs."""
DATA = re.compile(r"/api(?:/(?!(?:animations|qr)\b)|$)")
"""Addresses that only read the data: another site's page may read them too."""

Schema = dict[str, Any]
View = Callable[..., Any]

_MEDIA: Mapping[str, str] = {
    **{suffix: form.media_type for suffix, form in FORMATS.items()},
    **SHEETS,
    "jsonld": gazetteer.MEDIA_TYPE,
    "zip": "application/zip",
    "vtt": SUBTITLES,
    **HANDOUTS,
}
_ABOUT: Mapping[str, str] = {
    "address": "address of a view of this atlas, percent-encoded",
    "territory": "ids of territories, with commas between; a sheet or film takes a single id",
    "region": "ids of regions, with commas between",
    "power": "ids of powers, with commas between",
    "clip": "west,south,east,north in degrees: shapes are cut to the box",
    "reading": "id of another reading of what sources dispute",
    "bom": "1: a CSV begins with a byte-order mark; other formats have none",
    "lang": "language of the atlas",
    "view": "query of the page, percent-encoded; what the page does not know is left out",
    "sources": "1 or 0: with the sources",
    "size": "a name of docs/exports.md, or WIDTHxHEIGHT: of a sheet in mm, of a film in pixels",
    "dpi": "dots per inch of a PNG",
    "extent": "home, a territory, a region, or west,south,east,north in degrees",
    "layers": "ids of layers with commas between; none for none",
    "compare": "another day, to show beside the first",
    "bw": "1: in greys",
    "without": "title, legend, sources: what is left out, with commas between; none for none",
    "order": "of the strips",
    "day": "of a table",
    "treaty": "id of a treaty: its land is numbered, its terms are in the legend",
    "from": "first day",
    "to": "last day",
    "by": "what a picture of a film is made for",
    "fps": "pictures a second",
    "pace": "2 is twice as fast",
    "kind": "suffix of the file",
}
_ERROR: Schema = {
    "type": "object",
    "required": ["ok", "error", "status"],
    "properties": {
        "ok": {"const": False},
        "error": {"type": "string", "description": "a line, with the cure"},
        "status": {"type": "integer"},
    },
}


def describe(server: Flask, dataset: Dataset) -> dict[str, Any]:
    """Return the description of the addresses of ``server`` that answer programs."""
    paths: dict[str, dict[str, Any]] = {}
    for rule in rules(server):
        view = server.view_functions[rule.endpoint]
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            operation = _operation(rule, method, view, dataset)
            paths.setdefault(written(rule.rule), {})[method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {
            "title": str(dataset.title),
            "version": dataset.version,
            "license": {"name": dataset.licence, "identifier": dataset.licence},
        },
        "servers": [{"url": base_path() or "/"}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": {"Error": _ERROR, **_ids(dataset)}},
    }


def rules(server: Flask) -> list[Rule]:
    """The rules for programs; the pages of other languages and the page for errors are left out."""
    return [
        rule
        for rule in server.url_map.iter_rules()
        if OURS.match(rule.rule) and "path:" not in rule.rule and not rule.defaults
    ]


def written(rule: str) -> str:
    """``/api/state/<day>.<kind>`` as ``/api/state/{day}.{kind}``."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


def _ids(dataset: Dataset) -> dict[str, Schema]:
    """The ids of the data package, named once."""
    known = {
        "Territory": dataset.territories,
        "Region": dataset.regions,
        "Power": dataset.roles,
        "Story": dataset.stories,
    }
    return {name: {"type": "string", "enum": list(ids)} for name, ids in known.items() if ids}


def _operation(rule: Rule, method: str, view: View, dataset: Dataset) -> dict[str, Any]:
    words = (view.__doc__ or "").strip().split("\n")[0].replace("``", "")
    problem = {
        "description": "what is wrong, with the cure",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    name = re.sub(r"[^a-z0-9]+", "_", rule.rule.lower()).strip("_")
    answer = {"description": words, "content": {kind: {} for kind in _media(rule, view)}}
    return {
        "operationId": f"{method.lower()}_{name}",
        "summary": words,
        "parameters": [*_in_path(rule, view, dataset), *_in_query(rule, view, dataset)],
        "responses": {"202" if method == "POST" else "200": answer, "default": problem},
    }


def _media(rule: Rule, view: View) -> list[str]:
    """The media types of what an address answers."""
    end = rule.rule.rpartition("/")[2]
    if end == "film":
        return list(FILMS.values())
    if end == "<style>":
        return sorted({form.media for form in citation.FORMATS.values()})
    if rule.rule.startswith("/handout/") and "." not in end:
        return ["text/html; charset=utf-8"]
    kinds = _kinds(view) if end.endswith("<kind>") else [end.rpartition(".")[2]]
    return [_MEDIA.get(kind, "application/json") for kind in kinds]


def _kinds(view: View) -> Sequence[str]:
    """The suffixes of the files of an address: those of a table, else those of a sheet."""
    return getattr(view, "kinds", ()) or tuple(SHEETS)


# Parameters


def _in_path(rule: Rule, view: View, dataset: Dataset) -> list[dict[str, Any]]:
    days = _days(dataset)
    schemas: Mapping[str, Schema] = {
        **dict.fromkeys(("day", "first", "last"), days),
        "kind": {"type": "string", "enum": list(_kinds(view))},
        "style": {"type": "string", "enum": list(citation.FORMATS)},
        "number": {"type": "integer", "minimum": 1},
        "name": {"$ref": "#/components/schemas/Story"} if dataset.stories else {"type": "string"},
        "language": {"type": "string", "enum": list(dataset.languages)},
        "what": {"type": "string", "enum": list(FIGURES)},
    }
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": schemas.get(name, {"type": "string"}),
        }
        for name in re.findall(r"<(?:\w+:)?(\w+)>", rule.rule)
    ]


def _in_query(rule: Rule, view: View, dataset: Dataset) -> list[dict[str, Any]]:
    drawn = not DATA.match(rule.rule)
    needed = getattr(view, "needed", ())
    parameters = []
    for name in _words(view):
        schema = _schema(name, dataset, drawn)
        parameters.append(
            {
                "name": name,
                "in": "query",
                "required": name in needed,
                "description": _ABOUT[name],
                "schema": schema,
                **({"style": "form", "explode": False} if schema.get("type") == "array" else {}),
            }
        )
    return parameters


def _words(view: View) -> Sequence[str]:
    """The words of the query that a view takes; if it draws, read when asked for."""
    words = getattr(view, "words", ())
    try:
        return tuple(words() if callable(words) else words)
    except ImportError as problem:
        # Without the library that draws there is no such file, and the answer says so.
        if extras.cure(problem):
            return ()
        raise


def _schema(name: str, dataset: Dataset, drawn: bool) -> Schema:
    """What a word of the query may be; ``drawn`` says that it is asked of a sheet or film."""
    switch = ("0", "1")
    choices = {"lang": dataset.languages, "bom": switch, "bw": switch, "sources": switch}
    choices["reading"] = tuple(dataset.readings)
    if name in choices:
        return {"type": "string", "enum": ["", *choices[name]]}
    ids = {"territory": "Territory", "region": "Region", "power": "Power"}
    if name in ids:
        id_ = {"$ref": f"#/components/schemas/{ids[name]}"}
        # An empty one is passed over: `power=` is all of them.
        return id_ if drawn else {"type": "array", "items": {"anyOf": [id_, {"const": ""}]}}
    if name == "treaty":
        return {"type": "string", "enum": ["", *dataset.treaties]}
    if name in ("compare", "from", "to", "day"):
        return _days(dataset)
    return _drawn(name, dataset) if drawn else {"type": "string"}


def _drawn(name: str, dataset: Dataset) -> Schema:
    """What a word of a sheet, figure or film may be; only called where that can be drawn."""
    from dashboard.cartography.paper import sheet
    from dashboard.cartography.screen.strips import orders
    from dashboard.export.press import animation

    def some(words: Sequence[str]) -> Schema:
        return {"type": "array", "items": {"type": "string", "enum": [*words, "none"]}}

    schemas: Mapping[str, Callable[[], Schema]] = {
        "layers": lambda: some(list(LAYERS)),
        "without": lambda: some(sheet.PARTS),
        "dpi": lambda: _whole(sheet.MIN_DPI, sheet.MAX_DPI),
        "fps": lambda: _whole(1, animation.MAX_FPS),
        "pace": lambda: {
            "type": "number",
            "minimum": animation.MIN_PACE,
            "maximum": animation.MAX_PACE,
        },
        "order": lambda: {"type": "string", "enum": list(orders(dataset))},
        "by": lambda: {"type": "string", "enum": list(BY)},
        "kind": lambda: {"type": "string", "enum": list(FILMS)},
    }
    return schemas[name]() if name in schemas else {"type": "string"}


def _whole(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _days(dataset: Dataset) -> Schema:
    first, last = dataset.first_day, dataset.last_day
    years = "|".join(str(year) for year in range(first.year, last.year + 1))
    return {
        "type": "string",
        "format": "date",
        "pattern": f"^({years})-[0-9]{{2}}-[0-9]{{2}}$",
        "description": f"a day from {first} to {last}",
    }
