"""Costly files over HTTP: how many are made at once, how long each may take, which are kept.

A request for a file that is being made waits for it: a class that clicks at once shares the file.
A file is known by a key of all that went into it, so whether a reader already has it is
answered before anything is made.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, nullcontext

from flask import Response, request

from dashboard.cartography.paper.deadline import Check, NoRoom, TooSlow, no_check
from dashboard.dataset.model import Dataset
from dashboard.export import parameters
from dashboard.export.press.workers import program_key
from dashboard.ui.http.recent import Recent
from dashboard.ui.http.server import error

PATIENCE = 5.0
"""Seconds for which a request waits for its turn before it is refused."""
LOOK = 0.2
"""Seconds of waiting for another request between two checks."""
WAITING = 4
"""Requests that may wait their turn, for each file that is made at once."""


class Busy(RuntimeError):  # noqa: N818 - says what is wrong, not that something is
    """As many files are being made as may be at once."""


class NoTurn(Busy):
    """The processor is taken by work of other kinds."""


class Turn:
    """Places for work that takes the processor, shared by workshops; who finds none waits.

    Parameters
    ----------
    at_once
        How many may work at once.
    within
        A wider workshop, in which each of them takes a place as well.
    """

    def __init__(self, at_once: int, within: "Turn | None" = None) -> None:
        self._places, self._within = threading.BoundedSemaphore(at_once), within

    @contextmanager
    def taken(self, last: float) -> Iterator[None]:
        """Hold a place; ``NoTurn`` when there is none until ``last`` of the monotonic clock."""
        if not self._places.acquire(timeout=max(0.0, last - time.monotonic())):
            raise NoTurn
        try:
            with self._within.taken(last) if self._within else nullcontext():
                yield
        finally:
            self._places.release()


class Workshop:
    """Makes files within limits.

    Parameters
    ----------
    at_once
        How many are made at once. A few more wait a moment for their turn; others are refused
        with :class:`Busy`.
    seconds
        How long a file may take, its turn included, before ``check`` raises ``TooSlow``.
    cache_bytes
        How much of what was made last is kept.
    turn
        Shared with other workshops: that all of them together do not take the processor.
    """

    def __init__(
        self, at_once: int, seconds: float, cache_bytes: int, turn: Turn | None = None
    ) -> None:
        self._turn = turn or Turn(at_once)
        self.at_once, self.seconds = at_once, seconds
        self._places = threading.BoundedSemaphore(at_once)
        self._queue = threading.BoundedSemaphore(at_once * WAITING)
        self._making: dict[str, Future[bytes]] = {}
        self._lock = threading.Lock()
        self._kept = Recent(cache_bytes)

    def file(self, key: str, make: Callable[[Check], bytes], check: Check = no_check) -> bytes:
        """Return the file of a key, kept or made now; ``make`` calls what it is given as it goes.

        ``check`` is that of a larger file that this one is a part of: it is called as well.

        Raises
        ------
        Busy
            When too many are being made; :class:`NoTurn` when others have the processor.
        TooSlow
            When it is not done in time.
        """
        with self._lock:
            content = self._kept.get(key)
            if content is not None:
                return content
            known = self._making.get(key)
            mine = self._making.setdefault(key, Future())
        if known:
            return self._wait(known, check)
        try:
            with self._place():
                last = time.monotonic() + self.seconds
                with self._turn.taken(last):
                    content = make(_all(check, _until(last)))
        except BaseException as problem:
            mine.set_exception(problem)
            raise
        else:
            self._kept.put(key, content)
            mine.set_result(content)
            return content
        finally:
            with self._lock:
                del self._making[key]

    def _wait(self, known: "Future[bytes]", check: Check) -> bytes:
        """Return what another request is making; raises what that request raises."""
        late = _until(time.monotonic() + PATIENCE + self.seconds)
        while True:
            try:
                return known.result(LOOK)
            except TimeoutError:
                check()
                late()

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False) and not self._queued():
            raise Busy
        try:
            yield
        finally:
            self._places.release()

    def _queued(self) -> bool:
        """Wait a moment for a place; whether a place was free."""
        if not self._queue.acquire(blocking=False):
            return False
        try:
            return self._places.acquire(timeout=PATIENCE)
        finally:
            self._queue.release()

    def answer(
        self, key: str, what: str, headers: Mapping[str, str], make: Callable[[Check], bytes]
    ) -> Response:
        """Return the file as an answer: 304 when the reader has it, 503 when it cannot be now.

        ``what`` names the kind of file in English, in the plural, for the message.
        """
        known = not_modified(key)
        if known:
            return known
        try:
            content = self.file(key, make)
        except NoTurn:
            return self._later("the server is busy with other work")
        except Busy:
            return self._later(f"{self.at_once} {what} are being made, as many as may be at once")
        except TooSlow:
            return self.too_slow(what)
        except NoRoom as problem:
            # What only drawing shows: a legend may have no room on a sheet.
            return error(str(problem), 400)
        return tagged(Response(content, headers=dict(headers)), key)

    def too_slow(self, what: str) -> Response:
        """Return 503: one of a kind of file, named as in :meth:`answer`, took too long."""
        return self._later(f"one of the {what} was not done in {self.seconds:g} seconds")

    def _later(self, message: str) -> Response:
        response = error(f"{message}; try again in a moment", 503)
        response.headers["Retry-After"] = str(max(1, round(self.seconds / 6)))
        return response


def _until(last: float) -> Check:
    """A check that raises ``TooSlow`` after a time of the monotonic clock."""

    def check() -> None:
        if time.monotonic() > last:
            raise TooSlow

    return check


def _all(*checks: Check) -> Check:
    def check() -> None:
        for ask in checks:
            ask()

    return check


def key_of(dataset: Dataset, *parts: object) -> str:
    """Return a name for a content: the data, the program and all that was asked."""
    text = " ".join([dataset.digest, program_key(), *map(repr, parts)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def query(known: Collection[str]) -> dict[str, str]:
    """Return the parameters of the request; ``ValueError`` if any is unknown or given twice."""
    return parameters.single(request.args.to_dict(flat=False), known)


def taking(
    words: Collection[str] | Callable[[], Collection[str]],
    kinds: Collection[str] = (),
    needed: Collection[str] = (),
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Mark a view for its description with what it takes.

    Parameters
    ----------
    words
        Those of the query; a function where only a module that draws knows them.
    kinds
        Suffixes of the files.
    needed
        Words without which there is no answer.
    """

    def mark(view: Callable[..., Response]) -> Callable[..., Response]:
        view.words = words if callable(words) else tuple(words)  # type: ignore[attr-defined]
        view.kinds, view.needed = tuple(kinds), tuple(needed)  # type: ignore[attr-defined]
        return view

    return mark


def not_modified(key: str) -> Response | None:
    """Return 304 when the request says that its reader has the file of ``key``."""
    if not request.if_none_match.contains_weak(key):
        return None
    return tagged(Response(status=304), key)


def tagged(response: Response, key: str) -> Response:
    """Return the answer with its tag and how long it may be kept without asking."""
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.set_etag(key)
    return response
