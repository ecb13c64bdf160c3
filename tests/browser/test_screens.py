"""Other screens and other habits: phones, a projector, zoom, less motion."""

import pytest

from tests.browser.atlas import frames

BAKU_DAY = "1920-04-28"
MAP_RANGE = """() => {
  const { xaxis } = document.querySelector("#map .js-plotly-plot")._fullLayout;
  return xaxis.range[1] - xaxis.range[0];
}"""


# Texts and controls that reach over a side of the window. Names on the map may leave it, and
# the title ends in an ellipsis when there is no room.
CUT_OFF = """() => [...document.querySelectorAll("#page *")]
  .filter((one) => !one.closest("#map, #overlay, #tip, h1, .spoken, .skip"))
  .filter((one) => one.matches("button, input, select, a")
    || [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => [one.textContent.slice(0, 40), one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.left < -1 || box.right > innerWidth + 1))
  .map(([text, box]) => [text, Math.round(box.left), Math.round(box.right)])"""


def check_width(atlas) -> None:
    """Nothing needs scrolling to the side, and nothing is cut off there either."""
    wider = atlas.page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wider == 0
    assert atlas.page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_needs_no_scrolling_to_the_side(handheld, width):
    handheld.page.set_viewport_size({"width": width, "height": 844})
    for day, territory in ((BAKU_DAY, "karabakh_shusha"), ("1921-10-13", "kars")):
        handheld.go(day)
        check_width(handheld)
        handheld.choose(territory)
        assert handheld.page.locator("#details").is_visible()
        check_width(handheld)
        handheld.page.keyboard.press("Escape")


def test_a_small_phone_in_turkish_needs_none_either(turkish):
    turkish.page.set_viewport_size({"width": 320, "height": 640})
    turkish.go("1921-10-13")
    check_width(turkish)


def test_a_laptop_needs_no_scrolling_at_all(atlas):
    atlas.go(BAKU_DAY)
    atlas.choose("batum")
    page = atlas.page.evaluate(
        "() => [document.body.scrollHeight, innerHeight, document.body.scrollWidth, innerWidth]"
    )
    assert page[0] <= page[1]
    assert page[2] <= page[3]


# Where the links and buttons of the header begin and end, and their middles.
IN_HEADER = """() => [...document.querySelectorAll("#header :is(h1, a:not(.skip), button)")]
  .filter((one) => one.checkVisibility())
  .map((one) => one.getBoundingClientRect())
  .map(({ left, right, top, bottom }) => [left, right, (top + bottom) / 2])"""


def test_names_that_are_put_away_make_the_page_no_higher(atlas):
    """With its lanes open the timeline names treaties lower down than it is high without them."""
    lanes = atlas.page.locator("#lanes-open")
    lanes.click()
    assert atlas.page.locator(".marks .treaty:visible").count() > 7
    lanes.click()
    assert atlas.page.evaluate("() => document.body.scrollHeight <= innerHeight")


@pytest.mark.parametrize("width", [1440, 1366, 1280, 1024, 760])
def test_the_header_is_one_line_with_room_for_its_words(turkish, width):
    turkish.page.set_viewport_size({"width": width, "height": 768})
    boxes = turkish.page.evaluate(IN_HEADER)
    assert len(boxes) >= 9
    assert {round(middle) for _, _, middle in boxes} == {round(boxes[0][2])}
    ends = [x for left, right, _ in boxes for x in (left, right)]
    assert ends == sorted(ends)
    assert ends[-1] <= width
    title = turkish.page.locator("h1")
    # The years may give way, the title not.
    assert title.bounding_box()["width"] > 150


def test_seldom_used_tools_are_a_menu_for_keys_too(atlas):
    page = atlas.page
    for wide in ("search-open", "stories-open", "export-open", "share-open"):
        assert page.locator(f"#{wide}").is_visible(), wide
    page.locator("#menu").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "treaties-open"
    for tool in ("treaties-open", "cite-open", "projector-open", "theme", "sources-page"):
        assert page.locator(f"#{tool}").is_visible(), tool
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.id") == "menu"
    assert not page.locator("#treaties-open").is_visible()


def test_what_the_header_has_no_room_for_joins_the_menu(turkish):
    page = turkish.page
    page.set_viewport_size({"width": 900, "height": 720})
    assert not page.locator("#share-open").is_visible()
    page.locator("#menu").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "export-open"
    page.locator("#share-open").focus()
    page.keyboard.press("Enter")
    assert page.locator("#share").is_visible()
    assert not page.locator("#treaties-open").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.id") == "menu"


