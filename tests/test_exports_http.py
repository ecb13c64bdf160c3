"""Data and citations over HTTP: what is answered, what is refused, and every limit reached."""

import threading
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.timeline import Timeline
from dashboard.export.cite import citation
from dashboard.export.cite.works import sources_of
from dashboard.export.data import exports as made
from dashboard.export.data import gazetteer, package
from dashboard.ui.http import exports, server, workshop
from dashboard.ui.http.exports import Limits
from faults import fault
from small_package import REAL_PACKAGE, set_cell, write_package

pytestmark = pytest.mark.slow

DAY, FIRST, LAST = date(1921, 10, 13), date(1920, 9, 1), date(1921, 10, 31)
RANGE = "1920-09-01/1921-10-31"
VERSION = load_dataset(REAL_PACKAGE).version.replace("+", "-")


@pytest.fixture(autouse=True)
def public_address(monkeypatch):
    """A public address of the atlas: addresses of this machine are never cited."""
    monkeypatch.setenv("BASE_ADDRESS", "https://atlas.example")


def client_of(dataset, limits: Limits | None = None) -> FlaskClient:
    flask = Flask("test")
    flask.register_blueprint(exports.blueprint(dataset, Timeline(dataset), limits or Limits()))
    server.harden(flask, [])
    return flask.test_client()


@pytest.fixture(scope="module")
def http(dataset) -> FlaskClient:
    # The sources of a day in every style are slow to write on a machine that does other work.
    return client_of(dataset, Limits(seconds=300))


# What is answered


