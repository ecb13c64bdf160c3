"""A whole atlas as a PDF: title, contents, a plate for each day of change, index, sources."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.filters import decode_stream_data
from pypdf.generic import Fit, NameObject, StreamObject, TextStringObject

from dashboard import i18n
from dashboard.cartography.look import palette
from dashboard.cartography.paper import captions, pdf_structure, text_pages
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.sheet import Size
from dashboard.cartography.paper.structure import Leaf, leaf_of
from dashboard.dataset.dates import ONE_DAY, overlap, parse_day
from dashboard.dataset.model import Dataset, Interval
from dashboard.dataset.model import Source as Work
from dashboard.export.files import unwritable, write_whole
from dashboard.export.press import snapshot
from dashboard.export.press.workers import Source, in_order, plate_of
from dashboard.i18n.collation import sort_key

DEFAULTS: Mapping[str, str] = {
    "from": "",
    "to": "",
    "size": "a4",
    "lang": "",
    "extent": "home",
    "bw": "",
    "reading": "",
}
"""What can be asked of an atlas, and what it is when nothing is asked."""

# Plates bound before what they share, the relief above all, is merged.
BATCH = 16


@dataclass(frozen=True, slots=True)
class Atlas:
    """An order that can be carried out: the plates, the contents before them, the last day."""

    orders: tuple[press.Order, ...]
    contents: tuple[text_pages.Entry, ...]
    before: int
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the plates."""
        return tuple(order.day for order in self.orders)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a worker is sent: a plate."""

    source: Source
    order: press.Order


class Shelf:
    """Finished plates in a folder, each under a name made of all that is in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sheet: Sheet) -> Path:
        """Where a plate is or will be."""
        source = sheet.source
        # Not the folder: the same data somewhere else makes the same plate.
        text = f"{source.digest} {source.program} {sheet.order.wording}"
        return self.folder / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.pdf"

    def put(self, sheet: Sheet, content: bytes) -> None:
        """Keep a plate."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(self.folder, error) from error
        write_whole(self.path(sheet), content)

    def clear(self) -> None:
        """Remove the plates, and the folder when nothing of anybody else is in it."""
        if self.folder.is_dir():
            for path in self.folder.glob("*.pdf"):
                if len(path.stem) == 32:
                    path.unlink()
            if not any(self.folder.iterdir()):
                self.folder.rmdir()


def parse(plate: Plate, asked: Mapping[str, str], base: str = "") -> Atlas:
    """Return the order that ``asked`` describes, what is missing taken from ``DEFAULTS``.

    Raises
    ------
    ValueError
        For a word that is not known or a value out of bounds, with the cure on the same line.
    """
    words = {**DEFAULTS, **asked}
    plate = plate.as_read(words["reading"])
    line = plate.timeline
    first = parse_day(words.pop("from") or line.first_day.isoformat())
    last = parse_day(words.pop("to") or line.last_day.isoformat())
    days = [first, *line.changes_between(first, last)]  # raises for a day outside the atlas
    if last < first:
        raise ValueError(f"from {first} to {last}: the last day is not before the first")
    plain = [snapshot.parse(plate, day.isoformat(), "pdf", words, base).order for day in days]
    entries = list(_contents(plate, plain, 0))
    before = 1 + text_pages.count(entries, plain[0].size)
    numbered = (replace(order, folio=before + 1 + n) for n, order in enumerate(plain))
    return Atlas(tuple(numbered), tuple(_contents(plate, plain, before)), before, last)


def draw(sheet: Sheet) -> bytes:
    """A plate as a PDF: what a worker does."""
    return press.render(plate_of(sheet.source), sheet.order, "pdf", press.PLATE_DPI)


def plates(
    source: Source, atlas: Atlas, shelf: Shelf, executor: Executor, at_once: int
) -> Iterator[Path]:
    """Draw the plates that are not on the shelf yet; yield each once it is there."""
    wanted = [Sheet(source, order) for order in atlas.orders]
    missing = [sheet for sheet in wanted if not shelf.path(sheet).is_file()]
    yield from (shelf.path(sheet) for sheet in wanted if sheet not in missing)
    done = in_order(executor, at_once, draw, missing)
    for sheet, content in zip(missing, done, strict=True):
        shelf.put(sheet, content)
        yield shelf.path(sheet)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a worker is sent: the pages of a list, the first of them numbered."""

    heading: str
    entries: tuple[text_pages.Entry, ...]
    size: Size
    colours: palette.Palette
    first: int

    @property
    def count(self) -> int:
        """How many pages it takes."""
        return text_pages.count(self.entries, self.size)