def test_a_tap_on_a_territory_opens_its_card(handheld, dataset):
    handheld.go(BAKU_DAY)
    box = handheld.area("erivan").bounding_box()
    page = handheld.page
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator("#details").wait_for(state="visible")
    names = {territory.name["en"] for territory in dataset.territories.values()}
    assert page.locator("#details h2").inner_text() in names


def test_a_finger_on_the_timeline_moves_the_day(handheld):
    box = handheld.page.locator("#day-slider").bounding_box()
    handheld.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + 35)
    handheld.page.wait_for_function("() => window.atlas.day() > '1920'")
    assert handheld.page.locator("#day").is_visible()


def test_the_buttons_of_a_phone_are_large_enough_for_a_thumb(handheld):
    for name in ("play", "previous-change", "next-change", "zoom-in", "zoom-out"):
        box = handheld.page.locator(f"#{name}").bounding_box()
        assert min(box["width"], box["height"]) >= 44, name


def test_on_a_projector_the_type_is_larger(atlas):
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    day = atlas.page.locator("#day .date")
    laptop = day.evaluate(size)
    atlas.page.set_viewport_size({"width": 1920, "height": 1080})
    atlas.page.wait_for_function(
        f"laptop => ({size})(document.querySelector('#day .date')) > laptop", arg=laptop
    )
    check_width(atlas)


def test_who_asked_for_less_motion_sees_none(open_atlas):
    atlas = open_atlas("/", reduced_motion="reduce")
    page = atlas.page
    assert page.locator("#speed").input_value() == "event"
    atlas.go(BAKU_DAY)
    assert page.locator("#map .news path").count() > 0
    assert page.evaluate("() => document.getAnimations().length") == 0
    # The rims of autonomous units are lines with and without motion.
    atlas.go("1922-12-31")
    fills = page.eval_on_selector_all(
        "#map .rims g > path", "found => found.map(path => getComputedStyle(path).fill)"
    )
    assert fills
    assert set(fills) == {"none"}


def test_a_change_is_shown_by_motion_to_those_who_did_not(atlas):
    atlas.page.evaluate("(day) => window.atlas.goTo(day)", BAKU_DAY)
    assert atlas.page.evaluate("() => document.getAnimations().length") > 0


def test_zoom_buttons_zoom_and_return(atlas):
    page = atlas.page
    home = page.evaluate(MAP_RANGE)
    page.locator("#zoom-in").click()
    page.wait_for_function(f"() => ({MAP_RANGE})() < {home * 0.7}")
    page.locator("#zoom-out").click()
    page.wait_for_function(f"() => Math.abs(({MAP_RANGE})() - {home}) < 1000")
    page.locator("#zoom-in").click()
    page.locator("#zoom-home").click()
    page.wait_for_function(f"() => Math.abs(({MAP_RANGE})() - {home}) < 1000")


def test_two_quick_clicks_do_not_lose_the_map(atlas):
    tiflis = atlas.area("tiflis")
    before = tiflis.bounding_box()
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    atlas.page.mouse.dblclick(x, y)
    frames(atlas.page, 40)  # plotly waits for a third click
    assert tiflis.bounding_box()["width"] > 0.8 * before["width"]


def test_the_wheel_zooms_over_land(atlas):
    page = atlas.page
    home = page.evaluate(MAP_RANGE)
    box = atlas.area("tiflis").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, -240)
    page.wait_for_function(f"() => ({MAP_RANGE})() < {home * 0.95}")


def test_more_names_are_written_when_there_is_room(atlas):
    atlas.go(BAKU_DAY)
    places = atlas.page.locator("#overlay .place:visible")
    far = places.count()
    box = atlas.area("erivan").bounding_box()
    for _ in range(3):
        atlas.page.locator("#zoom-in").click()
    atlas.page.wait_for_function(
        "(before) => document.querySelector('#map path[data-territory=erivan]')"
        ".getBoundingClientRect().width > 3 * before",
        arg=box["width"],
    )
    ranks = atlas.page.eval_on_selector_all(
        "#overlay .place", "found => found.map(place => place.getAttribute('class'))"
    )
    assert far > 5
    assert any("rank3" in rank for rank in ranks)
