"""The JSON Schema that editors check datapackage.json against."""

from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest

from dashboard.dataset.reading.terms import KEYS
from dashboard.dataset.schema.block import WORDS
from dashboard.dataset.schema.descriptor import ATLAS
from scripts.reference import whole_descriptor

ROOT = Path(__file__).parent.parent
PACKAGES = (ROOT / "data", ROOT / "examples" / "schleswig-1920")


def faults(descriptor: dict[str, Any]) -> list[str]:
    checker = jsonschema.Draft202012Validator(whole_descriptor())
    return sorted(error.json_path for error in checker.iter_errors(descriptor))


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads((folder / "datapackage.json").read_bytes())
    return found


def test_the_editor_schema_has_every_key_of_the_atlas():
    assert {*ATLAS["properties"], *WORDS} == set(KEYS)


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.name)
def test_the_packages_of_this_project_keep_it(folder):
    assert faults(described(folder)) == []


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("statuses", [{"id": "held", "pattern": "spotted"}], "$.atlas.statuses[0].pattern"),
        ("categories", [{"name": {"en": "War"}}], "$.atlas.categories[0]"),
        ("line_kinds", [{"id": "front", "colour": "red"}], "$.atlas.line_kinds[0].colour"),
        ("lanes", [], "$.atlas.lanes"),
        ("lead", {}, "$.atlas.lead"),
        ("article", 3, "$.atlas.article"),
        ("titel", {}, "$.atlas"),
    ],
)
def test_the_editor_schema_reports_wrong_keys_and_values(key, value, place):
    descriptor = described(PACKAGES[1])
    descriptor["atlas"][key] = value
    assert faults(descriptor) == [place]