@pytest.mark.parametrize(
    ("path", "name", "make"),
    [
        (
            f"states/{RANGE}.gpkg",
            "caucasus-1920-09-01-1921-10-31.gpkg",
            lambda data, line: made.file(data, line, "range", [FIRST, LAST], "gpkg"),
        ),
        (
            "state/1921-10-13.csv",
            "caucasus-1921-10-13.csv",
            lambda data, line: made.file(data, line, "state", [DAY], "csv"),
        ),
        (
            f"changes/{RANGE}.csv",
            "caucasus-changes-1920-09-01-1921-10-31.csv",
            lambda data, line: made.file(data, line, "changes", [FIRST, LAST], "csv"),
        ),
        (
            "places.jsonld",
            "caucasus-places.jsonld",
            lambda data, line: gazetteer.render(data, "https://atlas.example"),
        ),
        (
            "package.zip",
            f"caucasus-data-{VERSION}.zip",
            lambda data, line: package.render(data),
        ),
        (
            "cite/1921-10-13/ris?sources=1&lang=tr",
            "caucasus-sources-1921-10-13-tr.ris",
            lambda data, line: citation.cite_sources(data, line, DAY, "tr", "ris").encode(),
        ),
    ],
)
def test_a_file_equals_that_of_the_command_line_and_is_named_for_the_atlas(
    http, dataset, path, name, make
):
    answer = http.get(f"/api/{path}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.data == make(dataset, Timeline(dataset))


def test_the_atlas_serves_every_address(client):
    paths = (
        *(f"states/{RANGE}.csv", f"changes/{RANGE}.json", f"differences/{RANGE}.csv"),
        *(f"{name}/{days}.csv" for name in ("lines", "events", "claims") for days in (DAY, RANGE)),
        *("places.csv", "schema.json", "lines/1921-10-13.csv?territory=kars&clip=42,40,44,41"),
    )
    for path in (*paths, "cite/1921-10-13/apa"):
        assert client.get(f"/api/{path}").status_code == 200


def test_one_address_gives_every_style_of_view_and_sources(http, dataset):
    answer = http.get("/api/cite/1921-10-13.json?lang=tr&view=layers%3Drelief%26territory%3Dkars")
    body = answer.get_json()
    assert body["ok"] is True
    assert (body["day"], body["lang"], body["version"]) == ("1921-10-13", "tr", dataset.version)
    address = "https://atlas.example/tr/?day=1921-10-13&layers=relief&territory=kars"
    assert body["permalink"] == address
    assert list(body["view"]) == list(body["sources"]) == list(citation.FORMATS)
    # The note of İSNAD has no address; its bibliography has.
    lacking = {style for style, text in body["view"].items() if address not in text}
    assert lacking == {"isnad-note"}
    assert body["view"]["apa"] == citation.cite_view(
        dataset, DAY, "tr", address, "apa", {"layers": "relief", "territory": "kars"}
    )
    assert len(body["sources"]["apa"].splitlines()) == body["count"] > body["unseen"] > 0


def test_a_view_is_cited_at_once_when_its_sources_are_not_wanted(dataset, monkeypatch):
    def never(*_: object) -> str:
        raise AssertionError("sources were written")

    monkeypatch.setattr(citation, "cite_works", never)
    body = client_of(dataset).get("/api/cite/1921-10-13.json?sources=0").get_json()
    assert list(body["view"]) == list(citation.FORMATS)
    assert "sources" not in body
    assert body["count"] > 20


def test_the_sources_of_a_day_are_written_once_for_all_its_views(dataset, monkeypatch):
    written = []

    def counted(
        _data: object, _works: object, _language: object, style: str, *_more: object
    ) -> str:
        written.append(style)
        return style

    monkeypatch.setattr(citation, "cite_works", counted)
    client = client_of(dataset)
    for view in ("", "territory%3Dkars", "territory%3Dbaku"):
        body = client.get(f"/api/cite/1921-10-13.json?view={view}").get_json()
        assert body["sources"]["ris"] == "ris"
    assert client.get("/api/cite/1921-10-13/ris?sources=1").data == b"ris"
    assert written == list(citation.FORMATS)


def test_days_with_the_same_works_share_one_list_of_works(dataset, monkeypatch):
    line = Timeline(dataset)
    days = [FIRST + timedelta(n) for n in range(60)]
    works = {day: sources_of(dataset, line, day) for day in days}
    day, other = next(pair for pair in pairwise(days) if works[pair[0]] == works[pair[1]])
    written, write = [], citation.write

    def counted(items: Sequence[object], *more: object) -> str:
        written.append(len(items))
        return write(items, *more)

    client = client_of(dataset)
    monkeypatch.setattr(citation, "write", counted)
    first, second = (client.get(f"/api/cite/{day}/harvard?sources=1").data for day in (day, other))
    assert first == second
    assert written == [len(works[day])]


def test_a_bibliography_has_its_order_whatever_a_day_rests_on_most(dataset):
    works = sources_of(dataset, Timeline(dataset), DAY)
    for style in filter(citation.is_sorted, citation.FORMATS):
        few = works[:8]
        written = {citation.cite_works(dataset, order, "en", style) for order in (few, few[::-1])}
        assert len(written) == 1


def test_a_style_is_saved_under_its_suffix(http):
    names = {
        style: http.get(f"/api/cite/1921-10-13/{style}").headers["Content-Disposition"]
        for style in citation.FORMATS
    }
    assert names["bibtex"] == 'attachment; filename="caucasus-1921-10-13-en.bib"'
    assert names["csl-json"] == 'inline; filename="caucasus-1921-10-13-en.csl.json"'
    assert names["apa"] == 'inline; filename="caucasus-1921-10-13-en.apa.txt"'


@pytest.mark.parametrize(
    "view",
    [
        "day=1918-01-01",
        "evil=1&utm_source=mail",
        "territory=<script>alert(1)</script>",
        "territory=mars",
        "view=nothing",
        "layers=" + "x" * 500,
        "layers=a%0d%0aSet-Cookie:1",
        "&".join(f"p{number}=1" for number in range(15)),
    ],
)
def test_what_is_not_the_pages_own_is_not_repeated(http, view):
    body = http.get("/api/cite/1921-10-13.json", query_string={"view": view}).get_json()
    assert body["permalink"] == "https://atlas.example/?day=1921-10-13"


def test_the_permalink_begins_with_the_address_that_is_set(dataset, monkeypatch):
    client = client_of(dataset)
    permalinks = {}
    for base in ("https://atlas.example/", "http://school.example:8977", "http://127.0.0.1:8977"):
        monkeypatch.setenv("BASE_ADDRESS", base)
        permalinks[base] = client.get("/api/cite/1921-10-13.json").get_json()["permalink"]
    assert list(permalinks.values()) == [
        "https://atlas.example/?day=1921-10-13",
        "http://school.example:8977/?day=1921-10-13",
        "",
    ]


# What is refused


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("states/1921-01-01/1920-01-01.csv", "before it begins on 1921-01-01"),
        ("states/1917-01-01/1920-01-01.csv", "1917-01-01 is outside the atlas"),
        ("states/1920-01-01/1921-13-01.csv", "is not a day of the calendar"),
        (
            f"states/{RANGE}.kml",
            "'kml' is not a format; write json, csv, xlsx, geojson, gpkg or fgb",
        ),
        (f"changes/{RANGE}.shp", "'shp' is not a format; write json, csv"),
        ("cite/1921-10-13/oscola", "'oscola' is not a style; write apa, mla, harvard"),
        ("cite/1937-01-01/apa", "1937-01-01 is outside the atlas"),
        ("cite/1921-10-13.json?lang=de", "'de' is not a language; write en, tr, az"),
        ("cite/1921-10-13.json?lang=en&lang=tr", "'lang' is asked for 2 times"),
        (
            "cite/1921-10-13.json?style=apa",
            "unknown parameter 'style'; use one of lang, view, sources",
        ),
        ("cite/1921-10-13/apa?sources=yes", "sources 'yes': write 1 or 0, or leave it out"),
        ("cite/1921-10-13.json?view=" + "&view=".join("ab"), "'view' is asked for 2 times"),
        (
            "state/1921-10-13.json?lang=tr",
            "unknown parameter 'lang'; use one of territory, region",
        ),
        ("state/1921-10-13.json?bom=1", "only a CSV can begin with a byte-order mark"),
        ("state/1921-10-13.csv?power=nobody", "'nobody' is not a power; there are armenia"),
        ("lines/1921-10-13.csv?clip=1,2,3", "'1,2,3' is not a box; write west,south,east,north"),
        ("lines/1921-10-13.csv?clip=nan,2,3,4", "is not a box"),
        ("places.csv?power=soviet", "places belong to no power"),
        ("package.zip?version=2", "unknown parameter 'version'; this address takes none"),
    ],
)
def test_an_invalid_request_gets_400_and_the_reason_on_one_line(http, path, message):
    assert message in fault(http.get(f"/api/{path}"), 400)


