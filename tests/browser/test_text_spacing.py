"""What a reader does to the size and the spacing of the letters cuts and covers nothing."""

import pytest

from dashboard.ui.page.views import VIEWS
from tests.browser.atlas import Atlas, frames

SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    + "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# Words of the header and of the timeline, the day and the legend: all that stands beside another.
BOXES = """() => [...document.querySelectorAll(
    "#header h1, #views a, #tools .button, #tools summary, .marks button, #day-block, #legend, "
    + "#strips-order, #strips-axis, #strips-head h2, #heads .head")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return [one.textContent.trim().slice(0, 30), left, top, right, bottom];
  })"""
CUT = """() => [...document.querySelectorAll("#header *, .marks *, #day-block *, #controls *")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(".spoken"))
  .filter((one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowX))
  .filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent)"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What sticks and covers more than half of the window.
STUCK = """() => [...document.querySelectorAll("#page *")]
  .filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position))
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => one.getBoundingClientRect())
  .filter((box) => box.height > innerHeight / 2 && box.width > innerWidth / 2).length"""
# What sticks lies over what scrolls under it: it is measured where it stands in the page.
FLOWING = """(on) => {
  const style = new CSSStyleSheet();
  style.replaceSync("#page #timeline { position: static }");
  document.adoptedStyleSheets = on ? [style] : [];
}"""


def check(atlas: Atlas, view: str, what: str) -> None:
    """Nothing of the page is cut off, lies over another part or makes it wider than the window."""
    page = atlas.page
    assert page.evaluate(CUT) == [], (view, what)
    boxes = page.evaluate(BOXES)
    for n, (name, left, top, right, bottom) in enumerate(boxes):
        for other, a, b, c, d in boxes[n + 1 :]:
            apart = left >= c - 1 or right <= a + 1 or top >= d - 1 or bottom <= b + 1
            assert apart, (view, what, name, other)
    assert page.evaluate(WIDER) <= 0, (view, what)


@pytest.mark.parametrize("home", ["/", "/tr/"])
def test_letters_set_wide_and_pages_made_larger_cut_and_cover_nothing(open_atlas, home):
    """WCAG 1.4.12, 1.4.4 and 1.4.10: a window of 1280 x 1024 at 400 % is one of 320 x 256."""
    atlas = open_atlas(f"{home}?day=1920-04-28")
    page = atlas.page
    for percent, width, height in ((200, 720, 450), (400, 320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        for view in VIEWS:
            atlas.follow(f"?day=1920-04-28&view={view}")
            frames(page)
            page.evaluate(FLOWING, True)
            check(atlas, view, f"{percent} %")
            page.evaluate(FLOWING, False)
            assert page.evaluate(STUCK) == 0, (view, percent)
            page.locator("#play").scroll_into_view_if_needed()
            page.locator("#next-change").click()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.evaluate(SPACING)
    for view in VIEWS:
        atlas.follow(f"?day=1920-04-28&view={view}")
        frames(page)
        assert len(page.evaluate(BOXES)) > 8
        check(atlas, view, "spacing")
