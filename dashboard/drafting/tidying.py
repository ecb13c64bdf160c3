"""The coverage of a package made clean: neighbours share their edges point for point."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson
import shapely
from pyproj import Geod
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.dataset.reading.inside import read_inside
from dashboard.dataset.reading.layers import SCREEN, TERRITORIES
from dashboard.dataset.rules.geometry import KM_PER_DEGREE, SLIT_DEGREES
from dashboard.drafting.overlay import rounded
from dashboard.drafting.package import GRID, geojson

SNAPPINGS = (GRID, SLIT_DEGREES / 4, SLIT_DEGREES / 2, SLIT_DEGREES)
"""How far points may be drawn to each other, in degrees; the least that serves is taken."""
_ELLIPSOID = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Moved:
    """What happened to a territory: the farthest that its outline moved, and its area."""

    id: str
    metres: float
    km2: float

    def __str__(self) -> str:
        return f"{self.id}: outline moved by up to {self.metres:.0f} m, area by {self.km2:+.3f} km2"


def tidy(folder: Path) -> list[Moved]:
    """Clean the territories of a package in place; returns those that moved, the farthest first.

    Gaps and overlaps narrower than about 50 m are closed; positions get 5 decimals and rings
    their direction. Wider ones are left: they are for you to decide.

    Raises
    ------
    ValueError
        When the layer cannot be read, or stays faulty.
    """
    try:
        collection = orjson.loads(read_inside(folder, TERRITORIES))
        features = collection["features"]
        before = [shape(feature["geometry"]) for feature in features]
    except OSError as error:
        raise ValueError(f"{folder / TERRITORIES}: cannot be read; name a data package") from error
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{folder / TERRITORIES}: is not GeoJSON with areas ({error})") from error
    after = clean(before)
    for feature, area in zip(features, after, strict=True):
        feature["geometry"] = orjson.loads(shapely.to_geojson(area))
    names = [str(feature.get("id")) for feature in features]
    moved = [
        _moved(name, old, new)
        for name, old, new in zip(names, before, after, strict=True)
        if not shapely.equals_exact(shapely.normalize(old), shapely.normalize(new), 0)
    ]
    if moved:
        (folder / TERRITORIES).write_text(geojson(features), encoding="utf-8", newline="\n")
    return sorted(moved, key=lambda move: -move.metres)


def has_old_screen(folder: Path) -> bool:
    """Tell whether the package has outlines for the screen, which are then out of date."""
    return (folder / SCREEN).exists()


def clean(areas: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """The areas without narrow gaps and overlaps, with 5 decimals; ``ValueError`` if faulty."""
    valid = [
        area
        if area.is_valid
        else shapely.make_valid(area, method="structure", keep_collapsed=False)
        for area in areas
    ]
    tidy = [rounded(area) for area in valid]
    for snapping in (0.0, *SNAPPINGS):
        if snapping:
            cleaned = shapely.coverage_clean(  # type: ignore[attr-defined]  # not in its stubs
                valid, gap_width=SLIT_DEGREES, snapping_distance=snapping
            )
            tidy = [rounded(area) for area in cleaned]
        if all(area.is_valid and not area.is_empty for area in tidy) and _is_clean(tidy):
            return tidy
    raise ValueError("the outlines cross in a way that cannot be tidied; look at them in a GIS")


def _is_clean(areas: Sequence[BaseGeometry]) -> bool:
    return bool(shapely.coverage_is_valid(list(areas), gap_width=SLIT_DEGREES))


def _moved(name: str, old: BaseGeometry, new: BaseGeometry) -> Moved:
    metres = shapely.hausdorff_distance(old.boundary, new.boundary) * KM_PER_DEGREE * 1000
    areas = [abs(_ELLIPSOID.geometry_area_perimeter(area)[0]) for area in (old, new)]
    return Moved(name, metres, (areas[1] - areas[0]) / 1e6)