def draw_list(listing: Listing) -> list[text_pages.TextPage]:
    """The pages of a list: what a worker does."""
    with press.drawing():
        return text_pages.listed(
            listing.heading, listing.entries, listing.size, listing.colours, listing.first
        )


def bind(
    plate: Plate, source: Source, atlas: Atlas, shelf: Shelf, output: Path, executor: Executor
) -> None:
    """Write the atlas, with links, outline and page numbers; all plates are on the shelf.

    Others draw the lists while the plates are bound here.
    """
    order = atlas.orders[0]
    plate = plate.as_read(order.reading)
    _ = i18n.translator(order.language)
    after = atlas.before + len(atlas.orders) + 1
    colours = palette.coloured(plate.dataset.roles)
    contents = Listing(_("Contents"), atlas.contents, order.size, colours, 2)
    index = tuple(_index(plate, atlas))
    territories = Listing(_("Index of territories"), index, order.size, colours, after)
    works, behind = tuple(_works(plate, atlas)), after + territories.count
    sources = Listing(_("Sources"), works, order.size, colours, behind)
    drawn, *last = [executor.submit(draw_list, part) for part in (contents, sources, territories)]
    with press.drawing():
        title = text_pages.title(_title(plate, atlas), order.size, colours)
    writer, front = PdfWriter(), [title, *drawn.result()]
    leaves = [page.leaf for page in front]
    for page in front:
        writer.append(BytesIO(page.content), import_outline=False)
    paths = [shelf.path(Sheet(source, order)) for order in atlas.orders]
    for n, (order, path) in enumerate(zip(atlas.orders, paths, strict=True), 1):
        reader = PdfReader(path)
        writer.append(reader, import_outline=False)
        leaves.append(_leaf(plate, order, reader))
        if n % BATCH == 0:
            _share(writer)
    pages, ends = (part.result() for part in last)
    for page in (*ends, *pages):
        writer.append(BytesIO(page.content), import_outline=False)
        leaves.append(page.leaf)
    _share(writer)
    # What is not shared comes after: to look for what is alike takes the longer the more there is.
    _link(writer, front, 1)
    _link(writer, ends, after)
    _outline(writer, plate, atlas, (after, after + len(ends)))
    writer.add_metadata(
        {
            "/Title": plate.dataset.title[order.language],
            "/Author": "; ".join(plate.dataset.authors),
            "/Subject": f"{plate.dataset.licence}; {plate.dataset.version}",
        }
    )
    made_of = " ".join(path.stem for path in paths)
    pdf_structure.complete(writer, leaves, order.language, made_of.encode())
    with output.open("wb") as file:
        writer.write(file)


def _leaf(plate: Plate, order: press.Order, reader: PdfReader) -> Leaf:
    """What a finished plate says of itself."""
    content = cast(StreamObject, reader.pages[0]["/Contents"].get_object())
    labels = {name: text[order.language] for _, name, text in press.LAYERS}
    said = captions.alternative(plate.dataset, plate.timeline, order.day, order.language)
    # Not by the stream itself, which would keep what it has read as long as the writer lives.
    return leaf_of(decode_stream_data(content), labels, [said])


def _share(writer: PdfWriter) -> None:
    """Share objects that are alike: the mask of the relief first, then the relief that names it."""
    for _ in range(2):
        writer.compress_identical_objects(remove_unreferenced=False)


def _contents(
    plate: Plate, orders: Sequence[press.Order], before: int
) -> Iterator[text_pages.Entry]:
    """A heading a year, a line a plate: the day, what happened, the page."""
    for year, of_year in groupby(enumerate(orders), key=lambda entry: entry[1].day.year):
        yield text_pages.Entry(text_pages.words(str(year), bold=True), gap=3.0)
        for n, order in of_year:
            folio = before + 1 + n
            day = i18n.day_label(order.day, order.language)
            text = (
                *text_pages.words(day, True, folio),
                *text_pages.words(_what(plate, order), target=folio),
            )
            yield text_pages.Entry(text, folio)


