"""Two languages throughout: the catalogue against the code, the data, days and numbers."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from dashboard import i18n
from dashboard.cartography.look.style import LINE_LOOKS
from dashboard.dataset import vocabulary
from dashboard.dataset.model import Dataset, Text
from dashboard.i18n.dating import in_words
from dashboard.ui.browser import package_words
from dashboard.ui.http import method_text
from dashboard.ui.page import strings
from small_package import LANGUAGES

PACKAGE = Path(i18n.__file__).parent.parent
PO = i18n.LOCALES / "tr" / "LC_MESSAGES" / "atlas.po"
PLACE = re.compile(r"\{\w+\}")
TURKISH_ALPHABET = set("abcçdefgğhıijklmnoöprsştuüvyzâîû")
# Words that are the same in both languages.
SAME = {"Film", "km", "{km2} km²", "{name} {count} ({km2} km²)", "{name}: {holder}, {status}"}
SAME |= {"{status} ({parent}): {names}"}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="tr", abort_invalid=True)


@pytest.fixture(scope="module")
def used() -> set[str]:
    """Texts in the code: in calls of a translator or of ``Phrase``, and the browser's."""
    found = extract_from_dir(
        PACKAGE,
        method_map=[("**.py", "python"), ("ui/http/templates/**.html", "jinja2")],
        keywords=dict.fromkeys(("_", "Phrase", "translate")),
    )
    return {str(message) for _, _, message, _, _ in found} | set(strings.BROWSER.values())


