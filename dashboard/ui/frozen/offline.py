"""What lets a browser keep a frozen site: a service worker, and a list of the files of a version.

The list has the digest of each file, and the worker that of the list: a worker knows one version of
the site, and takes no byte of another.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path

import orjson

from dashboard import i18n
from dashboard.dataset.model import Dataset, Language
from dashboard.ui.frozen import extra_files
from dashboard.ui.page.frozen import WORKER

LIST = "offline.json"
SORRY = "offline.html"
DIGITS = 16
"""Of a digest, in the list and in the worker."""

SCRIPT = Path(__file__).parent / "worker.js"


def files(dataset: Dataset, part: Path, names: Collection[str], base: str) -> Mapping[str, bytes]:
    """Return the worker, its list and its page, by name.

    ``names`` are the files of the site that a page asks for, which ``part`` has.
    """
    sorry = extra_files.in_every_language(dataset, base, _sorry).encode()
    digests = {name: _digest((part / name).read_bytes()) for name in names}
    kept = {name: digest for name, digest in digests.items() if _is_kept(name)}
    asked = {name: digest for name, digest in digests.items() if name not in kept}
    content = {"kept": kept | {SORRY: _digest(sorry)}, "asked": asked}
    listed = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return {SORRY: sorry, LIST: listed, WORKER: _worker(_digest(listed))}


def withdrawal() -> Mapping[str, bytes]:
    """Return the worker of a site that is not to be kept: it takes back what an earlier one did."""
    return {WORKER: _worker("")}


def _sorry(language: Language) -> str:
    _ = i18n.translator(language)
    return _(
        "This browser does not keep this file, or there is a newer one. Connect to the network "
        "and open the atlas again."
    )


def _is_kept(name: str) -> bool:
    """Whether a browser keeps a file from the first visit; others when a reader asks for them."""
    return name.endswith(".html") or name.startswith("files/")


def _worker(digest: str) -> bytes:
    constants = {"DIGEST": digest, "DIGITS": DIGITS, "LIST": LIST, "SORRY": SORRY}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in constants.items())
    return head.encode() + SCRIPT.read_bytes()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGITS]
