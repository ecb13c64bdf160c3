"""The page of packages that are unusual, each in one way: drawn, moved through, without an error.

What their other addresses answer is walked through in tests/test_walk.py.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dashboard.ui.app import create_app
from scripts.synthetic import Wanted, write
from tests.browser.atlas import Atlas
from tests.browser.served import served
from tests.browser.watch import Watch, watched_context
from tests.packages import PACKAGES

SCHLESWIG = Path(__file__).resolve().parents[2] / "examples" / "schleswig-1920"
NAMES = (
    "nothing optional",
    "no places",
    "no lines",
    "no base",
    "one territory",
    "one day",
    "a thousand years",
    "up to the antimeridian",
)
DRAWN = """() => [...document.querySelectorAll('#map path[data-territory]')]
  .filter((path) => path.getBoundingClientRect().width > 2).length"""


# Names of the land of the atlas itself that the legend lies over.
UNDER_THE_LEGEND = """() => {
  const legend = document.getElementById("legend").getBoundingClientRect();
  return [...document.querySelectorAll("#map path[data-territory]")]
    .filter((path) => {
      const land = path.getBoundingClientRect();
      return land.left < legend.right && land.right > legend.left
        && land.top < legend.bottom && land.bottom > legend.top;
    })
    .map((path) => path.dataset.territory);
}"""


@pytest.fixture
def open_package(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Path, str], Atlas]]:
    """A function that serves a package and opens a page of it."""
    monkeypatch.setenv("CACHE_DIR", str(tmp_path / "cache"))
    watch = Watch()
    with ExitStack() as ends:

        def serve(folder: Path, address: str) -> Atlas:
            root = ends.enter_context(served(create_app(folder).server))
            context = watched_context(browser, watch, base_url=root)
            ends.callback(context.close)
            return Atlas(context.new_page(), address).open(address)

        yield serve
    watch.check()


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name.replace(" ", "_"))
def test_the_page_of_an_unusual_package_is_drawn_and_moves(name, open_package, tmp_path):
    wanted: Wanted = PACKAGES[name]
    atlas = open_package(write(tmp_path / "package", wanted), "/")
    assert atlas.day == wanted.first.isoformat()
    assert atlas.page.evaluate(DRAWN) == wanted.across * wanted.up
    atlas.page.keyboard.press("End")
    atlas.page.wait_for_function("(day) => window.atlas.day() === day", arg=wanted.last.isoformat())
    note = atlas.page.locator("#legend p", has_text="The land around is not drawn.")
    # The synthetic packages have no backdrop: without a base layer they have no land around.
    expect(note).to_be_visible(visible=not wanted.has("base"))


def test_the_second_atlas_speaks_its_languages(open_package, tmp_path):
    folder = shutil.copytree(SCHLESWIG, tmp_path / "schleswig")
    atlas = open_package(folder, "/de/")
    expect(atlas.page.locator("html")).to_have_attribute("lang", "de")
    atlas.go("1920-07-05")
    expect(atlas.page.locator("#day .date")).to_have_text("5. Juli 1920")
    holders = atlas.controllers()
    assert {one for one, holder in holders.items() if holder == "denmark"} == {
        *("haderslev", "aabenraa", "sonderborg", "tonder"),
    }
    # It begins in October: the months before have no place on the axis of the strips.
    atlas.follow("?day=1920-07-05&view=strips")
    expect(atlas.page.locator("#strips[data-drawn=region]")).to_be_visible()
    places = atlas.page.evaluate(
        "() => [...document.querySelectorAll('#strips-axis .month')].map((one) => one.style.left)"
    )
    assert len(set(places)) == len(places) > 5
    atlas.open("/da/?day=1920-02-10&event=vote_1")
    expect(
        atlas.page.get_by_role("heading", name="Første zone stemmer for Danmark")
    ).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1920, 1080)])
def test_the_legend_of_the_second_atlas_lies_clear_of_its_land(
    open_package, tmp_path, width, height
):
    atlas = open_package(shutil.copytree(SCHLESWIG, tmp_path / "schleswig"), "/da/")
    atlas.page.set_viewport_size({"width": width, "height": height})
    atlas.go("1920-07-05")
    expect(atlas.page.locator("#legend details")).to_have_attribute("open", "")
    atlas.page.wait_for_function(f"() => ({UNDER_THE_LEGEND})().length === 0")
