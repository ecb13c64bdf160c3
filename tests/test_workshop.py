"""Costly files for a class: equal requests are joined, others wait a moment for their turn."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed

import pytest

from dashboard.cartography.paper.deadline import TooSlow
from dashboard.ui.http import workshop
from dashboard.ui.http.workshop import Busy, Turn, Workshop

CLASS = 30
LONG = 20.0


def opened(at_once: int = 2) -> Workshop:
    return Workshop(at_once, LONG, 1_000_000)


def asked(shop: Workshop, keys: list[str], make: Callable[[object], bytes]) -> list[object]:
    """What each of several requests gets at once: a content, or the exception."""

    def ask(key: str) -> object:
        try:
            return shop.file(key, make)
        except (Busy, TooSlow, ValueError) as problem:
            return problem

    with ThreadPoolExecutor(len(keys)) as pool:
        return list(pool.map(ask, keys))


def test_thirty_simultaneous_requests_for_a_file_make_it_once():
    shop, made = opened(), []
    together = threading.Barrier(CLASS)

    def make(_check: object) -> bytes:
        made.append(1)
        return b"sheet"

    def ask(_: int) -> bytes:
        together.wait(LONG)
        return shop.file("key", make)

    with ThreadPoolExecutor(CLASS) as pool:
        assert list(pool.map(ask, range(CLASS))) == [b"sheet"] * CLASS
    assert made == [1]


def test_who_waits_for_a_file_gets_the_problem_of_its_maker():
    shop = opened()
    begun, go_on = threading.Event(), threading.Event()

    def make(_check: object) -> bytes:
        begun.set()
        assert go_on.wait(LONG)
        raise ValueError("a fault")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(shop.file, "key", make)
        assert begun.wait(LONG)
        second = pool.submit(shop.file, "key", make)
        go_on.set()
        for one in (first, second):
            with pytest.raises(ValueError, match="a fault"):
                one.result(LONG)
    assert shop.file("key", lambda _check: b"again") == b"again"


def test_other_files_wait_a_moment_for_their_turn():
    shop = opened(at_once=2)
    keys = [str(number) for number in range(2 + 2 * workshop.WAITING)]
    assert asked(shop, keys, lambda _check: b"file") == [b"file"] * len(keys)


def test_more_than_may_wait_are_refused_at_once(monkeypatch):
    monkeypatch.setattr(workshop, "PATIENCE", LONG)
    shop = opened(at_once=1)
    begun, go_on = threading.Event(), threading.Event()

    def slow(_check: object) -> bytes:
        begun.set()
        assert go_on.wait(LONG)
        return b"file"

    with ThreadPoolExecutor(CLASS) as pool:
        first = pool.submit(shop.file, "first", slow)
        assert begun.wait(LONG)
        others = [pool.submit(shop.file, str(n), lambda _check: b"file") for n in range(CLASS)]
        done = as_completed(others, LONG)
        refused = [next(done) for _ in range(CLASS - workshop.WAITING)]
        assert all(isinstance(one.exception(), Busy) for one in refused)
        go_on.set()
        assert first.result(LONG) == b"file"
        assert sum(other.exception(LONG) is None for other in others) == workshop.WAITING


def test_a_turn_that_does_not_come_is_refused(monkeypatch):
    monkeypatch.setattr(workshop, "PATIENCE", 0.01)
    shop = opened(at_once=1)
    begun, go_on = threading.Event(), threading.Event()

    def slow(_check: object) -> bytes:
        begun.set()
        assert go_on.wait(LONG)
        return b"file"

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(shop.file, "first", slow)
        assert begun.wait(LONG)
        with pytest.raises(Busy):
            shop.file("second", slow)
        go_on.set()
        assert first.result(LONG) == b"file"


def test_workshops_that_share_a_turn_do_not_work_at_the_same_time():
    turn = Turn(1)
    shops = [Workshop(4, LONG, 1_000_000, turn) for _ in range(2)]
    working, together = [], []

    def make(_check: object) -> bytes:
        working.append(1)
        together.append(len(working))
        threading.Event().wait(0.01)
        working.pop()
        return b"file"

    with ThreadPoolExecutor(8) as pool:
        made = [pool.submit(shops[n % 2].file, str(n), make) for n in range(8)]
        assert [one.result(LONG) for one in made] == [b"file"] * 8
    assert together == [1] * 8


def test_a_request_that_waits_to_draw_does_not_block_others():
    work = Turn(2)
    drawing, others = Workshop(4, LONG, 1_000, Turn(1, work)), Workshop(4, LONG, 1_000, work)
    begun, go_on = threading.Event(), threading.Event()

    def slow(_check: object) -> bytes:
        begun.set()
        assert go_on.wait(LONG)
        return b"sheet"

    with ThreadPoolExecutor(2) as pool:
        sheets = [pool.submit(drawing.file, name, slow) for name in ("first", "second")]
        assert begun.wait(LONG)
        assert others.file("table", lambda _check: b"table") == b"table"
        go_on.set()
        assert [sheet.result(LONG) for sheet in sheets] == [b"sheet"] * 2


def test_a_turn_that_does_not_come_in_time_is_refused():
    turn = Turn(1)
    shop = Workshop(1, 0.01, 1_000, turn)
    with turn.taken(float("inf")), pytest.raises(Busy):
        shop.file("key", lambda _check: b"file")
    assert shop.file("key", lambda _check: b"file") == b"file"
