"""The example of docs/extending.md in the page: it follows the reader, and moves the page."""

import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from dashboard.dataset.timeline import Timeline
from tests.browser.atlas import Atlas
from tests.browser.served import served
from tests.browser.watch import Watch

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "holders.py"
BARS = "#holders-chart .bars .point path"
TITLE = "#holders-chart .gtitle"
GO = "(go) => window.dash_clientside.set_props('atlas-go', { data: go })"


@pytest.fixture(scope="module")
def extended_url() -> Iterator[str]:
    """Address of a server of the example."""
    with served(runpy.run_path(str(EXAMPLE))["server"]) as address:
        yield address


@pytest.fixture
def extended(page: Page, extended_url: str) -> Callable[[str], Atlas]:
    """A function that opens the example at an address and waits for its chart."""

    def open_one(address: str) -> Atlas:
        atlas = Atlas(page).open(f"{extended_url}{address}")
        page.locator(BARS).first.wait_for(state="attached")
        return atlas

    return open_one


def test_the_chart_follows_the_territory_that_is_chosen(extended, dataset):
    atlas = extended("/?territory=kars")
    expect(atlas.page.locator(TITLE)).to_have_text(dataset.territories["kars"].name["en"])
    atlas.choose("batum")
    expect(atlas.page.locator(TITLE)).to_have_text(dataset.territories["batum"].name["en"])


def test_the_chart_speaks_the_language_of_its_page(extended, dataset):
    atlas = extended("/tr/?territory=kars")
    expect(atlas.page.locator("#panel-holders h2")).to_have_text("Zaman içinde kimin elinde")
    expect(atlas.page.locator(TITLE)).to_have_text(dataset.territories["kars"].name["tr"])


def test_a_click_on_a_bar_moves_the_day(extended, dataset):
    ended = [row.interval for row in Timeline(dataset).history("kars") if row.interval.end]
    longest = max(ended, key=lambda days: days.end - days.start)
    atlas = extended("/?territory=kars")
    expect(atlas.page.locator(TITLE)).to_have_text(dataset.territories["kars"].name["en"])
    bar = atlas.page.locator(BARS).nth(ended.index(longest)).bounding_box()
    middle = bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2
    # Plotly has to see the pointer come before it takes a click.
    atlas.page.mouse.move(middle[0] - 1, middle[1])
    atlas.page.mouse.click(*middle)
    atlas.wait_for(longest.start.isoformat())
    atlas.page.go_back()
    expect(atlas.page.locator("#day")).to_contain_text("1 January 1918")


def test_scrubbing_asks_the_server_once_when_it_rests(extended, dataset):
    atlas = extended("/?territory=kars")
    # The chart of the start may be answered before the view that is asked for is.
    expect(atlas.page.locator(TITLE)).to_have_text(dataset.territories["kars"].name["en"])
    atlas.page.wait_for_load_state("networkidle")
    calls: list[str] = []

    def count(request: Request) -> None:
        if request.method == "POST":
            calls.append(request.post_data or "")

    atlas.page.on("request", count)
    with atlas.page.expect_response("**/_dash-update-component*"):
        # One task of the browser: no day of these can come to rest but the last.
        atlas.page.evaluate(
            """() => {
              const slider = document.getElementById("day-slider");
              for (let day = 300; day < 400; day += 1) {
                slider.value = day;
                slider.dispatchEvent(new Event("input", { bubbles: true }));
              }
            }"""
        )
    assert len(calls) == 1
    assert f'"day":"{atlas.day}"' in calls[0]


def test_a_callback_moves_everything_at_once(extended):
    atlas = extended("/")
    go = {
        "day": "1921-10-13",
        "view": "table",
        "territory": "batum",
        "treaty": None,
        "layers": ["districts", "claims"],
    }
    atlas.page.evaluate(GO, go)
    atlas.wait_for("1921-10-13")
    assert "view=table&territory=batum&layers=districts,claims" in atlas.address
    atlas.page.evaluate(GO, {"territory": None, "view": "map"})
    atlas.page.wait_for_function("() => !location.search.includes('territory')")
    assert "day=1921-10-13" in atlas.address


def test_a_callback_changes_the_language_and_keeps_the_view(extended):
    atlas = extended("/?territory=kars")
    atlas.page.evaluate(GO, {"day": "1920-04-28", "language": "tr"})
    atlas.page.wait_for_url("**/tr/?day=1920-04-28&territory=kars*")
    atlas.page.wait_for_selector("html[lang=tr][data-ready]", state="attached")


def test_what_the_atlas_does_not_have_is_named_in_the_console(extended, watch: Watch):
    atlas = extended("/")
    wrong = {"territory": "atlantis", "day": "1850-01-01", "speed": 3, "language": "fr"}
    atlas.page.evaluate(GO, {**wrong, "view": "strips"})
    atlas.page.wait_for_function("() => location.search.includes('view=strips')")
    said = [error.partition(" (")[0] for error in watch.errors]
    assert said == [
        'atlas-go: the atlas has no territory "atlantis"',
        'atlas-go: the atlas has no day "1850-01-01"',
        "atlas-go: the atlas has no speed 3",
        'atlas-go: the atlas has no language "fr"',
    ]
    watch.clear()


def test_without_panels_the_page_does_without_dash(atlas: Atlas):
    assert atlas.page.evaluate("() => window.dash_clientside") is None
    assert atlas.page.locator("#own-panels > *").count() == 0
