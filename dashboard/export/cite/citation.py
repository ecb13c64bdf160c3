"""Citations of a view and of the sources shown, in the styles and formats of scholars.

Texts are written by citeproc from the styles of the Citation Style
Language (``styles/``, see docs/decisions/09-dependencies.md); BibTeX by pybtex,
RIS by rispy; CSL-JSON is what all of them are made from.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import orjson

from dashboard import i18n
from dashboard.cartography.paper.deadline import Check, no_check
from dashboard.dataset.model import Dataset, Language, Source
from dashboard.dataset.timeline import Timeline
from dashboard.export import parameters
from dashboard.export.cite.bibliography import Format, Kept, bibliography
from dashboard.export.cite.works import Item, source_item, sources_of, view_item

_CHICAGO = "chicago-notes-bibliography.csl"
FORMATS: Mapping[str, Format] = {
    "apa": Format("APA", "apa.txt", csl="apa.csl"),
    "mla": Format("MLA", "mla.txt", csl="modern-language-association.csl"),
    "harvard": Format("Harvard", "harvard.txt", csl="harvard-cite-them-right.csl", is_bare=True),
    "chicago": Format("Chicago", "chicago.txt", csl=_CHICAGO),
    "chicago-note": Format("Chicago (note)", "chicago-note.txt", csl=_CHICAGO, is_note=True),
    "isnad": Format("İSNAD 2", "isnad.txt", csl="isnad.csl", locale="tr-TR", is_bare=True),
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
    kept: Kept | None = None,
) -> str:
    """Return the citations of works of sources.bib; ``ValueError`` for an unknown style.

    ``check`` is called for each work and may raise; ``kept`` has works written before.
    """
    spoken = _language(dataset, style, language)
    return write([source_item(work, spoken) for work in works], style, spoken, check, kept)


def is_sorted(style: str) -> bool:
    """Whether a style of ``FORMATS`` puts works into an order of its own."""
    form = FORMATS[style]
    return bool(form.csl) and not form.is_note


def write(
    items: Sequence[Item],
    style: str,
    language: Language,
    check: Check = no_check,
    kept: Kept | None = None,
) -> str:
    """Return the works in a style of ``FORMATS``, ending in a line end."""
    parameters.choice(style, tuple(FORMATS), "a style")
    form = FORMATS[style]
    if form.csl:
        lines = bibliography(items, form, language, check, kept)
        return "".join(f"{line}\n" for line in lines)
    if style == "bibtex":
        return bibtex(items)
    if style == "ris":
        return ris(items)
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(list(items), option=options).decode()


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
    issued = item.get("issued", {})
    parts = issued.get("date-parts", [[""]])
    return str(issued.get("literal") or parts[0][0])
