"""The method page: that of the package in Markdown, else a neutral page."""

import pytest

import small_package
from dashboard.dataset.problems import DatasetError
from dashboard.dataset.reading.load import load_dataset
from dashboard.ui.http import method_text
from small_package import LANGUAGES
from test_terms import written

TEXT = """Of {rows} rows, {high} are high.

## Days {#days}

A *day* <b>is</b> a day. [Bad](javascript:alert(1))

* **High**: {high_percent} %

## Nothing else

End {of} it.
"""


def test_a_page_is_a_lead_and_sections_with_the_numbers_of_the_data():
    lead, sections = method_text.render(TEXT, {"rows": 7, "high": 2, "high_percent": 29})
    assert lead == "<p>Of 7 rows, 2 are high.</p>\n"
    assert [(section.id, section.title) for section in sections] == [
        ("days", "Days"),
        ("section-2", "Nothing else"),
    ]
    assert "<em>day</em> &lt;b&gt;is&lt;/b&gt;" in sections[0].html
    assert "<li><strong>High</strong>: 29 %</li>" in sections[0].html
    assert 'href="javascript' not in sections[0].html
    assert sections[1].html == "<p>End {of} it.</p>\n"


def test_the_method_page_of_a_package_replaces_the_neutral_page(tmp_path):
    folder = written(tmp_path / "small")
    neutral = load_dataset(folder)
    for language in LANGUAGES:
        text = method_text.text_of(neutral, language)
        assert text == (method_text.NEUTRAL / f"{language}.md").read_text("utf-8")
    (folder / "own.md").write_text("Ours.", encoding="utf-8")
    descriptor = small_package.read_json(folder / "datapackage.json")
    descriptor["atlas"]["method"] = {"tr": "own.md"}
    small_package.write_json(folder / "datapackage.json", descriptor)
    own = load_dataset(folder)
    assert {method_text.text_of(own, language) for language in LANGUAGES} == {"Ours."}
    assert own.digest != neutral.digest


def test_a_missing_method_page_is_reported(tmp_path):
    with pytest.raises(DatasetError, match=r"atlas\.method\.en: none\.md cannot be read; put the"):
        load_dataset(written(tmp_path / "small", method={"en": "none.md"}))
