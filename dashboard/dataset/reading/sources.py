"""sources.bib: the works that the rows of a package cite."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast
from urllib.parse import urlsplit

from pybtex.database import Entry, parse_string
from pybtex.exceptions import PybtexError

from dashboard.dataset.model import Language, Source, Text
from dashboard.dataset.problems import Problem
from dashboard.dataset.vocabulary import (
    ENTRY_TYPES,
    SOURCE_KIND,
    SOURCE_READING,
    SourceKind,
    SourceReading,
)

FILE = "sources.bib"

_ABBREVIATION = re.compile(r"@\s*string\s*[({]", re.IGNORECASE)
"""Each may repeat others: fourteen short lines can stand for more than a memory holds."""

_BRACES = re.compile(r"(?<!\\)[{}]")


def parse_sources(
    content: str, languages: Sequence[Language], problems: list[Problem]
) -> dict[str, Source] | None:
    """Return the sources by key in file order, or ``None`` if the text is not BibTeX."""
    abbreviation = _ABBREVIATION.search(content)
    if abbreviation:
        line = content.count("\n", 0, abbreviation.start()) + 1
        cure = "write the words out in each entry"
        problems.append(Problem(FILE, line, "", "", "has an abbreviation (@string)", cure))
        return None
    try:
        entries = parse_string(content, "bibtex").entries
    except PybtexError as error:
        rule = f"is not BibTeX ({' '.join(str(error).split())})"
        problems.append(Problem(FILE, None, "", "", rule, "correct the entry"))
        return None
    sources = {key: _source(key, entry, languages) for key, entry in entries.items()}
    kinds = rated(sources)
    for source in sources.values():
        problems.extend(_faults(source, content, languages[0], kinds))
    return sources


def _line_of(content: str, key: str) -> int | None:
    """Return the line on which an entry begins."""
    match = re.search(rf"^\s*@\w+\s*{{\s*{re.escape(key)}\s*,", content, re.MULTILINE)
    return content[: match.end()].count("\n") + 1 if match else None


def _source(key: str, entry: Entry, languages: Sequence[Language]) -> Source:
    fields = {name.lower(): _plain(value) for name, value in entry.fields.items()}
    people = entry.persons.get("author", ())
    first, *others = languages
    annotation = {first: fields.get("annotation", "")}
    annotation |= {other: fields.get(f"annotation_{other.lower()}", "") for other in others}
    return Source(
        key=key,
        entry_type=entry.type,
        title=fields.get("title", ""),
        author="; ".join(_plain(str(person)) for person in people),
        year=fields.get("year", ""),
        url=fields.get("url", ""),
        note=fields.get("note", ""),
        annotation=Text(annotation),
        # Any text, which _faults compares with the vocabulary.
        reading=cast(SourceReading, fields.get("keywords", "")),
        journal=fields.get("journal", ""),
        langid=fields.get("langid", ""),
        kind=cast(SourceKind, fields.get("kind", "")),
    )


def _is_address(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def rated(sources: Mapping[str, Source]) -> bool:
    """Whether a package says what kind of source it rests on; it may leave that out of all."""
    return any(source.kind for source in sources.values())


def _faults(source: Source, content: str, first: Language, kinds: bool) -> Iterator[Problem]:
    """Yield what a source lacks; ``content`` is the file, for the line of the entry.

    ``kinds`` is whether the package gives the kind of its sources.
    """

    def fault(field: str, rule: str, cure: str) -> Problem:
        return Problem(FILE, _line_of(content, source.key), field, source.key, rule, cure)

    if source.entry_type not in ENTRY_TYPES:
        rule = f"is of a type that BibTeX does not have (@{source.entry_type})"
        yield fault("", rule, "write @book, @article, @online or another, @misc where none fits")
    if not source.title:
        yield fault("title", "has no title", "give the title")
    if not _is_address(source.url):
        yield fault(
            "url", "has an address that cannot be read", "write it as https://example.org/a"
        )
    if source.annotation and not source.annotation.own(first):
        cure = "fill annotation too, or no annotation"
        yield fault("annotation", "has no annotation in the first language of the atlas", cure)
    reading: str = source.reading
    kind: str = source.kind
    if reading not in SOURCE_READING:
        rule = f"does not say how it was read ({reading or 'empty'})"
        yield fault("keywords", rule, f"write one of {', '.join(SOURCE_READING)}")
    elif kinds and kind not in SOURCE_KIND and (kind or reading != "unverified"):
        rule = f"does not say what kind of source it is ({kind or 'empty'})"
        yield fault("kind", rule, f"write one of {', '.join(SOURCE_KIND)}")


def _plain(value: str) -> str:
    """Return a field without the braces that protect capitals in BibTeX."""
    return " ".join(_BRACES.sub("", value).split()).replace("\\&", "&").replace("\\%", "%")
