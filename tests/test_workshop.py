"""Costly files for a class: equal requests are joined, others wait a moment for their turn."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed

import pytest

from dashboard.cartography.paper.deadline import TooSlow
from dashboard.ui.http import workshop
from dashboard.ui.http.workshop import Busy, Workshop

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


def test_thirty_who_ask_for_one_file_at_once_get_it_and_it_is_made_once():
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
        assert sum(one.exception(LONG) is None for one in others) == workshop.WAITING


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
