"""The strips in the browser: the cursor of the map, segments, order, keys, phone, Turkish."""

import re
from datetime import date

import pytest
from babel.numbers import format_decimal
from playwright.sync_api import expect

from dashboard.dataset.timeline import Timeline

DAY = "1919-08-25"
DRAWN = "#strips[data-drawn={}]"


def show_strips(atlas):
    """Go to the strips on a day of 1919, as a reader does; returns the page."""
    atlas.go(DAY)
    atlas.page.locator("#views a[data-view=strips]").click()
    atlas.page.wait_for_selector(DRAWN.format("region"))
    return atlas.page


def show_map(atlas):
    """Back to what a shared page begins with."""
    atlas.page.keyboard.press("Escape")
    atlas.page.locator("#strips-order input[value=region]").check()
    atlas.page.locator("#views a[data-view=map]").click()


@pytest.fixture
def strips(atlas):
    """The strips of the shared English page; the map is shown again afterwards."""
    show_strips(atlas)
    yield atlas
    show_map(atlas)


def cursor_x(page) -> float:
    """Where the cursor's line stands on the page."""
    box = page.locator("#strips-cursor").bounding_box()
    return box["x"] + box["width"] / 2


def test_the_views_share_the_day_and_back_returns_from_one_to_the_other(strips):
    atlas, page = strips, strips.page
    assert page.locator("#strips .now h2").inner_text() == "25 August 1919"
    page.keyboard.press("ArrowRight")
    moved = atlas.day
    assert moved > DAY
    page.locator("#views a[data-view=map]").click()
    assert page.locator("#stage #day").is_visible()
    assert not page.locator("#strips").is_visible()
    assert atlas.day == moved
    page.go_back()
    page.wait_for_function("() => location.search.includes('view=strips')")
    assert page.locator("#strips").is_visible()


def test_both_figures_are_drawn_by_plotly_along_one_scale(strips, dataset):
    page = strips.page
    assert page.locator("#strips-graph .barlayer .point").count() > len(dataset.control)
    assert page.locator("#areas-graph .scatterlayer .trace").count() == len(dataset.roles)
    left, right = (page.locator(f"#{one}-graph").bounding_box() for one in ("strips", "areas"))
    assert (left["x"], left["width"]) == (right["x"], right["width"])
    # A segment that a reader can reach lies over the bar that it stands for.
    cell = page.locator("[role=gridcell][aria-label^='Baku uezd']").last.bounding_box()
    scale = page.evaluate(
        "() => document.querySelector('#strips-graph .js-plotly-plot').data"
        ".flatMap((one) => (one.customdata ?? []).map((row, n) => [row[0], one.base?.[n]]))"
        ".filter(([id]) => id === 'baku').map(([, base]) => base)"
    )
    assert cell["x"] == pytest.approx(left["x"] + max(scale) * left["width"], abs=1.5)


def test_the_cursor_is_dragged_over_the_areas_and_over_the_strips(strips):
    page = strips.page
    areas, rows = (page.locator(one).bounding_box() for one in ("#areas-graph", "#strips-graph"))
    for y, share in ((areas["y"] + 40, 0.4), (rows["y"] + 60, 0.6)):
        x = areas["x"] + share * areas["width"]
        page.mouse.move(areas["x"] + 150, y)
        page.mouse.down()
        page.mouse.move(x, y, steps=6)
        page.mouse.up()
        page.wait_for_function(
            "(share) => Math.abs(document.querySelector('#strips-slider').value"
            " - share / 0.885 * 1826) < 12",
            arg=share,
        )
        assert cursor_x(page) == pytest.approx(x, abs=2)
        # A drag that ends on a segment is no click on it.
        assert "territory=" not in strips.address


