"""The machine around the atlas: languages, clocks, fonts and homes change nothing that it makes."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib import get_data_path

from dashboard.cartography.look.typeface import FAMILY
from dashboard.ui.app import create_app
from small_package import write_package

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="settings of a POSIX environment"),
]

ROOT = Path(__file__).resolve().parent.parent

MADE = """
import hashlib, os, re, sys
from pathlib import Path
if "NO_FONTS" in os.environ:
    from matplotlib import font_manager
    font_manager.findSystemFonts = lambda *_, **__: []
from dashboard.dataset.validate import validate
from dashboard.ui.app import create_app
folder = Path(sys.argv[1])
assert not list(validate(folder)), list(validate(folder))
client = create_app(folder).server.test_client()
for address in sys.argv[2:]:
    answer = client.get(address)
    # Dash signs each load of a page anew.
    content = re.sub(rb'"end_id":"[^"]*"', b"", answer.data)
    print(address, answer.status_code, hashlib.sha256(content).hexdigest())
"""
"""Script that requests addresses from a server of its own and prints the answers."""

ASKED = (
    *("/tr/", "/sources", "/tr/method", "/snapshot/1920-06-01.svg", "/snapshot/1920-06-01.pdf"),
    *(f"/api/state/1920-06-01.{kind}" for kind in ("csv", "json", "geojson", "xlsx")),
    *("/api/cite/1920-06-01.json?lang=tr", "/api/places.jsonld", "/api/package.zip"),
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("around") / "package")


def made(package: Path, around: Mapping[str, str], by: Sequence[str] = ()) -> list[str]:
    """What is made of the package where the environment is this one and nothing else."""
    ended = subprocess.run(
        [*by, sys.executable, "-c", MADE, str(package), *ASKED],
        cwd=ROOT,
        env={"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1", **around},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert not ended.returncode, ended.stderr
    return ended.stdout.splitlines()


@pytest.fixture(scope="module")
def usual(package: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    found = made(package, {"HOME": str(tmp_path_factory.mktemp("home")), "LANG": "C.UTF-8"})
    assert len(found) == len(ASKED)
    assert all(" 200 " in line for line in found), found
    return found


# What can differ at once does: each of these starts the program anew.
AROUND: Mapping[str, Mapping[str, str]] = {
    "no language, the first time zone": {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "1",
    },
    "Turkish, where i and I are other letters, a time zone of half hours": {
        "LC_ALL": "tr_TR.UTF-8",
        "TZ": "Pacific/Marquesas",
        "PYTHONHASHSEED": "7",
    },
    "a time zone that is none, no home, no fonts but those of the atlas": {
        "TZ": "Nowhere/Nothing",
        "HOME": "/nonexistent",
        "NO_FONTS": "1",
    },
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_what_is_made_is_the_same_everywhere(package, usual, tmp_path, around):
    assert made(package, {"HOME": str(tmp_path), **around}) == usual


FONTS = 100
FONT_LIST = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def test_a_hundred_fonts_with_the_name_of_ours_change_nothing(package, usual, tmp_path):
    fonts = tmp_path / ".local" / "share" / "fonts"
    fonts.mkdir(parents=True)
    other = TTFont(Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf")
    for number in range(FONTS):
        for record in (1, 16):
            other["name"].setName(FAMILY, record, 3, 1, 0x409)
        other["name"].setName(f"{FAMILY} {number}", 4, 3, 1, 0x409)
        other.save(fonts / f"other-{number}.ttf")
    listed = tmp_path / "fonts.conf"
    listed.write_text(FONT_LIST.format(fonts=fonts, cache=tmp_path / "cache"), "utf-8")
    around = {"HOME": str(tmp_path), "FONTCONFIG_FILE": str(listed)}
    assert made(package, around) == usual


UNKNOWN = ("unshare", "--user", "--map-user=54321", "--map-group=54321")
"""Runs a command as a user whom the system does not know, as containers do."""


def test_a_user_without_name_and_home_gets_the_same(package, usual):
    if not shutil.which("unshare") or subprocess.run([*UNKNOWN, "true"], check=False).returncode:
        pytest.skip("this system gives no name space of users")
    assert made(package, {"HOME": "/nonexistent"}, UNKNOWN) == usual


# Where nothing can be written

WRITES_NOTHING = (
    "/",
    "/tr/",
    "/healthz",
    "/sources",
    "/api/state/1920-06-01.xlsx",
    "/api/package.zip",
)
NEEDS_ROOM = ("/api/state/1920-06-01.gpkg", "/api/state/1920-06-01.fgb")
FILM = "/api/animations?from=1920-04-27&to=1920-04-28&size=960x540&kind=gif"


def test_a_machine_without_a_temporary_folder_serves_what_needs_none(package, monkeypatch):
    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found in ['/secret']")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    for name in ("CACHE_DIR", "ANIMATION_DIR"):
        monkeypatch.delenv(name, raising=False)
    client = create_app(package).server.test_client()
    assert [client.get(address).status_code for address in WRITES_NOTHING] == [200] * 6
    for answer in map(client.get, NEEDS_ROOM):
        assert answer.status_code == 503
        problem = "the server has no place to make this in: no temporary folder"
        assert answer.get_json()["error"] == problem


ANSWERS = """
import sys
from pathlib import Path
from dashboard.ui.app import create_app
client = create_app(Path(sys.argv[1])).server.test_client()
for address in sys.argv[3:]:
    print(client.get(address).status_code)
answer = client.post(sys.argv[2])
print(answer.status_code, answer.get_json()["error"])
"""
FULL = 'mount -t tmpfs -o size=64k tmpfs "$TMPDIR"; cat /dev/zero > "$TMPDIR/fill" || true'
READ_ONLY = "mount -o remount,ro,bind /"
ALONE = ("unshare", "--map-root-user", "--mount", "sh", "-euc")


@pytest.mark.parametrize(
    "ground", [f"{FULL}; {READ_ONLY}", READ_ONLY], ids=["a full disk", "all read-only"]
)
def test_a_full_or_read_only_machine_serves_what_it_can(package, tmp_path, ground):
    """In a name space of mounts of its own; nothing outside of it is changed."""
    if not shutil.which("unshare") or subprocess.run([*ALONE, READ_ONLY], check=False).returncode:
        pytest.skip("this system gives no name space of mounts")
    code = [sys.executable, "-c", ANSWERS, str(package), FILM, *WRITES_NOTHING, *NEEDS_ROOM]
    ended = subprocess.run(
        [*ALONE, f'{ground}; exec "$@"', "sh", *code],
        cwd=ROOT,
        env={
            "PATH": os.defpath,
            "HOME": "/nonexistent",
            "TMPDIR": str(tmp_path),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    *answers, last = ended.stdout.splitlines() or [ended.stderr]
    assert answers == ["200"] * len(WRITES_NOTHING) + ["503"] * len(NEEDS_ROOM), ended.stderr
    assert last.startswith("503 films cannot be kept: ")
    assert str(tmp_path) not in last
