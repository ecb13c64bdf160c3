"""A lesson of the teacher's own: views added, put in order, written, downloaded, played."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.dataset.reading.load import read_package
from dashboard.dataset.rules import stories
from dashboard.ui.page import strings
from tests.browser.test_accessibility import check_with_axe

RULES = (
    stories.stops_lie_inside_the_range,
    stories.stops_name_what_is_there,
    stories.stops_rest_on_events,
    stories.stops_show_land_of_the_atlas,
)
DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def teacher(open_atlas):
    """A page of a teacher's, on which the lesson of her own is open and has two stops."""
    atlas = open_atlas("/?day=1920-04-28")
    atlas.page.locator("#stories-open").click()
    atlas.page.get_by_role("button", name="Write your own").click()
    own = atlas.page.locator("#own")
    own.get_by_label("Title of the lesson").fill('Kars and "Baku"')
    own.get_by_role("button", name="Add this view").click()
    atlas.follow("?day=1921-10-13&territory=kars&treaty=kars_1921&layers=relief,claims")
    own.get_by_role("button", name="Add this view").click()
    own.get_by_label("What the class reads").last.fill("Kars stays Turkish\nby treaty.")
    return atlas


def downloaded(atlas, folder: Path) -> Path:
    with atlas.page.expect_download() as made:
        atlas.page.get_by_role("button", name="Download the lesson").click()
    path = folder / made.value.suggested_filename
    made.value.save_as(path)
    return path


def test_the_file_is_a_story_of_the_data_package(teacher, tmp_path):
    path = downloaded(teacher, tmp_path)
    package = tmp_path / "data"
    shutil.copytree(DATA, package)
    shutil.copy(path, package / "stories" / path.name)
    read = read_package(package)
    assert list(read.problems) == []
    assert [problem for rule in RULES for problem in rule(read)] == []
    story = next(story.story for story in read.stories if story.story.id == path.stem)
    assert story.title["en"] == 'Kars and "Baku"'
    first, second = story.stops
    assert (first.day.isoformat(), second.day.isoformat()) == ("1920-04-28", "1921-10-13")
    assert first.events[0] == "baku_soviet_1920"
    assert (second.territory, second.treaty) == ("kars", "kars_1921")
    assert second.layers == ("relief", "claims")
    assert second.text["en"] == "Kars stays Turkish by treaty."


def test_stops_change_places_and_are_played(teacher):
    page = teacher.page
    own = page.locator("#own")
    own.get_by_role("button", name="Move up: 13 Oct 1921").click()
    expect(own.locator("summary").first).to_contain_text("13 Oct 1921")
    expect(own.get_by_role("button", name="Move down: 13 Oct 1921")).to_be_focused()
    own.get_by_role("button", name="Begin", exact=True).click()
    expect(own).to_be_hidden()
    expect(page.locator("#story")).to_contain_text("Kars stays Turkish by treaty.")
    assert teacher.day == "1921-10-13"
    page.locator("#story .next").click()
    teacher.wait_for("1920-04-28")
    expect(page.locator("#story .place")).to_contain_text('2 of 2 · Kars and "Baku"')


def test_a_stop_that_moves_keeps_the_focus_on_its_arrow(teacher):
    own = teacher.page.locator("#own")
    teacher.follow("?day=1922-12-30")
    own.get_by_role("button", name="Add this view").click()
    own.get_by_role("button", name="Move down: 28 Apr 1920").click()
    expect(own.get_by_role("button", name="Move down: 28 Apr 1920")).to_be_focused()
    teacher.page.keyboard.press("Enter")
    expect(own.locator("summary").last).to_contain_text("28 Apr 1920")
    expect(own.get_by_role("button", name="Move up: 28 Apr 1920")).to_be_focused()


