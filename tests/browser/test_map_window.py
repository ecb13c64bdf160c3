"""The window on the map: fingers, the extent in the address, names that never touch."""

import math
import re
from itertools import product

import pytest
from playwright.sync_api import expect

from tests.browser.atlas import frames

RANGES = """() => {
  const { xaxis, yaxis } = document.querySelector("#map .js-plotly-plot")._fullLayout;
  const perMetre = xaxis._length / (xaxis.range[1] - xaxis.range[0]);
  return { range: [...xaxis.range, ...yaxis.range], perMetre };
}"""

# Boxes of all names that are seen, letter by letter: a bent name's own box is mostly empty.
NAMES = """() => [...document.querySelectorAll("#overlay .labels text")]
  .filter((text) => getComputedStyle(text).visibility === "visible")
  .map((text) => {
    const matrix = text.getScreenCTM();
    const letters = Array.from({ length: text.getNumberOfChars() }, (_, n) => {
      const { x, y, width, height } = text.getExtentOfChar(n);
      const middle = new DOMPoint(x + width / 2, y + height / 2).matrixTransform(matrix);
      return [middle.x, middle.y, Math.min(width, height) / 2];
    });
    return { name: text.textContent, kind: text.getAttribute("class"), letters };
  })"""


def window(atlas):
    return atlas.page.evaluate(RANGES)


def pinch(atlas, start, end):
    """Move fingers over the map from points to points, as Chromium gets them from a screen."""
    session = atlas.page.context.new_cdp_session(atlas.page)

    def send(kind, points):
        touches = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    send("touchStart", start)
    for step in range(1, 6):
        part = step / 5
        send(
            "touchMove",
            [
                (a + (c - a) * part, b + (d - b) * part)
                for (a, b), (c, d) in zip(start, end, strict=True)
            ],
        )
    send("touchEnd", [])
    atlas.page.wait_for_function("() => location.search.includes('extent=')")


def test_two_fingers_zoom_about_their_middle_and_one_pans(handheld):
    before = window(handheld)
    pinch(handheld, [(150, 250), (230, 250)], [(110, 250), (270, 250)])
    after = window(handheld)
    assert after["perMetre"] == pytest.approx(2 * before["perMetre"], rel=0.02)
    box = handheld.page.locator("#map").bounding_box()
    # What lay under the middle of the fingers lies there still.
    x = [view["range"][0] + (190 - box["x"]) / view["perMetre"] for view in (before, after)]
    y = [view["range"][3] - (250 - box["y"]) / view["perMetre"] for view in (before, after)]
    assert x[0] == pytest.approx(x[1], abs=2 / after["perMetre"])
    assert y[0] == pytest.approx(y[1], abs=2 / after["perMetre"])
    pinch(handheld, [(200, 250)], [(160, 250)])
    handheld.page.wait_for_function(
        f"(west) => ({RANGES})().range[0] > west",
        arg=after["range"][0] + 10 / after["perMetre"],
    )
    assert window(handheld)["perMetre"] == pytest.approx(after["perMetre"], rel=0.001)


def test_the_extent_is_restored_to_the_pixel_and_goes_with_the_language(atlas):
    atlas.go("1920-11-30")
    expect(atlas.page).not_to_have_url(re.compile("extent"))
    atlas.page.locator("#zoom-in").click()
    atlas.page.wait_for_function("() => location.search.includes('extent=')")
    left = window(atlas)
    for address in (
        atlas.address,
        atlas.page.locator("#language [hreflang=tr]").get_attribute("href"),
    ):
        assert "extent=" in address
        atlas.open(address)
        atlas.page.wait_for_function(
            f"(wanted) => Math.abs(({RANGES})().range[0] - wanted) < 3000", arg=left["range"][0]
        )
        found = window(atlas)["range"]
        for one, other in zip(left["range"], found, strict=True):
            assert abs(one - other) * left["perMetre"] < 1
    atlas.page.locator("#zoom-home").click()
    atlas.page.wait_for_function("() => !location.search.includes('extent=')")


