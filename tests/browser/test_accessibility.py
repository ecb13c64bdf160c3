"""WCAG 2.2 AA on the real page: axe on every view, keys, voices, zoom, the reader's colours."""

import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.dataset.reading.reading_order import reading_order
from tests.browser.atlas import Atlas

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Where to look, None for the whole page, and what of it is shown.
STATES: list[tuple[str, str | None]] = [
    ("day=1920-04-28", None),
    ("day=1921-10-13&territory=kars&layers=relief,modern,claims", "#details"),
    ("day=1921-10-13&territory=kars&panel=history", "#history"),
    ("day=1921-10-13&treaty=kars_1921", "#treaty"),
    ("day=1921-10-13&treaty=all", "#treaty"),
    ("day=1920-04-28&event=baku_soviet_1920", "#found"),
    ("day=1920-12-02&place=alexandropol", "#found"),
    ("person=chicherin", "#found"),
    ("day=1920-04-28&span=1920-01-01..1921-12-31&loop=1920-04-01..1920-05-15", "#timeline"),
    ("day=1921-10-13&view=strips&territory=kars", None),
    ("day=1920-09-01&view=compare&with=1921-10-13", None),
    ("day=1921-10-13&view=table", None),
    ("story=border&stop=10", None),
    ("story=border&stop=10&presenter=1", "#presenter"),
    ("day=1920-04-28&mode=projector", None),
    ("day=1921-10-13&mode=projector&theme=dark", None),
    ("story=border&stop=10&mode=projector&theme=dark", "#stage"),
    ("day=1920-04-28&embed=1", "#header"),
    ("day=1937-01-01", "#notice"),
]
DIALOGS = ["help", "share", "cite", "export", "stories", "search"]
# What is half under something that sticks, or not drawn before it is seen, has no true size.
AT_REST = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync("#page #timeline { position: static } "
    + "article { content-visibility: visible !important }");
  document.adoptedStyleSheets = [style];
  // An open fold or a moving sheet would be measured half way.
  document.getAnimations().forEach((one) => one.finish());
}"""


STYLED = (
    """() => [...document.querySelectorAll("link[rel=stylesheet]")].every((one) => one.sheet)"""
)


def check_with_axe(page: Page, part: str | None = None) -> None:
    """Axe finds nothing that is serious or critical."""
    page.evaluate(AT_REST)
    found = Axe().run(page, context=part, options=OPTIONS).response["violations"]
    page.evaluate("() => (document.adoptedStyleSheets = [])")
    worst = [
        (one["id"], node["target"], node["failureSummary"])
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
    assert worst == []


def settled(page: Page) -> None:
    """Wait until what the view loads is there."""
    page.wait_for_function(
        """() => {
          const shown = document.getElementById("page").dataset.show;
          const strips = document.getElementById("strips").dataset.drawn;
          return (shown !== "strips" || strips) && !document.querySelector("[aria-busy]");
        }"""
    )


@pytest.fixture(params=["atlas", "pocket"])
def reader(request: pytest.FixtureRequest) -> Atlas:
    """The English page on a laptop, and the Turkish page on a phone."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize(("query", "part"), STATES)
def test_axe_finds_nothing_serious(reader, query, part):
    reader.follow(f"?{query}")
    settled(reader.page)
    check_with_axe(reader.page, part)


def test_a_short_name_on_the_turkish_timeline_is_large_enough_to_hit(turkish):
    turkish.follow("?day=1920-04-28&span=1920-01-01..1921-12-31&loop=1920-04-01..1920-05-15")
    check_with_axe(turkish.page, "#timeline")


@pytest.mark.parametrize("dialog", DIALOGS)
def test_axe_finds_nothing_serious_in_a_dialog(reader, dialog):
    page = reader.page
    button = page.locator(f"#{dialog}-open")
    if not button.is_visible():
        page.locator("#menu").click()
        check_with_axe(page, "#header")
    button.click()
    check_with_axe(page, "dialog[open]")
    for choice in page.locator("#export[open] > .segments input").all():
        choice.check()
        check_with_axe(page, "dialog[open]")
    if dialog == "search":
        page.locator("#search-field").fill("kars")
        page.locator("#search-list li").first.wait_for()
        check_with_axe(page, "dialog[open]")


def test_axe_finds_nothing_serious_in_the_list_of_layers(reader):
    reader.page.locator("#zoom button:last-child").click()
    check_with_axe(reader.page, "#layers")


