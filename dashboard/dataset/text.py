"""Texts in the languages of an atlas, and what is shown where a language lacks a text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

Language = str
"""A language tag of CLDR, as ``en``, ``az`` or ``az-Cyrl``."""

LOCATOR = "source_locator"
"""Where in a source: the column of the first language has no suffix."""


class Borrowed(str):
    """Words not in the language that was asked for; ``language`` is the language they are in.

    The page marks them and gives them their ``lang``; anywhere else they are plain words.
    """

    __slots__ = ("language",)
    language: Language

    def __new__(cls, words: str, language: Language) -> "Borrowed":
        made = super().__new__(cls, words)
        made.language = language
        return made

    def __reduce__(self) -> tuple[type["Borrowed"], tuple[str, Language]]:
        return Borrowed, (str(self), self.language)


class Text:
    """The same words by language; a language without words of its own borrows those of the first.

    ``text[language]`` is what a reader of the language gets: a plain string, or
    :class:`Borrowed` from the first language that has words, or "" when none has.
    """

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[Language, str] | Iterable[tuple[Language, str]] = ()) -> None:
        self._words = {language: text for language, text in dict(words).items() if text}

    def __getitem__(self, language: Language) -> str:
        own = self._words.get(language)
        if own is not None or not self._words:
            return own or ""
        first, words = next(iter(self._words.items()))
        return Borrowed(words, first)

    def own(self, language: Language) -> str:
        """The words of a language itself, "" where it has none."""
        return self._words.get(language, "")

    def items(self) -> Iterator[tuple[Language, str]]:
        """Languages and words, as far as there are any."""
        return iter(self._words.items())

    def words(self) -> list[str]:
        """The words in each language that has some."""
        return list(self._words.values())

    def __str__(self) -> str:
        """The words of the first language that has some."""
        return next(iter(self._words.values()), "")

    def __bool__(self) -> bool:
        return bool(self._words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self._words == other._words

    def __hash__(self) -> int:
        return hash(tuple(self._words.items()))

    def __repr__(self) -> str:
        return f"Text({self._words!r})"


class Words(Protocol):
    """Words in every language that may be asked for: of the package, or of the program."""

    def __getitem__(self, language: Language, /) -> str: ...


def text_of(row: Mapping[str, Any], stem: str, languages: Iterable[Language]) -> Text:
    """The text of the columns or properties ``stem_LANGUAGE`` of a row, missing ones left out."""
    return Text({language: str(row.get(f"{stem}_{language}") or "") for language in languages})


def text_column(stem: str, language: Language, languages: Sequence[Language]) -> str:
    """Return the column, or property of a feature, of a text in a language of the atlas."""
    return stem if (stem, language) == (LOCATOR, languages[0]) else f"{stem}_{language}"
