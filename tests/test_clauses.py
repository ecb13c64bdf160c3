"""Texts of articles: each is of outcomes of its treaty, and the page shows it beside the map."""

import pytest

from broken_package import history
from dashboard.dataset.reading.tables import columns_of
from dashboard.dataset.rules import citing
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import validate
from dashboard.ui.browser.treaties import treaties
from small_package import LANGUAGES, write_package

BROKEN_CLAUSES = {citing.clauses_are_of_outcomes}
"""Rules that the tests of this file break."""


@pytest.fixture(scope="module")
def found(dataset):
    sent = treaties(dataset, Timeline(dataset), "tr")
    return {one["id"]: one["clauses"] for one in sent}


def test_a_clause_names_the_land_of_its_outcomes_and_the_line_that_it_drew(found, dataset):
    (clause,) = found["brest_litovsk"]
    assert clause["article"] == "md. 4"
    assert clause["language"] == "en"
    assert "Kars and Batum will also be cleared" in clause["text"]
    rows = [outcome for outcome in dataset.outcomes if outcome.treaty_id == "brest_litovsk"]
    assert clause["territories"] == [row.territory_id for row in rows]
    line = next(line for line in dataset.lines if line.id == "brest_litovsk_1918")
    assert clause["line"] == line.name["tr"]
    assert clause["sources"] == [("soviethistory_brest", "md. 4")]


def test_a_text_is_in_the_language_of_the_copy(found):
    assert [mudro["language"] for mudro in found["mudros"]] == ["en", "tr"]
    assert "Batum’un işgali" in found["mudros"][1]["text"]
    assert set(found["mudros"][1]["territories"]) == {"batum", "baku"}


def test_a_treaty_without_texts_has_none(found, dataset):
    assert found["kars_1921"] == []
    assert set(found) == set(dataset.treaties)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"article_en": "art. 99"}, "is the article of no outcome of coast_treaty"),
        ({"treaty_id": "nothing"}, "is not in treaties.csv"),
        ({"language": "e"}, "is not a language"),
        ({"line": "nothing"}, "is no line of coast_treaty in geo/lines.geojson"),
        ({"text": ""}, "is empty"),
        ({"source_key": "nothing"}, "is not in sources.bib"),
    ],
)
def test_a_wrong_clause_is_named(tmp_path, dataset, cells, said):
    package = write_package(tmp_path / "package")
    history()(package)
    article = outcome_article(package)
    row = {
        "treaty_id": "coast_treaty",
        "article_en": article,
        "language": "en",
        "text": "The Coast is ceded",
        "line": "coast_1921",
        "source_key": "Book2001",
    }
    columns = list(columns_of("clauses", LANGUAGES))

    def problems(row: dict[str, str]) -> list[str]:
        line = ",".join(row.get(column, "") for column in columns)
        (package / "clauses.csv").write_text(f"{','.join(columns)}\n{line}\n", encoding="utf-8")
        return [one for one in map(str, validate(package)) if one.startswith("clauses.csv")]

    assert problems(row) == []
    assert any(said in one for one in problems(row | cells)), problems(row | cells)


def outcome_article(package) -> str:
    from dashboard.dataset.reading.load import load_dataset

    rows = load_dataset(package).outcomes
    return next(row.article["en"] for row in rows if row.treaty_id == "coast_treaty")
