"""The timeline: zooming and moving in time, the loop, the card of an event, its names."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.atlas import frames

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
BAKU_DAY = "1920-04-28"
SPAN = "1920-01-01..1921-12-31"

# First and last day that the strip shows, by where they stand: from its own address.
SEEN = """() => new URLSearchParams(location.search).get("span")"""
SEEN_DAYS = """([least, most]) => {
  const [first, last] = (new URLSearchParams(location.search).get("span") ?? "").split("..");
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000;
  return least < days && days < most;
}"""

NAMES = """() => [...document.querySelectorAll(".marks button")]
  .filter((one) => getComputedStyle(one).visibility !== "hidden")
  .map((one) => [one.textContent, one.getBoundingClientRect().toJSON()])"""


def strip(atlas) -> dict[str, float]:
    return atlas.page.locator("#day-slider").bounding_box()


def wheel(atlas, share: float, x: float = 0, y: float = 0) -> None:
    """Turn the wheel over a place of the strip and wait until the address has rested."""
    box = strip(atlas)
    before = atlas.page.evaluate(SEEN)
    atlas.page.mouse.move(box["x"] + share * box["width"], box["y"] + 40)
    atlas.page.mouse.wheel(x, y)
    atlas.page.wait_for_function(f"(before) => ({SEEN})() !== before", arg=before)


def seen(atlas) -> tuple[date, date]:
    first, last = atlas.page.evaluate(SEEN).split("..")
    return date.fromisoformat(first), date.fromisoformat(last)


def day_under(atlas, share: float) -> date:
    """The day that a click at a place of the strip goes to."""
    box = strip(atlas)
    atlas.page.mouse.click(box["x"] + share * box["width"], box["y"] + 40)
    return date.fromisoformat(atlas.day)


# Zoom in time


def test_the_wheel_shows_a_shorter_time_about_the_pointer(atlas):
    pointed = day_under(atlas, 0.4)
    wheel(atlas, 0.4, y=-600)
    first, last = seen(atlas)
    assert first < pointed < last
    assert (last - first).days < 3 * 365
    assert abs((day_under(atlas, 0.4) - pointed).days) <= 3
    names = atlas.texts(".ribbon .scale text.month")
    assert {"Feb", "Mar"} <= set(names), "closer, every month has its name"


def test_the_wheel_sideways_or_with_shift_moves_along_the_time(open_atlas):
    atlas = open_atlas(f"/?day={BAKU_DAY}&span={SPAN}")
    before = seen(atlas)
    wheel(atlas, 0.5, x=200)
    later = seen(atlas)
    assert later[0] > before[0]
    assert later[1] > before[1]
    assert abs((later[1] - later[0]) - (before[1] - before[0])).days <= 2
    atlas.page.keyboard.down("Shift")
    wheel(atlas, 0.5, y=-200)
    atlas.page.keyboard.up("Shift")
    assert seen(atlas)[0] < later[0]


def test_a_link_restores_the_part_of_the_time_and_back_to_all_forgets_it(open_atlas):
    atlas = open_atlas(f"/?day={BAKU_DAY}&span={SPAN}")
    years = atlas.texts(".ribbon .scale text.year")
    assert years == ["1920", "1921"]
    assert atlas.page.locator(".overview").is_visible()
    assert "span" in atlas.page.locator("#language [hreflang=tr]").get_attribute("href")
    atlas.page.locator("#span-all").click()
    atlas.page.wait_for_function("() => !location.search.includes('span')")
    assert atlas.page.locator(".overview.whole").is_visible()
    assert "1918" in atlas.texts(".ribbon .scale text.year")


def test_a_link_with_a_wrong_part_of_the_time_says_so(open_atlas):
    atlas = open_atlas("/?span=1921-01-01..1920-01-01&loop=yesterday")
    notes = atlas.texts("#notice p")
    assert [re.search(r"link's (\w+)", note).group(1) for note in notes] == ["span", "loop"]


def test_keys_zoom_about_the_day(atlas):
    atlas.go(BAKU_DAY)
    for act in (
        lambda: atlas.page.keyboard.press("Shift+ArrowUp"),
        lambda: atlas.page.keyboard.press("Shift+ArrowUp"),
    ):
        before = atlas.page.evaluate(SEEN)
        act()
        atlas.page.wait_for_function(f"(before) => ({SEEN})() !== before", arg=before)
        first, last = seen(atlas)
        assert first < date.fromisoformat(BAKU_DAY) < last
    for _ in range(3):
        atlas.page.keyboard.press("Shift+ArrowDown")
    atlas.page.wait_for_function("() => !location.search.includes('span')")
    assert atlas.page.locator("#span-all").get_attribute("aria-disabled") == "true"


def test_two_fingers_zoom_in_time_and_leave_the_day(open_atlas):
    atlas = open_atlas(f"/?day={BAKU_DAY}", **PHONE)
    box = strip(atlas)
    session = atlas.page.context.new_cdp_session(atlas.page)

    def touch(kind: str, *places: float) -> None:
        points = [
            {"x": box["x"] + place * box["width"], "y": box["y"] + 36, "id": number}
            for number, place in enumerate(places)
        ]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 0.4)
    touch("touchStart", 0.4, 0.6)
    for step in range(1, 6):
        touch("touchMove", 0.4 - 0.05 * step, 0.6 + 0.05 * step)
    touch("touchEnd")
    # The page may follow the first touches before the last ones come.
    atlas.page.wait_for_function(SEEN_DAYS, arg=[400, 1200])
    assert atlas.day == BAKU_DAY


def test_the_overview_moves_the_time_and_a_day_out_of_sight_turns_the_page(open_atlas):
    atlas = open_atlas(f"/?day={BAKU_DAY}&span=1920-03-01..1920-06-01")
    part = atlas.page.locator(".overview .part").bounding_box()
    box = atlas.page.locator(".overview").bounding_box()
    atlas.page.locator("#next-change").focus()
    atlas.page.mouse.move(part["x"] + part["width"] / 2, part["y"] + 8)
    atlas.page.mouse.down()
    atlas.page.mouse.move(box["x"] + box["width"] * 0.05, part["y"] + 8, steps=4)
    atlas.page.mouse.up()
    atlas.page.wait_for_function(f"() => ({SEEN})() < '1919'")
    atlas.page.keyboard.press("End")
    atlas.page.wait_for_function(f"() => ({SEEN})().endsWith('1936-12-31')")


def test_a_year_is_a_button_and_gives_back_the_whole_time(atlas):
    year = atlas.page.locator(".overview [data-year='1920']")
    year.click()
    atlas.page.wait_for_function("() => location.search.includes('span=1920-01-01..1920-12-31')")
    assert year.get_attribute("aria-pressed") == "true"
    box = year.bounding_box()
    atlas.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    atlas.page.wait_for_function("() => !location.search.includes('span')")


def test_an_end_of_the_brush_moves_by_hand_and_by_key(atlas):
    end = atlas.page.locator(".overview .end.until")
    box = end.bounding_box()
    atlas.page.mouse.move(box["x"] + 12, box["y"] + 12)
    atlas.page.mouse.down()
    atlas.page.mouse.move(box["x"] - 400, box["y"] + 12, steps=4)
    atlas.page.mouse.up()
    atlas.page.wait_for_function(f"() => ({SEEN})()")
    last = seen(atlas)[1]
    assert last < date(1922, 12, 31)
    end.focus()
    atlas.page.keyboard.press("ArrowLeft")
    atlas.page.wait_for_function(f"(last) => ({SEEN})().slice(-10) < last", arg=str(last))


def test_the_wave_names_powers_and_no_name_stands_across_a_milestone(atlas):
    assert {"Soviet power", "Georgia", "Azerbaijan"} <= set(atlas.texts(".powers text"))
    rows, pins = atlas.page.evaluate(
        """() => [".powers text", ".ribbon .milestone circle"].map((one) =>
          [...document.querySelectorAll(one)].map((part) => {
            const { left, right } = part.getBoundingClientRect();
            return [left, right];
          }))"""
    )
    middles = [(left + right) / 2 for left, right in pins]
    assert len(middles) == 4
    assert not [(left, pin) for left, right in rows for pin in middles if left < pin < right]


def test_lanes_of_events_come_when_they_are_asked_for(atlas):
    assert atlas.page.locator(".ribbon .lanes .tick").count() == 0
    leading = atlas.page.locator(".marks .treaty:visible")
    assert leading.count() == 7
    button = atlas.page.locator("#lanes-open")
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    assert atlas.page.locator(".ribbon .lanes .tick").count() > 200
    assert leading.count() > 7
    button.click()
    assert atlas.page.locator(".ribbon .lanes .tick").count() == 0


# The loop


def test_the_loop_takes_what_is_seen_and_play_stays_inside(open_atlas):
    atlas = open_atlas("/?day=1920-04-20&span=1920-04-15..1920-05-05")
    page = atlas.page
    page.locator("#loop-set").click()
    expect(page).to_have_url(re.compile("loop=1920-04-15..1920-05-05"))
    assert page.locator("#loop-set").get_attribute("aria-pressed") == "true"
    page.locator("#speed").select_option("quarter")
    page.evaluate(
        """() => { window.days = new Set(); const look = () => {
          window.days.add(window.atlas.day()); requestAnimationFrame(look); }; look(); }"""
    )
    page.locator("#play").click()
    page.wait_for_function("() => window.atlas.day() === '1920-05-05'")
    page.wait_for_function("() => window.atlas.day() === '1920-04-15'")
    page.locator("#play").click()
    days = page.evaluate("() => [...window.days].sort()")
    assert days[0] == "1920-04-15"
    assert days[-1] == "1920-05-05"
    page.locator("#loop-set").click()
    expect(page).not_to_have_url(re.compile("loop"))
    assert not page.locator("#loop-from").is_visible()


def test_the_ends_of_the_loop_move_by_key_and_by_hand(open_atlas):
    atlas = open_atlas(f"/?day={BAKU_DAY}&span=1920-03-01..1920-06-30&loop=1920-04-01..1920-05-15")
    page = atlas.page
    start, end = page.locator("#loop-from"), page.locator("#loop-until")
    assert start.get_attribute("aria-valuetext") == "1 April 1920"
    start.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert start.get_attribute("aria-valuetext") == "9 April 1920"
    page.keyboard.press("End")
    assert start.get_attribute("aria-valuetext") == "14 May 1920", "it stays before the other"
    page.keyboard.press("PageDown")
    expect(page).to_have_url(re.compile("loop=1920-04-14..1920-05-15"))
    assert atlas.day == BAKU_DAY, "the keys of a handle do not move the day"
    box = end.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 10, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"loop=1920-04-14\.\.1920-06-\d\d"))
    assert min(box["width"], box["height"]) >= 24


# The card of an event


def tick(atlas, category: str) -> tuple[float, float]:
    if atlas.page.locator("#lanes-open[aria-expanded='false']").is_visible():
        atlas.page.locator("#lanes-open").click()
    box = atlas.page.locator(f".ribbon .tick.tier1.of-{category}").nth(2).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_near_a_tick_a_card_says_what_happened_and_a_click_goes_there(open_atlas, dataset):
    atlas = open_atlas(f"/?day={BAKU_DAY}&span={SPAN}")
    page, card = atlas.page, atlas.page.locator("#event-card")
    x, y = tick(atlas, "war")
    page.mouse.move(x + 2, y)
    assert card.is_visible()
    category, title, day = atlas.texts("#event-card p")
    assert category.startswith("War")
    event = next(event for event in dataset.events.values() if event.title["en"] == title)
    assert day == f"{event.date.day} {event.date:%B} {event.date.year}"
    assert event.place["en"] in category
    page.mouse.click(x + 2, y)
    page.wait_for_function(f"() => window.atlas.day() === '{event.date}'")
    page.mouse.move(x, y - 400)
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_the_card_shows_what_a_focused_name_and_a_step_by_key_lead_to(atlas):
    page, card = atlas.page, atlas.page.locator("#event-card")
    page.locator("#day-slider").focus()
    atlas.go("1920-04-27")
    page.keyboard.press("ArrowRight")
    assert "Soviet rule proclaimed in Baku" in card.inner_text()
    page.keyboard.press("Tab")
    focused = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert page.evaluate("() => document.activeElement.matches('[data-event]')")
    assert card.locator(".title").inner_text() in focused


def test_a_tap_on_a_tick_shows_its_card_on_a_phone(open_atlas):
    atlas = open_atlas(f"/?day={BAKU_DAY}&span={SPAN}", **PHONE)
    x, y = tick(atlas, "sovietization")
    atlas.page.touchscreen.tap(x + 4, y)
    card = atlas.page.locator("#event-card")
    card.wait_for()
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["viewport"]["width"]
    assert atlas.texts("#event-card .category")[0].startswith("Sovietization")


# Names, keys, steps


@pytest.mark.parametrize("address", ["/", "/tr/"])
def test_names_on_the_timeline_do_not_touch_at_any_width(open_atlas, address):
    atlas = open_atlas(address)
    for width in (320, 390, 620, 800, 1000, 1280, 1440, 1920):
        atlas.page.set_viewport_size({"width": width, "height": 900})
        atlas.page.wait_for_function(
            "(width) => Math.abs(document.querySelector('.ribbon').viewBox.baseVal.width - "
            "document.querySelector('#ribbon').clientWidth) < 1 && innerWidth === width",
            arg=width,
        )
        boxes = atlas.page.evaluate(NAMES)
        milestones = atlas.page.locator(".marks .milestone:visible").count()
        assert milestones == 4, f"all four milestones are named at {width}"
        for number, (one, a) in enumerate(boxes):
            inside = a["left"] >= 0 and a["right"] <= width
            assert inside, f"{one} leaves a window of {width}"
            for other, b in boxes[number + 1 :]:
                apart = (
                    a["right"] <= b["left"]
                    or b["right"] <= a["left"]
                    or a["bottom"] <= b["top"]
                    or b["bottom"] <= a["top"]
                )
                assert apart, f"{one} touches {other} at {width}"


def test_the_keyboard_reaches_the_slider_in_two(open_atlas):
    atlas = open_atlas(f"/?day={BAKU_DAY}")
    atlas.page.keyboard.press("Tab")
    atlas.page.keyboard.press("Enter")
    atlas.page.keyboard.press("ArrowUp")
    atlas.wait_for("1920-04-29")
    assert atlas.page.evaluate("() => document.activeElement.id") == "day-slider"


def test_the_keys_can_be_switched_off_and_stay_off(open_atlas):
    atlas = open_atlas(f"/?day={BAKU_DAY}")
    page = atlas.page
    page.keyboard.press("?")
    page.locator("#shortcuts-on").uncheck()
    page.locator("#help-close").click()
    page.keyboard.press("PageUp")
    page.keyboard.press("?")
    assert atlas.day == BAKU_DAY
    assert not page.locator("#help").is_visible()
    atlas.open(f"/?day={BAKU_DAY}")
    page.keyboard.press("End")
    assert atlas.day == BAKU_DAY
    page.locator("#help-open").click()
    assert not page.locator("#shortcuts-on").is_checked()
    page.locator("#shortcuts-on").check()
    page.keyboard.press("Escape")
    page.keyboard.press("End")
    assert atlas.day == "1936-12-31"


def test_while_a_finger_moves_the_date_follows_and_the_cards_step_back(atlas):
    box = strip(atlas)
    mouse = atlas.page.mouse
    mouse.move(box["x"] + 100, box["y"] + 40)
    mouse.down()
    mouse.move(box["x"] + 500, box["y"] + 40, steps=8)
    atlas.page.wait_for_function("() => document.querySelector('#date-input').value > '1918-06'")
    mouse.up()
    atlas.wait_for(atlas.day)
    assert atlas.page.locator("#date-input").input_value() == atlas.day
    assert atlas.page.locator("#events.stale").count() == 0


def test_a_step_out_of_the_play_lets_the_page_rest_once(atlas):
    page = atlas.page
    page.evaluate(
        """() => { window.rests = 0;
          new MutationObserver(() => (window.rests += 1))
            .observe(document.querySelector("#events"), { childList: true }); }"""
    )
    page.locator("#speed").select_option("quarter")
    page.keyboard.press("Space")
    page.wait_for_function("() => window.atlas.day() > '1918-01-20'")
    page.evaluate("() => (window.rests = 0)")
    page.keyboard.press("PageUp")
    page.wait_for_function("() => window.rests")
    frames(page)
    assert page.evaluate("() => window.rests") == 1
