"""What a first visit loads over the wire, and what a second asks for."""

from typing import Any

import pytest
from playwright.sync_api import Page

from dashboard.ui.http import bundle
from tests.browser.atlas import Atlas

REQUESTS, BYTES = 15, 1_000_000
FROM_CACHE = """() => performance.getEntriesByType("resource")
  .filter((one) => one.transferSize === 0).map((one) => one.name)"""


class Visit:
    """What a page asked for over the wire; what the cache of the browser had is not counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.addresses: dict[str, str] = {}
        self.answered: set[str] = set()
        self.kept: set[str] = set()
        self.size = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.requestServedFromCache", lambda one: self.kept.add(one["requestId"]))
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._done)

    def _asked(self, one: dict[str, Any]) -> None:
        self.addresses[one["requestId"]] = one["request"]["url"]

    def _answered(self, one: dict[str, Any]) -> None:
        self.answered.add(one["requestId"])
        if one["response"].get("fromDiskCache"):
            self.kept.add(one["requestId"])

    def _done(self, one: dict[str, Any]) -> None:
        self.size += one["encodedDataLength"]

    @property
    def asked(self) -> list[str]:
        # The answer to a worker goes to the worker: of its script the page knows what it cost.
        cached = self.page.evaluate(FROM_CACHE)
        return [
            url
            for key, url in self.addresses.items()
            if key not in self.kept and (key in self.answered or url not in cached)
        ]


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)])
def test_a_first_visit_is_small_and_a_second_asks_for_the_page_alone(open_page, base_url, size):
    assert bundle.built().startswith(bundle.built_from(bundle.modules())), "run `make bundle`"
    page = open_page(viewport={"width": size[0], "height": size[1]})
    address = f"{base_url}/?day=1920-04-28"
    first = Visit(page)
    Atlas(page).open(address)
    page.wait_for_load_state("networkidle")
    assert 0 < len(first.asked) <= REQUESTS, first.asked
    assert first.size <= BYTES
    page.goto("about:blank")
    second = Visit(page)
    Atlas(page).open(address)
    page.wait_for_load_state("networkidle")
    assert [one for one in second.asked if one.startswith(base_url)] == [address]
