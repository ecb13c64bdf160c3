"""``/snapshot/DAY.KIND``: printed sheets over HTTP, bounded, because they are the costly path.

Here and in the other routes that draw, what draws is imported by the first request for it: the
server starts without matplotlib, and serves the page where it is not installed.
"""

import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response

from dashboard.cartography.paper.deadline import Check, TooSlow
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline
from dashboard.export.address import base_address
from dashboard.ui import settings
from dashboard.ui.http.server import error
from dashboard.ui.http.workshop import Turn, Workshop, key_of, query, taking
from dashboard.ui.settings import NUMBERS

if TYPE_CHECKING:
    from dashboard.cartography.paper.plate import Plate
    from dashboard.export.press.snapshot import Snapshot

MEDIA_TYPES = {"pdf": "application/pdf", "svg": "image/svg+xml", "png": "image/png"}
Make = Callable[["Plate", "Snapshot", Check], bytes]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine sheets may take.

    ``at_once`` sheets are drawn or waited for in a process, each for at most
    ``seconds``; a PNG has at most ``pixels``; ``cache_bytes`` of files are kept.
    """

    at_once: int = NUMBERS["SNAPSHOT_AT_ONCE"].default
    seconds: float = NUMBERS["SNAPSHOT_SECONDS"].default
    pixels: int = NUMBERS["SNAPSHOT_PIXELS"].default
    cache_bytes: int = NUMBERS["SNAPSHOT_CACHE"].default

    @classmethod
    def from_environment(cls) -> "Limits":
        """The settings of this route; ``SettingError`` when one of them does not serve."""
        return settings.limits(cls, "SNAPSHOT")


def _build(dataset: Dataset, timeline: Timeline) -> "Plate":
    from dashboard.cartography.paper.plate import build_plate

    return build_plate(dataset, timeline)


class Press:
    """The geometry of the sheets, built on the first request, so that starting up is quick.

    Parameters
    ----------
    seconds
        How long a request waits for the geometry. It is built on meanwhile, for the next one.
    build
        What builds it.
    """

    def __init__(
        self,
        dataset: Dataset,
        timeline: Timeline,
        seconds: float | None = None,
        build: "Callable[[Dataset, Timeline], Plate]" = _build,
    ) -> None:
        self._dataset, self.timeline = dataset, timeline
        self.seconds = settings.whole("SNAPSHOT_SECONDS") if seconds is None else seconds
        self._build = build
        # Its thread begins with the first order: a server is forked before.
        self._builder = ThreadPoolExecutor(1)
        self._lock = threading.Lock()
        self._built: Future[Plate] | None = None

    @property
    def plate(self) -> "Plate":
        """The geometry; ``TooSlow`` when it is not there in time."""
        with self._lock:
            if self._built is None or (self._built.done() and self._built.exception()):
                self._built = self._builder.submit(self._build, self._dataset, self.timeline)
            built = self._built
        try:
            return built.result(self.seconds)
        except TimeoutError:
            raise TooSlow from None


def blueprint(
    dataset: Dataset,
    timeline: Timeline,
    limits: Limits | None = None,
    make: Make | None = None,
    press: Press | None = None,
    turn: Turn | None = None,
) -> Blueprint:
    """``/snapshot/DAY.pdf``, ``.svg`` and ``.png`` with the words of ``snapshot.DEFAULTS``."""
    routes = Blueprint("snapshots", __name__)
    limits = limits or Limits.from_environment()
    workshop = Workshop(limits.at_once, limits.seconds, limits.cache_bytes, turn)
    press = press or Press(dataset, timeline)

    @routes.get("/snapshot/<day>.<kind>")
    @taking(_sheet_words, MEDIA_TYPES)
    def sheet(day: str, kind: str) -> Response:
        """The map of a day as a printed sheet: pdf, svg or png."""
        from dashboard.export.press import snapshot

        draw = make or snapshot.make
        try:
            asked = query(snapshot.DEFAULTS)
            plate = press.plate
            ordered = snapshot.parse(plate, day, kind, asked, base_address(), limits.pixels)
        except ValueError as problem:
            return error(str(problem), 400)
        except TooSlow:
            return workshop.too_slow("sheets")
        return workshop.answer(
            key_of(dataset, ordered),
            "sheets",
            headers_of(ordered.kind, ordered.name),
            lambda check: draw(plate, ordered, check),
        )

    @routes.get("/figure/<what>.<kind>")
    @taking(_figure_words, MEDIA_TYPES)
    def figure(what: str, kind: str) -> Response:
        """Strips or areas through time, or the table of a day, as a page: pdf, svg or png."""
        from dashboard.export.press import timefigure

        try:
            asked = query(timefigure.DEFAULTS)
            ordered = timefigure.parse(dataset, what, kind, asked, base_address(), limits.pixels)
        except ValueError as problem:
            return error(str(problem), 400)
        return workshop.answer(
            key_of(dataset, ordered),
            "figures",
            headers_of(ordered.suffix, ordered.name),
            lambda check: timefigure.make(timeline, ordered, check),
        )

    @routes.route("/snapshot/", defaults={"path": ""})
    @routes.route("/snapshot/<path:path>")
    def unknown(path: str) -> Response:
        """The answer to an unknown path under /snapshot/: 404 with an example."""
        example = f"/snapshot/{dataset.terms.example_day}.pdf"
        return error(f"there is no /snapshot/{path}; try {example}", 404)

    return routes


def _sheet_words() -> Collection[str]:
    from dashboard.export.press import snapshot

    return snapshot.DEFAULTS


def _figure_words() -> Collection[str]:
    from dashboard.export.press import timefigure

    return timefigure.DEFAULTS


def headers_of(kind: str, name: str) -> dict[str, str]:
    """The headers of a file of a kind with a name."""
    headers = {
        "Content-Type": MEDIA_TYPES[kind],
        "Content-Disposition": f'inline; filename="{name}"',
    }
    if kind == "svg":
        # The picture brings its own faces and styles, and no script may run in it.
        headers["Content-Security-Policy"] = (
            "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
        )
    return headers
