"""Links: every example of the guide comes back exactly; sharing; notes; other people's pages."""

import io
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Route, expect
from werkzeug.wrappers import Request, Response

from dashboard.ui.page import strings, url
from tests.browser.atlas import frames
from tests.browser.served import served

HOST = "127.0.0.1"
USE = (Path(__file__).parents[2] / "docs" / "use.md").read_text(encoding="utf-8")
EXAMPLES = sorted(set(re.findall(r"`(/(?:tr/)?\?[a-z]+=[^`]+)`", USE)) - {"/?lang=tr"})
FRAME = (
    "<!DOCTYPE html><title>A lesson</title>"
    '<iframe width="900" height="640"{sandbox} src="{source}"></iframe>'
)
# What some learning platforms give a frame: scripts, but nothing of its own site.
SANDBOX = ' sandbox="allow-scripts"'


@pytest.fixture
def lesson() -> Iterator[str]:
    """Address of a page of another origin that frames the address of its query; /sandbox too."""

    @Request.application
    def answer(request: Request) -> Response:
        sandbox = SANDBOX if request.path == "/sandbox" else ""
        body = FRAME.format(source=escape(request.query_string.decode()), sandbox=sandbox)
        # Without a sign of its own the browser would ask for one, and complain.
        missing = request.path not in {"/lesson", "/sandbox"}
        return Response(
            "" if missing else body, status=204 if missing else 200, mimetype="text/html"
        )

    with served(answer) as address:
        yield f"{address}/lesson"


def test_the_guide_has_an_example_of_every_parameter():
    shown = {name for example in EXAMPLES for name in parse_qs(urlsplit(example).query)}
    assert shown == set(url.PARAMETERS)


@pytest.mark.parametrize("address", EXAMPLES)
def test_a_link_is_restored_exactly(request, address):
    page = request.getfixturevalue("turkish" if address.startswith("/tr/") else "atlas")
    asked = f"?{urlsplit(address).query}"
    page.follow(asked)
    # The page writes the address itself once it rests.
    frames(page.page)
    written = parse_qs(page.page.evaluate("() => location.search.slice(1)"))
    # What the link leaves open is written too: the day, the second day, the treaty of a stop.
    asked_for = parse_qs(asked[1:])
    assert {name: written.get(name) for name in asked_for} == asked_for
    assert set(written) - set(asked_for) <= {"day", "with", "treaty"}
    assert page.page.locator("#notice p").count() == 0


def test_a_link_with_everything_is_restored_in_a_new_window(open_atlas):
    asked = (
        "?day=1921-10-13&view=compare&territory=kars&layers=relief,modern"
        "&span=1920-01-01..1921-12-31&loop=1920-04-01..1920-05-15&treaty=kars_1921"
        "&with=1920-09-01&split=swipe:30&sort=-since&order=date"
    )
    page = open_atlas(f"/tr/{asked}").page
    frames(page)
    assert parse_qs(page.evaluate("() => location.search.slice(1)")) == parse_qs(asked[1:])
    assert page.locator("#details").is_visible()


# Notes

# Values that look right and are not.
OUT_OF_RANGE = [
    "day=1937-01-01",
    "view=compare&with=1917-12-31",
    "view=compare&split=swipe:101",
    "extent=46,42,42,40",
    "span=1921-12-31..1920-01-01",
    "loop=1920-04-01..1937-01-01",
    "layers=relief,rivers",
    "story=border&stop=11",
    "view=table&sort=sources",
]


def test_no_wrong_value_passes_without_a_note(atlas):
    for query in [*(f"{name}=nonsense" for name in url.PARAMETERS), *OUT_OF_RANGE]:
        atlas.follow(f"?{query}")
        notes = atlas.page.locator("#notice p")
        assert notes.count() == 1, query
        assert notes.is_visible(), query
        # It is the value that is wrong, and the page shows what is usual instead.
        assert "does not know" not in notes.inner_text(), query
        assert query.rpartition("&")[2] not in atlas.address, query


def test_a_note_is_put_away_by_its_button_or_by_escape(atlas):
    atlas.follow("?x=1&y=2")
    notes = atlas.page.locator("#notice p")
    assert notes.count() == 2
    close = atlas.page.get_by_role("button", name=strings.BROWSER["notice.close"])
    close.first.click()
    assert notes.count() == 1
    atlas.page.keyboard.press("Escape")
    assert notes.count() == 0


def test_a_note_is_seen_in_every_view(atlas):
    atlas.follow("?view=table&sort=height")
    assert atlas.texts("#notice p") == [strings.BROWSER["noteSort"]]
    assert atlas.page.locator("#notice p").is_visible()


