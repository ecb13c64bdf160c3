"""Each rule of the areas, places and boundaries of the map, by a package that breaks it."""

from pathlib import Path
from typing import Any

import pytest

from broken_package import (
    LAYER,
    Break,
    Expected,
    assert_reported,
    both,
    cell,
    drop,
    features,
    holed,
    layer,
    place,
    point,
    ring,
)
from dashboard.dataset.reading.load import read_package
from dashboard.dataset.rules import geometry, wording
from dashboard.dataset.validate import validate
from small_package import set_cell, write_package

BOUNDARY = {
    "neighbour": "",
    "kind": "ridge",
    "line": "",
    "accuracy": "B",
    "basis_en": "Crest",
    "basis_tr": "Sırt",
    "km": 12.5,
}

pytestmark = pytest.mark.slow


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


def boundary(**changes: Any) -> Break:
    """Give Upper a single boundary, sound but for the changes; a value of None removes the key."""
    expected = {name: value for name, value in (BOUNDARY | changes).items() if value is not None}
    return features(lambda found: found["upper"]["properties"].update(boundaries=[expected]))


# Rule, what breaks it, and the problems that must be reported.
BROKEN_MAPS: list[tuple[Any, Break, list[Expected]]] = [
    (
        read_package,
        boundary(km=None),
        [(LAYER, None, "boundaries[0].km", "upper has no boundaries[0].km; add it: Length in kil")],
    ),
    (
        read_package,
        boundary(accuracy="E"),
        [
            (
                LAYER,
                None,
                "boundaries[0].accuracy",
                "boundaries[0].accuracy E, which is not one of A",
            )
        ],
    ),
    (
        read_package,
        boundary(km=-1),
        [(LAYER, None, "boundaries[0].km", "km -1, which is not a number from 0 to 50,000")],
    ),
    (
        geometry.polygons_are_valid,
        ring("beyond", [45, 40], [46, 40], [45, 41], [46, 41], [46, 42], [45, 42], [45, 40]),
        [(LAYER, None, "geometry", "beyond is not a valid area (Ring Self-intersection[45 41])")],
    ),
    (
        geometry.coverage_is_clean,
        ring("beyond", [44.9, 40], [46, 40], [46, 42], [45, 42], [45, 41], [44.9, 40]),
        [
            (LAYER, None, "geometry", "beyond overlaps lower by about 6.2e+02 square km near"),
            (LAYER, None, "geometry", "lower overlaps beyond by about 6.2e+02 square km near"),
        ],
    ),
    (
        geometry.coverage_is_clean,
        ring("beyond", [45.0001, 40], [46, 40], [46, 42], [45, 42], [45, 41], [45.0001, 40]),
        [
            (LAYER, None, "geometry", "beyond leaves a gap of about 10 m to lower near"),
            (LAYER, None, "geometry", "lower leaves a gap of about 10 m to beyond near"),
        ],
    ),
    (
        geometry.coverage_has_no_hole,
        features(holed),
        [
            (
                LAYER,
                None,
                "geometry",
                "the coverage has a hole near 45.500 E 40.500 N; give the",
            )
        ],
    ),
    (
        geometry.every_territory_has_a_polygon,
        drop("coast"),
        [
            (
                "territories.csv",
                4,
                "id",
                f"coast has no feature in {LAYER}; add a feature with this id",
            )
        ],
    ),
    (
        geometry.every_polygon_has_a_territory,
        features(lambda found: found["beyond"]["properties"].pop("backdrop")),
        [(LAYER, None, "id", "beyond is not in territories.csv and not backdrop; add the ter")],
    ),
    (
        geometry.every_polygon_has_a_territory,
        features(
            lambda found: found["coast"]["properties"].update(
                backdrop=True, name_en="Coast", name_tr="Kıyı"
            )
        ),
        [(LAYER, None, "backdrop", "coast is a territory and backdrop; remove one of the two")],
    ),
    (
        geometry.seats_lie_in_their_polygons,
        cell("territories", 2, "lat", "40.9"),
        [("territories.csv", 2, "lat", "40.9, 44.5 the seat of upper is 11.1 km outside its poly")],
    ),
    (
        geometry.places_lie_in_their_territories,
        both(place(territory="coast"), point(42.9, 40.5)),
        [("geo/places.geojson", None, "territory", "one is 8.5 km outside coast; correct the pl")],
    ),
    (
        geometry.places_lie_in_their_territories,
        place(territory="cost"),
        [("geo/places.geojson", None, "territory", "one names the territory cost, which is not d")],
    ),
    (
        geometry.layers_are_named,
        place(name_en=""),
        [
            (
                "geo/places.geojson",
                None,
                "name",
                "one has no name in the first language of the atlas; fill",
            )
        ],
    ),
    (
        geometry.layers_are_named,
        features(lambda found: found["coast"]["properties"].update(basis_tr="Bir kıyı")),
        [(LAYER, None, "basis", "coast does not say in the first language of the atlas what it r")],
    ),
    (
        wording.texts_keep_to_the_list,
        boundary(basis_en="Line of the heroes", basis_tr="Cephe hattı"),
        [(LAYER, None, "basis_en", "upper: heroes is not the wording of this atlas; write: ")],
    ),
    (
        geometry.layers_are_named,
        features(lambda found: found["beyond"]["properties"].update(name_en="", name_tr="")),
        [(LAYER, None, "name", "beyond has no name in the first language of the atlas")],
    ),
]


@pytest.mark.parametrize(
    ("rule", "breaks", "expected"), BROKEN_MAPS, ids=[one[0].__name__ for one in BROKEN_MAPS]
)
def test_a_rule_of_the_map_names_what_breaks_it_and_nothing_else(package, rule, breaks, expected):
    breaks(package)
    assert_reported(package, expected)


def test_a_hole_that_is_water_in_the_base_layer_is_no_gap(package):
    features(holed)(package)
    layer("geo/base.geojson", kind="land")(package)
    square = [[43, 40], [45, 40], [45, 42], [43, 42], [43, 40]]
    features(
        lambda found: found["one"]["geometry"].update(type="Polygon", coordinates=[square]),
        "geo/base.geojson",
    )(package)
    assert validate(package) == []


def test_a_seat_on_a_generalised_shore_may_lie_half_a_kilometre_out(package):
    set_cell(package, "territories", 4, "lat", "39.996")
    assert validate(package) == []
