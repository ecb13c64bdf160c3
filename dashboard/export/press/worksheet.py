"""A story's worksheet as a Word document (DOCX), for a teacher to change before it is printed."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Made
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from PIL import Image

from dashboard import i18n
from dashboard.cartography.paper import captions, deadline, handout
from dashboard.cartography.paper.plate import Plate
from dashboard.dataset.model import Stop

MARGIN = Mm(18)
ROOM = Length(Mm(210) - 2 * MARGIN)
# Of the legend, which is as high as a page: its heading stands above it.
KEY = Mm(150)
MAP = Mm(130)
TO_WRITE = 4
# Of a picture: a document of full colours would be too large to send by mail.
COLOURS = 256
# Files of the same content are the same, whenever they are made.
MOMENT = (1980, 1, 1, 0, 0, 0)


def document(plate: Plate, lesson: handout.Lesson, check: deadline.Check) -> bytes:
    """Return the worksheet; maps are pictures with words for those who do not see them."""
    plate = plate.as_read(lesson.reading)
    language, story, data = lesson.language, lesson.story, plate.dataset
    _ = i18n.translator(language)
    made = Document()
    _describe(made, plate, lesson)
    made.add_heading(story.title[language], 0)
    made.add_paragraph(story.summary[language])
    _line(made, _("Name:"))
    for number, stop in enumerate(story.stops, 1):
        _put_stop(made, plate, lesson, number, stop, check)
    alternative = _("Legend and sources of the maps")
    made.add_heading(alternative, 1).paragraph_format.page_break_before = True
    for content in handout.key_pictures(plate, lesson, check):
        _picture(made, content, KEY, alternative)
    made.add_paragraph(handout.about_data(data, language))
    if lesson.address:
        made.add_paragraph(lesson.address)
    file = BytesIO()
    made.save(file)
    return _settled(file.getvalue())


def _describe(made: Made, plate: Plate, lesson: handout.Lesson) -> None:
    """A4, the language of the words, and what the file says of itself."""
    (page,) = made.sections
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    for spoken in made.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), lesson.language)
    about = made.core_properties
    about.title, about.language = lesson.story.title[lesson.language], lesson.language
    about.author = "; ".join(plate.dataset.authors)
    about.comments = captions.with_address(plate.dataset.licence, lesson.address)
    # Those of the empty document of the library.
    for name in ("dcterms:created", "dcterms:modified"):
        for element in about._element.findall(qn(name)):
            about._element.remove(element)


def _put_stop(
    made: Made,
    plate: Plate,
    lesson: handout.Lesson,
    number: int,
    stop: Stop,
    check: deadline.Check,
) -> None:
    """Heading, map with its key, text, question, lines to write on."""
    language = lesson.language
    day = i18n.day_label(stop.day, language)
    made.add_heading(f"{number} · {day}: {stop.title[language]}", 1)
    alternative = captions.alternative(plate.dataset, plate.timeline, stop.day, language)
    _picture(made, handout.picture(plate, stop, language, check), MAP, alternative)
    made.add_paragraph(stop.text[language])
    made.add_paragraph().add_run(stop.question[language]).bold = True
    for _n in range(TO_WRITE):
        _line(made)


def _picture(made: Made, content: bytes, width: Length, alternative: str) -> None:
    """A picture in a line of its own, with the text that stands for it."""
    line = made.add_paragraph()
    line.paragraph_format.keep_with_next = True
    with Image.open(BytesIO(content)) as whole:
        few = whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small = BytesIO()
    few.save(small, "png", optimize=True)
    shape = line.add_run().add_picture(small, width=width)
    shape._inline.docPr.set("descr", alternative)


def _line(made: Made, label: str = "") -> None:
    """A line to write on, a single mark in the document."""
    line = made.add_paragraph(f"{label}\t")
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(ROOM, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _settled(content: bytes) -> bytes:
    """The archive without the hour at which it was made."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as made, ZipFile(file, "w", ZIP_DEFLATED) as settled:
        for name in made.namelist():
            entry = ZipInfo(name, MOMENT)
            entry.compress_type = ZIP_DEFLATED
            settled.writestr(entry, made.read(name))
    return file.getvalue()
