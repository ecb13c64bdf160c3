"""A tiny valid data package, written into a folder so that tests can break it."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from dashboard.dataset.reading.tables import COLUMNS, columns_of
from small_rows import ROWS, SOURCES

REAL_PACKAGE = Path(__file__).parent.parent / "data"

LANGUAGES = ("en", "tr")
"""Languages of this package and of that of the Caucasus."""


def _square(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _feature(id_: str, geometry: dict[str, Any], **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "id": id_, "properties": properties, "geometry": geometry}


def _features() -> list[dict[str, Any]]:
    # Upper lies over coast and lower: its southern edge has the node they share.
    upper = {
        "type": "Polygon",
        "coordinates": [[[43, 41], [44, 41], [45, 41], [45, 42], [43, 42], [43, 41]]],
    }
    beyond = {
        "type": "Polygon",
        "coordinates": [[[45, 40], [46, 40], [46, 42], [45, 42], [45, 41], [45, 40]]],
    }
    return [
        _feature("upper", upper),
        _feature("lower", _square(44, 40, 45, 41)),
        _feature("coast", _square(43, 40, 44, 41)),
        _feature("beyond", beyond, backdrop=True, name_en="Beyond", name_tr="Ötesi"),
    ]


def in_languages(descriptor: dict[str, Any], languages: Sequence[str]) -> None:
    """Leave the columns of no other languages in a descriptor, and no other title."""
    atlas = descriptor["atlas"]
    atlas["languages"] = list(languages)
    atlas["title"] = {language: atlas["title"][language] for language in languages}
    for resource in descriptor["resources"]:
        if resource["name"] in COLUMNS:
            known = columns_of(resource["name"], languages)
            fields = resource["schema"]["fields"]
            resource["schema"]["fields"] = [field for field in fields if field["name"] in known]


def write_package(folder: Path) -> Path:
    """Write the small package into ``folder`` and return the folder."""
    (folder / "geo").mkdir(parents=True)
    descriptor = orjson.loads((REAL_PACKAGE / "datapackage.json").read_bytes())
    in_languages(descriptor, LANGUAGES)
    # Files and notes of the real package that this one does not have.
    for name in ("favicon", "method", "leading", "ground_note", "readings"):
        descriptor["atlas"].pop(name)
    descriptor["resources"] = [
        resource
        for resource in descriptor["resources"]
        if resource["path"] == "geo/territories.geojson"
        or ("/" not in resource["path"] and resource["path"] != "place_links.csv")
    ]
    write_json(folder / "datapackage.json", descriptor)
    for table, rows in ROWS.items():
        content = io.StringIO()
        writer = csv.DictWriter(
            content, columns_of(table, LANGUAGES), restval="", lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)
        (folder / f"{table}.csv").write_text(content.getvalue(), encoding="utf-8")
    words = (REAL_PACKAGE / "wording.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    listed = [line for line in words if line.startswith(("language,", "en,", "tr,"))]
    (folder / "wording.csv").write_text("".join(listed), encoding="utf-8")
    (folder / "sources.bib").write_text(SOURCES, encoding="utf-8")
    layer = {"type": "FeatureCollection", "features": _features()}
    write_json(folder / "geo" / "territories.geojson", layer)
    return folder


def read_json(path: Path) -> Any:
    return orjson.loads(path.read_bytes())


def write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def replace(folder: Path, file: str, old: str, new: str) -> None:
    """Replace ``old``, which a file of the package has once, by ``new``."""
    path = folder / file
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {file}"
    path.write_text(content.replace(old, new), encoding="utf-8")


def set_cell(folder: Path, table: str, row: int, column: str, value: str) -> None:
    """Write a cell of a table; ``row`` is the line of the file, the header being line 1."""
    path = folder / f"{table}.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    rows[row - 1][rows[0].index(column)] = value
    content = io.StringIO()
    csv.writer(content, lineterminator="\n").writerows(rows)
    path.write_text(content.getvalue(), encoding="utf-8")
