"""Files that fail to load: the page reports it in the reader's language and asks for them again."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from dashboard import i18n
from dashboard.ui.page import strings

NOT_LOADED = "The atlas has not loaded. The network may have failed."


@pytest.fixture
def flaky(page: Page, watch: Any) -> Iterator[Page]:
    """A page whose requests a test makes fail: what Chromium logs of them is wanted."""
    yield page
    watch.errors.clear()


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")
    return page


def lost(route: Route) -> None:
    route.abort("connectionfailed")


def missing(route: Route) -> None:
    route.fulfill(status=404, content_type="application/json", body="{}")


def wrong(route: Route) -> None:
    """The page to log in at that a school's network puts before everything."""
    route.fulfill(status=200, content_type="text/html", body="<p>Log in")


# The start


@pytest.mark.parametrize(
    "file",
    [
        "**/atlas.en.json",
        "**/figure.json",
        "**/plotly-basic.min.js",
        "**/atlas.mjs",
    ],
)
def test_a_page_that_cannot_start_says_so_and_starts_when_asked_again(flaky, file):
    flaky.route(file, lost)
    flaky.goto("/?day=1920-04-28")
    box = flaky.locator("#failure")
    expect(box).to_be_visible()
    expect(box).to_contain_text(NOT_LOADED)
    again = box.get_by_role("link", name="Try again")
    expect(again).to_be_visible()
    expect(box.get_by_role("link", name="Sources")).to_have_attribute("href", "sources")
    flaky.unroute(file)
    again.click()
    flaky.wait_for_selector("html[data-ready]", state="attached")
    expect(box).to_be_hidden()
    assert flaky.evaluate("() => window.atlas.day()") == "1920-04-28"


def test_a_page_that_cannot_start_says_so_in_its_language(flaky):
    flaky.route("**/figure.json", wrong)
    flaky.goto("/tr/")
    _ = i18n.translator("tr")
    expect(flaky.locator("#failure p")).to_have_text(_(NOT_LOADED))
    expect(flaky.locator("#failure a.button")).to_have_text(_("Try again"))


def test_a_page_whose_scripts_never_run_says_so_after_a_minute(flaky):
    flaky.clock.install()
    flaky.route("**/*.js*", lambda _route: None)
    flaky.goto("/", wait_until="commit")
    box = flaky.locator("#failure")
    flaky.wait_for_function("() => document.getElementById('failure')?.getAnimations().length")
    expect(box).to_be_hidden()
    flaky.evaluate("() => document.getAnimations().forEach((one) => one.finish())")
    expect(box).to_be_visible()


# Later


def strips(page: Page) -> None:
    page.locator('#views a[data-view="strips"]').click()


def the_map(page: Page) -> None:
    page.locator('#views a[data-view="map"]').click()


