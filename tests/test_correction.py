"""A reader's correction: read, checked on a copy, shown by days, applied; anything else refused."""

import csv
from pathlib import Path

import orjson
import pytest

from dashboard.cli.main import INVALID, MISUSED, OK, main
from dashboard.dataset.correctable import KEYS
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.validate import validate
from dashboard.drafting.correction import Corrected, read_correction
from dashboard.ui.browser import corrections
from small_package import REAL_PACKAGE, write_package

ROW = {"territory_id": "upper", "start": "1918-06-04"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


@pytest.fixture
def write(package: Path, tmp_path: Path):
    """A function that writes a correction of the small package, with other words where named."""
    dataset = load_dataset(package)

    def write_one(row: dict[str, str] | None = None, **words: str) -> Path:
        said = {
            "atlas": dataset.terms.file_name,
            "version": dataset.version,
            "file": "control.csv",
            "field": "start",
            "stands": "1918-06-04",
            "proposed": "1918-06-09",
            "source": "Somebody's book, p. 9",
            "source_key": "Book2001",
            "locator": "p. 9",
            **words,
        }
        lines = [f'{name} = "{value}"' for name, value in said.items() if value is not None]
        keys = [f'{name} = "{value}"' for name, value in (row or ROW).items()]
        path = tmp_path / "correction.toml"
        path.write_text("\n".join([*lines, "[row]", *keys]), encoding="utf-8")
        return path

    return write_one


def run(path: Path, package: Path, *more: str) -> int:
    return main(["correction", str(path), "--data", str(package), *more])


def cells(package: Path, table: str) -> list[dict[str, str]]:
    with (package / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(package: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in package.rglob("*") if path.is_file()}


def test_a_day_is_moved_on_both_sides_and_by_all_that_names_it(package, write, capsys):
    before = contents(package)
    assert run(write(), package) == OK
    said = capsys.readouterr().out
    assert contents(package) == before
    days = "1918-06-04 to 1918-06-08 (5 days), upper: held by empire instead of republic"
    assert days in said
    assert "nothing is written" in said

    assert run(write(), package, "--apply") == OK
    first, second, *_ = cells(package, "control")
    assert (first["end"], second["start"]) == ("1918-06-09", "1918-06-09")
    named = [row["carried_by"] for row in cells(package, "article_claims")]
    assert any("control:upper@1918-06-09" in one for one in named)
    assert validate(package) == []


def test_what_is_not_corrected_keeps_every_byte(package, write):
    before = (package / "control.csv").read_text("utf-8").splitlines()
    assert run(write(), package, "--apply") == OK
    after = (package / "control.csv").read_text("utf-8").splitlines()
    changed = [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert changed == [1, 2]


def test_the_source_is_added_to_those_of_the_row(package, write):
    other = {"territory_id": "upper", "start": "1920-12-02"}
    words = {"field": "certainty", "stands": "medium", "proposed": "low"}
    assert run(write(other, source_key="ARTICLE", **words), package, "--apply") == OK
    row = next(one for one in cells(package, "control") if one["start"] == "1920-12-02")
    assert (row["certainty"], row["source_key"]) == ("low", "Book2001;ARTICLE")
    assert (row["source_locator"], row["source_locator_tr"]) == ("p. 7;p. 9", "s. 7;")
    assert validate(package) == []


def test_a_source_that_a_table_cannot_hold_is_said(package, write, capsys):
    words = {"file": "territories.csv", "field": "today_tr", "stands": "Aşağı, Hiçbir Yer"}
    assert run(write({"id": "lower"}, proposed="Aşağı, Hiçbiryer", **words), package) == OK
    said = "territories.csv has no column of sources: Book2001 is not written into it"
    assert said in capsys.readouterr().out
    assert run(write(), package) == OK
    assert "has no column of sources" not in capsys.readouterr().out


def altered(package: Path, start: str, **cells_of: str) -> None:
    """Give cells of the row of control of ``upper`` that begins on a day."""
    path = package / "control.csv"
    rows = cells(package, "control")
    next(row for row in rows if (row["territory_id"], row["start"]) == ("upper", start)).update(
        cells_of
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows(rows)


def test_what_a_moved_day_makes_meaningless_is_emptied(package, write, capsys):
    altered(package, "1918-06-04", start_edtf="1918-06-04~", alt_start="1918-06-09")
    assert run(write(), package, "--apply") == OK
    said = capsys.readouterr().out
    assert "start_edtf: 1918-06-04~ -> (empty)" in said
    assert "alt_start: 1918-06-09 -> (empty)" in said
    row = next(one for one in cells(package, "control") if one["start"] == "1918-06-09")
    assert (row["start_edtf"], row["alt_start"]) == ("", "")


def test_what_still_fits_a_moved_day_stays(package, write):
    altered(package, "1918-06-04", start_edtf="1918-06", alt_start="1918-06-11")
    assert run(write(), package, "--apply") == OK
    row = next(one for one in cells(package, "control") if one["start"] == "1918-06-09")
    assert (row["start_edtf"], row["alt_start"]) == ("1918-06", "1918-06-11")


def test_other_ends_of_lines_within_a_cell_are_kept(package, write):
    altered(package, "1920-12-02", note_en="one\u2028two\u0085three")
    assert run(write(), package, "--apply") == OK
    row = next(one for one in cells(package, "control") if one["start"] == "1920-12-02")
    assert row["note_en"] == "one\u2028two\u0085three"


def test_a_claim_follows_the_day_on_which_its_holder_takes_the_land(package, write):
    row = {"territory_id": "lower", "start": "1919-09-10"}
    words = {"stands": "1919-09-10", "proposed": "1919-09-12"}
    assert run(write(row, **words), package, "--apply") == OK
    claim = next(one for one in cells(package, "claims") if one["territory_id"] == "lower")
    assert claim["end"] == "1919-09-12"


def test_a_treaty_and_its_event_keep_the_same_day(package, write):
    words = {"file": "treaties.csv", "field": "signed", "stands": "1921-03-16"}
    path = write({"id": "coast_treaty"}, proposed="1921-03-18", **words)
    assert run(path, package, "--apply") == OK
    event = next(one for one in cells(package, "events") if one["id"] == "coast_treaty_ev")
    assert event["date"] == "1921-03-18"


def test_a_rule_that_would_be_broken_is_named_and_nothing_is_written(package, write, capsys):
    before = contents(package)
    words = {"field": "controller", "stands": "republic", "proposed": "nobody_knows"}
    assert run(write(**words), package, "--apply") == INVALID
    assert "control.csv row 3, controller: nobody_knows" in capsys.readouterr().err
    assert contents(package) == before


def test_a_correction_without_a_known_work_is_shown_and_not_applied(package, write, capsys):
    path = write(source_key="")
    assert run(path, package) == OK
    assert "add the work there and write its key as source_key" in capsys.readouterr().out
    before = contents(package)
    assert run(path, package, "--apply") == MISUSED
    assert "no source of sources.bib is given (Somebody's book, p. 9)" in capsys.readouterr().err
    assert contents(package) == before


def test_words_may_be_written_better_without_a_source(package, write):
    words = {"file": "territories.csv", "field": "today_tr", "stands": "Aşağı, Hiçbir Yer"}
    path = write({"id": "lower"}, proposed="Aşağı, Hiçbiryer", source="", source_key="", **words)
    assert run(path, package, "--apply") == OK
    row = next(one for one in cells(package, "territories") if one["id"] == "lower")
    assert row["today_tr"] == "Aşağı, Hiçbiryer"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"file": "../secret.csv"}, "file: ../secret.csv is no file that a card shows"),
        ({"file": "sources.bib"}, "file: sources.bib is no file that a card shows"),
        ({"field": "territory_id"}, "field: territory_id is not changed by a correction"),
        ({"field": "source_key"}, "field: source_key is not changed by a correction"),
        ({"field": "colour"}, "field: colour is no column of control.csv; choose one of start"),
        ({"stands": "1918-06-05"}, "is not what stands there now, which is 1918-06-04"),
        ({"proposed": "1918-06-04"}, "proposed: is what stands there"),
        ({"atlas": "another"}, "atlas: another is another atlas"),
        ({"source_key": "Nobody1900"}, "source_key: Nobody1900 is not in sources.bib"),
        ({"source_key": "GK"}, "source_key: GK is no work to cite"),
        ({"locator": "p. 1; p. 2"}, "locator: p. 1; p. 2 is not"),
        ({"proposed": "two\\nlines"}, "proposed: has more than one line"),
        ({"unheard_of": "x"}, "unheard_of: is not a word that is known here"),
        ({"stands": None}, "stands: is missing; add it: What stands in the cell"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_cure(package, write, capsys, words, said):
    assert run(write(**words), package, "--apply") == INVALID
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "is not TOML in UTF-8"),
        (b"atlas = ", "is not TOML in UTF-8"),
        (b"a = " + b"[" * 5000, "is not TOML in UTF-8"),
        (b"# " + b"x" * 70_000, "has more than 65,536 bytes"),
        (b"", "atlas: is missing"),
        (b'row = "kars"', "row: kars is not an object"),
        (b"version = 3", "version: 3 is not text"),
        (b'stands = "\\u001b[2J"', r"stands: \x1b[2J is not text of at most 10,000 characters"),
        (b'proposed = "\\u009b2J"', r"proposed: \x9b2J is not text"),
        (b'source = "a\\u2028b"', "source: a b is not text"),
        (b'reason = "\\u0007"', r"reason: \x07 is not text"),
        (b'"\\u001b[2J" = ""', r"\x1b[2J: is not a word that is known here"),
        (b'proposed = "\\u202eabc"', r"proposed: \u202eabc is not text"),
        (b'reason = "a\\u2067b"', r"reason: a\u2067b is not text"),
        (b'version = "\\u202e1"', r"version: \u202e1 is not text on one line"),
        (b'locator = "\\u202e1"', r"locator: \u202e1 is not text on one line"),
        (b'row.id = "\\u202ekars"', r"row.id: \u202ekars is not text on one line"),
    ],
)
def test_a_hostile_file_is_refused(package, tmp_path, capsys, content, said):
    path = tmp_path / "hostile.toml"
    path.write_bytes(content)
    assert run(path, package) == INVALID
    err = capsys.readouterr().err
    assert said in err
    assert all(one.isprintable() for one in err.replace("\n", ""))


