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
from PIL import Image, ImageCms
from pypdf import PdfReader
from pypdf.generic import ContentStream

from dashboard.cartography.look import map_layers
from dashboard.cartography.paper import (
    furniture,
    pdf_structure,
    sheet,
    structure,
    svg_structure,
)
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.structure import MAP, Mark
from dashboard.export.press import handout, snapshot
from printed import marks_of

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
    assert reader.pdf_header == "%PDF-1.7"
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == "How the Caucasus became Soviet, 28 April 1920"
    links = [page.get_object() for page in reader.pages[0]["/Annots"]]
    assert [link["/A"]["/URI"] for link in links] == [f"{PUBLIC}/?day=1920-04-28"]
    left, bottom, right, top = map(float, links[0]["/Rect"])
    assert 0 < left < right < 842
    assert 0 < bottom < top < 60


def test_a_layer_of_a_sheet_is_called_as_on_the_page():
    page = {name: layer.name for name, layer in map_layers.LAYERS.items()}
    paper = {name: text for _, name, text in press.LAYERS if name in page}
    assert {"relief", "railways", "lines", "certainty"} <= set(paper)
    assert paper == {name: page[name] for name in paper}


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


def test_a_pdf_names_itself_and_its_standard_in_xmp(pdf, dataset):
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    packet = ET.fromstring(root["/Metadata"].get_object().get_data())
    texts = {one.tag.rpartition("}")[2]: "".join(one.itertext()).strip() for one in packet.iter()}
    assert texts["title"] == f"{dataset.title['en']}, 28 April 1920"
    assert texts["language"] == "en"
    assert dataset.licence in texts["rights"]
    parts = [one.text for one in packet.iter() if one.tag.endswith("/pdfua/ns/id/}part")]
    assert parts == ["1"]
    assert (texts["conformance"], texts["Producer"]) == ("A", reader.metadata.producer)
    assert root["/OCProperties"]["/D"]["/Name"]


