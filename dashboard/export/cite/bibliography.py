"""Works as citeproc writes them in a style of the Citation Style Language (``styles/``).

Citeproc takes a hundredth of a second for a work. None of the styles writes a work differently
because of the works beside it, so a work that has been written is kept, with what its style
sorts it by, and another set of works needs only its order.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import orjson

from dashboard import i18n
from dashboard.cartography.paper.deadline import Check, no_check
from dashboard.dataset.model import Language
from dashboard.export.cite.works import Item

STYLES = Path(__file__).parent / "styles"


@dataclass(frozen=True, slots=True)
class Format:
    """How a citation leaves: name for readers, suffix of its file, media type, style of CSL.

    ``locale`` is that of a style with a single language; ``is_note`` a style's
    footnote, where it is not the entry of the bibliography. ``is_bare``: the style has no place
    for what kind of work it is and for remarks, which then stand after the title.
    """

    name: str
    suffix: str
    media: str = "text/plain; charset=utf-8"
    csl: str = ""
    locale: str = ""
    is_note: bool = False
    is_bare: bool = False


class Kept(Protocol):
    """A store of works that have been written, each by a key of the work, style and language."""

    def get(self, key: bytes) -> bytes | None:
        """Return what is kept by a key, else nothing."""

    def put(self, key: bytes, content: bytes) -> None:
        """Keep a content by its key."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A work as a style writes it, and the values of the sort keys of the style."""

    line: str
    order: tuple[str | None, ...] = ()


def bibliography(
    items: Sequence[Item],
    form: Format,
    language: Language,
    check: Check = no_check,
    kept: Kept | None = None,
) -> list[str]:
    """Return the works as lines of a bibliography, in the order of the style, or as notes.

    Parameters
    ----------
    items
        Works, each with an ``id`` of its own.
    form
        One with a style (``csl``).
    check
        Called for each work that is written; may raise.
    kept
        Where works written before are found, and those written now are put.
    """
    keys = [_key(item, form, language) for item in items]
    entries = {key: entry for key in keys if (entry := _recall(kept, key))}
    missing = {key: item for key, item in zip(keys, items, strict=True) if key not in entries}
    for key, entry in zip(
        missing, _write(list(missing.values()), form, language, check), strict=True
    ):
        entries[key] = entry
        if kept is not None:
            kept.put(key, orjson.dumps([entry.line, entry.order]))
    written = [entries[key] for key in keys]
    in_order = written if form.is_note else _sorted(written, form)
    return [entry.line for entry in in_order if entry.line]


def _key(item: Item, form: Format, language: Language) -> bytes:
    text = orjson.dumps([item, repr(form), language])
    return hashlib.blake2b(text, digest_size=16).digest()


def _recall(kept: Kept | None, key: bytes) -> _Entry | None:
    content = kept.get(key) if kept is not None else None
    if content is None:
        return None
    line, order = orjson.loads(content)
    return _Entry(line, tuple(order))


def _write(items: Sequence[Item], form: Format, language: Language, check: Check) -> list[_Entry]:
    """Return the works as citeproc writes them, in the order given."""
    # Citeproc keeps what it has written in the style, which is therefore read afresh.
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    if not items:
        return []
    sheet = CitationStylesStyle(
        str(STYLES / form.csl), form.locale or _locale(language), validate=False
    )
    # To citeproc, keys that differ in capitals alone are the same work: it is given numbers.
    numbered = {str(number): item for number, item in enumerate(items)}
    source = CiteProcJSON(
        [_for_citeproc(item, form, language) | {"id": key} for key, item in numbered.items()]
    )
    written = CitationStylesBibliography(sheet, source, formatter.plain)
    cited = [Citation([CitationItem(key)]) for key in numbered]
    for citation in _watched(cited, check):
        written.register(citation)
    if form.is_note:
        notes = (written.cite(citation, lambda _item: None) for citation in _watched(cited, check))
        return [_Entry(_line(note, item)) for note, item in zip(notes, items, strict=True)]
    # Citeproc leaves a work out that its style writes nothing of.
    lines = (
        "".join(map(str, sheet.render_bibliography([one])))
        for one in _watched(written.items, check)
    )
    part = sheet.root.bibliography
    columns = [key.sort_keys(written.items, part.layout) for key in _sort_keys(part)]
    return [
        _Entry(_line(line, item), tuple(None if value is None else str(value) for value in values))
        for line, item, *values in zip(lines, items, *columns, strict=True)
    ]


