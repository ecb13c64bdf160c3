"""A missing optional part: command line and HTTP name the package to install."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dashboard.cli.main import DATA
from dashboard.export import extras
from small_package import write_package

pytestmark = pytest.mark.slow

CURE = "this needs matplotlib, which is not installed: pip install caucasus-atlas[print]"
# What an environment without any extra does, in a process of its own: here they are imported.
APART = sorted(set().union(*extras.PACKAGES.values()))
WITHOUT = (
    "import sys; from pathlib import Path; "
    f"sys.modules.update(dict.fromkeys({[*APART, 'gunicorn']})); "
)
COMMAND = "from dashboard.cli.main import main; sys.exit(main(sys.argv[1:]))"
SERVER = """
from dashboard.ui.app import create_app
client = create_app(Path(sys.argv[1])).server.test_client()
answers = [client.get("/"), client.get("/snapshot/1919-09-10.pdf"), client.post("/api/animations")]
print(*[answer.status_code for answer in answers])
print(*[answer.json["error"] for answer in answers[1:]], sep="\\n")
"""

# The names of distributions that differ from what is imported.
CALLED = {"docx": "python-docx"}


def run_without(program: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT + program, *words]
    return subprocess.run(command, cwd=DATA.parent, capture_output=True, text=True, check=False)


def test_a_command_without_its_extra_says_what_to_install(tmp_path: Path):
    package = write_package(tmp_path / "package")
    words = ["snapshot", "1919-09-10", "-o", str(tmp_path / "a.pdf"), "--data", str(package)]
    done = run_without(COMMAND, *words)
    assert (done.returncode, done.stderr) == (2, f"{CURE}\n")


def test_the_base_writes_a_day_and_says_what_a_geopackage_needs(tmp_path: Path):
    package, table = write_package(tmp_path / "package"), tmp_path / "day.csv"
    words = ["export", "state", "1919-09-10", "--data", str(package), "-o"]
    assert run_without(COMMAND, *words, str(table)).returncode == 0
    assert table.read_text("utf-8").startswith("territory_id,name_en,")
    done = run_without(COMMAND, *words, str(tmp_path / "day.gpkg"))
    assert done.returncode == 2
    assert done.stderr.endswith("not installed: pip install caucasus-atlas[geo]\n")


def test_workers_without_gunicorn_say_what_to_install(tmp_path: Path):
    package = write_package(tmp_path / "package")
    done = run_without(COMMAND, "serve", "--workers", "2", "--data", str(package))
    cure = "--workers needs gunicorn: pip install caucasus-atlas[serve]\n"
    assert (done.returncode, done.stderr) == (2, cure)


def test_the_extras_are_those_of_the_project():
    project = tomllib.loads((DATA.parent / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]

    def packages(extra: str) -> set[str]:
        names = [re.match(r"[\w-]+(\[[\w,]+\])?", one)[0] for one in optional[extra]]
        found = {name.lower() for name in names if "[" not in name}
        for name in names:
            if "[" in name:
                inner = name.partition("[")[2].rstrip("]").split(",")
                found |= set().union(*map(packages, inner))
        return found

    for extra, imported in extras.PACKAGES.items():
        assert {CALLED.get(name, name).lower() for name in imported} == packages(extra)
    assert project["name"] == extras.PROJECT


def test_a_request_without_its_extra_says_what_to_install(tmp_path: Path):
    done = run_without(SERVER, str(write_package(tmp_path / "package")))
    assert done.stdout.splitlines() == ["200 501 501", CURE, CURE]


def test_an_import_that_no_extra_has_stays_a_fault():
    assert extras.cure(ModuleNotFoundError(name="nonsense")) is None
    assert extras.cure(ImportError()) is None
