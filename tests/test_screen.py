"""The outlines for the screen: made by the build, drawn by the page, never out of date."""

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

from broken_package import Break, cell, drop, relief, screen, swap
from dashboard.cartography.ground import outlines
from dashboard.cartography.ground.layers import historic_lines
from dashboard.cartography.ground.outlines import TOLERANCE_M, read_projection, thin
from dashboard.cartography.screen.bands import screen_map
from dashboard.cli import main as command
from dashboard.dataset.problems import DatasetError
from dashboard.dataset.validate import open_dataset, validate
from dashboard.ui.app import create_app
from scripts.geography.lines import read_lines
from scripts.geography.sources import GEO_DIR, TABLES_DIR
from small_package import write_package

pytestmark = pytest.mark.slow

FULL = (GEO_DIR / "territories.geojson").read_bytes()
THIN = (GEO_DIR / "screen.geojson").read_bytes()


def areas(content: bytes) -> dict[str, shapely.Geometry]:
    return {
        feature["id"]: shape(feature["geometry"]) for feature in json.loads(content)["features"]
    }


def sides(content: bytes) -> dict[frozenset[tuple[float, float]], int]:
    """How many areas have each straight piece of line."""
    found: dict[frozenset[tuple[float, float]], int] = {}
    for area in areas(content).values():
        for part in shapely.get_parts(area):
            for ring in (part.exterior, *part.interiors):
                for ends in pairwise(ring.coords):
                    piece = frozenset(ends)
                    found[piece] = found.get(piece, 0) + 1
    return found


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


def test_committed_file_is_what_the_build_thins():
    assert thin(FULL, read_projection(GEO_DIR.parent)) == THIN


def test_screen_outlines_have_every_territory_with_about_half_the_points():
    full, thinned = areas(FULL), areas(THIN)
    assert list(full) == list(thinned)
    count = [sum(map(shapely.get_num_coordinates, one.values())) for one in (full, thinned)]
    assert 0.3 < count[1] / count[0] < 0.7


def test_neighbours_go_on_sharing_their_edges():
    full, thinned = sides(FULL), sides(THIN)
    assert set(thinned.values()) == {1, 2}
    shared = [
        sum(shapely.LineString(list(ends)).length for ends, owners in one.items() if owners == 2)
        for one in (full, thinned)
    ]
    # Straighter, but as many: a neighbour lost would leave its whole line on one side only.
    assert 0.9 < shared[1] / shared[0] <= 1


def test_screen_outlines_keep_within_the_tolerance_of_full_outlines():
    full, thinned = areas(FULL), areas(THIN)
    # The tolerance is the side of a triangle that may be cut off: a flat one is longer.
    degrees = 3 * TOLERANCE_M / 80_000
    for name, area in full.items():
        away = shapely.hausdorff_distance(area.boundary, thinned[name].boundary)
        assert away < degrees, name


def test_the_map_is_drawn_from_it(model):
    drawn = model.coverage.areas
    thinned = areas(THIN)
    assert {name: shapely.get_num_coordinates(area) for name, area in drawn.items()} == {
        name: shapely.get_num_coordinates(area) for name, area in thinned.items()
    }


def test_lines_on_the_edges_of_territories_lie_on_the_outlines_that_are_drawn(dataset, model):
    """Drawn from the full edges they left the fills that they part by up to 760 m."""
    outlines = shapely.union_all([area.boundary for area in model.coverage.areas.values()])
    shapely.prepare(outlines)
    by_edges = {line.id for line in read_lines(TABLES_DIR)[0] if line.between and not line.traces}
    drawn = [line for line in historic_lines(dataset, model.projection) if line.feature in by_edges]
    assert len(drawn) > 15
    for line in drawn:
        points = shapely.points(shapely.get_coordinates(shapely.segmentize(line.geometry, 500)))
        assert shapely.distance(points, outlines).max() < 2, line.feature


