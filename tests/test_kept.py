"""Files built once and kept: what is read again, what is built again, and what a start imports."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli.main import DATA
from dashboard.ui import kept

pytestmark = pytest.mark.slow

FILES = {"figure.json": b"{}", "atlas.en.json": b"[1]"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv(kept.SETTING, str(tmp_path / "kept"))
    return tmp_path / "kept"


def never() -> dict[str, bytes]:
    raise AssertionError("built although it is kept")


def test_files_are_built_once_and_then_read(folder):
    assert kept.kept("a" * 32, lambda: FILES) == FILES
    assert kept.kept("a" * 32, never) == FILES


def test_another_key_is_built_anew(folder):
    kept.kept("a" * 32, lambda: FILES)
    assert kept.kept("b" * 32, dict) == {}


@pytest.mark.parametrize("damage", [b"", b"PK no zip", None])
def test_a_damaged_file_is_built_again(folder, damage):
    kept.kept("a" * 32, lambda: FILES)
    path = folder / f"{'a' * 32}.zip"
    content = path.read_bytes()
    # None: a changed byte inside a file of the archive, which its checksum tells.
    path.write_bytes(content.replace(b"[1]", b"[2]", 1) if damage is None else damage)
    assert kept.kept("a" * 32, lambda: {"new": b"1"}) == {"new": b"1"}
    assert kept.kept("a" * 32, never) == {"new": b"1"}


def test_few_versions_are_kept_and_no_partial_file_is_left(folder):
    for n in range(kept.MOST + 3):
        kept.kept(f"{n:032}", lambda: FILES)
    assert len(list(folder.iterdir())) == kept.MOST


def test_a_folder_that_cannot_be_made_costs_only_time(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", "utf-8")
    monkeypatch.setenv(kept.SETTING, str(tmp_path / "file" / "kept"))
    assert kept.kept("a" * 32, lambda: FILES) == FILES


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="users of POSIX")
def test_a_temporary_folder_that_others_may_write_to_is_not_read(tmp_path, monkeypatch):
    monkeypatch.delenv(kept.SETTING, raising=False)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    assert kept.kept("a" * 32, lambda: FILES) == FILES
    (made,) = tmp_path.iterdir()
    made.chmod(0o777)
    assert kept.kept("a" * 32, lambda: {"new": b"1"}) == {"new": b"1"}


def test_the_key_depends_on_data_settings_and_installed_parts(dataset, monkeypatch):
    key = kept.key_of(dataset, (0.0, 1.0))
    assert key == kept.key_of(dataset, (0.0, 1.0))
    others = {kept.key_of(dataset, None)}
    monkeypatch.setenv("SNAPSHOT_PIXELS", "1000000")
    others.add(kept.key_of(dataset, (0.0, 1.0)))
    monkeypatch.setenv("BASE_ADDRESS", "https://atlas.example.org")
    others.add(kept.key_of(dataset, (0.0, 1.0)))
    assert len(others) == 3
    assert key not in others


START = (
    "import sys; from pathlib import Path; from dashboard.ui.app import create_app; "
    f"create_app(Path({str(DATA)!r})); print(*sorted(sys.modules))"
)


def test_a_later_start_imports_nothing_that_draws(folder):
    environment = {**os.environ, kept.SETTING: str(folder)}

    def start() -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", START],
            cwd=DATA.parent,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return set(done.stdout.split())

    first, later = start(), start()
    # What prints and what makes films is not imported by any start: a request does.
    printing = {"av", "fontTools", "matplotlib", "pypdf", "rich"}
    assert not first & printing
    assert "plotly.graph_objects" in first
    assert not later & {*printing, "numpy", "pandas", "pyproj", "shapely", "edtf"}
