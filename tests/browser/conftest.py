"""The real page in a real Chromium, with everything outside the server out of reach.

A test asks for ``atlas``, the English page at 1440 x 900, for ``turkish``, ``handheld`` or
``pocket``: pages that many tests share, put back to their first day for each. Or it
opens one of its own with ``open_atlas``. Below these are ``page``, ``phone`` and
``projector``, empty windows that go where the test says.

When a test is over, its page must have asked for nothing outside, logged no error and
broken no rule of its Content-Security-Policy; a test that provokes one on purpose takes
it out of ``watch`` itself. A page that failed leaves its picture in ``test-results/``.
"""

import logging
import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    sync_playwright,
)

from tests.browser.atlas import LAPTOP, Atlas
from tests.browser.served import served
from tests.browser.watch import HOST, Watch, Window, watched_context

if TYPE_CHECKING:
    from dash import Dash

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "test-results"
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}

# The same places, in the same order, as scripts/chromium.sh.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

REPORTS = pytest.StashKey[dict[str, pytest.TestReport]]()


def find_chromium() -> str | None:
    """Path of the Chromium to drive; None leaves it to Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return str(MAC_CHROME) if MAC_CHROME.exists() else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark every test of this folder ``browser``, and set it where it holds up the others least.

    Alone they run last, because they are the slowest; beside others first, for the same reason.
    """
    here = Path(__file__).parent
    ours = {item for item in items if here in item.path.parents}
    for item in ours:
        item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: (item in ours) != hasattr(config, "workerinput"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep how each phase of a test ended, for the picture of a failed page."""
    report = yield
    item.stash.setdefault(REPORTS, {})[report.when] = report
    return report


@pytest.fixture(scope="package")
def base_url(app: "Dash") -> Iterator[str]:
    """Address of a server of the atlas that runs as long as the tests do."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with served(app.server) as address:
        yield address


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests; no name but the server's resolves in it."""
    arguments = [f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    running = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
    yield running
    running.close()


@pytest.fixture
def watch() -> Watch:
    """What the pages of this test did wrong; checked when the test is over."""
    return Watch()


@pytest.fixture
def open_page(
    browser: Browser, base_url: str, watch: Watch, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """A function that opens a page in a context of its own; options as ``new_context``."""
    contexts: list[BrowserContext] = []

    def open_one(**options: Any) -> Page:
        context = watched_context(browser, watch, base_url=base_url, **options)
        contexts.append(context)
        return context.new_page()

    yield open_one
    if failed(request):
        take_pictures(contexts, request.node.name)
    for context in contexts:
        context.close()
    watch.check()


def failed(request: pytest.FixtureRequest) -> bool:
    """Whether the test that asks has failed; known once it is over."""
    call = request.node.stash.get(REPORTS, {}).get("call")
    return call is not None and call.failed


def take_pictures(contexts: list[BrowserContext], test: str) -> None:
    """Write what each page of a failed test shows to ``test-results/``."""
    RESULTS.mkdir(exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, 1):
        name = re.sub(r"[^\w-]+", "-", f"{test}-{number}")
        page.screenshot(path=RESULTS / f"{name}.png")


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A laptop: 1440 x 900."""
    return open_page()


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """A phone: 390 x 844 CSS pixels, touch, device pixel ratio 3."""
    return open_page(**PHONE)


@pytest.fixture
def projector(open_page: Callable[..., Page]) -> Page:
    """A projector: 1920 x 1080."""
    return open_page(viewport={"width": 1920, "height": 1080})


# Pages that many tests share: where they begin, and how their window differs from a laptop.
SHARED: dict[str, tuple[str, dict[str, Any]]] = {
    "english": ("/", {}),
    "turkish": ("/tr/", {}),
    "phone": ("/", PHONE),
    "pocket": ("/tr/", PHONE),
    # Once it is drawn, the second map stays on the page.
    "compared": ("/", {}),
}


@pytest.fixture(scope="package")
def lend(browser: Browser, base_url: str) -> Iterator[Callable[[str], tuple[Atlas, Watch]]]:
    """A function that gives a page of ``SHARED``, opened when it is first asked for."""
    opened: dict[str, tuple[Atlas, Watch]] = {}

    def lend_one(name: str) -> tuple[Atlas, Watch]:
        if name not in opened:
            home, options = SHARED[name]
            watch = Watch()
            context = watched_context(browser, watch, base_url=base_url, **options)
            opened[name] = (Atlas(context.new_page(), home).open(home).remember(), watch)
        return opened[name]

    yield lend_one
    for atlas, _ in opened.values():
        atlas.page.context.close()


def borrowed(
    lend: Callable[[str], tuple[Atlas, Watch]], name: str, request: pytest.FixtureRequest
) -> Iterator[Atlas]:
    """A shared page on its first day; it must do nothing wrong during the test."""
    atlas, watch = lend(name)
    atlas.reset()
    yield atlas
    if failed(request):
        take_pictures([atlas.page.context], request.node.name)
    try:
        watch.check()
    finally:
        watch.clear()


@pytest.fixture
def atlas(
    lend: Callable[[str], tuple[Atlas, Watch]], request: pytest.FixtureRequest
) -> Iterator[Atlas]:
    """The English page on a laptop."""
    yield from borrowed(lend, "english", request)


@pytest.fixture
def turkish(
    lend: Callable[[str], tuple[Atlas, Watch]], request: pytest.FixtureRequest
) -> Iterator[Atlas]:
    """The Turkish page on a laptop."""
    yield from borrowed(lend, "turkish", request)


@pytest.fixture
def handheld(
    lend: Callable[[str], tuple[Atlas, Watch]], request: pytest.FixtureRequest
) -> Iterator[Atlas]:
    """The English page on a phone."""
    yield from borrowed(lend, "phone", request)


@pytest.fixture
def pocket(
    lend: Callable[[str], tuple[Atlas, Watch]], request: pytest.FixtureRequest
) -> Iterator[Atlas]:
    """The Turkish page on a phone."""
    yield from borrowed(lend, "pocket", request)


@pytest.fixture(scope="package")
def windows(browser: Browser) -> Iterator[dict[str, list[Window]]]:
    """The windows that no test uses now, by the options that differ from a laptop's."""
    idle: dict[str, list[Window]] = {}
    yield idle
    for kind in idle.values():
        for window in kind:
            window.page.context.close()


@pytest.fixture
def open_atlas(
    browser: Browser,
    base_url: str,
    windows: dict[str, list[Window]],
    request: pytest.FixtureRequest,
) -> Iterator[Callable[..., Atlas]]:
    """A function that opens the atlas at an address in a window of its own.

    The window is as good as new, but Chromium has read the scripts of the page in it
    before: that is most of what a page costs that is opened for the first time. A test
    that provokes an error opens ``page``, whose errors ``watch`` keeps.
    """
    taken: list[tuple[str, Window]] = []

    def open_one(address: str = "/", **options: Any) -> Atlas:
        mobile = options.get("is_mobile")
        size = None if mobile else options.pop("viewport", LAPTOP)
        kind = repr(sorted(options.items()))
        idle = windows.setdefault(kind, [])
        if idle:
            window = idle.pop()
        else:
            watch = Watch()
            context = watched_context(browser, watch, base_url=base_url, **options)
            window = Window(context.new_page(), watch)
        taken.append((kind, window))
        window.renew(size)
        return Atlas(window.page).open(address)

    yield open_one
    if failed(request):
        take_pictures([window.page.context for _, window in taken], request.node.name)
    try:
        for _, window in taken:
            window.watch.check()
    finally:
        for kind, window in taken:
            windows[kind].append(window)
