"""Wording that an atlas does not use: words that take a side, straight quotation marks.

The list is that of the package, ``wording`` of its atlas block: a pattern in each row, what may
stand nevertheless (a proper name) and what to write instead.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.dataset import letters
from dashboard.dataset.model import Language, Text
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.descriptor import DESCRIPTOR
from dashboard.dataset.reading.inside import Files
from dashboard.dataset.reading.load import Package
from dashboard.dataset.reading.sources import FILE as SOURCES
from dashboard.dataset.reading.stories import StoryFile, stop_name
from dashboard.dataset.reading.tables import COLUMNS, columns_of, read_text

COLUMNS_OF_LIST = ("language", "pattern", "unless", "instead")
_RULE = "is not the wording of this atlas"
# A word in quotation marks is that of the source quoted, not of the atlas; the marks are not.
# Marks as English, German, Danish and French set them.
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|„[^“”]*[“”]|»[^«»]*«|«[^«»]*»')
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A pattern that no text has; ``unless`` matches the names it may stand in."""

    language: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    instead: str


def forbidden_words(
    files: Files, path: str, languages: Sequence[Language]
) -> tuple[list[Forbidden], list[Problem]]:
    """Return what a list in the package refuses, and what is wrong with the list."""
    problems: list[Problem] = []
    content = read_text(files, path, problems)
    rows = csv.DictReader(io.StringIO(content or "", newline=""))
    if content is not None and tuple(rows.fieldnames or ()) != COLUMNS_OF_LIST:
        rule = f"has the columns {', '.join(rows.fieldnames or ()) or '(none)'}"
        cure = f"write {', '.join(COLUMNS_OF_LIST)}"
        return [], [Problem(path, 1, "", "", rule, cure)]
    forbidden = []
    for line, row in enumerate(rows, 2):
        try:
            forbidden.append(_forbidden(row, languages))
        except (re.error, ValueError) as error:
            cure = (
                "write language, a regular expression in small letters, and what to write instead"
            )
            problems.append(Problem(path, line, "pattern", row["pattern"] or "", str(error), cure))
    return forbidden, problems


def _forbidden(row: Mapping[str, str], languages: Sequence[Language]) -> Forbidden:
    if None in row.values() or not row["pattern"] or not row["instead"]:
        raise ValueError("is not a whole row")
    if row["language"] not in languages:
        raise ValueError(f"is of the language {row['language']}, which the atlas does not have")
    try:
        unless = re.compile(row["unless"]) if row["unless"] else None
        return Forbidden(row["language"], re.compile(row["pattern"]), unless, row["instead"])
    except re.error as error:
        raise ValueError(f"is not a regular expression ({error})") from error


def folded(text: str, language: str) -> str:
    """Return ``text`` in lower case by the rules of its language."""
    return letters.lower(text, language)


def texts_keep_to_the_list(package: Package) -> Iterator[Problem]:
    """Yield what the list refuses in texts of the descriptor, tables, map, stories and sources."""
    if package.terms is None or not package.terms.wording:
        return
    words, problems = forbidden_words(package.files, package.terms.wording, package.languages)
    yield from problems
    yield from _refused_in_the_descriptor(package, words)
    yield from _refused_in_the_tables(package, words)
    yield from _refused_in_the_map(package, words)
    yield from _refused_in_the_sources(package, words)
    for story in package.stories:
        yield from _refused_in_a_story(story, words)


def _refused_in_the_tables(package: Package, words: Sequence[Forbidden]) -> Iterator[Problem]:
    for table in COLUMNS:
        columns = columns_of(table, package.languages).items()
        texts = [(column, of) for column, of in columns if of]
        for row in package.tables[table] or ():
            for column, language in texts:
                for word, instead in refused(row.cells.get(column, ""), language, words):
                    cure = f"write: {instead}"
                    yield Problem(row.file, row.line, column, word, _RULE, cure)


def _refused_in_the_map(package: Package, words: Sequence[Forbidden]) -> Iterator[Problem]:
    for path, features in package.layers.items():
        for feature in features or ():
            for column, text in _texts(feature["properties"], package.languages):
                for word, instead in refused(text, column.rpartition("_")[2], words):
                    value = f"{feature.get('id')}: {word}"
                    yield Problem(path, None, column, value, _RULE, f"write: {instead}")


def _refused_in_the_descriptor(package: Package, words: Sequence[Forbidden]) -> Iterator[Problem]:
    atlas = package.descriptor["atlas"] if package.descriptor else {}
    for language, text in _texts(atlas, package.languages):
        for word, instead in refused(text, language, words):
            value = f"{word} in {text[:40]}"
            yield Problem(DESCRIPTOR, None, "atlas", value, _RULE, f"write: {instead}")


def _refused_in_the_sources(package: Package, words: Sequence[Forbidden]) -> Iterator[Problem]:
    for key, source in (package.sources or {}).items():
        for language, text in source.annotation.items():
            for word, instead in refused(text, language, words):
                value = f"{key}: {word}"
                yield Problem(SOURCES, None, "annotation", value, _RULE, f"write: {instead}")


def _refused_in_a_story(story: StoryFile, words: Sequence[Forbidden]) -> Iterator[Problem]:
    for line, part, column, texts in _texts_of(story):
        for language, text in texts.items():
            for word, instead in refused(text, language, words):
                cure = f"write: {instead}"
                name = f"{column}.{language}"
                yield Problem(story.file, line, name, word, _RULE, cure, part)


def _texts_of(file: StoryFile) -> Iterator[tuple[int | None, str, str, Text]]:
    """Yield line and name of the stop, name and words of all that a story says."""
    yield None, "", "title", file.story.title
    yield None, "", "summary", file.story.summary
    for n, stop in enumerate(file.story.stops):
        for name in ("title", "text", "question", "answer", "notes"):
            yield file.lines[n], stop_name(n), name, getattr(stop, name)


def _texts(value: Any, languages: Sequence[Language]) -> Iterator[tuple[str, str]]:
    """Yield name and text of all that properties, and lists of them, say in a language."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            if isinstance(part, str) and name.rpartition("_")[2] in languages:
                yield name, part
            else:
                yield from _texts(part, languages)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, languages)


def refused(text: str, language: str, words: Sequence[Forbidden]) -> Iterator[tuple[str, str]]:
    """Yield what ``words`` refuse in ``text``, quoted words aside, and what to write instead."""
    plain = folded(_QUOTED.sub(lambda match: _WORDS.sub("", match.group()), text), language)
    for word in words:
        if word.language == language:
            allowed = word.unless.sub("", plain) if word.unless else plain
            for match in word.pattern.finditer(allowed):
                yield match.group(), word.instead
