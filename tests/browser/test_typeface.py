"""The typeface in the real page, with its files and without: what is drawn, what is cut off."""

from typing import Any

import pytest
from playwright.sync_api import CDPSession, Error, Page

from dashboard.cartography.look.typeface import FAMILY
from tests.browser.conftest import PHONE

FILES = "**/*.woff2"

FOLLOW = """(search) => {
  history.pushState(null, "", location.pathname + search);
  dispatchEvent(new PopStateEvent("popstate"));
}"""

# All that was asked for is drawn, and measured in the letters that are there.
AT_REST = """async () => {
  await window.atlas.settled();
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""

# Chromium tells the fonts of an element and what is just below it: each owner of a text is asked.
MARK = """(within) => {
  for (const one of document.querySelectorAll(`${within}, ${within} *`)) {
    const said = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    one.toggleAttribute("data-lettered", said && one.checkVisibility({ visibilityProperty: true }));
  }
}"""

# Texts that a reader cannot get at: they reach out of a box that cuts them and does not scroll,
# or out of a window that does not. The title may end in an ellipsis; names on the map come and go.
LOST = """() => {
  const skipped = ["#map", "#map-b", "#overlay", "#overlay-b", "#tip", "h1", "option",
    ".spoken", ".skip", ".elsewhere"].join();
  const slack = 2;
  const found = [];
  const range = document.createRange();
  const outside = (box, edge, [low, high]) =>
    box[low] < edge[low] - slack || box[high] > edge[high] + slack;
  const kept = (element, box) => {
    let [down, across] = [true, true];
    for (let one = element; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      const page = one === document.documentElement;
      const edge = page
        ? { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
        : one.getBoundingClientRect();
      const scrolls = (axis) => ["auto", "scroll"].includes(style[`overflow${axis}`]);
      const cuts = (axis) => page || ["hidden", "clip"].includes(style[`overflow${axis}`]);
      if (style.clipPath !== "none") return true;
      if (scrolls("Y")) down = false;
      if (scrolls("X") && one.scrollWidth > one.clientWidth) across = false;
      if (down && cuts("Y") && outside(box, edge, ["top", "bottom"])) return false;
      if (across && cuts("X") && outside(box, edge, ["left", "right"])) return false;
    }
    return true;
  };
  const walker = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: owner, data } = walker.currentNode;
    if (!data.trim() || owner.closest(skipped)) continue;
    if (!owner.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width > 1 && !kept(owner, box)) found.push(data.trim());
  }
  return found;
}"""

# Cards that lie over each other. A phone lays its sheet over the page on purpose.
COLLIDING = """() => {
  const cards = "#day-block, #legend, #panels aside, #zoom, #scale, #projector-tools";
  const seen = [...document.querySelectorAll(cards)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => [one.id, one.getBoundingClientRect()]);
  const slack = 2;
  const shared = (a, b, [low, high]) =>
    Math.min(a[high], b[high]) - Math.max(a[low], b[low]) > slack;
  return seen.flatMap(([name, a], n) => seen.slice(n + 1)
    .filter(([, b]) => shared(a, b, ["left", "right"]) && shared(a, b, ["top", "bottom"]))
    .map(([other]) => `${name} and ${other}`));
}"""

WALL = "&mode=projector&theme=dark"
SCREENS = {
    "laptop": ({"width": 1440, "height": 900}, ""),
    "small laptop": ({"width": 1366, "height": 768}, ""),
    "projector": ({"width": 1920, "height": 1080}, WALL),
    "old projector": ({"width": 1024, "height": 768}, WALL),
    "phone": (None, ""),
}
# A day with a long title, a card with a long history, a stop with much text, a treaty.
STATES = (
    "?day=1920-04-28",
    "?day=1920-12-02&territory=kars",
    "?story=border&stop=10",
    "?day=1921-10-13&treaty=kars_1921",
)
LANGUAGES = ("/", "/tr/")
# Half as large again as the page sets it.
LARGE = ":root { --caption: 18px !important; --body: 21px !important; --title: 27px !important; }"


def _drawn_fonts(session: CDPSession) -> list[dict[str, Any]]:
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    marked = {"nodeId": root, "selector": "[data-lettered]"}
    owners = session.send("DOM.querySelectorAll", marked)["nodeIds"]
    assert owners
    return [
        font
        for owner in owners
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": owner})["fonts"]
    ]


def fonts_of(page: Page, within: str) -> set[str]:
    """PostScript names of the fonts in which Chromium draws each text; the machine's marked."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    fonts: list[dict[str, Any]] | None = None
    while fonts is None:
        page.evaluate(MARK, within)
        try:
            fonts = _drawn_fonts(session)
        except Error as fault:
            # Between the list of the texts and its answer the page made a name of the map anew.
            if "Could not find node" not in str(fault):
                raise
    session.detach()
    return {
        font["postScriptName"] if font["isCustomFont"] else f"{font['familyName']} of the machine"
        for font in fonts
    }


