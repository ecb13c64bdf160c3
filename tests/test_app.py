"""The server: addresses, headers, the state over HTTP, one shape of error, old files."""

import gzip
import re
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import brotli
import orjson
import plotly
import pytest
from dash import Dash, Input, Output, html
from flask import Flask, Response
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import HTTPException

from dashboard.dataset.timeline import Timeline
from dashboard.export.data.exports import file
from dashboard.export.data.formats import MEDIA_TYPES
from dashboard.ui.app import _redirect_earlier_forms, create_app
from dashboard.ui.bridge import Panel
from dashboard.ui.http import bundle, coding, server
from dashboard.ui.page import url
from small_package import LANGUAGES, write_package

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
ADDRESSES = ("/", "/tr/", "/healthz", "/api/state/1920-04-28.json", "/api/unknown", "/nowhere")
ENDPOINTS = ("/_dash-update-component", "/tr/_dash-update-component")


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of an app with a panel of somebody's own."""
    package = write_package(tmp_path_factory.mktemp("extended") / "package")
    panel = Panel("mine", {"en": "A panel", "tr": "Bir pano"}, html.P("any chart"))
    return create_app(package, [panel]).server.test_client()


@pytest.fixture(scope="module")
def files(client: FlaskClient) -> list[str]:
    """Addresses of the bundle that the two pages name."""
    found: set[str] = set()
    for language in LANGUAGES:
        text = client.get(url.prefix(language, LANGUAGES)).text
        found |= set(re.findall(r'"(?:\.\./)*(files/[0-9a-f]+/[\w./-]+)"', text))
    return sorted(f"/{one}" for one in found)


def fault(response: Any, status: int) -> str:
    """The message of an error, after a look at its shape."""
    assert response.status_code == status
    assert response.mimetype == "application/json"
    body = orjson.loads(response.data)
    assert list(body) == ["ok", "error", "status"]
    assert body["ok"] is False
    assert body["status"] == status
    message = body["error"]
    assert message
    assert "\n" not in message
    assert "Traceback" not in message
    return str(message)


# The pages


@pytest.mark.parametrize(
    ("address", "language", "title"),
    [
        ("/", "en", "How the Caucasus became Soviet"),
        ("/tr/", "tr", "Kafkasya nasıl Sovyetleşti"),
    ],
)
def test_a_page_is_in_its_language_from_the_first_byte(client, address, language, title):
    response = client.get(address)
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="ltr">' in response.text
    assert f"<title>{title}</title>" in response.text


@pytest.mark.parametrize("address", ["/", "/tr/"])
def test_a_page_names_nothing_outside_but_its_licence(client, dataset, address):
    named = re.findall(r'(?:src|href)="([^"]+)"', client.get(address).text)
    assert named
    outside = [one for one in named if ":" in one or one.startswith("/")]
    assert outside == [f"https://spdx.org/licenses/{dataset.licence}"]


@pytest.mark.parametrize("address", ["/nowhere", "/tr/nowhere", "/tr/tr/", "/en/"])
def test_an_unknown_page_is_not_found(client, address):
    fault(client.get(address), 404)


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/?lang=tr", "/tr/"),
        ("/?lang=tr&day=1920-04-28&territory=baku", "/tr/?day=1920-04-28&territory=baku"),
        ("/?day=1920-04-28&lang=tr&territory=baku", "/tr/?day=1920-04-28&territory=baku"),
        ("/tr/?day=1920-04-28&lang=en", "/?day=1920-04-28"),
        ("/tr/?lang=tr", "/tr/"),
    ],
)
def test_a_language_in_the_query_leads_to_its_address_with_the_rest_kept(client, asked, led_to):
    response = client.get(asked)
    assert response.status_code == 302
    assert urljoin(asked, response.headers["Location"]) == led_to


