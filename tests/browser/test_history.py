"""The whole history of a territory beside the map, against the tables."""

import re
from datetime import date

from playwright.sync_api import expect

from dashboard import i18n

DAY, TERRITORY = "1920-08-15", "nakhchivan"
ADDRESS = f"?day={DAY}&territory={TERRITORY}&panel=history"
# Of each territory, once it is chosen: its rows, and how many claims and segments there are.
HISTORIES = """(ids) => ids.map((id) => {
    document.querySelector(`path[data-territory="${id}"]`).dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    const text = (node) => node.textContent.trim();
    const all = (selector) => [...document.querySelectorAll(`#history ${selector}`)];
    const rows = all(".body > ol > li").map((row) => [
        text(row.querySelector(".go")), text(row.querySelector(".held strong")),
        row.querySelector(".certainty").className.split(" ").pop(),
        row.querySelectorAll(".sources li").length, row.querySelector(".dispute") !== null]);
    return [rows, all(".claims > li").length, all(".segment").length];
})"""


def test_every_territory_has_its_rows_claims_and_sources(open_atlas, dataset, timeline):
    shown = open_atlas(f"/{ADDRESS}").page.evaluate(HISTORIES, list(dataset.territories))
    for name, (rows, claims, segments) in zip(dataset.territories, shown, strict=True):
        wanted = [
            [
                i18n.day_label(row.interval.start, "en"),
                dataset.polities[row.controller].name["en"],
                row.certainty,
                len(row.citations),
                row.alt_start is not None,
            ]
            for row in timeline.history(name)
        ]
        assert rows == wanted, name
        assert segments == len(wanted), name
        assert claims == sum(claim.territory_id == name for claim in dataset.claims), name


def test_the_interval_of_the_day_is_marked_and_a_click_goes_to_another(open_atlas, timeline):
    atlas = open_atlas(f"/{ADDRESS}")
    page = atlas.page
    rows = timeline.history(TERRITORY)
    now = rows.index(timeline.state(date.fromisoformat(DAY))[TERRITORY].control)
    items = page.locator("#history .body > ol > li")
    expect(items.nth(now)).to_have_attribute("aria-current", "true")
    expect(page.locator("#history [aria-current]")).to_have_count(1)
    items.nth(now + 1).locator(".go").click()
    atlas.wait_for(str(rows[now + 1].interval.start))
    expect(items.nth(now + 1)).to_have_attribute("aria-current", "true")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(page.locator("#history")).to_be_hidden()
    expect(page.locator("#details")).to_be_visible()
    expect(page).not_to_have_url(re.compile("panel"))


def test_the_card_opens_the_history_and_takes_the_reader_back(open_atlas, dataset):
    page = open_atlas(f"/tr/?day={DAY}&territory={TERRITORY}").page
    page.locator("#details .history-open").click()
    heading = page.locator("#history h2")
    expect(heading).to_be_focused()
    expect(heading).to_contain_text(dataset.territories[TERRITORY].name["tr"])
    expect(page).to_have_url(re.compile("panel=history"))
    page.locator("#history .close").click()
    expect(page.locator("#details .history-open")).to_be_focused()
    page.go_back()
    expect(page.locator("#history")).to_be_visible()


def test_on_a_phone_the_history_is_a_sheet_that_does_not_scroll_sideways(open_atlas):
    page = open_atlas(f"/{ADDRESS}", viewport={"width": 320, "height": 640}).page
    sheet = page.locator("#history")
    expect(sheet).to_be_visible()
    assert sheet.evaluate("(one) => one.scrollWidth <= one.clientWidth")


def test_the_axis_stands_while_the_rows_go_by(open_atlas):
    page = open_atlas(f"/{ADDRESS}").page
    lifeline = page.locator("#history .lifeline")
    expect(lifeline).to_be_visible()
    panel = page.locator("#history").bounding_box()

    def seen():
        box = lifeline.bounding_box()
        return box["y"] >= panel["y"] and box["y"] + box["height"] <= panel["y"] + panel["height"]

    assert seen()
    page.evaluate("() => { document.querySelector('#history').scrollTop = 300; }")
    page.wait_for_function("() => document.querySelector('#history').scrollTop > 100")
    assert seen()
    # The lines are drawn anew with the frame that shows what was scrolled. A row at the edge
    # may have its line or not.
    page.wait_for_function(
        """() => {
          const { bottom } = document.querySelector("#history").getBoundingClientRect();
          const head = document.querySelector("#history .top").getBoundingClientRect().bottom;
          const lines = [...document.querySelectorAll("#history .leader")];
          const rows = [...document.querySelectorAll("#history .body > ol > li")].map((row, n) => {
            const box = row.getBoundingClientRect();
            return {
              joined: lines[n].hasAttribute("d") && lines[n].getAttribute("d") !== "",
              inside: box.top > head && box.bottom < bottom - 20,
              outside: box.bottom < head || box.top > bottom,
            };
          });
          return rows.some((row) => row.inside) && rows.some((row) => row.outside)
            && rows.every((row) => !(row.inside && !row.joined) && !(row.outside && row.joined));
        }"""
    )
