"""What the server keeps of answers is bounded in bytes, whatever strangers ask for."""

import os
import tracemalloc

import pytest

from dashboard.ui.app import create_app
from dashboard.ui.http.pages import _Pages
from dashboard.ui.http.recent import Recent
from small_package import write_package

MEGABYTE = 1_000_000


def test_what_was_asked_for_longest_ago_goes_first():
    recent = Recent(25)
    for key in "abc":
        recent.put(key, bytes(8))
    assert recent.get("a") == bytes(8)
    recent.put("d", bytes(8))
    assert [key for key in "abcd" if recent.get(key) is not None] == ["a", "c", "d"]


def test_a_content_that_is_put_again_counts_once():
    recent = Recent(10)
    for _ in range(3):
        recent.put("a", bytes(6))
    recent.put("b", bytes(4))
    assert recent.get("a") == bytes(6)


def test_what_is_larger_than_all_that_may_be_kept_is_made_each_time():
    recent, made = Recent(3), []
    for _ in range(2):
        assert recent.made("a", lambda: made.append("a") or bytes(4)) == bytes(4)
    assert made == ["a", "a"]


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_questions_without_end_do_not_fill_the_memory(tmp_path, monkeypatch, coding):
    client = create_app(write_package(tmp_path / "package")).server.test_client()
    monkeypatch.setattr(_Pages, "_render", lambda *_asked: os.urandom(MEGABYTE))
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for number in range(100):
            path = f"/sources?q={coding}{number}"
            assert client.get(path, headers={"Accept-Encoding": coding}).status_code == 200
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 60 * MEGABYTE