def test_a_view_of_too_many_parts_is_refused(http):
    view = "&".join(f"p{number}=1" for number in range(50))
    answer = http.get("/api/cite/1921-10-13.json", query_string={"view": view})
    assert "more than 25 parameters; take some away" in fault(answer, 400)


@pytest.mark.parametrize("path", [f"state/{'9' * 4000}.csv", f"{'x' * 4000}/1920-01-01.csv"])
def test_a_very_long_word_is_not_repeated(http, path):
    answer = http.get(f"/api/{path}")
    assert 400 <= answer.status_code < 500
    assert len(answer.data) < 300


# Kept and known


@pytest.mark.parametrize(
    "path",
    ["state/1921-10-13.json", f"states/{RANGE}.geojson", "package.zip", "cite/1921-10-13/apa"],
)
def test_what_the_reader_has_is_not_made_again(http, path):
    first = http.get(f"/api/{path}")
    again = http.get(f"/api/{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    other = http.get(f"/api/{path}", headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


def test_a_304_is_answered_before_a_file_is_made(dataset, monkeypatch):
    tag = client_of(dataset).get("/api/package.zip").headers["ETag"]

    def never(*_: object) -> bytes:
        raise AssertionError("it was made")

    monkeypatch.setattr(package, "render", never)
    answer = client_of(dataset).get("/api/package.zip", headers={"If-None-Match": tag})
    assert answer.status_code == 304


def test_other_data_has_another_tag(dataset, tmp_path):
    small = load_dataset(write_package(tmp_path / "package"))
    path = "/api/state/1921-10-13.json"
    tags = {client_of(one).get(path).headers["ETag"] for one in (dataset, small)}
    assert len(tags) == 2


def test_the_same_file_is_made_once(dataset, monkeypatch):
    made = []

    def counted(_dataset: object, _check: object) -> bytes:
        made.append(1)
        return b"zip"

    monkeypatch.setattr(package, "render", counted)
    client = client_of(dataset)
    assert [client.get("/api/package.zip").data for _ in range(3)] == [b"zip"] * 3
    assert len(made) == 1
    forgetful = client_of(dataset, Limits(cache_bytes=1))
    for _ in range(2):
        forgetful.get("/api/package.zip")
    assert len(made) == 3


# Limits


def test_a_range_longer_than_may_be_is_refused(dataset):
    client = client_of(dataset, Limits(days=30))
    assert client.get("/api/states/1920-01-01/1920-01-30.csv").status_code == 200
    for what in ("states", "changes", "differences"):
        problem = fault(client.get(f"/api/{what}/1920-01-01/1920-01-31.csv"), 400)
        assert "the range has 31 days and at most 30 are exported" in problem


def test_the_whole_atlas_is_a_range_that_may_be_asked_for(http):
    assert http.get("/api/states/1918-01-01/1936-12-31.csv").status_code == 200


def test_more_exports_at_once_than_allowed_hear_when_to_retry(dataset, monkeypatch):
    monkeypatch.setattr(workshop, "PATIENCE", 0)
    started, go_on = threading.Event(), threading.Event()

    def slow(*_: object) -> bytes:
        started.set()
        assert go_on.wait(20)
        return b"zip"

    monkeypatch.setattr(package, "render", slow)
    client = client_of(dataset, Limits(at_once=1))
    first: list[int] = []
    thread = threading.Thread(
        target=lambda: first.append(client.get("/api/package.zip").status_code)
    )
    thread.start()
    assert started.wait(20)
    busy = client.get("/api/state/1921-10-13.json")
    go_on.set()
    thread.join()
    assert "1 exports are being made, as many as may be at once" in fault(busy, 503)
    assert int(busy.headers["Retry-After"]) > 0
    assert first == [200]
    assert client.get("/api/state/1921-10-13.json").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *(f"states/{RANGE}.{kind}" for kind in ("geojson", "gpkg", "csv", "json", "xlsx", "fgb")),
        f"changes/{RANGE}.csv",
        f"differences/{RANGE}.json",
        f"claims/{RANGE}.json",
        "package.zip",
    ],
)
def test_an_export_that_takes_too_long_is_stopped_and_its_place_is_free_again(dataset, path):
    client = client_of(dataset, Limits(at_once=1, seconds=0.0))
    for _ in range(2):
        late = client.get(f"/api/{path}")
        assert "was not done in 0 seconds" in fault(late, 503)
        assert late.headers["Retry-After"] == "1"


def test_a_package_that_has_changed_on_the_disk_is_not_sent(tmp_path):
    small = load_dataset(write_package(tmp_path / "package"))
    client = client_of(small)
    set_cell(small.folder, "control", 2, "note_en", "changed")
    assert "start the atlas again" in fault(client.get("/api/package.zip"), 503)


def test_a_fault_of_the_server_is_answered_with_500(dataset, monkeypatch):
    def broken(*_: object) -> bytes:
        raise ValueError("inner words")

    monkeypatch.setattr(package, "render", broken)
    assert "inner words" not in fault(client_of(dataset).get("/api/package.zip"), 500)
