"""The table of a day: every territory in words, grouped, sorted, keeping up with the day."""

import re
from datetime import date

from playwright.sync_api import expect

from dashboard.dataset.reading.reading_order import reading_order
from dashboard.dataset.timeline import Timeline
from dashboard.i18n import kinds

BAKU_DAY = "1920-04-28"
ROWS = "#table tbody tr:not(.region)"


def column(atlas, number: int) -> list[str]:
    return atlas.texts(f"{ROWS} > :nth-child({number})")


def names(atlas) -> list[str]:
    return atlas.texts(f"{ROWS} th a")


def test_the_table_has_what_the_record_has_of_every_territory(atlas, dataset):
    atlas.follow(f"?day={BAKU_DAY}&view=table")
    state = Timeline(dataset).state(date.fromisoformat(BAKU_DAY))
    order = reading_order(dataset)
    assert names(atlas) == [dataset.territories[one].name["en"] for one in order]
    short = {key: polity.short["en"] for key, polity in dataset.polities.items()}
    statuses = kinds.statuses(dataset.kinds)
    for text, one in zip(column(atlas, 2), order, strict=True):
        control = state[one].control
        said = f"{short[control.controller]} {statuses[control.status]['en']}"
        party = control.second_party
        assert text == (f"{said} · Rival claimant: {short[party]}" if party else said)
    for text, one in zip(column(atlas, 3), order, strict=True):
        claimants = [short[claimant] for claimant in state[one].claimants]
        # Two are seen, and how many more; all are heard.
        heard = ", ".join(claimants) or "no one else"
        more = len(claimants) - 2
        assert re.sub(r" \+\d+", "", text).replace(" ,", ",") == heard
        assert (f" +{more}" in text) == (more > 0)
    events = [dataset.events[state[one].control.event_id].title["en"] for one in order]
    assert column(atlas, 5) == events
    for text, one in zip(column(atlas, 7), order, strict=True):
        assert text.startswith(f"Sources: {len(state[one].control.citations)}")
    regions = sorted(dataset.regions.values(), key=lambda region: region.rank)
    assert atlas.texts("#table .region b") == [region.name["en"] for region in regions]
    assert atlas.page.locator("#table thead th").count() == 7


def test_the_table_follows_the_day_and_marks_what_changed(atlas, dataset):
    atlas.follow("?day=1920-04-27&view=table")
    before = atlas.texts("#table .fresh th a")
    atlas.page.keyboard.press("ArrowRight")
    assert atlas.texts("#table h2") == ["28 April 1920"]
    fresh = atlas.texts("#table .fresh th a")
    state = Timeline(dataset).state(date.fromisoformat(BAKU_DAY))
    on_day = [one for one in reading_order(dataset) if state[one].since.isoformat() == BAKU_DAY]
    assert fresh == [dataset.territories[one].name["en"] for one in on_day] != before
    assert "Of 66 territories: Soviet power 32" in atlas.page.locator("#table .words").inner_text()
    assert (
        atlas.page.locator("#table caption")
        .inner_text()
        .startswith("Who held each territory on 28 April 1920.")
    )


def test_a_heading_sorts_and_the_address_keeps_it(atlas):
    atlas.follow(f"?day={BAKU_DAY}&view=table")
    page = atlas.page
    page.locator("#table thead").get_by_role("button", name="Territory").click()
    assert names(atlas) == sorted(names(atlas), key=str.casefold)
    expect(page).to_have_url(re.compile(r"sort=territory$"))
    assert page.locator("#table [aria-sort]").get_attribute("aria-sort") == "ascending"
    since = page.locator("#table thead").get_by_role("button", name="Since")
    since.click()
    since.click()
    expect(page).to_have_url(re.compile(r"sort=-since$"))
    assert page.locator("#table [aria-sort]").get_attribute("aria-sort") == "descending"
    assert column(atlas, 4)[0] == "changed on this day"
    page.locator("#table").get_by_role("button", name="By region").click()
    expect(page).not_to_have_url(re.compile("sort"))
    assert atlas.page.locator("#table .region").count() > 5


def test_a_name_leads_to_the_map_with_its_card(atlas, dataset):
    atlas.follow(f"?day={BAKU_DAY}&view=table")
    name = dataset.territories["batum"].name["en"]
    atlas.page.locator("#table").get_by_role("link", name=name, exact=True).click()
    assert atlas.page.locator("#details h2").inner_text() == name
    assert atlas.page.locator("#table").is_hidden()
    expect(atlas.page).to_have_url(re.compile(rf"/\?day={BAKU_DAY}&territory=batum$"))


def test_the_turkish_table_sorts_by_turkish_letters(turkish):
    turkish.follow(f"?day={BAKU_DAY}&view=table&sort=territory")
    first = [name[0] for name in names(turkish)]
    alphabet = "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ"
    assert [alphabet.index(one) for one in first] == sorted(alphabet.index(one) for one in first)


def test_the_cells_of_a_row_begin_at_its_top(atlas):
    """A name or a date of two lines would else stand above its row."""
    atlas.follow(f"?day={BAKU_DAY}&view=table")
    aligned = atlas.page.eval_on_selector_all(
        f"{ROWS} > *", "cells => cells.map((cell) => getComputedStyle(cell).verticalAlign)"
    )
    assert set(aligned) == {"top"}


def test_only_what_changed_is_listed_and_the_file_of_the_day_offered(atlas):
    atlas.follow(f"?day={BAKU_DAY}&view=table")
    page = atlas.page
    changed = atlas.texts("#table .fresh th a")
    box = page.locator("#table").get_by_label("Only what changed")
    box.check()
    assert names(atlas) == changed
    link = page.locator("#table").get_by_role("link", name="CSV")
    assert link.get_attribute("href").endswith(f"/api/state/{BAKU_DAY}.csv?bom=1")
    atlas.go("1920-04-26")
    expect(page.locator("#table > p")).to_be_visible()
    box.uncheck()
    expect(page.locator("#table > p")).to_be_hidden()
    assert len(names(atlas)) > len(changed)


def test_the_heads_of_a_region_and_of_the_columns_stand_while_rows_scroll(atlas):
    atlas.follow(f"?day={BAKU_DAY}&view=table")
    tops = atlas.page.evaluate(
        """() => {
          const table = document.querySelector("#table");
          table.scrollTop = 500;
          const top = (one) => one.getBoundingClientRect().top;
          const row = [...table.querySelectorAll(".region")].findLast(
            (one) => top(one.parentElement) < top(table));
          const [column, region] = [table.querySelector("thead th"), row.firstChild].map(
            (one) => one.getBoundingClientRect());
          return [table.getBoundingClientRect().top, column.top, column.bottom, region.top];
        }"""
    )
    top, column_top, column_bottom, region_top = map(round, tops)
    assert column_top == top
    # No row shows between the two.
    assert region_top <= column_bottom
