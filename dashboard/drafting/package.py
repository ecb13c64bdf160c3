"""A data package written from rows and features, with a descriptor that fits them."""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from dashboard.dataset.model import Language
from dashboard.dataset.packaged import DATA
from dashboard.dataset.reading.descriptor import DESCRIPTOR
from dashboard.dataset.reading.load import SOURCES
from dashboard.dataset.reading.tables import COLUMNS, OPTIONAL, columns_of
from dashboard.dataset.validate import validate

Row = Mapping[str, object]
Box = tuple[float, float, float, float]
DECIMALS = 5
GRID = 10.0**-DECIMALS
HEMISPHERE = 150.0
"""Degrees beyond which a projection about a point bends too much."""
MOST_FAULTS = 5
"""Faults of a draft that are named; usually others follow from the first."""
WORDED = (("control", "status"), ("events", "category"), ("outcomes", "kind"))
"""Columns of words that each atlas chooses in its own block."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new package is made of.

    ``box`` is west, south, east, north in degrees. ``tables`` are rows by name of the table,
    ``layers`` GeoJSON features by path, ``files`` texts by path. Texts are in the first of
    ``languages``: ``name_*`` in a row or in properties is the name in it.
    """

    title: str
    first: date
    last: date
    box: Box
    tables: Mapping[str, Sequence[Row]]
    layers: Mapping[str, Sequence[Mapping[str, Any]]]
    sources: str
    files: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[Language, ...] = ("en",)


def check_days(first: date, last: date) -> None:
    """Raise ``ValueError`` unless the last day of an atlas is not before its first."""
    if last < first:
        raise ValueError(f"--last {last} is before --first {first}; write the later day as --last")


