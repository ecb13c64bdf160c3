"""While the day moves a canvas is the map, like the paths, which are there again at rest."""

from datetime import date

from tests.browser.atlas import Atlas

MOVING = "document.querySelector('#page').classList.contains('moving')"
READY = "() => document.querySelector('#map canvas.motion')"
# Days one a frame until the canvas is the map.
MOVE = """async () => {
  for (let day = 700; !document.querySelector("#page.moving"); day = day < 1500 ? day + 20 : 700) {
    atlas.scrub(day);
    await new Promise(requestAnimationFrame);
  }
}"""


def opened(page, base_url, address: str = "/?day=1918-01-01") -> Atlas:
    """The atlas with the canvas at hand."""
    shown = Atlas(page).open(f"{base_url}{address}")
    page.wait_for_function(READY)
    return shown


def test_the_canvas_is_the_map_while_the_day_moves_and_the_paths_are_at_rest(open_page, base_url):
    page = open_page()
    shown = opened(page, base_url)
    assert not page.evaluate(MOVING)
    page.evaluate(MOVE)
    layer = page.locator("#map .scatterlayer")
    assert layer.evaluate("one => getComputedStyle(one).visibility") == "hidden"
    assert page.locator("#map canvas.motion").is_visible()
    shown.go("1920-04-28")
    assert not page.evaluate(MOVING)
    assert layer.evaluate("one => getComputedStyle(one).visibility") == "visible"
    fills = shown.fills()
    shown.go("1918-01-01")
    shown.go("1920-04-28")
    assert shown.fills() == fills


def test_a_key_that_is_pressed_once_is_drawn_by_the_paths(open_page, base_url):
    page = open_page()
    opened(page, base_url)
    moved = """() => { window.moved = 0;
      new MutationObserver((all) => { moved += all.length; }).observe(
        document.querySelector("#page"), { attributeFilter: ["class"] }); }"""
    page.evaluate(moved)
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("() => window.moved") == 0


def test_what_is_printed_in_the_middle_of_a_movement_is_the_day_of_the_map(open_page, base_url):
    page = open_page()
    shown = opened(page, base_url)
    page.evaluate(MOVE)
    assert (
        page.evaluate(
            """() => {
          atlas.scrub(852);
          dispatchEvent(new Event("beforeprint"));
          return Boolean(document.querySelector("#page.moving"));
        }"""
        )
        is False
    )
    assert page.locator("#paper svg path").count() > 100
    printed = shown.fills()
    shown.go("1920-05-02")
    assert shown.fills() == printed


def test_where_the_keyboard_is_on_a_territory_it_stays_there(open_page, base_url):
    page = open_page()
    shown = opened(page, base_url)
    shown.area("tiflis").focus()
    page.evaluate(
        """async () => {
          for (let day = 700; day < 1500; day += 20) {
            atlas.scrub(day);
            await new Promise(requestAnimationFrame);
          }
        }"""
    )
    assert not page.evaluate(MOVING)
    assert page.evaluate("() => document.activeElement.dataset.territory") == "tiflis"


def test_a_browser_that_refuses_the_worker_has_the_paths(open_page, base_url, dataset):
    page = open_page()
    page.add_init_script("delete HTMLCanvasElement.prototype.transferControlToOffscreen;")
    shown = Atlas(page).open(f"{base_url}/?day=1918-01-01")
    day = (date(1920, 4, 28) - dataset.first_day).days
    page.evaluate("(day) => { for (let n = 5; n >= 0; n -= 1) atlas.scrub(day - n); }", day)
    scrubbed = shown.fills()
    shown.go("1920-04-28")
    assert shown.fills() == scrubbed
