"""Printed sheets over HTTP: what is answered, and every limit reached."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.cartography.paper.deadline import TooSlow
from dashboard.cartography.paper.plate import Plate
from dashboard.dataset.timeline import Timeline
from dashboard.export.press import snapshot
from dashboard.ui.http import snapshots, workshop
from dashboard.ui.http.snapshots import Limits
from faults import fault

pytestmark = pytest.mark.slow

SMALL = "size=120x100&dpi=40"


def client_of(dataset, limits: Limits | None = None, make=snapshot.make) -> FlaskClient:
    server = Flask("test")
    routes = snapshots.blueprint(dataset, Timeline(dataset), limits or Limits(), make)
    server.register_blueprint(routes)
    return server.test_client()


def quick(calls: list[str] | None = None, size: int = 10) -> Callable[..., bytes]:
    """A printer that draws nothing and writes down what it was asked for."""

    def make(_plate: Plate, ordered: snapshot.Snapshot, _check: Callable[[], None]) -> bytes:
        if calls is not None:
            calls.append(ordered.name)
        return b"x" * size

    return make


@pytest.mark.parametrize(
    ("kind", "media", "start"),
    [
        ("pdf", "application/pdf", b"%PDF"),
        ("svg", "image/svg+xml", b"<?xml"),
        ("png", "image/png", b"\x89PNG"),
    ],
)
def test_a_sheet_is_served_under_a_file_name_of_the_atlas(dataset, kind, media, start):
    answer = client_of(dataset).get(f"/snapshot/1921-10-13.{kind}?lang=tr&{SMALL}")
    assert (answer.status_code, answer.mimetype) == (200, media)
    assert answer.data.startswith(start)
    assert f'filename="caucasus-1921-10-13-tr.{kind}"' in answer.headers["Content-Disposition"]


def test_the_atlas_serves_sheets(client):
    answer = client.get(f"/snapshot/1920-04-28.svg?{SMALL}")
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_same_order_is_made_once_and_known_by_its_tag(dataset):
    calls: list[str] = []
    client = client_of(dataset, make=quick(calls))
    first = client.get("/snapshot/1921-10-13.pdf?size=a4")
    second = client.get("/snapshot/1921-10-13.pdf")
    assert first.data == second.data
    assert calls == ["caucasus-1921-10-13-en.pdf"]
    assert first.headers["ETag"] == second.headers["ETag"]
    tag = {"If-None-Match": first.headers["ETag"]}
    again = client.get("/snapshot/1921-10-13.pdf", headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    client.get("/snapshot/1921-10-13.pdf?bw=1")
    assert len(calls) == 2


def test_a_class_that_asks_for_a_sheet_at_once_is_answered_and_it_is_drawn_once(dataset):
    """On a cold server 28 of 30 requests for the same PDF got 503."""
    drawn: list[str] = []

    def make(plate: Plate, ordered: snapshot.Snapshot, check: Callable[[], None]) -> bytes:
        drawn.append(ordered.name)
        return snapshot.make(plate, ordered, check)

    client = client_of(dataset, Limits(seconds=300), make)
    together = threading.Barrier(30)

    def ask(_: int) -> tuple[int, bytes]:
        together.wait(60)
        answer = client.application.test_client().get("/snapshot/1920-04-28.pdf?size=column")
        return answer.status_code, answer.data

    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(ask, range(30)))
    ((status, content),) = set(answers)
    assert status == 200
    assert content.startswith(b"%PDF")
    assert drawn == ["caucasus-1920-04-28-en.pdf"]


def test_the_cache_lets_go_of_what_was_asked_for_longest_ago(dataset):
    calls: list[str] = []
    client = client_of(dataset, Limits(cache_bytes=25), quick(calls))
    days = ["1921-10-13", "1921-10-14", "1921-10-13", "1921-10-15", "1921-10-13", "1921-10-14"]
    for day in days:
        client.get(f"/snapshot/{day}.pdf")
    assert [name[17:19] for name in calls] == ["13", "14", "15", "14"]


def test_a_file_larger_than_the_cache_is_served_and_not_kept(dataset):
    calls: list[str] = []
    client = client_of(dataset, Limits(cache_bytes=5), quick(calls))
    for _ in range(2):
        assert client.get("/snapshot/1921-10-13.pdf").status_code == 200
    assert len(calls) == 2


def test_more_sheets_at_once_than_allowed_hear_when_to_retry(dataset, monkeypatch):
    monkeypatch.setattr(workshop, "PATIENCE", 0)
    started, go_on = threading.Event(), threading.Event()

    def slow(*_: object) -> bytes:
        started.set()
        assert go_on.wait(20)
        return b"done"

    client = client_of(dataset, Limits(at_once=1), slow)
    first: list[int] = []

    def ask() -> None:
        first.append(client.get("/snapshot/1921-10-13.pdf").status_code)

    thread = threading.Thread(target=ask)
    thread.start()
    assert started.wait(20)
    busy = client.get("/snapshot/1921-10-14.pdf")
    go_on.set()
    thread.join()
    assert "as many as may be at once" in fault(busy, 503)
    assert int(busy.headers["Retry-After"]) > 0
    assert first == [200]
    assert client.get("/snapshot/1921-10-14.pdf").status_code == 200


def test_a_sheet_that_takes_too_long_is_stopped_and_its_place_is_free_again(dataset):
    client = client_of(dataset, Limits(at_once=1, seconds=0.01))
    for _ in range(2):
        late = client.get(f"/snapshot/1921-10-13.png?{SMALL}")
        assert "0.01 seconds" in fault(late, 503)
        assert late.headers["Retry-After"] == "1"


def test_a_fault_while_drawing_leaves_the_place_free(dataset):
    calls = []

    def broken(*_: object) -> bytes:
        calls.append(1)
        raise TooSlow

    client = client_of(dataset, Limits(at_once=1), broken)
    for _ in range(3):
        fault(client.get("/snapshot/1921-10-13.pdf"), 503)
    assert len(calls) == 3


def test_more_pixels_than_may_be_are_refused_before_anything_is_drawn(dataset):
    calls: list[str] = []
    client = client_of(dataset, Limits(pixels=1_000_000), quick(calls))
    problem = fault(client.get("/snapshot/1921-10-13.png?size=a4&dpi=300"), 400)
    assert "pixels and at most 1,000,000 are drawn" in problem
    assert calls == []
    assert client.get("/snapshot/1921-10-13.png?size=a4&dpi=72").status_code == 200


def test_no_size_is_without_end():
    sizes = ["1e9x1e9", "99999x99999", "0x0", "-5x9", "nanxnan", "infxinf", "1201x900"]
    for text in sizes:
        with pytest.raises(ValueError, match="size"):
            snapshot.sheet.parse_size(text)


@pytest.mark.parametrize(
    "address",
    [
        "1921-13-13.pdf",
        "1700-01-01.pdf",
        "1921-10-13.gif",
        "1921-10-13.pdf?size=huge",
        "1921-10-13.pdf?lang=de",
        "1921-10-13.pdf?extent=inf,1,2,3",
        "1921-10-13.pdf?extent=../../etc/passwd",
        "1921-10-13.pdf?territory=mars",
        "1921-10-13.pdf?dpi=-5",
        "1921-10-13.pdf?dpi=٣٠٠",
        "1921-10-13.pdf?bw=perhaps",
        "1921-10-13.pdf?size=a4&size=a3",
        "1921-10-13.pdf?output=/etc/passwd",
        f"1921-10-13.pdf?extent={'9' * 4000}",
    ],
)
def test_invalid_parameters_are_refused_on_one_line(dataset, address):
    client = client_of(dataset, make=quick())
    assert len(fault(client.get(f"/snapshot/{address}"), 400)) < 250


def test_a_legend_without_room_is_refused_with_the_cure(dataset):
    address = "/snapshot/1921-10-13.pdf?size=84x66&without=none"
    assert "leave the legend out" in fault(client_of(dataset).get(address), 400)


@pytest.mark.parametrize("path", ["", "1921-10-13", "a/b/c", "1921-10-13/x.pdf"])
def test_an_unknown_path_is_a_404_that_shows_a_valid_address(dataset, path):
    problem = fault(client_of(dataset, make=quick()).get(f"/snapshot/{path}"), 404)
    assert f"/snapshot/{dataset.terms.example_day}.pdf" in problem


def test_limits_are_read_from_the_environment(monkeypatch):
    assert Limits.from_environment() == Limits()
    monkeypatch.setenv("SNAPSHOT_AT_ONCE", "7")
    monkeypatch.setenv("SNAPSHOT_SECONDS", "5")
    monkeypatch.setenv("SNAPSHOT_PIXELS", "1000")
    monkeypatch.setenv("SNAPSHOT_CACHE", "9")
    assert Limits.from_environment() == Limits(7, 5, 1000, 9)


@pytest.mark.parametrize("text", ["0", "-1", "many", "", "1.5"])
def test_a_limit_that_is_not_a_number_stops_the_start(monkeypatch, text):
    monkeypatch.setenv("SNAPSHOT_AT_ONCE", text)
    with pytest.raises(ValueError, match="SNAPSHOT_AT_ONCE"):
        Limits.from_environment()


def test_the_permalink_begins_with_the_address_that_is_set(dataset, monkeypatch):
    seen = []

    def make(_plate: Plate, ordered: snapshot.Snapshot, _check: Callable[[], None]) -> bytes:
        seen.append(ordered.order.address)
        return b"x"

    monkeypatch.setenv("BASE_ADDRESS", "https://atlas.example/")
    client_of(dataset, make=make).get("/snapshot/1921-10-13.pdf?lang=tr&territory=kars")
    assert seen == ["https://atlas.example/tr/?day=1921-10-13&territory=kars"]
