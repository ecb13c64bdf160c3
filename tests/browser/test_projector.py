"""Projector mode in the real page: how large the type is, how it stands out, how it is left."""

import pytest
from coloraide import Color
from playwright.sync_api import expect

from tests.browser.atlas import frames

SMALLEST = 21

FOLLOW = """(search) => {
  history.pushState(null, "", search);
  dispatchEvent(new PopStateEvent("popstate"));
}"""

# Every text that is seen, with the size in which it is drawn and its colour.
TEXTS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: owner, data } = walker.currentNode;
    const style = getComputedStyle(owner);
    if (!data.trim() || owner.closest(".spoken, .elsewhere")) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    const drawn = owner.getClientRects().length && box.width && !owner.closest(".stop");
    if (!drawn || style.visibility === "hidden") continue;
    const matrix = owner.getScreenCTM?.();
    const scale = matrix ? Math.hypot(matrix.a, matrix.b) : 1;
    found.push({ text: data.trim(), size: parseFloat(style.fontSize) * scale });
  }
  return found;
}"""

COLOURS = """(pairs) => pairs.map(([selector, name, ground]) => [selector,
  getComputedStyle(document.querySelector(selector))[name],
  ground.startsWith("#map") ? getComputedStyle(document.querySelector(ground)).fill
    : getComputedStyle(document.querySelector(ground)).backgroundColor])"""

# A text, how its colour is computed, and its background.
STANDING = [
    ["#day .date", "color", "#stage"],
    ["#headline .event", "color", "#stage"],
    [".ribbon text.year", "fill", "#timeline"],
    [".ribbon text.tail", "fill", "#timeline"],
    [".marks .milestone", "color", "#timeline"],
    [".labels .outside", "fill", "#map .tracel-land .js-fill"],
    [".labels .sea", "fill", "#stage"],
]


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1920, 1080)])
def test_no_type_is_smaller_than_the_back_of_the_room_can_read(open_atlas, width, height):
    size = {"width": width, "height": height}
    page = open_atlas("/?day=1920-04-28&mode=projector", viewport=size).page
    lectures = ("?story=sovietization&stop=10", "?story=border&stop=9", "?story=border&stop=10")
    for search in (None, *(f"{lecture}&mode=projector&theme=dark" for lecture in lectures)):
        if search:
            page.evaluate(FOLLOW, search)
            card = page.locator("#day-block")
            expect(card.locator("h3")).to_be_visible()
            assert card.evaluate("(card) => card.scrollHeight <= card.clientHeight + 1"), search
        page.evaluate("() => window.atlas.settled()")
        frames(page)
        texts = page.evaluate(TEXTS)
        assert len(texts) > 15
        small = [text for text in texts if text["size"] < SMALLEST]
        assert not small, small
        if search:
            told = page.locator("#story .told p").first
            assert float(told.evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)")) >= 24


def test_a_treaty_on_the_wall_has_no_numbers_that_nothing_explains(open_atlas):
    size = {"width": 1024, "height": 768}
    page = open_atlas("/?story=border&stop=10&mode=projector", viewport=size).page
    page.evaluate("() => window.atlas.settled()")
    signs = page.locator(".badge:visible")
    expect(signs.first).to_be_visible()
    assert 1 <= signs.count() <= 3
    assert page.locator(".badge text:visible").count() == 0
    named = page.locator("#overlay .labels .place:visible").all_text_contents()
    for town in ("Kars", "Batum", "Erivan"):
        assert any(name.strip().startswith(town) for name in named), town


# What a wall shows of another view, and what says that it is there.
VIEWS = [
    ("?day=1920-12-02&view=strips", "#strips[data-drawn=region]"),
    ("?day=1920-12-02&view=strips&order=date", "#strips[data-drawn=date]"),
    ("?day=1920-12-02&view=table", "#table tbody tr.fresh"),
    ("?day=1920-09-01&view=compare&with=1921-10-13", "#stage[data-compared]"),
]

# Words that lie on other words: names of groups, days, scales.
LYING = """() => {
  const words = ["#strips-grid .heading span", "#strips-axis > span", ".pin span", "#scale",
    "#areas-scale span", "#areas-title", "#strips-head :is(h2, .event, li)", ".milestone",
    "#heads :is(h2, .caption)", ".transfers .total", ".total + p", ".ribbon text.year"];
  const boxes = [...document.querySelectorAll(words)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.textContent.trim())
    .map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }));
  const into = (a, b) =>
    Math.min(a.right - b.left, b.right - a.left, a.bottom - b.top, b.bottom - a.top);
  return boxes.flatMap((a, n) => boxes.slice(n + 1)
    .filter((b) => into(a.box, b.box) > 3).map((b) => `${a.text} | ${b.text}`));
}"""


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1920, 1080)])
def test_strips_and_two_maps_are_read_from_the_back_of_the_room(open_atlas, width, height):
    size = {"width": width, "height": height}
    page = open_atlas(f"/tr/{VIEWS[0][0]}&mode=projector&theme=dark", viewport=size).page
    for search, drawn in VIEWS:
        page.evaluate(FOLLOW, f"{search}&mode=projector&theme=dark")
        page.wait_for_selector(drawn, state="attached")
        page.evaluate("() => window.atlas.settled()")
        page.wait_for_function(f"() => ({LYING})().length === 0")
        texts = page.evaluate(TEXTS)
        assert len(texts) > 15
        assert [text for text in texts if text["size"] < SMALLEST] == []
    land = "[class*=' tracel-'] .js-fill"
    one, other = (page.locator(f"#{host} {land}").first for host in ("map", "map-b"))
    fill = "(land) => getComputedStyle(land).fill"
    assert one.evaluate(fill) == other.evaluate(fill)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_words_stand_out_from_what_they_stand_on(open_atlas, theme):
    atlas = open_atlas(f"/?day=1920-04-28&mode=projector&theme={theme}")
    for selector, text, ground in atlas.page.evaluate(COLOURS, STANDING):
        contrast = Color(text).contrast(Color(ground))
        assert contrast >= 4.5, (selector, text, ground, contrast)


def test_keys_lead_in_and_out_and_the_powers_keep_their_fills(atlas):
    atlas.go("1920-04-28")
    page = atlas.page
    fills = atlas.fills()
    page.keyboard.press("f")
    expect(page.locator("#header")).to_be_hidden()
    page.keyboard.press("d")
    page.wait_for_function("() => location.search.includes('mode=projector&theme=dark')")
    assert atlas.fills() == fills
    page.keyboard.press("Escape")
    expect(page.locator("#header")).to_be_visible()
    assert "mode" not in page.evaluate("() => location.search")
    # The reader's choice holds on the page, too.
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"
    assert atlas.fills() == fills
    page.keyboard.press("d")
    assert page.evaluate("() => document.documentElement.dataset.theme") == "light"


def test_the_page_is_dark_where_the_system_is(open_atlas):
    atlas = open_atlas("/?day=1920-04-28", color_scheme="dark")
    assert atlas.page.evaluate("() => document.documentElement.dataset.theme") == "dark"
    for selector, text, ground in atlas.page.evaluate(COLOURS, STANDING):
        contrast = Color(text).contrast(Color(ground))
        assert contrast >= 4.5, (selector, text, ground, contrast)


def test_a_remote_goes_to_the_next_change_and_blanks_the_wall(open_atlas):
    atlas = open_atlas("/?day=1920-04-27&mode=projector")
    page = atlas.page
    page.keyboard.press("PageDown")
    atlas.wait_for("1920-04-28")
    page.keyboard.press("PageUp")
    atlas.wait_for("1920-04-27")
    for key in ("b", "."):
        page.keyboard.press(key)
        assert page.evaluate("() => 'blank' in document.documentElement.dataset")
        page.keyboard.press(key)
        assert not page.evaluate("() => 'blank' in document.documentElement.dataset")


def test_a_wrong_mode_or_theme_gives_a_note_and_the_usual_page(open_atlas):
    page = open_atlas("/?mode=cinema&theme=blue").page
    expect(page.locator("#notice p")).to_have_count(2)
    expect(page.locator("#header")).to_be_visible()
