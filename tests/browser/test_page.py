"""The page draws, says its name, and works for those who cannot see or point."""

import re

import pytest
from playwright.sync_api import expect

SMALLEST_TARGET = 24  # pixels; WCAG 2.2, 2.5.8
NAMED_ROLES = {
    "button",
    "combobox",
    "link",
    "slider",
    "textbox",
    "region",
    "dialog",
    "navigation",
    "DisclosureTriangle",
}


def accessible(page) -> list[tuple[str, str]]:
    """Role and name of everything in Chromium's own accessibility tree."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"]
    ]


def test_the_map_draws_every_territory_with_the_network_blocked(atlas, dataset):
    ids = atlas.page.eval_on_selector_all(
        "#map path[data-territory]", "paths => paths.map(path => path.dataset.territory)"
    )
    assert len(ids) == len(dataset.territories)
    assert set(ids) == set(dataset.territories)


def test_a_territory_has_a_shape_and_a_size(atlas):
    sizes = atlas.page.eval_on_selector_all(
        "#map path[data-territory]",
        "paths => paths.map(p => p.getBoundingClientRect()).map(box => box.width * box.height)",
    )
    assert min(sizes) > 20


def test_the_page_opens_on_the_first_day_and_says_so_in_its_address(open_atlas):
    atlas = open_atlas("/")
    assert atlas.day == "1918-01-01"
    expect(atlas.page).to_have_url(re.compile(r"/\?day=1918-01-01$"))


def test_a_link_opens_its_view(open_atlas, dataset):
    atlas = open_atlas("/?day=1920-04-28&territory=baku")
    assert atlas.day == "1920-04-28"
    assert atlas.page.locator("#details").is_visible()
    assert atlas.page.locator("#details h2").inner_text() == dataset.territories["baku"].name["en"]
    assert atlas.page.locator("#notice").inner_text() == ""


def test_the_day_stands_in_large_type_with_its_weekday(atlas):
    atlas.go("1920-04-28")
    assert atlas.texts("#day span") == ["Wednesday", "28 April 1920"]
    size = atlas.page.locator("#day .date").evaluate(
        "e => parseFloat(getComputedStyle(e).fontSize)"
    )
    larger = atlas.page.evaluate(
        "(size) => [...document.querySelectorAll('body *:not(#day *)')]"
        ".filter(e => e.textContent.trim() && parseFloat(getComputedStyle(e).fontSize) >= size)"
        ".map(e => [e.id, e.className, e.textContent.slice(0, 40)].join(' '))",
        size,
    )
    assert not larger


def test_coast_lakes_and_rivers_are_drawn_and_named(atlas):
    drawn = atlas.page.eval_on_selector_all(
        "#map .traces .trace", "traces => traces.map(t => t.getAttribute('class'))"
    )
    for kind in ("tracec-", "tracew-", "tracer-"):
        assert any(kind in name for name in drawn), kind
    assert atlas.page.locator("#overlay text.sea", has_text="Caspian Sea").is_visible()
    assert atlas.page.locator("#overlay text.river:visible").count() > 1
    assert atlas.page.locator("#overlay text.lake:visible").count() > 0


def test_names_on_the_map_do_not_touch(atlas):
    atlas.go("1920-04-28")
    boxes = atlas.page.evaluate(
        """() => [...document.querySelectorAll('#overlay svg > *')]
          .filter(e => getComputedStyle(e).visibility !== 'hidden')
          .map(e => [e, e.matches('.council') ? e.querySelector('text') : e])
          .map(([e, part]) => [e.textContent, part.getBoundingClientRect().toJSON()])"""
    )
    assert len(boxes) > 20
    for number, (one, a) in enumerate(boxes):
        for other, b in boxes[number + 1 :]:
            apart = (
                a["right"] <= b["left"] + 1
                or b["right"] <= a["left"] + 1
                or a["bottom"] <= b["top"] + 1
                or b["bottom"] <= a["top"] + 1
            )
            assert apart, f"{one} touches {other}"


@pytest.mark.parametrize(
    ("address", "language", "title"),
    [
        ("/", "en", "How the Caucasus became Soviet"),
        ("/tr/", "tr", "Kafkasya nasıl Sovyetleşti"),
    ],
)
def test_the_page_says_its_language_and_title(open_atlas, address, language, title):
    page = open_atlas(address).page
    assert page.locator("html").get_attribute("lang") == language
    page.wait_for_selector("h1")
    assert page.title().endswith(f" – {title}")
    assert page.locator("h1").inner_text().startswith(title)


def test_everything_that_can_be_used_has_a_name(atlas):
    atlas.go("1921-10-13")
    atlas.choose("batum")
    tree = accessible(atlas.page)
    assert [role for role, name in tree if role in NAMED_ROLES and not name.strip()] == []
    roles = [role for role, _ in tree]
    assert roles.count("slider") == 3  # the day, and the two ends of the brush
    assert roles.count("textbox") == 1
    assert roles.count("combobox") == 1
    assert roles.count("button") > 59  # the territories are buttons too


def test_every_territory_is_a_button_that_says_who_holds_it(atlas, dataset):
    atlas.go("1920-04-28")
    names = {name for role, name in accessible(atlas.page) if role == "button"}
    before, after = (dataset.polities[one].short["en"] for one in ("azerbaijan", "az_ssr"))
    baku = dataset.territories["baku"].name["en"]
    assert f"{baku}: {after} in place of {before}, held de facto" in names
    for territory in dataset.territories.values():
        assert any(name.startswith(f"{territory.name['en']}: ") for name in names), territory.id


def test_no_id_stands_twice(atlas):
    ids = atlas.page.eval_on_selector_all("[id]", "found => found.map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_controls_are_large_enough_for_a_finger(atlas):
    boxes = atlas.page.eval_on_selector_all(
        "#controls button, #controls select, #controls input, #zoom button, nav a, nav button",
        "found => found.filter(e => e.checkVisibility())"
        ".map(e => [e.id, e.getBoundingClientRect().toJSON()])",
    )
    assert len(boxes) >= 19
    for name, box in boxes:
        assert min(box["width"], box["height"]) >= SMALLEST_TARGET, name


def test_the_help_lists_every_shortcut_and_closes(atlas):
    from dashboard.ui.page.shortcuts import SHORTCUTS

    page = atlas.page
    page.locator("#help-open").click()
    assert page.locator("#help").is_visible()
    rows = atlas.texts("#help tr")
    assert len(rows) == len(SHORTCUTS)
    for row, (_, text) in zip(rows, SHORTCUTS, strict=True):
        assert row.endswith(text["en"])
    page.locator("#help-close").click()
    assert not page.locator("#help").is_visible()


def test_what_is_said_aloud_waits_for_rest(atlas):
    page = atlas.page
    speaker = page.locator("#speaker")
    assert speaker.get_attribute("aria-live") == "polite"
    atlas.go("1920-04-28")
    said = speaker.inner_text()
    assert said.startswith("28 April 1920: ")
    page.evaluate("() => window.atlas.scrub(900)")
    assert speaker.inner_text() == said


def test_the_scale_bar_is_true(atlas):
    shown = atlas.page.locator("#scale .bar").bounding_box()["width"]
    (km,) = re.findall(r"(\d+) km", atlas.page.locator("#scale").inner_text())
    metres_per_pixel = atlas.page.evaluate(
        """() => { const { xaxis } = document.querySelector('#map .js-plotly-plot')._fullLayout;
          return (xaxis.range[1] - xaxis.range[0]) / xaxis._length; }"""
    )
    assert shown * metres_per_pixel / 1000 == pytest.approx(int(km), rel=0.02)


def test_a_key_just_after_a_dialog_closed_is_not_typed_into_its_field(atlas):
    """The field keeps the focus until the next frame, which may be late."""
    in_one_frame = """() => {
      const press = (key) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      for (const key of ["/", "Escape", "?"]) press(key);
      return ["search", "help"].map((id) => document.getElementById(id).open);
    }"""
    assert atlas.page.evaluate(in_one_frame) == [False, True]


def test_escape_closes_the_dialog_and_not_what_lies_under_it(atlas):
    """One press, one thing: a dialog lies over the cards, which wait."""
    page = atlas.page
    atlas.open("/?day=1921-10-13&treaty=kars_1921&territory=kars")
    for key, dialog in [("E", "#export"), ("/", "#search"), ("?", "#help"), ("S", "#stories")]:
        page.keyboard.press(key)
        expect(page.locator(dialog)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(dialog)).to_be_hidden()
        expect(page.locator("#treaty")).to_be_visible()
        expect(page.locator("#details")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()
    expect(page.locator("#treaty")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#treaty")).to_be_hidden()
