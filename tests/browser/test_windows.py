"""Windows of the same lecture follow each other; other windows of the browser do not."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

# What a browser that blocks cookies, or a sandboxed frame, does with what a page may use.
REFUSE = """() => {
  const refuse = () => { throw new DOMException("The operation is insecure.", "SecurityError"); };
  window.BroadcastChannel = class { constructor() { refuse(); } };
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { get: refuse });
  }
}"""

# Resolved when a message sent after all the others has arrived.
LISTEN = """() => {
  const channel = new BroadcastChannel("test");
  window.heard = new Promise((resolve) => channel.addEventListener("message", resolve));
}"""


@pytest.fixture
def lecture(open_atlas: Callable[..., Any]) -> Any:
    return open_atlas("/?story=border&stop=3")


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")
    return page


def from_link(page: Page, link: str) -> Page:
    """The window that a link opens."""
    with page.context.expect_page() as found:
        page.locator(link).click()
    found.value.wait_for_selector("html[data-ready]", state="attached")
    return found.value


def presenter_of(lecture: Any) -> Page:
    return from_link(lecture.page, "#story a[data-window=presenter]")


def at_stop(page: Page, stop: int) -> None:
    expect(page.locator("#presenter:not([hidden]) .place, #story .place").last).to_contain_text(
        f"{stop} of 10"
    )


def settle(sender: Page, *hearers: Page) -> None:
    """Wait until whatever the sender has said before has reached the others."""
    for page in hearers:
        page.evaluate(LISTEN)
    sender.evaluate("() => new BroadcastChannel('test').postMessage('after')")
    for page in hearers:
        page.evaluate("() => window.heard")


def query(page: Page) -> str:
    return str(page.evaluate("() => location.search"))


def test_a_lecture_leaves_the_other_tabs_alone(lecture):
    tab = lecture.page.context.new_page
    other = opened(tab(), "/?story=border&stop=10")
    table = opened(tab(), "/?day=1920-04-28&view=table")
    at_stop(other, 10)
    assert query(table) == "?day=1920-04-28&view=table"
    lecture.page.bring_to_front()
    lecture.page.keyboard.press("ArrowRight")
    at_stop(lecture.page, 4)
    settle(lecture.page, other, table)
    at_stop(other, 10)
    assert query(table) == "?day=1920-04-28&view=table"
    for _ in range(2):
        lecture.page.keyboard.press("Escape")
    expect(lecture.page.locator("#story")).to_be_hidden()
    settle(lecture.page, other, table)
    at_stop(other, 10)


def test_two_lectures_have_a_presenter_each(lecture):
    other = opened(lecture.page.context.new_page(), "/?story=border&stop=6")
    first = presenter_of(lecture)
    second = from_link(other, "#story a[data-window=presenter]")
    second.keyboard.press("ArrowRight")
    at_stop(other, 7)
    settle(second, lecture.page, first)
    at_stop(lecture.page, 3)
    at_stop(first, 3)


def test_the_presenters_window_hears_back_and_forward(lecture):
    presenter = presenter_of(lecture)
    lecture.page.bring_to_front()
    lecture.page.keyboard.press("ArrowRight")
    at_stop(presenter, 4)
    lecture.page.go_back()
    at_stop(lecture.page, 3)
    at_stop(presenter, 3)
    lecture.page.go_forward()
    at_stop(presenter, 4)
    presenter.bring_to_front()
    presenter.keyboard.press("ArrowRight")
    at_stop(lecture.page, 5)
    presenter.go_back()
    at_stop(lecture.page, 4)


def test_back_after_a_slip_brings_both_windows_to_the_lecture_again(lecture):
    presenter = presenter_of(lecture)
    lecture.page.bring_to_front()
    for _ in range(2):
        lecture.page.keyboard.press("Escape")
    expect(presenter.locator("#presenter .notes")).to_have_count(0)
    lecture.page.go_back()
    at_stop(lecture.page, 3)
    at_stop(presenter, 3)
    expect(presenter.locator("#presenter .notes")).to_be_visible()


def test_a_class_window_that_is_opened_anew_is_led_again(lecture):
    presenter = presenter_of(lecture)
    presenter.keyboard.press("ArrowRight")
    at_stop(lecture.page, 4)
    lecture.page.goto("about:blank")
    anew = from_link(presenter, "#presenter a[data-window=class]")
    at_stop(anew, 4)
    presenter.bring_to_front()
    presenter.keyboard.press("ArrowRight")
    at_stop(anew, 5)
    anew.bring_to_front()
    anew.keyboard.press("ArrowRight")
    at_stop(presenter, 6)


def test_a_class_window_that_is_loaded_again_is_led_again(lecture):
    presenter = presenter_of(lecture)
    lecture.page.reload()
    lecture.page.wait_for_selector("html[data-ready]", state="attached")
    presenter.keyboard.press("ArrowRight")
    at_stop(lecture.page, 4)


def test_a_link_opens_what_it_says_in_the_windows_of_a_lecture_too(lecture):
    presenter = presenter_of(lecture)
    opened(lecture.page, "/?story=border&stop=8")
    at_stop(lecture.page, 8)
    at_stop(presenter, 8)
    opened(lecture.page, "/?day=1920-04-28&view=table")
    settle(presenter, lecture.page)
    assert query(lecture.page) == "?day=1920-04-28&view=table"
    at_stop(presenter, 8)


def test_the_question_is_still_shown_when_the_presenters_window_opens(lecture):
    lecture.page.keyboard.press("q")
    presenter = presenter_of(lecture)
    expect(presenter.locator("#presenter .ask .button")).to_have_attribute("aria-pressed", "true")
    settle(presenter, lecture.page)
    expect(lecture.page.locator("#story .question")).to_be_visible()


def test_a_window_that_becomes_the_presenters_opens_a_class_window(lecture):
    presenter = opened(lecture.page, "/?story=border&stop=3&presenter=1")
    expect(presenter).to_have_url(re.compile(r"presenter=[0-9a-f]{12}\b"))
    first = from_link(presenter, "#presenter a[data-window=class]")
    presenter.bring_to_front()
    presenter.keyboard.press("ArrowRight")
    at_stop(first, 4)


def test_a_browser_that_refuses_channels_and_storage_shows_the_atlas(page):
    page.add_init_script(f"({REFUSE})()")
    opened(page, "/?story=border&stop=3")
    page.keyboard.press("ArrowRight")
    at_stop(page, 4)
    page.keyboard.press("Escape")
    page.locator("#legend summary").click()
    page.keyboard.press("?")
    page.locator("#shortcuts-on").uncheck()
    page.locator("#help-close").click()
    day = page.evaluate("() => window.atlas.day()")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => window.atlas.day()") == day