@pytest.fixture(scope="module")
def translations(catalogue: Catalog) -> dict[str, str]:
    return {str(one.id): str(one.string) for one in catalogue if one.id}


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every text of the data package with the place it stands at."""
    if isinstance(value, Text):
        yield path, value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from texts(item, f"{path}[{number}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, f"{path}[{key}]")


def test_every_text_of_the_code_is_in_the_catalogue(used, translations):
    assert len(used) > 100
    assert used - set(translations) == set()


def test_a_word_of_page_and_paper_is_written_once():
    """Paper takes the words that the page has, too, from i18n/words.py."""
    found = extract_from_dir(
        PACKAGE / "cartography", method_map=[("**.py", "python")], keywords={"_": None}
    )
    own = {str(message) for _, _, message, _, _ in found}
    assert len(own) > 15
    assert own & set(strings.BROWSER.values()) == set()


def test_the_catalogue_has_no_text_that_nobody_uses(used, translations):
    assert set(translations) - used == set()


def test_nothing_in_the_catalogue_is_empty_or_in_doubt(catalogue):
    for message in catalogue:
        if message.id:
            assert message.string, message.id
            assert not message.fuzzy, message.id


def test_a_translation_has_the_same_places_for_values(translations):
    for english, turkish in translations.items():
        assert sorted(PLACE.findall(turkish)) == sorted(PLACE.findall(english)), english


SHIPPED = {"az", "da", "de", "hy", "ka", "ru", "tr"}


def test_every_catalogue_is_read():
    assert {path.name for path in i18n.LOCALES.iterdir()} == SHIPPED
    assert {one for one in SHIPPED if not i18n.is_reviewed(one)} == SHIPPED - {"tr"}


@pytest.mark.parametrize("language", sorted(SHIPPED))
def test_a_catalogue_is_complete_and_keeps_the_places_for_values(language, used):
    with (i18n.LOCALES / language / "LC_MESSAGES" / "atlas.po").open("rb") as file:
        found = read_po(file, locale=language, abort_invalid=True)
    words = {str(one.id): str(one.string) for one in found if one.id}
    assert set(words) == used
    for english, said in words.items():
        assert said, english
        assert sorted(PLACE.findall(said)) == sorted(PLACE.findall(english)), english
    assert not any(one.fuzzy for one in found if one.id)


def test_a_translation_is_not_the_english_text_again(translations):
    assert {text for text, turkish in translations.items() if text == turkish} <= SAME


def test_a_translation_is_written_in_the_turkish_alphabet(translations):
    for english, turkish in translations.items():
        words = PLACE.sub("", turkish).replace("İ", "i").replace("I", "ı").lower()
        letters = {letter for letter in words if letter.isalpha()}
        assert letters <= TURKISH_ALPHABET, f"{english}: {sorted(letters - TURKISH_ALPHABET)}"


def test_a_text_that_the_catalogue_lacks_is_in_english():
    assert i18n.translator("tr")("A text that nobody translated").startswith("A text")
    assert i18n.translator("fa")("Play") == "Play"


def test_english_is_its_own_catalogue():
    assert i18n.translator("en")("Play") == "Play"
    assert i18n.Phrase("Play")["en"] == "Play"
    assert i18n.Phrase("Play")["tr"] == i18n.translator("tr")("Play") != "Play"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_gets_every_text(language):
    texts_of = strings.for_browser(language, {})
    assert list(texts_of) == list(strings.BROWSER)
    assert all(texts_of.values())


def test_the_scripts_ask_only_for_texts_that_there_are(dataset: Dataset):
    known = {**strings.BROWSER, **package_words.of(dataset, "en")}
    scripts = "\n".join(path.read_text("utf-8") for path in (PACKAGE / "assets").rglob("*.mjs"))
    asked = set(re.findall(r"\b(?:this\.t|strings)\.(\w+)", scripts))
    assert len(asked) > 30
    assert asked - set(known) == set()
    groups = set(re.findall(r"\b(?:this\.t|strings)\[`(\w+)\.\$", scripts))
    assert groups >= {"status", "category", "certainty", "legend"}
    assert groups <= {key.partition(".")[0] for key in known if "." in key}


def test_no_text_of_the_scripts_is_without_use():
    scripts = "\n".join(path.read_text("utf-8") for path in (PACKAGE / "assets").rglob("*.mjs"))
    asked = set(re.findall(r"\b(?:this\.t|strings)\.(\w+)", scripts))
    unused = [
        key
        for key in strings.BROWSER
        if key not in asked
        and f'"{key}"' not in scripts
        and f"'{key}'" not in scripts
        and f"`{key.partition('.')[0]}.${{" not in scripts
    ]
    assert unused == []


def test_every_word_of_the_data_that_the_page_says_has_its_text(dataset: Dataset):
    wanted = {f"status.{row.status}" for row in dataset.control}
    wanted |= {f"certainty.{row.certainty}" for row in dataset.control}
    wanted |= {f"category.{event.category}" for event in dataset.events.values()}
    wanted |= {f"outcome.{outcome.kind}" for outcome in dataset.outcomes}
    wanted |= {f"force.{treaty.force}" for treaty in dataset.treaties.values()}
    wanted |= {f"reading.{source.reading}" for source in dataset.sources.values()}
    wanted |= {f"line.{line.kind}" for line in dataset.lines}
    assert wanted - {*strings.BROWSER, *package_words.of(dataset, "en")} == set()


def test_every_word_of_a_vocabulary_has_its_text_and_every_status_of_a_line_its_look():
    groups = {
        "certainty": vocabulary.CERTAINTY,
        "force": vocabulary.FORCE,
        "grade": vocabulary.GRADE,
        "kind": vocabulary.SOURCE_KIND,
        "layer": vocabulary.MAP_LAYERS,
        "legend": (*vocabulary.LINE_STATUS, *vocabulary.RAILWAY_KIND),
        "reading": vocabulary.SOURCE_READING,
    }
    wanted = {f"{group}.{word}" for group, known in groups.items() for word in known}
    assert wanted - set(strings.BROWSER) == set()
    assert set(LINE_LOOKS) == set(vocabulary.LINE_STATUS)


def test_every_text_of_the_data_is_in_both_languages(dataset: Dataset):
    found = 0
    for path, text in texts(
        {field.name: getattr(dataset, field.name) for field in dataclasses.fields(dataset)}
    ):
        found += bool(text)
        assert bool(text["en"].strip()) == bool(text["tr"].strip()), path
    assert found > 1000


def test_a_day_is_written_day_month_year_in_both_languages():
    assert i18n.day_label(date(1920, 4, 28), "en") == "28 April 1920"
    assert i18n.day_label(date(1920, 4, 28), "tr") == "28 Nisan 1920"
    assert i18n.day_label(date(1921, 2, 1), "tr") == "1 Şubat 1921"
    assert i18n.day_label(date(1920, 4, 8), "de") == "8. April 1920"
    assert i18n.day_label(date(1920, 4, 8), "hy") == "8 ապրիլի, 1920 թ."


@pytest.mark.parametrize(
    ("language", "wide", "short"),
    [
        ("en", "{day} {month} {year}", "{day} {month} {year}"),
        ("da", "{day}. {month} {year}", "{day}. {month} {year}"),
        ("ka", "{day} {month}, {year}", "{day} {month}. {year}"),
        ("ja", "{year}年{number}月{day}日", "{year}年{number}月{day}日"),
    ],
)
def test_the_browser_writes_a_day_as_cldr_does(language, wide, short):
    assert i18n.day_template(language) == wide
    assert i18n.day_template(language, "abbreviated") == short


def test_months_and_weekdays_begin_with_january_and_monday():
    assert (i18n.month_names("en")[0], i18n.month_names("tr")[0]) == ("January", "Ocak")
    assert i18n.month_names("tr", "abbreviated")[7] == "Ağu"
    assert (i18n.day_names("en")[0], i18n.day_names("tr")[0]) == ("Monday", "Pazartesi")
    for language in LANGUAGES:
        assert len(set(i18n.month_names(language))) == 12
        assert len(set(i18n.day_names(language))) == 7


@pytest.mark.parametrize(
    ("edtf", "english", "turkish"),
    [
        ("", "", ""),
        ("1920-05-05~", "about 5 May 1920", "5 Mayıs 1920 dolayları"),
        ("1919-09~", "about September 1919", "Eylül 1919 dolayları"),
        ("1919", "1919", "1919"),
        ("1919-09", "September 1919", "Eylül 1919"),
        (
            "1919-04-24/1919-04-30",
            "24 April 1919 to 30 April 1919",
            "24 Nisan 1919 – 30 Nisan 1919",
        ),
        (
            "[1920-12-02,1920-12-03]",
            "2 December 1920 or 3 December 1920",
            "2 Aralık 1920 veya 3 Aralık 1920",
        ),
    ],
)
def test_a_day_that_is_not_exact_is_said_in_words(edtf, english, turkish):
    assert in_words(edtf, "en") == english
    assert in_words(edtf, "tr") == turkish


@pytest.mark.parametrize(
    "edtf", ["1919-23", "1919-XX", "1919-09-XX", "1919-09?", "1919-13", "a-b", "1919/1920/1921"]
)
def test_what_is_dated_in_another_form_stays_as_it_is_written(edtf):
    assert in_words(edtf, "en") == edtf


def test_every_date_of_the_data_that_is_not_exact_can_be_said(dataset: Dataset):
    written = {row.start_edtf for row in dataset.control}
    written |= {event.date_edtf for event in dataset.events.values()}
    written |= {treaty.signed_edtf for treaty in dataset.treaties.values()}
    for edtf in written:
        assert not re.search(r"[~/\[\]-]", in_words(edtf, "tr")), edtf


# What a reader cannot know: how the atlas stores what it shows.
INTERNAL = {
    "en": re.compile(
        r"\(article\)|\bcontrol table\b|\bthe tables\b|(?<!\{)\brows?\b|\bnot seen\b"
        r"|\bstored cop",
        re.IGNORECASE,
    ),
    "tr": re.compile(
        r"\(makale\)|\bdenetim tablo|\btablolar|\bsatır(?!\s*(\{|$))|\bgörülmedi\b", re.IGNORECASE
    ),
}


def test_no_screen_speaks_of_the_tables_behind_it(translations, dataset: Dataset):
    said = {
        "en": dict.fromkeys(translations, "catalogue"),
        "tr": {text: english for english, text in translations.items()},
    }
    shown = ("events", "control", "claims", "treaties", "outcomes", "territories", "polities")
    for path, text in texts({name: getattr(dataset, name) for name in (*shown, "stories")}):
        if "locator" not in path:
            for language in LANGUAGES:
                said[language][text[language]] = path
    for language in LANGUAGES:
        neutral = method_text.NEUTRAL / f"{language}.md"
        for text in (method_text.text_of(dataset, language), neutral.read_text("utf-8")):
            said[language][text] = "the page on method"
    for language, pattern in INTERNAL.items():
        found = {
            (where, match[0])
            for text, where in said[language].items()
            if (match := pattern.search(text))
        }
        assert found == set()
