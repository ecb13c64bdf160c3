"""Frozen records of what rows rest on: the works of sources.bib, and a place in a work."""

from dataclasses import dataclass
from typing import Literal

from dashboard.dataset.text import Text
from dashboard.dataset.vocabulary import GENERAL_KNOWLEDGE, SourceKind, SourceReading


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and where in it: page, article, newspaper day."""

    key: str
    locator: Text


@dataclass(frozen=True, slots=True)
class Source:
    """A work of sources.bib; ``reading`` says how it was read.

    ``entry_type`` and ``langid`` are what BibTeX calls the work and its language (may be
    empty); ``kind`` is what sort of evidence it is, empty for what is no source.
    """

    key: str
    entry_type: str
    title: str
    author: str
    year: str
    url: str
    note: str
    annotation: Text
    reading: SourceReading
    journal: str = ""
    langid: str = ""
    kind: SourceKind | Literal[""] = ""

    @property
    def is_work(self) -> bool:
        """Whether it is a work to cite; the compiler's general knowledge is not."""
        return self.key != GENERAL_KNOWLEDGE
