"""The dialogs of exports and citations: what is on the screen leaves the page."""

import json

import pytest

CLIPBOARD = """() => {
  window.copied = [];
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: {
    writeText: async (text) => window.copied.push(text),
  } });
}"""


@pytest.fixture
def exports(atlas):
    """The English page with its dialog of exports open on a day."""
    atlas.go("1921-10-13")
    atlas.page.keyboard.press("e")
    atlas.page.wait_for_selector("#export[open]")
    return atlas


def choose(atlas, what):
    atlas.page.locator(f'#export input[name="export-what"][value="{what}"]').check()


def requested(atlas, act):
    """The address asked for, and the name of the file that the browser saves."""
    with atlas.page.expect_download() as download, atlas.page.expect_request("**") as request:
        act()
    return request.value.url, download.value


def test_a_sheet_is_of_the_day_and_the_territory_on_the_screen(exports, tmp_path):
    page = exports.page
    page.keyboard.press("Escape")
    page.evaluate("() => document.querySelector('path[data-territory=\"kars\"]').focus()")
    page.keyboard.press("Enter")
    page.keyboard.press("e")
    page.locator('#export input[name="sheet-kind"][value="png"]').check()
    page.locator("#export select").first.select_option("own")
    for name, value in (("Width, mm", "120"), ("Height, mm", "90"), ("Dots per inch", "60")):
        page.get_by_label(name).fill(value)
    assert "283 × 213 pixels" in page.locator("#export form:visible .hint").inner_text()
    send = page.get_by_role("button", name="Make the sheet")
    url, download = requested(exports, send.click)
    assert url.endswith("/snapshot/1921-10-13.png?size=120x90&lang=en&dpi=60&territory=kars")
    assert download.suggested_filename == "caucasus-1921-10-13-en.png"
    download.save_as(tmp_path / "sheet.png")
    assert (tmp_path / "sheet.png").read_bytes().startswith(b"\x89PNG")
    page.wait_for_selector("#export .said:has-text('Saved')")


def test_data_of_two_typed_days_are_saved_and_a_wrong_day_is_said_to_be_wrong(exports, tmp_path):
    page = exports.page
    choose(exports, "data")
    page.get_by_label("Content").select_option("changes")
    page.get_by_label("Format").select_option("csv")
    page.get_by_role("textbox", name="From", exact=True).fill("28.4.1920")
    page.get_by_label("To", exact=True).fill("1 May 1919")
    fault = "form => [...form.elements].map((one) => one.validationMessage).join('')"
    form = page.locator("#export form:visible")
    assert form.evaluate(fault) == "The last day is before the first."
    page.get_by_label("To", exact=True).fill("1 May 1920")
    send = form.get_by_role("button", name="Download")
    url, download = requested(exports, send.click)
    assert url.endswith("/api/changes/1920-04-28/1920-05-01.csv")
    download.save_as(tmp_path / "changes.csv")
    assert (tmp_path / "changes.csv").read_text().startswith("day,territory_id")


def test_a_busy_server_is_told_in_words(open_atlas, watch):
    page = open_atlas("/?day=1921-10-13").page
    page.keyboard.press("e")
    answer = {"status": 503, "headers": {"Retry-After": "7"}, "body": "{}"}
    page.route("**/snapshot/**", lambda route: route.fulfill(**answer))
    page.get_by_role("button", name="Make the sheet").click()
    page.wait_for_selector("#export .said.fault:has-text('try again in 7 seconds')")
    assert len(watch.errors) == 1
    assert "503" in watch.errors.pop()


def test_the_dialog_closes_with_escape_and_gives_the_focus_back(atlas):
    opener = atlas.page.locator("#export-open")
    opener.focus()
    atlas.page.keyboard.press("Enter")
    assert atlas.page.locator("#export").is_visible()
    atlas.page.keyboard.press("Escape")
    assert not atlas.page.locator("#export").is_visible()
    assert atlas.page.evaluate("() => document.activeElement.id") == "export-open"


def test_the_citation_of_the_view_and_of_its_sources_is_copied_with_one_click(turkish):
    turkish.go("1921-10-13")
    page = turkish.page
    page.evaluate(CLIPBOARD)
    page.locator("#cite-open").click()
    page.locator('#cite [data-copy="view"]:enabled').click()
    page.locator('#cite input[value="csl-json"]').check()
    page.locator('#cite [data-copy="sources"]:enabled').click()
    page.wait_for_function("() => window.copied.length === 2")
    view, sources = page.evaluate("() => window.copied")
    assert "13 Ekim 1921" in view
    assert "day=1921-10-13" in view
    works = json.loads(sources)
    assert f"{len(works)} eser" in page.locator("#cite").inner_text()
    link = page.locator("#cite .citation a").last.get_attribute("href")
    assert link.startswith("/api/cite/1921-10-13/csl-json?lang=tr")
    page.keyboard.press("Escape")
