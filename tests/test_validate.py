"""Each rule of the tables, by a copy of the small package that breaks it."""

from pathlib import Path

import pytest

from broken_package import (
    LAYER,
    assert_reported,
)
from broken_tables import BROKEN
from dashboard.dataset.reading.inside import Files
from dashboard.dataset.reading.load import read_package
from dashboard.dataset.rules import wording
from dashboard.dataset.rules.wording import refused
from dashboard.dataset.validate import RULES, validate
from small_package import REAL_PACKAGE, SOURCES, replace, set_cell, write_package
from test_clauses import BROKEN_CLAUSES
from test_figures import BROKEN_FIGURES
from test_forces import BROKEN_FORCES
from test_linked_places import BROKEN_LINKS
from test_readings import BROKEN_READINGS
from test_releases import BROKEN_RELEASES
from test_renaming import BROKEN_NAMES
from test_stories import BROKEN_STORIES
from test_validate_drawing import BROKEN_DRAWING
from test_validate_geojson import BROKEN_GEOJSON
from test_validate_layers import BROKEN_LAYERS
from test_validate_map import BROKEN_MAPS


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


def test_the_small_package_keeps_every_rule(package):
    assert validate(package) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "breaks", "expected"), BROKEN, ids=[one[0].__name__ for one in BROKEN]
)
def test_a_rule_names_what_breaks_it_and_nothing_else(package, rule, breaks, expected):
    breaks(package)
    assert_reported(package, expected)


def test_every_rule_has_a_package_that_breaks_it():
    tried = {
        rule
        for rule, _, _ in [*BROKEN, *BROKEN_MAPS, *BROKEN_GEOJSON, *BROKEN_DRAWING, *BROKEN_LAYERS]
    }
    tried |= (
        BROKEN_STORIES
        | BROKEN_RELEASES
        | BROKEN_LINKS
        | BROKEN_READINGS
        | BROKEN_NAMES
        | BROKEN_FORCES
        | BROKEN_FIGURES
        | BROKEN_CLAUSES
    )
    assert {rule for rule, _ in RULES} == tried - {read_package}


def test_a_claim_may_outlive_its_claimant_when_a_source_and_a_note_say_so(package):
    set_cell(package, "claims", 4, "start", "1920-12-01")
    set_cell(package, "claims", 4, "note_en", "Claimed a day before it was declared")
    set_cell(package, "claims", 4, "note_tr", "İlanından bir gün önce talep etti")
    assert validate(package) == []


def test_an_outcome_may_name_a_party_of_another_day_when_its_note_says_why(package):
    set_cell(package, "outcomes", 2, "from", "republic")
    set_cell(package, "outcomes", 2, "note_en", "Signed in its name")
    set_cell(package, "outcomes", 2, "note_tr", "Onun adına imzalandı")
    assert validate(package) == []


def test_a_broken_package_still_has_all_else_checked(package):
    (package / "roles.csv").unlink()
    set_cell(package, "control", 6, "second_party", "republic")
    set_cell(package, "events", 3, "description_en", "The heroes came.")
    replace(package, "sources.bib", SOURCES.splitlines()[0], "@article{,")
    assert [str(problem).partition(";")[0] for problem in validate(package)] == [
        "control.csv row 6, second_party: republic is the controller itself",
        "events.csv row 3, description_en: heroes is not the wording of this atlas",
        "roles.csv: cannot be read",
        next(
            str(problem).partition(";")[0] for problem in validate(package) if "bib" in problem.file
        ),
    ]


def test_a_row_that_cannot_be_read_is_not_called_a_gap_too(package):
    set_cell(package, "control", 6, "status", "red")
    assert len(validate(package)) == 1


def test_an_empty_folder_is_reported_file_by_file(tmp_path):
    expected = {problem.file for problem in validate(tmp_path)}
    assert {"datapackage.json", "control.csv", "sources.bib", LAYER} <= expected


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Liberation of the town by heroic bands", ["liberation", "heroic"]),
        ("en", "The Committee for the Liberation of the Black Sea took Sochi", []),
        ("en", "The army took the town and entered the fort; Herod, an heir", []),
        ("tr", "KURTARILDI; DÜŞMANLAR; İŞGALCİLER", ["kurtarıldı", "düşmanlar", "işgalciler"]),
        ("tr", "Karadeniz Vilayetini Kurtarma Komitesi Soçi’yi aldı", []),
        ("tr", "Kahramanmaraş; kurt; hainbey; Türk ordusu kenti işgal etti", []),
        ("tr", "Bakü’nün kurtuluşu", ["kurtuluşu"]),
        ("tr", "Makalenin fiili “kurtarmıştır”; ordu kenti aldı", []),
        ("en", "A “liberation”, they said; the invaders came", ["invaders"]),
        ("en", "The army’s “liberation” of 59°56′40″ E", []),
        ("en", """Denikin's army said “the town's” and "liberation\"""", list("""''\"\"""")),
        ("tr", """Kars'ta "kurtuluş\"""", list("""'\"\"""")),
        ("ru", '"Правда" и «Правда»', list('""')),
    ],
)
def test_sides_are_known_by_their_words_in_all_their_forms(language, text, words):
    listed, problems = wording.forbidden_words(
        Files(REAL_PACKAGE), "wording.csv", ("en", "tr", "az", "hy", "ka", "ru")
    )
    assert problems == []
    assert sorted(word for word, _ in refused(text, language, listed)) == sorted(words)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("language,pattern\n", "row 1: has the columns language, pattern; write language, pattern"),
        (
            "language,pattern,unless,instead\nen,(,,took\n",
            "row 2, pattern: ( is not a regular expression (missing ), unterminated subpattern",
        ),
        (
            "language,pattern,unless,instead\nxx,hero,,took\n",
            "row 2, pattern: hero is of the language xx, which the atlas does not have",
        ),
        ("language,pattern,unless,instead\nen,hero\n", "row 2, pattern: hero is not a whole row"),
    ],
)
def test_a_list_of_words_that_cannot_be_used_is_named(package, content, expected):
    (package / "wording.csv").write_text(content, encoding="utf-8")
    assert [str(problem) for problem in validate(package) if expected in str(problem)]


def test_a_package_without_a_list_of_words_may_use_any_words(package):
    replace(package, "datapackage.json", '"wording": "wording.csv", ', "")
    set_cell(package, "events", 3, "description_en", "The Republic liberated Upper.")
    assert validate(package) == []


def test_the_package_of_the_repository_keeps_every_rule(dataset):
    assert [str(problem) for problem in validate(dataset.folder)] == []
