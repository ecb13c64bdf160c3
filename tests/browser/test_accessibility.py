"""WCAG 2.2 AA on the real page: axe on every view, keys, voices, zoom, the reader's colours."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.dataset.order import reading_order

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = [
    "day=1920-04-28",
    "day=1921-10-13&territory=kars&layers=relief,modern,claims",
    "day=1921-10-13&treaty=kars_1921",
    "day=1921-10-13&treaty=all",
    "day=1920-04-28&span=1920-01-01..1921-12-31&loop=1920-04-01..1920-05-15",
    "day=1921-10-13&view=strips&territory=kars",
    "day=1920-09-01&view=compare&with=1921-10-13",
    "day=1921-10-13&view=table",
    "day=1920-04-28&embed=1",
    "day=1937-01-01",
]
DIALOGS = ["#help-open", "#share-open", "#zoom button:last-child"]


def check_with_axe(page) -> None:
    """Axe finds nothing that is serious or critical."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    worst = [
        (one["id"], node["target"], node["failureSummary"])
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
    assert worst == []


def settled(page) -> None:
    """Wait until what the view loads is there."""
    page.wait_for_function(
        """() => {
          const shown = document.getElementById("page").dataset.show;
          const strips = document.getElementById("strips").dataset.drawn;
          return (shown !== "strips" || strips) && !document.querySelector("[aria-busy]");
        }"""
    )


@pytest.mark.parametrize("query", VIEWS)
@pytest.mark.parametrize("reader", ["atlas", "turkish", "handheld"])
def test_axe_finds_nothing_serious(reader, query, request):
    shown = request.getfixturevalue(reader)
    shown.follow(f"?{query}")
    settled(shown.page)
    check_with_axe(shown.page)


@pytest.mark.parametrize("button", DIALOGS)
@pytest.mark.parametrize("reader", ["atlas", "handheld"])
def test_axe_finds_nothing_serious_in_what_a_button_opens(reader, button, request):
    page = request.getfixturevalue(reader).page
    menu = page.locator("#menu")
    if menu.is_visible() and page.locator(f"#tools {button}").count():
        menu.click()
    page.locator(button).click()
    check_with_axe(page)


@pytest.mark.parametrize("address", ["/sources", "/tr/sources", "/method", "/tr/method"])
def test_axe_finds_nothing_serious_on_the_pages_to_read(page, address):
    page.goto(address)
    check_with_axe(page)


def test_the_first_tab_leads_to_the_timeline_and_leaves_the_address_alone(open_atlas):
    page = open_atlas("/?day=1920-04-28").page
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "day-slider"
    assert page.url.endswith("/?day=1920-04-28")
    said = page.locator("#day-slider").get_attribute("aria-valuetext")
    assert said.startswith("28 April 1920: ")


def test_tab_comes_to_every_territory_region_by_region_from_west_to_east(atlas, dataset):
    order = atlas.page.evaluate(
        "() => [...document.querySelectorAll('#map path[data-territory][tabindex=\"0\"]')]"
        ".map((path) => path.dataset.territory)"
    )
    assert order == reading_order(dataset)
    ranks = [dataset.regions[dataset.territories[one].region].rank for one in order]
    assert ranks == sorted(ranks)


def test_the_map_says_in_sentences_what_it_shows(atlas):
    atlas.go("1920-04-28")
    described = atlas.page.locator("#stage").get_attribute("aria-describedby")
    said = atlas.page.locator(f"#{described}").text_content()
    assert said.startswith("28 April 1920: ")
    assert "change hands" in said
    assert "Of 58 territories: Soviet power 24 (" in said


def test_a_voice_is_told_of_the_day_only_when_it_rests(atlas):
    atlas.go("1920-04-27")
    page = atlas.page
    page.evaluate("() => window.atlas.scrub(848)")
    assert page.locator("#speaker").text_content().startswith("27 April 1920")
    atlas.go("1920-04-28")
    assert page.locator("#speaker").text_content().startswith("28 April 1920: ")


@pytest.mark.parametrize("view", ["map", "strips", "compare", "table"])
def test_at_four_hundred_per_cent_all_can_be_read_and_reached(open_atlas: Callable, view):
    """A window of 1280 x 1024 at 400 % is one of 320 x 256."""
    page = open_atlas(f"/?day=1921-10-13&view={view}", viewport={"width": 320, "height": 256}).page
    settled(page)
    wider = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) <= 0
    # Nothing that sticks covers more than half of the window.
    stuck = page.evaluate(
        """() => [...document.querySelectorAll("#page *")]
          .filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position))
          .filter((one) => one.checkVisibility({ visibilityProperty: true }))
          .map((one) => one.getBoundingClientRect())
          .filter((box) => box.height > innerHeight / 2 && box.width > innerWidth / 2).length"""
    )
    assert stuck == 0
    page.locator("#play").scroll_into_view_if_needed()
    page.locator("#next-change").click()


def test_a_reader_with_colours_of_their_own_still_sees_which_view_it_is(open_atlas):
    page = open_atlas("/?day=1920-04-28", forced_colors="active").page
    assert page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    outline = page.locator("#views a[aria-current]").evaluate(
        "element => getComputedStyle(element).outlineStyle"
    )
    assert outline == "solid"
    # The colours of the powers are the map: they stay.
    assert (
        page.locator('#map path[data-territory="tiflis"]')
        .evaluate("element => getComputedStyle(element).fill")
        .startswith(("rgb", "url"))
    )
