"""The second atlas: valid, complete in its languages, drawn again alike, and served without a word
of the first."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from dashboard.cartography.paper.plate import build_plate
from dashboard.cartography.screen.bands import screen_map
from dashboard.cartography.screen.figure import figure_parts
from dashboard.cli.main import main
from dashboard.dataset.reading.inside import Files
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.rules.wording import forbidden_words, refused
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import validate
from dashboard.ui.app import create_app
from dashboard.ui.page import documents, url
from tests.links import files_of
from tests.test_any_region import LANGUAGES as NAMES_OF_LANGUAGES
from tests.test_any_region import WORDS

FOLDER = Path(__file__).parent.parent / "examples" / "schleswig-1920"
LANGUAGES = ("en", "da", "de")
OWN = re.compile(r"British|Prussia|\b19\d\d\b", re.IGNORECASE)
"""Words of this region among those of the other."""


def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw", FOLDER / "draw.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_schleswig_keeps_every_rule_and_lacks_no_text(capfd):
    assert [str(problem) for problem in validate(FOLDER)] == []
    assert main(["validate", str(FOLDER)]) == 0
    assert "missing" not in capfd.readouterr().out


def test_its_map_is_what_its_script_draws(tmp_path, monkeypatch):
    module = drawing()
    monkeypatch.setattr(module, "GEO", tmp_path)
    module.main([])
    for name in ("territories", "lines", "places", "base"):
        drawn = (tmp_path / f"{name}.geojson").read_text("utf-8")
        assert drawn == (FOLDER / "geo" / f"{name}.geojson").read_text("utf-8"), name


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "Man sprach vom „Diktat“ und »Diktat«; es war ein Diktatfrieden", ["diktatfrieden"]),
        ("da", "Dagen kaldes »Genforeningen« og „Genforeningen”; genforeningen", ["genforeningen"]),
        ("en", "The Danes call it “Reunion”; the reunion", ["reunion"]),
    ],
)
def test_what_is_quoted_in_the_marks_of_a_language_is_the_word_of_the_source(language, text, words):
    listed, problems = forbidden_words(Files(FOLDER), "wording.csv", LANGUAGES)
    assert problems == []
    assert [word for word, _ in refused(text, language, listed)] == words


def test_its_script_has_nothing_of_the_program():
    assert not re.search(r"(from|import) (dashboard|scripts)", (FOLDER / "draw.py").read_text())


def test_land_that_the_base_layer_leaves_out_is_drawn():
    dataset = load_dataset(FOLDER)
    timeline = Timeline(dataset)
    traces = {
        one["name"]
        for one in figure_parts(dataset, screen_map(dataset), timeline, dataset.first_day)["data"]
    }
    assert {"l-beyond_denmark", "l-beyond_germany"} <= traces
    plate = build_plate(dataset, timeline)
    seats = [
        plate.coverage.areas[territory].representative_point() for territory in dataset.territories
    ]
    assert [seat for seat in seats if not plate.land.contains(seat)] == []


@pytest.mark.slow
def test_schleswig_is_served_without_a_word_of_another_region(tmp_path, monkeypatch):
    monkeypatch.setenv("CACHE_DIR", str(tmp_path / "cache"))
    client = create_app(FOLDER).server.test_client()
    asked = {"/api/state/1920-02-10.json", "/api/places.jsonld", "/api/cite/1920-02-10.json"}
    for language in LANGUAGES:
        home = url.prefix(language, LANGUAGES)
        asked |= {home, *(documents.address(name, language, LANGUAGES) for name in documents.NAMES)}
        asked |= {f"{home}_dash-layout", f"{home}handout/votes"}
        asked |= files_of(client.get(home).text)
    read = [one for one in sorted(asked) if not re.search(r"/vendor/|\.(woff2|webp)$", one)]
    answers = {one: client.get(one) for one in read}
    assert {one for one, answer in answers.items() if answer.status_code != 200} == set()
    found = {
        (one, match[0])
        for one, answer in answers.items()
        for match in WORDS.finditer(OWN.sub("", NAMES_OF_LANGUAGES.sub("", answer.text)))
    }
    assert found == set()


@pytest.mark.slow
def test_its_sheet_its_tables_and_its_package_are_written(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("BASE_ADDRESS", "https://atlas.example.org")
    orders = {
        "sheet.pdf": ["snapshot", "1920-02-10", "--lang", "da"],
        "changes.csv": ["export", "changes", "1918-10-23", "1921-12-31"],
        "state.gpkg": ["export", "state", "1920-06-15"],
        "package.zip": ["export", "package"],
        "handout.pdf": ["handout", "votes", "--lang", "de"],
    }
    for name, words in orders.items():
        done = main([*words, "-o", str(tmp_path / name), "--data", str(FOLDER)])
        assert (name, done, capfd.readouterr().err) == (name, 0, "")
        assert (tmp_path / name).stat().st_size > 0
