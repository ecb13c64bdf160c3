"""A package of ``scripts/synthetic.py`` in other languages than the two it is written in."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

WRITTEN = ("en", "tr")
"""Languages of a synthetic package, the first of which has the locators without a suffix."""

Speech = Mapping[str, str | None]
"""New languages in order, each with the language whose words it takes, or none."""


def spoken_in(folder: Path, speech: Speech) -> Path:
    """Write the package in ``folder`` in other languages, in place; return the folder."""
    for path in folder.glob("*.csv"):
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
        header = next(csv.reader([path.read_text("utf-8").partition("\n")[0]]))
        content = io.StringIO()
        writer = csv.DictWriter(content, _renamed(header, speech), lineterminator="\n")
        writer.writeheader()
        writer.writerows({new: row[old] for new, old in _columns(row, speech)} for row in rows)
        path.write_text(content.getvalue(), "utf-8")
    for path in folder.glob("geo/*.geojson"):
        layer = json.loads(path.read_text("utf-8"))
        for feature in layer["features"]:
            words = feature["properties"]
            feature["properties"] = {new: words[old] for new, old in _columns(words, speech)}
        path.write_text(json.dumps(layer), "utf-8")
    for path in folder.glob("stories/*.toml"):
        path.write_text("\n".join(_lines(path.read_text("utf-8"), speech)), "utf-8")
    _describe(folder / "datapackage.json", speech)
    return folder


def _columns(words: Mapping[str, Any], speech: Speech) -> list[tuple[str, str]]:
    """New and old name of each column."""
    found = []
    for column in words:
        stem, _, language = column.rpartition("_")
        if column == "source_locator":
            found += [(column, column)]
            later = [one for one, old in list(speech.items())[1:] if old]
            found += [(f"{column}_{one}", column) for one in later]
        elif language == WRITTEN[0]:
            found += [(f"{stem}_{one}", f"{stem}_{old}") for one, old in speech.items() if old]
        elif language != WRITTEN[1]:
            found.append((column, column))
    return found


def _renamed(header: list[str], speech: Speech) -> list[str]:
    return [new for new, _ in _columns(dict.fromkeys(header), speech)]


def _lines(text: str, speech: Speech) -> list[str]:
    found = []
    for line in text.splitlines():
        match = re.match(r"(\w+)\.(en|tr)( = .*)", line)
        if not match:
            found.append(line)
        elif match[2] == WRITTEN[0]:
            found += [f"{match[1]}.{one}{match[3]}" for one, old in speech.items() if old]
    return found


def _describe(path: Path, speech: Speech) -> None:
    about = json.loads(path.read_text("utf-8"))
    title = about["atlas"]["title"]
    about["atlas"]["languages"] = list(speech)
    about["atlas"]["title"] = {one: title[old] for one, old in speech.items() if old}
    for resource in about["resources"]:
        if "fields" in resource.get("schema", {}):
            fields = {field["name"]: field for field in resource["schema"]["fields"]}
            resource["schema"]["fields"] = [
                fields[old] | {"name": new} for new, old in _columns(fields, speech)
            ]
    path.write_text(json.dumps(about), "utf-8")
