"""Each rule of the lines and railways, by a copy of the small package that breaks it."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from broken_package import (
    Break,
    Expected,
    assert_reported,
    both,
    features,
    history,
    layer,
    place,
    railway,
    swap,
)
from dashboard.dataset import vocabulary
from dashboard.dataset.kinds import FORCES
from dashboard.dataset.reading.load import load_dataset, read_package
from dashboard.dataset.rules import geojson, geometry, layers, wording
from dashboard.dataset.validate import validate
from small_package import REAL_PACKAGE, write_package

pytestmark = pytest.mark.slow

LINES, RAILWAYS = "geo/lines.geojson", "geo/railways.geojson"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


def line_problem(column: str, part: str) -> list[Expected]:
    return [(LINES, None, column, f"coast_1921 {part}")]


def named(path: str, name: str, **changes: Any) -> Break:
    """Change the members of a feature itself: its id or its geometry."""
    return features(lambda found: found[name].update(changes), path)


def features_without(path: str, made: Break, column: str) -> Break:
    """Write a layer and take a property from each of its features."""

    def change(found: dict[str, Any]) -> None:
        for feature in found.values():
            del feature["properties"][column]

    return both(made, features(change, path))


POINT = {"type": "Point", "coordinates": [43.5, 40.5]}

types = read_package
"""The types of properties are checked as they are read."""

# Rule, what breaks it, and the problems that must be reported.
BROKEN_LAYERS: list[tuple[Any, Break, list[Expected]]] = [
    (
        layers.lines_are_of_known_kinds,
        history(kind="wish"),
        line_problem("kind", "has the kind wish; write one of frontier_1914, treaty, control_line"),
    ),
    (
        types,
        place(rank=None),
        [("geo/places.geojson", None, "rank", "one has the rank null, which is not a whole num")],
    ),
    (
        types,
        place(kind=""),
        [
            (
                "geo/places.geojson",
                None,
                "kind",
                "one has the kind (empty), which is not one of capital",
            )
        ],
    ),
    (
        types,
        layer("geo/base.geojson", kind="canal"),
        [("geo/base.geojson", None, "kind", "one has the kind canal, which is not one of land")],
    ),
    (
        types,
        railway(station={"kind": "halt"}),
        [(RAILWAYS, None, "kind", "station_port has the kind halt, which is not one of railw")],
    ),
    (
        types,
        features_without(LINES, history(), "end"),
        line_problem("end", "has no end; add it: First day on which it is no longer true"),
    ),
    (
        types,
        history(status="held"),
        line_problem("status", "has the status held, which is not one of in_force, signed"),
    ),
    (
        types,
        history(certainty="sure"),
        line_problem("certainty", "has the certainty sure, which is not one of high, medium, low"),
    ),
    (
        types,
        history(grade="E"),
        line_problem("grade", "has the grade E, which is not one of A, B, C, D"),
    ),
    (
        layers.lines_have_half_open_days,
        history(start="16 March 1921"),
        line_problem("start", "has the start 16 March 1921, which is not a day; write YYYY-MM-DD"),
    ),
    (
        layers.lines_have_half_open_days,
        history(end="1923-02-30"),
        line_problem("end", "has the end 1923-02-30, which is not a day"),
    ),
    (
        layers.lines_have_half_open_days,
        history(end="1921-09-01"),
        line_problem(
            "end", "ends on 1921-09-01, which is not after its start 1921-09-01; ends are"
        ),
    ),
    (
        layers.lines_have_half_open_days,
        history(start="", end=""),
        line_problem("start", "has no first day; give the first day on which the line was true"),
    ),
    (
        layers.lines_name_known_rows,
        history(treaty="coast_treat"),
        line_problem(
            "treaty", "names coast_treat, which is not in treaties.csv; write coast_treaty"
        ),
    ),
    (
        layers.lines_name_known_rows,
        history(event="nothing"),
        line_problem("event", "names nothing, which is not in events.csv; correct it or add"),
    ),
    (
        layers.lines_are_in_force_when_their_treaties_are,
        history(start="1921-03-16"),
        line_problem(
            "status", "is in force from 1921-03-16, but coast_treaty came into force on 1921"
        ),
    ),
    (
        layers.lines_are_in_force_when_their_treaties_are,
        history(start="1921-03-16", status="signed"),
        line_problem(
            "end", "is signed until 1923-07-24, but coast_treaty came into force on 1921-09"
        ),
    ),
    (
        layers.lines_cite_their_sources,
        history(source_key="Book2002;GK"),
        line_problem("source_key", "names Book2002, which is not in sources.bib; write Book2001"),
    ),
    (
        layers.lines_cite_their_sources,
        history(source_key="", source_locator="", source_locator_tr=""),
        line_problem("source_key", "cites no source; name the keys of sources.bib"),
    ),
    (
        layers.lines_cite_their_sources,
        history(source_locator_tr="s. 7"),
        line_problem("source_locator_tr", "has 1 parts in source_locator_tr for 2 source keys"),
    ),
    (
        layers.lines_cite_their_sources,
        history(source_key="GK", source_locator="", source_locator_tr=""),
        line_problem("certainty", "rests on GK alone and is medium; write low or cite a source"),
    ),
    (
        layers.railways_are_lines_and_stops_points,
        railway(line={"kind": "pass"}, station={"lines": ""}),
        [(RAILWAYS, None, "geometry", "rail_coast is a pass with the geometry LineString; use P")],
    ),
    (
        layers.railways_are_lines_and_stops_points,
        railway(station={"kind": "road"}),
        [(RAILWAYS, None, "geometry", "station_port is a road with the geometry Point; use Line")],
    ),
    (
        types,
        railway(line={"gauge_mm": "1524"}),
        [
            (
                RAILWAYS,
                None,
                "gauge_mm",
                "rail_coast has the gauge_mm 1524, which is not a whole",
            )
        ],
    ),
    (
        types,
        railway(line={"opened": 1883.5}),
        [(RAILWAYS, None, "opened", "rail_coast has the opened 1883.5, which is not a whole")],
    ),
    (
        types,
        railway(line={"length_km": 0}),
        [
            (
                RAILWAYS,
                None,
                "length_km",
                "rail_coast has the length_km 0, which is not a whole",
            )
        ],
    ),
    (
        layers.stops_name_their_lines_and_places,
        railway(station={"lines": "rail_coast;rail_cost"}),
        [(RAILWAYS, None, "lines", "station_port names rail_cost, which is not in the lines of")],
    ),
    (
        layers.stops_name_their_lines_and_places,
        railway(station={"place": "two"}),
        [(RAILWAYS, None, "place", "station_port names two, which is not in geo/places.geojson")],
    ),
    (
        geometry.layers_are_named,
        history(name_en="", name_tr=""),
        [
            (
                LINES,
                None,
                "name",
                "coast_1921 has no name in the first language of the atlas; fill name_en",
            )
        ],
    ),
    (
        geometry.layers_are_named,
        history(basis_en=""),
        [
            (
                LINES,
                None,
                "basis",
                "coast_1921 does not say in the first language of the atlas what it",
            )
        ],
    ),
    (
        geometry.layers_are_named,
        railway(line={"name_en": ""}),
        [(RAILWAYS, None, "name", "rail_coast has no name in the first language of the atlas")],
    ),
    (
        wording.texts_keep_to_the_list,
        history(name_tr="Kurtuluş hattı"),
        [
            (
                LINES,
                None,
                "name_tr",
                "coast_1921: kurtuluş is not the wording of this atlas; write: ",
            )
        ],
    ),
    (
        geojson.features_have_ids,
        both(railway(), named(RAILWAYS, "station_port", id="rail_coast")),
        [(RAILWAYS, None, "id", "rail_coast is the id of another feature too")],
    ),
    (
        geojson.geometries_suit_their_layer,
        both(history(), named(LINES, "coast_1921", geometry=POINT)),
        line_problem("geometry", "has the geometry Point; use LineString or MultiLineString"),
    ),
    (
        geojson.positions_are_coordinates,
        both(history(), swap(LINES, "43.6", "43.6000001")),
        line_problem(
            "coordinates", "has the position [43.6000001, 40.6] with more than 5 decimals"
        ),
    ),
    (
        geojson.layers_are_plain_wgs84,
        both(railway(), swap(RAILWAYS, '"features"', '"crs": null, "features"')),
        [(RAILWAYS, None, "crs", "the layer has a crs, which RFC 7946 has abolished")],
    ),
]


@pytest.mark.parametrize(
    ("rule", "breaks", "expected"), BROKEN_LAYERS, ids=[one[0].__name__ for one in BROKEN_LAYERS]
)
def test_a_rule_of_the_layers_names_what_breaks_it_and_nothing_else(
    package, rule, breaks, expected
):
    breaks(package)
    assert_reported(package, expected)


@pytest.mark.parametrize(
    "sound",
    [
        history(),
        history(end="", treaty="", event=""),
        history(source_key="GK", source_locator="", source_locator_tr="", certainty="low"),
        railway(),
        railway(line={"opened": None, "gauge_mm": None}),
        railway(station={"kind": "pass", "height_m": 2379, "place": ""}),
    ],
)
def test_sound_layers_are_passed(package, sound):
    sound(package)
    assert validate(package) == []


@pytest.mark.parametrize("kind", ["district", "modern"])
def test_a_line_for_comparison_needs_no_day_and_no_source(package, kind):
    nothing = dict.fromkeys(("start", "end", "source_key", "source_locator"), "")
    history(kind=kind, source_locator_tr="", **nothing)(package)
    assert validate(package) == []


def test_a_broken_line_does_not_hide_what_else_is_wrong(package):
    history(start="1921", end="1922", treaty="x", grade="E")(package)
    assert [problem.column for problem in validate(package)] == ["end", "grade", "start", "treaty"]


def test_a_line_is_not_held_against_tables_that_cannot_be_read(package):
    history(treaty="nothing", source_key="nobody;nowhere")(package)
    (package / "treaties.csv").unlink()
    (package / "sources.bib").unlink()
    assert not [problem for problem in validate(package) if problem.file == LINES]


def test_a_listed_layer_that_is_missing_is_reported(tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(REAL_PACKAGE, copy, ignore=shutil.ignore_patterns("source"))
    (copy / LINES).unlink()
    cure = "put the file into the package, or take its entry out of datapackage.json"
    assert f"{LINES}: cannot be read; {cure}" in map(str, validate(copy))


def test_the_package_of_the_repository_has_lines_and_railways():
    dataset = load_dataset(REAL_PACKAGE)
    assert {"kars_1921", "wilson_1920"} <= {line.id for line in dataset.lines}
    assert {"rail_tiflis_baku", "pass_krestovy"} <= {railway.id for railway in dataset.railways}


def test_the_build_and_the_validator_know_the_same_words():
    # Here and not above: test_validate.py, one of the quick tests, takes the broken layers.
    from scripts.geography import lines, railways

    kinds = load_dataset(REAL_PACKAGE).kinds.lines.items()
    # Armies are drawn from forces.csv, not by the build.
    assert tuple(name for name, kind in kinds if kind.layer != FORCES) == lines.KINDS
    assert {"railway", "road"} == set(railways.GRADES) <= set(vocabulary.RAILWAY_KIND)
