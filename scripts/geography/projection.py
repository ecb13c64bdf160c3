"""The map's projection for the build: what is shaded or thinned in metres."""

from collections.abc import Mapping

from pyproj import Transformer


def transformer(parameters: Mapping[str, float]) -> Transformer:
    """Return degrees (lon, lat) to metres (x, y) of a Lambert conformal conic on WGS 84.

    `parameters` are ``lat_1``, ``lat_2``, ``lat_0`` and ``lon_0`` in degrees.
    """
    terms = " ".join(f"+{key}={parameters[key]}" for key in ("lat_1", "lat_2", "lat_0", "lon_0"))
    return Transformer.from_crs(
        "EPSG:4326", f"+proj=lcc {terms} +datum=WGS84 +units=m", always_xy=True
    )
