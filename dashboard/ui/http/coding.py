"""Compressed answers: brotli for a browser that takes it, else gzip; each content once.

What :mod:`dashboard.ui.kept` keeps is read by the next worker and the next start.
"""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache

import brotli
from flask import Response, request

from dashboard.ui import kept
from dashboard.ui.http.recent import Recent

CODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=10),
    "gzip": lambda content: gzip.compress(content, 9, mtime=0),
}
"""Codings of HTTP, the best first."""

QUICK: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=5),
    "gzip": lambda content: gzip.compress(content, 6, mtime=0),
}
"""The same for what is made while a reader waits: some ten times faster, a fifth larger."""

REMEMBERED = 256
KEPT_BYTES = 32_000_000

_QUICKLY = Recent(KEPT_BYTES)


def asked() -> str:
    """Return the coding of the answer to this request: one of ``CODINGS``, or nothing."""
    accepts = request.accept_encodings
    return next((coding for coding in CODINGS if accepts.quality(coding) > 0), "")


@lru_cache(maxsize=REMEMBERED)
def packed(content: bytes, coding: str) -> bytes:
    """Return a file in a coding of ``CODINGS``, as small as can be."""
    name = f"{hashlib.sha256(content).hexdigest()}.{coding}"
    return kept.file(name, lambda: CODINGS[coding](content))


def quick(content: bytes, coding: str) -> bytes:
    """Return what is made for a request in a coding of ``QUICK``; the last ones are kept."""
    key = hashlib.sha256(content).digest(), coding
    return _QUICKLY.made(key, lambda: QUICK[coding](content))


def answer(
    response: Response, content: bytes, pack: Callable[[bytes, str], bytes] = packed
) -> Response:
    """Put a content into an answer, in the coding that the request takes.

    ``pack`` is :func:`quick` for a page that is made for this request: the content of a file is
    known before anybody asks.
    """
    coding = asked()
    response.headers["Vary"] = "Accept-Encoding"
    if coding:
        response.headers["Content-Encoding"] = coding
        content = pack(content, coding)
    response.set_data(content)
    return response
