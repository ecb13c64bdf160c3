"""A correction from a card: what the dialog fills in, what it refuses, and the file it makes."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.drafting.correction import Corrected, read_correction
from tests.browser.test_accessibility import check_with_axe

CARDS = {
    "#events": "?day=1920-04-28",
    "#details": "?day=1921-10-13&territory=kars",
    "#treaty": "?day=1921-10-13&treaty=kars_1921",
    "#found >> visible=true": "?day=1920-12-02&place=alexandropol",
}


def opened(atlas, card: str, query: str):
    """The dialog, opened from a card."""
    atlas.follow(query)
    atlas.page.locator(f"{card} >> .correct button").first.click()
    dialog = atlas.page.locator("#correction")
    expect(dialog.locator("select").first).to_be_visible()
    return dialog


@pytest.mark.parametrize(("card", "query"), CARDS.items())
def test_every_card_has_the_way_to_a_correction(atlas, card, query):
    dialog = opened(atlas, card, query)
    assert dialog.locator("select").first.locator("option").count() >= 1
    expect(dialog.locator(".now")).not_to_be_empty()
    atlas.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_the_card_of_a_person_has_it_too(atlas):
    dialog = opened(atlas, "#found", "?person=chicherin")
    expect(dialog.locator("select option").first).to_contain_text("Georgy Chicherin")
    atlas.page.keyboard.press("Escape")


def test_the_file_that_a_reader_saves_fits_the_data(atlas, dataset, tmp_path: Path):
    page = atlas.page
    dialog = opened(atlas, "#details", "?day=1921-10-13&territory=kars")
    fields = dialog.locator("select").nth(1)
    fields.select_option("alt_start")
    dialog.get_by_label("It should say").fill("30 October 1920")
    save = dialog.get_by_role("button", name="Save the file")
    save.click()
    expect(dialog.get_by_role("status")).to_have_text("Name the work that says so.")
    dialog.get_by_role("combobox", name="Source", exact=True).fill('A "book" of 1933 \\ part 2')
    dialog.get_by_label("Page or article in it").fill("p. 12; p. 14")
    with page.expect_download() as made:
        save.click()
    expect(dialog.get_by_role("status")).to_have_text("Saved.")
    path = tmp_path / made.value.suggested_filename
    made.value.save_as(path)
    assert re.fullmatch(r"correction-kars-[\d-]+-alt_start\.toml", path.name)
    one = read_correction(path)
    assert (one.field, one.proposed) == ("alt_start", "1920-10-30")
    assert one.source == 'A "book" of 1933 \\ part 2, p. 12, p. 14'
    [cell] = Corrected(dataset, one, path.name).cells
    assert (cell.file, cell.column, cell.after) == ("control.csv", "alt_start", "1920-10-30")
    page.keyboard.press("Escape")


def test_a_known_work_is_named_by_its_key(atlas, dataset, tmp_path: Path):
    dialog = opened(atlas, "#details", "?day=1921-10-13&territory=kars")
    dialog.locator("select").nth(1).select_option("certainty")
    dialog.get_by_label("It should say").select_option("low")
    work = dialog.locator("datalist option").nth(3).get_attribute("value")
    dialog.get_by_role("combobox", name="Source", exact=True).fill(work)
    with atlas.page.expect_download() as made:
        dialog.get_by_role("button", name="Save the file").click()
    path = tmp_path / "known.toml"
    made.value.save_as(path)
    one = read_correction(path)
    assert one.source_key in dataset.sources
    Corrected(dataset, one, path.name)
    atlas.page.keyboard.press("Escape")


def test_a_required_choice_does_not_offer_nothing(atlas):
    dialog = opened(atlas, "#details", "?day=1921-10-13&territory=kars")
    fields, value = dialog.locator("select").nth(1), dialog.get_by_label("It should say")
    for name, empty in (("controller", 0), ("status", 0), ("certainty", 0), ("second_party", 1)):
        fields.select_option(name)
        expect(value.locator("option[value='']")).to_have_count(empty)
    atlas.page.keyboard.press("Escape")


def test_another_reading_of_a_holder_is_not_corrected(open_atlas):
    page = open_atlas("/?day=1921-10-13&territory=kars&reading=article").page
    expect(page.locator("#details h2")).to_be_visible()
    expect(page.locator("#details .correct")).to_have_count(0)
    expect(page.locator("#events .correct").first).to_be_visible()


def test_what_stands_there_already_is_no_correction(atlas):
    dialog = opened(atlas, "#events", "?day=1920-04-28")
    dialog.get_by_role("button", name="Copy the text").click()
    expect(dialog.get_by_role("status")).to_contain_text("That is what it says now")
    atlas.page.keyboard.press("Escape")


@pytest.mark.parametrize("reader", ["atlas", "pocket"])
def test_the_dialog_is_open_to_everybody(reader, request):
    window = request.getfixturevalue(reader)
    window.follow("?day=1921-10-13&territory=kars")
    window.page.evaluate("() => document.querySelector('#details .correct button').click()")
    expect(window.page.locator("#correction select").first).to_be_visible()
    check_with_axe(window.page, "#correction")
    wide = window.page.evaluate(
        "() => { const one = document.querySelector('#correction');"
        " return one.scrollWidth - one.clientWidth; }"
    )
    assert wide <= 0
    window.page.keyboard.press("Escape")
