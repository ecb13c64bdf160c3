"""What ``atlas.projection`` of a package may say: a projection of PROJ, on WGS 84 in metres."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import CRS

CURE = (
    'write a projection of PROJ with its parameters, as {"name": "laea", "lat_0": 52, '
    '"lon_0": 10}, or a code, such as "EPSG:3035"'
)
_CODE = re.compile(r"[A-Za-z]{2,10}:[0-9]{1,8}")
_WORD = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_STEPS, _INSET = 9, 1e-6
_CLOSE = 1e-5
"""Degrees within which a point comes back to its place."""
_ALIASES = {"k_0": "k"}


def definition(projection: object) -> str:
    """Return the projection in the words of PROJ.

    Raises
    ------
    ValueError
        If it is neither a code nor a name with parameters that are numbers or words.
    """
    if isinstance(projection, str) and _CODE.fullmatch(projection):
        return projection
    name = projection.get("name") if isinstance(projection, Mapping) else None
    if not isinstance(projection, Mapping) or not isinstance(name, str):
        raise ValueError("is neither a code nor an object with a name")
    parts = []
    for key, value in projection.items():
        number = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
        # No word may name a file or add a parameter.
        word = isinstance(value, str) and _WORD.fullmatch(value)
        if not _WORD.fullmatch(key) or not (number or word):
            raise ValueError(f"has the parameter {key}, which is neither a number nor a word")
        parts.append(f"+{'proj' if key == 'name' else key}={value}")
    return " ".join([*parts, "+datum=WGS84", "+units=m"])


def fault(projection: object, home: tuple[float, float, float, float]) -> str | None:
    """Return why a map of ``home`` (degrees) cannot be drawn in a projection, or ``None``."""
    # PROJ takes a while to import, and most commands do without.
    from pyproj import CRS
    from pyproj.exceptions import CRSError, ProjError

    try:
        crs = CRS.from_user_input(definition(projection))
        return _unused(projection) or _no_map(crs) or _lacking(crs, home)
    except CRSError as error:
        return f"is not known to PROJ ({_short(error)})"
    except ProjError as error:
        return f"cannot be used ({_short(error)})"
    except ValueError as error:
        return str(error)


def _unused(projection: object) -> str | None:
    """Name a parameter that the projection does not use: most likely a slip."""
    from pyproj import Proj

    if not isinstance(projection, Mapping):
        return None
    words = Proj(definition(projection)).definition_string().split()
    used = {word.partition("=")[0] for word in words}
    for name in sorted(projection.keys() - {"name"} - used):
        if _ALIASES.get(name) not in used:
            return f"has the parameter {name}, which {projection['name']} does not use"
    return None


def _no_map(crs: "CRS") -> str | None:
    if not crs.is_projected:
        return "is no map projection: its coordinates are not metres on a plane"
    if {axis.unit_name for axis in crs.axis_info} - {"metre"}:
        return "does not count in metres"
    return None


def _lacking(crs: "CRS", home: tuple[float, float, float, float]) -> str | None:
    """Say what the map lacks of the land that it should show."""
    from pyproj import Transformer

    west, south, east, north = home
    # The poles and the very edges of a projection are a matter of rounding.
    lons = _spread(west + _INSET, east - _INSET)
    lats = _spread(south + _INSET, north - _INSET)
    lon, lat = [x for _ in lats for x in lons], [y for y in lats for _ in lons]
    transform = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    x, y = transform.transform(lon, lat)
    back = transform.transform(x, y, direction="INVERSE")
    if not all(map(isfinite, [*x, *y])) or not _agree(back, (lon, lat)):
        return "cannot draw the whole of atlas.home"
    # Numbers lie row by row, from west to east in each row, the rows from south to north.
    eastward = (later - earlier for n, (earlier, later) in enumerate(pairwise(x), 1) if n % _STEPS)
    northward = (later - earlier for earlier, later in zip(y, y[_STEPS:], strict=False))
    if all(step <= 0 for step in eastward) or all(step <= 0 for step in northward):
        return "is turned: on its maps east is not right or north is not up"
    return None


def _spread(first: float, last: float) -> list[float]:
    return [first + (last - first) * n / (_STEPS - 1) for n in range(_STEPS)]


def _agree(actual: tuple[Sequence[float], ...], expected: tuple[Sequence[float], ...]) -> bool:
    pairs = zip(chain(*actual), chain(*expected), strict=True)
    return all(abs(first - second) <= _CLOSE for first, second in pairs)


def _short(error: Exception) -> str:
    """The last part of what PROJ says, on a single line."""
    return " ".join(str(error).split()).rpartition(": (Internal Proj Error: ")[2].rstrip(")")[:120]