SCALES = """() => {
  const { xaxis, yaxis } = document.querySelector("#map .js-plotly-plot")._fullLayout;
  return [xaxis, yaxis].map(({ _length, range: [from, to] }) => (to - from) / _length);
}"""
# A resting map is one that has not moved for as long as a wheel may still be turning.
AT_REST = f"""() => {{
  const now = String(({SCALES})());
  if (now !== window.scales) window.restingSince = performance.now();
  window.scales = now;
  return performance.now() - window.restingSince > 500;
}}"""


def scale(atlas) -> float:
    """Metres to a pixel; they must be as many upward as across."""
    # The rest before what the test has just done is no rest after it.
    atlas.page.evaluate("() => { window.scales = null; }")
    atlas.page.wait_for_function(AT_REST)
    across, up = atlas.page.evaluate(SCALES)
    assert across == pytest.approx(up, rel=0.001)
    return across


def turn(page, way: int, times: int) -> None:
    """Turn the wheel, notch by notch: plotly takes a tenth for each."""
    for _ in range(times):
        page.mouse.wheel(0, way * 100)
        frames(page, 2)


def test_a_metre_is_as_long_upward_as_across_whatever_the_hand_or_the_window_does(open_atlas):
    atlas = open_atlas("/?day=1920-04-28")
    page = atlas.page
    home = scale(atlas)
    page.mouse.move(500, 400)
    turn(page, -1, times=6)
    near = scale(atlas)
    assert near < home * 0.8
    for size in ((1000, 760), (1600, 1000)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert scale(atlas) == pytest.approx(near, rel=0.001), "a larger window shows more land"
    turn(page, 1, times=16)
    far = scale(atlas)
    assert far > near * 2
    # As far as the map goes, and a little farther.
    page.mouse.move(200, 200)
    page.mouse.down()
    page.mouse.move(1500, 800, steps=3)
    page.mouse.up()
    assert scale(atlas) == pytest.approx(far, rel=0.001)


def test_a_step_of_the_zoom_draws_the_map_once_and_no_trace_anew(atlas):
    page = atlas.page
    page.evaluate(
        """() => { const graph = document.querySelector("#map .js-plotly-plot");
          window.drawn = 0; window.calculated = graph.calcdata;
          graph.on("plotly_afterplot", () => (window.drawn += 1)); }"""
    )
    page.locator("#zoom-in").click()
    page.wait_for_function("() => location.search.includes('extent=')")
    assert page.evaluate("() => window.drawn") == 1
    assert page.evaluate(
        "() => document.querySelector('#map .js-plotly-plot').calcdata === window.calculated"
    )


def test_the_wheel_stretches_what_is_drawn_and_has_it_drawn_once(atlas):
    page = atlas.page
    before = window(atlas)
    page.evaluate(
        """() => { window.turned = 0; window.stretched = 0;
          const graph = document.querySelector("#map .js-plotly-plot");
          graph.on("plotly_afterplot", () => (window.turned += 1));
          new MutationObserver(() => (window.stretched += graph.style.transform !== ""))
            .observe(graph, { attributeFilter: ["style"] }); }"""
    )
    box = page.locator("#map").bounding_box()
    place = (box["x"] + 400, box["y"] + 300)
    page.mouse.move(*place)
    # All notches before anything can be drawn: how fast the machine is does not matter.
    page.evaluate(
        """([clientX, clientY]) => {
          const notch = { deltaY: -100, clientX, clientY, bubbles: true, cancelable: true };
          const under = document.elementFromPoint(clientX, clientY);
          for (let n = 0; n < 4; n += 1) under.dispatchEvent(new WheelEvent("wheel", notch)); }""",
        place,
    )
    page.wait_for_function("() => location.search.includes('extent=')")
    assert page.evaluate("() => [window.turned, window.stretched > 0]") == [1, True]
    assert (
        page.evaluate("() => document.querySelector('#map .js-plotly-plot').style.transform") == ""
    )
    after = window(atlas)
    assert after["perMetre"] == pytest.approx(before["perMetre"] * math.exp(0.4), rel=0.001)
    # What lay under the pointer lies there still.
    west, north = (
        [view["range"][k] + side * shift / view["perMetre"] for view in (before, after)]
        for k, side, shift in ((0, 1, 400), (3, -1, 300))
    )
    assert west[0] == pytest.approx(west[1], abs=2 / after["perMetre"])
    assert north[0] == pytest.approx(north[1], abs=2 / after["perMetre"])


def test_an_extent_that_cannot_be_shown_is_explained(open_atlas):
    atlas = open_atlas("/?extent=46,42,40,41")
    assert "part of the map" in atlas.page.locator("#notice").inner_text()


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080), (1024, 700)])
def test_no_name_touches_another(open_atlas, size):
    atlas = open_atlas("/", viewport={"width": size[0], "height": size[1]})
    days = ["1918-06-10", "1920-04-28", "1930-01-13"]
    for day, near in product(days, (False, True)):
        atlas.follow(f"?day={day}")
        if near:
            atlas.page.locator("#zoom-in").click()
            atlas.page.wait_for_function("() => location.search.includes('extent=')")
        names = atlas.page.evaluate(NAMES)
        assert len(names) > 10
        for n, name in enumerate(names):
            for other in names[n + 1 :]:
                if name["kind"] == other["kind"] is None:
                    continue  # a place has its old and its new name on two lines of one text
                gap = min(
                    max(abs(a - c), abs(b - d)) - (r + q) * 0.6
                    for a, b, r in name["letters"]
                    for c, d, q in other["letters"]
                )
                assert gap > 0, (day, name["name"], other["name"])


