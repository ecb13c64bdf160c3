"""The projection of the map."""

from itertools import product

import numpy as np
import pytest
from pyproj import Geod, Proj
from shapely.geometry import LineString

from dashboard.cartography.ground.model import MapModel
from dashboard.cartography.ground.projection import Projection
from dashboard.dataset import projection
from dashboard.ui.browser import degrees

CONIC = Projection.from_package(
    {"name": "lcc", "lat_1": 39.3, "lat_2": 43.2, "lat_0": 41.25, "lon_0": 45.5}
)


def test_the_scale_is_true_within_a_thousandth_between_the_parallels():
    conic = Proj("+proj=lcc +lat_1=39.3 +lat_2=43.2 +lat_0=41.25 +lon_0=45.5 +datum=WGS84")
    assert CONIC.project_points([(41.6, 41.6)])[0] == pytest.approx(conic(41.6, 41.6), abs=1)
    for lat in np.arange(39.3, 43.21, 0.1):
        assert conic.get_factors(45, lat).meridional_scale == pytest.approx(1, abs=1e-3)


def test_a_kilometre_is_a_kilometre_all_over_the_home_view(dataset):
    """Within 0.1 % where the story happens, 0.2 % to the edges of the home view."""
    west, south, east, north = dataset.home
    conic = Projection.from_package(dataset.projection)
    geod = Geod(ellps="WGS84")
    for lon, lat in product(np.linspace(west, east, 9), np.linspace(south, north, 9)):
        for azimuth in (0, 45, 90):
            far_lon, far_lat, _ = geod.fwd(lon, lat, azimuth, 20_000)
            line = conic.project(LineString([(lon, lat), (far_lon, far_lat)]))
            bound = 1e-3 if 39.0 <= lat <= 43.5 else 2.5e-3
            assert line.length == pytest.approx(20_000, rel=bound), (lon, lat)


def test_north_is_up_and_east_is_right_at_the_middle():
    (x0, y0), (x1, y1), (x2, y2) = CONIC.project_points(
        [(45.5, 41.25), (45.5, 42.25), (46.5, 41.25)]
    )
    assert (x0, y0) == (0, 0)
    assert x1 == 0
    assert y1 > 100_000
    assert x2 > 80_000
    assert abs(y2) < 1_000


def test_nothing_projects_to_nothing():
    assert CONIC.project_points([]) == []


HOME = (37.0, 38.2, 50.8, 45.3)


@pytest.mark.parametrize(
    "described",
    [
        {"name": "lcc", "lat_1": 39.3, "lat_2": 43.2, "lat_0": 41.25, "lon_0": 45.5},
        {"name": "laea", "lat_0": 42, "lon_0": 44},
        {"name": "aea", "lat_1": 39, "lat_2": 44, "lon_0": 44},
        {"name": "utm", "zone": 38},
        {"name": "merc"},
        {"name": "omerc", "lat_0": 42, "lonc": 44, "alpha": 20, "gamma": 0, "k_0": 0.9999},
        "EPSG:3035",
        "EPSG:32638",
    ],
)
def test_any_metric_projection_of_proj_is_accepted(described):
    assert projection.fault(described, HOME) is None
    found = Projection.from_package(described)
    box = found.box_of(HOME)
    extent = (42.0, 40.0, 46.0, 42.0)
    assert found.extent_of(found.window_of(extent)) == pytest.approx(extent, abs=1e-6)
    # What the browser looks up is what PROJ finds, within a hundred metres or so.
    model = MapModel(found, None, box, {})
    grid = degrees.grid(model)
    assert len(grid["lon"]) == len(grid["lat"]) == grid["size"] ** 2
    row, column = 20, 11
    x, y = grid["west"] + column * grid["across"], grid["south"] + row * grid["up"]
    at = row * grid["size"] + column
    assert (grid["lon"][at], grid["lat"][at]) == pytest.approx(found.unproject(x, y), abs=1e-5)


@pytest.mark.parametrize(
    ("described", "rule"),
    [
        (3, "is neither a code nor an object with a name"),
        ({"lat_0": 3}, "is neither a code nor an object with a name"),
        ({"name": "lcc", "lat_1": True}, "has the parameter lat_1, which is neither a number nor"),
        ({"name": "lcc", "lat_1": "1 +k=2"}, "has the parameter lat_1, which is neither a number"),
        ({"name": "merc", "nadgrids": "/etc/grid"}, "has the parameter nadgrids, which is neither"),
        ({"name": "nope"}, "is not known to PROJ (proj_create: Error 1027 (Invalid value for"),
        ("hello", "is neither a code nor an object with a name"),
        ("EPSG:999999", "is not known to PROJ (proj_create: crs not found: EPSG:999999)"),
        (
            {"name": "lcc", "lat1": 39, "lat_2": 43},
            "has the parameter lat1, which lcc does not",
        ),
        ("EPSG:4326", "is no map projection: its coordinates are not metres on a plane"),
        ({"name": "longlat"}, "is no map projection: its coordinates are not metres on a plane"),
        ("EPSG:2263", "does not count in metres"),
        ({"name": "gnom", "lat_0": -41, "lon_0": -135}, "cannot draw the whole of atlas.home"),
        ("EPSG:2053", "is turned: on its maps east is not right or north is not up"),
    ],
)
def test_a_refused_projection_is_reported_with_the_reason(described, rule):
    assert projection.fault(described, HOME).startswith(rule)
