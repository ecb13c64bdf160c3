"""``/api/animations``: begin a film, ask how far it is, end it, fetch it."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import orjson
from flask import Blueprint, Response, current_app, request, send_file

from dashboard.cartography.paper.deadline import TooSlow
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline
from dashboard.export import parameters
from dashboard.export.address import base_address
from dashboard.ui.http.films import Full, Limits, Studio, is_key
from dashboard.ui.http.server import error, unwritable
from dashboard.ui.http.snapshots import Press
from dashboard.ui.http.workshop import key_of, query, taking

if TYPE_CHECKING:
    from dashboard.cartography.paper.plate import Plate
    from dashboard.export.press.animation import Animation

MEDIA_TYPES = {"mp4": "video/mp4", "webm": "video/webm", "gif": "image/gif"}
SUBTITLES = "text/vtt; charset=utf-8"
RETRY_SECONDS = "15"


def blueprint(
    dataset: Dataset,
    timeline: Timeline,
    press: Press | None = None,
    studio: Studio | None = None,
) -> Blueprint:
    """The addresses of films; ``POST`` takes the words of ``animation.DEFAULTS`` and ``kind``."""
    routes = Blueprint("animations", __name__)
    press = press or Press(dataset, timeline)
    studio = studio or Studio(dataset, Limits.from_environment())
    _guard(routes, studio)

    @routes.post("/api/animations")
    @taking(_words)
    def start() -> Response:
        """Begin a film; the answer has the address that says how far it is."""

        try:
            asked = query(_words())
            kind = asked.pop("kind", "mp4")
            ordered = _order(press.plate, asked, kind, studio.limits)
        except ValueError as problem:
            return error(str(problem), 400)
        except TooSlow:
            return _later("the map of the films is still being made")
        key = key_of(dataset, ordered, kind)
        try:
            studio.start(key, asked, ordered, kind)
        except Full:
            return _full(studio)
        return _told(studio, key, 202)

    @routes.get("/api/animations/<key>")
    def progress(key: str) -> Response:
        """How far a film is."""
        return _told(studio, key, 200)

    @routes.delete("/api/animations/<key>")
    def cancel(key: str) -> Response:
        """Cancel a film."""
        if is_key(key):
            studio.cancel(key)
        return _told(studio, key, 200)

    _offer(routes, studio)
    return routes


def _words() -> Collection[str]:
    """The words of the query that a film is ordered with."""
    from dashboard.export.press import animation

    return ("kind", *animation.DEFAULTS)


def _offer(routes: Blueprint, studio: Studio) -> None:
    """The files of a film that is done."""

    @routes.get("/api/animations/<key>/film")
    def film(key: str) -> Response:
        """The finished film."""
        finished = studio.file(key) if is_key(key) else None
        if not finished:
            return error("there is no such film; it may have been removed to make room", 404)
        path, name = finished
        return send_file(
            path,
            mimetype=MEDIA_TYPES[path.suffix[1:]],
            as_attachment=True,
            download_name=name,
            etag=key,
        )

    @routes.get("/api/animations/<key>/film.<language>.vtt")
    def subtitles(key: str, language: str) -> Response:
        """The subtitles of a finished film in a language, as WebVTT."""
        path = studio.subtitles(key).get(language) if is_key(key) else None
        finished = studio.file(key) if path else None
        if not path or not finished:
            return error("there are no such subtitles; the film says which it has", 404)
        name = Path(finished[1]).with_suffix(f".{language}.{path.suffix[1:]}").name
        return send_file(path, mimetype=SUBTITLES, as_attachment=True, download_name=name)


def _guard(routes: Blueprint, studio: Studio) -> None:
    """Refuse who is not of this atlas, and say why films cannot be kept."""

    @routes.before_request
    def refuse() -> Response | None:
        if request.method not in {"POST", "DELETE"} or _is_own():
            return None
        return error("films are begun and ended from the page of the atlas", 403)

    @routes.errorhandler(OSError)
    def cannot_keep(problem: OSError) -> Response:
        # Where the folder is stands in the log alone.
        current_app.logger.error("films cannot be kept in %s: %s", studio.folder, problem)
        reason = unwritable(problem) or (os.strerror(problem.errno) if problem.errno else "")
        reason = reason or "the folder cannot be used"
        return error(f"films cannot be kept: {reason}", 503)


def refusal() -> Blueprint:
    """The address of films where they cannot be made, which ``films.SUPPORTED`` says."""
    routes = Blueprint("animations", __name__)

    @routes.route("/api/animations", methods=["GET", "POST"])
    def unsupported() -> Response:
        return error("this system has no POSIX file locks; make films with `animate`", 501)

    return routes


def _is_own() -> bool:
    """Tell whether a request comes from the page of this atlas, or from no page.

    Browsers say so in ``Sec-Fetch-Site``, but older ones, and all over plain HTTP, say the
    origin alone. It is that of the request, or behind a proxy that of ``BASE_ADDRESS``.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    own = {request.host, urlsplit(base_address()).netloc}
    # Nothing follows the host in an origin, and not every text can be split as an address.
    return origin is None or origin.partition("://")[2] in own - {""}


def _full(studio: Studio) -> Response:
    """The answer to an order for which there is no room now."""
    return _later(f"{studio.limits.at_once} films are being made, as many as may be at once")


def _later(message: str) -> Response:
    answer = error(f"{message}; try again in a moment", 503)
    answer.headers["Retry-After"] = RETRY_SECONDS
    return answer


def _order(plate: "Plate", asked: Mapping[str, str], kind: str, limits: Limits) -> "Animation":
    from dashboard.export.press import animation

    parameters.choice(kind, tuple(MEDIA_TYPES), "a kind of film")
    ordered = animation.parse(plate, asked, base_address())
    limits.check(ordered)
    return ordered


def _told(studio: Studio, key: str, status: int) -> Response:
    """How far a film is, as JSON that is never kept."""
    progress = studio.progress(key) if is_key(key) else None
    if not progress:
        return error("there is no such film; it may have been removed to make room", 404)
    address = f"/api/animations/{key}"
    body: dict[str, Any] = {
        "ok": True,
        "address": address,
        "state": progress.state,
        "done": progress.done,
        "total": progress.total,
        "left": progress.left,
    }
    if progress.state == "done":
        body["film"] = f"{address}/film"
        body["subtitles"] = {
            subtitle: f"{address}/film.{subtitle}.vtt" for subtitle in studio.subtitles(key)
        }
    if progress.problem:
        body["problem"] = progress.problem
    response = Response(orjson.dumps(body), status=status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
