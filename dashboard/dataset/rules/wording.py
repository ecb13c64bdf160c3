"""Neutral words for all sides, in both languages.

The words are data: ``wording.csv`` beside this module has one pattern a row, what
may stand nevertheless (a proper name) and what to write instead.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.dataset.load import Package
from dashboard.dataset.problems import Problem
from dashboard.dataset.tables import COLUMNS

_LIST = Path(__file__).with_name("wording.csv")


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
    """Yield texts of the tables, in either language, that take a side."""
    for table, columns in COLUMNS.items():
        texts = [column for column in columns if column.endswith(("_en", "_tr"))]
        for row in package.tables[table] or ():
            for column in texts:
                for word, instead in sides_taken(row.cells[column], column[-2:]):
                    rule = "takes a side" if column.endswith("_en") else "takes a side (Turkish)"
                    yield Problem(row.file, row.line, column, word, rule, f"write: {instead}")


def sides_taken(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each word of ``text`` that takes a side, with what to write instead."""
    plain = folded(text, language)
    for word in forbidden_words():
        if word.language == language:
            allowed = word.unless.sub("", plain) if word.unless else plain
            for found in word.pattern.finditer(allowed):
                yield found.group(), word.instead
