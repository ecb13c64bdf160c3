"""The relief picture: what it shows, where it lies and what it leaves alone."""

import json

import numpy as np
import pytest
from PIL import Image
from pyproj import Transformer

from scripts.geography import relief
from scripts.geography.elevation import Elevation, load_elevation
from scripts.geography.sources import GEO_DIR, GeographyError

pytestmark = pytest.mark.slow

ABOUT = json.loads((GEO_DIR / "relief.json").read_text(encoding="utf-8"))


def picture():
    with Image.open(GEO_DIR / ABOUT["image"]) as image:
        return np.asarray(image.convert("RGBA"))


def pixel(lon, lat):
    """Row and column of a place, computed from relief.json alone."""
    given = ABOUT["projection"]
    terms = " ".join(f"+{key}={given[key]}" for key in ("lat_1", "lat_2", "lat_0", "lon_0"))
    to_metres = Transformer.from_crs(
        "EPSG:4326", f"+proj={given['name']} {terms} +datum=WGS84", always_xy=True
    )
    x, y = to_metres.transform(lon, lat)
    west, south, east, north = ABOUT["bounds"]
    width, height = ABOUT["size"]
    return int((north - y) / (north - south) * height), int((x - west) / (east - west) * width)


def around(lon, lat, reach=8):
    row, column = pixel(lon, lat)
    return picture()[row - reach : row + reach + 1, column - reach : column + reach + 1, 3]


def test_the_picture_is_small_and_as_large_as_it_says():
    assert (GEO_DIR / "relief.webp").stat().st_size < 300_000
    width, height = ABOUT["size"]
    assert picture().shape == (height, width, 4)


def test_the_committed_picture_is_what_the_build_paints(tmp_path):
    relief.build(tmp_path)
    assert (tmp_path / "relief.json").read_bytes() == (GEO_DIR / "relief.json").read_bytes()
    with Image.open(tmp_path / "relief.webp") as image:
        built = np.asarray(image.convert("RGBA"))[..., 3].astype(int)
    # Rounding of sines may differ by a step of alpha from machine to machine.
    assert np.abs(built - picture()[..., 3]).max() <= 6
    assert np.mean(built != picture()[..., 3]) < 0.001


@pytest.mark.parametrize("place", [(38.5, 42.8), (50.0, 42.0), (42.9, 38.6), (45.4, 40.35)])
def test_water_has_no_relief(place):
    assert around(*place, reach=3).max() == 0


@pytest.mark.parametrize("place", [(42.45, 43.35), (44.5, 42.7), (44.3, 39.7), (46.1, 39.1)])
def test_mountains_of_the_relief_lie_at_their_coordinates(place):
    assert around(*place).max() > 40


def test_no_shadow_or_light_is_stronger_than_the_style_allows():
    pixels = picture()
    dark = pixels[..., 0] == relief.SHADOW_RGB[0]
    assert pixels[dark, 3].max() / 255 <= relief.SHADOW_ALPHA + 0.02
    assert pixels[~dark, 3].max() / 255 <= relief.HIGHLIGHT_ALPHA + 0.02


def test_the_edge_of_the_model_is_not_seen():
    pixels = picture()
    for edge in (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]):
        assert edge[..., 3].max() == 0


def test_north_western_slopes_are_lit_and_south_eastern_slopes_shaded():
    rise = np.add.outer(np.arange(20.0), np.arange(20.0)) * 300
    assert (relief.shade(rise)[5:-5, 5:-5] > 0.1).all()
    assert (relief.shade(-rise)[5:-5, 5:-5] < -0.1).all()


def test_flat_ground_is_left_alone():
    light = relief.shade(np.full((9, 9), 800.0))
    assert np.allclose(light, 0)
    assert relief.paint(light, np.ones((9, 9))).max() == 0


def test_the_frame_holds_the_whole_model_in_whole_pixels():
    elevation = Elevation(np.zeros((100, 100)), np.zeros((100, 100)), 44.0, 42.0, 0.01)
    bounds = relief.frame(elevation)
    assert all(value % relief.PIXEL_M == 0 for value in bounds)
    shown = relief.inside(elevation, bounds)
    assert shown.max() == 1.0
    assert shown[0, 0] == 0.0


def test_heights_keep_their_place_when_projected():
    elevation = load_elevation()
    row, column = pixel(42.44, 43.35)
    heights = relief.project(elevation, tuple(ABOUT["bounds"]))
    assert heights[row - 3 : row + 4, column - 3 : column + 4].max() > 4500


def test_a_missing_elevation_model_is_reported_on_one_line(monkeypatch, capsys):
    def nothing():
        raise GeographyError("elevation.npz: input not found")

    monkeypatch.setattr(relief, "load_elevation", nothing)
    assert relief.main() == 1
    assert capsys.readouterr().err == "elevation.npz: input not found\n"


def test_the_command_builds(monkeypatch):
    built = []
    monkeypatch.setattr(relief, "build", lambda: built.append(True))
    assert relief.main() == 0
    assert built == [True]
