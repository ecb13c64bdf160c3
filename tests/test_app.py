"""The server: addresses, headers, the state over HTTP, the form of errors, old files."""

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import orjson
import pytest
from dash import Dash, Input, Output
from flask import Flask, Response
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import HTTPException

from dashboard.dataset.timeline import Timeline
from dashboard.export.data.exports import file
from dashboard.export.data.formats import FORMATS
from dashboard.ui.app import _redirect_earlier_forms, create_app
from dashboard.ui.http import server
from dashboard.ui.page import url
from faults import fault
from small_package import LANGUAGES, write_package

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
ADDRESSES = ("/", "/tr/", "/healthz", "/api/state/1920-04-28.json", "/api/unknown", "/nowhere")
ENDPOINTS = ("/_dash-update-component", "/tr/_dash-update-component")


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
def test_an_unknown_page_is_404(client, address):
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


@pytest.mark.parametrize(
    ("kind", "media_type"), [(kind, form.media_type) for kind, form in FORMATS.items()]
)
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
def test_an_invalid_request_gets_400_and_the_reason_on_one_line(client, name, message):
    assert message in fault(client.get(f"/api/state/{name}"), 400)


@pytest.mark.parametrize("path", ["state", "state/1920-04-28", "nothing/here", "state/a/b.json"])
def test_an_unknown_address_of_the_api_is_404_and_names_a_valid_address(client, path):
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
def test_a_callback_that_fails_is_logged_and_not_taken_for_a_stray_request(
    tmp_path, caplog, answer
):
    app = create_app(write_package(tmp_path / "package"))

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


# The factory


def test_another_region_is_another_folder(tmp_path):
    app: Dash = create_app(write_package(tmp_path / "package"))
    answers = app.server.test_client()
    assert answers.get("/").status_code == 200
    state = orjson.loads(answers.get("/api/state/1919-09-10.json").data)
    assert [territory["territory_id"] for territory in state["territories"]] == [
        "upper",
        "lower",
        "coast",
    ]


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


def test_a_body_without_measure_is_refused(client):
    body = b'"' + b"x" * 1_500_000 + b'"'
    kind = "application/json"
    response = client.post("/_dash-update-component", data=body, content_type=kind)
    assert response.status_code == 413
    assert response.json["ok"] is False


def test_a_name_written_in_escapes_does_not_lead_in_a_circle(client):
    response = client.get("/?l%61ng=tr&day=1920-04-28")
    assert urljoin("/", response.headers["Location"]) == "/tr/?day=1920-04-28"
