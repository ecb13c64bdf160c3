"""Longitude and latitude over the map, as a grid that the browser looks up: any projection does."""

import numpy as np
from numpy.typing import NDArray

from dashboard.cartography.ground.model import MapModel
from dashboard.cartography.ground.projection import Projection
from dashboard.ui.browser import contract

SIZE = 33
MARGINS = (1.0, 0.5, 0.25, 0.0)
"""How far beyond the home view the grid goes, in its width and height: as far as PROJ does."""
_DIGITS = 6


def grid(model: MapModel) -> contract.DegreeGrid:
    """Return degrees at ``SIZE`` by ``SIZE`` points, row by row from the south-west."""
    west, south, east, north = model.home
    for margin in MARGINS:
        aside, above = margin * (east - west), margin * (north - south)
        x = np.linspace(west - aside, east + aside, SIZE)
        y = np.linspace(south - above, north + above, SIZE)
        lon, lat = _degrees(model.projection, x, y)
        if np.isfinite([lon, lat]).all():
            break
    return {
        "west": float(x[0]),
        "south": float(y[0]),
        "across": float(x[1] - x[0]),
        "up": float(y[1] - y[0]),
        "size": SIZE,
        "lon": np.round(lon, _DIGITS).tolist(),
        "lat": np.round(lat, _DIGITS).tolist(),
    }


def _degrees(
    projection: Projection, x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitudes, in a single run across the date line, and latitudes of a grid."""
    columns, rows = (axis.ravel() for axis in np.meshgrid(x, y))
    lon, lat = projection.unproject_all(columns, rows)
    middle = lon[lon.size // 2]
    return middle + (lon - middle + 180) % 360 - 180, lat