def test_at_twice_the_size_the_map_keeps_most_of_a_laptop(open_atlas):
    atlas = open_atlas("/?day=1920-04-28", viewport={"width": 720, "height": 450})
    top = atlas.page.locator("#map").bounding_box()["y"]
    below = atlas.page.locator("#timeline").bounding_box()["y"]
    assert below - top > 450 * 0.5
    assert atlas.page.locator("#play").is_visible()


def test_the_place_of_the_days_event_is_named_where_it_is_else_not(handheld):
    def names():
        return handheld.page.evaluate(NAMES)

    handheld.go("1921-10-14")
    assert not any(one["name"].startswith("Kars") for one in names())
    handheld.go("1921-10-13")
    assert any(one["name"].startswith("Kars") for one in names())


def test_unions_are_outlined_and_named_from_the_day_they_exist(atlas):
    def outlines():
        return atlas.page.evaluate(
            "() => [...document.querySelectorAll('.rims.federation > g')]"
            ".filter((one) => getComputedStyle(one).opacity !== '0').length"
        )

    shown = []
    for day in ("1922-03-11", "1922-03-12", "1922-12-30", "1936-12-05"):
        atlas.go(day)
        shown.append(outlines())
    assert shown == [0, 1, 2, 1]
    atlas.go("1930-01-13")
    assert "Outline of USSR" in atlas.texts("#legend li")
    assert any("SFSR" in one["name"] for one in atlas.page.evaluate(NAMES))


def test_claims_are_drawn_when_asked_for_with_a_row_of_the_legend_each(atlas):
    atlas.go("1920-04-28")
    assert atlas.page.locator(".rims.claim > g").count() == 0
    atlas.page.locator("#layers-open").click()
    atlas.page.get_by_role("checkbox", name="Claims").check()
    assert atlas.page.locator(".rims.claim > g").count() > 3
    assert "Claimed by Georgia" in atlas.texts("#legend li")
    atlas.page.get_by_role("checkbox", name="Claims").uncheck()
    assert "Claimed by Georgia" not in atlas.texts("#legend li")
    atlas.page.keyboard.press("Escape")


def test_the_relief_is_small_on_the_whole_map_and_whole_for_who_comes_near(open_atlas):
    atlas = open_atlas("/")
    shown = atlas.page.locator("#map .imagelayer image")
    expect(shown).to_have_attribute("href", re.compile(r"/relief-screen\.webp$"))
    for _ in range(3):
        atlas.page.locator("#zoom-in").click()
    expect(shown).to_have_attribute("href", re.compile(r"/relief\.webp$"))


def test_on_a_phone_a_power_is_named_before_a_town(handheld, dataset):
    """A town that took the room of a power's name would leave its land nameless."""
    handheld.go("1920-04-28")
    handheld.page.wait_for_function(f"() => ({NAMES})().length > 3")
    seen = {one["name"].casefold() for one in handheld.page.evaluate(NAMES)}
    for power in ("rsfsr", "georgia", "armenia", "az_ssr"):
        name = dataset.polities[power].short["en"].casefold()
        assert name in seen or set(name.split()) <= seen, (name, seen)
