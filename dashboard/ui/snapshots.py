"""``/snapshot/DAY.KIND``: printed sheets over HTTP, bounded, because they are the costly path."""

import hashlib
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Blueprint, Response, request

from dashboard.cartography.plate import Plate, build_plate
from dashboard.cartography.print import TooSlow
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline
from dashboard.export import snapshot
from dashboard.ui.server import error

MEDIA_TYPES = {"pdf": "application/pdf", "svg": "image/svg+xml", "png": "image/png"}
Make = Callable[[Plate, snapshot.Snapshot, Callable[[], None]], bytes]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine sheets may take.

    ``at_once`` sheets are drawn or waited for in a process, each for at most
    ``seconds``; a PNG has at most ``pixels``; ``cache_bytes`` of files are kept.
    """

    at_once: int = 2
    seconds: float = 30.0
    pixels: int = snapshot.MAX_PIXELS
    cache_bytes: int = 64_000_000

    @classmethod
    def from_environment(cls) -> "Limits":
        """The settings of README.md, each with its default.

        Raises
        ------
        ValueError
            When one of them is not a whole number above zero.
        """
        return cls(
            _whole("SNAPSHOT_AT_ONCE", os.environ.get("SNAPSHOT_AT_ONCE"), cls().at_once),
            _whole("SNAPSHOT_SECONDS", os.environ.get("SNAPSHOT_SECONDS"), int(cls().seconds)),
            _whole("SNAPSHOT_PIXELS", os.environ.get("SNAPSHOT_PIXELS"), cls().pixels),
            _whole("SNAPSHOT_CACHE", os.environ.get("SNAPSHOT_CACHE"), cls().cache_bytes),
        )


def _whole(name: str, text: str | None, default: int) -> int:
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise ValueError(f"{name}={text!r}: write a whole number above zero")
    return int(text)


class Busy(RuntimeError):  # noqa: N818 - says what is wrong, not that something is
    """As many sheets are being made as may be at once."""


class Printer:
    """Makes sheets within limits and keeps the last ones by what they contain."""

    def __init__(
        self, dataset: Dataset, timeline: Timeline, limits: Limits, make: Make = snapshot.make
    ) -> None:
        self.limits = limits
        self._dataset, self._timeline, self._make = dataset, timeline, make
        self._places = threading.BoundedSemaphore(limits.at_once)
        self._lock = threading.Lock()
        self._plate: Plate | None = None
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    @property
    def plate(self) -> Plate:
        """The geometry, built by the first who asks, so that starting up does not wait for it."""
        with self._lock:
            if self._plate is None:
                self._plate = build_plate(self._dataset, self._timeline)
            return self._plate

    def key(self, ordered: snapshot.Snapshot) -> str:
        """A name for the content: the data and all that was asked, nothing else."""
        return hashlib.sha256(f"{self._dataset.digest} {ordered!r}".encode()).hexdigest()[:32]

    def file(self, ordered: snapshot.Snapshot) -> bytes:
        """The bytes of a sheet, kept or made now.

        Raises
        ------
        Busy
            When too many are being made.
        TooSlow
            When it is not done in time.
        """
        key = self.key(ordered)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        with self._place():
            content = self._make(self.plate, ordered, self._clock())
        self._keep(key, content)
        return content

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            yield
        finally:
            self._places.release()

    def _clock(self) -> Callable[[], None]:
        last = time.monotonic() + self.limits.seconds

        def check() -> None:
            if time.monotonic() > last:
                raise TooSlow

        return check

    def _keep(self, key: str, content: bytes) -> None:
        """Keep a file; the least used go when there are too many bytes."""
        with self._lock:
            self._kept[key] = content
            self._kept.move_to_end(key)
            while sum(map(len, self._kept.values())) > self.limits.cache_bytes:
                self._kept.popitem(last=False)


def blueprint(
    dataset: Dataset, timeline: Timeline, limits: Limits | None = None, make: Make = snapshot.make
) -> Blueprint:
    """``/snapshot/DAY.pdf``, ``.svg`` and ``.png`` with the words of ``snapshot.DEFAULTS``."""
    routes = Blueprint("snapshots", __name__)
    limits = limits or Limits.from_environment()
    printer = Printer(dataset, timeline, limits, make)

    @routes.get("/snapshot/<day>.<kind>")
    def sheet(day: str, kind: str) -> Response:
        try:
            asked = _single(request.args.to_dict(flat=False))
            ordered = snapshot.parse(
                printer.plate, day, kind, asked, snapshot.base_address(), limits.pixels
            )
            content = printer.file(ordered)
        except ValueError as problem:
            return error(str(problem), 400)
        except Busy:
            return _later(
                f"{limits.at_once} sheets are being made, as many as may be at once", limits
            )
        except TooSlow:
            return _later(f"the sheet was not done in {limits.seconds:g} seconds", limits)
        return _answer(content, ordered, printer.key(ordered))

    @routes.route("/snapshot/", defaults={"path": ""})
    @routes.route("/snapshot/<path:path>")
    def unknown(path: str) -> Response:
        return error(f"there is no /snapshot/{path}; try /snapshot/1921-10-13.pdf", 404)

    return routes


def _single(asked: Mapping[str, list[str]]) -> dict[str, str]:
    for name, values in asked.items():
        if len(values) > 1:
            raise ValueError(f"{name} is asked for {len(values)} times; once is enough")
    return {name: values[0] for name, values in asked.items()}


def _later(message: str, limits: Limits) -> Response:
    response = error(f"{message}; try again in a moment", 503)
    response.headers["Retry-After"] = str(max(1, round(limits.seconds / 6)))
    return response


def _answer(content: bytes, ordered: snapshot.Snapshot, key: str) -> Response:
    response = Response(content, mimetype=MEDIA_TYPES[ordered.kind])
    response.headers["Content-Disposition"] = f'inline; filename="{ordered.name}"'
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.set_etag(key)
    response.make_conditional(request)
    if ordered.kind == "svg":
        # The picture brings its own faces and styles, and no script may run in it.
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
        )
    return response
