"""Files for the browser under content-hashed addresses: cached for ever.

They are compressed once: :meth:`Bundle.pack` when a server starts, else when first asked for.

The scripts import each other by relative path, so a single hash over all of them
names their folder; a changed byte is a new folder.
"""

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort

from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.inside import read_inside
from dashboard.ui import settings
from dashboard.ui.http import coding

ASSETS = Path(__file__).parents[2] / "assets"
FOLDER = "/files"
ICON = "favicon.svg"
"""The sign of the page in a tab of the browser."""

NEUTRAL_ICON = ASSETS.parent / "ui" / "http" / ICON
ENTRY = "main.mjs"
BUILT = "built/atlas.mjs"
"""The modules as a single minified script, by ``make bundle``."""
STYLE = "page.css"
"""All style sheets of the atlas in a single file."""
PLOTLY = "vendor/plotly-basic.min.js"
"""Plotly's own bundle of the traces that the atlas draws: a quarter of the whole."""
ON_DEMAND = ("vendor/smol-toml.js", "map/drawer.js")
"""Scripts that a part of the page starts or imports when it needs them: they are in no bundle.

Not ``.mjs``: web servers that hand out a frozen site do not all know that these are scripts.
"""
FIRST = (PLOTLY, "figure.json")
BASE = "styles/atlas.css"
APART = {"styles/pages.css", "styles/handout.css", "styles/unscripted/page.css"}
"""Sheets of pages to read and to print, which the atlas does not load."""
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

    @property
    def entry(self) -> str:
        """The script that the page begins with: the bundle of all modules, or the first of them."""
        return BUILT if BUILT in self.files else ENTRY

    @property
    def imported(self) -> list[str]:
        """Scripts that the entry imports, to be fetched beside it."""
        scripts = [file for file in self.files if file.endswith(".mjs")]
        return [] if self.entry == BUILT else scripts

    def address(self, name: str) -> str:
        """Path of a file on the server; ``KeyError`` when the bundle has no such file."""
        self.files[name]
        return f"{self.folder}/{name}"

    def pack(self) -> None:
        """Compress what a first visit asks for; files that are kept from before cost nothing."""
        for name in (self.entry, STYLE, *FIRST, *filter(_is_payload, self.files)):
            for method in coding.CODINGS:
                coding.packed(self.files[name], method)


def _is_payload(name: str) -> bool:
    return name.startswith("atlas.") and name.endswith(".json")


def modules() -> dict[str, bytes]:
    """Return the modules of the page by name."""
    paths = sorted(path for path in ASSETS.rglob("*.mjs") if path != ASSETS / BUILT)
    return {path.relative_to(ASSETS).as_posix(): path.read_bytes() for path in paths}


def built_from(sources: Mapping[str, bytes]) -> bytes:
    """Return the first line of a script that was made of these modules."""
    return f"/* {_digest(sources)} */\n".encode()


def built() -> bytes:
    """Return the script that ``make bundle`` made, or nothing."""
    path = ASSETS / BUILT
    return path.read_bytes() if path.exists() else b""


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def style(typeface: str, package: str) -> bytes:
    """Return the sheets as a file: typeface, the page's own, the parts', the package's."""
    names = sorted(path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.css"))
    names = [BASE, *(name for name in names if name != BASE and name not in APART)]
    parts = [typeface, *((ASSETS / name).read_text("utf-8") for name in names), package]
    return "\n".join(parts).encode()


def icon(dataset: Dataset) -> dict[str, bytes]:
    """Return the sign of the package under the name of the page's, or a neutral sign."""
    own = dataset.terms.favicon
    return {ICON: read_inside(dataset.folder, own) if own else NEUTRAL_ICON.read_bytes()}


def make_bundle(generated: Mapping[str, bytes]) -> Bundle:
    """Scripts and styles of ``assets/``, no types, together with generated files.

    Raises
    ------
    SettingError
        If ``SCRIPTS`` is none of its words.
    ValueError
        If a generated file has the name of a script or style.
    """
    files = {
        path.relative_to(ASSETS).as_posix(): path.read_bytes()
        for path in sorted(ASSETS.rglob("*"))
        if path.is_file() and path.suffix not in (".ts", ".mts")
    }
    # A bundle of other modules is out of date: then the modules themselves are served.
    files.pop(BUILT, None)
    made = built() if settings.choice("SCRIPTS") == "bundle" else b""
    if made.startswith(built_from(modules())):
        files[BUILT] = made
    if taken := sorted(files.keys() & generated.keys()):
        raise ValueError(f"{', '.join(taken)}: the page has files of these names already")
    files |= generated
    return Bundle(f"{FOLDER}/{_digest(files)[:16]}", files)


def blueprint(bundle: Bundle) -> Blueprint:
    """Serve a bundle; an old or wrong hash is a 404, never another version's file."""
    routes = Blueprint("bundle", __name__)

    @routes.get(f"{bundle.folder}/<path:name>")
    def file(name: str) -> Response:
        if name not in bundle.files:
            abort(404)
        suffix = Path(name).suffix
        kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        response = Response(mimetype=kind)
        response.headers["Vary"] = "Accept-Encoding"
        if suffix in COMPRESSED:
            coding.answer(response, bundle.files[name])
        else:
            response.set_data(bundle.files[name])
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    @routes.get(f"{FOLDER}/<path:_old>")
    def gone(_old: str) -> Response:
        abort(404, "this file belongs to another version of the atlas; reload the page")

    return routes
