"""The search for packages that break the atlas: what it breaks is whole at first."""

from pathlib import Path

import pytest

from scripts import fuzz
from small_package import set_cell, write_package

pytestmark = pytest.mark.slow


def test_what_is_broken_was_accepted_before(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "package")
    assert sum(fuzz.search(folder, 3).values()) == 3
    set_cell(folder, "territories", 2, "id", "")
    with pytest.raises(AssertionError, match="refused before anything is broken"):
        fuzz.search(folder, 3)


def test_the_text_of_a_page_is_copied_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_package(tmp_path / "package")
    (folder / "method.en.md").write_text("# Method\n", "utf-8")
    seen = []
    monkeypatch.setattr(fuzz, "CHANGES", [lambda copy, _draw: seen.append(copy / "method.en.md")])
    monkeypatch.setattr(
        fuzz, "_ended", lambda copy: "accepted" if (copy / "method.en.md").is_file() else "refused"
    )
    assert fuzz.search(folder, 1) == {"accepted": 1}
    assert seen
