"""The quiz: asked from a story or a range of days, answered by keys or taps, counted at the end."""

import pytest
from playwright.sync_api import expect

from tests.browser.atlas import frames
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
    right = sum(row.startswith("●") for row in rows)
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
    atlas.page.evaluate(
        """() => {
          window.days = new Set();
          const step = () => {
            window.days.add(window.atlas.day());
            if (window.atlas.day() !== "1918-06-04") requestAnimationFrame(step);
          };
          step();
        }"""
    )
    quiz.get_by_role("button", name="Play and see").click()
    atlas.wait_for("1918-06-04")
    assert atlas.page.evaluate("() => window.days.size") > 2
    expect(quiz.get_by_role("status")).to_contain_text("Wrong. The holder is Ottoman Empire.")


def test_closed_it_gives_back_what_was_shown(open_atlas):
    shown = "/?day=1921-10-13&territory=kars&layers=relief,claims"
    reader = open_atlas(shown, reduced_motion="reduce")
    before = reader.address
    begun(reader)
    reader.wait_for("1918-03-03")
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator("#quiz")).to_be_hidden()
    reader.page.wait_for_url(before)
    expect(reader.page.locator("#details")).to_be_visible()


def test_back_leaves_the_quiz_for_what_was_shown(quick):
    quiz = begun(quick)
    quick.wait_for("1918-03-03")
    quick.page.go_back()
    quick.wait_for("1920-04-28")
    expect(quiz).to_be_hidden()
    expect(quick.page.locator("#events")).to_be_visible()


def test_another_card_takes_the_place_of_the_quiz(quick):
    page = quick.page
    begun(quick)
    page.keyboard.press("/")
    page.locator("#search-field").fill("Alexandropol")
    page.locator("#search-list").get_by_role("option").first.click()
    expect(page.locator("#found h2")).to_have_text("Alexandropol")
    expect(page.locator("#quiz")).to_be_hidden()


def test_a_quiz_begun_while_the_map_plays_asks_its_own_first_question(atlas):
    quiz = begun(atlas)
    quiz.get_by_role("radio").first.check()
    # In one go, so that the map cannot reach the day before the second quiz begins.
    atlas.page.evaluate(
        """() => {
          document.querySelector("#quiz .button.strong").click();
          document.querySelector("#stories-open").click();
          document.querySelector("#stories .quiz").click();
        }"""
    )
    expect(quiz).to_contain_text("Question 1 of 8")
    expect(quiz.get_by_role("radio", disabled=False)).to_have_count(4)
    expect(quiz.locator("[role=status]")).to_be_empty()


def test_closed_while_its_file_loads_it_stays_closed(quick):
    page = quick.page
    held = []
    page.route("**/quiz.json", lambda route: held.append(route))
    with page.expect_request("**/quiz.json"):
        page.locator("#stories-open").click()
        page.locator("#stories .quiz").click()
    expect(page.locator("#quiz")).to_be_visible()
    page.keyboard.press("Escape")
    with page.expect_response("**/quiz.json") as answer:
        held[0].continue_()
    answer.value.finished()
    frames(page)
    expect(page.locator("#quiz")).to_be_empty()
    assert quick.day == "1920-04-28"


def test_another_reading_has_its_own_questions(open_atlas):
    reader = open_atlas("/?day=1920-04-28&reading=article", reduced_motion="reduce")
    with reader.page.expect_response("**/article.quiz.json") as answer:
        begun(reader, "sovietization")
    assert answer.value.ok


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
