"""Files for the browser under content-hashed addresses: cached for ever.

They are compressed once, when somebody first asks for them.

The scripts import each other by relative path, so one hash over all of them
names their folder; a changed byte is a new folder.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, request

from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.inside import read_inside

ASSETS = Path(__file__).parents[2] / "assets"
FOLDER = "/files"
ICON = "favicon.svg"
"""The sign of the page in a tab of the browser."""

NEUTRAL_ICON = ASSETS.parent / "ui" / "http" / ICON
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
COMPRESSED = {".js", ".mjs", ".json", ".css", ".svg", ".html"}


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files by name, with the address of the folder they are served from."""

    folder: str
    files: Mapping[str, bytes]

    def address(self, name: str) -> str:
        """Path of a file on the server; ``KeyError`` when the bundle has no such file."""
        self.files[name]
        return f"{self.folder}/{name}"


def icon(dataset: Dataset) -> dict[str, bytes]:
    """Return the sign of the package under the name of the page's, or a neutral one."""
    own = dataset.terms.favicon
    return {ICON: read_inside(dataset.folder, own) if own else NEUTRAL_ICON.read_bytes()}


def make_bundle(generated: Mapping[str, bytes]) -> Bundle:
    """Scripts and styles of ``assets/``, no types, together with generated files.

    Raises
    ------
    ValueError
        If a generated file has the name of a script or style.
    """
    files = {
        path.relative_to(ASSETS).as_posix(): path.read_bytes()
        for path in sorted(ASSETS.rglob("*"))
        if path.is_file() and path.suffix != ".ts"
    }
    if taken := sorted(files.keys() & generated.keys()):
        raise ValueError(f"{', '.join(taken)}: the page has files of these names already")
    files |= generated
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return Bundle(f"{FOLDER}/{digest.hexdigest()[:16]}", files)


def blueprint(bundle: Bundle) -> Blueprint:
    """Serve a bundle; an old or wrong hash is a 404, never another version's file."""
    routes = Blueprint("bundle", __name__)

    @cache
    def squeezed(name: str) -> bytes:
        return gzip.compress(bundle.files[name], 9, mtime=0)

    @routes.get(f"{bundle.folder}/<path:name>")
    def file(name: str) -> Response:
        if name not in bundle.files:
            abort(404)
        suffix = Path(name).suffix
        kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        response = Response(mimetype=kind)
        if suffix in COMPRESSED and "gzip" in request.headers.get("Accept-Encoding", ""):
            response.data = squeezed(name)
            response.headers["Content-Encoding"] = "gzip"
        else:
            response.data = bundle.files[name]
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    @routes.get(f"{FOLDER}/<path:_old>")
    def gone(_old: str) -> Response:
        abort(404, "this file belongs to another version of the atlas; reload the page")

    return routes
