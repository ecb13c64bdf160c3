"""The guard in conftest.py records errors and outside requests, on which other tests rely."""

import pytest
from playwright.sync_api import Page

from tests.browser.atlas import PATIENCE, frames


def test_a_request_that_leaves_the_machine_is_refused(page: Page, watch) -> None:
    page.goto("about:blank")
    with page.expect_event("requestfailed") as refused:
        page.set_content('<img src="http://192.0.2.1/map.png">')
    # The machine may have a network: the browser resolves no host name but that of the server.
    assert refused.value.failure == "net::ERR_NAME_NOT_RESOLVED"
    with pytest.raises(AssertionError, match="asked for something outside"):
        watch.check()
    assert watch.outside == ["http://192.0.2.1/map.png"]
    watch.outside.clear()
    watch.errors.clear()


def test_an_error_on_the_page_is_heard(page: Page, watch) -> None:
    page.goto("about:blank")
    with page.expect_console_message():
        page.evaluate("console.error('something broke')")
    with pytest.raises(AssertionError, match="something broke"):
        watch.check()
    watch.errors.clear()


def test_a_broken_security_policy_is_heard(page: Page, watch) -> None:
    page.goto("about:blank")
    page.set_content(
        "<meta http-equiv='Content-Security-Policy' content=\"img-src 'none'\">"
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"
    )
    # The page reports a violation a moment after it.
    for _ in range(PATIENCE):
        if watch.violations:
            break
        frames(page, 6)
    with pytest.raises(AssertionError, match="img-src"):
        watch.check()
    watch.violations.clear()
    watch.errors.clear()


def test_a_shared_page_begins_with_the_light_theme_whatever_a_test_chose(atlas) -> None:
    theme = "() => document.documentElement.dataset.theme"
    atlas.page.keyboard.press("d")
    assert atlas.page.evaluate(theme) == "dark"
    atlas.reset()
    assert atlas.page.evaluate(theme) == "light"
