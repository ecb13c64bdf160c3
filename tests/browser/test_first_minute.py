"""The first minute: what a newcomer reads, how the page is named, and how the map is read."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas import frames


@pytest.fixture
def newcomer(open_page):
    """A window of somebody who has never been here."""
    return open_page(first_visit=True)


def start(page, address="/"):
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")
    return page.locator("#start")


@pytest.mark.parametrize(("address", "language"), [("/", "en"), ("/tr/", "tr")])
def test_a_first_visit_reads_a_sentence_of_the_story(newcomer, dataset, address, language):
    card = start(newcomer, address)
    expect(card).to_be_visible()
    expect(newcomer.locator("#events")).to_be_hidden()
    assert card.locator("h2").inner_text() == dataset.terms.opening[language]
    labels = [milestone.label[language] for milestone in dataset.milestones]
    assert card.locator("ol button").all_inner_texts() == labels


def test_the_introduction_goes_at_the_first_move_and_does_not_return(newcomer):
    card = start(newcomer)
    newcomer.keyboard.press("ArrowRight")
    expect(card).to_be_hidden()
    expect(newcomer.locator("#events")).to_be_visible()
    expect(start(newcomer)).to_be_hidden()
    newcomer.locator("#help-open").click()
    newcomer.locator("#introduction").click()
    expect(card).to_be_visible()
    expect(newcomer.locator("#help")).to_be_hidden()
    newcomer.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_turning_point_is_gone_to(newcomer, dataset):
    card = start(newcomer)
    card.locator("ol button").nth(1).click()
    day = dataset.events[dataset.milestones[1].event_id].date.isoformat()
    newcomer.wait_for_function("(day) => window.atlas.day() === day", arg=day)
    expect(card).to_be_hidden()


def test_a_link_is_followed_without_an_introduction(newcomer):
    expect(start(newcomer, "/?day=1920-04-28")).to_be_hidden()


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/?day=1920-04-28", "28 April 1920 – Map – How the Caucasus became Soviet"),
        ("/?day=1920-04-28&view=table", "28 April 1920 – Table – How the Caucasus became Soviet"),
        ("/tr/?day=1921-10-13&view=strips", "13 Ekim 1921 – Şeritler – Kafkasya nasıl Sovyetleşti"),
    ],
)
def test_the_title_names_day_and_view(open_atlas, address, title):
    expect(open_atlas(address).page).to_have_title(title)


def test_the_help_says_first_how_the_map_is_read(atlas):
    atlas.page.keyboard.press("?")
    dialog = atlas.page.locator("#help")
    assert dialog.locator("h2").first.inner_text() == "How to read this map"
    pictures = dialog.locator("#signs .picture svg")
    assert pictures.count() == dialog.locator("#signs li").count() == 5
    assert all(box and box["width"] > 40 for box in (one.bounding_box() for one in pictures.all()))
    assert "ArrowRight" not in dialog.inner_text()


def test_three_signs_stand_for_three_things(atlas):
    atlas.go("1920-04-28")
    assert atlas.page.locator("#layers-open svg").count() == 1
    assert "≡" not in atlas.page.locator("#layers-open").inner_text()
    rests = atlas.page.locator("#events .sources .all").first
    assert "≡" not in rests.evaluate("(one) => getComputedStyle(one, '::before').content")


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080)])
@pytest.mark.parametrize("day", ["1918-01-01", "1920-04-28", "1920-09-28", "1922-12-30"])
def test_the_day_stands_in_one_line_and_not_across_a_coast(atlas, day, size):
    atlas.page.set_viewport_size({"width": size[0], "height": size[1]})
    atlas.go(day)
    frames(atlas.page)
    found = atlas.page.evaluate(
        """() => {
          const date = document.querySelector("#day .date");
          const block = document.querySelector("#day-block");
          const range = document.createRange();
          range.selectNodeContents(date);
          const { left, top, bottom } = block.getBoundingClientRect();
          // A long date goes on beyond its block.
          const parts = [block, ...block.querySelectorAll("*")];
          const right = Math.max(...parts.map((part) => part.getBoundingClientRect().right));
          const lands = [...document.querySelectorAll(
            '#map [class*=" tracel-"] .js-fill, #map path[data-territory]')];
          let land = 0;
          for (let x = left; x <= right; x += 5) for (let y = top; y <= bottom; y += 5) {
            const of = (path) => new DOMPoint(x, y).matrixTransform(path.getScreenCTM().inverse());
            if (lands.some((path) => path.isPointInFill(of(path)))) land += 1;
          }
          return { lines: range.getClientRects().length, land,
            card: block.classList.contains("card") };
        }"""
    )
    assert found["lines"] == 1
    assert found["card"] or not found["land"]


def test_long_names_of_sources_wrap_as_text(atlas):
    atlas.go("1920-04-28")
    fold = atlas.page.locator("#events .cited").first
    fold.locator("summary").click()
    item = fold.locator("li", has_text=re.compile("Tercüman"))
    name = item.locator("span").first
    assert name.evaluate("(one) => one.getClientRects().length") == 1
