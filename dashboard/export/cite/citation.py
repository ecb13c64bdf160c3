"""Citations of a view and of the sources shown, in the styles and formats of scholars.

Texts are written by citeproc from the styles of the Citation Style
Language (``styles/``, see docs/decisions/09-dependencies.md); BibTeX by pybtex,
RIS by rispy; CSL-JSON is what all of them are made from.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from dashboard import i18n
from dashboard.cartography.paper.deadline import Check, no_check
from dashboard.dataset.model import Dataset, Language, Source
from dashboard.dataset.timeline import Timeline
from dashboard.export import parameters
from dashboard.export.cite.works import Item, source_item, sources_of, view_item

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


_CHICAGO = "chicago-notes-bibliography.csl"
FORMATS: Mapping[str, Format] = {
    "apa": Format("APA", "apa.txt", csl="apa.csl"),
    "mla": Format("MLA", "mla.txt", csl="modern-language-association.csl"),
    "harvard": Format("Harvard", "harvard.txt", csl="harvard-cite-them-right.csl", is_bare=True),
    "chicago": Format("Chicago", "chicago.txt", csl=_CHICAGO),
    "chicago-note": Format("Chicago (note)", "chicago-note.txt", csl=_CHICAGO, is_note=True),
    "isnad": Format("İSNAD 2", "isnad.txt", csl="isnad.csl", locale="tr-TR"),
    "isnad-note": Format(
        "İSNAD 2 (dipnot)",
        "isnad-note.txt",
        csl="isnad.csl",
        locale="tr-TR",
        is_note=True,
        is_bare=True,
    ),
    "ttk": Format("TTK", "ttk.txt", csl="ttk.csl", locale="tr-TR"),
    "ttk-note": Format("TTK (dipnot)", "ttk-note.txt", csl="ttk.csl", locale="tr-TR", is_note=True),
    "bibtex": Format("BibTeX", "bib", "application/x-bibtex; charset=utf-8"),
    "ris": Format("RIS", "ris", "application/x-research-info-systems; charset=utf-8"),
    "csl-json": Format("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json"),
}
"""Styles and formats that can be asked for."""

_RIS_TYPES = {"map": "MAP", "book": "BOOK", "article-journal": "JOUR", "webpage": "ELEC"}
_BIB_TYPES = {"book": "book", "article-journal": "article"}


def cite_view(
    dataset: Dataset,
    day: date,
    language: Language,
    address: str,
    style: str,
    shown: Mapping[str, str] | None = None,
) -> str:
    """Return the citation of the map of a day that opens at ``address``.

    ``shown`` is what else the view shows, by the parameters of the page. A style with a single
    language, as the Turkish ones, cites the atlas in that language.

    Raises
    ------
    ValueError
        For a style that is not of ``FORMATS``.

    Examples
    --------
    >>> from dashboard.dataset.packaged import DATA
    >>> from dashboard.dataset.validate import open_dataset
    >>> dataset = open_dataset(DATA)
    >>> address = "https://atlas.example/"
    >>> cited = cite_view(dataset, dataset.first_day, dataset.languages[0], address, "apa")
    >>> address in cited, dataset.version in cited
    (True, True)
    """
    spoken = _language(dataset, style, language)
    return write([view_item(dataset, day, spoken, address, shown or {})], style, spoken)


def _language(dataset: Dataset, style: str, language: Language) -> Language:
    """The language of a style with a single language, where the atlas has it."""
    locale = FORMATS[style].locale if style in FORMATS else ""
    known = (language for language in dataset.languages if i18n.with_country(language) == locale)
    return next(known, language)


def cite_sources(
    dataset: Dataset, timeline: Timeline, day: date, language: Language, style: str
) -> str:
    """Return the citations of the sources shown on a day, each on a line in APA and Chicago.

    Raises
    ------
    DayOutOfRange
        For a day that the timeline does not know.
    ValueError
        For a style that is not of ``FORMATS``.
    """
    return cite_works(dataset, sources_of(dataset, timeline, day), language, style)


def cite_works(
    dataset: Dataset,
    works: Sequence[Source],
    language: Language,
    style: str,
    check: Check = no_check,
) -> str:
    """Return the citations of works of sources.bib; ``ValueError`` for an unknown style.

    ``check`` is called for each work and may raise.
    """
    spoken = _language(dataset, style, language)
    return write([source_item(work, spoken) for work in works], style, spoken, check)


def is_sorted(style: str) -> bool:
    """Whether a style of ``FORMATS`` puts works into an order of its own."""
    form = FORMATS[style]
    return bool(form.csl) and not form.is_note


def write(items: Sequence[Item], style: str, language: Language, check: Check = no_check) -> str:
    """Return the works in a style of ``FORMATS``, ending in a line end."""
    parameters.choice(style, tuple(FORMATS), "a style")
    if FORMATS[style].csl:
        return "".join(f"{line}\n" for line in bibliography(items, style, language, check))
    if style == "bibtex":
        return bibtex(items)
    if style == "ris":
        return ris(items)
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(list(items), option=options).decode()


def bibliography(
    items: Sequence[Item], style: str, language: Language, check: Check = no_check
) -> list[str]:
    """Return the works as lines of a bibliography, in the order of the style, or as notes."""
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
    form = FORMATS[style]
    path, locale = str(STYLES / form.csl), form.locale or _locale(language)
    sheet = CitationStylesStyle(path, locale, validate=False)
    written = CitationStylesBibliography(
        sheet,
        CiteProcJSON([_for_citeproc(item, form, language) for item in items]),
        formatter.plain,
    )
    cited = [Citation([CitationItem(item["id"])]) for item in items]
    for citation in _watched(cited, check):
        written.register(citation)
    if form.is_note:
        lines = [written.cite(citation, lambda _item: None) for citation in _watched(cited, check)]
    else:
        written.sort()
        lines = sheet.render_bibliography(_watched(written.items, check))
    return [_with_versions(" ".join(str(line).split()), items) for line in lines]


def _watched(items: Iterable[Any], check: Check) -> Iterator[Any]:
    """Go through works and ask before each whether to go on."""
    for item in items:
        check()
        yield item


def _with_versions(line: str, items: Sequence[Item]) -> str:
    """Write the whole data version where citeproc was given its release number."""
    for version in {item["version"] for item in items if "version" in item}:
        number = re.escape(_release(version))
        line = re.sub(rf"(?<=[ (]){number}(?=[]) .,])", version, line, count=1)
    return line


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


def bibtex(items: Sequence[Item]) -> str:
    """Return the works as BibTeX; addresses stand as they are, other fields escaped."""
    from pybtex.database import BibliographyData

    if not items:
        return ""
    entries = {item["id"]: _entry(item) for item in items}
    text = BibliographyData(entries).to_string("bibtex")
    # An address is verbatim in BibTeX: an escaped & would lead elsewhere.
    return re.sub(
        r'^    url = ".*"', lambda match: re.sub(r"\\([&%_#$])", r"\1", match[0]), text, flags=re.M
    )


def _entry(item: Item) -> object:
    from pybtex.database import Entry, Person

    fields = {
        "title": f"{{{item['title']}}}",
        "publisher": item.get("publisher"),
        "address": item.get("publisher-place"),
        "langid": item.get("language"),
        "journal": item.get("container-title"),
        "year": _year(item),
        "version": item.get("version"),
        "howpublished": item.get("medium"),
        "url": item.get("URL"),
        "note": item.get("note"),
    }
    people = [Person(_bib_name(author)) for author in item.get("author", ())]
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

    records = [_record(item) for item in items]
    text = rispy.dumps(records, implementation=Writer).strip("\n") + "\n" if records else ""
    # The format asks for the line ends of DOS.
    return text.replace("\n", "\r\n")


def _record(item: Item) -> dict[str, object]:
    people = [
        author.get("literal") or f"{author['family']}, {author['given']}"
        for author in item.get("author", ())
    ]
    fields = {
        "type_of_reference": _RIS_TYPES.get(item["type"], "GEN"),
        "id": item["id"],
        "authors": people,
        "title": item["title"],
        "secondary_title": item.get("container-title"),
        "year": _year(item),
        "date": _ris_date(item),
        "language": item.get("language"),
        "publisher": item.get("publisher"),
        "place_published": item.get("publisher-place"),
        "custom1": item.get("version"),
        "urls": [item["URL"]] if "URL" in item else [],
        "notes": [item["note"]] if "note" in item else [],
    }
    return {name: value for name, value in fields.items() if value}


def _ris_date(item: Item) -> str:
    """``YYYY/MM/DD/`` of a work whose day is known."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return "{:04}/{:02}/{:02}/".format(*parts) if len(parts) == 3 else ""


def _year(item: Item) -> str:
    parts = item.get("issued", {}).get("date-parts", [[""]])
    return str(parts[0][0])
