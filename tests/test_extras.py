"""A part that is not installed says what to install, on the command line and over HTTP."""

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli.main import DATA
from dashboard.export import extras
from small_package import write_package

pytestmark = pytest.mark.slow

CURE = "this needs matplotlib, which is not installed: pip install caucasus-atlas[print]"
# What an environment without matplotlib does, in a process of its own: here it is imported.
WITHOUT = "import sys; sys.modules['matplotlib'] = None; from pathlib import Path; "
COMMAND = "from dashboard.cli.main import main; sys.exit(main(sys.argv[1:]))"
SERVER = """
from dashboard.ui.app import create_app
client = create_app(Path(sys.argv[1])).server.test_client()
answers = [client.get("/"), client.get("/snapshot/1919-09-10.pdf"), client.post("/api/animations")]
print(*[answer.status_code for answer in answers])
print(*[answer.json["error"] for answer in answers[1:]], sep="\\n")
"""


def run_without(program: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT + program, *words]
    return subprocess.run(command, cwd=DATA.parent, capture_output=True, text=True, check=False)


def test_a_command_without_its_extra_says_what_to_install(tmp_path: Path):
    package = write_package(tmp_path / "package")
    words = ["snapshot", "1919-09-10", "-o", str(tmp_path / "a.pdf"), "--data", str(package)]
    done = run_without(COMMAND, *words)
    assert (done.returncode, done.stderr) == (2, f"{CURE}\n")


def test_a_request_without_its_extra_says_what_to_install(tmp_path: Path):
    done = run_without(SERVER, str(write_package(tmp_path / "package")))
    assert done.stdout.splitlines() == ["200 501 501", CURE, CURE]


def test_an_import_that_no_extra_has_stays_a_fault():
    assert extras.cure(ModuleNotFoundError(name="nonsense")) is None
    assert extras.cure(ImportError()) is None
