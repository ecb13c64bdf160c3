"""The legend of a sheet: every sign of the map once, and no two that look alike."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from dashboard.cartography.ground import frontiers
from dashboard.cartography.look import palette, style
from dashboard.cartography.look.map_layers import USUAL
from dashboard.cartography.paper import chart, legend, overlays, sheet, swatches
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.view import View
from dashboard.export.press import snapshot
from dashboard.i18n.words import LEGEND, PAPER

pytestmark = pytest.mark.slow

FRAME = (580.0, 430.0)
# So many change days are left out between two that are drawn.
STEP = 12


def drawn(plate: Plate, day: date, extent: str) -> chart.Shown:
    """What a map shows with its claims, as the page of a sheet draws it."""
    figure = Figure()
    view = View(sheet.fill_frame(sheet.parse_extent(extent, plate), FRAME), FRAME, 1.0)
    axes = figure.add_axes((0, 0, 1, 1))
    one = chart.Chart(plate, axes, view, palette.coloured(plate.dataset.roles))
    claimants = overlays.draw_claims(one, plate.timeline.state(day))
    return replace(one.draw(day, layers=USUAL), claimants=claimants)


def ink(row: legend.Row, colours: palette.Palette) -> tuple:
    """All that is seen of the sign of a row: shape, colours, widths, dashes, opacity."""
    axes = Figure().add_axes((0, 0, 1, 1))
    row.draw(swatches.Pen(axes, colours, 1.0), 0.0, 0.0)
    seen = []
    for patch in axes.patches:
        dashes = patch._dash_pattern if hasattr(patch, "_dash_pattern") else None
        seen.append(
            (
                type(patch).__name__,
                mpl.colors.to_hex(patch.get_facecolor()) if patch.get_fill() else "",
                mpl.colors.to_hex(patch.get_edgecolor(), True),
                round(patch.get_linewidth(), 2),
                str(dashes),
                patch.get_alpha(),
                patch.get_path().vertices.round(1).tobytes(),
            )
        )
    lines = [
        (
            mpl.colors.to_hex(collection.get_edgecolor()[0]),
            sum(len(path) for path in collection.get_paths()),
        )
        for collection in axes.collections
    ]
    return tuple(seen), tuple(lines)


def rows_of(plate: Plate, shown: chart.Shown) -> list[legend.Row]:
    return [
        *legend.holders(plate, [shown], "en", 172.0),
        *legend.signs_shown(plate, [shown], "en", 172.0),
    ]


@pytest.mark.parametrize("extent", ["home", "kars"])
def test_no_two_rows_have_one_sign_and_every_sign_has_a_row(plate, extent):
    colours = palette.coloured(plate.dataset.roles)
    for day in plate.timeline.change_days[::STEP]:
        shown = drawn(plate, day, extent)
        rows = rows_of(plate, shown)
        signs = [ink(row, colours) for row in rows]
        assert len(set(signs)) == len(signs), (day, [row.lines for row in rows])
        text = "\n".join(" ".join(row.lines) for row in rows)
        for kind in shown.kinds - {"none"}:
            assert LEGEND[kind].message in text, day
        for line in shown.lines:
            assert legend._line_name(plate, line, "en") in text, (day, line.name)
        for name in shown.territories:
            if shown.paints[name]:
                holder = plate.dataset.polities[shown.state[name].controller]
                assert holder.name["en"] in text, (day, name)
        assert bool(shown.changed) == ("who held it before" in text), day
        assert bool(shown.bands) == (PAPER["neighbour"].message in text), day
        assert bool(shown.outside) == (PAPER["outside"].message in text), day
        looks = [line.look for line in shown.lines]
        dotted = shown.doubtful + sum(look.dash == style.DOTTED for look in looks)
        assert dotted < 2 or any("; " in " ".join(row.lines) for row in rows), day


def test_a_holder_whose_land_has_one_pattern_has_it_in_the_legend(plate):
    """Five local authorities of the same colour shared a grey sign."""
    shown = drawn(plate, date(1920, 4, 28), "home")
    rows = [" ".join(row.lines) for row in legend.holders(plate, [shown], "en", 172.0)]
    british = [row for row in rows if "British" in row]
    assert british
    assert not any("Oltu" in row or "Lori" in row for row in british)


def test_lines_of_history_are_named_along_their_course(plate):
    order = snapshot.parse(plate, "1920-11-28", "png", {"dpi": "72"}).order
    figure = press.draw(plate, order)
    turned = [text.get_text() for text in figure.axes[1].texts if text.get_rotation()]
    assert "Award of President Wilson" in turned


def test_the_frontier_between_two_neighbours_is_drawn_beside_land_at_peace(plate, dataset):
    """Land drawn as that of a neighbour has a frontier with the other neighbours alone."""
    state = plate.timeline.state(dataset.last_day)
    found = {}
    for sides in plate.sides:
        held = [side for side in sides if side in plate.drawn_as]
        others = [side for side in sides if side.startswith("@") and side != "@"]
        if held and others:
            kind = frontiers.kind(sides, state, dataset, plate.drawn_as)
            found[others[0][1:] == plate.drawn_as[held[0]]] = kind
    assert found == {True: "none", False: "power"}


def test_the_tint_along_a_frontier_is_as_wide_on_paper_in_every_view_and_smooth(plate):
    widths = {}
    for extent in ("home", "kars"):
        axes = Figure().add_axes((0, 0, 1, 1))
        view = View(sheet.fill_frame(sheet.parse_extent(extent, plate), FRAME), FRAME, 1.0)
        one = chart.Chart(plate, axes, view, palette.coloured(plate.dataset.roles))
        one.draw(date(1920, 4, 28))
        bands = [patch for patch in axes.patches if patch.get_zorder() == 2]
        assert all(patch.get_clip_path() for patch in bands)
        widths[extent] = sorted({round(patch.get_linewidth(), 3) for patch in bands})
    assert widths["home"] == widths["kars"]
    steps = [b - a for a, b in pairwise(widths["home"])]
    assert len(steps) > 10
    assert max(steps) < 2.1
