"""The frozen site in a browser, handed out by Python's plain file server below its root."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.cartography.paper.handout import PIXELS
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.ui.frozen import site
from dashboard.ui.page.frozen import Frozen, film_file
from scripts.synthetic import Wanted, write
from tests.browser.atlas import Atlas, use_tool
from tests.browser.served import running
from tests.browser.watch import HOST

PLACE = "/school/atlas"


class Quiet(SimpleHTTPRequestHandler):
    """Python's file server, which keeps what it was asked in vain."""

    lost: list[str] = []  # noqa: RUF012 - of the server that the tests of this file share

    def log_message(self, *_words: Any) -> None:
        pass

    def send_error(self, code: int, *words: Any, **named: Any) -> None:
        self.lost.append(f"{code} {self.path}")
        super().send_error(code, *words, **named)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("frozen") / "package", Wanted(rows=2, events=4))


@pytest.fixture(scope="module")
def data(package: Path) -> Dataset:
    return open_dataset(package)


@pytest.fixture(scope="module")
def still(package: Path) -> Iterator[str]:
    """Address of the site, below the root of a file server."""
    root = package.parent / "www"
    order = site.Order(package, Frozen(films=("tr",), subtitles=("en", "tr")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site.films, "write", undrawn)
        site.freeze(order, root / PLACE[1:], 1, lambda _what, names, _total: names)
    server = ThreadingHTTPServer((HOST, 0), partial(Quiet, directory=str(root)))
    with running(server) as address:
        yield f"{address}{PLACE}"


def undrawn(package: Path, offered: Frozen, part: Path, *_words: Any) -> list[str]:
    """The files of the films without a film, which takes long to draw and another test reads."""
    dataset = open_dataset(package)
    names = [film_file(dataset, language, "mp4") for language in offered.films]
    names += [film_file(dataset, language, "vtt") for language in offered.subtitles]
    (part / "films").mkdir()
    for name in names:
        (part / name).write_text(name)
    return names


@pytest.fixture
def frozen(page: Page, still: str) -> Iterator[Atlas]:
    """The English page; nothing that it asks for is not there."""
    Quiet.lost.clear()
    yield Atlas(page).open(f"{still}/")
    assert Quiet.lost == []


def test_every_view_shows_the_day_of_a_permalink(frozen, still, data):
    day = Timeline(data).change_days[1].isoformat()
    for view, shown in (
        ("map", "#map .js-plotly-plot"),
        ("strips", "#strips-graph .js-plotly-plot"),
        ("compare", "#map-b .js-plotly-plot"),
        ("table", "#table tbody tr"),
    ):
        frozen.open(f"{still}/?day={day}&view={view}")
        expect(frozen.page.locator(shown).first).to_be_visible()
        assert frozen.day == day


def test_the_slider_moves_the_day_and_the_table_follows(frozen):
    page = frozen.page
    page.locator("#views [data-view=table]").click()
    before = frozen.day
    page.locator("#day-slider").focus()
    page.keyboard.press("ArrowRight")
    assert frozen.day > before
    frozen.wait_for(frozen.day)
    expect(page.locator("#table tbody tr").first).to_be_visible()


def test_a_search_opens_a_card_and_a_work_its_place_on_the_page_of_sources(frozen, data):
    page = frozen.page
    territory = next(iter(data.territories.values()))
    page.keyboard.press("/")
    page.locator("#search input").fill(territory.name["en"])
    page.locator("#search [role=option]").first.click()
    expect(page.locator("#details")).to_be_visible()
    page.locator("#details details.cited summary").first.click()
    with page.expect_navigation():
        page.locator("#details a.all").first.click()
    assert "/sources.html#" in page.url
    expect(page.locator("article:target")).to_be_visible()
    expect(page.get_by_role("search")).to_have_count(0)


def test_a_lesson_runs_and_its_handout_is_there(frozen, still, data):
    page = frozen.page
    story = next(iter(data.stories.values()))
    frozen.open(f"{still}/?story={story.id}&stop=1")
    expect(page.locator("#story")).to_contain_text(story.stops[0].title["en"])
    page.locator("#stories-open").click()
    with page.expect_navigation():
        page.locator("#stories a.button").first.click()
    expect(page.locator(".stop img").first).to_have_js_property("naturalWidth", PIXELS[0])
    with page.expect_navigation():
        page.get_by_role("link", name="Map", exact=True).click()
    assert page.url == f"{still}/index.html"


def test_the_page_in_another_language_keeps_the_day(frozen, still):
    with frozen.page.expect_navigation():
        frozen.page.locator("#language[hreflang=tr], #language [hreflang=tr]").first.click()
    assert frozen.page.url.startswith(f"{still}/tr/index.html")
    expect(frozen.page.locator("html[data-ready]")).to_have_attribute("lang", "tr")


def test_the_data_of_a_day_are_those_of_the_last_change(frozen, data, tmp_path):
    page = frozen.page
    change, after = Timeline(data).change_days[:2]
    between = change + (after - change) // 2
    frozen.go(between.isoformat())
    page.keyboard.press("e")
    choices = page.locator('#export input[name="export-what"]')
    assert [one.get_attribute("value") for one in choices.all()] == ["picture", "data"]
    page.locator('#export input[value="data"]').check()
    expect(page.locator("#export form:visible .hint")).to_contain_text(f"{change:%-d %B %Y}")
    page.locator("#export").get_by_label("Format").select_option("csv")
    with page.expect_download() as download:
        page.locator("#export form:visible").get_by_role("button", name="Download").click()
    download.value.save_as(tmp_path / "state.csv")
    assert (tmp_path / "state.csv").read_text("utf-8").count("\n") == len(data.territories) + 1


def test_the_film_and_its_subtitles_are_fetched(frozen, still, data):
    page = frozen.page
    frozen.open(f"{still}/tr/index.html")
    page.keyboard.press("e")
    page.locator('#export input[value="film"]').check()
    form = page.locator("#export form:visible")
    first, last = data.terms.film_days
    expect(form).to_contain_text(f"{first.year} –")
    expect(form).to_contain_text(str(last.year))
    expect(form.locator(".subtitles a")).to_have_count(2)
    for link, name in (
        (form.locator("a.button"), film_file(data, "tr", "mp4")),
        (form.locator(".subtitles a").first, film_file(data, "en", "vtt")),
    ):
        with page.expect_download() as download:
            link.click()
        assert download.value.path().read_text() == name
        assert download.value.suggested_filename == name.removeprefix("films/")


def test_a_picture_is_made_in_the_browser(frozen, tmp_path):
    page = frozen.page
    page.keyboard.press("e")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save SVG").click()
    download.value.save_as(tmp_path / "map.svg")
    assert "@font-face" in (tmp_path / "map.svg").read_text("utf-8")


def test_the_citation_says_which_day_it_is_of(frozen, data):
    page = frozen.page
    day = Timeline(data).change_days[1]
    frozen.go(day.isoformat())
    use_tool(page, "cite-open")
    page.locator('#cite [data-copy="view"]:enabled').wait_for()
    expect(page.locator("#cite .citation")).to_contain_text(f"{day:%-d %B %Y}")
    expect(page.locator("#cite .citation")).to_have_count(1)
    expect(page.locator("#cite .citation a:visible")).to_have_count(0)


def test_a_correction_and_a_quiz_need_no_server(frozen, still, data):
    page = frozen.page
    territory = next(iter(data.territories))
    frozen.open(f"{still}/?territory={territory}")
    page.locator("#details .correct button").click()
    expect(page.locator("#correction select").first).to_be_visible()
    with page.expect_download() as made:
        page.locator("#correction select").nth(1).select_option("certainty")
        page.get_by_label("It should say").select_option("high")
        page.get_by_role("combobox", name="Source", exact=True).fill("A book, p. 3")
        page.get_by_role("button", name="Save the file").click()
    assert made.value.suggested_filename.startswith("correction-")
    page.keyboard.press("Escape")
    page.locator("#stories-open").click()
    page.get_by_role("button", name="Quiz on the time range").click()
    expect(page.locator("#quiz fieldset")).to_be_visible()
