"""The page in a made-up language that runs from right to left: nothing is lost or covered."""

import logging
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from dashboard.ui.app import create_app
from tests import pseudo
from tests.browser.served import served
from tests.browser.test_pseudo_locale import VIEWS
from tests.browser.test_typeface import AT_REST, COLLIDING, FOLLOW, LOST, SCREENS, window
from tests.browser.watch import Watch, watched_context

# How far the page reaches out of its window, and the years of the ribbon by their places.
ASIDE = """() => [document.documentElement.scrollWidth - innerWidth, scrollX]"""
YEARS = """() => [...document.querySelectorAll(".ribbon .scale text.year")]
  .map((one) => [one.getBoundingClientRect().left, Number(one.textContent)])
  .sort((a, b) => a[0] - b[0]).map(([, year]) => year)"""
# Names on the map of which each letter has a place of its own.
APART = """() => [...document.querySelectorAll("#overlay text.fitted[x*=' ']")]
  .map((one) => one.textContent)"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the atlas in the made-up language."""
    language = pseudo.FROM_THE_RIGHT
    with pseudo.spoken(language):
        folder = tmp_path_factory.mktemp("mirrored") / "package"
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        with served(create_app(pseudo.package(folder, language)).server) as root:
            yield f"{root}/{language}/"


@pytest.mark.parametrize("screen", ["laptop", "phone"])
def test_nothing_is_lost_and_no_card_lies_over_another(browser: Browser, address: str, screen: str):
    size, more = SCREENS[screen]
    watch = Watch()
    context = watched_context(browser, watch, base_url=address, **window(size))
    page = context.new_page()
    page.goto(f"{more and '?'}{more[1:]}")
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.locator("html").get_attribute("dir") == "rtl"
    for state in VIEWS:
        page.evaluate(FOLLOW, state + more)
        page.evaluate(AT_REST)
        assert page.evaluate(ASIDE) == [0, 0], state
        assert page.evaluate(LOST) == [], state
        assert page.evaluate(APART) == [], state
        if size:
            assert page.evaluate(COLLIDING) == [], state
            years = page.evaluate(YEARS)
            assert years == sorted(years), state
    context.close()
    watch.check()