def test_what_was_removed_or_replaced_can_be_had_back(teacher):
    page = teacher.page
    own = page.locator("#own")
    stops, title = own.locator("summary"), own.get_by_label("Title of the lesson")
    undo = own.get_by_role("button", name="Undo")
    expect(undo).to_be_hidden()
    own.get_by_role("button", name="Remove: 28 Apr 1920").click()
    expect(stops).to_have_count(1)
    undo.click()
    expect(stops).to_have_count(2)
    own.get_by_role("button", name="Begin anew").click()
    own.get_by_role("button", name="Begin anew").click()
    expect(stops).to_have_count(0)
    expect(title).to_have_value("")
    undo.click()
    expect(title).to_have_value('Kars and "Baku"')
    page.locator("#own input[type=file]").set_input_files(DATA / "stories" / "border.toml")
    expect(own.get_by_role("status")).to_contain_text("Opened:")
    undo.click()
    expect(stops).to_have_count(2)
    expect(own.get_by_label("What the class reads").last).to_have_value(
        "Kars stays Turkish\nby treaty."
    )


def test_a_reader_of_files_that_cannot_be_loaded_is_no_fault_of_the_file(teacher):
    page = teacher.page
    # As a request that fails, but Chromium logs nothing of it.
    broken = {"content_type": "text/javascript", "body": "throw new Error('not loaded');"}
    page.route("**/smol-toml.js", lambda route: route.fulfill(**broken))
    page.locator("#own input[type=file]").set_input_files(DATA / "stories" / "border.toml")
    expect(page.locator("#own [role=status]")).to_have_text(strings.BROWSER["load.failed"])
    assert page.locator("#own summary").count() == 2


def test_it_is_there_after_the_page_is_loaded_again(teacher):
    page = teacher.page
    page.locator("#own").get_by_role("button", name="Begin", exact=True).click()
    teacher.wait_for("1920-04-28")
    teacher.open(teacher.address)
    expect(page.locator("#story .place")).to_contain_text("1 of 2")
    expect(page.locator("#notice")).to_be_empty()


def test_a_story_of_the_package_is_opened_and_keeps_its_other_language(teacher, tmp_path):
    page = teacher.page
    page.locator("#own input[type=file]").set_input_files(DATA / "stories" / "border.toml")
    expect(page.locator("#own [role=status]")).to_contain_text("Opened:")
    content = downloaded(teacher, tmp_path).read_text("utf-8")
    assert content.count("[[stop]]") == page.locator("#own summary").count() > 5
    assert content.count("title.tr") == content.count("title.en")
    kept = (DATA / "stories" / "border.toml").read_text("utf-8")
    for word in ("\nminutes = ", "\nshort = true", "\nanswer.en = ", "\nanswer.tr = "):
        assert content.count(word) == kept.count(word) > 0, word


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"day = [", "This file is no lesson: line 1 cannot be read."),
        (b"title.en = 'x'", "This file cannot be shown: stop –, stop."),
        (
            b"[[stop]]\nday = 1920-04-28\nterritory = 'nowhere'",
            "This file cannot be shown: stop 1, territory.",
        ),
        (b"#" * 300_000, "This file is too large: a lesson has at most 250 kB."),
    ],
)
def test_another_file_is_refused_and_the_lesson_stays(teacher, content, said):
    page = teacher.page
    file = {"name": "x.toml", "mimeType": "application/toml", "buffer": content}
    page.locator("#own input[type=file]").set_input_files([file])
    expect(page.locator("#own [role=status]")).to_contain_text(said)
    assert page.locator("#own summary").count() == 2


def test_a_lesson_without_words_is_not_begun(teacher):
    own = teacher.page.locator("#own")
    own.get_by_label("What the class reads").last.fill("")
    own.get_by_role("button", name="Begin", exact=True).click()
    expect(own.get_by_role("status")).to_have_text("Stop 2 has no text for: What the class reads.")
    own.get_by_role("button", name="Begin anew").click()
    own.get_by_role("button", name="Begin", exact=True).click()
    expect(own.get_by_role("status")).to_have_text("Add a view first.")


def test_the_editor_is_open_to_everybody(teacher):
    check_with_axe(teacher.page, "#own")
    teacher.page.set_viewport_size({"width": 390, "height": 844})
    wide = teacher.page.evaluate(
        "() => { const one = document.querySelector('#own');"
        " return one.scrollWidth - one.clientWidth; }"
    )
    assert wide <= 0
    teacher.page.keyboard.press("Escape")
    expect(teacher.page.locator("#own")).to_be_hidden()
