"""The Flask side: health, security headers, the shape of errors."""

import errno
import os
import re
from collections.abc import Collection, Iterable
from hashlib import sha256

import orjson
from dash.exceptions import InvalidCallbackReturnValue
from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from dashboard.dataset.model import Dataset
from dashboard.export import extras
from dashboard.ui.http import coding
from dashboard.ui.http.bundle import FOLDER
from dashboard.ui.http.suites import is_suite

MAX_BODY_BYTES = 1_000_000
# Dash's answers that are the same for everybody.
FIXED = ("/_dash-layout", "/_dash-dependencies")
# Longest run of user input echoed in an error message.
SHOWN = 60
# Dash signs each load of a page anew, for callbacks in the background; the rest stays the same.
_OF_ONE_LOAD = re.compile(rb'"end_id":"[^"]*"')
_LONG = re.compile(rf"\S{{{SHOWN + 1},}}")


class CallbackFailed(RuntimeError):  # noqa: N818 - says what is wrong, not that something is
    """A Dash callback of the page raised an exception, which is the cause of this error."""


def callback_failed(problem: Exception) -> None:
    """Mark an exception as a callback's own, for Dash's ``on_error``.

    Raises
    ------
    CallbackFailed
        Always: without it, a failing callback looks like a request that Dash cannot read.
    """
    raise CallbackFailed from problem


def _output_of(body: object) -> str:
    """The output that a request of Dash asks for, as ``chart.figure``."""
    return str(body.get("output", "")) if isinstance(body, dict) else ""


def error(message: str, status: int) -> Response:
    """The shape of every error over HTTP; of a very long word its beginning is repeated."""
    shown = _LONG.sub(lambda match: f"{match[0][:SHOWN]}…", message)
    body = orjson.dumps({"ok": False, "error": shown, "status": status})
    return Response(body, status=status, mimetype="application/json")


def unwritable(problem: OSError) -> str:
    """Return why a file could not be written, without saying where; nothing for another fault."""
    numbers = [error.errno for error in (problem, problem.__cause__) if isinstance(error, OSError)]
    known = [number for number in numbers if number in _UNWRITABLE]
    if known:
        return os.strerror(known[0])
    # So tempfile and matplotlib say that there is no folder for what is needed for a moment.
    return "no temporary folder" if "temporary directory" in str(problem) else ""


_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}


def api(dataset: Dataset) -> Blueprint:
    """``/healthz``, and what is said of an address under ``/api/`` that there is not."""
    routes = Blueprint("api", __name__)

    @routes.get("/healthz")
    def healthz() -> Response:
        """Whether the server is up, and which data it shows."""
        body = {"ok": True, "version": dataset.version, "data": dataset.digest}
        return Response(orjson.dumps(body), mimetype="application/json")

    @routes.route("/api/<path:path>")
    def unknown(path: str) -> Response:
        return error(
            f"there is no /api/{path}; try /api/state/{dataset.terms.example_day}.json", 404
        )

    return routes


def open_to_frames(server: Flask) -> None:
    """Let a sandboxed frame, which has no origin, read the files of the page.

    Who knows the hash of the files has read the page, and Dash's own answers hold its fixed words.
    """

    @server.after_request
    def share(response: Response) -> Response:
        if request.path.startswith(f"{FOLDER}/") or request.path.endswith(FIXED):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Allow-Headers"] = "Content-Type"
        return response


def harden(server: Flask, script_hashes: Iterable[str], pages: Collection[str] = ()) -> None:
    """Security headers on every answer, JSON errors for machines, no traceback for anybody.

    Another site may frame only one of ``pages``, and only when asked with ``embed=1``.
    """
    policy = "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {' '.join(sorted(set(script_hashes)))}",
            # plotly and React set style attributes; scripts stay strict.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    )
    embedded = policy.replace("frame-ancestors 'self'", "frame-ancestors *")
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }

    @server.after_request
    def secure(response: Response) -> Response:
        if request.args.get("embed") == "1" and request.path in pages:
            response.headers.setdefault("Content-Security-Policy", embedded)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    # Flask runs these from the last to the first: a page gets its tag, then its coding.
    _compress_pages(server)
    _let_be_asked_again(server)
    # The page posts nothing large: refuse a large body.
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    _answer_errors(server)


def _compress_pages(server: Flask) -> None:
    """Send a page of HTML in the coding that the browser takes."""

    @server.after_request
    def compress(response: Response) -> Response:
        if response.mimetype == "text/html" and response.status_code == 200:
            coding.answer(response, response.get_data(), coding.quick)
        return response


def _let_be_asked_again(server: Flask) -> None:
    """Give what says nothing of it a tag, so that who has it is answered 304 until it changes.

    Without it a browser guesses, and shows the page of yesterday after an update. Redirects and
    errors are kept by nobody: what is missing today may be there after the next start.
    """

    @server.after_request
    def tag(response: Response) -> Response:
        if response.status_code >= 300 and response.status_code != 304:
            response.headers.setdefault("Cache-Control", "no-store")
        if request.method not in {"GET", "HEAD"} or response.status_code != 200:
            return response
        if request.path == "/healthz":
            response.headers.setdefault("Cache-Control", "no-store")
            return response
        response.headers.setdefault("Cache-Control", "no-cache")
        if "no-cache" in response.headers["Cache-Control"] and not response.is_streamed:
            if not response.get_etag()[0]:
                response.set_etag(sha256(_OF_ONE_LOAD.sub(b"", response.get_data())).hexdigest())
            response.make_conditional(request)
        return response


def _answer_errors(server: Flask) -> None:
    """Answer every error in the shape of :func:`error`."""

    @server.errorhandler(HTTPException)
    def http_error(problem: HTTPException) -> Response:
        if isinstance(problem, MethodNotAllowed):
            known = sorted(set(problem.valid_methods or ()) - {"HEAD", "OPTIONS"})
            reason = f"{request.path} is not answered to {request.method}; ask with "
            refused = error(reason + " or ".join(known), 405)
            # RFC 9110, 15.5.6: the answer to a wrong method lists those allowed.
            refused.headers["Allow"] = ", ".join(sorted(problem.valid_methods or ()))
            return refused
        return error(problem.description or problem.name, problem.code or 500)

    @server.errorhandler(ImportError)
    def missing(problem: ImportError) -> Response:
        needed = extras.cure(problem)
        return error(needed, 501) if needed else any_error(problem)

    @server.errorhandler(OSError)
    def no_room(problem: OSError) -> Response:
        why = unwritable(problem)
        if not why:
            return any_error(problem)
        server.logger.exception("nothing could be written for %r", request.path)
        return error(f"the server has no place to make this in: {why}", 503)

    @server.errorhandler(Exception)
    def any_error(problem: Exception) -> Response:
        if isinstance(problem, (CallbackFailed, InvalidCallbackReturnValue)):
            output = _output_of(request.get_json(silent=True))
            server.logger.exception("the callback of %s failed on %r", output, request.path)
            return error(f"the callback of {output} failed; the traceback is in the log", 500)
        if request.path.endswith("/_dash-update-component"):
            # Dash fails before it calls anything: it does not know such a callback.
            return error("this is not a request of the page; reload it", 400)
        if is_suite(request.path):
            return error(f"there is no {request.path}; reload the page", 404)
        server.logger.exception("unexpected error on %r", request.path)
        return error("the server failed on this request; the fault has been logged", 500)