def ours(names: set[str]) -> bool:
    """Whether all fonts are those that the atlas ships."""
    return bool(names) and all(name.startswith(f"{FAMILY.replace(' ', '')}-") for name in names)


def check_states(page: Page, more: str, apart: bool) -> None:
    """In every state no text is lost, and no card lies over another when they stand apart."""
    for state in STATES:
        page.evaluate(FOLLOW, state + more)
        page.evaluate(AT_REST)
        assert page.evaluate(LOST) == [], state
        if apart:
            assert page.evaluate(COLLIDING) == [], state


@pytest.mark.parametrize(
    "view", ["map", "strips", "compare&with=1921-10-13", "table", "map&embed=1"]
)
def test_every_letter_is_drawn_in_the_typeface(open_atlas, view):
    for language in LANGUAGES:
        page = open_atlas(f"{language}?day=1920-04-28&territory=batum&view={view}").page
        page.evaluate(AT_REST)
        found = fonts_of(page, "#page")
        assert ours(found), found


@pytest.mark.parametrize("path", ["/sources", "/tr/method", "/handout/border"])
def test_every_letter_of_a_page_to_read_is_drawn_in_it(page, path):
    page.goto(path)
    page.evaluate("() => document.fonts.ready")
    found = fonts_of(page, "body")
    assert ours(found), found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_saved_picture_carries_its_letters(open_atlas, open_page, tmp_path, language):
    page = open_atlas(f"{language}?day=1920-04-28").page
    page.keyboard.press("e")
    page.locator('#export input[name="export-what"][value="picture"]').check()
    with page.expect_download() as download:
        page.locator("#export form button", has_text="SVG").click()
    download.value.save_as(tmp_path / "map.svg")
    alone = open_page()
    alone.goto((tmp_path / "map.svg").as_uri())
    alone.evaluate("() => document.fonts.ready.then(() => true)")
    found = fonts_of(alone, "svg")
    assert ours(found), found
    assert {"AtlasSans-Latin", "AtlasSans-LatinItalic"} <= found


def test_slanted_letters_are_drawn_and_not_bent(atlas):
    atlas.go("1920-04-28")
    atlas.page.evaluate(AT_REST)
    assert fonts_of(atlas.page, "#overlay .sea") == {"AtlasSans-LatinItalic"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut_off(open_atlas, screen, language):
    size, more = SCREENS[screen]
    page = open_atlas(f"{language}{more and '?'}{more[1:]}", **window(size)).page
    check_states(page, more, apart=size is not None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", ["small laptop", "old projector", "phone"])
def test_the_layout_holds_when_the_typeface_does_not_come(open_page, watch, screen, language):
    size, more = SCREENS[screen]
    page = without_files(open_page(**window(size)), f"{language}{more and '?'}{more[1:]}")
    found = fonts_of(page, "#page")
    assert found
    assert not any(ours({one}) for one in found)
    check_states(page, more, apart=size is not None)
    assert all(".woff2" in error for error in watch.errors)
    watch.errors.clear()


def test_a_stand_in_is_about_as_wide(atlas, open_page, watch):
    wide = """() => [...document.querySelectorAll("#header h1, #views a, #day .date, #events h3")]
      .map((one) => { const range = document.createRange(); range.selectNodeContents(one);
        return range.getBoundingClientRect().width; })"""
    atlas.go("1920-04-28")
    ours = atlas.page.evaluate(wide)
    page = without_files(open_page(), "/?day=1920-04-28")
    theirs = page.evaluate(wide)
    watch.errors.clear()
    assert len(ours) == len(theirs) > 6
    for one, other in zip(ours, theirs, strict=True):
        assert other == pytest.approx(one, rel=0.06)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", ["laptop", "phone"])
def test_larger_type_makes_cards_scroll_or_grow(open_atlas, screen, language):
    page = open_atlas(language, **window(SCREENS[screen][0])).page
    page.add_style_tag(content=LARGE)
    page.evaluate("() => document.fonts.dispatchEvent(new Event('loadingdone'))")
    check_states(page, "", apart=False)


def window(size: dict[str, int] | None) -> dict[str, object]:
    """Options of a window of a size; of a phone without one."""
    return {"viewport": size} if size else PHONE


def without_files(page: Page, address: str) -> Page:
    """The atlas at an address, with no file of the typeface."""
    page.route(FILES, lambda route: route.abort())
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")
    page.evaluate(AT_REST)
    return page