def test_a_pdf_names_what_its_colours_mean_and_has_an_identifier(pdf, plate):
    reader = PdfReader(BytesIO(pdf))
    (intent,) = reader.trailer["/Root"]["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    profile = ImageCms.ImageCmsProfile(BytesIO(intent["/DestOutputProfile"].get_data()))
    assert ImageCms.getProfileDescription(profile).startswith("sRGB")
    first, last = reader.trailer["/ID"]
    assert first == last
    assert len(first.original_bytes) == 16
    other = PdfReader(BytesIO(made(plate, "pdf", bw="1")))
    assert other.trailer["/ID"][0] != first


def test_the_headings_of_a_sheet_without_title_begin_with_the_first_level(plate):
    reader = PdfReader(BytesIO(made(plate, "pdf", without="title")))
    document = reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()
    kinds = [one.get_object()["/S"] for one in document["/K"]]
    assert "/H1" in kinds
    assert "/H2" not in kinds
    assert kinds.index("/Figure") < kinds.index("/H1")


def test_all_that_is_painted_on_a_page_is_tagged_or_an_artifact(pdf):
    reader = PdfReader(BytesIO(pdf))
    marked = marks_of(reader.pages[0], reader)
    assert marked == list(range(len(marked)))


@pytest.mark.parametrize("lang", ["en", "tr"])
def test_no_letter_of_a_pdf_is_a_missing_glyph(plate, lang):
    reader = PdfReader(BytesIO(made(plate, "pdf", lang=lang)))
    page = reader.pages[0]
    wide = {
        name
        for name, face in page["/Resources"]["/Font"].items()
        if face.get_object()["/Subtype"] == "/Type0"
    }
    face, texts = "", 0
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"Tf":
            face = operands[0]
        if operator not in (b"Tj", b"TJ") or face not in wide:
            continue
        parts = operands[0] if operator == b"TJ" else operands
        for one in (part for part in parts if hasattr(part, "original_bytes")):
            codes = one.original_bytes
            texts += 1
            assert 0 not in [codes[at] << 8 | codes[at + 1] for at in range(0, len(codes), 2)]
    assert texts > 50


def test_the_address_is_a_link_that_is_tagged_and_printed(pdf):
    reader = PdfReader(BytesIO(pdf))
    (annotation,) = reader.pages[0]["/Annots"]
    link = annotation.get_object()
    assert link["/Contents"] == link["/A"]["/URI"]
    assert link["/F"] & 4
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    element = numbers[numbers.index(link["/StructParent"]) + 1].get_object()
    assert element["/S"] == "/Link"
    assert element["/K"]["/Obj"].get_object() == link
    assert element["/P"].get_object()["/S"] == "/P"


@pytest.fixture(scope="module")
def worksheet(plate, dataset) -> PdfReader:
    """The handout of the first three stops of a story: two pages of maps, then the key."""
    story = dataset.stories["border"]
    lesson = replace(
        handout.lesson(dataset, "border", "en"),
        story=replace(story, stops=story.stops[:3]),
        address=f"{PUBLIC}/?story=border",
    )
    return PdfReader(BytesIO(handout.render(plate, lesson)))


def test_a_handout_is_tagged_page_by_page(worksheet, dataset):
    root = worksheet.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    elements = [one.get_object() for one in root["/StructTreeRoot"]["/K"][0].get_object()["/K"]]
    kinds = [element["/S"] for element in elements]
    assert kinds.count("/H1") == 1
    assert kinds[0] == "/H1"
    maps = [n for n, kind in enumerate(kinds) if kind == "/Figure"]
    assert [kinds[n - 1] for n in maps] == ["/H2"] * 3
    said = [elements[n]["/Alt"] for n in maps]
    stops = dataset.stories["border"].stops[:3]
    for stop, text in zip(stops, said, strict=True):
        assert text.startswith(f"{stop.day.day} {stop.day:%B} {stop.day.year}. ")
    where = [worksheet.get_page_number(elements[n]["/Pg"].get_object()) for n in maps]
    assert where == [0, 0, 1]


def test_all_that_a_handout_paints_is_tagged_or_an_artifact_once(worksheet):
    numbers = worksheet.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert list(parents) == sorted(parents)
    for page in worksheet.pages:
        marked = marks_of(page, worksheet)
        assert marked == list(range(len(parents[page["/StructParents"]])))
        (annotation,) = page["/Annots"]
        link = annotation.get_object()
        assert parents[link["/StructParent"]].get_object()["/K"]["/Obj"].get_object() == link
        names = re.findall(rb"/OC /(\S+) BDC", page.get_contents().get_data())
        assert {f"/{name.decode()}" for name in names} <= set(page["/Resources"]["/Properties"])


def test_the_map_is_read_after_the_title():
    marks = [Mark(0, "H1"), Mark(1, "P"), Mark(2, "H2"), Mark(3, "P"), Mark(4, MAP)]
    assert [one.number for one in pdf_structure.in_order(marks)] == [0, 1, 4, 2, 3]
    assert [one.number for one in pdf_structure.in_order(marks, headed=True)] == [0, 1, 2, 4, 3]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
def test_a_pdf_search_matches_names_along_rivers(pdf, tmp_path):
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
    listing = subprocess.run(
        ["pdfimages", "-list", file], capture_output=True, check=True, text=True
    )
    ppi = [int(line.split()[12]) for line in listing.stdout.splitlines()[2:]]
    assert ppi
    assert all(299 <= one <= 301 for one in ppi)


def test_an_svg_has_named_layers_and_no_id_twice(svg):
    ids = Counter(one.get("id") for one in svg.iter() if one.get("id"))
    assert not [name for name, count in ids.items() if count > 1]
    layers = [one for one in svg.iter() if one.get(f"{INKSCAPE}groupmode") == "layer"]
    labels = {layer.get("id"): layer.get(f"{INKSCAPE}label") for layer in layers}
    assert set(LAYERS) <= set(labels)
    assert labels["relief"] == "Relief"
    assert labels["axes_2"] == "Map"


def test_pictures_that_are_alike_have_ids_of_their_own():
    image = b'<image xlink:href="data:image/png;base64,iVBOR" id="image1f" height="9"/>'
    made = svg_structure.finish(b'<svg ><g id="axes_2">' + image * 2 + b"</g></svg>")
    assert re.findall(rb'[" ]id="([^"]+)"', made) == [b"axes_2", b"image1f", b"image1f-2"]


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


def test_a_plate_has_its_marks_and_gets_its_structure_when_it_is_bound(plate):
    ordered = snapshot.parse(plate, "1920-04-28", "pdf", {}, PUBLIC).order
    figure = press.draw(plate, replace(ordered, folio=3))
    file = BytesIO()
    with press.drawing():
        figure.begin()
        figure.savefig(file, format="pdf")
    drawn = figure.leaf(["said"])
    reader = PdfReader(file)
    assert "/StructTreeRoot" not in reader.trailer["/Root"]
    labels = {name: text["en"] for _, name, text in press.LAYERS}
    left = structure.leaf_of(reader.pages[0].get_contents().get_data(), labels, ["said"])
    assert list(left.marks) == list(drawn.marks)
    assert left.layers == drawn.layers
    tags = [mark.tag for mark in left.marks]
    assert (tags.count("H1"), tags.count("H2")) == (0, 1)
    assert "H3" in tags
