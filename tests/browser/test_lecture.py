"""Lecture mode in the real page: stops by address and key, the class's window, the notes' one."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.dataset.model import Dataset


@pytest.fixture
def lecture(open_atlas: Callable[..., Any]) -> Any:
    return open_atlas("/?story=border&stop=9")


def presenter_of(lecture: Any) -> Page:
    """The presenter's window, opened from the class's."""
    with lecture.page.context.expect_page() as opened:
        lecture.page.locator("#story a[data-window=presenter]").click()
    presenter = opened.value
    presenter.wait_for_selector("html[data-ready]", state="attached")
    return presenter


def test_every_stop_is_restored_by_its_address(lecture, dataset: Dataset):
    page = lecture.page
    for story in dataset.stories.values():
        for number in (1, len(story.stops) // 2, len(story.stops)):
            stop = story.stops[number - 1]
            lecture.open(f"/?story={story.id}&stop={number}")
            lecture.wait_for(stop.day.isoformat())
            expect(page.locator("#story h3")).to_have_text(stop.title["en"])
            expect(page.locator("#story .told p").first).to_have_text(stop.text["en"])
            shown = page.evaluate(
                "() => [...new URLSearchParams(location.search)].map(([name]) => name)"
            )
            usual = {"day", "story", "stop"}
            chosen = {one for one in ("territory", "treaty") if getattr(stop, one)}
            assert set(shown) == usual | chosen


def test_arrows_and_a_remote_step_and_escape_gives_back_what_was_shown(open_atlas):
    atlas = open_atlas("/?day=1919-05-24&territory=kars&layers=relief")
    page = atlas.page
    page.keyboard.press("s")
    page.locator("[data-story=sovietization]").click()
    for key, place in (
        ("ArrowRight", "2 of 14"),
        ("PageDown", "3 of 14"),
        ("PageUp", "2 of 14"),
        ("ArrowLeft", "1 of 14"),
        ("ArrowLeft", "1 of 14"),
    ):
        page.keyboard.press(key)
        expect(page.locator("#story .place strong")).to_have_text(place)
    page.keyboard.press("Escape")
    expect(page.locator("#notice")).to_contain_text("Press Escape again")
    expect(page.locator("#story")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#story")).to_be_hidden()
    atlas.wait_for("1919-05-24")
    assert page.evaluate("() => location.search") == "?day=1919-05-24&territory=kars&layers=relief"


def test_the_reader_looks_around_and_comes_back_to_the_stop(lecture):
    page = lecture.page
    lecture.wait_for("1921-03-16")
    page.keyboard.press("Shift+ArrowRight")
    lecture.wait_for("1921-03-17")
    page.get_by_role("button", name="Back to the stop").click()
    lecture.wait_for("1921-03-16")
    expect(page.locator("#story .place strong")).to_have_text("9 of 10")


def test_the_question_is_asked_on_demand_and_the_notes_never_reach_the_class(lecture, dataset):
    page = lecture.page
    stop = dataset.stories["border"].stops[8]
    assert stop.question["en"] not in page.locator("#page").inner_text()
    page.keyboard.press("q")
    expect(page.locator("#story .question")).to_have_text(stop.question["en"])
    assert stop.notes["en"] not in page.locator("html").inner_text()


def test_the_presenter_has_the_notes_and_leads_the_class(lecture, dataset):
    first, second = dataset.stories["border"].stops[8:10]
    presenter = presenter_of(lecture)
    words = presenter.locator("#presenter")
    expect(words.locator(".notes p")).to_have_text(first.notes["en"])
    expect(words.locator(".answer p")).to_have_text(first.answer["en"])
    expect(words.locator(".plan")).to_have_text("Planned: 5 min, 41 min with the stops before")
    expect(words.locator("header .place")).to_contain_text("Short route")
    expect(words.locator(".next-stop p")).to_contain_text(second.title["en"])
    presenter.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    paper = presenter.locator("#paper")
    for printed in (first.text, first.notes, first.question, first.answer, second.title):
        expect(paper).to_contain_text(printed["en"])
    expect(paper.locator("svg, button")).to_have_count(0)
    presenter.evaluate("() => dispatchEvent(new Event('afterprint'))")
    presenter.keyboard.press("ArrowRight")
    expect(lecture.page.locator("#story h3")).to_have_text(second.title["en"])
    lecture.wait_for("1921-10-13")
    words.get_by_role("button", name="Show it to the class").click()
    expect(lecture.page.locator("#story .question")).to_have_text(second.question["en"])
    lecture.page.bring_to_front()
    lecture.page.keyboard.press("ArrowLeft")
    expect(words.locator(".notes p")).to_have_text(first.notes["en"])
    seen = lecture.page.locator("html").inner_text()
    assert first.notes["en"] not in seen
    assert first.answer["en"] not in seen


def test_a_stop_that_there_is_not_gives_a_note_and_the_first(open_atlas):
    atlas = open_atlas("/tr/?story=border&stop=40")
    expect(atlas.page.locator("#notice")).to_contain_text("anlatıda olmayan bir durağı")
    expect(atlas.page.locator("#story .place strong")).to_have_text("1/10")


# The card on ordinary screens

SIZES = [(1366, 768), (1366, 650), (1280, 720), (1024, 768)]

# Buttons that are cut off or covered, and how much of the text is seen, in lines.
CARD = """() => {
  const card = document.querySelector("#day-block").getBoundingClientRect();
  const stage = document.querySelector("#stage").getBoundingClientRect();
  const lost = [...document.querySelectorAll("#story button, #story .tools a")].filter((button) => {
    const { left, top, right, bottom, width } = button.getBoundingClientRect();
    if (!width) return false;
    const inside = [card, stage].every((box) =>
      left >= box.left && top >= box.top && right <= box.right && bottom <= box.bottom);
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return !inside || !button.contains(hit);
  });
  const text = document.querySelector("#story .told");
  const leading = parseFloat(getComputedStyle(text.querySelector("p:last-child")).lineHeight);
  const seen = Math.min(text.clientHeight, text.scrollHeight) / leading;
  return {
    lost: lost.map((button) => button.textContent),
    seen: text.scrollHeight <= text.clientHeight ? Infinity : seen,
    reached: text.scrollHeight <= text.clientHeight || text.tabIndex === 0,
    sideways: text.scrollWidth > text.clientWidth,
  };
}"""


@pytest.mark.parametrize("mode", ["", "&mode=projector"])
@pytest.mark.parametrize("language", ["/", "/tr/"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_the_buttons_of_a_lecture_are_always_in_reach(open_atlas, dataset, size, language, mode):
    """At the longest stop and at a stop with a treaty, with the question and without."""
    width, height = size
    atlas = open_atlas(
        f"{language}?day=1920-04-28{mode}", viewport={"width": width, "height": height}
    )
    code = "tr" if language == "/tr/" else "en"
    for story in dataset.stories.values():
        numbers = range(1, len(story.stops) + 1)
        longest = max(numbers, key=lambda n: len(story.stops[n - 1].text[code]))
        treaty = next(n for n in numbers if story.stops[n - 1].treaty)
        for number in sorted({longest, treaty}):
            atlas.follow(f"?story={story.id}&stop={number}{mode}")
            for _ in range(2):
                card = atlas.page.evaluate(CARD)
                assert card["lost"] == [], (story.id, number, card)
                assert card["seen"] >= 4, (story.id, number, card)
                assert card["reached"], (story.id, number, card)
                assert not card["sideways"], (story.id, number, card)
                atlas.page.keyboard.press("q")