@pytest.mark.parametrize("asked", ["/?lang=de", "/?lang=", "/?language=tr", "/healthz?lang=tr"])
def test_another_language_leads_nowhere(client, asked):
    assert client.get(asked).status_code == 200


@given(
    st.lists(
        st.tuples(st.sampled_from(["day", "territory", "x"]), st.text(max_size=20)), max_size=4
    )
)
def test_a_redirect_stays_on_the_server_and_loses_nothing(pairs):
    query = urlencode([("lang", "tr"), *pairs])
    response = _redirecting().get(f"/?{query}")
    target = urlsplit(response.headers["Location"])
    assert (target.scheme, target.netloc, target.path) == ("", "", "/tr/")
    assert parse_qsl(target.query, keep_blank_values=True) == pairs


def _redirecting() -> FlaskClient:
    flask = Flask(__name__)
    _redirect_earlier_forms(flask, LANGUAGES)
    return flask.test_client()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_layout_has_the_parts_that_the_scripts_fill(client, language):
    page = client.get(url.prefix(language, LANGUAGES)).text
    ids = set(re.findall(r' id="([\w-]+)"', page))
    assets = ROOT / "dashboard" / "assets"
    first = ["atlas", "phases", "cards/help", "cards/territory", "map/annotations"]
    scripts = "".join((assets / f"{name}.mjs").read_text(encoding="utf-8") for name in first)
    wanted = set(re.findall(r'element\("([\w-]+)"', scripts))
    assert wanted >= {"events", "details", "help"}
    assert wanted <= ids
    assert "map" in ids


# Headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_security_headers(client, address):
    headers = client.get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert re.fullmatch(r"'self'( 'sha256-[\w+/=]+')*", policy["script-src"])
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_a_frame_without_an_origin_may_read_what_the_page_is_made_of_and_no_more(client):
    page = client.get("/").text
    files = [f"/{one}" for one in re.findall(r'(?:src|href)="(files/[^"]+)"', page)]
    assert len(files) > 5
    layouts = [
        f"{prefix}_dash-{name}" for prefix in ("/", "/tr/") for name in ("layout", "dependencies")
    ]
    for address in [*files[:3], *layouts]:
        assert client.get(address).headers["Access-Control-Allow-Origin"] == "*"
        # Dash asks as if it sent JSON, so the browser asks first whether it may.
        asked = client.options(address).headers
        assert asked["Access-Control-Allow-Headers"] == "Content-Type"
    for address in ("/", "/tr/", "/healthz"):
        assert "Access-Control-Allow-Origin" not in client.get(address).headers


def test_no_cookie_is_set(client):
    for address in ADDRESSES:
        assert "Set-Cookie" not in client.get(address).headers


# The state over HTTP


@pytest.mark.parametrize(("kind", "media_type"), MEDIA_TYPES.items())
def test_the_state_is_the_same_as_on_the_command_line(client, dataset, kind, media_type):
    response = client.get(f"/api/state/1920-04-28.{kind}")
    day = dataset.first_day + timedelta(days=848)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == media_type
    assert response.data == file(dataset, Timeline(dataset), "state", [day], kind)


def test_the_first_and_the_last_day_have_a_state(client):
    for day in ("1918-01-01", "1936-12-31"):
        assert orjson.loads(client.get(f"/api/state/{day}.json").data)["day"] == day


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("1920-4-28.json", "'1920-4-28' is not a day; write YYYY-MM-DD, for example 2001-02-03"),
        ("19200428.json", "'19200428' is not a day"),
        ("1920-W18-3.json", "'1920-W18-3' is not a day"),
        ("yesterday.csv", "'yesterday' is not a day"),
        ("1920-02-30.json", "'1920-02-30' is not a day of the calendar"),
        ("0020-04-28.json", "0020-04-28 is outside the atlas"),
        ("1917-12-31.json", "give a day from 1918-01-01 to 1936-12-31"),
        ("1937-01-01.geojson", "1937-01-01 is outside the atlas"),
        ("1920-04-28.xml", "'xml' is not a format; write json, csv, xlsx, geojson, gpkg or fgb"),
        ("1920-04-28.JSON", "'JSON' is not a format"),
    ],
)
def test_a_wrong_question_gets_400_and_one_line_that_says_why(client, name, message):
    assert message in fault(client.get(f"/api/state/{name}"), 400)


