"""Citations of a view and of the sources shown, in the styles and formats of scholars.

APA and Chicago are written by citeproc from the styles of the Citation Style
Language (``styles/``, see docs/decisions/09-dependencies.md); BibTeX by pybtex,
RIS by rispy; CSL-JSON is what all of them are made from.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import orjson

from dashboard import i18n
from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.timeline import Timeline
from dashboard.export.cite.works import Item, source_item, sources_of, view_item

STYLES = Path(__file__).parent / "styles"
_CSL: Mapping[str, str] = {"apa": "apa.csl", "chicago": "chicago-notes-bibliography.csl"}


@dataclass(frozen=True, slots=True)
class Format:
    """How a citation leaves: the suffix of its file and the media type."""

    suffix: str
    media: str


FORMATS: Mapping[str, Format] = {
    "apa": Format("apa.txt", "text/plain; charset=utf-8"),
    "chicago": Format("chicago.txt", "text/plain; charset=utf-8"),
    "bibtex": Format("bib", "application/x-bibtex; charset=utf-8"),
    "ris": Format("ris", "application/x-research-info-systems; charset=utf-8"),
    "csl-json": Format("csl.json", "application/vnd.citationstyles.csl+json"),
}
"""Styles that can be asked for."""

_RIS_TYPES = {"map": "MAP", "book": "BOOK", "article-journal": "JOUR", "webpage": "ELEC"}
_BIB_TYPES = {"book": "book", "article-journal": "article"}


def cite_view(dataset: Dataset, day: date, language: Language, address: str, style: str) -> str:
    """Return the citation of the map of a day that opens at ``address``.

    Raises
    ------
    ValueError
        For a style that is not of ``FORMATS``.
    """
    return write([view_item(dataset, day, language, address)], style, language)


def cite_sources(
    dataset: Dataset, timeline: Timeline, day: date, language: Language, style: str
) -> str:
    """Return the citations of the sources shown on a day, one a line in APA and Chicago.

    Raises
    ------
    DayOutOfRange
        For a day that the timeline does not know.
    ValueError
        For a style that is not of ``FORMATS``.
    """
    found = sources_of(dataset, timeline, day)
    return write([source_item(one, language) for one in found], style, language)


def write(items: Sequence[Item], style: str, language: Language) -> str:
    """Return the works in a style of ``FORMATS``, ending in a line end."""
    if style in _CSL:
        return "".join(f"{line}\n" for line in bibliography(items, style, language))
    if style == "bibtex":
        return bibtex(items)
    if style == "ris":
        return ris(items)
    if style == "csl-json":
        return orjson.dumps(
            list(items), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        ).decode()
    raise ValueError(f"{style[:20]!r} is not a style; ask for {', '.join(FORMATS)}")


def bibliography(items: Sequence[Item], style: str, language: Language) -> list[str]:
    """Return the works as lines of a bibliography, in the order of the style."""
    # Citeproc keeps what it has written in the style: each bibliography reads it afresh.
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
    sheet = CitationStylesStyle(str(STYLES / _CSL[style]), _locale(language), validate=False)
    written = CitationStylesBibliography(
        sheet, CiteProcJSON([_for_citeproc(one, language) for one in items]), formatter.plain
    )
    for one in items:
        written.register(Citation([CitationItem(one["id"])]))
    written.sort()
    lines = [" ".join(str(line).split()) for line in written.bibliography()]
    return [_with_versions(line, items) for line in lines]


def _with_versions(line: str, items: Sequence[Item]) -> str:
    """Write the whole data version where citeproc was given its release number."""
    for version in {one["version"] for one in items if "version" in one}:
        line = re.sub(rf"(?<=[ (]){re.escape(_release(version))}(?=[) .,])", version, line, count=1)
    return line


def _release(version: str) -> str:
    return version.partition("+")[0]


def _locale(language: Language) -> str:
    """The words of citations that citeproc has for a language, else those of the catalogues."""
    from citeproc import LOCALES_PATH

    tag = i18n.with_country(language)
    has_words = (Path(LOCALES_PATH) / f"locales-{tag}.xml").is_file()
    return tag if has_words else i18n.with_country(i18n.SOURCE_LANGUAGE)


def _for_citeproc(item: Item, language: Language) -> Item:
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
        # Citeproc takes a digest, with letters between digits, for several versions.
        return about | {"version": _release(item["version"])}
    about["language"] = "und"
    if item["type"] != "book" and "container-title" not in item:
        about["type"] = "document" if "URL" in item else "book"
    if "issued" not in item:
        about["status"] = _("n.d.")
    if "note" in item:
        about["genre"] = item["note"]
    if "author" not in item:
        about["author"] = [{"literal": about.pop("title")}]
    return about


def bibtex(items: Sequence[Item]) -> str:
    """Return the works as BibTeX; addresses stand as they are, other fields escaped."""
    from pybtex.database import BibliographyData

    if not items:
        return ""
    entries = {one["id"]: _entry(one) for one in items}
    text = BibliographyData(entries).to_string("bibtex")
    # An address is verbatim in BibTeX: an escaped & would lead elsewhere.
    return re.sub(
        r'^    url = ".*"', lambda found: re.sub(r"\\([&%_#$])", r"\1", found[0]), text, flags=re.M
    )


def _entry(item: Item) -> object:
    from pybtex.database import Entry, Person

    fields = {
        "title": f"{{{item['title']}}}",
        "journal": item.get("container-title"),
        "year": _year(item),
        "version": item.get("version"),
        "howpublished": item.get("medium"),
        "url": item.get("URL"),
        "note": item.get("note"),
    }
    people = [Person(_bib_name(one)) for one in item.get("author", ())]
    return Entry(
        _BIB_TYPES.get(item["type"], "misc"),
        [(name, value) for name, value in fields.items() if value],
        persons={"author": people} if people else {},
    )


def _bib_name(name: Mapping[str, str]) -> str:
    return f"{{{name['literal']}}}" if "literal" in name else f"{name['family']}, {name['given']}"


def ris(items: Sequence[Item]) -> str:
    """Return the works as RIS, a record each."""
    import rispy

    class Writer(rispy.RisWriter):  # type: ignore[misc]
        def set_header(self, count: int) -> str:  # noqa: ARG002 - rispy gives it
            """No number before a record: not every reader of RIS passes over it."""
            return ""

    records = [_record(one) for one in items]
    return rispy.dumps(records, implementation=Writer).strip("\n") + "\n" if records else ""


def _record(item: Item) -> dict[str, object]:
    people = [
        one.get("literal") or f"{one['family']}, {one['given']}" for one in item.get("author", ())
    ]
    fields = {
        "type_of_reference": _RIS_TYPES.get(item["type"], "GEN"),
        "id": item["id"],
        "authors": people,
        "title": item["title"],
        "secondary_title": item.get("container-title"),
        "year": _year(item),
        "edition": item.get("version"),
        "urls": [item["URL"]] if "URL" in item else [],
        "notes": [item["note"]] if "note" in item else [],
    }
    return {name: value for name, value in fields.items() if value}


def _year(item: Item) -> str:
    parts = item.get("issued", {}).get("date-parts", [[""]])
    return str(parts[0][0])
