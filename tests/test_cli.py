"""The command line: what it prints, where, and how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from dashboard.cli.main import DATA, INTERRUPTED, main
from dashboard.dataset.reading.load import load_dataset
from small_package import set_cell, write_package

pytestmark = pytest.mark.slow


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


def test_a_reader_that_has_enough_ends_the_command_without_a_traceback(package):
    (package / "control.csv").write_text("territory_id\n")
    command = [sys.executable, "-m", "dashboard", "validate", str(package)]
    with subprocess.Popen(
        command, cwd=DATA.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=60) == 141


def test_a_single_problem_is_counted_in_the_singular(package, capfd):
    set_cell(package, "control", 6, "second_party", "republic")
    assert main(["validate", str(package)]) == 1
    assert capfd.readouterr().err == "1 problem\n"


def test_validate_without_a_folder_takes_the_package_of_the_project(capfd):
    assert main(["validate"]) == 0
    assert capfd.readouterr().out.startswith(str(DATA))


def test_a_state_goes_to_standard_output_as_json_by_default(package, capfd):
    assert main(["state", "1919-09-10", "--data", str(package)]) == 0
    printed = capfd.readouterr()
    assert orjson.loads(printed.out)["day"] == "1919-09-10"
    assert printed.err == ""


@pytest.mark.parametrize(
    ("kind", "start"),
    [("json", "{"), ("csv", "territory_id,name_en,"), ("geojson", '{"type":"FeatureColl')],
)
def test_a_state_is_written_in_the_format_asked_for(package, capfd, kind, start):
    assert main(["state", "1919-09-10", "--format", kind, "--data", str(package)]) == 0
    assert capfd.readouterr().out.startswith(start)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("1920-4-28", "'1920-4-28' is not a day; write YYYY-MM-DD, for example 2001-02-03"),
        ("1920-02-30", "'1920-02-30' is not a day of the calendar"),
        ("today", "'today' is not a day; write YYYY-MM-DD, for example 2001-02-03"),
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


def test_an_interrupt_ends_with_its_status_even_while_python_makes_a_class(tmp_path):
    # As dataclasses does, whose text an interrupt can meet; only -m remembers that it did.
    (tmp_path / "interrupted.py").write_text(
        "from dashboard.cli import main\n"
        "main._state = lambda options: exec('raise KeyboardInterrupt')\n"
        "main.run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "interrupted", "state", "1920-04-28"],
        env={**os.environ, "PYTHONPATH": f"{DATA.parent}{os.pathsep}{tmp_path}"},
        check=False,
        capture_output=True,
    )
    assert done.returncode == INTERRUPTED
    assert done.stderr == b"stopped; the file was not written\n"


@pytest.mark.parametrize("kind", ["json", "csv", "geojson", "gpkg", "fgb"])
def test_a_state_and_a_range_are_written_to_files_of_the_kind_of_their_suffix(
    package, tmp_path, kind, capfd
):
    for days in (["state", "1919-09-10"], ["range", "1919-09-01", "1919-09-30"]):
        path = tmp_path / f"{days[0]}.{kind}"
        assert main(["export", *days, "-o", str(path), "--data", str(package)]) == 0
        assert b"lower" in path.read_bytes()
    assert capfd.readouterr() == ("", "")
    assert sorted(path.suffix for path in tmp_path.glob("*.*")) == [f".{kind}"] * 2


def test_changes_places_and_the_package_are_written_to_files(package, tmp_path):
    orders = {
        "changes.csv": ["changes", "1919-01-01", "1921-12-31"],
        "net.csv": ["differences", "1919-01-01", "1921-12-31"],
        "places.jsonld": ["places"],
        "data.zip": ["package"],
    }
    for name, words in orders.items():
        path = tmp_path / name
        assert main(["export", *words, "-o", str(path), "--data", str(package)]) == 0
    assert (tmp_path / "changes.csv").read_text(encoding="utf-8").count("\n") == 5
    assert (tmp_path / "net.csv").read_text(encoding="utf-8").count("\n") == 4
    assert orjson.loads((tmp_path / "places.jsonld").read_bytes())["features"] == []
    assert (tmp_path / "data.zip").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["state", "1919-09-31", "-o", "day.csv"], "'1919-09-31' is not a day of the calendar"),
        (
            ["state", "1919-09-10", "-o", "day.kml"],
            "day.kml: end the name of the file in one of .json, .csv, .xlsx, .geojson, .gpkg, .fgb",
        ),
        (
            ["changes", "1920-01-01", "1919-01-01", "-o", "c.csv"],
            "the range ends on 1919-01-01, before it begins on 1920-01-01",
        ),
        (["package", "-o", "data.tar"], "data.tar: end the name of the file in one of .zip"),
        (
            ["package", "-o", "nowhere/data.zip"],
            "nowhere/data.zip: cannot be written (No such file or directory)",
        ),
    ],
)
def test_a_wrong_export_ends_with_status_2_one_line_and_no_file(
    package, tmp_path, monkeypatch, capfd, words, said
):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert main(["export", *words, "--data", str(package)]) == 2
    assert capfd.readouterr() == ("", f"{said}\n")
    assert list((tmp_path / "here").iterdir()) == []


def test_a_view_is_cited_with_what_it_shows(package, capfd, monkeypatch):
    monkeypatch.setenv("BASE_ADDRESS", "https://atlas.example")
    view = "territory=coast&layers=relief"
    words = ["cite", "1919-09-10", "--lang", "tr", "--view", view, "--data", str(package)]
    assert main(words) == 0
    assert capfd.readouterr().out == (
        "The Caucasus Atlas authors. (2026). Kafkasya nasıl Sovyetleşti: 10 Eylül 1919, Kıyı "
        f"(Versiyon {load_dataset(package).version}) [Etkileşimli harita]. "
        "https://atlas.example/tr/?day=1919-09-10&layers=relief&territory=coast\n"
    )


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("territory=nowhere", "--view: territory=nowhere is not in the atlas; copy the address"),
        ("foo=1", "--view: 'foo' is no parameter of the page; known are day, extent, layers"),
        ("day=1920-01-01", "--view: day=1920-01-01 is not the day that is cited, 1919-09-10"),
        ("with=1920-13-01", "--view: with: '1920-13-01' is not a day of the calendar"),
        ("layers=", "--view: layers= is not in the atlas"),
    ],
)
def test_a_wrong_view_is_refused_with_the_cure(package, capfd, view, said):
    assert main(["cite", "1919-09-10", "--view", view, "--data", str(package)]) == 2
    printed = capfd.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(said)
    assert printed.err.count("\n") == 1


def test_a_view_of_too_many_parts_is_refused_with_the_cure(capfd):
    view = "&".join(f"p{number}=1" for number in range(50))
    assert main(["cite", "1919-09-10", "--view", view]) == 2
    assert capfd.readouterr().err == "the view has more than 25 parameters; take some away\n"


def test_a_missing_folder_is_reported_on_one_line(tmp_path, capfd):
    assert main(["state", "1919-09-10", "--data", str(tmp_path / "no")]) == 1
    cure = "there is no such folder; give the folder of a data package"
    assert capfd.readouterr().err == f"{tmp_path / 'no'}: {cure}\n"


def test_sources_are_cited_in_the_style_asked_for(package, capfd):
    words = ["cite", "1920-12-02", "--sources", "--style", "bibtex", "--data", str(package)]
    assert main(words) == 0
    assert capfd.readouterr().out.startswith("@book{Book2001,")


def test_a_citation_of_a_day_outside_the_atlas_ends_with_status_2(package, capfd):
    assert main(["cite", "1937-01-01", "--data", str(package)]) == 2
    assert "1937-01-01 is outside the atlas" in capfd.readouterr().err


def test_a_table_goes_to_standard_output_in_the_format_asked_for(package, capfdbinary):
    words = ["export", "lines", "1919-09-10", "-o", "-", "--format", "csv"]
    assert main([*words, "--data", str(package)]) == 0
    assert capfdbinary.readouterr().out.startswith(b"line_id,name_en,name_tr,")
    assert main(["export", "package", "-o", "-", "--data", str(package)]) == 0
    assert capfdbinary.readouterr().out.startswith(b"PK")
    assert main(["export", "lines", "1919-09-10", "-o", "-", "--data", str(package)]) == 2
    said = capfdbinary.readouterr().err.decode()
    assert said == "-: say the format with --format, one of json, csv, xlsx, geojson, gpkg, fgb\n"


def test_a_sheet_and_a_handout_go_to_standard_output(package, capfdbinary, monkeypatch):
    monkeypatch.setenv("BASE_ADDRESS", "https://atlas.example")
    words = ["snapshot", "1919-09-10", "-o", "-", "--format", "svg", "--data", str(package)]
    assert main(words) == 0
    printed = capfdbinary.readouterr()
    assert printed.out.startswith(b"<?xml")
    assert printed.err == b""


@pytest.mark.parametrize(
    "words",
    [
        ["snapshot", "1919-09-10", "-o", "{}/x.pdf"],
        ["handout", "border", "-o", "{}/x.pdf"],
        ["release", "-o", "{}/x.zip"],
    ],
)
def test_nothing_is_drawn_for_a_missing_folder(tmp_path, capfd, words):
    nowhere = tmp_path / "no"
    words = [word.format(nowhere) for word in words]
    # The data are not there either: what is said first is found first.
    assert main([*words, "--data", str(tmp_path / "data")]) == 2
    assert capfd.readouterr().err.startswith(f"{nowhere}/x.")


def test_a_file_that_is_replaced_leaves_its_mode_and_a_link_stays(package, tmp_path):
    kept = tmp_path / "kept.csv"
    kept.write_text("old")
    kept.chmod(0o600)
    link = tmp_path / "link.csv"
    link.symlink_to(kept)
    assert main(["export", "state", "1919-09-10", "-o", str(link), "--data", str(package)]) == 0
    assert link.is_symlink()
    assert kept.read_text(encoding="utf-8").startswith("territory_id")
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_written_is_refused_before_the_data_are_read(tmp_path, capfd):
    words = ["export", "package", "-o", str(tmp_path / "no" / "data.zip")]
    assert main([*words, "--data", str(tmp_path / "nowhere")]) == 2
    assert "cannot be written (No such file or directory)" in capfd.readouterr().err


def test_writing_a_state_imports_nothing_heavy():
    # Each of these takes 0.1 to 0.5 s of processor time to import, and the table needs none.
    heavy = {"dash", "edtf", "flask", "matplotlib", "numpy", "pandas", "plotly", "rich", "shapely"}
    program = (
        "import sys; from dashboard.cli.main import main; main(['state', '1920-04-28']); "
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=DATA.parent, capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())
    assert "dashboard.dataset.timeline" in loaded
    assert not loaded & heavy


@pytest.mark.parametrize(
    ("option", "name", "most"), [("--port", "PORT", 65535), ("--workers", "WORKERS", 64)]
)
def test_serve_names_a_number_that_is_out_of_bounds(
    package, monkeypatch, capfd, option, name, most
):
    # `serve` hands its options on in the environment: monkeypatch puts that back.
    for changed, value in {"PORT": "8050", "WORKERS": "2", "DATA_DIR": str(package)}.items():
        monkeypatch.setenv(changed, value)
    assert main(["serve", option, str(most + 1), "--data", str(package)]) == 2
    said = capfd.readouterr().err
    assert said.startswith(f"{name} is '{most + 1}'; write a whole number from ")
    assert said.count("\n") == 1