@pytest.mark.parametrize("path", ["state", "state/1920-04-28", "nothing/here", "state/a/b.json"])
def test_an_unknown_address_of_the_api_is_404_and_names_a_right_one(client, path):
    assert "/api/state/1920-04-28.json" in fault(client.get(f"/api/{path}"), 404)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_api_only_answers_questions(client, method):
    fault(getattr(client, method)("/api/state/1920-04-28.json"), 405)


def test_healthz_says_which_data_it_shows(client, dataset):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert orjson.loads(response.data) == {
        "ok": True,
        "version": dataset.version,
        "data": dataset.digest,
    }


# What is not a request of the page


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"{}",
        b"[]",
        b'"text"',
        b"{broken",
        b"\xff\xfe",
        b'{"output": 1, "inputs": 5}',
        b'{"output": "a.b", "outputs": {"id": "a"}, "inputs": [], "changedPropIds": []}',
        b'{"output": "map.figure", "outputs": {"id": "map", "property": "figure"}, "inputs": []}',
    ],
)
def test_a_malformed_callback_is_refused_without_a_traceback(client, endpoint, body):
    fault(client.post(endpoint, data=body, content_type="application/json"), 400)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_callback_that_is_not_json_is_refused(client, endpoint):
    fault(client.post(endpoint, data=b"day=1", content_type="text/plain"), 415)


@pytest.mark.parametrize("answer", ["raise", "return"])
def test_a_callback_that_fails_is_logged_and_not_taken_for_a_stray_request(caplog, answer):
    app = create_app(DATA)

    @app.callback(Output("map", "title"), Input("map", "id"))
    def fails(_id: str) -> object:
        if answer == "raise":
            raise RuntimeError("the password is swordfish")
        return {"swordfish"}

    body = {
        "output": "map.title",
        "outputs": {"id": "map", "property": "title"},
        "inputs": [{"id": "map", "property": "id", "value": "map"}],
        "changedPropIds": ["map.id"],
    }
    message = fault(app.server.test_client().post(ENDPOINTS[0], json=body), 500)
    assert message == "the callback of map.title failed; the traceback is in the log"
    assert "swordfish" in caplog.text


def test_a_failure_of_the_server_is_logged_and_tells_nothing_of_its_inside(caplog):
    flask = Flask(__name__)
    server.harden(flask, [])

    @flask.get("/fails")
    def fails() -> Response:
        raise RuntimeError("the password is swordfish")

    message = fault(flask.test_client().get("/fails"), 500)
    assert "swordfish" not in message
    assert "swordfish" in caplog.text


def test_an_error_of_http_keeps_its_status():
    flask = Flask(__name__)
    server.harden(flask, [])

    @flask.get("/teapot")
    def teapot() -> Response:
        problem = HTTPException("short and stout")
        problem.code = 418
        raise problem

    assert fault(flask.test_client().get("/teapot"), 418) == "short and stout"


# Files of the bundle


def test_the_pages_name_scripts_styles_and_data(files):
    names = {Path(address).name for address in files}
    assert names >= {"page.css", "atlas.en.json", "atlas.tr.json", "figure.json"}


def test_the_scripts_are_one_file_while_it_is_made_of_them_and_else_all_preloaded(monkeypatch):
    scripts = bundle.modules()
    built = bundle.built_from(scripts) + b"start()"
    monkeypatch.setattr(bundle, "built", lambda: built)
    files = bundle.make_bundle({})
    assert (files.entry, files.imported) == (bundle.BUILT, [])
    monkeypatch.setattr(bundle, "built", lambda: b"/* of other modules */\nstart()")
    files = bundle.make_bundle({})
    assert files.entry == bundle.ENTRY
    assert set(files.imported) == set(scripts)


UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("gzip, br;q=0", "gzip"), ("deflate", None)],
)
def test_a_file_is_kept_for_ever_and_comes_in_the_best_coding(client, files, accepts, coding):
    for address in files:
        plain = client.get(address)
        packed = client.get(address, headers={"Accept-Encoding": accepts})
        assert plain.status_code == packed.status_code == 200
        assert "immutable" in plain.headers["Cache-Control"]
        assert plain.headers["Vary"] == "Accept-Encoding"
        assert "Content-Encoding" not in plain.headers
        if coding and Path(address).suffix in bundle.COMPRESSED:
            assert packed.headers["Content-Encoding"] == coding
            assert UNPACK[coding](packed.data) == plain.data
        else:
            assert packed.data == plain.data


def test_a_file_is_compressed_once_and_found_by_the_next_start(monkeypatch, tmp_path):
    monkeypatch.setenv("CACHE_DIR", str(tmp_path))
    content = b"a file of the page " * 100
    coding.packed.cache_clear()
    packed = coding.packed(content, "br")
    assert brotli.decompress(packed) == content
    monkeypatch.setitem(coding.CODINGS, "br", lambda _content: pytest.fail("compressed again"))
    assert coding.packed(content, "br") == packed
    coding.packed.cache_clear()
    assert coding.packed(content, "br") == packed


def test_a_file_says_what_it_is(client, files):
    kinds = {".mjs": "text/javascript", ".css": "text/css", ".json": "application/json"}
    for address in files:
        suffix = Path(address).suffix
        if suffix in kinds:
            assert client.get(address).mimetype == kinds[suffix]


def test_the_page_itself_is_not_kept_for_ever(client):
    assert "immutable" not in client.get("/").headers.get("Cache-Control", "")


def test_an_old_hash_is_not_found(client, files):
    for address in files:
        fault(client.get(re.sub(r"/files/\w+/", "/files/0123456789abcdef/", address)), 404)


def test_a_name_that_the_bundle_lacks_is_not_found(client, files):
    folder = files[0].rpartition("/")[0]
    fault(client.get(f"{folder}/nothing.mjs"), 404)
    fault(client.get(f"{folder}/../../app.py"), 404)


def test_a_changed_byte_is_another_address():
    one, other = (bundle.make_bundle({"atlas.en.json": text}) for text in (b"{}", b"[]"))
    assert one.folder != other.folder
    assert bundle.make_bundle({"atlas.en.json": b"{}"}).folder == one.folder


def test_a_file_that_is_not_there_has_no_address():
    with pytest.raises(KeyError):
        bundle.make_bundle({}).address("nothing.mjs")


# The factory


def test_two_workers_have_the_same_files_under_the_same_addresses(client, files):
    again = create_app(DATA).server.test_client()
    for address in files:
        assert again.get(address).data == client.get(address).data


def test_another_region_is_another_folder(tmp_path):
    app: Dash = create_app(write_package(tmp_path / "package"))
    answers = app.server.test_client()
    assert answers.get("/").status_code == 200
    state = orjson.loads(answers.get("/api/state/1919-09-10.json").data)
    assert [one["territory_id"] for one in state["territories"]] == ["upper", "lower", "coast"]


