"""Treaties in the page: the list, the cards, and what the map shows of them."""

import re

import pytest
from playwright.sync_api import expect

FOLLOW = """(search) => {
  history.pushState(null, "", search);
  dispatchEvent(new PopStateEvent("popstate"));
}"""

# Boxes of the signs, and of the letters of the names that are seen, in pixels of the page:
# the box of a whole name that lies aslant is mostly empty.
BOXES = """() => {
  const seen = (node) => node.style.visibility !== "hidden";
  const corners = (box) => [box.left, box.top, box.right, box.bottom];
  const letters = (text) => {
    const matrix = text.getScreenCTM();
    return [...Array(text.getNumberOfChars()).keys()].map((n) => text.getExtentOfChar(n))
      .filter((box) => box.width)
      .map((box) => [[box.x, box.y], [box.x + box.width, box.y + box.height]])
      .map((ends) => ends.map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix)))
      .map(([from, to]) => [from.x, from.y, to.x, to.y]);
  };
  const names = [...document.querySelectorAll(".labels > *")].filter(seen);
  return {
    signs: [...document.querySelectorAll(".badges .badge")]
      .map((one) => corners(one.getBoundingClientRect())),
    names: names.flatMap((one) => (one.matches("text") ? [one] : [...one.querySelectorAll("text")]))
      .flatMap(letters),
  };
}"""


def follow(atlas, search):
    """Go where an address leads, without loading the page anew."""
    atlas.page.evaluate(FOLLOW, search)
    atlas.page.evaluate("() => window.atlas.settled()")


def outcomes(dataset, treaty):
    return [outcome for outcome in dataset.outcomes if outcome.treaty_id == treaty]


def touch(a, b):
    # Less than a pixel is the rounding of glyphs.
    return a[0] + 1 < b[2] and b[0] + 1 < a[2] and a[1] + 1 < b[3] and b[1] + 1 < a[3]


def check_signs(atlas, dataset, treaty):
    boxes = atlas.page.evaluate(BOXES)
    signs = boxes["signs"]
    assert len(signs) == len(outcomes(dataset, treaty)), treaty
    for n, sign in enumerate(signs):
        assert not any(touch(sign, other) for other in signs[n + 1 :]), (treaty, n + 1)
        assert not any(touch(sign, name) for name in boxes["names"]), (treaty, n + 1)


def test_every_treaty_opens_from_its_address_with_a_number_for_each_outcome(atlas, dataset):
    for treaty in dataset.treaties.values():
        follow(atlas, f"/?day={treaty.signed}&treaty={treaty.id}")
        assert atlas.texts("#treaty h2") == [treaty.name["en"]]
        listed = atlas.texts("#treaty .outcomes > li .name")
        known = outcomes(dataset, treaty.id)
        assert listed == [dataset.territories[one.territory_id].name["en"] for one in known]
        check_signs(atlas, dataset, treaty.id)


def test_numbers_stay_clear_of_names_on_a_phone(handheld, dataset):
    for treaty in ("mudros", "kars_1921", "moscow_1920"):
        follow(handheld, f"/?day=1921-10-13&treaty={treaty}")
        check_signs(handheld, dataset, treaty)


def test_a_link_loaded_anew_shows_the_treaty_and_its_land(open_atlas, dataset):
    atlas = open_atlas("/?day=1921-10-13&treaty=kars_1921")
    atlas.page.wait_for_function("() => document.querySelectorAll('.badge').length === 13")
    atlas.page.wait_for_function(
        "() => [...document.querySelectorAll('.badge .hands')]"
        ".some((one) => one.style.display !== 'none')"
    )
    check_signs(atlas, dataset, "kars_1921")


def test_the_card_says_on_each_day_what_the_treaty_is(atlas, dataset):
    follow(atlas, "/?day=1921-03-15&treaty=moscow_1921")
    standing = atlas.page.locator("#treaty .standing strong")
    for day, words in (
        ("1921-03-15", "not yet signed"),
        ("1921-03-16", "signed, not yet in force"),
        ("1921-09-22", "in force"),
    ):
        atlas.go(day)
        assert standing.inner_text() == words
    follow(atlas, "/?day=1921-03-16&treaty=alexandropol_1920")
    said = atlas.page.locator("#treaty .standing").inner_text()
    assert dataset.treaties["moscow_1921"].name["en"] in said


def test_what_moves_land_is_solid_and_what_confirms_is_an_outline(atlas, dataset):
    for treaty, drawn in (("kars_1921", {"confirmed"}), ("moscow_1921", {"moved", "confirmed"})):
        follow(atlas, f"/?day=1921-10-13&treaty={treaty}")
        known = outcomes(dataset, treaty)
        looks = ["confirmed" if one.from_polity == one.to_polity else "moved" for one in known]
        assert set(looks) == drawn
        shown = atlas.page.evaluate(
            "() => [...document.querySelectorAll('.badge')].map((one) => one.classList[1])"
        )
        assert shown == looks
        cores = atlas.page.locator(".treaty-lines .core").count()
        assert bool(cores) == (drawn == {"confirmed"})


