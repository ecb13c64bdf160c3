"""Letters that our typeface lacks are printed from another, and those that none has are named."""

import base64
import logging
import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from dashboard.cartography.paper import faces, lettering, saving
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.structure import Paper
from dashboard.cli.main import main
from small_package import set_cell, write_package

pytestmark = pytest.mark.slow

PERSIAN = "قفقاز جنوبی ۱۹۲۰"
ETHIOPIC = "ሀ"


def printed(dataset, text: str, kind: str, bold: bool = False, italic: bool = False) -> bytes:
    """A page with a line of text, as a file."""
    with press.drawing():
        paper = Paper(figsize=(4, 1))
        axes = paper.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        lettering.write(axes, (0.1, 0.4), text, lettering.face(12.0, bold, italic), "black")
        return saving.save(paper, dataset, saving.About("A line", "fa", ""), kind, 72)


@pytest.mark.parametrize(("bold", "italic"), [(False, False), (True, False), (False, True)])
def test_a_pdf_carries_letters_that_our_typeface_lacks_as_text(dataset, bold, italic):
    (page,) = PdfReader(BytesIO(printed(dataset, PERSIAN, "pdf", bold, italic))).pages
    assert set(PERSIAN) <= set(page.extract_text())
    fonts = [one.get_object() for one in page["/Resources"]["/Font"].values()]
    assert any("DejaVuSans" in font["/BaseFont"] for font in fonts)


def test_an_svg_carries_letters_that_our_typeface_lacks_and_what_joins_them(dataset):
    svg = printed(dataset, PERSIAN, "svg").decode()
    assert PERSIAN in svg
    carried = {}
    for family, font in re.findall(
        r"font-family:'([^']+)'[^}]*base64,([^)]+)\)", svg.partition("</style>")[0]
    ):
        with TTFont(BytesIO(base64.b64decode(font))) as opened:
            table = opened["GSUB"].table if "GSUB" in opened else None
            joins = {one.FeatureTag for one in table.FeatureList.FeatureRecord} if table else set()
            carried[family] = {*map(chr, opened.getBestCmap())}, joins
    letters, joins = carried[faces.FURTHER]
    assert set(PERSIAN) - {" "} <= letters
    assert {"init", "medi", "fina"} <= joins
    assert "text{unicode-bidi:plaintext}" in svg
    assert faces.FURTHER in re.search(r"<text[^>]*>", svg)[0]


def test_arabic_letters_are_measured_as_they_are_joined():
    assert lettering.width("ببب", 10) < 3 * lettering.width("ب", 10)


def test_latin_letters_are_still_those_of_our_typeface(dataset):
    svg = printed(dataset, "Kafkasya nasıl", "svg").decode()
    assert f"font-family:'{faces.FURTHER}'" not in svg


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_letters_of_no_font_are_named_in_one_line_when_a_page_is_saved(dataset, kind, caplog):
    faces.warn.cache_clear()
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            assert printed(dataset, f"{ETHIOPIC} {PERSIAN} A", kind)
    (line,) = [one for one in caplog.messages if "U+" in one]
    assert line.endswith(f"boxes stand for them: {ETHIOPIC} (U+1200)")


def test_the_validator_names_letters_that_sheets_cannot_print(tmp_path, capfd):
    package = write_package(tmp_path / "package")
    set_cell(package, "territories", 2, "name_en", f"Lower {PERSIAN}")
    assert main(["validate", str(package)]) == 0
    assert "U+" not in capfd.readouterr().out
    set_cell(package, "territories", 2, "name_en", f"Lower {ETHIOPIC}")
    assert main(["validate", str(package)]) == 0
    assert capfd.readouterr().out.splitlines()[1:] == [
        "warning: no font of the sheets has these letters, and boxes stand for them: ሀ (U+1200)"
    ]
