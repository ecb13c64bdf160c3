"""Search and the cards it opens: an event with its evidence, a place with its names, a person."""

import re

import pytest
from playwright.sync_api import expect

from dashboard import i18n
from dashboard.ui.browser import evidence
from tests.browser.atlas import Atlas

BAKU_DAY, BAKU = "1920-04-28", "baku_soviet_1920"


def look_for(page, text):
    page.keyboard.press("/")
    page.locator("#search-field").fill(text)
    return page.locator("#search-list").get_by_role("option")


def test_enter_before_the_list_has_come_opens_its_first_row(page):
    Atlas(page).open("/?day=1920-04-28")
    held = []
    page.route("**/evidence.en.json", lambda route: held.append(route))
    with page.expect_request("**/evidence.en.json"):
        look_for(page, "Leninakan")
    page.keyboard.press("Enter")
    assert page.locator("#search").is_visible()
    held[0].continue_()
    expect(page.locator("#found h2")).to_have_text("Alexandropol")


@pytest.mark.parametrize("name", ["Gümrü", "Leninakan"])
def test_an_old_name_typed_and_entered_opens_the_place(atlas, name):
    page = atlas.page
    options = look_for(page, name)
    expect(options.first).to_contain_text("Alexandropol")
    expect(page.locator("#search-field")).to_have_attribute("aria-activedescendant", "search-0")
    page.keyboard.press("Enter")
    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator("#found h2")).to_be_focused()
    expect(page.locator("#found h2")).to_have_text("Alexandropol")
    expect(page.locator('#found [lang="ru"]').first).to_have_text("Александрополь")
    expect(page.locator('#found [lang="ka"]').last).to_have_text("ლენინაკანი")
    expect(page).to_have_url(re.compile("place=alexandropol"))
    expect(page.locator(".pin .ring")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()


def test_the_arrows_go_through_the_results_and_round(atlas):
    page = atlas.page
    options = look_for(page, "kars")
    expect(options.nth(1)).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()


def test_the_address_of_an_event_opens_its_card_with_all_its_sources(open_atlas, dataset):
    event = dataset.events[BAKU]
    page = open_atlas(f"/tr/?day={BAKU_DAY}&event={BAKU}").page
    card = page.locator("#found")
    expect(card.locator("h2")).to_have_text(event.title["tr"])
    expect(card).to_contain_text(event.description["tr"])
    assert card.locator(".evidence .sources li").count() == len(event.citations)
    expect(page.locator(".pin .ring")).to_be_visible()
    said = evidence.statements(dataset, "tr")[BAKU]
    expect(card.locator(".statements > li")).to_have_count(len(said))
    expect(card.locator(".statements")).to_contain_text(said[0]["text"])
    link = card.locator(".sources .all").first.get_attribute("href")
    assert link == f"/tr/sources#{event.citations[0].key}"


def test_a_person_leads_to_the_events_that_name_them(atlas, dataset):
    page = atlas.page
    look_for(page, "Çiçerin").first.click()
    person = dataset.people["chicherin"]
    expect(page.locator("#found h2")).to_have_text(person.name["en"])
    expect(page.locator("#found .links li")).to_have_count(len(person.events))
    event = min((dataset.events[event] for event in person.events), key=lambda one: one.date)
    page.locator("#found .links .link").first.click()
    expect(page.locator("#found h2")).to_have_text(event.title["en"])
    atlas.wait_for(event.date.isoformat())
    expect(page.locator("#found .link").first).to_have_text(i18n.day_label(event.date, "en"))


@pytest.mark.parametrize("typed", ["who held kars", "kars 1919", "Kars 1919?"])
def test_a_question_finds_the_place_that_it_asks_for(atlas, typed):
    atlas.page.keyboard.press("/")
    atlas.page.locator("#search-field").fill(typed)
    first = atlas.page.locator("#search-list li").first
    expect(first.locator(".name")).to_contain_text("Kars")
    expect(first.locator(".kind")).to_have_text(re.compile("Place|Territory"))
    atlas.page.keyboard.press("Escape")