@pytest.mark.parametrize("address", ["sources?q=kars", "method", "handout/border"])
@pytest.mark.parametrize(("window", "language"), [("page", "/"), ("phone", "/tr/")])
def test_axe_finds_nothing_serious_on_the_pages_to_read(window, language, address, request):
    page = request.getfixturevalue(window)
    # The maps of a handout are drawn when they are asked for; its words are there at once.
    page.goto(language + address, wait_until="domcontentloaded")
    page.wait_for_function(STYLED)
    check_with_axe(page)


def test_the_first_tab_leads_to_the_timeline_and_leaves_the_address_alone(open_atlas):
    page = open_atlas("/?day=1920-04-28").page
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "day-slider"
    expect(page).to_have_url(re.compile(r"/\?day=1920-04-28$"))
    said = page.locator("#day-slider").get_attribute("aria-valuetext")
    assert said.startswith("28 April 1920: ")


def test_territories_are_read_region_by_region_from_west_to_east(atlas, dataset):
    order = atlas.page.evaluate(
        "() => [...document.querySelectorAll('#map path[data-territory][tabindex]')]"
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
    assert "Of 66 territories: Soviet power 32 (" in said


def test_a_screen_reader_hears_the_day_only_when_it_rests(atlas):
    atlas.go("1920-04-27")
    page = atlas.page
    page.evaluate("() => window.atlas.scrub(848)")
    assert page.locator("#speaker").text_content().startswith("27 April 1920")
    atlas.go("1920-04-28")
    assert page.locator("#speaker").text_content().startswith("28 April 1920: ")


@pytest.mark.parametrize(
    ("query", "slider"), [("", "#day-slider"), ("&view=strips", "#strips input[type=range]")]
)
def test_a_slider_with_the_focus_says_the_day_alone(atlas, query, slider):
    atlas.follow(f"?day=1920-04-27{query}")
    settled(atlas.page)
    page = atlas.page
    page.locator(slider).focus()
    page.keyboard.press("ArrowRight")
    atlas.wait_for("1920-04-28")
    said = re.compile("^28 April 1920: ")
    expect(page.locator(slider)).to_have_attribute("aria-valuetext", said)
    expect(page.locator("#speaker")).to_have_text("")
    page.locator("#next-change").focus()
    page.locator("#previous-change").press("Enter")
    expect(page.locator("#speaker")).not_to_have_text("")


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


NAME = """(id) => document.querySelector(`#map path[data-territory="${id}"]`)
  .getAttribute("aria-label")"""


def test_the_name_of_a_territory_says_who_claims_it_and_what_changed(atlas, dataset):
    atlas.go("1920-04-28")
    assert atlas.page.evaluate(NAME, "baku").startswith(
        "Baku uezd and city: Azerbaijan SSR in place of Azerbaijan, "
    )
    atlas.go("1920-04-29")
    assert atlas.page.evaluate(NAME, "baku").startswith("Baku uezd and city: Azerbaijan SSR, ")
    claim = next(claim for claim in dataset.claims if claim.interval.start > date(1918, 6, 1))
    atlas.go(claim.interval.start.isoformat())
    said = atlas.page.evaluate(NAME, claim.territory_id)
    assert dataset.polities[claim.claimant].short["en"] in said.partition("Claimed by: ")[2]


@pytest.mark.parametrize(
    ("view", "reached"),
    [("map", "#map"), ("strips", "#strips-grid"), ("compare", "#compare"), ("table", "#table")],
)
def test_a_link_skips_to_what_the_view_shows(atlas, view, reached):
    atlas.follow(f"?day=1920-04-28&view={view}")
    settled(atlas.page)
    skips = [
        one
        for one in atlas.page.locator("a.skip").all()
        if one.evaluate("(link) => link.checkVisibility({ visibilityProperty: true })")
    ]
    targets = [skip.evaluate("(link) => link.hash") for skip in skips]
    assert targets == ["#strips-slider" if view == "strips" else "#day-slider", reached]
    skips[1].focus()
    atlas.page.keyboard.press("Enter")
    assert atlas.page.evaluate(
        "(part) => document.querySelector(part).contains(document.activeElement)", reached
    )


def test_no_plain_element_is_named_for_those_who_hear_the_page(atlas):
    """ARIA forbids a name for an element without a role: most readers do not say it."""
    for query in ("view=table", "treaty=kars_1921", "territory=kars", "story=border&stop=10"):
        atlas.follow(f"?day=1921-10-13&{query}")
        settled(atlas.page)
        named = ":is(span, p, div, b, i, em, strong)[aria-label]:not([role])"
        assert atlas.texts(named) == [], query