def test_a_treaty_never_ratified_looks_different(atlas):
    def dash(treaty):
        follow(atlas, f"/?day=1923-01-01&treaty={treaty}")
        line = atlas.page.locator(".treaty-lines .line .ink").first
        title = atlas.page.locator("#treaty h2")
        return [
            line.evaluate("path => getComputedStyle(path).strokeDasharray"),
            title.evaluate("title => getComputedStyle(title).fontStyle"),
        ]

    assert dash("kars_1921") == ["none", "normal"]
    assert dash("alexandropol_1920") == ["7px, 5px", "italic"]


def test_a_line_is_drawn_for_its_treaty_on_days_without_it(atlas):
    follow(atlas, "/?day=1918-01-01&treaty=kars_1921")
    # Its frontier with Turkey; the treaty has a line about Nakhchivan besides.
    line = atlas.page.locator(".treaty-lines .line").first
    assert "absent" in line.get_attribute("class")
    for day, look in (("1921-10-13", "line signed"), ("1922-09-11", "line in_force")):
        atlas.go(day)
        assert line.get_attribute("class") == look


def test_the_list_is_reached_and_left_by_keys(atlas, dataset):
    page = atlas.page
    page.keyboard.press("t")
    first, *_ = sorted(dataset.treaties.values(), key=lambda treaty: treaty.signed)
    names = atlas.texts("#treaty .treaties .name")
    assert len(names) == len(dataset.treaties)
    assert names[0] == first.name["en"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert atlas.texts("#treaty h2") == [first.name["en"]]
    expect(page).to_have_url(re.compile(f"treaty={first.id}"))
    page.keyboard.press("Escape")
    assert page.locator("#treaty").is_hidden()
    assert page.evaluate("() => document.activeElement.id") == "menu"
    assert page.locator(".badge").count() == 0
    expect(page).not_to_have_url(re.compile("treaty="))


def test_the_events_and_the_timeline_lead_to_the_card(atlas, dataset):
    kars = dataset.treaties["kars_1921"]
    atlas.go(kars.signed.isoformat())
    atlas.page.locator("#events p.treaty button").click()
    assert atlas.texts("#treaty h2") == [kars.name["en"]]
    atlas.page.keyboard.press("Escape")
    moscow = dataset.treaties["moscow_1921"]
    atlas.page.locator(f'.marks [data-event="{moscow.event_id}"]').click()
    assert atlas.texts("#treaty h2") == [moscow.name["en"]]
    assert atlas.day == "1921-03-16"


def test_back_returns_to_the_list_and_the_whole_map_to_the_closed_card(atlas):
    whole = atlas.window()
    page = atlas.page
    page.keyboard.press("t")
    page.locator('[data-treaty="kars_1921"]').click()
    assert atlas.window() != whole
    page.go_back()
    page.wait_for_selector("#treaty .treaties")
    page.keyboard.press("Escape")
    page.wait_for_selector("#treaty", state="hidden")
    assert atlas.window() == whole


def test_a_territory_opens_from_the_card_and_closes_before_it(atlas, dataset):
    follow(atlas, "/?day=1921-10-13&treaty=kars_1921")
    first = dataset.territories[outcomes(dataset, "kars_1921")[0].territory_id]
    atlas.page.locator("#treaty .outcomes .name").first.click()
    assert atlas.texts("#details h2") == [first.name["en"]]
    atlas.page.evaluate("() => document.activeElement.blur()")
    atlas.page.keyboard.press("Escape")
    assert atlas.page.locator("#details").is_hidden()
    assert atlas.page.locator("#treaty").is_visible()


def test_the_turkish_card_is_turkish(turkish, dataset):
    follow(turkish, "/tr/?day=1921-10-13&treaty=kars_1921")
    kars = dataset.treaties["kars_1921"]
    assert turkish.texts("#treaty h2") == [kars.name["tr"]]
    card = turkish.page.locator("#treaty").text_content()
    assert "md. 4" in card
    assert "henüz yürürlükte değil" in card
    for english in ("art. 4", "held", "signed", "Line", "p. "):
        assert english not in card


@pytest.mark.parametrize("wrong", ["nothing", "kars"])
def test_an_unknown_treaty_is_said_to_be_unknown(atlas, wrong):
    follow(atlas, f"/?treaty={wrong}")
    assert "treaty" in atlas.page.locator("#notice").inner_text()
    assert atlas.page.locator("#treaty").is_hidden()


def test_a_card_sums_up_from_whom_to_whom_each_land_goes(atlas):
    atlas.follow("?day=1921-10-13&treaty=kars_1921")
    pairs = atlas.texts("#treaty .pairs li")
    listed = atlas.texts("#treaty .outcomes .number")
    assert 1 < len(pairs) < len(listed) == 13
    assert all("km²" in pair for pair in pairs)
    said = atlas.texts("#treaty .pairs .muted")
    numbers = [land.split(" ")[0] for line in said for land in line.split(" · ")]
    assert sorted(map(int, numbers)) == list(range(1, 14))
