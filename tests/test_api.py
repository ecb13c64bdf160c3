"""The addresses for programs: the index, OpenAPI against the route table, and the headers."""

import gzip
import io
import json
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest

from dashboard.export.press import animation, snapshot, timefigure
from dashboard.ui.http import openapi

pytestmark = pytest.mark.slow

EXAMPLES = {
    "day": "1921-10-13",
    "first": "1921-10-01",
    "last": "1921-10-13",
    "kind": "csv",
    "style": "apa",
    "name": "border",
    "key": "0" * 32,
    "what": "strips",
    "language": "en",
    "number": "1",
}


@pytest.fixture(scope="module")
def server(app):
    return app.server


@pytest.fixture(scope="module")
def described(client) -> dict:
    return client.get("/api/openapi.json").get_json()


def test_the_index_names_version_licence_and_every_address(client, dataset):
    for path in ("/api/", "/api"):
        answer = client.get(path)
        assert answer.status_code == 200
    said = answer.get_json()
    assert (said["version"], said["licence"]) == (dataset.version, dataset.licence)
    assert "/api/lines/{day}.{kind}" in said["addresses"]
    for path in (said["openapi"], said["schema"]):
        assert client.get(path).status_code == 200


def test_the_description_has_every_route_for_programs_and_no_other(server, described, dataset):
    assert described["openapi"] == "3.1.0"
    assert described["info"]["version"] == dataset.version
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in server.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if openapi.OURS.match(rule.rule) and "path:" not in rule.rule and not rule.defaults
    }
    operations = {(path, method) for path, one in described["paths"].items() for method in one}
    assert operations == routes
    ids = [one["operationId"] for path in described["paths"].values() for one in path.values()]
    assert len(set(ids)) == len(ids)
    assert all(one["summary"] for path in described["paths"].values() for one in path.values())


def test_every_parameter_of_a_path_is_described(described):
    for path, methods in described["paths"].items():
        for operation in methods.values():
            named = [
                parameter["name"]
                for parameter in operation["parameters"]
                if parameter["in"] == "path"
            ]
            assert named == re.findall(r"{(\w+)}", path)


def data_paths(described: dict) -> list[str]:
    return [path for path in described["paths"] if openapi.DATA.match(path)]


def test_every_described_parameter_is_accepted_and_no_other(client, described):
    paths = data_paths(described)
    assert len(paths) > 15
    for path in paths:
        address = path.format(**EXAMPLES)
        assert client.get(address).status_code == 200, address
        words = [
            parameter["name"]
            for parameter in described["paths"][path]["get"]["parameters"]
            if parameter["in"] == "query"
        ]
        if path not in ("/api/", "/api/openapi.json"):
            assert client.get(f"{address}?{'x' * 3}=1").status_code == 400
        for word in words:
            value = {"bom": "1", "sources": "0", "lang": "tr", "clip": "40,39,48,43"}.get(word, "")
            assert client.get(address, query_string={word: value}).status_code == 200, word


def test_every_kind_that_is_described_is_made(client, described):
    (kind,) = (
        parameter
        for parameter in described["paths"]["/api/state/{day}.{kind}"]["get"]["parameters"]
        if parameter["name"] == "kind"
    )
    for suffix in kind["schema"]["enum"]:
        assert client.get(f"/api/state/1921-10-13.{suffix}").status_code == 200


def operations(described: dict) -> list[tuple[str, str, dict]]:
    return [
        (path, method, one)
        for path, methods in described["paths"].items()
        for method, one in methods.items()
    ]


def test_a_word_is_marked_as_required_where_nothing_is_answered_without_it(client, described):
    needed = {
        path: [parameter["name"] for parameter in operation["parameters"] if parameter["required"]]
        for path, _method, operation in operations(described)
        if any(
            parameter["in"] == "query" and parameter["required"]
            for parameter in operation["parameters"]
        )
    }
    assert needed == {"/api/qr.svg": ["address"]}
    assert client.get("/api/qr.svg").status_code == 400
    assert client.get("/api/qr.svg?address=http://localhost/").status_code == 200


def test_sheets_figures_and_films_are_described_with_their_words(described):
    words = {
        (path, method): {
            parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "query"
        }
        for path, method, operation in operations(described)
    }
    assert words["/snapshot/{day}.{kind}", "get"] == set(snapshot.DEFAULTS)
    assert words["/figure/{what}.{kind}", "get"] == set(timefigure.DEFAULTS)
    assert words["/api/animations", "post"] == {"kind", *animation.DEFAULTS}


