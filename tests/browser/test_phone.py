"""A phone: the menu of the header, cards as sheets, room for thumbs, nothing to the side."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.ui.page.views import VIEWS

WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("view", list(VIEWS))
def test_no_view_needs_scrolling_to_the_side_at_320(handheld, view):
    handheld.page.set_viewport_size({"width": 320, "height": 640})
    handheld.follow(f"?day=1921-10-13&view={view}&territory=karabakh_shusha")
    handheld.page.wait_for_function(f"() => ({WIDER})() <= 0")


def test_the_buttons_of_the_header_are_a_menu(handheld):
    page = handheld.page
    menu, tools = page.locator("#menu"), page.locator("#quick-actions > .button").first
    expect(tools).to_be_hidden()
    menu.tap()
    expect(tools).to_be_visible()
    assert menu.get_attribute("aria-expanded") == "true"
    for one in page.locator("#tools :is(a, button):visible").all():
        # Chromium gives 44 pixels as 43.99997 where the page is scaled.
        assert round(one.bounding_box()["height"], 3) >= 44
    page.keyboard.press("Escape")
    expect(tools).to_be_hidden()
    menu.tap()
    page.locator("#help-open").tap()
    assert page.locator("#help").is_visible()
    expect(tools).to_be_hidden()


def test_search_stands_in_the_bar_where_a_phone_has_room(handheld):
    page = handheld.page
    button = page.locator("#search-open")
    expect(button).to_be_visible()
    expect(button).to_have_accessible_name(re.compile("Search"))
    box = button.bounding_box()
    assert round(min(box["width"], box["height"]), 3) >= 44
    button.tap()
    expect(page.locator("#search-field")).to_be_focused()
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 320, "height": 568})
    expect(button).to_be_hidden()


def test_what_the_timeline_seldom_needs_is_folded_away(handheld):
    page = handheld.page
    more, date = page.locator("#controls-more"), page.locator("#date-input")
    assert not date.is_visible()
    more.tap()
    assert more.get_attribute("aria-expanded") == "true"
    assert page.locator("#loop-set").is_visible()
    date.fill("1921-10-13")
    date.press("Enter")
    assert handheld.day == "1921-10-13"
    more.tap()
    assert not date.is_visible()


def height(page) -> float:
    return page.locator("#details").bounding_box()["height"]


def drag(page, to: float) -> None:
    """Drag the handle of the sheet to a height of the window, 0 at its top."""
    box = page.locator("#sheet-handle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, to, steps=6)
    page.mouse.up()


def test_a_card_is_a_sheet_that_is_dragged_taller_lower_and_away(handheld):
    page = handheld.page
    window = page.viewport_size["height"]
    handheld.follow("?day=1921-10-13&territory=kars")
    low = height(page)
    assert low == pytest.approx(0.5 * window, abs=2)
    drag(page, 60)
    assert height(page) == pytest.approx(0.9 * window, abs=2)
    drag(page, window * 0.45)
    assert height(page) == pytest.approx(low, abs=2)
    drag(page, window - 30)
    assert not page.locator("#details").is_visible()
    assert not page.locator("#sheet-handle").is_visible()
    expect(page).not_to_have_url(re.compile("territory"))


def test_without_dragging_the_handle_is_a_button(handheld):
    page = handheld.page
    handheld.follow("?day=1921-10-13&view=strips&territory=kars")
    handle = page.locator("#sheet-handle")
    low = page.locator("#strips-card").bounding_box()["height"]
    assert handle.get_attribute("aria-label") == "Make the card taller"
    handle.focus()
    page.keyboard.press("Enter")
    assert page.locator("#strips-card").bounding_box()["height"] > low * 1.4
    assert handle.get_attribute("aria-label") == "Make the card lower"


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844), (844, 390)])
def test_day_map_slider_and_play_are_in_sight_at_once(open_atlas, width, height):
    size = {"width": width, "height": height}
    page = open_atlas("/?day=1920-04-28", viewport=size, has_touch=True, is_mobile=True).page
    shown = [
        page.locator(one)
        for one in ("#day .date:visible, .day-here:visible", "#map", "#ribbon", "#play")
    ]
    boxes = [[box for one in found.all() if (box := one.bounding_box())] for found in shown]
    for found in boxes:
        assert any(box["y"] >= 0 and box["y"] + 1 < height for box in found)
    days = [box for box in boxes[0] if box["y"] + box["height"] <= height]
    assert days
    play, ribbon = boxes[3][0], boxes[2][0]
    for box in (play, ribbon):
        assert box["y"] + box["height"] <= height + 1
    assert max(boxes[1][0]["height"], 0) >= 150
    strip = page.locator("#timeline").bounding_box()
    assert any(box["y"] + box["height"] <= strip["y"] or box["y"] >= strip["y"] for box in days)
