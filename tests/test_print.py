"""Printed sheets: the same map as the screen, true to scale, with text that stays text."""

import base64
import math
import re
from datetime import date
from io import BytesIO

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image
from pyproj import Geod

from dashboard import i18n
from dashboard.cartography.look import palette
from dashboard.cartography.paper import (
    captions,
    deadline,
    lettering,
    names,
    scale,
    sheet,
)
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.chart import Chart
from dashboard.cartography.paper.relief import Shade
from dashboard.cartography.paper.view import View
from dashboard.dataset.letters import upper
from printed import DAYS, FRAME, order, pieces_of

pytestmark = pytest.mark.slow


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
    parts = [patch for patch in axes.patches if str(patch.get_gid()).startswith("scale-bar")]
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


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(1920, 4, 22), {"OTTOMAN", "EMPIRE", "PERSIA"}),
        (date(1920, 4, 23), {"TURKEY", "PERSIA"}),
        (date(1935, 3, 20), {"TURKEY", "PERSIA"}),
        (date(1935, 3, 21), {"TURKEY", "IRAN"}),
    ],
)
def test_the_lands_around_have_the_name_of_the_day_on_a_sheet(plate, day, said):
    view = View(sheet.fill_frame(plate.home, FRAME), FRAME, 1.0)
    layout = names.place_names(plate, day, view.to_paper, FRAME, "en", 1.0)
    lands = {"OTTOMAN", "EMPIRE", "TURKEY", "PERSIA", "IRAN"}
    assert {word for name in layout.names for word in name.text.split()} & lands == said


def test_turkish_capitals_are_turkish():
    assert upper("Gürcistan, Iğdır", "tr") == "GÜRCİSTAN, IĞDIR"
    assert upper("Georgia", "en") == "GEORGIA"


@pytest.mark.parametrize(("size", "finest"), [("a4", True), ("1200x1200", False)])
def test_the_relief_of_a_large_svg_has_no_more_dots_than_a_sheet_for_print(plate, size, finest):
    asked = order(plate, size=size, layers="relief")
    svg = press.render(plate, asked, "svg", 300).decode()
    pictures = re.findall(r"data:image/png;base64,\s*([^\"]+)", svg)
    dots = [math.prod(Image.open(BytesIO(base64.b64decode(picture))).size) for picture in pictures]
    assert 0 < sum(dots) <= press.VECTOR_DOTS
    assert (press._vector_dpi(asked, "svg") == press.PLATE_DPI) == finest


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


def test_a_drawing_stops_on_demand(plate):
    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) > 6:
            raise deadline.TooSlow

    with pytest.raises(deadline.TooSlow):
        press.render(plate, order(plate), "png", 72, check)
    assert press.render(plate, order(plate), "png", 72).startswith(b"\x89PNG")


def test_only_what_changes_hands_is_outlined_and_in_the_legend(plate):
    terms_alone = {day for day in plate.timeline.change_days if not plate.timeline.handovers(day)}
    assert {date(1919, 8, 29), date(1922, 12, 30)} <= terms_alone
    for day in (date(1919, 8, 29), date(1922, 12, 30), date(1920, 4, 28)):
        in_legend = "Changed on this day" in pieces_of(press.draw(plate, order(plate, day)))
        assert in_legend == bool(plate.timeline.handovers(day)), day


def test_areas_held_are_those_of_the_page_without_the_backdrop(plate):
    day = date(1918, 1, 1)
    shares = plate.timeline.shares(day)
    held = sorted(shares.values(), key=lambda share: -share.km2)[:6]
    texts = pieces_of(press.draw(plate, order(plate, day)))
    for one in held:
        assert i18n.number(round(one.km2, -2), "en") in texts


def test_a_number_is_not_parted_from_its_unit():
    lines = lettering.wrap("Georgia, 57,600\N{NO-BREAK SPACE}km²", 60.0, 8.0)
    assert lines == ["Georgia,", "57,600\N{NO-BREAK SPACE}km²"]
