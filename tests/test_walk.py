"""Any valid package, walked through page, sheets, exports, API, film and stories.

The page in a browser is walked in tests/browser/test_other_packages.py.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.cli.main import main
from dashboard.dataset.validate import validate
from dashboard.ui import settings
from dashboard.ui.app import create_app
from dashboard.ui.page import documents, url
from scripts.synthetic import Wanted, write
from small_package import LANGUAGES
from tests.links import files_of
from tests.packages import PACKAGES

# What the walks run has tests of its own: measuring its coverage again would cost half their time.
pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

LONGEST = settings.NUMBERS["EXPORT_DAYS"].default - 1
FORMATS = ("json", "csv", "geojson", "gpkg")


@pytest.fixture(params=PACKAGES, ids=lambda name: name.replace(" ", "_"))
def walked(request, tmp_path) -> tuple[Path, Wanted]:
    """A package in a folder, and what was wanted of it."""
    wanted = PACKAGES[request.param]
    return write(tmp_path / "package", wanted), wanted


def test_every_page_file_export_and_sheet_of_any_package_is_served(walked, monkeypatch, tmp_path):
    folder, wanted = walked
    monkeypatch.setenv("CACHE_DIR", str(tmp_path / "cache"))
    # How long it may take is for other tests: a busy machine is no fault of a package.
    for limit in ("SNAPSHOT_SECONDS", "HANDOUT_SECONDS", "EXPORT_SECONDS"):
        monkeypatch.setenv(limit, "600")
    assert [str(problem) for problem in validate(folder)] == []
    client = create_app(folder).server.test_client()
    asked: set[str] = {"/healthz", "/api/places.jsonld", "/api/package.zip"}
    for language in LANGUAGES:
        home = url.prefix(language, LANGUAGES)
        asked |= {home, *(documents.address(name, language, LANGUAGES) for name in documents.NAMES)}
        asked |= files_of(client.get(home).text)
        asked |= {f"{home}_dash-layout", f"{home}_dash-dependencies"}
    first, last = wanted.first, wanted.last
    asked |= {f"/api/state/{day}.{kind}" for day in (first, last) for kind in FORMATS}
    # As far as a range may go over HTTP.
    far = min(last, first + timedelta(LONGEST))
    asked |= {f"/api/{what}/{first}/{far}.csv" for what in ("changes", "differences")}
    asked |= {f"/api/states/{first}/{first}.csv", f"/api/cite/{last}.json"}
    asked |= {f"/snapshot/{last}.svg"}
    if first < last:
        asked |= {f"/snapshot/{first}.png?dpi=72&compare={last}&bw=1"}
    if wanted.has("stories"):
        asked |= {
            f"{url.prefix(language, LANGUAGES)}handout/tour{end}"
            for language, end in (("en", ""), ("en", "/teacher"), ("tr", ".pdf"))
        }
    faults = {
        one: answer.text for one in sorted(asked) if (answer := client.get(one)).status_code != 200
    }
    assert faults == {}


def test_every_command_writes_its_file_of_any_package(walked, monkeypatch, tmp_path, capfd):
    monkeypatch.setenv("BASE_ADDRESS", "https://atlas.example.org")
    folder, wanted = walked
    first, last = str(wanted.first), str(wanted.last)
    orders: dict[str, list[str]] = {
        "state.gpkg": ["export", "state", last],
        "range.csv": ["export", "range", first, first],
        "changes.json": ["export", "changes", first, last],
        "differences.csv": ["export", "differences", first, last],
        "places.jsonld": ["export", "places"],
        "package.zip": ["export", "package"],
        "sheet.pdf": ["snapshot", first],
        "plates.pdf": ["atlas", "--from", first, "--to", first, "--jobs", "1"],
    }
    if wanted.first < wanted.last:
        days = ["--from", first, "--to", str(wanted.first + timedelta(1))]
        orders["film.gif"] = ["animate", *days, "--size", "720x540", "--jobs", "1"]
    if wanted.has("stories"):
        orders["handout.pdf"] = ["handout", "tour"]
    for name, words in orders.items():
        done = main([*words, "-o", str(tmp_path / name), "--data", str(folder)])
        assert (name, done, capfd.readouterr().err) == (name, 0, "")
        assert (tmp_path / name).stat().st_size > 0
    for words in (
        ["validate", str(folder)],
        *([*one, "--data", str(folder)] for one in printed(first)),
    ):
        assert main(words) == 0
        assert capfd.readouterr().out


def printed(day: str) -> list[list[str]]:
    """The commands that print."""
    return [["state", day], ["evidence"], ["cite", day], ["cite", day, "--sources"]]
