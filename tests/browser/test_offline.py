"""A frozen site that the browser keeps: it opens without a network, and mixes no versions."""

import re
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import orjson
import pytest
from playwright.sync_api import Page, expect

from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.ui.frozen import site
from dashboard.ui.page.frozen import Frozen
from small_package import write_package
from tests.browser.atlas import Atlas, use_tool
from tests.browser.served import running
from tests.browser.watch import HOST, Watch

PLACE = "atlas"
NEWER = re.compile("Another title$")
KEPT = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const { active } = registration;
  if (active.state !== "activated")
    await new Promise((resolve) => active.addEventListener("statechange", resolve, { once: true }));
  return caches.keys();
}"""


class Host(SimpleHTTPRequestHandler):
    """A file server whose site is put in place by a test; ``None`` is a network that is down."""

    site: Path | None = None

    def do_GET(self) -> None:
        # A browser opens connections ahead: only now is it known what is answered.
        if Host.site:
            self.directory = str(Host.site)
            # It would take a file of another version, made in the same second, for unchanged.
            del self.headers["If-Modified-Since"]
            super().do_GET()

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(f"/{PLACE}"))

    def log_message(self, *_words: Any) -> None:
        pass


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Two versions that browsers keep, and the second as one that they do not."""
    folder = tmp_path_factory.mktemp("offline")
    package = write_package(folder / "package")

    def frozen(name: str, is_kept: bool) -> Path:
        order = site.Order(package, Frozen(offline=is_kept))
        site.freeze(order, folder / name, 1, lambda _what, names, _total: names)
        return folder / name

    first = frozen("first", True)
    descriptor = package / "datapackage.json"
    content = orjson.loads(descriptor.read_bytes())
    content["atlas"]["title"]["en"] = "Another title"
    descriptor.write_bytes(orjson.dumps(content))
    return first, frozen("second", True), frozen("given up", False)


@pytest.fixture
def address(sites: tuple[Path, Path, Path]) -> Iterator[str]:
    """Address of the first version, at a host of its own: nothing is stored there."""
    Host.site = sites[0]
    with running(ThreadingHTTPServer((HOST, 0), Host)) as host:
        yield f"{host}/{PLACE}/"


@pytest.fixture
def visited(open_page: Callable[..., Page], address: str, watch: Watch) -> Iterator[Page]:
    """A page of the first version that its worker answers: the second visit."""
    page = open_page()
    Atlas(page).open(address)
    assert len(page.evaluate(KEPT)) == 1
    Atlas(page).open(address)
    assert page.evaluate("() => Boolean(navigator.serviceWorker.controller)")
    yield page
    # A browser without a network says so of each file.
    watch.errors = [one for one in watch.errors if "Failed to load" not in one]


def come_online(page: Page, version: Path) -> None:
    Host.site = version
    # A page that has just opened does not listen yet.
    page.wait_for_function(
        """() => {
          window.dispatchEvent(new Event("online"));
          return document.querySelector("#notice .button");
        }""",
        polling=500,
    )


def test_a_second_visit_needs_no_network(visited, address, sites):
    Host.site = None
    days = Timeline(open_dataset(sites[0].parent / "package")).change_days
    day = days[-1].isoformat()
    for view, shown in (
        ("map", "#map .js-plotly-plot"),
        ("strips", "#strips-graph .js-plotly-plot"),
        ("table", "#table tbody tr"),
    ):
        atlas = Atlas(visited).open(f"{address}?day={day}&view={view}")
        expect(visited.locator(shown).first).to_be_visible()
        assert atlas.day == day
    Atlas(visited).open(f"{address}tr/index.html")
    expect(visited.locator("html")).to_have_attribute("lang", "tr")
    visited.goto(f"{address}sources.html")
    expect(visited.locator("article").first).to_be_visible()


def test_what_is_not_kept_says_so_without_a_network(visited, address):
    Host.site = None
    use_tool(visited, "cite-open")
    expect(visited.locator("#cite")).to_contain_text("does not answer")
    visited.goto(f"{address}api/package.zip")
    for language, words in (("en", "Connect to the network"), ("tr", "Ağa bağlanın")):
        expect(visited.locator(f"p[lang={language}]")).to_contain_text(words)


def test_a_page_left_open_offers_the_version_that_came_since(visited, address, sites):
    before = visited.evaluate(KEPT)
    Host.site = None
    Atlas(visited).open(f"{address}?view=table")
    come_online(visited, sites[1])
    offer = visited.locator("#notice")
    expect(offer).to_contain_text("has changed since")
    # It goes on with what it has: its own title, and none of the data of the other.
    assert not NEWER.search(visited.title())
    use_tool(visited, "cite-open")
    expect(visited.locator("#cite")).to_contain_text("has changed since")
    visited.keyboard.press("Escape")
    with visited.expect_navigation():
        offer.get_by_role("button", name="Load the page again").click()
    visited.wait_for_selector("html[data-ready]", state="attached")
    expect(visited).to_have_title(NEWER)
    assert "view=table" in visited.url
    after = visited.evaluate(KEPT)
    assert len(after) == 1
    assert after != before
    Host.site = None
    Atlas(visited).open(address)
    expect(visited).to_have_title(NEWER)


def test_a_site_that_is_no_longer_to_be_kept_is_forgotten(visited, address, sites):
    come_online(visited, sites[2])
    offer = visited.locator("#notice").get_by_role("button", name="Load the page again")
    expect(offer).to_be_visible()
    visited.wait_for_function("async () => !(await caches.keys()).length")
    visited.wait_for_function("async () => !(await navigator.serviceWorker.getRegistration())")
    with visited.expect_navigation():
        offer.click()
    expect(visited).to_have_title(NEWER)