def test_a_segment_leads_to_its_first_day_and_opens_the_card(strips, dataset):
    atlas, page = strips, strips.page
    cell = page.locator(
        "[role=gridcell][aria-label='Kars okrug: Armenia, held de facto, "
        "28 April 1919 to 29 October 1920']"
    )
    cell.hover()
    assert page.locator("#strips-tip").inner_text() == cell.get_attribute("aria-label")
    cell.click()
    atlas.wait_for("1919-04-28")
    expect(page).to_have_url(re.compile("territory=kars"))
    card = page.locator("#strips-card")
    assert card.locator("h2").inner_text() == dataset.territories["kars"].name["en"]
    assert (
        page.evaluate(
            "() => window.atlas.state().find((one) => one.territory_id === 'kars').controller"
        )
        == "armenia"
    )
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    expect(page).not_to_have_url(re.compile("territory="))


def test_the_address_restores_the_order_and_back_undoes_it(open_atlas):
    atlas = open_atlas(f"/?day={DAY}&view=strips&order=date")
    page = atlas.page
    page.wait_for_selector(DRAWN.format("date"))
    assert page.locator("#strips-order input[value=date]").is_checked()
    assert atlas.texts("#strips .heading") == ["1920", "1921", "Never under lasting Soviet control"]
    page.locator("#strips-order label").first.click()
    page.wait_for_selector(DRAWN.format("region"))
    expect(page).not_to_have_url(re.compile("order="))
    page.go_back()
    page.wait_for_selector(DRAWN.format("date"))
    assert page.locator("#strips-order input[value=date]").is_checked()


def test_an_order_that_there_is_not_is_said_and_the_usual_one_is_shown(strips):
    page = strips.page
    page.evaluate(
        "() => { history.pushState(null, '', '?view=strips&order=size');"
        " dispatchEvent(new PopStateEvent('popstate')); }"
    )
    assert page.locator("#notice p").count() == 1
    assert page.locator("#strips-order input[value=region]").is_checked()
    page.go_back()
    page.wait_for_function("() => !document.querySelector('#notice p')")


def test_the_grid_is_one_stop_of_tab_and_arrows_go_through_it(strips):
    atlas, page = strips, strips.page
    assert page.locator("#strips-grid [tabindex='0']").count() == 1
    page.locator(".pin").last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('#strips-grid') !== null")
    page.locator("#strips-grid [role=rowheader]").first.focus()
    focused = (
        "() => document.activeElement.getAttribute('aria-label')"
        " ?? document.activeElement.innerText"
    )
    first = page.evaluate(focused)
    page.keyboard.press("ArrowRight")
    segment = page.evaluate(focused)
    assert segment.startswith(f"{first}: ")
    page.keyboard.press("ArrowDown")
    assert not page.evaluate(focused).startswith(first)
    assert atlas.day == DAY
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("(day) => window.atlas.day() !== day", arg=DAY)
    day = page.locator("#strips .now h2").inner_text()
    assert page.evaluate(focused).split(" to ")[0].endswith(day)
    assert page.locator("#strips-grid [tabindex='0']").count() == 1


def test_the_areas_at_the_cursor_are_those_of_the_day(strips):
    atlas, page = strips, strips.page
    atlas.go("1921-10-13")
    before = atlas.texts("#strips .powers li")
    assert before[0].startswith("Soviet power ")
    assert before[0].endswith(" km²")
    atlas.go("1919-08-25")
    after = atlas.texts("#strips .powers li")
    assert after[0] == "Soviet power"
    assert page.locator("#strips .powers li").count() == len(before)


def test_names_of_rows_keep_their_lines_apart_and_what_lies_below_is_hinted_at(strips, dataset):
    page = strips.page
    rows = page.locator("#strips-grid [role=row]")
    for size in ({"width": 1440, "height": 900}, {"width": 1920, "height": 1080}):
        page.set_viewport_size(size)
        rows.first.scroll_into_view_if_needed()
        assert rows.count() == len(dataset.territories)
        name = rows.first.locator(".name").evaluate(
            "(name) => parseFloat(getComputedStyle(name).fontSize)"
        )
        assert rows.first.bounding_box()["height"] >= name
        areas = page.locator("#areas-graph").bounding_box()
        assert areas["y"] + areas["height"] <= size["height"]
        page.wait_for_selector("#strips-rows[data-below]")
        rows.last.scroll_into_view_if_needed()
        page.wait_for_selector("#strips-rows:not([data-below])")
        last = rows.last.bounding_box()
        assert last["y"] + last["height"] <= areas["y"]


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1920, 1080)])
def test_on_the_wall_all_rows_are_seen_without_scrolling(open_atlas, dataset, width, height):
    size = {"width": width, "height": height}
    page = open_atlas(f"/?day={DAY}&view=strips&mode=projector", viewport=size).page
    page.wait_for_selector(DRAWN.format("region"))
    rows = page.locator("#strips-grid [role=row]")
    assert rows.count() == len(dataset.territories)
    last, areas = rows.last.bounding_box(), page.locator("#areas-graph").bounding_box()
    assert last["y"] + last["height"] <= areas["y"]


