"""A sheet by the command line: what it writes, what it refuses."""

import pytest

from dashboard.cartography.paper.plate import build_plate
from dashboard.cli.main import main
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.timeline import Timeline
from dashboard.export.press import snapshot
from printed import PUBLIC
from small_package import write_package

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_the_command_line_writes_the_kind_of_the_suffix(tmp_path, kind, capfd, monkeypatch):
    monkeypatch.setenv("BASE_ADDRESS", PUBLIC)
    file = tmp_path / f"kars.{kind}"
    arguments = ["snapshot", "1921-10-13", "-o", str(file), "--dpi", "60", "--extent", "kars"]
    assert main([*arguments, "--territory", "kars", "--lang", "tr", "--bw"]) == 0
    assert file.read_bytes().startswith({"pdf": b"%PDF", "svg": b"<?xml", "png": b"\x89PNG"}[kind])
    assert list(tmp_path.iterdir()) == [file]
    assert capfd.readouterr().err == ""


WRONG = {
    "day": ["1921-13-13"],
    "outside": ["1800-01-01"],
    "size": ["1921-10-13", "--size", "a9"],
    "small": ["1921-10-13", "--size", "10x10"],
    "thin": ["1921-10-13", "--size", "1000x100"],
    "dpi": ["1921-10-13", "--dpi", "many"],
    "coarse": ["1921-10-13", "--dpi", "1"],
    "language": ["1921-10-13", "--lang", "fr"],
    "extent": ["1921-10-13", "--extent", "mars"],
    "empty": ["1921-10-13", "--extent", "46,40,42,42"],
    "endless": ["1921-10-13", "--extent", "nan,40,42,42"],
    "far": ["1921-10-13", "--extent", "0,40,5,42"],
    "flat": ["1921-10-13", "--extent", "42,42,46,42"],
    "wide": ["1921-10-13", "--extent", "20,30,61,50"],
    "territory": ["1921-10-13", "--territory", "mars"],
    "pixels": ["1921-10-13", "--dpi", "1200", "--size", "a3"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=list(WRONG))
def test_a_wrong_argument_ends_with_2_and_one_line(tmp_path, capfd, arguments, monkeypatch, plate):
    monkeypatch.setattr(snapshot, "open_dataset", lambda _: plate.dataset)
    monkeypatch.setattr(snapshot, "build_plate", lambda *_: plate)
    assert main(["snapshot", *arguments, "-o", str(tmp_path / "a.png")]) == 2
    printed = capfd.readouterr()
    assert len(printed.err.splitlines()) == 1
    assert printed.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_kind_or_place_is_refused(tmp_path, capfd, monkeypatch, plate):
    monkeypatch.setattr(snapshot, "build_plate", lambda *_: plate)
    assert main(["snapshot", "1921-10-13", "-o", str(tmp_path / "a.gif")]) == 2
    assert (
        main(["snapshot", "1921-10-13", "-o", str(tmp_path / "no" / "a.png"), "--dpi", "40"]) == 2
    )
    assert len(capfd.readouterr().err.splitlines()) == 2


def test_a_folder_that_is_no_package_ends_with_1(tmp_path, capfd):
    file = str(tmp_path / "a.png")
    assert main(["snapshot", "1921-10-13", "-o", file, "--data", str(tmp_path)]) == 1
    assert capfd.readouterr().err


def test_a_package_of_territories_alone_is_printed_with_land_under_them(tmp_path):
    package = write_package(tmp_path / "package")
    file = tmp_path / "a.png"
    words = ["snapshot", "1920-12-02", "--dpi", "40", "--compare", "1919-01-01"]
    assert main([*words, "-o", str(file), "--data", str(package)]) == 0
    small = load_dataset(package)
    made = build_plate(small, Timeline(small))
    assert made.land.area == pytest.approx(sum(area.area for area in made.coverage.areas.values()))
