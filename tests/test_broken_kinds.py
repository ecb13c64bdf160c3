"""Every kind of broken package that an audit tried: one line a fault, and no traceback."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from broken_package import LAYER, Break, both, features, layer, place, screen
from dashboard.dataset import validate as validation
from dashboard.dataset.problems import LONGEST_RULE, DatasetError, Problem
from dashboard.dataset.validate import open_dataset, validate
from small_package import write_json, write_package


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


def byte_order_mark(file: str) -> Break:
    def apply(package: Path) -> None:
        path = package / file
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    return apply


def base(geometry: Any, **properties: Any) -> Break:
    """Write a base layer of one land."""
    told = {"kind": "land", "name_en": "", "name_tr": "", "rank": 1, "basis": "drawn"}

    def apply(package: Path) -> None:
        feature = {"type": "Feature", "id": "land", "geometry": geometry}
        listed = [feature | {"properties": told | properties}]
        write_json(package / "geo/base.geojson", {"type": "FeatureCollection", "features": listed})

    return apply


def point(coordinates: Any) -> Break:
    """Write a place in a territory at some coordinates."""
    return both(
        place(territory="coast"),
        features(
            lambda found: found["one"]["geometry"].update(coordinates=coordinates),
            "geo/places.geojson",
        ),
    )


def shape(name: str, geometry: Any) -> Break:
    return features(lambda found: found[name].update(geometry=geometry))


def holed(found: dict[str, Any]) -> None:
    """Take a hole out of a territory, so that the base layer is asked what lies there."""
    hole = [[44.2, 41.2], [44.2, 41.8], [44.8, 41.8], [44.8, 41.2], [44.2, 41.2]]
    found["upper"]["geometry"]["coordinates"].append(hole)


FLAT = [[44, 41], [45, 41], [45, 41], [44, 41]]
OPEN_RING = [[[43, 40], [45, 40], [45, 42], [43, 42]]]

KINDS: dict[str, tuple[Break, str]] = {
    "byte-order mark, territories": (byte_order_mark(LAYER), "begins with a byte-order mark"),
    "byte-order mark, screen": (
        both(screen(), byte_order_mark("geo/screen.geojson")),
        "begins with a byte-order mark",
    ),
    "position null": (point(None), "has coordinates that are not nested"),
    "position empty": (point([]), "has coordinates that are not nested"),
    "position of one number": (point([1]), "which is not two numbers"),
    "position an object": (point({}), "has coordinates that are not nested"),
    "position nested": (point([[1, 2]]), "which is not two numbers"),
    "position a text": (point("abc"), "has coordinates that are not nested"),
    "position of nulls": (point([None, None]), "which is not two numbers"),
    "land with an open ring": (
        both(features(holed), base({"type": "Polygon", "coordinates": OPEN_RING})),
        "has an open ring",
    ),
    "land nested wrongly": (
        both(features(holed), base({"type": "Polygon", "coordinates": [[1, 2]]})),
        "has coordinates that are not nested as a Polygon",
    ),
    "land of an unknown type": (
        both(features(holed), base({"type": "Circle", "coordinates": [[1, 2]]})),
        "has the geometry Circle",
    ),
    "territory without area": (
        both(shape("upper", {"type": "Polygon", "coordinates": [FLAT]}), screen()),
        "upper is not a valid area",
    ),
    "position nested deeply": (
        point(orjson.loads("[" * 900 + "]" * 900)),
        "which is not two numbers",
    ),
    "property with line ends": (layer("geo/places.geojson", kind="a\nb"), "has the kind a b"),
}


def refusals(package: Path) -> list[str]:
    """Return why a package is refused at the start, by line; empty if it is not."""
    try:
        open_dataset(package)
    except DatasetError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize(("breaks", "rule"), KINDS.values(), ids=KINDS)
def test_a_broken_package_is_refused_in_single_lines(package, breaks, rule):
    breaks(package)
    lines = [str(one) for one in validate(package)]
    assert any(rule in line for line in lines), lines
    assert not [line for line in lines if "cannot be checked" in line or "\n" in line], lines
    assert set(refusals(package)) <= set(lines)


def test_a_rule_that_raises_is_a_problem_with_its_name(package, monkeypatch):
    def clumsy(_package: object) -> list[Problem]:
        raise TypeError("no\nsuch " + "x" * 1000)

    monkeypatch.setattr(validation, "RULES", ((clumsy, ()),))
    monkeypatch.setattr(validation, "NEEDED", frozenset({clumsy}))
    (found,) = map(str, validate(package))
    assert found.startswith(
        "the package: cannot be checked by the rule test_broken_kinds.clumsy (TypeError: no such xx"
    )
    assert "\n" not in found
    assert len(found) < LONGEST_RULE + 150
    with pytest.raises(DatasetError, match=r"test_broken_kinds\.clumsy"):
        open_dataset(package)


def test_a_file_of_the_package_is_read_once(package, monkeypatch):
    screen()(package)
    asked: list[str] = []
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (asked.append(path.name), read(path))[1])
    open_dataset(package)
    assert sorted(set(asked)) == sorted(asked)
