"""Each rule of projection, relief and screen outlines, by a package that breaks it."""

from pathlib import Path
from typing import Any

import pytest

from broken_package import (
    LAYER,
    Break,
    Expected,
    assert_reported,
    both,
    relief,
    ring,
    screen,
    swap,
)
from dashboard.dataset.rules import drawing, projecting
from small_package import write_package

SCREEN, RELIEF = "geo/screen.geojson", "geo/relief.json"

pytestmark = pytest.mark.slow


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


def moved(made: dict[str, Any]) -> None:
    """Give the first area of the screen a corner of its own, which its neighbours have not."""
    made["features"][0]["geometry"]["coordinates"][0][1] = [44.9, 40.95]


# Rule, what breaks it, and the problems that must be reported.
BROKEN_DRAWING: list[tuple[Any, Break, list[Expected]]] = [
    (
        drawing.screen_is_of_these_territories,
        both(screen(), swap(LAYER, '"features"', ' "features"')),
        [(SCREEN, None, "territories_sha256", "was not made from the present geo/territories")],
    ),
    (
        drawing.screen_is_of_these_territories,
        screen(lambda made: made["features"].pop()),
        [(SCREEN, None, "id", "beyond is in one of geo/territories.geojson and geo/screen")],
    ),
    (
        drawing.screen_is_the_territories_with_fewer_points,
        screen(moved),
        [
            (SCREEN, None, "geometry", "upper has the point [44.9, 40.95], which no territory"),
            (SCREEN, None, "geometry", "of its area off the full outline"),
            (SCREEN, None, "geometry", "is no coverage: neighbours do not share their edges"),
        ],
    ),
    (
        drawing.projection_is_one_of_proj,
        swap("datapackage.json", '"name": "lcc"', '"name": "nope"'),
        [("datapackage.json", None, "atlas.projection", "is not known to PROJ (proj_create: ")],
    ),
    (
        drawing.relief_can_be_drawn,
        relief("{"),
        [(RELIEF, None, "", "lacks a right image, bounds or projection")],
    ),
    (
        drawing.relief_can_be_drawn,
        relief(bounds=[200000.0, -200000.0, -200000.0, 200000.0]),
        [(RELIEF, None, "", "has bounds that are not west, south, east, north; write it again")],
    ),
    (
        drawing.relief_can_be_drawn,
        relief(projection={"name": "lcc", "lat_1": 1, "lat_2": 2, "lat_0": 1, "lon_0": 0}),
        [(RELIEF, None, "", "was made for another projection than that of datapackage.json")],
    ),
    (
        drawing.relief_can_be_drawn,
        relief(image="../territories.csv"),
        [(RELIEF, None, "", "names an image outside its folder, ../territories.csv")],
    ),
    (
        drawing.relief_can_be_drawn,
        relief(image="territories.geojson"),
        [(RELIEF, None, "", "names territories.geojson, which is no picture")],
    ),
    (
        projecting.map_can_be_drawn,
        ring("beyond", [45, -90], [46, 40], [46, 42], [45, 42], [45, 41], [45, -90]),
        [
            (
                LAYER,
                None,
                "geometry",
                "beyond reaches where the projection of the atlas draws noth",
            ),
            (LAYER, None, "geometry", "beyond has other points than lower along their edge"),
            (LAYER, None, "geometry", "lower has other points than beyond along their edge"),
        ],
    ),
    (
        projecting.home_shows_land_of_the_atlas,
        swap("datapackage.json", "[37.0, 38.2, 50.8, 45.3]", "[38.2, 46.0, 45.3, 50.8]"),
        [("datapackage.json", None, "atlas.home", "shows no territory; longitude comes first")],
    ),
]


@pytest.mark.parametrize(
    ("rule", "breaks", "expected"), BROKEN_DRAWING, ids=[one[0].__name__ for one in BROKEN_DRAWING]
)
def test_a_rule_of_drawing_names_what_breaks_it_and_nothing_else(package, rule, breaks, expected):
    breaks(package)
    assert_reported(package, expected)
