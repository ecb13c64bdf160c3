"""The addresses for programs: an index, a description as OpenAPI 3.1, and headers for all of them.

The description is made from the route table, so that it names what there is and nothing else.
"""

import gzip
import os
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.routing import Rule

from dashboard.dataset.model import Dataset
from dashboard.export import about
from dashboard.export.address import base_path
from dashboard.export.cite import citation
from dashboard.export.data import exports
from dashboard.export.data.formats import FORMATS
from dashboard.ui.http.server import error

OURS = re.compile(r"/(api|snapshot|figure|handout|healthz)\b")
"""Addresses that answer programs."""
DATA = re.compile(r"/api(?:/(?!(?:animations|qr)\b)|$)")
"""Addresses that only read the data: another site's page may read them too."""
PARTIAL = frozenset({"gpkg", "zip", "fgb"})
"""Suffixes of files of which a program may ask for a part."""
PLAIN = ("application/json", "application/geo+json", "application/ld+json", "text/")
LEAST_BYTES = 1_000
KEPT_BYTES = 32_000_000

ORIGIN = "API_ORIGIN"
EXPOSED = "Content-Disposition, Content-Range, Data-Version, ETag, Link, Retry-After"

_PATHS: Mapping[str, Mapping[str, Any]] = {
    "day": {"type": "string", "format": "date"},
    "first": {"type": "string", "format": "date"},
    "last": {"type": "string", "format": "date"},
    "style": {"type": "string", "enum": list(citation.FORMATS)},
    "number": {"type": "integer", "minimum": 1},
}
_WORDS: Mapping[str, str] = {
    "address": "address of a view of this atlas, percent-encoded",
    "territory": "ids of territories, with commas between",
    "region": "ids of regions, with commas between",
    "power": "ids of powers, with commas between",
    "clip": "west,south,east,north in degrees: shapes are cut to the box",
    "bom": "1: a CSV begins with a byte-order mark",
    "lang": "language of the atlas",
    "view": "query of the page, percent-encoded",
    "sources": "1 or 0: with the sources",
}


def blueprint(dataset: Dataset) -> Blueprint:
    """``/api/`` and ``/api/openapi.json``."""
    routes = Blueprint("index", __name__)

    @routes.get("/api/", strict_slashes=False)
    def index() -> Response:
        """What the atlas answers to programs, with its version and licence."""
        content = {
            "title": str(dataset.title),
            **about.heading(dataset),
            "first_day": dataset.first_day.isoformat(),
            "last_day": dataset.last_day.isoformat(),
            "formats": list(FORMATS),
            "tables": {name: one.about for name, one in exports.EXPORTS.items()},
            "openapi": "/api/openapi.json",
            "schema": "/api/schema.json",
            "addresses": sorted(_written(one.rule) for one in _rules(current_app)),
        }
        return _json(content)

    @routes.get("/api/openapi.json")
    def description() -> Response:
        """This description of the addresses, as OpenAPI 3.1."""
        return _json(openapi(current_app, dataset))

    return routes


def _json(content: Mapping[str, Any]) -> Response:
    body = orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    return Response(body, mimetype="application/json", headers={"Cache-Control": "no-cache"})


# OpenAPI