def test_a_network_that_fails_for_a_moment_is_not_noticed(flaky):
    opened(flaky, "/")
    asked: list[str] = []

    def first(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            lost(route)
        else:
            route.continue_()

    flaky.route("**/strips.region.json", first)
    strips(flaky)
    expect(flaky.locator("#strips[data-drawn=region]")).to_be_visible()
    expect(flaky.locator("#strips .unloaded")).to_have_count(0)
    assert len(asked) == 2


@pytest.mark.parametrize("file", ["**/strips.region.json", "**/areas.json"])
@pytest.mark.parametrize("fails", [lost, wrong])
def test_strips_that_do_not_come_are_asked_for_again(flaky, file, fails):
    opened(flaky, "/")
    flaky.route(file, fails)
    strips(flaky)
    said = flaky.locator("#strips .unloaded")
    expect(said).to_contain_text(strings.BROWSER["load.failed"])
    # Still nothing when the view is opened anew; then the network is there.
    the_map(flaky)
    strips(flaky)
    expect(said).to_be_visible()
    flaky.unroute(file)
    said.get_by_role("button", name="Try again").click()
    expect(flaky.locator("#strips[data-drawn=region]")).to_be_visible()
    expect(said).to_have_count(0)


def test_strips_come_at_the_next_opening(flaky):
    opened(flaky, "/")
    flaky.route("**/strips.region.json", lost)
    strips(flaky)
    expect(flaky.locator("#strips .unloaded")).to_be_visible()
    flaky.unroute("**/strips.region.json")
    the_map(flaky)
    strips(flaky)
    expect(flaky.locator("#strips[data-drawn=region]")).to_be_visible()
    expect(flaky.locator("#strips .unloaded")).to_have_count(0)


def test_a_page_older_than_its_server_says_so_and_offers_to_load_anew(flaky):
    opened(flaky, "/tr/?day=1920-04-28")
    flaky.route("**/strips.region.json", missing)
    strips(flaky)
    _ = i18n.translator("tr")
    said = flaky.locator("#strips .unloaded")
    expect(said.locator("p")).to_have_text(_(strings.BROWSER["load.gone"]))
    flaky.unroute("**/strips.region.json")
    said.get_by_role("button", name=_(strings.BROWSER["load.reload"])).click()
    expect(flaky.locator("#strips[data-drawn=region]")).to_be_visible()


def test_the_second_map_of_a_comparison_is_asked_for_again(flaky):
    opened(flaky, "/")
    flaky.route("**/figure.json", lost)
    flaky.locator('#views a[data-view="compare"]').click()
    said = flaky.locator("#map-b .unloaded")
    expect(said).to_contain_text(strings.BROWSER["load.failed"])
    assert flaky.locator("#map-b").get_attribute("aria-busy") is None
    flaky.unroute("**/figure.json")
    said.get_by_role("button", name="Try again").click()
    expect(flaky.locator("#stage[data-compared]")).to_be_visible()
    expect(flaky.locator("#map-b .js-plotly-plot")).to_be_visible()
    expect(said).to_have_count(0)


def test_evidence_that_does_not_come_is_asked_for_again(flaky):
    opened(flaky, "/?person=chicherin")
    flaky.route("**/evidence.en.json", lost)
    flaky.reload()
    flaky.wait_for_selector("html[data-ready]", state="attached")
    flaky.keyboard.press("/")
    flaky.locator("#search-field").fill("baku")
    expect(flaky.locator("#search .unloaded")).to_be_visible()
    flaky.keyboard.press("Escape")
    said = flaky.locator("#found .unloaded")
    expect(said).to_be_visible()
    flaky.unroute("**/evidence.en.json")
    said.get_by_role("button", name="Try again").click()
    expect(said).to_have_count(0)
    expect(flaky.locator("#found .more")).to_contain_text(strings.BROWSER["found.named"])


# Pictures, letters and readers who change the page


def test_without_pictures_and_letters_the_map_is_there_and_the_relief_is_asked_for_again(flaky):
    flaky.clock.install()
    for file in ("**/relief*.webp", "**/*.woff2*"):
        flaky.route(file, lost)
    opened(flaky, "/?day=1920-04-28")
    assert flaky.locator("#map path[data-territory]").count() > 50
    expect(flaky.locator("#overlay text").first).to_be_attached()
    expect(flaky.locator("#day .date")).to_have_text("28 April 1920")
    expect(flaky.locator("#failure")).to_be_hidden()
    with flaky.expect_event("requestfailed", lambda request: "relief.webp" in request.url):
        for _ in range(3):
            flaky.locator("#zoom-in").click()
    flaky.unroute("**/relief*.webp")
    flaky.clock.fast_forward("00:10")
    flaky.locator("#zoom-in").click()
    expect(flaky.locator("#map .imagelayer image")).to_have_attribute(
        "href", re.compile(r"/relief\.webp$")
    )


def test_a_relief_that_does_not_come_is_said_and_asked_for_again(flaky):
    flaky.route("**/relief*.webp", lost)
    opened(flaky, "/tr/?day=1920-04-28")
    said = flaky.locator("#notice .note-line")
    expect(said).to_contain_text("Kabartma yüklenemedi. Haritanın geri kalanı eksiksiz")
    said.get_by_role("button", name="Yeniden dene").click()
    # It fails again, and that is said again.
    expect(said).to_have_count(1)
    flaky.unroute("**/relief*.webp")
    with flaky.expect_event("requestfinished", lambda one: "relief-screen.webp" in one.url):
        said.get_by_role("button", name="Yeniden dene").click()
    expect(said).to_have_count(0)


# As the translator of a browser does: what was a text is then another text in two elements.
TRANSLATE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  const left = "svg, script, style, option, textarea, font";
  for (const text of texts.filter((one) => one.data.trim() && !one.parentElement.closest(left))) {
    const [outer, inner] = [0, 1].map(() => document.createElement("font"));
    inner.textContent = `«${text.data}»`;
    outer.append(inner);
    text.replaceWith(outer);
  }
  return document.querySelectorAll("font font").length;
}"""


def test_a_page_that_a_translator_has_changed_goes_on(open_atlas):
    atlas = open_atlas("/?day=1920-04-27")
    page = atlas.page
    for query, shows, text in (
        ("day=1920-04-28", "#day .date", "28 April 1920"),
        ("day=1920-04-29&view=strips", "#strips-head h2", "29 April 1920"),
        ("day=1920-04-30&view=table", "#table h2", "30 April 1920"),
        ("day=1920-05-01&view=compare&with=1921-10-13", "#heads h2 >> nth=0", "1 May 1920"),
        ("day=1921-10-13&territory=kars&panel=history", "#history h2", "Kars"),
        ("day=1921-10-13&treaty=kars_1921", "#treaty h2", "Kars"),
        ("story=border&stop=2", "#story .place", "2 of 10"),
        ("story=border&stop=3", "#story .place", "3 of 10"),
        ("day=1920-05-02", "#day .date", "2 May 1920"),
    ):
        assert page.evaluate(TRANSLATE) > 20
        atlas.follow(f"?{query}")
        expect(page.locator(shows)).to_contain_text(text)
    assert page.evaluate(TRANSLATE) > 20
    page.keyboard.press("/")
    page.locator("#search-field").fill("leninakan")
    page.keyboard.press("Enter")
    expect(page.locator("#found h2")).to_contain_text("Alexandropol")
