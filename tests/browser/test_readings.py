"""Other readings: the map, the list and the address of what sources dispute."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from dashboard.dataset.other_readings import differences

HOLDERS = """() => Object.fromEntries(
  window.atlas.state().map((one) => [one.territory_id, one.controller]))"""
OUTLINED = "#map g.disputed path"


@pytest.fixture
def page(open_atlas):
    return open_atlas("/?day=1920-11-30&reading=article").page


def test_a_reading_is_painted_outlined_named_and_listed(page, dataset):
    day = date(1920, 11, 30)
    there = [one for one in differences(dataset, "article") if day in one.interval]
    held = page.evaluate(HOLDERS)
    assert there
    assert all(held[one.other.territory_id] == one.other.controller for one in there)
    assert page.locator(OUTLINED).count() > 0
    card = page.locator("#events .readings")
    expect(card).to_contain_text(f"Territories that differ on this day: {len(there)}")
    expect(card.get_by_role("listitem").filter(has_text="In the atlas:")).to_have_count(len(there))
    expect(page.locator("#day-block")).to_contain_text(
        "Reading: The article “Sovietization of the Caucasus”"
    )
    expect(page.locator("#legend [data-line='reading']")).to_have_count(1)
    # On a day on which the readings agree nothing is outlined.
    page.evaluate("() => window.atlas.goTo('1921-10-13')")
    expect(page.locator(OUTLINED)).to_have_count(0)
    expect(card).to_contain_text("Territories that differ on this day: 0")


def test_a_reader_goes_to_a_reading_and_back(open_atlas):
    page = open_atlas("/?day=1918-05-27").page
    assert page.evaluate(HOLDERS)["tiflis"] == "georgia"
    expect(page.locator(OUTLINED)).to_have_count(0)
    page.locator("#events p.reading").get_by_role(
        "button", name="The article “Sovietization of the Caucasus”"
    ).click()
    page.wait_for_url(re.compile("reading=article"))
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.evaluate(HOLDERS)["tiflis"] == "transcaucasia"
    page.get_by_role("button", name="Next difference: 28 April 1920").click()
    assert page.evaluate("() => window.atlas.day()") == "1920-04-28"
    page.get_by_role("button", name="Back to the atlas's own reading").click()
    page.wait_for_url(re.compile(r"\?day=1920-04-28$"))


def test_a_reading_that_is_not_there_is_said(open_atlas):
    page = open_atlas("/?day=1918-05-27&reading=nobody").page
    expect(page.locator("#notice")).to_contain_text("There is no such reading.")
    assert page.evaluate(HOLDERS)["tiflis"] == "georgia"
