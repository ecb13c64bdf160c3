"""The legend: its rows, and how it lies on the map."""

from datetime import date

import pytest
from playwright.sync_api import expect

from dashboard.i18n import kinds
from dashboard.ui.page import strings

BAKU_DAY = "1920-04-28"


LEGEND = {key: text for key, text in strings.BROWSER.items() if key.startswith("legend")}


@pytest.mark.parametrize("day", ["1918-01-01", "1918-09-16", "1919-06-01", BAKU_DAY, "1922-12-31"])
def test_the_legend_lists_exactly_who_is_on_the_map(atlas, dataset, timeline, day):
    atlas.go(day)
    state = timeline.state(date.fromisoformat(day))
    shown = [name for name, fill in atlas.fills().items() if fill != "transparent"]
    assert len(shown) >= 58
    holders = {dataset.polities[state[one].controller].short["en"] for one in shown}
    named = atlas.texts("#legend .holder")
    assert len(named) == len(set(named))
    assert set(named) == holders
    items = atlas.texts("#legend li")
    assert len(items) == len(set(items))
    statuses = {state[one].status for one in shown}
    for status in ("occupied", "insurgent", "neutral_zone"):
        assert (kinds.signs(dataset.kinds)[status]["en"] in items) == (status in statuses), status
    assert any(item.startswith("Autonomous") for item in items) == ("autonomous" in statuses)


def test_what_changes_on_a_day_is_outlined_and_in_the_legend_on_that_day_only(atlas):
    outline = atlas.page.locator("#map .news path")
    for day, changed in (("1920-04-26", False), (BAKU_DAY, True), ("1920-04-30", False)):
        atlas.go(day)
        assert (LEGEND["legend.changed"] in atlas.texts("#legend li")) is changed
        assert (outline.count() > 0) is changed


@pytest.mark.parametrize("day", ["1918-05-28", BAKU_DAY, "1936-12-05"])
def test_the_legend_is_read_at_a_glance_and_nothing_of_it_is_cut(atlas, day):
    atlas.go(day)
    glance = atlas.page.locator("#legend .glance")
    powers, signs = (glance.locator(f"> :nth-child({n}) p") for n in (1, 2))
    assert 1 <= powers.count() <= 6
    assert signs.count() <= 4
    assert atlas.page.evaluate(
        "() => { const { scrollHeight, clientHeight } = document.querySelector('#legend');"
        " return scrollHeight <= clientHeight; }"
    )
    assert atlas.page.locator("#legend ul").is_hidden()
    atlas.page.locator("#legend button").click()
    assert atlas.page.locator("#legend ul").is_visible()
    atlas.page.locator("#legend button").click()


def test_a_swatch_of_the_legend_looks_like_the_map(atlas):
    atlas.go(BAKU_DAY)
    used = atlas.page.eval_on_selector_all(
        "#legend rect", "found => found.map(rect => rect.getAttribute('fill'))"
    )
    patterns = [fill[5:-1] for fill in used if fill.startswith("url(#")]
    assert patterns
    for name in patterns:
        assert atlas.page.locator(f"[id='{name}']").count() == 1


def test_the_legend_makes_room_for_the_land_chosen_and_remembers_the_reader(open_atlas):
    atlas = open_atlas("/?day=1920-08-15&territory=nakhchivan&panel=history")
    legend, summary = atlas.page.locator("#legend .glance"), atlas.page.locator("#legend summary")
    expect(legend).to_be_hidden()
    summary.click()
    expect(legend).to_be_visible()
    # It tells of what is in the window alone.
    expect(legend).to_contain_text("Nakhichevan SSR")
    expect(legend).not_to_contain_text("Georgia")
    atlas.page.locator("#history .close").click()
    expect(legend).to_contain_text("Georgia")
    summary.click()
    expect(legend).to_be_hidden()
    atlas.page.reload()
    atlas.page.wait_for_selector("html[data-ready]", state="attached")
    expect(legend).to_be_hidden()
