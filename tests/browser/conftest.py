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
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "test-results"
HOST = "127.0.0.1"
OUTSIDE = re.compile(rf"^(https?|wss?)://(?!{re.escape(HOST)}[:/])")
LAPTOP = ViewportSize(width=1440, height=900)
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}

# The same places, in the same order, as scripts/chromium.sh.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

# A page that opens on a busy machine takes its time; what waits longer waits in vain.
DEFAULT_TIMEOUT_MS = 45_000
expect.set_options(timeout=DEFAULT_TIMEOUT_MS)
PATIENCE = 50
REPORTS = pytest.StashKey[dict[str, pytest.TestReport]]()

# Chromium reports a broken rule to the page, and the page to the test.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  window.reportViolation(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""

WINDOW = """() => {
  const { xaxis, yaxis } = document.querySelector("#map .js-plotly-plot")._fullLayout;
  return [...xaxis.range, ...yaxis.range].map((metres) => Math.round(metres / 1000));
}"""


@dataclass
class Watch:
    """What a page did that it must not do."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep an error of the console, with the place it came from."""
        if message.type == "error":
            place = message.location
            self.errors.append(f"{message.text} ({place.get('url')}:{place.get('lineNumber')})")

    def follow(self, request: Request) -> None:
        """Keep the address of a request that would leave the machine."""
        if OUTSIDE.match(request.url):
            self.outside.append(request.url)

    def breach(self, rule: str) -> None:
        """Keep a broken rule of the Content-Security-Policy."""
        self.violations.append(rule)

    def check(self) -> None:
        """Fail when anything was kept."""
        assert not self.outside, f"the page asked for something outside: {self.outside}"
        assert not self.violations, f"the page broke its security policy: {self.violations}"
        assert not self.errors, f"the page logged errors: {self.errors}"

    def clear(self) -> None:
        """Forget everything: the next test is not to answer for it."""
        for kept in (self.outside, self.errors, self.violations):
            kept.clear()


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
def base_url() -> Iterator[str]:
    """Address of a server of the atlas that runs as long as the tests do."""
    from dashboard.ui.app import create_app

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server(HOST, 0, create_app(ROOT / "data").server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://{HOST}:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


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


def watched_context(browser: Browser, watch: Watch, **options: Any) -> BrowserContext:
    """A context of which ``watch`` keeps all that it does wrong; options as ``new_context``.

    The clock stands in California: a day read as UTC and shown as local time would be
    the day before.
    """
    chosen: dict[str, Any] = {
        "viewport": LAPTOP,
        "locale": "en-GB",
        "timezone_id": "America/Los_Angeles",
        "reduced_motion": "no-preference",
    }
    context = browser.new_context(**(chosen | options))
    context.set_default_timeout(DEFAULT_TIMEOUT_MS)
    # The browser itself refuses it. To refuse it here would put every request of a page through
    # this process, and Chromium would keep no file from one page to the next.
    context.on("request", watch.follow)
    context.expose_function("reportViolation", watch.breach)
    context.add_init_script(REPORT_VIOLATIONS)
    context.on("console", watch.hear)
    context.on("weberror", lambda error: watch.errors.append(str(error.error)))
    return context


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
    """A phone: 390 x 844, touch, three pixels to one."""
    return open_page(**PHONE)


@pytest.fixture
def projector(open_page: Callable[..., Page]) -> Page:
    """A projector: 1920 x 1080."""
    return open_page(viewport={"width": 1920, "height": 1080})


@dataclass
class Atlas:
    """The atlas in a window, by what a reader sees and does."""

    page: Page
    home: str = "/"
    size: ViewportSize = field(default_factory=lambda: LAPTOP)
    whole: str = ""

    def open(self, address: str = "/") -> "Atlas":
        """Go to an address and wait until the map is there."""
        self.page.goto(address)
        self.page.wait_for_selector("html[data-ready]", state="attached")
        return self

    def go(self, day: str) -> None:
        """Show a day, ``YYYY-MM-DD``; plotly knows of it too."""
        assert self.page.evaluate("(day) => window.atlas.goTo(day)", day)

    @property
    def day(self) -> str:
        """The day shown, as ``YYYY-MM-DD``."""
        return str(self.page.evaluate("() => window.atlas.day()"))

    @property
    def address(self) -> str:
        """The address as the page has it now; ``page.url`` hears of it a moment later."""
        return str(self.page.evaluate("() => location.href"))

    def wait_for(self, day: str) -> None:
        """Wait until a day is shown and the address says so."""
        self.page.wait_for_function(
            "(day) => window.atlas.day() === day && location.search.includes(`day=${day}`)", arg=day
        )

    def area(self, territory: str) -> Locator:
        """The path of a territory."""
        return self.page.locator(f'#map path[data-territory="{territory}"]')

    def controllers(self) -> dict[str, str]:
        """Who holds each territory, as its path says."""
        return dict(
            self.page.evaluate(
                "() => [...document.querySelectorAll('#map path[data-territory]')]"
                ".map((path) => [path.dataset.territory, path.dataset.controller])"
            )
        )

    def fills(self) -> dict[str, str]:
        """How each territory is filled: ``rgb(r, g, b)``, ``url("#ID")`` or ``transparent``."""
        return dict(
            self.page.evaluate(
                "() => [...document.querySelectorAll('#map path[data-territory]')]"
                ".map((path) => [path.dataset.territory, path.style.fill])"
            )
        )

    def texts(self, selector: str) -> list[str]:
        """What stands in each element that is found, spaces made one."""
        return [" ".join(text.split()) for text in self.page.locator(selector).all_text_contents()]

    def follow(self, query: str) -> None:
        """Follow a link on the page that is open, as Back and Forward do."""
        self.page.evaluate(
            """(query) => { history.pushState(null, "", `${location.pathname}${query}`);
              window.dispatchEvent(new PopStateEvent("popstate")); }""",
            query,
        )

    def reset(self) -> None:
        """Back to the first day and the whole map, with nothing chosen, typed or playing."""
        if self.page.evaluate("() => location.pathname") != self.home:
            self.open(self.home)
        if self.page.viewport_size != self.size:
            self.page.set_viewport_size(self.size)
        self.follow("")
        self.page.evaluate("() => document.activeElement.blur()")
        # A pointer left over the timeline would go on showing what lies under it.
        self.page.mouse.move(1, 1)
        for key in ("Escape", "Escape", "Escape", "Home"):
            self.page.keyboard.press(key)
        if self.page.locator("#date-fault").inner_text():
            self.go(self.day)
        for _ in range(PATIENCE):
            if self.window() == self.whole:
                return
            # A window that has just changed its size takes a moment to reach plotly.
            self.page.locator("#zoom-home").click()
            self.page.wait_for_timeout(100)
        raise AssertionError(f"the whole map is {self.whole}, after its button {self.window()}")

    def window(self) -> str:
        """The part of the map that is shown, in whole kilometres."""
        return str(self.page.evaluate(f"() => String(({WINDOW})())"))

    def remember(self) -> "Atlas":
        """Take the window and the whole map in it for those to come back to."""
        self.size = self.page.viewport_size or LAPTOP
        before = self.window()
        self.page.locator("#zoom-in").click()
        self.page.wait_for_function(f"(before) => String(({WINDOW})()) !== before", arg=before)
        near = self.window()
        self.page.locator("#zoom-home").click()
        self.page.wait_for_function(f"(near) => String(({WINDOW})()) !== near", arg=near)
        self.whole = self.window()
        return self


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


@dataclass
class Window:
    """A page that one test after another opens anew, and what it does wrong."""

    page: Page
    watch: Watch = field(default_factory=Watch)

    def renew(self, size: ViewportSize | None) -> None:
        """As a window that was never used: nothing stored, nothing to go back to."""
        for other in self.page.context.pages:
            if other != self.page:
                other.close()
        self.page.unroute_all()
        if size:
            self.page.set_viewport_size(size)
        # Where nothing runs that could store something when it is left.
        self.page.goto("/assets/favicon.svg")
        self.page.mouse.move(0, 0)
        self.page.evaluate("() => [localStorage, sessionStorage].forEach((one) => one.clear())")
        session = self.page.context.new_cdp_session(self.page)
        session.send("Page.resetNavigationHistory")
        session.detach()
        self.watch.clear()


@pytest.fixture(scope="package")
def windows(browser: Browser) -> Iterator[dict[str, list[Window]]]:
    """The windows that no test uses just now, by what tells them from a laptop's."""
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