def write(folder: Path, draft: Draft) -> None:
    """Write the package into a folder that is new or empty, whole and valid or not at all.

    Raises
    ------
    FileExistsError
        When there is something in the folder.
    ValueError
        When the package would break a rule.
    """
    is_new = not folder.exists()
    if not is_new and any(folder.iterdir()):
        raise FileExistsError(f"{folder}: there is something in it; name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with TemporaryDirectory(dir=folder) as place:
            whole = Path(place)
            _fill(whole, draft)
            _refuse_faults(whole)
            for path in whole.iterdir():
                path.rename(folder / path.name)
    except BaseException:
        if is_new:
            folder.rmdir()
        raise


def _refuse_faults(folder: Path) -> None:
    """Raise ``ValueError`` for a draft that breaks a rule, naming what was asked for first.

    What is wrong with the descriptor is wrong with the options of the command; other faults may
    come of it.
    """
    problems = validate(folder)
    named = [problem for problem in problems if problem.file == DESCRIPTOR] or problems
    if named:
        lines = "\n".join(map(str, named[:MOST_FAULTS]))
        raise ValueError(f"nothing was written, the draft would not be valid:\n{lines}")


def _fill(folder: Path, draft: Draft) -> None:
    for table in COLUMNS:
        rows = [_worded(row, draft.languages[0]) for row in draft.tables.get(table, ())]
        if rows or table not in OPTIONAL:
            columns = columns_of(table, draft.languages, whole=False)
            _write(folder / f"{table}.csv", _csv(list(columns), rows))
    for path, features in draft.layers.items():
        worded = [
            {**feature, "properties": _worded(feature["properties"], draft.languages[0])}
            for feature in features
        ]
        _write(folder / path, geojson(worded))
    _write(folder / SOURCES, draft.sources)
    for path, content in draft.files.items():
        _write(folder / path, content)
    _write(folder / DESCRIPTOR, _json(_descriptor(folder, draft)))


def text(stem: str, words: str) -> Row:
    """Words in the column of the first language, whichever that is."""
    return {f"{stem}_*": words}


def _worded(row: Row, language: Language) -> Row:
    return {
        f"{name[:-1]}{language}" if name.endswith("_*") else name: value
        for name, value in row.items()
    }


def slug(text: str, usual: str, between: str = "_") -> str:
    """An id of a name: ``Åland 2001`` becomes ``aland_2001``; ``usual`` if no letter is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", between, plain).strip(between) or usual


def feature(id_: str, geometry: Mapping[str, Any], properties: Row) -> Mapping[str, Any]:
    """A GeoJSON feature."""
    return {"type": "Feature", "id": id_, "properties": dict(properties), "geometry": geometry}


def geojson(features: Sequence[Mapping[str, Any]]) -> str:
    """A FeatureCollection, a line a feature, so that a change is seen in a comparison."""
    lines = ",\n".join(orjson.dumps(feature).decode() for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")


def _json(content: object) -> str:
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    content = io.StringIO()
    writer = csv.DictWriter(content, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return content.getvalue()


def _descriptor(folder: Path, draft: Draft) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": slug(draft.title, "atlas", "-"),
        "title": draft.title,
        "description": f"{draft.title}: who held what from {draft.first} to {draft.last}.",
        "version": "0.1.0",
        "created": f"{date.today().isoformat()}T00:00:00Z",  # noqa: DTZ011 - the day of the writer
        "keywords": ["history"],
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
        "contributors": [{"title": "Write your name here", "role": "author"}],
        "atlas": {
            "languages": list(draft.languages),
            "title": {draft.languages[0]: draft.title},
            "first_day": draft.first.isoformat(),
            "last_day": draft.last.isoformat(),
            "detailed_until": draft.last.isoformat(),
            "projection": _projection(draft.box),
            "home": list(draft.box),
        },
        "resources": _resources(folder, draft.languages),
    }


def _projection(box: Box) -> dict[str, Any]:
    """A projection true to area: about the middle of the box, or of the whole Earth."""
    west, south, east, north = box
    middle = round((west + east) / 2, 2)
    if east - west > HEMISPHERE or north - south > HEMISPHERE:
        return {"name": "eqearth", "lon_0": middle}
    return {"name": "laea", "lat_0": round((south + north) / 2, 2), "lon_0": middle}


def _resources(folder: Path, languages: Sequence[Language]) -> list[dict[str, Any]]:
    """Describe the files of the folder as the package of this project describes its own."""
    known = orjson.loads((DATA / DESCRIPTOR).read_bytes())["resources"]
    kept = [resource for resource in known if (folder / resource["path"]).exists()]
    names = {resource["name"] for resource in kept} | {""}
    for resource in kept:
        schema = resource.get("schema", {})
        if resource["name"] in COLUMNS:
            schema["fields"] = _fields(resource["name"], schema["fields"], languages)
        if "foreignKeys" in schema:
            keys = schema["foreignKeys"]
            schema["foreignKeys"] = [key for key in keys if key["reference"]["resource"] in names]
    paths = {resource["path"] for resource in kept}
    for path in sorted(folder.glob("stories/*.toml")):
        name = path.relative_to(folder).as_posix()
        if name not in paths:
            kept.append({"name": f"story_{path.stem}", "path": name, "format": "toml"})
    return kept


def _without_words(field: Mapping[str, Any]) -> Mapping[str, Any]:
    """A field without the words that the package of this project chose for it."""
    kept = {name: rule for name, rule in field["constraints"].items() if name != "enum"}
    return {**field, "constraints": kept}


def _fields(
    table: str, known: Sequence[Mapping[str, Any]], languages: Sequence[Language]
) -> list[Mapping[str, Any]]:
    """The fields of a table with its columns of text in other languages; only the first is needed.

    Descriptions are left out where they name a language.
    """
    usual = {field["name"]: field for field in known}
    fields: list[Mapping[str, Any]] = []
    for column, language in columns_of(table, languages, whole=False).items():
        if language is None:
            fields.append(
                _without_words(usual[column]) if (table, column) in WORDED else usual[column]
            )
        else:
            stem = column.removesuffix(f"_{language}")
            needed = (
                usual.get(f"{stem}_en", {}).get("constraints") if language == languages[0] else {}
            )
            fields.append({"name": column, "type": "string"})
            if needed:
                fields[-1] = {**fields[-1], "constraints": needed}
    return fields
