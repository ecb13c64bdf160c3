"""Data that differ from a release have a higher number, and a version of their own."""

import json
from pathlib import Path

import pytest

from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.rules import releases
from dashboard.dataset.validate import validate
from small_package import REAL_PACKAGE, replace, set_cell, write_package

VERSION = json.loads((REAL_PACKAGE / "datapackage.json").read_bytes())["version"]
BROKEN_RELEASES = {releases.the_release_is_newer_than_what_it_changes}
"""Rules that the tests of this file break."""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


def listed(package: Path, *rows: str) -> list[str]:
    """The problems of a package with this list of releases, in words."""
    lines = [",".join(releases.COLUMNS), *rows]
    (package / releases.RELEASES).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [str(problem) for problem in validate(package)]


def released(package: Path, version: str = VERSION) -> str:
    """The row of a release with the data as they are now."""
    return f"{version},2026-11-30,{load_dataset(package).digest}"


def test_data_as_released_keep_their_number(package):
    assert listed(package, released(package)) == []


def test_changed_data_need_a_higher_number(package):
    row = released(package)
    set_cell(package, "control", 2, "note_en", "changed")
    set_cell(package, "control", 2, "note_tr", "changed")
    assert listed(package, row) == [
        f"datapackage.json, version: {VERSION} is not above {VERSION}, and the data are no longer "
        "those of that release; raise the version, and set created to the day"
    ]
    replace(package, "datapackage.json", f'"version": "{VERSION}"', '"version": "10.0.0"')
    assert listed(package, row, f"9.9.9,2026-11-30,{'0' * 64}") == []


def test_numbers_are_compared_as_numbers(package):
    (problem,) = listed(package, f"0.10.0,2026-11-30,{'0' * 64}")
    assert f"{VERSION} is not above 0.10.0" in problem


@pytest.mark.parametrize("row", ["1.0,2026-11-30," + "0" * 64, "1.0.0,2026-11-30,abc", "1.0.0"])
def test_a_list_that_cannot_be_read_is_named(package, row):
    (problem,) = listed(package, row)
    assert problem.startswith("releases.csv: has in line 2 no number as 1.2.3, day and SHA-256")


def test_a_version_that_is_not_a_release_number_is_reported(package):
    replace(package, "datapackage.json", f'"version": "{VERSION}"', '"version": "new"')
    assert "version: new is not a release number" in str(validate(package)[0])


def test_other_data_have_another_version_without_a_release(package):
    before = load_dataset(package)
    assert before.version == f"{VERSION}+{before.digest[:12]}"
    set_cell(package, "control", 2, "certainty", "medium")
    assert load_dataset(package).version != before.version


def test_the_atlas_has_a_list_of_its_releases():
    assert releases.releases(REAL_PACKAGE)