def openapi(server: Flask, dataset: Dataset) -> dict[str, Any]:
    """Return the description of the addresses of ``server`` that answer programs."""
    paths: dict[str, dict[str, Any]] = {}
    for rule in _rules(server):
        view = server.view_functions[rule.endpoint]
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        for method in methods:
            operation = _operation(rule, method, view)
            paths.setdefault(_written(rule.rule), {})[method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {
            "title": str(dataset.title),
            "version": dataset.version,
            "license": {"name": dataset.licence, "identifier": dataset.licence},
        },
        "servers": [{"url": base_path() or "/"}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": {"Error": _ERROR}},
    }


_ERROR = {
    "type": "object",
    "required": ["ok", "error", "status"],
    "properties": {
        "ok": {"const": False},
        "error": {"type": "string", "description": "one line, with the cure"},
        "status": {"type": "integer"},
    },
}


def _rules(server: Flask) -> list[Rule]:
    """The rules for programs; the pages of other languages and the one for errors are left out."""
    return [
        rule
        for rule in server.url_map.iter_rules()
        if OURS.match(rule.rule) and "path:" not in rule.rule and not rule.defaults
    ]


def _written(rule: str) -> str:
    """``/api/state/<day>.<kind>`` as ``/api/state/{day}.{kind}``."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


def _operation(rule: Rule, method: str, view: Any) -> dict[str, Any]:
    words = (view.__doc__ or "").strip().split("\n")[0].replace("``", "")
    failed = {"$ref": "#/components/schemas/Error"}
    problem = {
        "description": "what is wrong, with the cure",
        "content": {"application/json": {"schema": failed}},
    }
    name = re.sub(r"[^a-z0-9]+", "_", rule.rule.lower()).strip("_")
    return {
        "operationId": f"{method.lower()}_{name}",
        "summary": words,
        "parameters": [*_in_path(rule, view), *_in_query(view)],
        "responses": {
            "202" if method == "POST" else "200": {"description": words},
            "default": problem,
        },
    }


def _in_path(rule: Rule, view: Any) -> list[dict[str, Any]]:
    kinds = getattr(view, "kinds", None)
    parameters = []
    for name in re.findall(r"<(?:\w+:)?(\w+)>", rule.rule):
        schema = dict(_PATHS.get(name, {"type": "string"}))
        if name == "kind" and kinds:
            schema["enum"] = list(kinds)
        parameters.append({"name": name, "in": "path", "required": True, "schema": schema})
    return parameters


def _in_query(view: Any) -> list[dict[str, Any]]:
    words: Sequence[str] = getattr(view, "words", ())
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": _WORDS.get(name, name),
            "schema": {"type": "string"},
        }
        for name in words
    ]


# Headers


def origin() -> str:
    """Return who may read the data from a page of its own: ``*``, an address, or nobody."""
    return os.environ.get("API_ORIGIN", "*")


def open_data(server: Flask, dataset: Dataset) -> None:
    """Say licence and version with each answer, let other sites read the data, and in parts."""
    licence = f'<https://spdx.org/licenses/{dataset.licence}>; rel="license"'
    squeezed = _Squeezed()

    @server.after_request
    def share(response: Response) -> Response:
        if OURS.match(request.path):
            # The page compares it with its own: what it saves is of the data that it shows.
            response.headers["Data-Version"] = dataset.version
        if not DATA.match(request.path):
            return response
        response.headers["Link"] = licence
        allowed = origin()
        if allowed:
            response.headers["Access-Control-Allow-Origin"] = allowed
            response.headers["Access-Control-Expose-Headers"] = EXPOSED
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Headers"] = "If-None-Match, Range"
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        if request.path.rpartition(".")[2] in PARTIAL:
            return _in_parts(response)
        return squeezed.answer(response)


def _in_parts(response: Response) -> Response:
    """Answer a request for a part of a file with that part."""
    if response.status_code != 200 or request.method not in ("GET", "HEAD"):
        return response
    length = response.content_length or len(response.get_data())
    try:
        response.make_conditional(request, accept_ranges=True, complete_length=length)
    except RequestedRangeNotSatisfiable:
        refused = error(f"the file has {length:,} bytes; ask for a part inside it", 416)
        refused.headers["Content-Range"] = f"bytes */{length}"
        return refused
    return response


class _Squeezed:
    """Texts as gzip, the last ones kept by their tag."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def answer(self, response: Response) -> Response:
        """Return the answer, compressed where the asker takes that and it is worth it."""
        if response.status_code != 200 or request.method != "GET":
            return response
        if not (response.mimetype or "").startswith(PLAIN):
            return response
        response.vary.add("Accept-Encoding")
        content = response.get_data()
        if len(content) < LEAST_BYTES or request.accept_encodings.quality("gzip") <= 0:
            return response
        tag, _weak = response.get_etag()
        response.set_data(self._squeeze(tag, content))
        response.headers["Content-Encoding"] = "gzip"
        if tag:
            # The bytes differ from those without compression, what they say does not.
            response.set_etag(tag, weak=True)
        return response

    def _squeeze(self, tag: str | None, content: bytes) -> bytes:
        if tag and tag in self._kept:
            return self._kept[tag]
        squeezed = gzip.compress(content, 6, mtime=0)
        if tag:
            self._kept[tag] = squeezed
            while sum(map(len, list(self._kept.values()))) > KEPT_BYTES:
                self._kept.popitem(last=False)
        return squeezed