def test_a_package_without_screen_outlines_is_drawn_from_full_outlines(package):
    dataset = open_dataset(package)
    assert dataset.screen == ()
    upper = screen_map(dataset).coverage.areas["upper"]
    assert shapely.get_num_coordinates(upper) == 6


def test_the_command_thins_the_territories_of_any_package(package, capsys):
    assert command.main(["screen", str(package)]) == 0
    assert "screen.geojson" in capsys.readouterr().out
    assert validate(package) == []
    assert len(open_dataset(package).screen) == 4


def test_a_small_land_keeps_finer_outlines(package):
    projection = read_projection(package)
    assert outlines.read_reach(GEO_DIR.parent, read_projection(GEO_DIR.parent)) == 1.0
    content = (package / "geo" / "territories.geojson").read_bytes()
    assert b'"tolerance_m":35,' in thin(content, projection, 0.05)


def test_a_package_without_a_projection_is_named(tmp_path, capsys):
    (tmp_path / "datapackage.json").write_text("{}")
    assert command.main(["screen", str(tmp_path)]) == 2
    assert "atlas.projection cannot be used (KeyError('atlas'))" in capsys.readouterr().err


def test_territories_that_are_none_are_named(package):
    (package / "geo" / "territories.geojson").write_text('{"features": [{}]}')
    with pytest.raises(ValueError, match="not the expected coverage"):
        outlines.build(package / "geo", read_projection(package))


# What an atlas cannot be drawn without


UNDRAWABLE: list[tuple[Break, str]] = [
    (drop("coast"), "territories.csv row 4, id: coast has no feature in geo/territories.geojson"),
    (
        cell("control", 2, "start", "1918-03-01"),
        "control.csv row 2, start: 1918-03-01 is not the first day of the atlas",
    ),
    (relief("{"), "geo/relief.json: lacks a right image, bounds or projection"),
    (relief(image="none.webp"), "geo/relief.json: names none.webp, which is no picture"),
    (
        screen(lambda made: made.update(territories_sha256="0")),
        "geo/screen.geojson, territories_sha256: 0 was not made from the present",
    ),
    (
        swap("geo/territories.geojson", '"Beyond"', '""'),
        "has no name in the first language of the atlas",
    ),
]


@pytest.mark.parametrize(
    ("breaks", "problem"), UNDRAWABLE, ids=[problem for _, problem in UNDRAWABLE]
)
def test_the_start_reports_what_cannot_be_drawn_with_file_place_and_cure(package, breaks, problem):
    breaks(package)
    with pytest.raises(DatasetError) as error:
        create_app(package)
    lines = [line for line in str(error.value).splitlines() if problem in line]
    assert len(lines) == 1
    rule, _, cure = lines[0].partition("; ")
    assert rule
    assert cure


def test_a_territory_without_any_row_of_control_is_named(package):
    path = package / "control.csv"
    kept = [line for line in path.read_text().splitlines() if not line.startswith("coast,")]
    path.write_text("\n".join(kept) + "\n")
    with pytest.raises(DatasetError, match="coast has no controller on any day; add rows to"):
        create_app(package)


def test_all_that_cannot_be_drawn_is_named_at_once(package):
    drop("coast")(package)
    relief("{")(package)
    with pytest.raises(DatasetError) as error:
        open_dataset(package)
    assert {"territories.csv", "geo/relief.json"} <= {
        problem.file for problem in error.value.problems
    }


def test_a_sound_package_starts_with_its_relief_under_its_own_name(package):
    relief(image="relief.webp")(package)
    shutil.move(package / "geo" / "relief.webp", package / "geo" / "shade.webp")
    swap("geo/relief.json", "relief.webp", "shade.webp")(package)
    app = create_app(package)
    client = app.server.test_client()
    page = client.get("/").get_data(as_text=True)
    figure = client.get(re.search(r'data-figure="([^"]+)"', page)[1]).get_json(force=True)
    assert [image["source"] for image in figure["layout"]["images"]] == ["shade.webp"]
