"""Soft relief of the window as a transparent picture in the map's projection.

Three lights instead of one keep ridges of every direction legible. The picture
only darkens and lightens what lies under it, so the colours of the map stay:
shadows are one dark colour, lit slopes white, and how much is in the alpha
channel.
"""

import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy.ndimage import gaussian_filter, map_coordinates

from scripts.geography.elevation import Elevation, load_elevation
from scripts.geography.projection import transformer
from scripts.geography.sources import GEO_DIR, run

# The map's projection: Lambert conformal conic on WGS 84, degrees.
PROJECTION = {"lat_1": 39.3, "lat_2": 43.2, "lat_0": 41.25, "lon_0": 45.5}

PIXEL_M = 800.0
EXAGGERATION = 2.6
# Direction the light comes from (degrees clockwise from north) and its share.
LIGHTS = ((315.0, 0.55), (275.0, 0.25), (355.0, 0.20))
LIGHT_HEIGHT = 45.0
SHADOW_RGB = (52, 44, 58)
HIGHLIGHT_RGB = (255, 255, 255)
SHADOW_ALPHA = 0.46
HIGHLIGHT_ALPHA = 0.27
# The model's noise is about a cell; softer than that is what a tint needs.
_SOFTEN_PIXELS = 0.8
# The relief fades out towards the edge of the model over this many pixels.
_FADE_PIXELS = 40
# Steps of alpha: finer ones are not seen and make the file twice as large.
_ALPHA_STEP = 6

Grid = npt.NDArray[np.float64]


def build(target: Path = GEO_DIR) -> None:
    """Write ``relief.webp`` and ``relief.json`` into `target`.

    The JSON gives ``bounds`` (west, south, east, north in metres of the
    projection), ``size`` (width, height in pixels) and ``projection``.
    """
    elevation = load_elevation()
    bounds = frame(elevation)
    picture = paint(shade(project(elevation, bounds)), inside(elevation, bounds))
    Image.fromarray(picture).save(
        target / "relief.webp", lossless=True, quality=100, method=6, exact=False
    )
    height, width = picture.shape[:2]
    about = {
        "image": "relief.webp",
        "bounds": [float(value) for value in bounds],
        "size": [width, height],
        "projection": {"name": "lcc", **PROJECTION},
    }
    (target / "relief.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


def frame(elevation: Elevation) -> tuple[float, float, float, float]:
    """Return west, south, east, north in metres of a box around the model, in whole pixels."""
    rows, columns = elevation.heights.shape
    to_metres = transformer(PROJECTION)
    east, south = elevation.west + columns * elevation.step, elevation.north - rows * elevation.step
    box = to_metres.transform_bounds(elevation.west, south, east, elevation.north, 101)
    west_m, south_m = (np.floor(value / PIXEL_M) * PIXEL_M for value in box[:2])
    east_m, north_m = (np.ceil(value / PIXEL_M) * PIXEL_M for value in box[2:])
    return float(west_m), float(south_m), float(east_m), float(north_m)


def _cells(elevation: Elevation, bounds: tuple[float, float, float, float]) -> Grid:
    """Return the (row, column) of the model under each pixel's middle; shape (2, height, width)."""
    west, south, east, north = bounds
    x = np.arange(west + PIXEL_M / 2, east, PIXEL_M)
    y = np.arange(north - PIXEL_M / 2, south, -PIXEL_M)
    grid_x, grid_y = np.meshgrid(x, y)
    lon, lat = transformer(PROJECTION).transform(grid_x, grid_y, direction="INVERSE")
    rows = (elevation.north - lat) / elevation.step - 0.5
    columns = (lon - elevation.west) / elevation.step - 0.5
    return np.stack([rows, columns])


def project(elevation: Elevation, bounds: tuple[float, float, float, float]) -> Grid:
    """Return heights in metres on the pixels of `bounds`, softened."""
    cells = _cells(elevation, bounds)
    heights: Grid = map_coordinates(elevation.heights, cells, order=1, mode="nearest")
    soft: Grid = gaussian_filter(heights, _SOFTEN_PIXELS)
    return soft


def inside(elevation: Elevation, bounds: tuple[float, float, float, float]) -> Grid:
    """Return how much of the relief to show: 1 inside the model, 0 at its edge and beyond."""
    rows, columns = _cells(elevation, bounds)
    height, width = elevation.heights.shape
    depth = np.min([rows, columns, height - 1 - rows, width - 1 - columns], axis=0)
    faded: Grid = np.clip(depth / _FADE_PIXELS, 0.0, 1.0)
    return faded


def shade(heights: Grid) -> Grid:
    """Return light minus that of flat ground, as a share: -1 is full shadow, 1 full light."""
    down, right = np.gradient(heights * EXAGGERATION, PIXEL_M)
    steepness = np.sqrt(1.0 + down**2 + right**2)
    flat = np.sin(np.radians(LIGHT_HEIGHT))
    light = np.zeros_like(heights)
    for azimuth, share in LIGHTS:
        toward_east, toward_north = np.sin(np.radians(azimuth)), np.cos(np.radians(azimuth))
        slope = (down * toward_north - right * toward_east) * np.cos(np.radians(LIGHT_HEIGHT))
        light += share * np.clip((flat + slope) / steepness, 0.0, None)
    difference = light - flat
    signed: Grid = np.where(difference < 0, difference / flat, difference / (1.0 - flat))
    return signed


def paint(light: Grid, visible: Grid) -> npt.NDArray[np.uint8]:
    """Return pixels of red, green, blue, alpha, shape (height, width, 4)."""
    alpha = np.where(light < 0, -light * SHADOW_ALPHA, light * HIGHLIGHT_ALPHA) * visible
    steps = np.round(np.clip(alpha, 0.0, 1.0) * 255 / _ALPHA_STEP) * _ALPHA_STEP
    pixels = np.empty((*light.shape, 4), dtype=np.uint8)
    pixels[..., :3] = np.where((light < 0)[..., None], SHADOW_RGB, HIGHLIGHT_RGB)
    pixels[..., 3] = steps
    pixels[steps == 0] = 0
    return pixels


def main() -> int:
    """Run ``python -m scripts.geography.relief``; return the exit status."""
    return run(build)


if __name__ == "__main__":
    sys.exit(main())
