"""Sizes of a sheet: legible letters, more names on larger sheets, parts left out."""

import pytest
import shapely
from matplotlib.text import Text

from dashboard.cartography.paper import names, placing, sheet
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.view import View
from dashboard.cli.main import build_parser
from dashboard.export.press import snapshot

pytestmark = pytest.mark.slow

DAY = "1920-04-28"
POSTER = "1200x900"


def order(plate: Plate, **asked: str) -> press.Order:
    return snapshot.parse(plate, DAY, "pdf", asked).order


def smallest(plate: Plate, **asked: str) -> float:
    """The size in points of the smallest letters of a sheet."""
    figure = press.draw(plate, order(plate, **asked))
    return min(one.get_fontsize() for one in figure.findobj(Text) if one.get_text())


@pytest.mark.parametrize(
    ("asked", "least"),
    [
        ({}, 6.0),
        ({"size": "a4", "lang": "tr", "compare": "1921-10-13"}, 6.0),
        ({"size": "a3"}, 6.5),
        ({"size": "slide"}, 9.0),
        ({"size": "1200x900"}, 9.5),
        ({"size": "210x297", "lang": "tr"}, 6.0),
        ({"size": "column"}, 6.0),
        ({"size": "columns", "without": "legend"}, 6.0),
        ({"size": "60x60"}, 6.0),
    ],
    ids=str,
)
def test_no_letter_is_smaller_than_can_be_read(plate, asked, least):
    assert smallest(plate, **asked) >= least


def named(plate: Plate, size: str) -> int:
    """How many places are named on a sheet of a size."""
    ordered = order(plate, size=size)
    left, bottom, *frame = sheet.lay_out(ordered.size, 6, ordered.parts).frame
    assert min(left, bottom) >= 0
    shape = (frame[0], frame[1])
    view = View(sheet.fill_frame(ordered.extent, shape), shape, ordered.size.scale)
    placed = names.place_names(
        plate, ordered.day, view.to_paper, view.frame, "en", ordered.size.scale
    )
    return sum(not sign.stop for sign in placed.signs)


def test_a_larger_sheet_names_more_places_and_a_poster_all(plate):
    counts = [named(plate, size) for size in ("column", "a4", "a3", POSTER)]
    assert counts == sorted(set(counts)), counts
    ordered = order(plate, size=POSTER)
    shape = sheet.lay_out(ordered.size, 6).frame[2:]
    view = View(sheet.fill_frame(ordered.extent, shape), shape, ordered.size.scale)
    frame = shapely.box(0, 0, *shape).buffer(-2.5 * ordered.size.scale)
    inside = [
        place
        for place in plate.places_on(ordered.day)
        if frame.contains(view.to_paper(place.geometry))
    ]
    assert counts[-1] == len(inside) > 200, counts


def test_parts_are_left_out_by_command_and_address(plate):
    known = build_parser().parse_args(["snapshot", DAY, "-o", "a.pdf", "--no-title", "--no-legend"])
    assert known.without == ["title", "legend"]
    alone = build_parser().parse_args(["snapshot", DAY, "-o", "a.pdf", "--only", "map"])
    assert alone.without == ["title,legend,sources"]
    assert order(plate, without="title,legend").parts == {"sources"}
    assert order(plate, without="none", size="column").parts == set(sheet.PARTS)
    assert order(plate, size="column").parts == set()
    with pytest.raises(ValueError, match="'frame' is no part of a sheet"):
        order(plate, without="frame")


def test_the_map_alone_fills_the_sheet(plate):
    figure = press.draw(plate, order(plate, size="column"))
    width, height = figure.get_size_inches() * 25.4
    assert (round(width), round(height)) == (84, 66)
    box = figure.axes[1].get_position()
    assert box.width > 0.93
    assert box.height > 0.9
    said = {text.get_text() for text in figure.axes[0].texts}
    assert plate.dataset.title["en"] not in said
    assert not any("Sources" in one for one in said)


def test_a_legend_without_room_is_refused_with_the_cure(plate):
    with pytest.raises(ValueError, match="leave the legend out"):
        press.draw(plate, order(plate, size="column", without="none"))


def test_no_constant_is_below_the_smallest_size():
    assert placing.SMALLEST == 6.0
