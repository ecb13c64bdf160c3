"""The files of a reader's corrections: what the cards rest on, as it stands in the package."""

from collections.abc import Mapping, Sequence
from typing import TypedDict


class CorrectableField(TypedDict):
    """A column that a reader may correct; ``choices`` names a list of ``Corrections``, or is "".

    ``kind``: ``day``, ``choice`` or ``text``. ``optional``: of a choice, whether the cell may be
    empty. ``wording``: it is a text in a language, which may
    be written better without a source.
    """

    name: str
    label: str
    kind: str
    choices: str
    optional: bool
    wording: bool


class Correctable(TypedDict):
    """A file: what a row of it is called, by ``named`` fields of it, and how it is identified."""

    title: str
    key: Sequence[str]
    named: Sequence[str]
    fields: Sequence[CorrectableField]


class Corrections(TypedDict):
    """``subjects``: by kind of card its files, each with the column of its id and whether only the
    rows count that hold on the day. ``works``: key in sources.bib and short name.
    """

    atlas: str
    version: str
    files: Mapping[str, Correctable]
    subjects: Mapping[str, Sequence[tuple[str, str, bool]]]
    choices: Mapping[str, Sequence[tuple[str, str]]]
    works: Sequence[tuple[str, str]]
