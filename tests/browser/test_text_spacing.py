"""WCAG 1.4.12: with the letters, words and lines of a reader set wide nothing is cut or covered."""

import pytest

from tests.browser.atlas import frames

SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    + "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# Words of the header and of the timeline, the day and the legend: all that stands beside another.
BOXES = """() => [...document.querySelectorAll(
    "#header h1, #views a, #tools .button, #tools summary, .marks button, #day-block, #legend")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return [one.textContent.trim().slice(0, 30), left, top, right, bottom];
  })"""
CUT = """() => [...document.querySelectorAll("#header *, .marks *, #day-block *, #controls *")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(".spoken"))
  .filter((one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowX))
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent)"""


@pytest.mark.parametrize("home", ["/", "/tr/"])
def test_letters_set_wide_are_neither_cut_nor_covered(open_atlas, home):
    atlas = open_atlas(f"{home}?day=1920-04-28")
    atlas.page.evaluate(SPACING)
    for view in ("map", "strips", "compare", "table"):
        atlas.follow(f"?day=1920-04-28&view={view}")
        frames(atlas.page)
        assert atlas.page.evaluate(CUT) == [], view
        boxes = atlas.page.evaluate(BOXES)
        assert len(boxes) > 8
        for n, (name, left, top, right, bottom) in enumerate(boxes):
            for other, a, b, c, d in boxes[n + 1 :]:
                apart = left >= c - 1 or right <= a + 1 or top >= d - 1 or bottom <= b + 1
                assert apart, (view, name, other)
        assert atlas.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
