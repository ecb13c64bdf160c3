"""The text of a sheet stays text, in a typeface that the file carries."""

import base64
import re
import zlib
from io import BytesIO
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontPath, findfont
from matplotlib.ft2font import FT2Font
from pypdf import PdfReader

from dashboard.cartography.look import typeface
from dashboard.cartography.paper import (
    lettering,
    pdf_fonts,
    svg_fonts,
)
from dashboard.cartography.paper import page as press
from printed import SVG, order

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def svg(plate) -> str:
    return press.render(plate, order(plate, lang="tr"), "svg", 300).decode()


def test_text_of_an_svg_is_text_in_an_embedded_face(svg):
    root = ET.fromstring(svg)
    texts = {"".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")}
    assert {"Kafkasya nasıl Sovyetleşti", "3 Aralık 1920", "GÜRCİSTAN", "Gümrü"} <= texts
    pdf_fonts = re.findall(r"src:url\(data:font/woff;base64,([^)]+)\)", svg)
    assert len(pdf_fonts) >= 3
    assert all(base64.b64decode(face).startswith(b"wOFF") for face in pdf_fonts)
    assert "<script" not in svg
    assert not re.search(r'<(?!a )[^>]*href="http', svg)


def test_text_of_a_pdf_is_text_in_an_embedded_face(plate):
    content = press.render(plate, order(plate, lang="tr"), "pdf", 300)
    assert content.startswith(b"%PDF")
    assert b"/FontFile2" in content
    maps = ""
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        if b"beginbfrange" in text or b"beginbfchar" in text:
            maps += text.decode("latin-1")
    for letter in "şğıİ":
        assert f"<{ord(letter):04x}>" in maps.lower(), letter


def faces_of(content: bytes) -> list[TTFont]:
    """The faces that a PDF carries."""
    pages = PdfReader(BytesIO(content)).pages
    found = []
    for font in pages[0]["/Resources"]["/Font"].values():
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        found.append(TTFont(BytesIO(descriptor["/FontFile2"].get_data())))
    return found


def test_the_faces_of_a_pdf_have_no_tables_that_no_reader_asks_for(plate):
    embedded = faces_of(press.render(plate, order(plate), "pdf", 300))
    assert len(embedded) >= 3
    for one in embedded:
        assert {"glyf", "loca", "head", "hhea", "hmtx", "maxp"} <= set(one.keys())
        assert not {"GSUB", "GPOS", "GDEF", "kern", "name", "cmap"} & set(one.keys())


@pytest.mark.parametrize("bold", [False, True])
def test_a_face_cut_for_a_pdf_keeps_the_outlines_of_all_alphabets(bold):
    path = FontPath(findfont(lettering.face(10.0, bold)), 0)
    with TTFont(path) as whole:
        names, numbers = whole.getBestCmap(), whole.getReverseGlyphMap()
        wanted = {numbers[names[ord(one)]] for one in "ŞşĞğİıÂâ Тифлис ტფილისი Թիֆլիս"}
        with pdf_fonts.cut(path, wanted) as lean:
            assert wanted <= lean.glyph_index_map.keys()
            outlines, order_of = lean.font["glyf"], lean.font.getGlyphOrder()
            for number in wanted:
                now = outlines[order_of[lean.glyph_index_map[number]]]
                before = whole["glyf"][whole.getGlyphName(number)]
                points, ends, _ = now.getCoordinates(outlines)
                assert (points, ends) == before.getCoordinates(whole["glyf"])[:2]


def test_every_face_is_shipped_and_has_the_letters_of_the_peoples_of_the_map():
    letters_needed = set("şğıİçöüâîû") | set("Тифлис") | set("ტფილისი") | set("Թիֆլիս")
    found = set()
    for bold, italic in product((False, True), repeat=2):
        file = Path(findfont(lettering.face(10.0, bold, italic)))
        assert file.parent == typeface.FOLDER
        assert all(ord(letter) in FT2Font(file).get_charmap() for letter in letters_needed)
        found.add(file)
    assert len(found) == 4


def test_a_face_is_cut_to_the_letters_used():
    short, long = (
        svg_fonts._woff(typeface.FAMILY, False, False, "abc"),
        svg_fonts._woff(typeface.FAMILY, False, False, "abcdefghijklmnop"),
    )
    assert len(short) < len(long) < 40_000
