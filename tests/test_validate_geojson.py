"""Each rule of a layer as a GeoJSON file, by a package that breaks it."""

from pathlib import Path
from typing import Any

import pytest

from broken_package import (
    LAYER,
    Break,
    Expected,
    assert_reported,
    both,
    features,
    holed_wrongly,
    layer,
    mirrored,
    place,
    swap,
)
from dashboard.dataset.rules import geojson
from small_package import write_package

pytestmark = pytest.mark.slow


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


# Rule, what breaks it, and the problems that must be reported.
BROKEN_GEOJSON: list[tuple[Any, Break, list[Expected]]] = [
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
]


@pytest.mark.parametrize(
    ("rule", "breaks", "expected"), BROKEN_GEOJSON, ids=[one[0].__name__ for one in BROKEN_GEOJSON]
)
def test_a_rule_of_geojson_names_what_breaks_it_and_nothing_else(package, rule, breaks, expected):
    breaks(package)
    assert_reported(package, expected)
