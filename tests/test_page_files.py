"""The files that a page is made of: addresses, codings, how long they are kept."""

import gzip
import re
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin

import brotli
import orjson
import plotly
import pytest
from dash import html
from flask.testing import FlaskClient

from dashboard.ui.app import create_app
from dashboard.ui.bridge import Panel
from dashboard.ui.http import bundle, coding
from dashboard.ui.page import url
from faults import fault
from small_package import LANGUAGES, write_package

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


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


def test_a_file_is_compressed_once_and_read_by_the_next_start(monkeypatch, tmp_path):
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


def test_an_outdated_fingerprint_is_404(client, files):
    for address in files:
        fault(client.get(re.sub(r"/files/\w+/", "/files/0123456789abcdef/", address)), 404)


def test_a_name_that_the_bundle_lacks_is_404(client, files):
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


def test_two_workers_have_the_same_files_under_the_same_addresses(client, files):
    again = create_app(DATA).server.test_client()
    for address in files:
        assert again.get(address).data == client.get(address).data


def test_scripts_of_dash_are_compressed_and_an_unknown_script_is_404(client, extended):
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
        assert any("/plotly/" in script for script in scripts)
        for script in scripts:
            assert extended.get(script).status_code == 200, script
            other, changed = re.subn(r"m[0-9]+\.", "m1.", script)
            if changed:
                assert "reload the page" in fault(extended.get(other), 404)


PLOTLY = re.compile(
    r'<(?:script src|link rel="preload" as="script" id="plotly" href)="([^"]+plotly[^"]*)"'
)


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
