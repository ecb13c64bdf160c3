"""Every way to move through the days: mouse, keys, buttons, play, a typed date."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from dashboard.ui.page.shortcuts import SHORTCUTS
from tests.browser.atlas import frames

ONE_DAY = timedelta(days=1)
BAKU_EVE, BAKU_DAY = "1920-04-27", "1920-04-28"
NOT_SHORTCUTS = ["a", "w", "z", "1", "Enter", "Tab", "ArrowUp", "ArrowDown", "F1", "F5", "Delete"]

# Whether the page takes a key for its own, by a keydown that no browser acts on.
TAKES = """([key, shift]) => !document.body.dispatchEvent(
  new KeyboardEvent("keydown", { key, shiftKey: shift, bubbles: true, cancelable: true }))"""

# Days a second, over so many days; a slow machine takes longer for them, at any speed.
RATE = """(days) => new Promise((resolve) => {
  const slider = document.querySelector("#day-slider");
  const [from, then] = [+slider.value, performance.now()];
  const look = () => {
    const passed = +slider.value - from;
    if (passed < days) requestAnimationFrame(look);
    else resolve((1000 * passed) / (performance.now() - then));
  };
  look();
})"""


def held(timeline, day: str) -> dict[str, str]:
    return {name: one.controller for name, one in timeline.state(date.fromisoformat(day)).items()}


def year_line(atlas, year: int) -> tuple[float, float]:
    """Where on the screen the first day of a year stands on the timeline."""
    line = atlas.page.locator(".ribbon .scale line.year").nth(year - 1918)
    x = line.evaluate("(line) => line.getBoundingClientRect().left")
    box = atlas.page.locator("#day-slider").bounding_box()
    return x, box["y"] + 40


# The slider


def test_the_slider_is_a_native_range_of_days(atlas, dataset):
    slider = atlas.page.locator("#day-slider")
    assert slider.get_attribute("type") == "range"
    assert slider.get_attribute("min") == "0"
    assert slider.get_attribute("max") == str((dataset.last_day - dataset.first_day).days)
    atlas.go(BAKU_DAY)
    assert slider.input_value() == str((date.fromisoformat(BAKU_DAY) - dataset.first_day).days)


def test_dragging_the_slider_changes_who_holds_what(atlas, dataset, timeline):
    mouse = atlas.page.mouse
    start, end = year_line(atlas, 1919), year_line(atlas, 1921)
    before = atlas.fills()
    mouse.move(*start)
    mouse.down()
    mouse.move(*end, steps=12)
    # The button is still down: the map follows the finger.
    atlas.page.wait_for_function("() => window.atlas.day() > '1920-12'")
    atlas.page.evaluate("() => new Promise(requestAnimationFrame)")
    day = atlas.day
    assert abs(date.fromisoformat(day) - date(1921, 1, 1)) <= 4 * ONE_DAY
    assert atlas.controllers() == held(timeline, day)
    after = atlas.fills()
    changed = {name for name in before if before[name] != after[name]}
    role = {name: polity.role for name, polity in dataset.polities.items()}
    was, now = held(timeline, "1918-01-01"), held(timeline, day)
    assert {"baku", "erivan", "tiflis"} <= changed
    assert {name for name in was if role[was[name]] != role[now[name]]} <= changed
    mouse.up()
    atlas.wait_for(day)


def test_a_click_on_the_timeline_goes_there(atlas, timeline):
    x, y = year_line(atlas, 1920)
    atlas.page.mouse.click(x + 1, y)
    atlas.page.wait_for_function("() => window.atlas.day() > '1919'")
    assert abs(date.fromisoformat(atlas.day) - date(1920, 1, 1)) <= 4 * ONE_DAY


def test_the_ends_of_the_slider_are_the_ends_of_the_atlas(atlas):
    box = atlas.page.locator("#day-slider").bounding_box()
    mouse = atlas.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
    mouse.down()
    mouse.move(box["x"] + box["width"] + 300, box["y"] + 40)
    atlas.page.wait_for_function("() => window.atlas.day() === '1936-12-31'")
    mouse.move(0, box["y"] + 40)
    atlas.page.wait_for_function("() => window.atlas.day() === '1918-01-01'")
    mouse.up()


def test_the_server_is_not_asked_while_dragging(atlas):
    asked: list[str] = []
    atlas.page.on("request", lambda request: asked.append(request.url))
    mouse = atlas.page.mouse
    mouse.move(*year_line(atlas, 1919))
    mouse.down()
    mouse.move(*year_line(atlas, 1922), steps=20)
    mouse.up()
    atlas.page.wait_for_function("() => location.search === `?day=${window.atlas.day()}`")
    # Chromium itself may ask for the icon again when the address changes.
    assert [address for address in asked if not address.endswith("/favicon.svg")] == []


def test_the_years_to_1922_take_most_of_the_timeline_and_the_break_is_drawn(atlas):
    box = atlas.page.locator("#day-slider").bounding_box()
    x, _ = year_line(atlas, 1922)
    assert x > box["x"] + 0.6 * box["width"]
    drawn = atlas.page.locator(".ribbon .break").bounding_box()
    assert drawn["width"] > 5
    assert box["x"] + 0.8 * box["width"] < drawn["x"] < box["x"] + 0.95 * box["width"]


def test_the_arrow_keys_move_a_focused_slider(atlas, timeline):
    atlas.page.locator("#day-slider").focus()
    first = timeline.change_days[0]
    atlas.page.keyboard.press("ArrowRight")
    assert atlas.day == first.isoformat()
    assert atlas.controllers() == held(timeline, atlas.day)
    # Up and down are the slider's own keys: a day at a time.
    atlas.page.keyboard.press("ArrowUp")
    atlas.page.wait_for_function(f"() => window.atlas.day() === '{first + ONE_DAY}'")
    atlas.page.keyboard.press("ArrowDown")
    atlas.page.wait_for_function(f"() => window.atlas.day() === '{first}'")


def test_the_slider_says_its_day_in_words(atlas, dataset):
    slider = atlas.page.locator("#day-slider")
    assert slider.get_attribute("aria-label")
    atlas.go(BAKU_DAY)
    said = str(slider.get_attribute("aria-valuetext"))
    assert re.fullmatch(r"28 April 1920: \w.*", said)
    titles = [event.title["en"] for event in dataset.events.values() if str(event.date) == BAKU_DAY]
    assert any(f"28 April 1920: {title}. " in said for title in titles)
    # What changes hands, and from whom to whom.
    assert "change hands: Azerbaijan SSR in place of Azerbaijan" in said


# Keys


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("Shift+ArrowRight", "1920-04-29"),
        ("Shift+ArrowLeft", BAKU_EVE),
        ("PageUp", "1920-05-28"),
        ("PageDown", "1920-03-28"),
        ("Home", "1918-01-01"),
        ("End", "1936-12-31"),
    ],
)
def test_a_key_moves_the_day_wherever_the_focus_is(atlas, timeline, keys, day):
    for focus in ("#language > summary", "#day-slider"):
        atlas.go(BAKU_DAY)
        atlas.page.locator(focus).focus()
        atlas.page.keyboard.press(keys)
        assert atlas.day == day, focus
    assert atlas.controllers() == held(timeline, day)
    atlas.wait_for(day)


def test_the_day_that_baku_changes_hands_is_one_key_away(atlas):
    atlas.go(BAKU_EVE)
    before = atlas.fills()["baku"]
    assert atlas.area("baku").get_attribute("data-controller") == "azerbaijan"
    atlas.page.keyboard.press("ArrowRight")
    assert atlas.day == BAKU_DAY
    assert atlas.area("baku").get_attribute("data-controller") == "az_ssr"
    assert atlas.fills()["baku"] != before


def test_left_and_right_visit_every_change_and_return(atlas, timeline):
    for day in timeline.change_days[:6]:
        atlas.page.keyboard.press("ArrowRight")
        assert atlas.day == day.isoformat()
    for day in [*timeline.change_days[4::-1], timeline.first_day]:
        atlas.page.keyboard.press("ArrowLeft")
        assert atlas.day == day.isoformat()


def test_the_page_takes_exactly_the_keys_of_the_table(atlas):
    for keys, _ in SHORTCUTS:
        if keys == "L":  # it leaves the page; a test of its own follows it
            continue
        *shift, key = keys.split("+")
        taken = atlas.page.evaluate(TAKES, [" " if key == "Space" else key, bool(shift)])
        assert taken, keys
        atlas.page.keyboard.press("Escape")
    for key in NOT_SHORTCUTS:
        assert not atlas.page.evaluate(TAKES, [key, False]), key


def test_letters_typed_in_the_date_are_no_shortcuts(atlas):
    field = atlas.page.locator("#date-input")
    field.focus()
    atlas.page.keyboard.type("l? ")
    assert field.input_value().endswith("l? ")
    assert not atlas.page.locator("#help").is_visible()
    expect(atlas.page).not_to_have_url(re.compile("/tr/"))


# Buttons


def test_next_and_previous_change_are_buttons_too(atlas, timeline):
    atlas.go("1920-04-01")
    day = date(1920, 4, 1)
    for _ in range(5):
        day = timeline.next_change(day)
        atlas.page.locator("#next-change").click()
        assert atlas.day == day.isoformat()
        assert atlas.controllers() == held(timeline, atlas.day)
    for _ in range(5):
        day = timeline.previous_change(day)
        atlas.page.locator("#previous-change").click()
        assert atlas.day == day.isoformat()


def test_before_the_first_change_lies_the_first_day_and_after_the_last_the_last(atlas, timeline):
    atlas.go(timeline.change_days[0].isoformat())
    atlas.page.locator("#previous-change").click()
    assert atlas.day == "1918-01-01"
    atlas.go(timeline.change_days[-1].isoformat())
    atlas.page.locator("#next-change").click()
    assert atlas.day == "1936-12-31"


# Play


def test_nothing_plays_by_itself(atlas):
    frames(atlas.page)
    assert atlas.day == "1918-01-01"


def test_play_advances_and_pause_stops(atlas, timeline):
    play = atlas.page.locator("#play")
    atlas.page.locator("#speed").select_option("quarter")
    atlas.go("1918-07-01")
    assert play.get_attribute("aria-label") == "Play"
    play.click()
    assert play.get_attribute("aria-label") == "Pause"
    atlas.page.wait_for_function("() => window.atlas.day() > '1918-07-20'")
    play.click()
    assert play.get_attribute("aria-label") == "Play"
    day = atlas.day
    atlas.wait_for(day)
    assert atlas.controllers() == held(timeline, day)
    frames(atlas.page)
    assert atlas.day == day


def test_the_space_bar_plays_and_pauses(atlas):
    atlas.page.keyboard.press("Space")
    atlas.page.wait_for_function("() => window.atlas.day() > '1918-01-03'")
    atlas.page.keyboard.press("Space")
    day = atlas.day
    frames(atlas.page)
    assert atlas.day == day


def test_a_week_a_second_is_slower_than_three_months_a_second(atlas):
    rates = {}
    for speed, days in (("week", 4), ("quarter", 40)):
        atlas.page.locator("#speed").select_option(speed)
        # A stretch of the long tail, where no headline slows it down.
        atlas.go("1925-01-01")
        atlas.page.locator("#play").click()
        rates[speed] = atlas.page.evaluate(RATE, days)
        atlas.page.locator("#play").click()
    assert 0 < rates["week"] <= 7 * 1.4
    assert rates["quarter"] > 3 * rates["week"]


def test_change_by_change_goes_to_the_next_change(atlas, timeline):
    atlas.page.locator("#speed").select_option("event")
    atlas.page.locator("#play").click()
    atlas.page.wait_for_function(f"() => window.atlas.day() === '{timeline.change_days[0]}'")
    atlas.page.wait_for_function(f"() => window.atlas.day() === '{timeline.change_days[1]}'")
    atlas.page.locator("#play").click()


@pytest.mark.parametrize("act", ["key", "drag", "button", "date"])
def test_whoever_moves_the_day_stops_the_play(atlas, act):
    page = atlas.page
    page.locator("#play").click()
    if act == "key":
        page.keyboard.press("PageUp")
    elif act == "drag":
        page.mouse.click(*year_line(atlas, 1920))
    elif act == "button":
        page.locator("#next-change").click()
    else:
        page.locator("#date-input").fill("1920-01-01")
        page.keyboard.press("Enter")
    assert page.locator("#play").get_attribute("aria-label") == "Play"
    frames(page)
    day = atlas.day
    frames(page)
    assert atlas.day == day


# A typed date


@pytest.mark.parametrize(
    "typed",
    [
        BAKU_DAY,
        "28.4.1920",
        "28.04.1920",
        "28/4/1920",
        "28 April 1920",
        " 28 april 1920 ",
        "28 Apr 1920",
    ],
)
def test_a_date_is_read_in_the_ways_that_people_write_it(atlas, timeline, typed):
    field = atlas.page.locator("#date-input")
    field.fill(typed)
    field.press("Enter")
    assert atlas.day == BAKU_DAY
    assert atlas.controllers() == held(timeline, BAKU_DAY)
    assert field.input_value() == BAKU_DAY
    assert field.get_attribute("aria-invalid") == "false"
    assert atlas.page.locator("#date-fault").inner_text() == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("yesterday", "That is not a valid date. Try 1920-04-28."),
        ("31.6.1920", "That is not a valid date. Try 1920-04-28."),
        ("", "That is not a valid date. Try 1920-04-28."),
        ("1937-01-01", "The atlas covers 1 January 1918 to 31 December 1936"),
        ("31.12.1917", "The atlas covers 1 January 1918 to 31 December 1936"),
    ],
)
def test_a_wrong_date_is_explained_and_moves_nothing(atlas, typed, said):
    atlas.go("1919-05-01")
    field = atlas.page.locator("#date-input")
    field.fill(typed)
    field.press("Enter")
    assert atlas.page.locator("#date-fault").inner_text() == said
    assert field.get_attribute("aria-invalid") == "true"
    assert field.input_value() == typed
    assert atlas.day == "1919-05-01"


def test_leaving_the_field_takes_the_date_too(atlas):
    atlas.page.locator("#date-input").fill("28.4.1920")
    atlas.page.keyboard.press("Tab")
    assert atlas.day == BAKU_DAY