def test_the_scripts_of_dash_come_compressed_and_a_wrong_one_is_not_found(client, extended):
    page = extended.get("/").text
    script = re.search(r'src="(/_dash-component-suites/(?!plotly)[^"]+)"', page)
    assert script
    plain = client.get(script[1], headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    for _ in range(2):
        squeezed = client.get(script[1], headers={"Accept-Encoding": "gzip"})
        assert squeezed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(squeezed.data) == plain.data
    refused = client.get(script[1], headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers
    assert client.get("/_dash-component-suites/dash/nothing.js").status_code == 404


def test_every_script_of_dash_is_served_and_no_other_version_of_it(extended):
    for language in LANGUAGES:
        path = url.prefix(language, LANGUAGES)
        page = extended.get(path).text
        named = re.findall(r'src="([^"]*_dash-component-suites/[^"]+)"', page)
        scripts = [urljoin(path, one) for one in named]
        assert any("/plotly/" in one for one in scripts)
        for script in scripts:
            assert extended.get(script).status_code == 200, script
            other, changed = re.subn(r"m[0-9]+\.", "m1.", script)
            if changed:
                assert "reload the page" in fault(extended.get(other), 404)


@pytest.mark.parametrize(
    "address", ["/", "/tr/", "/_dash-layout", "/sources", "/handout/sovietization"]
)
def test_a_page_is_asked_for_again_and_answered_304_until_it_changes(client, address):
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == "no-cache"
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_health_of_the_server_is_never_kept(client):
    assert client.get("/healthz").headers["Cache-Control"] == "no-store"


PLOTLY = re.compile(r'<script src="([^"]+plotly[^"]*)"')


def test_plotly_is_fetched_at_once_and_kept_for_both_languages(client):
    addresses = {urljoin(path, PLOTLY.search(client.get(path).text)[1]) for path in ("/", "/tr/")}
    assert len(addresses) == 1
    script = client.get(addresses.pop(), headers={"Accept-Encoding": "gzip"})
    assert script.status_code == 200
    assert "immutable" in script.headers["Cache-Control"]
    assert len(script.data) < 450_000


def test_a_page_with_panels_gets_the_whole_of_plotly(extended):
    client = extended
    address = urljoin("/", PLOTLY.search(client.get("/").text)[1])
    assert address.endswith(f"?v={version('plotly')}")
    script = client.get(address)
    assert "immutable" in script.headers["Cache-Control"]
    assert b"plotly.js v" in script.data[:2000]
    # Under its bare address it may be another one tomorrow.
    assert "immutable" not in client.get(address.partition("?")[0]).headers.get("Cache-Control", "")


def test_the_plotly_of_the_page_is_of_the_version_of_the_figures():
    ours = (bundle.ASSETS / bundle.PLOTLY).read_text("utf-8")[:400]
    whole = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    versions = [
        re.search(r"plotly\.js (?:\(basic - minified\) )?v([\d.]+)", text)[1]
        for text in (ours, whole.read_text("utf-8")[:400])
    ]
    npm = orjson.loads((ROOT / "package.json").read_bytes())["devDependencies"]
    assert versions == [npm["plotly.js-basic-dist-min"]] * 2
    licence = (bundle.ASSETS / bundle.PLOTLY).with_name("plotly-basic.LICENSE.txt")
    assert "MIT" in licence.read_text("utf-8")


def test_the_figures_have_no_trace_that_the_plotly_of_the_page_lacks(client):
    folder = "/" + PLOTLY.search(client.get("/").text)[1].removesuffix(bundle.PLOTLY)
    for name in ("figure", "strips.region", "strips.date", "areas"):
        drawn = client.get(f"{folder}{name}.json").json
        assert {trace["type"] for trace in drawn["data"]} <= {"scatter", "bar", "pie"}


def test_a_body_without_measure_is_refused(client):
    body = b'"' + b"x" * 1_500_000 + b'"'
    kind = "application/json"
    response = client.post("/_dash-update-component", data=body, content_type=kind)
    assert response.status_code == 413
    assert response.json["ok"] is False


def test_a_name_written_in_escapes_does_not_lead_in_a_circle(client):
    response = client.get("/?l%61ng=tr&day=1920-04-28")
    assert urljoin("/", response.headers["Location"]) == "/tr/?day=1920-04-28"
