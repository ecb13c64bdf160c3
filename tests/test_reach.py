"""Sizes and speeds that follow the area and the range of a package."""

import pytest

from dashboard.cartography.look import reach
from dashboard.dataset import extents
from dashboard.ui.browser import speeds


def box(width: float, height: float) -> tuple[float, float, float, float]:
    return (1000.0, 2000.0, 1000.0 + width, 2000.0 + height)


def test_the_home_view_of_the_repository_has_reach_one(model):
    assert model.reach == 1.0
    assert reach.sizes(model.home)["window"] == (60_000, 3_200_000)


@pytest.mark.parametrize(("side", "factor"), [(5_000, 0.005), (50_000, 0.05), (8_000_000, 8.0)])
def test_lengths_grow_with_the_land_and_areas_with_their_square(side, factor):
    home = box(side, side)
    assert reach.factor(home) == pytest.approx(factor)
    sizes = reach.sizes(home)
    assert sizes["window"][0] < side < sizes["window"][1]
    assert sizes["names"] == pytest.approx([km2 * factor**2 for km2 in (900, 12_000, 28_000)])


@pytest.mark.parametrize(("span", "step"), [(0.06, 0.01), (1.0, 0.25), (13.8, 2.0), (90.0, 15.0)])
def test_about_six_meridians_cross_any_map(span, step):
    assert reach.degree_step(span) == step
    assert 3 <= span / step <= 8.5


@pytest.mark.parametrize(
    ("days", "shown", "usual"),
    [
        (1, ["day", "week", "month", "quarter"], "day"),
        (1_156, ["day", "week", "month", "quarter"], "week"),
        (6_939, ["day", "week", "month", "quarter"], "month"),
        (36_525, ["month", "quarter", "year", "decade"], "year"),
        (351_700, ["quarter", "year", "decade", "century"], "decade"),
        (3_652_500, ["quarter", "year", "decade", "century"], "century"),
    ],
)
def test_an_atlas_plays_in_minutes_however_long_it_is(days, shown, usual):
    found, chosen = speeds.speeds(days)
    assert (list(found), chosen) == (shown, usual)


@pytest.mark.parametrize(
    ("home", "least", "most"),
    [
        ((37.0, 38.2, 50.8, 45.3), 0.2, 40.0),
        ((28.95, 41.0, 29.01, 41.04), 0.003, 40.0),
        ((-20.0, 20.0, 60.0, 70.0), 0.2, 160.0),
    ],
)
def test_a_sheet_shows_a_part_of_a_city_and_the_whole_of_a_continent(home, least, most):
    assert extents.degrees_of(home) == pytest.approx((least, most))
