"""The command line: what it prints, where, and how it ends."""

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from dashboard.__main__ import DATA, main
from small_package import set_cell, write_package


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


def test_a_valid_package_is_said_to_be_valid(package, capfd):
    assert main(["validate", str(package)]) == 0
    printed = capfd.readouterr()
    assert printed.out == f"{package}: the data package keeps every rule\n"
    assert printed.err == ""


def test_every_problem_is_printed_and_the_status_is_1(package, capfd):
    set_cell(package, "control", 5, "end", "1919-09-07")
    set_cell(package, "control", 6, "second_party", "republic")
    assert main(["validate", str(package)]) == 1
    printed = capfd.readouterr()
    assert printed.out.splitlines() == [
        "control.csv row 5, end: 1919-09-07 leaves lower without a controller for 3 days "
        "(next row starts 1919-09-10); ends are exclusive, write 1919-09-10",
        "control.csv row 6, second_party: republic is the controller itself; leave it empty",
    ]
    assert printed.err == "2 problems\n"


def test_one_problem_is_counted_as_one(package, capfd):
    set_cell(package, "control", 6, "second_party", "republic")
    assert main(["validate", str(package)]) == 1
    assert capfd.readouterr().err == "1 problem\n"


def test_validate_without_a_folder_takes_the_package_of_the_project(capfd):
    assert main(["validate"]) == 0
    assert capfd.readouterr().out.startswith(str(DATA))


def test_a_state_goes_to_standard_output_as_json_unless_told_otherwise(package, capfd):
    assert main(["state", "1919-09-10", "--data", str(package)]) == 0
    printed = capfd.readouterr()
    assert orjson.loads(printed.out)["day"] == "1919-09-10"
    assert printed.err == ""


@pytest.mark.parametrize(
    ("kind", "start"),
    [("json", "{"), ("csv", "territory_id,controller,"), ("geojson", '{"type":"FeatureColl')],
)
def test_a_state_is_written_in_the_format_asked_for(package, capfd, kind, start):
    assert main(["state", "1919-09-10", "--format", kind, "--data", str(package)]) == 0
    assert capfd.readouterr().out.startswith(start)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("1920-4-28", "'1920-4-28' is not a day; write YYYY-MM-DD, for example 1920-04-28"),
        ("1920-02-30", "'1920-02-30' is not a day of the calendar"),
        ("today", "'today' is not a day; write YYYY-MM-DD, for example 1920-04-28"),
        ("1917-12-31", "1917-12-31 is outside the atlas; give a day from 1918-01-01 to 1936-12-31"),
        ("1937-01-01", "1937-01-01 is outside the atlas; give a day from 1918-01-01 to 1936-12-31"),
    ],
)
def test_a_wrong_day_ends_with_status_2_and_one_line(package, capfd, day, said):
    assert main(["state", day, "--data", str(package)]) == 2
    printed = capfd.readouterr()
    assert printed.out == ""
    assert printed.err == f"{said}\n"


def test_a_state_of_a_broken_package_names_its_faults_with_status_1(package, capfd):
    (package / "roles.csv").unlink()
    assert main(["state", "1919-09-10", "--data", str(package)]) == 1
    printed = capfd.readouterr()
    assert printed.out == ""
    assert printed.err == "roles.csv: cannot be read; put the file into the package\n"


def test_an_unknown_format_or_no_command_ends_with_status_2(capfd):
    for arguments in (["state", "1920-04-28", "--format", "xml"], []):
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 2
    assert "Traceback" not in capfd.readouterr().err


def test_the_module_runs_from_a_shell_with_its_exit_status(package):
    command = [sys.executable, "-m", "dashboard", "state", "1920-13-01", "--data", str(package)]
    done = subprocess.run(
        command, cwd=DATA.parent, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "'1920-13-01' is not a day of the calendar\n"
