"""Structure of the files: layers, tags, language and links of a PDF; layers and ids of an SVG."""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely
from PIL import Image
from pypdf import PdfReader

from dashboard.cartography.paper import furniture, pdf_structure, sheet
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.structure import MAP, Mark
from dashboard.export.press import snapshot

pytestmark = pytest.mark.slow

PUBLIC = "https://atlas.example"
SVG = "{http://www.w3.org/2000/svg}"
INKSCAPE = "{http://www.inkscape.org/namespaces/inkscape}"
LINK = "{http://www.w3.org/1999/xlink}href"
LAYERS = [name for _, name, _ in press.LAYERS]


def made(plate: Plate, kind: str, **asked: str) -> bytes:
    ordered = snapshot.parse(plate, "1920-04-28", kind, asked, PUBLIC)
    return snapshot.make(plate, ordered)


@pytest.fixture(scope="module")
def pdf(plate) -> bytes:
    return made(plate, "pdf")


@pytest.fixture(scope="module")
def svg(plate) -> ET.Element:
    return ET.fromstring(made(plate, "svg"))


def test_a_pdf_has_language_title_and_a_link_to_the_view(plate, pdf):
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == "How the Caucasus became Soviet, 28 April 1920"
    links = [one.get_object() for one in reader.pages[0]["/Annots"]]
    assert [one["/A"]["/URI"] for one in links] == [f"{PUBLIC}/?day=1920-04-28"]
    left, bottom, right, top = map(float, links[0]["/Rect"])
    assert 0 < left < right < 842
    assert 0 < bottom < top < 60


def test_a_pdf_has_layers_that_can_be_switched(pdf):
    root = PdfReader(BytesIO(pdf)).trailer["/Root"]
    names = [one.get_object()["/Name"] for one in root["/OCProperties"]["/OCGs"]]
    assert {"Relief", "Names", "Territories", "Railways and roads"} <= set(names)
    page = PdfReader(BytesIO(pdf)).pages[0]
    content = page.get_contents().get_data()
    begun = re.findall(rb"/OC /(\S+) BDC", content)
    assert [one.decode() for one in begun] == LAYERS
    assert set(page["/Resources"]["/Properties"]) == {f"/{name}" for name in LAYERS}
    # Every mark is closed, and none twice.
    depth = 0
    for word in re.findall(rb"(?m)^(?:.* BDC|.* BMC|EMC)$", content):
        depth += -1 if word == b"EMC" else 1
        assert depth >= 0
    assert depth == 0


def test_a_pdf_is_tagged_in_the_order_of_reading(pdf):
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    tree = root["/StructTreeRoot"]
    document = tree["/K"][0].get_object()
    kinds = [one.get_object()["/S"] for one in document["/K"]]
    assert kinds[0] == "/H1"
    assert kinds.index("/Figure") < kinds.index("/H2")
    assert kinds.count("/Figure") == 1
    figure = document["/K"][kinds.index("/Figure")].get_object()
    assert "Democratic Republic of Georgia" in figure["/Alt"]
    listed = tree["/ParentTree"].get_object()["/Nums"][1]
    content = reader.pages[0].get_contents().get_data()
    numbers = [int(one) for one in re.findall(rb"/MCID (\d+)", content)]
    assert numbers == list(range(len(listed)))


def test_the_map_is_read_after_the_title():
    marks = [Mark(0, "H1"), Mark(1, "P"), Mark(2, "H2"), Mark(3, "P"), Mark(4, MAP)]
    assert [one.number for one in pdf_structure.in_order(marks)] == [0, 1, 4, 2, 3]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
def test_names_along_rivers_are_found_by_search(pdf, tmp_path):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True, text=True)
    for river in ("Terek", "Chorokh", "Kura"):
        assert river in said.stdout, river
    assert not said.stderr


@pytest.mark.skipif(not shutil.which("pdfimages"), reason="needs poppler-utils")
def test_the_relief_of_a_pdf_has_the_dots_of_a_printed_picture(pdf, tmp_path):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdfimages", "-list", file], capture_output=True, check=True, text=True)
    ppi = [int(line.split()[12]) for line in told.stdout.splitlines()[2:]]
    assert ppi
    assert all(299 <= one <= 301 for one in ppi)


def test_an_svg_has_named_layers_and_no_id_twice(svg):
    ids = Counter(one.get("id") for one in svg.iter() if one.get("id"))
    assert not [name for name, count in ids.items() if count > 1]
    layers = [one for one in svg.iter() if one.get(f"{INKSCAPE}groupmode") == "layer"]
    labels = {one.get("id"): one.get(f"{INKSCAPE}label") for one in layers}
    assert set(LAYERS) <= set(labels)
    assert labels["relief"] == "Relief"
    assert labels["axes_2"] == "Map"


def test_each_territory_is_an_element_of_an_svg_with_its_id(svg, plate):
    layer = next(one for one in svg.iter() if one.get("id") == "territories")
    groups = {one.get("id"): one for one in layer.iter() if one.get("id")}
    state = plate.timeline.state(plate.dataset.last_day)
    drawn = set(state) & set(groups)
    assert len(drawn) > 0.8 * len(state)
    path = groups["kars"].find(f"{SVG}path")
    assert path is not None
    fill = plate.dataset.roles["armenia"].fill
    assert fill in path.get("style")
    ordered = snapshot.parse(plate, "1920-04-28", "svg", {}).order
    left, bottom, width, height = sheet.lay_out(ordered.size, furniture.FOOT_LINES).frame
    top = ordered.size.points[1] - bottom - height
    frame = shapely.box(left, top, left + width, top + height).buffer(0.1)
    for name in drawn:
        numbers = re.findall(r"-?[\d.]+", groups[name].find(f"{SVG}path").get("d"))
        points = np.array(numbers, dtype=float).reshape(-1, 2)
        assert frame.covers(shapely.MultiPoint(points)), name


def test_an_svg_links_to_the_view(svg):
    links = [one.get(LINK) for one in svg.iter(f"{SVG}a")]
    assert links == [f"{PUBLIC}/?day=1920-04-28"]


@pytest.mark.skipif(not shutil.which("rsvg-convert"), reason="needs librsvg2-bin")
def test_an_svg_is_drawn_alike_by_another_program(plate, tmp_path):
    file = tmp_path / "sheet.svg"
    file.write_bytes(made(plate, "svg"))
    drawn = tmp_path / "sheet.png"
    subprocess.run(["rsvg-convert", "--width", "842", file, "-o", drawn], check=True)
    with Image.open(BytesIO(made(plate, "png", dpi="72"))) as own, Image.open(drawn) as other:
        pair = [np.asarray(one.convert("L").resize((84, 60)), float) for one in (own, other)]
    assert np.abs(pair[0] - pair[1]).mean() < 6


def test_an_atlas_keeps_plain_plates(plate):
    ordered = snapshot.parse(plate, "1920-04-28", "pdf", {}, PUBLIC).order
    figure = press.draw(plate, ordered)
    assert figure.structured
    plain = press.draw(plate, replace(ordered, folio=3))
    assert not plain.structured
