"""Check the parameters of a request, from the command line or an address.

Every function raises ``ValueError`` with the parameter, the value and the cure on a single line.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TypeVar

from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.timeline import Timeline

Word = TypeVar("Word", bound=str)

LONGEST = 40
"""Longest run of user input echoed in an error message."""


def check_names(asked: Collection[str], known: Collection[str]) -> None:
    """Refuse a parameter that is not among ``known``."""
    for name in asked:
        if name not in known:
            cure = f"use one of {', '.join(known)}" if known else "this address takes none"
            raise ValueError(f"unknown parameter {name[:LONGEST]!r}; {cure}")


def single(asked: Mapping[str, Sequence[str]], known: Collection[str]) -> dict[str, str]:
    """Return the parameters of a query by name; each must be known and stand once."""
    check_names(asked, known)
    for name, values in asked.items():
        if len(values) > 1:
            raise ValueError(f"{name!r} is asked for {len(values)} times; once is enough")
    return {name: values[0] for name, values in asked.items()}


def choice(text: str, among: Sequence[Word], what: str) -> Word:
    """Return the member of ``among`` that a text names; ``what`` is a noun with its article.

    Examples
    --------
    >>> choice("a3", ("a4", "a3"), "a size")
    'a3'
    >>> choice("a9", ("a4", "a3"), "a size")
    Traceback (most recent call last):
    ValueError: 'a9' is not a size; write a4 or a3
    """
    for word in among:
        if word == text:
            return word
    *others, last = among
    ways = f"{', '.join(others)} or {last}" if others else last
    raise ValueError(f"{text[:LONGEST]!r} is not {what}; write {ways}")


def language(text: str, dataset: Dataset) -> Language:
    """Return the language that its tag names; the first of the package for an empty text."""
    return choice(text or dataset.languages[0], dataset.languages, "a language")


def switch(name: str, text: str) -> bool:
    """Return whether a parameter that is ``1``, ``0`` or empty is on.

    Examples
    --------
    >>> switch("bw", "1"), switch("bw", "")
    (True, False)
    >>> switch("bw", "yes")
    Traceback (most recent call last):
    ValueError: bw 'yes': write 1 or 0, or leave it out
    """
    if text not in ("", "0", "1"):
        raise ValueError(f"{name} {text[:LONGEST]!r}: write 1 or 0, or leave it out")
    return text == "1"


def territory(text: str, dataset: Dataset) -> str | None:
    """Return the id of a territory, ``None`` for an empty text."""
    if text and text not in dataset.territories:
        raise ValueError(f"{text[:LONGEST]!r} is not a territory; its id is in territories.csv")
    return text or None


def day(text: str, timeline: Timeline) -> date:
    """Return a day of the atlas, written as ``YYYY-MM-DD``."""
    parsed = parse_day(text)
    timeline.state(parsed)  # raises for a day outside the atlas
    return parsed
