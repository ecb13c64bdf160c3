"""Dash's own scripts: compressed once each, and only at the addresses that the page names."""

import gzip
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from dash import fingerprint
from flask import Flask, Response, abort, request

PLACE = "/_dash-component-suites/"
# Dash's own address of plotly's script, without a version, so that it is asked for again
# at every visit, and by the page of each language.
PLOTLY = f"{PLACE}plotly/package_data/plotly.min.js?v={version('plotly')}"

Registered = Mapping[str, Collection[str]]


def is_suite(path: str) -> bool:
    """Tell whether a path is one of Dash's scripts, in any language."""
    return PLACE in path


def serve(server: Flask, registered: Sequence[Registered]) -> None:
    """Answer 404 to a script of another version, and compress those of this version once.

    Dash serves a script under any version that somebody writes into its address. Were the
    compressed scripts kept by address, everybody could fill the memory with them.

    ``registered`` has the paths of the scripts of each Dash app by package; Dash fills it in.
    """
    squeezed: dict[tuple[str, str], bytes] = {}

    @server.before_request
    def refuse() -> None:
        if is_suite(request.path) and not _is_of_this_version(registered, *_named(request.path)):
            abort(404, f"there is no {request.path}; reload the page")

    @server.after_request
    def squeeze(response: Response) -> Response:
        if request.full_path == PLOTLY:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        if not is_suite(request.path) or response.status_code != 200 or request.method != "GET":
            return response
        response.headers["Vary"] = "Accept-Encoding"
        if request.accept_encodings.quality("gzip") <= 0:
            return response
        package, name = _named(request.path)
        file = package, _plain(name)[0]
        response.direct_passthrough = False
        if file not in squeezed:
            squeezed[file] = gzip.compress(response.get_data(), 6, mtime=0)
        response.set_data(squeezed[file])
        response.headers["Content-Encoding"] = "gzip"
        return response


def _named(path: str) -> tuple[str, str]:
    """Return the package of a script, and its path there with the fingerprint."""
    package, _, name = path.partition(PLACE)[2].partition("/")
    return package, name


def _is_of_this_version(registered: Iterable[Registered], package: str, name: str) -> bool:
    """Tell whether a path is without a fingerprint, or with that of this version of its package.

    Not of the file itself: a script fetches its parts under its own fingerprint.
    """
    if not _plain(name)[1]:
        return True
    names = {path for paths in registered for path in paths.get(package, ())}
    return _print_of(name) in {_print_of(made) for made in _built(package, names)}


def _plain(name: str) -> tuple[str, bool]:
    """Return a path without its fingerprint, and whether it had a fingerprint."""
    plain, printed = fingerprint.check_fingerprint(name)  # type: ignore[no-untyped-call]
    return str(plain), bool(printed)


def _print_of(name: str) -> str:
    """Return the fingerprint of a file name, as ``v4_0_0m1700000000``."""
    return name.rpartition("/")[2].split(".")[1]


def _built(package: str, names: Iterable[str]) -> Iterator[str]:
    """Yield the paths with their fingerprints, as Dash builds them."""
    module = sys.modules.get(package)
    if module is None or not module.__file__:
        return
    for name in names:
        # Parts of dash have versions of their own.
        part = sys.modules.get(f"{package}.{name.partition('/')[0]}", module)
        version = getattr(part, "__version__", getattr(module, "__version__", ""))
        with suppress(OSError):
            changed = int((Path(module.__file__).parent / name).stat().st_mtime)
            yield str(fingerprint.build_fingerprint(name, version, changed))  # type: ignore[no-untyped-call]
