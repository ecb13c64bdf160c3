"""The frozen site: all of the atlas as files, whole, the same each time, at home anywhere."""

import filecmp
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import av
import orjson
import pytest
from PIL import Image

from dashboard.cli.main import main
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.ui.app import create_app
from dashboard.ui.frozen import folder, site
from dashboard.ui.frozen.links import LostLinkError, linked
from dashboard.ui.frozen.routes import LEFT_OUT, routes
from dashboard.ui.http.bundle import ON_DEMAND
from dashboard.ui.page.frozen import Frozen, file_name
from scripts.synthetic import Wanted, write
from small_package import LANGUAGES, write_package

NAMED = re.compile(r'(?<= )(?:href|src|action|data-payload|data-figure)="([^"]*)"')
BASE = "https://school.example/history/atlas"
KEPT = Frozen(offline=True, films=("tr",), subtitles=LANGUAGES)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with everything that a package can have."""
    return write(tmp_path_factory.mktemp("frozen") / "package", Wanted(rows=2, events=4))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("frozen") / "small")


def frozen(
    package: Path,
    target: Path,
    base: str = "",
    offered: Frozen = Frozen(),  # noqa: B008 - never changed
) -> Path:
    order = site.Order(package, offered, base)
    count = site.freeze(order, target, 1, lambda _what, names, _total: names)
    assert count == len(files(target))
    return target


@pytest.fixture(scope="module")
def still(package: Path) -> Path:
    """A frozen site with a sheet of each day in a single language."""
    return frozen(package, package.parent / "site", offered=Frozen(sheets=("tr",)))


@pytest.fixture(scope="module")
def kept(small: Path) -> Path:
    """A site that has an address, which browsers keep, with a film in a single language."""
    return frozen(small, small.parent / "kept", BASE, KEPT)


def files(target: Path) -> set[str]:
    return {one.relative_to(target).as_posix() for one in target.rglob("*") if one.is_file()}


def pages(target: Path) -> Iterator[tuple[str, str]]:
    for name in sorted(files(target)):
        if name.endswith(".html") and name != "404.html":
            yield name, (target / name).read_text("utf-8")


def payload(target: Path, language: str) -> dict:
    (path,) = target.glob(f"files/*/atlas.{language}.json")
    return orjson.loads(path.read_bytes())


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "index.html"),
        ("/tr/", "tr/index.html"),
        ("/tr/sources", "tr/sources.html"),
        ("/handout/tour", "handout/tour.html"),
        ("/handout/tour/1.png", "handout/tour/1.png"),
        ("/snapshot/1918-06-04.pdf?lang=tr", "snapshot/1918-06-04.tr.pdf"),
        ("/api/cite/{day}.json?lang=tr&sources=0", "api/cite/{day}.tr.json"),
        ("/files/0a/page.css", "files/0a/page.css"),
        # The one script; modules import each other by name.
        ("/files/0a/built/atlas.mjs", "files/0a/built/atlas.js"),
        ("/files/0a/core/model.mjs", "files/0a/core/model.mjs"),
    ],
)
def test_an_address_has_one_file_in_the_same_folder(address, name):
    assert file_name(address) == name


@pytest.mark.slow
def test_every_link_of_every_page_leads_to_a_file(still):
    have = files(still)
    for name, text in pages(still):
        named = [urlsplit(unescape(one)) for one in NAMED.findall(text)]
        paths = {one.path for one in named if one.path and not one.scheme}
        assert paths, name
        lost = {path for path in paths if urljoin(name, path) not in have}
        assert lost == set(), name


@pytest.mark.slow
def test_no_page_and_no_file_of_the_browser_has_an_address_of_a_host(still):
    for name, text in pages(still):
        own = [one for one in NAMED.findall(text) if not one.startswith("https://")]
        assert [one for one in own if one.startswith("/") or ":" in one] == [], name
        assert 'contentUrl":"http' not in text
        assert "localhost" not in text
        assert "127.0.0.1" not in text
    assert "sitemap.xml" not in files(still)


@pytest.mark.parametrize("name", ON_DEMAND)
def test_a_script_beside_the_bundle_has_a_name_that_a_web_server_knows(name):
    assert file_name(f"/files/0a/{name}").endswith(".js")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.slow
def test_the_scripts_ask_for_files_that_there_are(package, still, language):
    dataset = open_dataset(package)
    days = [day.isoformat() for day in Timeline(dataset).days]
    content = payload(still, language)
    asked = set()
    for name, address in content["addresses"].items():
        if name == "sheet" and not content["exports"]["sheet"]["kinds"]:
            continue
        asked |= {
            address.format(day=day, kind="pdf", story=story)
            for day in days
            for story in dataset.stories or [""]
            if "{story}" not in address or story
        }
    for kind in content["exports"]["data"]:
        asked |= {f"{kind['address'].format(day=day)}.{end}" for day in days for end in kind["kb"]}
    assert len(asked) > 2 * len(days)
    assert {one.removeprefix("/") for one in asked} - files(still) == set()
    # What a server alone can do is not offered.
    assert content["frozen"]
    assert content["exports"]["film"]["kinds"] == []
    assert content["exports"]["sheet"]["kinds"] == (["pdf"] if language == "tr" else [])
    assert "citation" not in content["addresses"]


@pytest.mark.slow
def test_two_freezes_of_the_same_data_are_the_same_bytes(package, still, tmp_path):
    assert_same(still, frozen(package, tmp_path / "again", offered=Frozen(sheets=("tr",))))


@pytest.mark.slow
def test_two_freezes_with_films_are_the_same_bytes(small, kept, tmp_path, monkeypatch):
    monkeypatch.setenv("BASE_ADDRESS", "https://other.example")
    assert_same(kept, frozen(small, tmp_path / "again", BASE, KEPT))
    assert os.environ["BASE_ADDRESS"] == "https://other.example"


def assert_same(one: Path, other: Path) -> None:
    names = files(one)
    assert files(other) == names
    _same, differ, failed = filecmp.cmpfiles(one, other, names, shallow=False)
    assert (differ, failed) == ([], [])


@pytest.mark.slow
def test_the_film_and_its_subtitles_are_where_the_page_looks_for_them(small, kept):
    offered = payload(kept, "tr")
    days = "-".join(day.isoformat() for day in open_dataset(small).terms.film_days)
    with av.open(str(kept / offered["addresses"]["film"][1:])) as film:
        assert film.streams.video[0].frames > 1
        assert days in offered["addresses"]["film"]
    assert offered["exports"]["film"]["kinds"] == ["mp4"]
    assert offered["exports"]["film"]["subtitles"] == list(LANGUAGES)
    for language in LANGUAGES:
        name = offered["addresses"]["subtitles"].format(language=language)[1:]
        assert (kept / name).read_text("utf-8").startswith("WEBVTT")
    assert payload(kept, "en")["exports"]["film"]["kinds"] == []
    assert "film" not in payload(kept, "en")["addresses"]


def test_each_route_of_the_server_is_frozen_or_left_out_for_a_reason(package):
    dataset = open_dataset(package)
    app = create_app(package, frozen=Frozen(("en",))).server
    asked = routes(dataset, Timeline(dataset), app.extensions[site.FILES], Frozen(("en",)), BASE)
    adapter = app.url_map.bind("")
    taken = {str(adapter.match(urlsplit(one).path, return_rule=True)[0]) for one in asked}
    homes = tuple(f"/{language}/" for language in LANGUAGES)
    left = {
        rule
        for rule in map(str, app.url_map.iter_rules())
        if rule not in taken
        and not any(
            rule.startswith(f"{home.rstrip('/')}{one}") for one in LEFT_OUT for home in ("", *homes)
        )
        # With a slash at its end it is the same page.
        and rule.rstrip("/") not in taken
    }
    assert left == set()


def test_a_link_that_leads_nowhere_stops_the_freeze():
    page = '<link rel="service-desc" href="api/openapi.json"><a href="lost">x</a>'
    with pytest.raises(LostLinkError, match="the page / links to lost"):
        linked(page, "/", {"index.html"})
    kept = '<a href="?view=table">a</a> <a href="#x">b</a> <a href="https://e.example/">c</a>'
    assert linked(kept, "/", {"index.html"}) == kept
    other = '<a href="../?day=1918-06-04&amp;view=table#top">d</a>'
    name = "../index.html?day=1918-06-04&amp;view=table#top"
    assert linked(other, "/tr/sources", {"index.html"}) == f'<a href="{name}">d</a>'


@pytest.mark.slow
def test_a_site_for_browsers_to_keep_lists_every_file_that_a_page_asks_for(kept):
    kept = kept
    listed = orjson.loads((kept / "offline.json").read_bytes())
    digests = listed["kept"] | listed["asked"]
    for name, digest in digests.items():
        assert hashlib.sha256((kept / name).read_bytes()).hexdigest().startswith(digest), name
    for name, _ in pages(kept):
        assert name in listed["kept"] or name.startswith(("milestones/", "tr/milestones/")), name
    assert any(name.startswith("files/") for name in listed["kept"])
    for part in ("api/", "films/"):
        assert any(name.startswith(part) for name in listed["asked"])
    apart = {"404.html", "frozen.json", "offline.js", "offline.json", "robots.txt", "sitemap.xml"}
    assert {one for one in files(kept) - set(digests) if "milestones/" not in one} == apart
    digest = hashlib.sha256((kept / "offline.json").read_bytes()).hexdigest()[:16]
    assert f'DIGEST = "{digest}"' in (kept / "offline.js").read_text("utf-8")
    for language in LANGUAGES:
        assert payload(kept, language)["addresses"]["worker"] == "/offline.js"
        assert f'lang="{language}"' in (kept / "offline.html").read_text("utf-8")


@pytest.mark.slow
def test_a_site_that_browsers_do_not_keep_takes_back_what_they_kept(still):
    assert 'DIGEST = ""' in (still / "offline.js").read_text("utf-8")
    assert "offline.json" not in files(still)
    assert "worker" not in payload(still, "en")["addresses"]


@pytest.mark.slow
def test_a_site_with_an_address_tells_search_engines_where_all_is(kept):
    kept = kept
    tree = ElementTree.fromstring((kept / "sitemap.xml").read_text("utf-8"))
    found = [one.text or "" for one in tree.findall(".//{*}loc")]
    assert len(found) == len(set(found)) > 3 * len(LANGUAGES)
    for one in found:
        assert one.startswith(f"{BASE}/")
        path = urlsplit(one.removeprefix(BASE)).path
        assert file_name(path) in files(kept) or path[1:] in files(kept)
    assert f"Sitemap: {BASE}/sitemap.xml" in (kept / "robots.txt").read_text()
    for language, home in (("en", ""), ("tr", "tr/")):
        names = [f"{home}index.html"]
        names += [file for file in files(kept) if re.fullmatch(f"{home}milestones/.*", file)]
        assert len(names) > 1
        for name in names:
            text = (kept / name).read_text("utf-8")
            (picture,) = re.findall('<meta property="og:image" content="([^"]+)">', text)
            with Image.open(kept / picture.removeprefix(f"{BASE}/")) as drawn:
                assert drawn.size == (1200, 675)
            assert f".{language}.png" in picture
    missing = (kept / "404.html").read_text("utf-8")
    assert f'href="{BASE}/tr/"' in missing
    assert f'"contentUrl":"{BASE}/api/package.zip"' in (kept / "index.html").read_text("utf-8")
    cited = orjson.loads(next((kept / "api" / "cite").glob("*.tr.json")).read_bytes())
    assert cited["permalink"].startswith(f"{BASE}/tr/?day=")


def test_a_folder_of_somebody_else_is_refused_before_anything_is_made(package, tmp_path, capfd):
    own = tmp_path / "own"
    own.mkdir()
    (own / "thesis.txt").write_text("mine")
    assert main(["freeze", str(own), "--data", str(package), "--sheets", "none"]) == 2
    assert "the folder is not empty and no frozen site; name a new" in capfd.readouterr().err
    assert main(["freeze", str(own / "thesis.txt"), "--data", str(package)]) == 2
    assert "this is a file" in capfd.readouterr().err
    assert files(own) == {"thesis.txt"}


@pytest.mark.slow
def test_a_stopped_freeze_leaves_the_site_that_was_there(package, still, tmp_path):
    target = tmp_path / "site"
    with folder.replaced(target) as part:
        (part / folder.MARK).write_text("first")

    def stop(_what: str, names: Iterable[str], _total: int) -> Iterator[str]:
        yield next(iter(names))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        site.freeze(site.Order(package, Frozen()), target, 1, stop)
    assert [one.name for one in tmp_path.iterdir()] == ["site"]
    assert (target / folder.MARK).read_text() == "first"


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["--sheets", "xx"], "--sheets: 'xx' is no language; write none or en, tr"),
        (["--films", "en,xx"], "--films: 'xx' is no language; write none or en, tr"),
        (["--base-url", "atlas.example"], "which is no address of the atlas"),
        (
            ["--base-url", "http://127.0.0.1:8000"],
            "is known on this computer or in its network alone",
        ),
    ],
)
def test_a_wrong_word_is_refused_with_the_cure(package, tmp_path, capfd, words, fault):
    target = tmp_path / "site"
    assert main(["freeze", str(target), "--data", str(package), "--jobs", "1", *words]) == 2
    assert fault in capfd.readouterr().err
    assert not target.exists()


def test_films_where_they_cannot_be_made_are_refused_with_the_cure(
    small, tmp_path, capfd, monkeypatch
):
    monkeypatch.setitem(sys.modules, "av", None)
    target = tmp_path / "site"
    assert main(["freeze", str(target), "--data", str(small), "--films", "tr"]) == 2
    assert capfd.readouterr().err.endswith("not installed: pip install caucasus-atlas[film]\n")
    assert not target.exists()


@pytest.mark.slow
def test_the_command_replaces_a_frozen_site(tmp_path, capfd):
    package, target = write_package(tmp_path / "package"), tmp_path / "site"
    words = ["freeze", str(target), "--data", str(package), "--sheets", "none", "--jobs", "1"]
    assert main(words) == 0
    descriptor = package / "datapackage.json"
    content = orjson.loads(descriptor.read_bytes())
    content["atlas"]["title"]["en"] = "Another title"
    descriptor.write_bytes(orjson.dumps(content))
    assert main(words) == 0
    assert "<title>Another title" in (target / "index.html").read_text("utf-8")
    assert f"{len(files(target))} files" in capfd.readouterr().out
    assert not list(target.rglob("*.pdf"))
