"""A file that takes longer than it may ends: between its steps, and while it waits."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from unittest.mock import Mock

import pytest

from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.deadline import TooSlow
from dashboard.cartography.paper.placing import Layout
from dashboard.dataset.timeline import Timeline
from dashboard.export.cite import citation
from dashboard.export.cite.works import sources_of
from dashboard.export.data import exports, selection
from dashboard.export.press import snapshot
from dashboard.ui.http.snapshots import Press
from dashboard.ui.http.workshop import Workshop

LONG = 30.0


def late() -> None:
    raise TooSlow


@pytest.mark.slow
def test_a_sheet_that_waits_for_another_sheet_stops_at_its_deadline(plate):
    ordered = snapshot.parse(plate, "1921-10-13", "png", {"dpi": "36"})
    with ThreadPoolExecutor(1) as pool, press.drawing():
        waiting = pool.submit(snapshot.make, plate, ordered, late)
        with pytest.raises(TooSlow):
            waiting.result(LONG)


@pytest.mark.slow
def test_a_sheet_asks_for_each_place_that_it_looks_at_for_a_name(plate, monkeypatch):
    ordered = snapshot.parse(plate, "1921-10-13", "png", {"dpi": "36"})
    calls: list[None] = []
    looked = Mock(side_effect=Layout.free)
    monkeypatch.setattr(Layout, "free", lambda *given: looked(*given))
    snapshot.make(plate, ordered, lambda: calls.append(None))
    assert len(calls) >= looked.call_count > 0


@pytest.mark.slow
def test_a_failed_drawing_lets_the_next_drawing_start():
    with pytest.raises(ValueError, match="broken"), press.drawing():
        raise ValueError("broken")
    with press.drawing():
        pass


def test_a_request_that_waits_for_geometry_stops_and_the_next_gets_the_geometry(dataset):
    go, built = Event(), []

    def build(*_given: object) -> object:
        go.wait(LONG)
        built.append(1)
        return "geometry"

    slow = Press(dataset, Timeline(dataset), 0.0, build)
    for _ in range(2):
        with pytest.raises(TooSlow):
            _ = slow.plate
    slow.seconds = LONG
    go.set()
    assert [slow.plate, slow.plate, built] == ["geometry", "geometry", [1]]


def test_geometry_that_failed_to_build_is_built_for_the_next_request(dataset):
    answers = [OSError("no room"), "geometry"]

    def build(*_given: object) -> object:
        answer = answers.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer

    press_ = Press(dataset, Timeline(dataset), LONG, build)
    with pytest.raises(OSError, match="no room"):
        _ = press_.plate
    assert press_.plate == "geometry"


def test_a_part_that_another_request_makes_is_waited_for_no_longer_than_the_whole_may_take():
    go, begun, shop = Event(), Event(), Workshop(1, LONG, 0)

    def make(_check: object) -> bytes:
        begun.set()
        go.wait(LONG)
        return b"made"

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(shop.file, "key", make)
        assert begun.wait(LONG)
        with pytest.raises(TooSlow):
            shop.file("key", make, late)
        go.set()
        assert other.result(LONG) == b"made"


def test_a_part_that_is_made_asks_the_whole_as_well():
    with pytest.raises(TooSlow):
        Workshop(1, LONG, 0).file("key", lambda check: check() or b"", late)


@pytest.mark.parametrize("style", citation.FORMATS)
def test_a_list_of_works_asks_for_each_work_that_a_style_writes(dataset, timeline, style):
    works = sources_of(dataset, timeline, dataset.first_day)[:5]
    calls = Counter()
    text = citation.cite_works(dataset, works, "en", style, lambda: calls.update([style]))
    assert text
    if citation.FORMATS[style].csl:
        assert calls[style] >= 2 * len(works)


@pytest.mark.parametrize("what", exports.EXPORTS)
def test_an_export_of_a_part_of_the_map_asks_for_each_row_or_day(dataset, timeline, what):
    days = {0: (), 1: (dataset.first_day,), 2: (dataset.first_day, dataset.last_day)}
    asked = days[max(exports.EXPORTS[what].days)]
    west, south, east, north = dataset.home
    part = selection.parse(dataset, {"clip": f"{west},{south},{east},{north}"})
    calls: list[None] = []
    (made,) = exports.tables(dataset, timeline, what, asked, part, check=lambda: calls.append(None))
    # Areas are summed day by day.
    steps = len(made.rows if exports.EXPORTS[what].placed else timeline.days)
    assert len(calls) >= steps > 0