# Sharing


def test_sharing_copies_the_link_and_offers_lines_for_a_page(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/tr/?day=1921-10-13&territory=kars")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.locator("#share-open").click()
    page.wait_for_function("() => document.querySelector('#share .said').textContent")
    assert page.evaluate("() => navigator.clipboard.readText()") == page.evaluate(
        "() => location.href"
    )
    lines = page.locator("#share-embed").input_value()
    assert lines.startswith("<iframe src=")
    assert "/tr/?day=1921-10-13&amp;territory=kars&amp;embed=1" in lines
    page.keyboard.press("Escape")
    assert not page.locator("#share").is_visible()


def as_in_a_network(route: Route) -> None:
    """The page as it is when its host is known to a network, as in a class."""
    answer = route.fetch()
    payload = answer.json()
    payload["exports"] |= {"local": "localhost", "network": "127.+"}
    route.fulfill(response=answer, json=payload)


@pytest.mark.parametrize("mode", ["", "&mode=projector"])
def test_what_the_screen_shows_can_be_read_by_a_camera(page, base_url, mode):
    """Large on the wall."""
    page.route("**/atlas.tr.json", as_in_a_network)
    page.goto(f"/tr/?day=1921-10-13&territory=kars{mode}")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.locator("#projector-tools .code" if mode else "#share-open").click()
    expect(page.locator("#share .reach")).to_contain_text("yalnızca bu ağdaki")
    code = page.locator("#share .code")
    expect(code).to_be_visible()
    page.wait_for_function("() => document.querySelector('#share .code').naturalWidth > 0")
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    assert read.text == f"{base_url}/tr/?day=1921-10-13&territory=kars"
    assert code.bounding_box()["width"] >= (500 if mode else 150)
    assert page.locator("#share").evaluate("(one) => one.scrollHeight <= one.clientHeight")


def test_an_address_of_this_computer_is_said_to_be_no_use_to_others(turkish):
    page = turkish.page
    page.locator("#share-open").click()
    expect(page.locator("#share .reach")).to_contain_text("yalnızca bu bilgisayarda")
    assert not page.locator("#share .code").is_visible()


# Inside another page


def test_an_embedded_atlas_works_and_leads_to_the_whole_one(page, base_url, lesson):
    page.goto(f"{lesson}?{base_url}/?day=1920-04-28&embed=1")
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(state="attached")
    assert not frame.locator("#views").is_visible()
    assert not frame.locator("#language").is_visible()
    length = page.evaluate("() => history.length")
    frame.locator('#map path[data-territory="baku"]').press("Enter")
    assert frame.locator("#details h2").inner_text() == "Baku uezd and city"
    frame.locator("#next-change").click()
    # Back belongs to the page around it.
    assert page.evaluate("() => history.length") == length
    full = frame.locator("#full-atlas").get_attribute("href")
    assert full.startswith(f"{base_url}/?day=1920-")
    assert "territory=baku" in full
    assert "embed" not in full


def test_the_wheel_over_an_embedded_map_is_the_pages_around_it(page, base_url, lesson):
    page.goto(f"{lesson}?{base_url}/?day=1920-04-28&embed=1")
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(state="attached")
    box = page.locator("iframe").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 200)
    page.mouse.wheel(0, 200)
    expect(frame.locator("#notice")).to_contain_text("Ctrl")
    assert not frame.locator("#stage.away").count()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    frame.locator("#stage.away").wait_for(state="attached")


def test_a_frame_without_an_origin_of_its_own_shows_the_atlas(page, base_url, lesson):
    sandbox = lesson.replace("/lesson", "/sandbox")
    page.goto(f"{sandbox}?{base_url}/?story=border&stop=3&embed=1")
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(state="attached")
    assert page.frames[1].evaluate("() => window.origin") == "null"
    frame.get_by_role("button", name=strings.BROWSER["story.next"]).click()
    expect(frame.locator("#story .place strong")).to_have_text("4 of 10")
    frame.get_by_role("button", name=strings.BROWSER["story.leave"]).click()
    page.frames[1].evaluate("() => window.atlas.goTo('1920-04-28')")
    expect(frame.locator("#day .date")).to_have_text("28 April 1920")


def test_no_other_page_may_frame_the_atlas_without_embed(page, base_url, lesson, watch):
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        page.goto(f"{lesson}?{base_url}/?day=1920-04-28")
    assert page.frames[1].locator("#page").count() == 0
    assert any("frame-ancestors" in error for error in watch.errors)
    assert watch.violations == []
    watch.clear()