def test_what_is_answered_is_of_the_media_types_that_are_described(client, described):
    for path, method, operation in operations(described):
        if method != "get" or path.startswith(("/snapshot/", "/handout/", "/api/animations/")):
            continue
        kinds = next(
            (parameter for parameter in operation["parameters"] if parameter["name"] == "kind"),
            None,
        )
        suffix = kinds["schema"]["enum"][0] if kinds else ""
        asked = {"address": "http://localhost/"} if path == "/api/qr.svg" else {}
        answer = client.get(path.format(**EXAMPLES | {"kind": suffix}), query_string=asked)
        media = [one.partition(";")[0] for one in operation["responses"]["200"]["content"]]
        assert answer.mimetype in media, path


def test_every_reference_of_the_description_leads_somewhere(described, dataset):
    schemas = described["components"]["schemas"]
    for name in re.findall(r"#/components/schemas/(\w+)", json.dumps(described)):
        assert name in schemas
    assert schemas["Territory"]["enum"] == list(dataset.territories)


def test_a_refused_method_names_the_allowed_methods(client):
    refused = client.post("/api/state/1921-10-13.json")
    assert refused.status_code == 405
    assert {"GET", "HEAD"} <= set(refused.headers["Allow"].split(", "))


def test_thirty_readers_at_once_are_all_answered(server):
    def ask(path: str) -> int:
        return server.test_client().get(path).status_code

    for path in ("/api/state/1920-04-28.gpkg", "/api/cite/1920-04-28.json", "/api/package.zip"):
        with ThreadPoolExecutor(30) as pool:
            assert list(pool.map(ask, [path] * 30)) == [200] * 30


# Headers


def test_data_say_licence_and_version_and_may_be_read_by_other_pages(client, dataset):
    for path in ("/api/state/1921-10-13.json", "/api/package.zip", "/api/", "/api/nothing"):
        headers = client.get(path).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Link"] == '<https://spdx.org/licenses/CC-BY-4.0>; rel="license"'
        assert headers["Data-Version"] == dataset.version
    asked = client.options("/api/state/1921-10-13.json")
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Range" in asked.headers["Access-Control-Allow-Headers"]


def test_films_and_pages_are_not_opened_to_other_pages(client):
    for path in ("/api/animations/none", "/", "/healthz"):
        assert "Access-Control-Allow-Origin" not in client.get(path).headers


def test_the_setting_says_whose_pages_may_read(client, monkeypatch):
    monkeypatch.setenv("API_ORIGIN", "https://school.example.org")
    headers = client.get("/api/").headers
    assert headers["Access-Control-Allow-Origin"] == "https://school.example.org"
    monkeypatch.setenv("API_ORIGIN", "")
    assert "Access-Control-Allow-Origin" not in client.get("/api/").headers


def test_a_part_of_a_file_is_sent(client):
    for path in ("/api/package.zip", "/api/state/1921-10-13.gpkg", "/api/state/1921-10-13.fgb"):
        whole = client.get(path)
        assert whole.headers["Accept-Ranges"] == "bytes"
        part = client.get(path, headers={"Range": "bytes=10-99"})
        assert part.status_code == 206
        assert part.data == whole.data[10:100]
        assert part.headers["Content-Range"] == f"bytes 10-99/{len(whole.data)}"
        last = client.get(path, headers={"Range": "bytes=-22"})
        assert last.data == whole.data[-22:]
        beyond = client.get(path, headers={"Range": f"bytes={len(whole.data)}-"})
        assert beyond.status_code == 416
    with zipfile.ZipFile(io.BytesIO(client.get("/api/package.zip").data)) as file:
        assert file.testzip() is None


@pytest.mark.parametrize(
    ("taken", "coding", "unpack"),
    [("gzip", "gzip", gzip.decompress), ("gzip, br", "br", brotli.decompress)],
)
def test_text_is_compressed_for_who_takes_that(client, taken, coding, unpack):
    path = "/api/states/1918-01-01/1936-12-31.geojson"
    plain = client.get(path)
    squeezed = client.get(path, headers={"Accept-Encoding": taken})
    assert squeezed.headers["Content-Encoding"] == coding
    assert "Accept-Encoding" in squeezed.headers["Vary"]
    assert unpack(squeezed.data) == plain.data
    assert len(squeezed.data) < len(plain.data) / 5
    again = client.get(
        path, headers={"Accept-Encoding": taken, "If-None-Match": squeezed.headers["ETag"]}
    )
    assert again.status_code == 304
    packed = client.get("/api/state/1921-10-13.gpkg", headers={"Accept-Encoding": taken})
    assert "Content-Encoding" not in packed.headers
