"""The wheel in an empty environment: it has its data, answers on the command line and serves."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import urllib.request
import venv
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import pytest

ROOT = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="paths of a POSIX environment"),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory) -> Path:
    """The console script of an environment that has the wheel and nothing else of this project.

    The packages that it needs are those of the tests: the network is not asked for them.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=True)
    python = str(home / "bin" / "python")
    install = ["install", "--no-deps", "--no-index", "--no-compile", "--quiet", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", python, *install], check=True)
    (packages,) = home.glob("lib/python*/site-packages")
    (packages / "tests.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return home / "bin" / "caucasus-atlas"


def run(script: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the script in a folder that has nothing of the project."""
    environment = {"PATH": os.defpath, "CACHE_DIR": str(script.parents[1] / "kept")}
    return subprocess.run(
        [script, *words],
        cwd=script.parents[1],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )


def test_the_wheel_has_the_program_the_data_and_both_licences(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("dashboard", "data"):
        paths = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        needed = {
            path.relative_to(ROOT / folder).as_posix()
            for path in paths
            if "__pycache__" not in path.parts
        }
        inside = "dashboard/" if folder == "dashboard" else "dashboard/data/"
        assert {f"{inside}{name}" for name in needed} <= names
    licences = {name.rpartition("/")[2] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "LICENSE-data"}


def test_another_build_has_the_same_bytes(wheel: Path, tmp_path: Path):
    """In another folder, on another day, by a user with other rights."""
    checkout = tmp_path / "elsewhere"
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("dashboard", "data"):
        shutil.copytree(ROOT / name, checkout / name, ignore=ignored, copy_function=shutil.copyfile)
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-data", ".gitignore"):
        shutil.copyfile(ROOT / name, checkout / name)
    for path in checkout.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_script_says_its_version_and_name(installed: Path):
    assert run(installed, "--version").stdout == f"caucasus-atlas {VERSION}\n"
    assert run(installed, "--help").stdout.startswith("usage: caucasus-atlas ")


def test_the_installed_data_package_is_valid(installed: Path):
    said = run(installed, "validate").stdout
    assert re.match(r".*/site-packages/dashboard/data: the data .* every rule\n", said)


def test_a_day_is_exported_as_from_the_checkout(installed: Path, tmp_path: Path):
    file = tmp_path / "day.csv"
    run(installed, "export", "state", "1921-10-13", "-o", str(file))
    checkout = [sys.executable, "-m", "dashboard", "state", "1921-10-13", "--format", "csv"]
    assert file.read_bytes() == subprocess.check_output(checkout, cwd=ROOT)


def test_the_atlas_is_served(installed: Path):
    environment = {"PATH": os.defpath, "CACHE_DIR": str(installed.parents[1] / "kept")}
    server = subprocess.Popen(
        [installed, "serve", "--port", "0", "--workers", "1"],
        cwd=installed.parents[1],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    with server:
        try:
            said = (re.search(r"Listening at: (http://\S+)", line) for line in server.stderr)
            address = next(filter(None, said))[1]
            # As gunicorn.conf.py has it.
            assert "Using worker: dashboard.ui.http.worker.Worker" in next(server.stderr)
            page = urllib.request.urlopen(f"{address}/tr/").read().decode()
            assert '<html lang="tr" dir="ltr">' in page
            script = re.search(r'src="(\.\./files/\w+/built/atlas\.mjs)"', page)[1]
            assert urllib.request.urlopen(urljoin(f"{address}/tr/", script)).status == 200
        finally:
            server.terminate()
