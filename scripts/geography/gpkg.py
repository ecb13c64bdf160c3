"""GeoPackage of every layer of ``data/geo``, for users of a GIS.

The layers are those of the GeoJSON files. A file that mixes points, lines and
areas gives a layer of each; ``boundaries`` is made anew: the lines between
territories with what they rest on. All are WGS 84 (EPSG:4326).
"""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas
import pyogrio
import shapely
from shapely.geometry import shape

from dashboard.cartography.ground import outlines
from scripts.geography.build import Drawing
from scripts.geography.sources import GEO_DIR, GeographyError

CRS = "EPSG:4326"
VERSION = "1.2"
"""Of the GeoPackage: every QGIS and R of the last years reads it without a warning."""
FAMILIES = {
    "Point": "points",
    "MultiPoint": "points",
    "LineString": "lines",
    "MultiLineString": "lines",
    "Polygon": "areas",
    "MultiPolygon": "areas",
}
# GDAL writes the hour into the file; the same layers shall give the same file.
# With its fraction, as the standard asks for.
_MOMENT = "2000-01-01T00:00:00.000Z"

Layers = dict[str, geopandas.GeoDataFrame]


def write_gpkg(path: Path, drawing: Drawing, folder: Path = GEO_DIR) -> list[str]:
    """Write all layers to `path`, replacing it, and return their names in order.

    Raises
    ------
    GeographyError
        If `folder` holds no layer, or the file cannot be written.
    """
    layers = read_layers(folder)
    if not layers:
        raise GeographyError(f"{folder}: no GeoJSON layer to pack; run `make geography`")
    layers["boundaries"] = boundaries(drawing)
    try:
        path.unlink(missing_ok=True)
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _MOMENT})
        for name, table in layers.items():
            pyogrio.write_dataframe(
                table,
                path,
                layer=name,
                driver="GPKG",
                promote_to_multi=True,
                dataset_options={"VERSION": VERSION},
            )
    except (OSError, pyogrio.errors.DataSourceError) as error:
        raise GeographyError(f"{path}: cannot be written ({error})") from error
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    return list(layers)


def read_layers(folder: Path) -> Layers:
    """Return the layers of the GeoJSON files of `folder`, by name, files in order of name.

    The outlines for the screen are left out: they are the territories with fewer points.
    """
    names = _names(folder.parent / "territories.csv")
    layers: Layers = {}
    for path in sorted(set(folder.glob("*.geojson")) - {folder / outlines.FILE}):
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        families: dict[str, list[dict[str, Any]]] = {}
        for feature in features:
            families.setdefault(FAMILIES[feature["geometry"]["type"]], []).append(feature)
        for family, members in sorted(families.items()):
            name = path.stem if len(families) == 1 else f"{path.stem}_{family}"
            layers[name] = _table(members, names if path.stem == "territories" else {})
    return layers


def _names(path: Path) -> dict[str, dict[str, str]]:
    """Return the names of the territories, which their GeoJSON leaves to territories.csv."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: {"name_en": row["name_en"], "name_tr": row["name_tr"]}
            for row in csv.DictReader(file)
        }


def _table(
    features: Sequence[Mapping[str, Any]], names: Mapping[str, Mapping[str, str]]
) -> geopandas.GeoDataFrame:
    """Return features as rows; lists and objects among their properties are left out."""
    rows = []
    for feature in features:
        flat = {
            name: value
            for name, value in feature["properties"].items()
            if not isinstance(value, list | dict)
        }
        rows.append({"feature_id": feature["id"], **names.get(feature["id"], {}), **flat})
    shapes = [shape(feature["geometry"]) for feature in features]
    return geopandas.GeoDataFrame(rows, geometry=shapes, crs=CRS)


def boundaries(drawing: Drawing) -> geopandas.GeoDataFrame:
    """Return the lines between territories, the sea and the window, with their bases."""
    rows = [
        {
            "territory": line.one,
            "neighbour": line.other,
            "kind": line.basis.kind,
            "line": line.basis.line,
            "accuracy": line.basis.accuracy,
            "basis_en": line.basis.basis_en,
            "basis_tr": line.basis.basis_tr,
        }
        for line in drawing.border_lines
    ]
    courses = [shapely.normalize(line.course) for line in drawing.border_lines]
    return geopandas.GeoDataFrame(rows, geometry=courses, crs=CRS)
