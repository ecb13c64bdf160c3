"""A sheet and the page paint a day alike: fills, patterns, greys, dashes."""

import re
from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from dashboard.cartography.ground import frontiers
from dashboard.cartography.look import palette, patterns, style
from dashboard.cartography.paper import (
    furniture,
    hatch,
    sheet,
)
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.chart import Chart
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.view import View
from dashboard.ui.browser import payload
from printed import DAYS, FRAME, SVG, order

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def screen(dataset, timeline, model) -> dict:
    return payload.build(dataset, timeline, model, "en")


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
        territory["id"]: next(
            row
            for row in territory["rows"]
            if row["start"] <= number and (row["end"] is None or number < row["end"])
        )
        for territory in screen["territories"]
    }


def inside(patch: PathPatch, point: shapely.Point) -> bool:
    """Whether a point lies in an area with holes: in an odd number of its rings."""
    rings = patch.get_path().to_polygons()
    return sum(shapely.Polygon(ring).contains(point) for ring in rings) % 2 == 1


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_screen_and_print_fill_every_territory_alike(plate, screen, dataset, day):
    chart = drawn(plate, day)
    fills = {
        patch.get_gid(): patch
        for patch in chart.axes.patches + chart.axes.artists
        if patch.get_gid()
    }
    rows = screen_rows(screen, dataset, day)
    compared = 0
    for name, row in rows.items():
        sent = screen["paints"][row["paint"]]
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
        flat = sent["fill"] if sent["fill"].startswith("#") else None
        background = re.search(r'<rect width="[^"]+" height="[^"]+" fill="(#\w+)"', sent["pattern"])
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
            assert {line.get("fill") for line in lines} == {found[0].colour}
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


def test_powers_of_the_same_grey_differ_by_crosses(dataset):
    greys = palette.grey(dataset.roles).roles.values()
    looks = [(grey.fill, grey.texture and grey.texture.turn) for grey in greys]
    assert len(set(looks)) == len(dataset.roles) > 8
    levels = sorted({lightness(fill) for fill, _ in looks})
    assert all(b - a >= 9.5 for a, b in pairwise(levels))


def test_crosses_are_drawn_many_in_a_path(dataset):
    """Matplotlib took two thirds of the time of an SVG for a path for each of two arms."""
    roles = palette.grey(dataset.roles).roles
    role = next(name for name, printed in roles.items() if printed.texture)
    area = shapely.box(0, 0, 400, 300)
    crosses = hatch.artists(area, style.Paint(role, "", "", ""), roles, 0.5)[1]
    points = [len(path) for path in crosses.get_paths()]
    assert sum(points) > 1_000
    # Of more points matplotlib would snap none to the pixels of a picture.
    assert max(points) <= 1_024
    assert len(points) == -(-sum(points) // (4 * hatch.TOGETHER))


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
    large = [corner for corner in corners if np.ptp(corner, axis=0).max() > 100]
    assert len(large) > 4
    assert all(frame.covers(shapely.MultiPoint(one)) for one in large)
