"""Base layers of the map: ``base.geojson`` (land and water) and ``places.geojson``.

Both are strict RFC 7946: WGS 84, lon lat, at most five decimals, outer rings
counter-clockwise, a stable id on every feature, and the same bytes each time.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from dashboard.dataset.vocabulary import PLACE_KIND
from scripts.geography.coverage import GRID
from scripts.geography.curves import rounded
from scripts.geography.far import even_edges, far_coast, read_far
from scripts.geography.lakes import Lake, load_lakes
from scripts.geography.redraw import read_units
from scripts.geography.rivers import River, build_rivers, frontiers
from scripts.geography.sources import (
    GEO_DIR,
    SOURCE_DIR,
    TABLES_DIR,
    WINDOW,
    GeographyError,
    folder_of,
    read_table,
    run,
)

Feature = dict[str, Any]

LABEL_COLUMNS = ("id", "kind", "name_en", "name_tr", "lon", "lat", "rank")
PLACE_COLUMNS = (
    *("id", "lon", "lat", "name_en", "name_tr", "modern_en", "modern_tr"),
    *("name_ru", "name_hy", "name_ka", "name_az", "rank", "kind", "territory", "basis"),
    "other_names",
)


def build(target: Path = GEO_DIR, source: Path = SOURCE_DIR) -> None:
    """Write ``base.geojson`` and ``places.geojson`` into `target`.

    Raises :class:`~scripts.geography.sources.GeographyError` when an input is
    missing or a table contradicts it.
    """
    write(target / "base.geojson", base_features(source))
    write(target / "places.geojson", place_features())


def base_features(source: Path = SOURCE_DIR) -> list[Feature]:
    """Return land, coast, lakes, rivers and the names of water, in that order."""
    units, elevation = read_units(source)
    borders = frontiers(units)
    land = mainland([unit.shape for unit in units])
    coast = coastline(land)
    rivers = build_rivers(elevation, borders, coast)
    far = read_far(source)
    grounds = {
        ("land", "land"): even_edges(land),
        ("land", "land_far"): far,
        ("coast", "coast"): coast,
        ("coast", "coast_far"): far_coast(far),
    }
    return [
        *(
            feature(identity, ground, kind=kind, name=("", ""), rank=1, basis="natural_earth")
            for (kind, identity), ground in grounds.items()
        ),
        *(lake_feature(lake) for lake in load_lakes(elevation, source)),
        *(item for river in rivers for item in river_features(river)),
        *label_features(),
    ]


def mainland(areas: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return the areas as one, on the grid of the coverage and without holes.

    A hole would be a slit between two units: the seas and the lakes of the
    window are not holes of Natural Earth's units.
    """
    union = rounded(shapely.union_all(areas, grid_size=GRID))
    parts = [part for part in shapely.get_parts(union) if isinstance(part, shapely.Polygon)]
    return shapely.MultiPolygon([shapely.Polygon(part.exterior) for part in parts])


def coastline(land: BaseGeometry) -> BaseGeometry:
    """Return the shores of the land: its boundary without the edge of the window."""
    edge = shapely.box(*WINDOW).boundary
    return shapely.line_merge(shapely.difference(land.boundary, edge))


def lake_feature(lake: Lake) -> Feature:
    """Return the feature of a lake."""
    names = lake.name_en, lake.name_tr
    return feature(
        lake.id, lake.outline, kind="lake", name=names, rank=lake.rank, basis=lake.origin
    )


def river_features(river: River) -> list[Feature]:
    """Return a river as one feature, or two where a part of it is a frontier.

    The longer part carries the river's rank, the shorter the last rank, so that
    a map with room for one name writes it once. ``basis`` lists how the
    stretches were made, going downstream.
    """
    parts = {
        border: [reach for reach in river.reaches if (reach.basis == "frontier") == border]
        for border in (False, True)
    }
    lines = {
        border: shapely.line_merge(shapely.MultiLineString([reach.points for reach in reaches]))
        for border, reaches in parts.items()
        if reaches
    }
    longest = max(lines, key=lambda border: lines[border].length)
    return [
        feature(
            f"river_{river.id}_border" if border else f"river_{river.id}",
            line,
            kind="river",
            name=(river.name_en, river.name_tr),
            rank=river.rank if border == longest else 3,
            basis=";".join(dict.fromkeys(reach.basis for reach in parts[border])),
            border=border,
        )
        for border, line in lines.items()
    ]


def label_features() -> list[Feature]:
    """Return the anchors of the names of the seas, from ``labels.csv``."""
    return [
        feature(
            row["id"],
            shapely.Point(float(row["lon"]), float(row["lat"])),
            kind=row["kind"],
            name=(row["name_en"], row["name_tr"]),
            rank=int(row["rank"]),
            basis="drawn",
        )
        for row in read_table(TABLES_DIR / "labels.csv", LABEL_COLUMNS)
    ]


def place_features() -> list[Feature]:
    """Return the places of ``places.csv``; raise for a wrong kind or a place outside the window."""
    window = shapely.box(*WINDOW)
    features = []
    for row in read_table(TABLES_DIR / "places.csv", PLACE_COLUMNS):
        point = shapely.Point(float(row["lon"]), float(row["lat"]))
        if not window.contains(point):
            raise GeographyError(
                f"places.csv: {row['id']} lies outside the window; lon and lat swapped?"
            )
        if row["kind"] not in PLACE_KIND:
            raise GeographyError(
                f"places.csv: {row['id']} is of the kind {row['kind']!r}; "
                f"one of {', '.join(PLACE_KIND)}"
            )
        features.append(_place(row, point))
    return features


def _place(row: dict[str, str], point: shapely.Point) -> Feature:
    """Return a place; its four local names are those of the period, empty when not sure."""
    more = (
        *("modern_en", "modern_tr", "name_ru", "name_hy", "name_ka", "name_az", "other_names"),
        "territory",
    )
    return feature(
        row["id"],
        point,
        kind=row["kind"],
        name=(row["name_en"], row["name_tr"]),
        rank=int(row["rank"]),
        basis=row["basis"],
        **{column: row[column] for column in more},
    )


def feature(
    identity: str,
    geometry: BaseGeometry,
    *,
    kind: str,
    name: tuple[str, str],
    rank: int,
    basis: str,
    **more: str | bool | int | None,
) -> Feature:
    """Return a GeoJSON feature; `name` is English and Turkish."""
    properties: dict[str, object] = {
        "kind": kind,
        "name_en": name[0],
        "name_tr": name[1],
        "rank": rank,
    }
    wound = shapely.orient_polygons(geometry)
    return {
        "type": "Feature",
        "id": identity,
        "properties": {**properties, "basis": basis, **more},
        "geometry": mapping(wound),
    }


def write(path: Path, features: Iterable[Feature]) -> None:
    """Write a feature collection, one feature a line, always the same bytes."""
    lines = ",\n".join(
        json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in features
    )
    path.write_text(
        f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8", newline="\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m scripts.geography.base [FOLDER]``; return the exit status."""
    return run(lambda: build(folder_of(arguments)))


if __name__ == "__main__":
    sys.exit(main())
