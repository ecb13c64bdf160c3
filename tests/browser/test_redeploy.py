"""A page that stays open while the server is stopped, given other data and started again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.ui.app import create_app
from dashboard.ui.page import strings
from scripts.synthetic import Wanted, write
from tests.browser.atlas import Atlas
from tests.browser.served import served

NEW_TITLE = "The second edition"


@pytest.fixture
def left_open(page: Page, watch: Any) -> Iterator[Page]:
    """A page that asks for what is gone: what Chromium logs of that is wanted."""
    yield page
    watch.errors.clear()


def second_edition(package: Path) -> None:
    """Give the package another version and another title."""
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    descriptor["version"] = "99.0.0"
    descriptor["atlas"]["title"]["en"] = NEW_TITLE
    path.write_text(json.dumps(descriptor), "utf-8")


def test_a_page_open_over_a_redeploy_goes_on_and_reloads_to_the_same_view(
    left_open, tmp_path, monkeypatch
):
    monkeypatch.setenv("CACHE_DIR", str(tmp_path / "cache"))
    package = write(tmp_path / "package", Wanted())
    with served(create_app(package).server) as root:
        atlas = Atlas(left_open).open(f"{root}/?day=1919-06-01")
    heading = atlas.page.locator("h1")
    expect(heading).not_to_contain_text(NEW_TITLE)
    atlas.page.keyboard.press("ArrowRight")
    without_server = atlas.day
    assert without_server > "1919-06-01"

    second_edition(package)
    with served(create_app(package).server, urlsplit(root).port or 0) as again:
        assert again == root
        atlas.page.keyboard.press("ArrowRight")
        day = atlas.day
        assert day > without_server
        expect(heading).not_to_contain_text(NEW_TITLE)

        # The strips are in a file of the first edition, which is gone.
        atlas.page.locator('#views a[data-view="strips"]').click()
        said = atlas.page.locator("#strips .unloaded")
        expect(said.locator("p")).to_have_text(strings.BROWSER["load.gone"])
        assert atlas.day == day
        said.get_by_role("button", name=strings.BROWSER["load.reload"]).click()
        expect(heading).to_contain_text(NEW_TITLE)
        atlas.page.wait_for_selector("html[data-ready]", state="attached")
        assert atlas.day == day
        expect(atlas.page.locator("#strips[data-drawn]")).to_be_visible()
        expect(said).to_have_count(0)
