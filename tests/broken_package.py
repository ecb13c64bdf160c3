"""Ways to break a package: each is a function of the folder that it changes."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import orjson
from PIL import Image

from dashboard.cartography.ground.outlines import build, read_projection
from dashboard.dataset.validate import validate
from small_package import replace, set_cell, write_json

LAYER = "geo/territories.geojson"

Break = Callable[[Path], None]


def cell(table: str, row: int, column: str, value: str) -> Break:
    return lambda package: set_cell(package, table, row, column, value)


def both(*breaks: Break) -> Break:
    def apply(package: Path) -> None:
        for one in breaks:
            one(package)

    return apply


def swap(file: str, old: str, new: str) -> Break:
    return lambda package: replace(package, file, old, new)


def line(table: str, text: str) -> Break:
    """Add a row to the end of a table."""

    def apply(package: Path) -> None:
        with (package / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")

    return apply


def features(change: Callable[[dict[str, Any]], None], path: str = LAYER) -> Break:
    """Change a layer; ``change`` gets its features by id."""

    def apply(package: Path) -> None:
        layer = orjson.loads((package / path).read_bytes())
        change({feature["id"]: feature for feature in layer["features"]})
        write_json(package / path, layer)

    return apply


def ring(name: str, *positions: list[float]) -> Break:
    """Write another outer ring of a territory."""

    def change(found: dict[str, Any]) -> None:
        found[name]["geometry"]["coordinates"] = [list(positions)]

    return features(change)


def layer(path: str, **properties: Any) -> Break:
    """Write a layer with a single feature, a point at 43.5 E 40.5 N."""

    def apply(package: Path) -> None:
        geometry = {"type": "Point", "coordinates": [43.5, 40.5]}
        feature = {"type": "Feature", "id": "one", "geometry": geometry, "properties": properties}
        write_json(package / path, {"type": "FeatureCollection", "features": [feature]})

    return apply


PLACE = {
    "kind": "town",
    "name_en": "Port",
    "name_tr": "Liman",
    "modern_en": "",
    "modern_tr": "",
    "rank": 2,
}


def place(**changes: Any) -> Break:
    """Write the layer of places with a single place, sound but for the changes."""
    return layer("geo/places.geojson", **PLACE | changes)


STRAIGHT = {"type": "LineString", "coordinates": [[43.5, 40.5], [43.6, 40.6]]}

LINE = {
    "kind": "treaty",
    "name_en": "Line of the Coast",
    "name_tr": "Kıyı hattı",
    "start": "1921-09-01",
    "end": "1923-07-24",
    "treaty": "coast_treaty",
    "event": "coast_treaty_ev",
    "status": "in_force",
    "certainty": "medium",
    "grade": "C",
    "basis_en": "Crest between two summits",
    "basis_tr": "İki doruk arasındaki sırt",
    "source_key": "Book2001;GK",
    "source_locator": "p. 7;",
    "source_locator_tr": "s. 7;",
}

RAILWAY = {
    "kind": "railway",
    "name_en": "Coast Railway",
    "name_tr": "Kıyı Demiryolu",
    "rank": 1,
    "basis": "straight",
    "opened": 1883,
    "gauge_mm": 1524,
    "length_km": 14,
}

STATION = {
    "kind": "station",
    "name_en": "Port",
    "name_tr": "Liman",
    "rank": 3,
    "basis": "known",
    "place": "one",
    "lines": "rail_coast",
}


def history(**changes: Any) -> Break:
    """Write the layer of lines with a single line, sound but for the changes."""

    def apply(package: Path) -> None:
        write_features(package / "geo/lines.geojson", [("coast_1921", STRAIGHT, LINE | changes)])

    return apply


def railway(line: dict[str, Any] | None = None, station: dict[str, Any] | None = None) -> Break:
    """Write a railway with a station and its town, sound but for the changes."""

    def apply(package: Path) -> None:
        stop = {"type": "Point", "coordinates": [43.5, 40.5]}
        write_features(package / "geo/places.geojson", [("one", stop, PLACE)])
        write_features(
            package / "geo/railways.geojson",
            [
                ("rail_coast", STRAIGHT, RAILWAY | (line or {})),
                ("station_port", stop, STATION | (station or {})),
            ],
        )

    return apply


def screen(change: Callable[[dict[str, Any]], None] = lambda made: None) -> Break:
    """Write the outlines for the screen as the build does, then change the collection."""

    def apply(package: Path) -> None:
        path = build(package / "geo", read_projection(package))
        made = orjson.loads(path.read_bytes())
        change(made)
        write_json(path, made)

    return apply


def relief(content: str = "", **changes: Any) -> Break:
    """Write a relief of two pixels; ``content`` stands for the whole description."""

    def apply(package: Path) -> None:
        atlas = orjson.loads((package / "datapackage.json").read_bytes())["atlas"]
        Image.new("RGBA", (2, 1)).save(package / "geo" / "relief.webp", lossless=True)
        about = {
            "image": "relief.webp",
            "bounds": [-200000.0, -200000.0, 200000.0, 200000.0],
            "projection": atlas["projection"],
        }
        path = package / "geo" / "relief.json"
        path.write_text(content, encoding="utf-8")
        if not content:
            write_json(path, about | changes)

    return apply


def write_features(path: Path, found: Iterable[tuple[str, Any, dict[str, Any]]]) -> None:
    """Write a layer of features, each given by id, geometry and properties."""
    listed = [
        {"type": "Feature", "id": name, "properties": properties, "geometry": geometry}
        for name, geometry, properties in found
    ]
    write_json(path, {"type": "FeatureCollection", "features": listed})


def point(longitude: float, latitude: float) -> Break:
    return features(
        lambda found: found["one"]["geometry"].update(coordinates=[longitude, latitude]),
        "geo/places.geojson",
    )


def leave_out(table: str) -> Break:
    """Remove the description of a table from the descriptor."""

    def apply(package: Path) -> None:
        path = package / "datapackage.json"
        descriptor = orjson.loads(path.read_bytes())
        kept = [resource for resource in descriptor["resources"] if resource["name"] != table]
        write_json(path, {**descriptor, "resources": kept})

    return apply


def drop(name: str) -> Break:
    """Remove a feature from the map."""

    def apply(package: Path) -> None:
        layer = orjson.loads((package / LAYER).read_bytes())
        layer["features"] = [feature for feature in layer["features"] if feature["id"] != name]
        write_json(package / LAYER, layer)

    return apply


def mirrored(package: Path) -> None:
    """Write latitude before longitude in every territory."""

    def change(found: dict[str, Any]) -> None:
        for feature in found.values():
            rings = feature["geometry"]["coordinates"]
            feature["geometry"]["coordinates"] = [[one[::-1] for one in ring] for ring in rings]

    features(change)(package)


def holed(found: dict[str, Any]) -> None:
    hole = [[45.2, 40.2], [45.2, 40.8], [45.8, 40.8], [45.8, 40.2], [45.2, 40.2]]
    found["beyond"]["geometry"]["coordinates"].append(hole)


def holed_wrongly(found: dict[str, Any]) -> None:
    holed(found)
    found["beyond"]["geometry"]["coordinates"][1].reverse()


Expected = tuple[str, int | None, str, str]
"""A problem that must be reported: file, row, column and a part of its line."""


def assert_reported(package: Path, expected: Iterable[Expected]) -> None:
    """Fail unless the validator reports exactly these problems, each on a single line."""
    found, expected = validate(package), list(expected)
    lines = "\n".join(map(str, found))
    assert len(found) == len(expected), lines
    assert lines.count("\n") + 1 == len(found)
    assert all(one.rule and one.cure for one in found)
    for file, row, column, part in expected:
        assert any(
            (one.file, one.row, one.column) == (file, row, column) and part in str(one)
            for one in found
        ), lines
