"""Each rule of the map's layers, by a copy of the small package that breaks it."""

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
    holed_wrongly,
    layer,
    mirrored,
    place,
    point,
    relief,
    ring,
    screen,
    swap,
)
from dashboard.dataset.reading.load import read_package
from dashboard.dataset.rules import drawing, geojson, geometry, layers, projecting, wording
from dashboard.dataset.validate import validate
from small_package import set_cell, write_package

pytestmark = pytest.mark.slow


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


BOUNDARY = {
    "neighbour": "",
    "kind": "ridge",
    "line": "",
    "accuracy": "B",
    "basis_en": "Crest",
    "basis_tr": "Sırt",
    "km": 12.5,
}
SCREEN, RELIEF = "geo/screen.geojson", "geo/relief.json"


def boundary(**changes: Any) -> Break:
    """Give Upper one boundary, sound but for the changes; a part that is None is taken away."""
    expected = {name: value for name, value in (BOUNDARY | changes).items() if value is not None}
    return features(lambda found: found["upper"]["properties"].update(boundaries=[expected]))


def moved(made: dict[str, Any]) -> None:
    """Give the first area of the screen a corner of its own, which its neighbours have not."""
    made["features"][0]["geometry"]["coordinates"][0][1] = [44.9, 40.95]


# Rule, what breaks it, and the problems that must be reported.
BROKEN_MAPS: list[tuple[Any, Break, list[Expected]]] = [
    (
        read_package,
        boundary(km=None),
        [(LAYER, None, "boundaries[0].km", "upper has no boundaries[0].km; add it: Length in kil")],
    ),
    (
        layers.boundaries_are_graded,
        boundary(accuracy="E"),
        [(LAYER, None, "boundaries[0].accuracy", "has the boundaries[0].accuracy E; write one of")],
    ),
    (
        read_package,
        boundary(km=-1),
        [(LAYER, None, "boundaries[0].km", "km -1, which is not a number from 0 to 50,000")],
    ),
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
        geojson.layers_are_plain_wgs84,
        swap(LAYER, '"features"', '"crs": null, "features"'),
        [(LAYER, None, "crs", "the layer has a crs, which RFC 7946 has abolished")],
    ),
    (
        geojson.features_have_ids,
        features(lambda found: found["beyond"].pop("id")),
        [(LAYER, None, "id", "feature 4 has no id; give it a stable id")],
    ),
    (
        geojson.features_have_ids,
        features(lambda found: found["beyond"].update(id="coast", properties={})),
        [
            (LAYER, None, "id", "coast is the id of another feature too"),
            ("territories.csv", 4, "lat", "40.5, 43.5 the seat of coast is 127.0 km outside its"),
        ],
    ),
    (
        geojson.geometries_suit_their_layer,
        both(
            place(),
            features(
                lambda found: found["one"]["geometry"].update(
                    type="LineString", coordinates=[[43.5, 40.5], [43.6, 40.5]]
                ),
                "geo/places.geojson",
            ),
        ),
        [("geo/places.geojson", None, "geometry", "one has the geometry LineString; use Point")],
    ),
    (
        geojson.positions_are_coordinates,
        swap(LAYER, "[46, 42]", "[46.000001, 42]"),
        [
            (
                LAYER,
                None,
                "coordinates",
                "[46.000001, 42] with more than 5 decimals; write long",
            )
        ],
    ),
    (
        geojson.positions_are_coordinates,
        swap(LAYER, "[46, 42]", "[46, 92]"),
        [(LAYER, None, "coordinates", "beyond has the position [46, 92], which is not on Earth")],
    ),
    (
        geojson.positions_are_coordinates,
        swap(LAYER, "[46, 42]", "[46, 42, 0]"),
        [(LAYER, None, "coordinates", "[46, 42, 0], which is not two numbers")],
    ),
    (
        geojson.positions_are_coordinates,
        features(lambda found: found["beyond"]["geometry"].update(coordinates=[[45, 40]])),
        [(LAYER, None, "coordinates", "beyond has coordinates that are not nested as a Polygon")],
    ),
    (
        geojson.geometries_suit_their_layer,
        features(lambda found: found["beyond"]["geometry"].update(type={})),
        [
            (LAYER, None, "geometry", "beyond has the geometry {}; use Polygon or MultiPolygon"),
            (LAYER, None, "coordinates", "beyond has the position [[[45, 40], [46, 40]"),
        ],
    ),
    (
        geojson.lines_have_two_positions,
        both(
            layer("geo/base.geojson", kind="river"),
            features(
                lambda found: found["one"]["geometry"].update(
                    type="MultiLineString", coordinates=[[[43.5, 40.5], [43.6, 40.5]], [[44, 41]]]
                ),
                "geo/base.geojson",
            ),
        ),
        [
            (
                "geo/base.geojson",
                None,
                "coordinates",
                "one has a line of a single position; give each",
            )
        ],
    ),
    (
        geojson.lines_have_two_positions,
        both(
            layer("geo/base.geojson", kind="river"),
            features(
                lambda found: found["one"]["geometry"].update(
                    type="LineString", coordinates=[[43.5, 40.5]]
                ),
                "geo/base.geojson",
            ),
        ),
        [
            (
                "geo/base.geojson",
                None,
                "coordinates",
                "one has a line of a single position; give each",
            )
        ],
    ),
    (
        geojson.rings_are_closed_and_wound,
        features(lambda found: found["beyond"]["geometry"]["coordinates"][0].reverse()),
        [(LAYER, None, "coordinates", "beyond has an outer ring that is clockwise; wind outer")],
    ),
    (
        geojson.rings_are_closed_and_wound,
        features(lambda found: found["beyond"]["geometry"]["coordinates"][0].pop()),
        [(LAYER, None, "coordinates", "beyond has an open ring; end each ring with its first")],
    ),
    (
        geojson.rings_are_closed_and_wound,
        features(holed_wrongly),
        [
            (LAYER, None, "coordinates", "beyond has a hole that is counter-clockwise"),
            (LAYER, None, "geometry", "the coverage has a hole"),
        ],
    ),
    (
        geojson.longitude_comes_first,
        mirrored,
        [
            (LAYER, None, "coordinates", f"{one} has latitude before longitude: its seat lies in")
            for one in ("upper", "lower", "coast")
        ],
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
