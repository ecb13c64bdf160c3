"""The addresses for programs: an index, their description, and headers for all of them."""

import os
from collections.abc import Mapping
from typing import Any

import orjson
from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from dashboard.dataset.model import Dataset
from dashboard.export import about
from dashboard.export.data import exports
from dashboard.export.data.formats import FORMATS
from dashboard.ui.http import coding, openapi
from dashboard.ui.http.openapi import DATA, OURS
from dashboard.ui.http.server import error

PARTIAL = frozenset({"zip", *(suffix for suffix, form in FORMATS.items() if form.partial)})
"""Suffixes of files of which a program may ask for a part."""
PLAIN = ("application/json", "application/geo+json", "application/ld+json", "text/")
LEAST_BYTES = 1_000

ORIGIN = "API_ORIGIN"
EXPOSED = "Content-Disposition, Content-Range, Data-Version, ETag, Link, Retry-After"


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
            "tables": {name: export.about for name, export in exports.EXPORTS.items()},
            "openapi": "/api/openapi.json",
            "schema": "/api/schema.json",
            "addresses": sorted(openapi.written(rule.rule) for rule in openapi.rules(current_app)),
        }
        return _json(content)

    @routes.get("/api/openapi.json")
    def description() -> Response:
        """This description of the addresses, as OpenAPI 3.1."""
        return _json(openapi.describe(current_app, dataset))

    return routes


def _json(content: Mapping[str, Any]) -> Response:
    body = orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    return Response(body, mimetype="application/json", headers={"Cache-Control": "no-cache"})


# Headers


def origin() -> str:
    """Return who may read the data from a page of its own: ``*``, an address, or nobody."""
    return os.environ.get("API_ORIGIN", "*")


def open_data(server: Flask, dataset: Dataset) -> None:
    """Say licence and version with each answer, let other sites read the data, and in parts."""
    licence = f'<https://spdx.org/licenses/{dataset.licence}>; rel="license"'

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
        return _squeezed(response)


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


def _squeezed(response: Response) -> Response:
    """Return the answer, compressed where the asker takes that and it is worth it."""
    if response.status_code != 200 or request.method != "GET":
        return response
    if not (response.mimetype or "").startswith(PLAIN):
        return response
    response.vary.add("Accept-Encoding")
    content, taken = response.get_data(), coding.asked()
    if len(content) < LEAST_BYTES or not taken:
        return response
    response.set_data(coding.quick(content, taken))
    response.headers["Content-Encoding"] = taken
    tag, _weak = response.get_etag()
    if tag:
        # The bytes differ from those without compression, what they say does not.
        response.set_etag(tag, weak=True)
    return response
