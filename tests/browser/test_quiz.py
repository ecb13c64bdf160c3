"""The quiz: asked from a story or a range of days, answered by keys or taps, counted at the end."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import check_with_axe


def begun(atlas, name: str = "border"):
    """The card with the first question of a story."""
    page = atlas.page
    page.evaluate("() => document.querySelector('#stories-open').click()")
    story = page.locator("#stories li", has=page.locator(f'[data-story="{name}"]'))
    story.get_by_role("button").nth(1).click()
    quiz = page.locator("#quiz")
    expect(quiz.get_by_role("group")).to_be_visible()
    return quiz


@pytest.fixture
def quick(open_atlas):
    """A page whose reader wants no motion: the map goes to the day at once."""
    return open_atlas("/?day=1920-04-28", reduced_motion="reduce")


def test_a_question_is_answered_by_keys_and_the_map_shows_the_day(quick):
    quiz = begun(quick)
    page = quick.page
    assert quick.day == "1918-03-03"
    expect(page.locator("#page[data-introduction]")).to_have_count(0)
    expect(quiz.get_by_role("group")).to_have_accessible_name(
        "The map shows 3 March 1918. Who will hold Artvin okrug on 4 June 1918?"
    )
    expect(page.locator("#details")).to_be_hidden()
    quiz.get_by_role("radio").first.focus()
    page.keyboard.press("2")
    expect(quiz.get_by_role("radio").nth(1)).to_be_checked()
    page.keyboard.press("Enter")
    expect(quiz.get_by_role("status")).to_have_text("Right: Ottoman Empire.")
    quick.wait_for("1918-06-04")
    expect(quiz.get_by_role("button", name="Next question")).to_be_focused()


def test_without_an_answer_it_asks_for_one(quick):
    quiz = begun(quick)
    quiz.get_by_role("button", name="Play and see").click()
    expect(quiz.get_by_role("status")).to_have_text("Choose an answer first.")
    assert quick.day == "1918-03-03"


def test_the_result_counts_and_is_copied(quick, dataset):
    quiz = begun(quick)
    page = quick.page
    page.evaluate(
        "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
    )
    for _ in dataset.stories["border"].stops[1:]:
        if not quiz.get_by_role("radio").count():
            break
        quiz.get_by_role("radio").first.check()
        quiz.get_by_role("button", name="Play and see").click()
        expect(quiz.get_by_role("status")).not_to_be_empty()
        quiz.locator(".button.strong").click()
    rows = quiz.locator("ol li").all_inner_texts()
    right = sum(one.startswith("✓") for one in rows)
    expect(quiz.locator(".score")).to_have_text(f"{right} of {len(rows)} right")
    quiz.get_by_role("button", name="Copy the result").click()
    expect(quiz.get_by_role("status")).to_have_text("Copied.")
    lines = page.evaluate("() => window.copied").split("\n")
    assert lines[0] == dataset.stories["border"].title["en"]
    assert lines[2:-1] == rows
    page.keyboard.press("Escape")
    expect(quiz).to_be_hidden()
    expect(page.locator("#events")).to_be_visible()


def test_a_range_of_days_has_its_own_questions(quick):
    page = quick.page
    quick.follow("?day=1920-04-28&span=1920-01-01..1921-12-31")
    page.locator("#stories-open").click()
    page.get_by_role("button", name="Quiz on the time range").click()
    expect(page.locator("#quiz")).to_contain_text("Question 1 of 8")
    assert "1920-01-01" <= quick.day <= "1921-12-31"


def test_the_map_plays_to_the_day_where_motion_is_wanted(atlas):
    quiz = begun(atlas)
    quiz.get_by_role("radio").first.check()
    quiz.get_by_role("button", name="Play and see").click()
    atlas.page.wait_for_function("() => !['1918-03-03', '1918-06-04'].includes(atlas.day())")
    atlas.wait_for("1918-06-04")
    expect(quiz.get_by_role("status")).to_contain_text("Wrong. The holder is Ottoman Empire.")


@pytest.mark.parametrize("reader", ["atlas", "pocket"])
def test_the_quiz_is_open_to_everybody(reader, request):
    window = request.getfixturevalue(reader)
    quiz = begun(window)
    check_with_axe(window.page, "#quiz")
    box = quiz.bounding_box()
    assert box
    size = window.page.viewport_size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    for label in quiz.locator("label").all():
        assert label.bounding_box()["height"] >= 44
