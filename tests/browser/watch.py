"""Browser windows whose errors and failed requests are recorded."""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    expect,
)

from tests.browser.atlas import LAPTOP, NO_FIRST_VISIT

HOST = "127.0.0.1"
OUTSIDE = re.compile(rf"^(https?|wss?)://(?!{re.escape(HOST)}[:/])")
# A page that opens on a busy machine takes its time; what waits longer waits in vain.
DEFAULT_TIMEOUT_MS = 45_000
expect.set_options(timeout=DEFAULT_TIMEOUT_MS)

# Chromium reports a broken rule to the page, and the page to the test.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  window.reportViolation(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""


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


def watched_context(
    browser: Browser, watch: Watch, *, first_visit: bool = False, **options: Any
) -> BrowserContext:
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
    if not first_visit:
        context.add_init_script(NO_FIRST_VISIT)
    context.on("console", watch.hear)
    context.on("weberror", lambda error: watch.errors.append(str(error.error)))
    return context


@dataclass
class Window:
    """A page that each test opens anew, with a record of its errors."""

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
        # A page to read: nothing runs there that could store something when it is left.
        self.page.goto("/method")
        self.page.mouse.move(0, 0)
        self.page.evaluate(
            """() => {
              window.name = "";
              for (const storage of [localStorage, sessionStorage]) storage.clear();
            }"""
        )
        session = self.page.context.new_cdp_session(self.page)
        session.send("Page.resetNavigationHistory")
        session.detach()
        self.watch.clear()
