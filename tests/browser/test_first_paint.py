"""What is seen before a script runs, and without any."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas import WINDOW, Atlas

SIZES = [(1440, 900), (1024, 768), (390, 844)]
DAY = "28\u00a0April 1920"
SCRIPTS = "**/*.{js,mjs,json}"


def inside(page: Page, selector: str) -> bool:
    """Whether an element lies within the width of the window."""
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    assert box
    assert size
    return box["x"] >= 0 and box["x"] + box["width"] <= size["width"]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_page_without_scripts_shows_map_story_and_table(open_page, width, height):
    page = open_page(java_script_enabled=False, viewport={"width": width, "height": height})
    page.goto("/?day=1920-04-28")
    expect(page.locator("#day")).to_contain_text(DAY)
    expect(page.locator("#first svg")).to_be_visible()
    expect(page.locator("#legend li").first).to_be_visible()
    expect(page.locator("#events article.event p").nth(1)).to_be_visible()
    expect(page.locator("#reading tbody tr").first).to_be_visible()
    expect(page.locator("#failure")).to_be_hidden()
    assert all(inside(page, one) for one in ("#day", "#legend", "#events", "#reading table"))
    page.locator("#reading a[href*='day=']").last.click()
    expect(page.locator("#day")).to_be_visible()
    expect(page.locator("#day")).not_to_contain_text(DAY)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_map_is_painted_while_every_script_is_still_on_its_way(open_page, width, height):
    page = open_page(viewport={"width": width, "height": height})
    page.route(SCRIPTS, lambda _route: None)
    page.goto("/?day=1920-04-28", wait_until="commit")
    expect(page.locator("#first svg")).to_be_visible()
    expect(page.locator("#day")).to_contain_text(DAY)
    expect(page.locator("#legend li").first).to_be_visible()
    page.wait_for_function(
        "() => performance.getEntriesByName('first-contentful-paint').length === 1"
    )
    # `window.atlas` is the element of that name until the scripts take it.
    assert page.evaluate("() => window.Plotly === undefined && window.atlas.goTo === undefined")


# What plotly is asked to draw, from its first moment on.
NOTE_PLOTLY = """() => {
  window.drawn = [];
  let plotly;
  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: () => plotly,
    set(library) {
      plotly = library;
      for (const name of ["react", "relayout"]) {
        const draw = library[name];
        library[name] = (...given) => {
          window.drawn.push(name);
          return draw(...given);
        };
      }
    },
  });
}"""


def test_plotly_draws_the_map_once_at_the_start(open_page):
    page = open_page()
    page.add_init_script(f"({NOTE_PLOTLY})()")
    atlas = Atlas(page).open("/?day=1920-04-28")
    assert page.evaluate("() => window.drawn") == ["react"]
    before = atlas.window()
    page.locator("#zoom-home").click()
    page.wait_for_function("() => window.drawn.includes('relayout')")
    page.wait_for_function(f"(before) => String(({WINDOW})()) === before", arg=before)


def test_links_and_empty_parts_of_the_first_page_look_like_the_atlas(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/?day=1920-04-28")
    expect(page.locator("#scale")).to_be_hidden()
    link = page.locator("#events .brief a").first
    text = page.locator("#events article p").last
    colour = "(element) => getComputedStyle(element).color"
    assert link.evaluate(colour) == text.evaluate(colour)


def test_the_map_of_the_page_goes_when_the_scripts_have_drawn(atlas: Atlas):
    assert atlas.page.locator("#first").count() == 0
    assert atlas.page.locator("#day .date").count() == 1