def _what(plate: Plate, order: press.Order) -> str:
    """The first event of a day, else that behind a change of the day, else where it was."""
    dataset, line = plate.dataset, plate.timeline
    events = sorted(line.events_on(order.day), key=lambda event: event.tier)
    changes = line.changes(order.day)
    behind = [dataset.events.get(change.after.event_id) for change in changes.values()]
    causes = [event for event in (*events, *behind) if event]
    if causes:
        return causes[0].title[order.language]
    if changes:
        return ", ".join(dataset.territories[name].name[order.language] for name in changes)
    _ = i18n.translator(order.language)
    return _("The state at the beginning")


def _index(plate: Plate, atlas: Atlas) -> Iterator[text_pages.Entry]:
    """Territories in the order of their names, with the pages on which their holder changes."""
    language = atlas.orders[0].language
    entries: dict[str, list[int]] = {}
    for order in atlas.orders:
        for name in plate.timeline.handovers(order.day):
            entries.setdefault(name, []).append(order.folio)
    named = [(plate.dataset.territories[name].name[language], name) for name in entries]
    for label, name in sorted(named, key=lambda pair: sort_key(pair[0], language)):
        *most, last = entries[name]
        numbers = (text_pages.Word(f"{number},", target=number) for number in most)
        yield text_pages.Entry(
            (*text_pages.words(label, True), *numbers, text_pages.Word(str(last), target=last))
        )


def cited_between(dataset: Dataset, first: date, last: date) -> set[str]:
    """Keys of the sources of the rows and events of two days and all between them."""
    whole = Interval(first, last + ONE_DAY)
    cited = [row.citations for row in dataset.control if overlap(row.interval, whole)]
    cited += [event.citations for event in dataset.events.values() if event.date in whole]
    return {citation.key for citations in cited for citation in citations}


def _works(plate: Plate, atlas: Atlas) -> Iterator[text_pages.Entry]:
    """The works behind the rows and events of the atlas, by author."""
    keys = cited_between(plate.dataset, atlas.days[0], atlas.last)
    works = [plate.dataset.sources[key] for key in keys]
    language = atlas.orders[0].language

    def place(work: Work) -> tuple[object, ...]:
        name = (work.author or work.title).lstrip('[“«"')
        return sort_key(name, language), work.year, work.key

    for work in sorted(works, key=place):
        short = i18n.short_source(work, language)
        title = i18n.work_title(work, language)
        rest = "" if title in short else f" {title}."
        text = f"{rest} {work.url}" if work.url else rest
        yield text_pages.Entry((*text_pages.words(f"{short}.", True), *text_pages.words(text)))


def _title(plate: Plate, atlas: Atlas) -> list[tuple[str, float, bool]]:
    order = atlas.orders[0]
    language, dataset = order.language, plate.dataset
    _ = i18n.translator(language)
    first, last = (i18n.day_label(day, language) for day in (atlas.days[0], atlas.last))
    plates = _("{count} plates: the first day, then each day on which the map changed.")
    cited = captions.cite_range(dataset, atlas.days[0], atlas.last, language, order.address)
    return [
        (dataset.title[language], 34.0, True),
        (f"{first} – {last}", 18.0, False),
        (plates.format(count=len(atlas.orders)), 11.0, False),
        (_("The map shows who held a place, not who had a right to it."), 11.0, False),
        (f"{_('Cite as')}: {cited}", 8.0, False),
    ]


def _link(writer: PdfWriter, pages: Sequence[text_pages.TextPage], first: int) -> None:
    for n, page in enumerate(pages):
        for target in page.links:
            link = Link(rect=target.box, target_page_index=target.target - 1, fit=Fit.fit())
            link[NameObject("/Contents")] = TextStringObject(target.text)
            writer.add_annotation(first - 1 + n, link)


def _outline(writer: PdfWriter, plate: Plate, atlas: Atlas, ends: tuple[int, int]) -> None:
    """Contents, years with their days, index, sources: what a reader's side bar shows."""
    language = atlas.orders[0].language
    _ = i18n.translator(language)
    writer.add_outline_item(title=_("Contents"), page_number=1)
    for year, of_year in groupby(atlas.orders, key=lambda order: order.day.year):
        orders = list(of_year)
        parent = writer.add_outline_item(
            title=str(year), page_number=orders[0].folio - 1, is_open=False
        )
        for order in orders:
            label = f"{i18n.day_label(order.day, language)}: {_what(plate, order)}"
            writer.add_outline_item(title=label, page_number=order.folio - 1, parent=parent)
    writer.add_outline_item(title=_("Index of territories"), page_number=ends[0] - 1)
    writer.add_outline_item(title=_("Sources"), page_number=ends[1] - 1)
