"""An atlas as a PDF: plates, contents, index, sources, links; resumed, and shared by processes."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from dashboard import i18n
from dashboard.cartography.paper import lettering, sheet, text_pages
from dashboard.cartography.paper import page as press
from dashboard.cli.main import main
from dashboard.export.press import atlas, workers
from dashboard.i18n.collation import sort_key
from printed import marks_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
DAYS = ["--from", "1921-03-10", "--to", "1921-03-17"]


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    output = tmp_path_factory.mktemp("atlas") / "atlas.pdf"
    assert main(["atlas", *DAYS, "--jobs", "1", "-o", str(output)]) == 0
    return output


@pytest.fixture(scope="module")
def reader(path) -> PdfReader:
    return PdfReader(path)


@pytest.fixture(scope="module")
def order(plate) -> atlas.Atlas:
    return atlas.parse(plate, {"from": "1921-03-10", "to": "1921-03-17"})


def words(reader: PdfReader, page: int) -> str:
    """The text of a page, counted from 1."""
    return reader.pages[page - 1].extract_text()


def targets(reader: PdfReader, page: int) -> set[int]:
    """The pages that the links of a page lead to, counted from 1."""
    notes = [one.get_object() for one in reader.pages[page - 1].get("/Annots", ())]
    text_pages = {one.indirect_reference.idnum: n for n, one in enumerate(reader.pages, 1)}
    found = set()
    for note in notes:
        where = note["/Dest"][0]
        found.add(text_pages[where.idnum] if hasattr(where, "idnum") else int(where) + 1)
    return found


def test_there_is_a_plate_for_the_first_day_and_each_day_of_change(plate):
    whole = atlas.parse(plate, {})
    assert whole.days == (plate.timeline.first_day, *plate.timeline.change_days)


def test_an_atlas_may_be_of_one_day(plate):
    day = date(1920, 4, 28)
    assert atlas.parse(plate, {"from": f"{day}", "to": f"{day}"}).days == (day,)


def test_each_plate_has_its_day_in_words_and_its_page_number(reader, order):
    for one in order.orders:
        text = words(reader, one.folio)
        assert i18n.day_label(one.day, "en") in text
        assert str(one.folio) in text.splitlines()


def test_the_contents_lead_to_every_plate(reader, order):
    text = words(reader, 2)
    for one in order.orders:
        assert i18n.day_label(one.day, "en") in text
    assert targets(reader, 2) == {one.folio for one in order.orders}


def test_the_index_leads_to_the_plates_on_which_a_territory_changes_hands(reader, order, plate):
    page = order.before + len(order.orders) + 1
    moved = plate.timeline.handovers
    changed = {name: one.folio for one in order.orders for name in moved(one.day)}
    text = " ".join(words(reader, page).split())
    assert changed
    for name, folio in changed.items():
        assert f"{plate.dataset.territories[name].name['en']} " in text
        assert folio in targets(reader, page)


def test_the_sources_of_what_is_shown_are_listed(reader, plate, order):
    first = order.before + len(order.orders) + 2
    text = " ".join(" ".join(words(reader, n) for n in range(first, len(reader.pages) + 1)).split())
    events = [
        event
        for event in plate.dataset.events.values()
        if order.days[0] <= event.date <= order.last
    ]
    cited = {citation.key for event in events for citation in event.citations}
    for key in cited:
        assert plate.dataset.sources[key].title.split()[0] in text


def test_an_address_longer_than_a_line_goes_on_below_and_loses_no_letter():
    address = "https://example.org/" + "%D0%90" * 60 + "/" + "x" * 90
    entry = text_pages.Entry((*text_pages.words("Author 1921.", True), *text_pages.words(address)))
    lines = text_pages._lines(entry, 300.0, 1.0)
    assert len(lines) > 3
    for line in lines:
        for word, x in line:
            assert x + lettering.width(word.text, text_pages.BODY, word.bold) <= 300.0
    assert "".join(word.text for line in lines for word, _ in line) == f"Author1921.{address}"


def test_the_outline_has_the_days_under_their_year(reader):
    titles = [one if isinstance(one, list) else one.title for one in reader.outline]
    assert titles[0] == "Contents"
    assert titles[1] == "1921"
    assert titles[2][0].title.startswith("10 March 1921: ")
    assert titles[-2:] == ["Index of territories", "Sources"]


def elements(reader: PdfReader) -> list:
    """The elements of the structure in the order in which they are read."""
    tree = reader.trailer["/Root"]["/StructTreeRoot"]
    return [one.get_object() for one in tree["/K"][0].get_object()["/K"]]


def test_an_atlas_says_its_language_its_title_and_its_standards(reader):
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    said = root["/Metadata"].get_object().get_data()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in said
    assert b"<pdfaid:part>3</pdfaid:part>" in said
    names = [one.get_object()["/Name"] for one in root["/OCProperties"]["/OCGs"]]
    assert names == [text["en"] for _, _, text in press.LAYERS]


def test_an_atlas_has_a_heading_for_each_list_and_plate_and_the_map_after_it(reader, order):
    read = [
        (one["/S"], reader.get_page_number(one["/Pg"].get_object()) + 1, one)
        for one in elements(reader)
    ]
    heads = [(kind, page) for kind, page, _ in read if kind in ("/H1", "/H2")]
    first = order.before + len(order.orders) + 1
    pages = [2, *(one.folio for one in order.orders), first, first + 1]
    assert heads == [("/H1", 1), *(("/H2", page) for page in pages)]
    assert [page for _, page, _ in read] == sorted(page for _, page, _ in read)
    for one in order.orders:
        kinds = [kind for kind, page, _ in read if page == one.folio]
        assert "/H3" in kinds
        assert kinds.index("/H2") < kinds.index("/Figure") < kinds.index("/H3")
        (drawn,) = (each for kind, page, each in read if (kind, page) == ("/Figure", one.folio))
        assert drawn["/Alt"].startswith(f"{i18n.day_label(one.day, 'en')}. ")


def test_all_of_an_atlas_is_tagged_once_and_its_links_are_read_with_their_line(reader, order):
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"].get_object()["/Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert list(parents) == sorted(parents)
    for page in reader.pages:
        marked = marks_of(page, reader, 4)
        assert marked == list(range(len(parents[page["/StructParents"]])))
        for note in page.get("/Annots", ()):
            link = parents[note.get_object()["/StructParent"]].get_object()
            assert link["/K"]["/Obj"].get_object() == note.get_object()
            assert link["/Alt"]
            assert link["/P"].get_object()["/S"] == "/P"
    contents = [one for one in elements(reader) if reader.get_page_number(one["/Pg"]) == 1]
    kinds = [[kid.get_object()["/S"] for kid in one["/K"][1:]] for one in contents]
    # The heading and the year lead nowhere; the line of a plate by its words and its number.
    assert kinds[:2] == [[], []]
    assert all(set(each) == {"/Link"} for each in kinds[2:])
    said = [kid.get_object()["/Alt"] for kid in contents[2]["/K"][1:]]
    assert said[0].startswith("10 March 1921 ")
    assert said[-1] == str(order.orders[0].folio)


def test_the_relief_is_in_the_file_once(reader):
    pictures = set()
    for page in reader.pages:
        for name in page["/Resources"].get("/XObject", {}):
            pictures.add(page["/Resources"]["/XObject"].raw_get(name).idnum)
    assert len(pictures) == 1


def test_nothing_is_left_beside_the_atlas(path):
    assert list(path.parent.iterdir()) == [path]


def test_two_processes_make_the_same_bytes_as_a_single_process(path, tmp_path):
    output = tmp_path / "two.pdf"
    assert main(["atlas", *DAYS, "--jobs", "2", "-o", str(output)]) == 0
    assert output.read_bytes() == path.read_bytes()


def test_a_second_run_draws_only_the_missing_pages(tmp_path, dataset, order, monkeypatch):
    source = workers.source_of(ROOT / "data", dataset.digest)
    shelf, drawn = atlas.Shelf(tmp_path), []

    def draw(sheet: atlas.Sheet) -> bytes:
        if len(drawn) == 2:
            raise KeyboardInterrupt
        drawn.append(sheet.order.day)
        return b"%PDF"

    monkeypatch.setattr(atlas, "draw", draw)
    with workers.open_executor(1, None) as (executor, at_once), pytest.raises(KeyboardInterrupt):
        list(atlas.plates(source, order, shelf, executor, at_once))
    assert len(list(tmp_path.iterdir())) == 2
    drawn.append(date.max)
    with workers.open_executor(1, None) as (executor, at_once):
        assert len(list(atlas.plates(source, order, shelf, executor, at_once))) == len(order.days)
    assert sorted({*drawn} - {date.max}) == sorted(order.days)
    assert len(drawn) == len(order.days) + 1


NAMED = """
from datetime import date
from dashboard.cartography.paper import page, sheet
size = sheet.Size("120x90", 120, 90)
print(page.Order(date(1920, 4, 28), "en", size, (0, 0, 1, 1), "").wording)
"""


def test_an_order_has_the_same_words_in_every_process():
    """A plate is kept under them: the order of a set depends on the process."""
    words = {
        subprocess.run(
            [sys.executable, "-c", NAMED],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    (said,) = words
    assert "1920, 4, 28" in said
    assert all(part in said for part in sheet.PARTS)


def test_plates_of_other_data_or_another_order_have_other_names(order, dataset):
    shelf, one = atlas.Shelf(Path()), order.orders[0]
    source = workers.source_of(ROOT / "data", dataset.digest)
    names = {
        shelf.path(atlas.Sheet(source, one)),
        shelf.path(atlas.Sheet(source, order.orders[1])),
        shelf.path(atlas.Sheet(workers.Source(source.folder, "other", source.program), one)),
        shelf.path(atlas.Sheet(workers.Source(source.folder, source.digest, "other"), one)),
    }
    assert len(names) == 4
    moved = workers.Source("/elsewhere", source.digest, source.program)
    assert shelf.path(atlas.Sheet(moved, one)) in names


def test_a_worker_with_other_data_or_another_program_refuses(dataset):
    right = workers.source_of(ROOT / "data", dataset.digest)
    for wrong in (
        workers.Source(right.folder, "other", right.program),
        workers.Source(right.folder, right.digest, "other"),
    ):
        with pytest.raises(workers.OtherSource):
            workers.plate_of(wrong)


def test_a_turkish_atlas_is_in_turkish_and_sorted_as_turks_do(plate, tmp_path):
    whole = atlas.parse(plate, {"lang": "tr"})
    assert "Nisan" in {word.text for entry in whole.contents for word in entry.words}
    names = ["İncesu", "Iğdır", "Çıldır", "Zakatala", "Ağdam", "Şuşa", "Cebrail"]
    sorted_names = sorted(names, key=lambda name: sort_key(name, "tr"))
    assert sorted_names == ["Ağdam", "Cebrail", "Çıldır", "Iğdır", "İncesu", "Şuşa", "Zakatala"]
    others = sorted(["Карпов", "Zakatala", "1920", "ANI"], key=lambda one: sort_key(one, "tr"))
    assert others == ["1920", "ANI", "Zakatala", "Карпов"]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--from", "1900-01-01"], "outside the atlas"),
        (["--from", "1922-01-01", "--to", "1921-01-01"], "the last day is not before the first"),
        (["--size", "huge"], "is not a size"),
        (["--lang", "de"], "is not a language"),
        (["--extent", "x"], "is not an extent"),
        (["--scheduler", "x", "--to", "1918-01-01"], "as tcp://127.0.0.1:8786"),
        (["--work", __file__, "--to", "1918-01-01", "--jobs", "1"], "cannot be written"),
    ],
)
def test_an_invalid_argument_ends_with_status_2_and_one_line(tmp_path, capfd, flags, said):
    assert main(["atlas", *flags, "-o", str(tmp_path / "a.pdf"), "--size", "120x90", *flags]) == 2
    printed = capfd.readouterr().err
    assert len(printed.splitlines()) == 1
    assert said in printed
    assert list(tmp_path.iterdir()) == []


def test_an_atlas_is_a_pdf_and_jobs_are_a_number(tmp_path, capfd):
    assert main(["atlas", "-o", str(tmp_path / "a.svg")]) == 2
    with pytest.raises(SystemExit):
        main(["atlas", "--jobs", "none", "-o", str(tmp_path / "a.pdf")])
    assert "whole number" in capfd.readouterr().err
