"""The address is the view: links, Back and Forward, both languages, nonsense."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.ui.page import strings, url
from tests.browser.atlas import frames

BAKU_DAY = "1920-04-28"
MONTHS = re.compile(r"\b(January|February|March|June|July|August|October|December)\b")
# Every text on the page, shown or only said.
ALL_TEXTS = """() => {
  const found = new Set();
  const add = (text) => text && found.add(text.trim().replace(/\\s+/g, " "));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("script, style")) add(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll("body *")) {
    for (const name of ["aria-label", "aria-valuetext", "title", "placeholder", "alt"]) {
      add(element.getAttribute(name));
    }
  }
  return [...found];
}"""


def notes(atlas) -> list[str]:
    return atlas.page.locator("#notice p").all_inner_texts()


def words(value) -> set[str]:
    """Every text in a payload."""
    if isinstance(value, dict):
        return set().union(*map(words, value.values()))
    if isinstance(value, list):
        return set().union(*map(words, value))
    return {" ".join(value.split())} if isinstance(value, str) else set()


# Back and Forward


def test_back_and_forward_restore_the_day_and_the_territory(open_atlas, dataset):
    atlas = open_atlas(f"/?day={BAKU_DAY}")
    page = atlas.page
    details = page.locator("#details")
    page.keyboard.press("PageUp")
    page.locator("#map path[data-territory=kars]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("PageUp")
    assert (atlas.day, details.is_visible()) == ("1920-06-28", True)
    page.go_back()
    atlas.wait_for("1920-05-28")
    assert details.locator("h2").inner_text() == dataset.territories["kars"].name["en"]
    page.go_back()
    details.wait_for(state="hidden")
    atlas.wait_for("1920-05-28")
    page.go_back()
    atlas.wait_for(BAKU_DAY)
    assert atlas.area("baku").get_attribute("data-controller") == "az_ssr"
    for _ in range(3):
        page.go_forward()
    atlas.wait_for("1920-06-28")
    details.wait_for(state="visible")


def test_back_stops_the_player(open_atlas):
    atlas = open_atlas(f"/?day={BAKU_DAY}")
    atlas.page.keyboard.press("PageUp")
    atlas.page.keyboard.press("Space")
    atlas.page.wait_for_function("() => window.atlas.day() > '1920-05-29'")
    atlas.page.go_back()
    atlas.wait_for(BAKU_DAY)
    frames(atlas.page)
    assert atlas.day == BAKU_DAY


def test_dragging_leaves_one_place_in_the_history_and_not_hundreds(open_atlas):
    atlas = open_atlas("/")
    length = atlas.page.evaluate("() => history.length")
    box = atlas.page.locator("#day-slider").bounding_box()
    mouse = atlas.page.mouse
    mouse.move(box["x"] + 5, box["y"] + 40)
    mouse.down()
    # However slow the hand: it rests in the middle, and the address follows.
    for x in (100, 250, 500):
        mouse.move(box["x"] + x, box["y"] + 40, steps=10)
        atlas.page.wait_for_function(
            "() => window.atlas.day() > '1918-02' "
            "&& location.search === `?day=${window.atlas.day()}`"
        )
    mouse.up()
    assert atlas.page.evaluate("() => history.length") == length + 1
    atlas.page.keyboard.press("PageUp")
    assert atlas.page.evaluate("() => history.length") == length + 2
    atlas.page.go_back()
    atlas.page.go_back()
    atlas.wait_for("1918-01-01")


# Nonsense


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("day=1937-01-01", "The day in the link is outside the atlas or not a day"),
        ("day=1920-02-30", "the map shows 1 January 1918"),
        ("day=", "The day in the link is outside the atlas or not a day"),
        ("territory=atlantis", "The link names a territory that the atlas does not have."),
        ("zoom=3", "The link has a parameter that the atlas does not know: zoom."),
        ("<b>bold</b>", "a parameter that the atlas does not know: <b>bold</b>."),
    ],
)
def test_nonsense_in_a_link_gives_a_note_and_a_sensible_map(atlas, dataset, query, said):
    atlas.go(BAKU_DAY)
    atlas.follow(f"?{query}")
    assert len(notes(atlas)) == 1
    assert said in notes(atlas)[0]
    assert atlas.page.locator("#notice p").is_visible()
    assert atlas.day == "1918-01-01"
    assert len(atlas.controllers()) == len(dataset.territories)


def test_one_fault_leaves_the_rest_of_the_link(open_atlas, dataset):
    atlas = open_atlas(f"/?day={BAKU_DAY}&territory=atlantis&x=1")
    assert atlas.day == BAKU_DAY
    assert len(notes(atlas)) == 2
    assert atlas.page.locator("#notice p").first.is_visible()
    assert not atlas.page.locator("#details").is_visible()
    expect(atlas.page).to_have_url(re.compile(rf"/\?day={BAKU_DAY}$"))


def test_a_right_link_gives_no_note(atlas):
    atlas.follow("?x=1")
    assert len(notes(atlas)) == 1
    atlas.follow(f"?day={BAKU_DAY}&territory=baku")
    assert notes(atlas) == []
    assert atlas.page.locator("#details").is_visible()


# Two languages


def test_the_other_language_shows_the_same_view(open_atlas, dataset):
    """There by the button, back by the key, and back again by Back."""
    atlas = open_atlas(f"/?day={BAKU_DAY}&territory=kars")
    page = atlas.page
    fills = atlas.fills()
    page.locator("#language > summary").click()
    page.locator("#language [hreflang=tr]").click()
    page.wait_for_url(f"**/tr/?day={BAKU_DAY}&territory=kars")
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.locator("html").get_attribute("lang") == "tr"
    assert atlas.texts("#day span") == ["Çarşamba", "28 Nisan 1920"]
    assert atlas.texts("#details h2") == [dataset.territories["kars"].name["tr"]]
    assert atlas.fills() == fills
    page.keyboard.press("l")
    page.wait_for_url(re.compile(rf"[^r]/\?day={BAKU_DAY}&territory=kars$"))
    page.go_back()
    page.wait_for_url("**/tr/**")


def test_an_old_link_with_lang_leads_to_the_language(open_atlas):
    atlas = open_atlas(f"/?lang=tr&day={BAKU_DAY}&territory=baku")
    expect(atlas.page).to_have_url(re.compile(rf"/tr/\?day={BAKU_DAY}&territory=baku$"))
    assert notes(atlas) == []


def test_the_turkish_page_is_turkish_throughout(turkish, dataset):
    page = turkish.page
    address = page.locator("script[data-payload]").get_attribute("data-payload")
    in_english, in_turkish = (
        words(page.request.get(address.replace("atlas.tr", f"atlas.{one}")).json())
        for one in ("en", "tr")
    )
    only_english = in_english - in_turkish
    assert len(only_english) > 1_000
    assert strings.BROWSER["noEvent"] in only_english
    titles = {source.title for source in dataset.sources.values()}
    for day in ("1918-01-01", "1920-01-06", BAKU_DAY, "1921-10-13", "1922-12-30"):
        turkish.go(day)
        turkish.choose("batum")
        shown = set(page.evaluate(ALL_TEXTS))
        assert len(shown) > 100
        assert shown & only_english == set()
        # A date in a sentence is Turkish too; works keep the titles that they have.
        own_words = [one for one in shown if not any(title in one for title in titles)]
        assert [word for word in own_words if MONTHS.search(word)] == []
        page.keyboard.press("Escape")


@pytest.mark.parametrize("typed", ["28 Nisan 1920", "28 NİSAN 1920", "28.4.1920"])
def test_a_turkish_date_is_typed_in_turkish(turkish, typed):
    field = turkish.page.locator("#date-input")
    field.fill(typed)
    field.press("Enter")
    assert turkish.day == BAKU_DAY


# The table of parameters


def test_the_page_keeps_the_parameters_of_the_table_and_no_others(atlas):
    assert set(atlas.page.evaluate("() => window.atlas.parameters()")) == set(url.PARAMETERS)


def test_an_unknown_view_gives_a_note_and_the_map(open_atlas):
    atlas = open_atlas("/?view=globe")
    assert notes(atlas) == [strings.BROWSER["noteView"]]
    assert atlas.page.locator("#views a[aria-current]").get_attribute("data-view") == "map"


# Gestures, and browsers that refuse

# Safari refuses the hundredth change in ten seconds; this stub refuses every change until reset.
REFUSE_HISTORY = """() => {
  for (const name of ["pushState", "replaceState"]) {
    const write = history[name];
    history[name] = function (...all) {
      if (window.refusing) throw new DOMException("too often", "SecurityError");
      return write.apply(this, all);
    };
  }
}"""


def test_a_key_that_is_held_leaves_one_place_in_the_history(open_atlas, timeline):
    atlas = open_atlas("/")
    page = atlas.page
    length = page.evaluate("() => history.length")
    for _ in range(25):
        page.keyboard.down("ArrowRight")
    page.keyboard.up("ArrowRight")
    atlas.wait_for(timeline.change_days[24].isoformat())
    assert page.evaluate("() => history.length") == length + 1
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => history.length") == length + 2
    page.go_back()
    atlas.wait_for(timeline.change_days[24].isoformat())
    page.go_back()
    atlas.wait_for("1918-01-01")


def test_a_key_that_is_held_on_the_slider_leaves_one_place_in_the_history(open_atlas):
    atlas = open_atlas("/")
    page = atlas.page
    page.locator("#day-slider").focus()
    length = page.evaluate("() => history.length")
    page.keyboard.down("ArrowUp")
    # The first step rests before the key repeats.
    atlas.wait_for("1918-01-02")
    for _ in range(5):
        page.keyboard.down("ArrowUp")
    page.keyboard.up("ArrowUp")
    atlas.wait_for("1918-01-07")
    assert page.evaluate("() => history.length") == length + 1


def test_what_is_shown_does_not_wait_for_an_address_that_the_browser_refuses(open_atlas, timeline):
    atlas = open_atlas("/")
    page = atlas.page
    page.evaluate(f"({REFUSE_HISTORY})()")
    length = page.evaluate("() => history.length")
    page.evaluate("() => { window.refusing = true; }")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    day = timeline.change_days[2]
    assert atlas.day == day.isoformat()
    assert atlas.texts("#day .date") == [f"{day.day} {day:%B %Y}"]
    assert "day=1918-01-01" in atlas.address
    page.evaluate("() => { window.refusing = false; }")
    # It is written a moment later, as the place of its own that it was to be.
    atlas.wait_for(day.isoformat())
    assert page.evaluate("() => history.length") == length + 1


def test_marks_of_advertisers_pass_in_silence_and_leave_the_address(open_atlas):
    atlas = open_atlas(f"/?day={BAKU_DAY}&fbclid=IwAR0&utm_source=a&utm_medium=b&_x_tr_sl=en")
    assert notes(atlas) == []
    expect(atlas.page).to_have_url(re.compile(rf"/\?day={BAKU_DAY}$"))
