"""Neutral words for all sides, in both languages.

The words are data: ``wording.csv`` beside this module has one pattern a row, what
may stand nevertheless (a proper name) and what to write instead.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.dataset.model import LANGUAGES, Text
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.load import Package
from dashboard.dataset.reading.stories import StoryFile, stop_name
from dashboard.dataset.reading.tables import COLUMNS

_LIST = Path(__file__).with_name("wording.csv")
# A word in quotation marks is that of the source quoted, not of the atlas.
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
_RULES = {"en": "takes a side", "tr": "takes a side (Turkish)"}


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A word that takes a side; ``unless`` matches the names it may stand in."""

    language: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    instead: str


@cache
def forbidden_words() -> tuple[Forbidden, ...]:
    """Return the list of words that take a side."""
    with _LIST.open(encoding="utf-8", newline="") as file:
        return tuple(
            Forbidden(
                row["language"],
                re.compile(row["pattern"]),
                re.compile(row["unless"]) if row["unless"] else None,
                row["instead"],
            )
            for row in csv.DictReader(file)
        )


def folded(text: str, language: str) -> str:
    """Return ``text`` in lower case by the rules of its language.

    Turkish parts I and İ: the small letter of I is ı, that of İ is i.
    """
    if language == "tr":
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def words_take_no_side(package: Package) -> Iterator[Problem]:
    """Yield texts of the tables, the map and the stories, in either language, that take a side."""
    for table, columns in COLUMNS.items():
        texts = [column for column in columns if column.endswith(("_en", "_tr"))]
        for row in package.tables[table] or ():
            for column in texts:
                for word, instead in sides_taken(row.cells[column], column[-2:]):
                    cure = f"write: {instead}"
                    yield Problem(row.file, row.line, column, word, _RULES[column[-2:]], cure)
    for path, features in package.layers.items():
        for feature in features or ():
            for column, text in _texts(feature["properties"]):
                for word, instead in sides_taken(text, column[-2:]):
                    value = f"{feature.get('id')}: {word}"
                    cure = f"write: {instead}"
                    yield Problem(path, None, column, value, _RULES[column[-2:]], cure)
    for one in package.stories:
        yield from _sides_of_a_story(one)


def _sides_of_a_story(one: StoryFile) -> Iterator[Problem]:
    for line, part, column, told in _told(one):
        for language in LANGUAGES:
            for word, instead in sides_taken(told[language], language):
                cure = f"write: {instead}"
                name = f"{column}.{language}"
                yield Problem(one.file, line, name, word, _RULES[language], cure, part)


def _told(one: StoryFile) -> Iterator[tuple[int | None, str, str, Text]]:
    """Yield line and name of the stop, name and words of all that a story says."""
    yield None, "", "title", one.story.title
    yield None, "", "summary", one.story.summary
    for n, stop in enumerate(one.story.stops):
        for name in ("title", "text", "question", "notes"):
            yield one.lines[n], stop_name(n), name, getattr(stop, name)


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Yield name and text of all that properties, and lists of them, say in a language."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            if isinstance(part, str) and name.endswith(("_en", "_tr")):
                yield name, part
            else:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def sides_taken(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each word of ``text`` outside quotation marks that takes a side, and what to write."""
    plain = folded(_QUOTED.sub("", text), language)
    for word in forbidden_words():
        if word.language == language:
            allowed = word.unless.sub("", plain) if word.unless else plain
            for found in word.pattern.finditer(allowed):
                yield found.group(), word.instead