def _sort_keys(part: Any) -> list[Any]:
    """The sort keys of the part of a style that writes bibliographies, as its XML has them."""
    return list(part.iterfind("cs:sort/cs:key", part.nsmap))


@cache
def _directions(csl: str) -> tuple[str, ...]:
    """Whether each sort key of a style is ``ascending`` or ``descending``."""
    from citeproc import CitationStylesStyle

    sheet = CitationStylesStyle(str(STYLES / csl), i18n.with_country("en"), validate=False)
    return tuple(key.get("sort", "ascending") for key in _sort_keys(sheet.root.bibliography))


class _Column:
    """A sort key in the form that citeproc asks for it, with its values written before."""

    def __init__(self, direction: str, values: list[str | None]) -> None:
        self._direction, self._values = direction, values

    def get(self, _name: str, _default: str) -> str:
        return self._direction

    def sort_keys(self, _items: object, _context: object) -> list[str | None]:
        return self._values


class _Columns(list[_Column]):
    """The sort keys of a style, in place of the element that citeproc finds them in."""

    nsmap = None

    def findall(self, _path: str, _names: object) -> list[_Column]:
        return self


def _sorted(entries: Sequence[_Entry], form: Format) -> list[_Entry]:
    """Return works in the order of a style, by citeproc's own comparison."""
    from citeproc.model import Sort

    columns = _Columns(
        _Column(direction, [entry.order[number] for entry in entries])
        for number, direction in enumerate(_directions(form.csl))
    )
    in_order: list[_Entry] = Sort.sort(columns, entries, None) if columns else list(entries)
    return in_order


def _line(text: object, item: Item) -> str:
    """Return what citeproc wrote in a line, with the whole data version of an atlas."""
    line = " ".join(str(text).split())
    if "version" in item:
        # Citeproc was given the release number.
        number = re.escape(_release(item["version"]))
        line = re.sub(rf"(?<=[ (]){number}(?=[]) .,])", item["version"], line, count=1)
    return line


def _watched(items: Iterable[Any], check: Check) -> Iterator[Any]:
    """Go through works and ask before each whether to go on."""
    for item in items:
        check()
        yield item


def _release(version: str) -> str:
    return version.partition("+")[0]


def _locale(language: Language) -> str:
    """The words of citations that citeproc has for a language, else those of the catalogues."""
    from citeproc import LOCALES_PATH

    tag = i18n.with_country(language)
    has_words = (Path(LOCALES_PATH) / f"locales-{tag}.xml").is_file()
    return tag if has_words else i18n.with_country(i18n.SOURCE_LANGUAGE)


def _for_citeproc(item: Item, form: Format, language: Language) -> Item:
    """Return a work so that citeproc writes it as the styles mean it.

    Citeproc repeats a title that stands in for a missing author, so the title
    takes that place here. Without a year it would write "Retrieved" and no day,
    so the state of the work says that there is none. A document without an address it leaves
    out, so that is a book. That a work was not seen stands in brackets, where
    APA describes a work. Titles of sources, in many languages, keep their case.
    """
    _ = i18n.translator(language)
    about = {name: value for name, value in item.items() if name != "note"}
    if item["type"] == "map":
        if form.is_bare:
            about["title"] += f" [{about.pop('medium')}, {_release(about.pop('version'))}]"
            return about
        # Citeproc takes a digest, with letters between digits, for several versions.
        return about | {"version": _release(item["version"])}
    if form.is_bare and "note" in item:
        about["title"] += f" [{item['note']}]"
    about["language"] = "und"
    if item["type"] != "book" and "container-title" not in item:
        about["type"] = "document" if "URL" in item else "book"
    if "issued" not in item:
        about["status"] = _("n.d.")
    if "note" in item and not form.is_bare:
        about["genre"] = item["note"]
    if "author" not in item:
        about["author"] = [{"literal": about.pop("title")}]
    return about