def test_the_row_of_the_territory_that_is_chosen_comes_into_sight(open_atlas):
    page = open_atlas(f"/?day={DAY}&view=strips&territory=erzurum_border").page
    page.wait_for_selector(DRAWN.format("region"))
    row = page.locator("#strips-grid .open").bounding_box()
    rows = page.locator("#strips-rows").bounding_box()
    assert rows["y"] <= row["y"]
    assert row["y"] + row["height"] <= rows["y"] + rows["height"]


def test_on_a_phone_rows_are_for_a_finger_and_nothing_runs_over_the_side(handheld):
    page = show_strips(handheld)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    row = page.locator("#strips-grid [role=row]").nth(1)
    assert row.bounding_box()["height"] >= 24
    name = row.locator("[role=rowheader] span")
    assert name.evaluate("(one) => one.scrollWidth <= one.parentElement.clientWidth")
    row.locator("[role=gridcell]").nth(1).tap()
    page.wait_for_function("(day) => window.atlas.day() !== day", arg=DAY)
    assert page.locator("#strips-card").is_visible()
    show_map(handheld)


def test_in_turkish_names_segments_and_numbers_are_turkish(turkish, dataset):
    page = show_strips(turkish)
    assert page.locator("#views a[aria-current]").inner_text() == "Şeritler"
    spoken = page.locator("[role=gridcell][aria-label^='Kars okrugu: Ermenistan']").first
    assert "28 Nisan 1919 ile 29 Ekim 1920 arası" in spoken.get_attribute("aria-label")
    held = Timeline(dataset).shares(date.fromisoformat(DAY))
    # Three figures, with the point that Turkish writes between thousands.
    largest = format_decimal(round(held["white"].km2, -3), locale="tr")
    assert f"{largest} km²" in page.locator("#strips .powers").inner_text()
    show_map(turkish)


LONG_WORDS = """() => {
  for (const label of document.querySelectorAll("#strips-order label")) {
    label.append(" Reihenfolge der Landesteile");
  }
}"""


def test_an_order_of_long_words_lies_over_no_row(open_atlas):
    page = open_atlas("/?view=strips").page
    expect(page.locator("#strips[data-drawn=region]")).to_be_visible()
    page.evaluate(LONG_WORDS)
    page.wait_for_function(
        """() => {
          const [order, rows] = ["strips-order", "strips-rows"].map((id) =>
            document.getElementById(id).getBoundingClientRect());
          return order.height > 40 && order.bottom <= rows.top + 0.5;
        }"""
    )


NAMED = """() => [...document.querySelectorAll("#strips-axis .pin")]
  .filter((pin) => pin.checkVisibility() && pin.dataset.side !== "bare")
  .map((pin) => {
    const { left, top, right, bottom } = pin.querySelector("span").getBoundingClientRect();
    return [pin.textContent, left, top, right, bottom];
  })"""


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)])
def test_the_four_milestones_are_named_at_every_width(open_atlas, size):
    width, height = size
    atlas = open_atlas(
        "/tr/?day=1920-11-28&view=strips", viewport={"width": width, "height": height}
    )
    atlas.page.locator("#strips[data-drawn]").wait_for()
    atlas.page.wait_for_function(f"() => ({NAMED})().length === 4")
    names = atlas.page.evaluate(NAMED)
    for n, (_, left, top, right, bottom) in enumerate(names):
        assert left >= 0
        assert right <= width
        for _, a, b, c, d in names[n + 1 :]:
            assert right <= a or c <= left or bottom <= b + 1 or d <= top + 1