def test_a_correction_of_a_missing_row_is_reported(package, write, capsys):
    assert run(write({"territory_id": "upper", "start": "1900-01-01"}), package) == INVALID
    assert "is in 0 rows of control.csv (territory_id upper, start 1900-01-01)" in (
        capsys.readouterr().err
    )


def test_a_feature_of_the_places_is_changed_on_its_line(dataset, tmp_path):
    place = next(place for place in dataset.places if place.id == "baku")
    path = tmp_path / "place.toml"
    path.write_text(
        f'atlas = "{dataset.terms.file_name}"\nversion = "{dataset.version}"\n'
        f'file = "geo/places.geojson"\nfield = "name_en"\nstands = "{place.name["en"]}"\n'
        'proposed = "Bakou"\n[row]\nid = "baku"\n',
        encoding="utf-8",
    )
    corrected = Corrected(dataset, read_correction(path), path.name)
    before = (REAL_PACKAGE / "geo" / "places.geojson").read_text("utf-8").splitlines()
    after = corrected.files["geo/places.geojson"].decode("utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [(a, a.replace('"name_en":"Baku"', '"name_en":"Bakou"')) for a, _ in changed]
    assert len(changed) == 1


def test_every_row_that_a_card_shows_is_found_by_its_key(dataset):
    files = orjson.loads(corrections.rows(dataset))
    assert set(files) == set(KEYS)
    for file, key in KEYS.items():
        columns, rows = files[file]["columns"], files[file]["rows"]
        found = [tuple(row[columns.index(one)] for one in key) for row in rows]
        assert len(set(found)) == len(found), file


@pytest.mark.parametrize("language", ["en", "tr"])
def test_every_field_that_a_reader_may_correct_is_a_column(dataset, language):
    files = orjson.loads(corrections.rows(dataset))
    about = corrections.build(dataset, language)
    for file, one in about["files"].items():
        labels = {field["name"]: field["label"] for field in one["fields"]}
        assert labels, file
        assert set(labels) <= set(files[file]["columns"]), file
        assert len(set(labels.values())) == len(labels), file
        assert set(one["named"]) - {"territory_id"} <= set(labels), file


@pytest.mark.parametrize("language", ["en", "tr"])
def test_every_work_has_a_name_of_its_own(dataset, language):
    works = corrections.build(dataset, language)["works"]
    assert len({name for _, name in works}) == len(works)
    assert {key for key, _ in works} == {
        source.key for source in dataset.sources.values() if source.is_work
    }


def test_nothing_is_offered_where_a_cell_may_not_be_empty(package):
    about = corrections.build(load_dataset(package), "en")
    for file in ("control.csv", "claims.csv", "outcomes.csv"):
        with (package / file).open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        offered = [field for field in about["files"][file]["fields"] if field["kind"] == "choice"]
        emptied = rows[0] | {one["name"]: "" for one in offered}
        whole = (package / file).read_bytes()
        with (package / file).open("w", encoding="utf-8", newline="") as table:
            out = csv.DictWriter(table, rows[0])
            out.writeheader()
            out.writerows([emptied, *rows[1:]])
        refused = {
            problem.column
            for problem in validate(package)
            if (problem.file, problem.row) == (file, 2)
        }
        (package / file).write_bytes(whole)
        required = {one["name"] for one in offered if not one["optional"]}
        assert required == refused & {one["name"] for one in offered}, file
