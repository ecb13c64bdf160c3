"""Every kind of broken package that an audit tried: one line a fault, and no traceback."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from broken_package import LAYER, Break, both, cell, features, layer, mirrored, place, screen, swap
from dashboard.dataset import validate as validation
from dashboard.dataset.problems import LONGEST_RULE, DatasetError, Problem
from dashboard.dataset.rules import schema
from dashboard.dataset.validate import open_dataset, validate
from dashboard.ui.app import create_app
from small_package import set_cell, write_json, write_package


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
    sound = {"kind": "land", "name_en": "", "name_tr": "", "rank": 1, "basis": "drawn"}

    def apply(package: Path) -> None:
        feature = {"type": "Feature", "id": "land", "geometry": geometry}
        listed = [feature | {"properties": sound | properties}]
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


def boundary(**changes: Any) -> Break:
    """Give Upper a stretch of its outline, sound but for the changes."""
    sound = {"neighbour": "lower", "kind": "river", "line": "", "accuracy": "B", "km": 1}
    stretch = sound | {"basis_en": "River", "basis_tr": "Irmak"} | changes
    return property_of("upper", boundaries=[stretch])


def property_of(name: str, **changes: Any) -> Break:
    return features(lambda found: found[name]["properties"].update(changes))


def descriptor(change: Callable[[dict[str, Any]], None]) -> Break:
    def apply(package: Path) -> None:
        content = orjson.loads((package / "datapackage.json").read_bytes())
        change(content)
        write_json(package / "datapackage.json", content)

    return apply


def atlas(**changes: Any) -> Break:
    return descriptor(lambda content: content["atlas"].update(changes))


def home(value: Any) -> Break:
    return atlas(home=value)


def projection(**changes: Any) -> Break:
    return descriptor(lambda content: content["atlas"]["projection"].update(changes))


def resource(**changes: Any) -> Break:
    return descriptor(lambda content: content["resources"][0].update(changes))


def story(text: str) -> Break:
    def apply(package: Path) -> None:
        (package / "stories").mkdir()
        (package / "stories" / "a.toml").write_text(text, encoding="utf-8")

    return apply


def extra(content: str, **more: Any) -> Break:
    """Add a table of one column that no rule of the atlas knows."""
    listed = {"name": "x", "path": "x.csv", "schema": {"fields": [{"name": "a"}]}} | more

    def apply(package: Path) -> None:
        (package / "x.csv").write_text(content, encoding="utf-8")
        descriptor(lambda content: content["resources"].append(listed))(package)

    return apply


def abbreviated(package: Path) -> None:
    """Put lines of BibTeX before the sources that stand for 26 MB; with five more, for 26 GB."""
    lines = ['@string{a0 = "' + "x" * 100 + '"}\n']
    lines += [f"@string{{a{n + 1} = {' # '.join([f'a{n}'] * 4)}}}\n" for n in range(9)]
    path = package / "sources.bib"
    path.write_text("".join(lines) + path.read_text(encoding="utf-8"), encoding="utf-8")


def extended(file: str, content: str) -> Break:
    def apply(package: Path) -> None:
        path = package / file
        path.write_text(path.read_text(encoding="utf-8") + content, encoding="utf-8")

    return apply


def looped(file: str) -> Break:
    def apply(package: Path) -> None:
        (package / file).parent.mkdir(exist_ok=True)
        (package / file).symlink_to(Path(file).name)

    return apply


def holed(found: dict[str, Any]) -> None:
    """Take a hole out of a territory, so that the base layer is asked what lies there."""
    hole = [[44.2, 41.2], [44.2, 41.8], [44.8, 41.8], [44.8, 41.2], [44.2, 41.2]]
    found["upper"]["geometry"]["coordinates"].append(hole)


FLAT = [[44, 41], [45, 41], [45, 41], [44, 41]]
BOW_TIE = [[44, 41], [45, 42], [44, 42], [45, 41], [44, 41]]
UPPER = [[43, 41], [44, 41], [45, 41], [45, 42], [43, 42], [43, 41]]
AWAY = [[50, 50], [50, 51], [51, 51], [51, 50], [50, 50]]
BOTH = '{name}.en = "A"\n{name}.tr = "A"\n'
STOP = (
    "".join(BOTH.format(name=name) for name in ("title", "summary"))
    + '[[stop]]\nday = 1920-04-28\nextent = {}\nevents = ["opening"]\n'
    + "".join(BOTH.format(name=name) for name in ("title", "text", "question"))
)
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
    "territory twice in its geometry": (
        shape("upper", {"type": "MultiPolygon", "coordinates": [[UPPER], [UPPER]]}),
        "upper is not a valid area (Self-intersection[",
    ),
    "hole outside its territory": (
        shape("upper", {"type": "Polygon", "coordinates": [UPPER, AWAY]}),
        "upper is not a valid area (Hole lies outside shell[50 50])",
    ),
    "latitude first": (mirrored, "upper has latitude before longitude: its seat lies"),
    "bow-tie": (shape("upper", {"type": "Polygon", "coordinates": [BOW_TIE]}), "crosses itself"),
    "land that is a point": (
        base({"type": "Point", "coordinates": [44, 41]}),
        "land is a land with the geometry Point; use Polygon or MultiPolygon",
    ),
    "neighbour an object": (
        boundary(neighbour={}),
        "upper has the boundaries[0].neighbour {}, which is not text on one line",
    ),
    "backdrop a text": (
        property_of("beyond", backdrop="yes"),
        "beyond has the backdrop yes, which is not true or false; write true or false",
    ),
    "name a list": (property_of("beyond", name_en=["a"]), "has the name_en ['a'], which is not"),
    "name an object": (property_of("beyond", name_en={}), "has the name_en {}, which is not text"),
    "place without an id": (
        both(
            place(territory="coast"),
            features(lambda found: found["one"].pop("id"), "geo/places.geojson"),
        ),
        "geo/places.geojson, id: feature 1 has no id; give it a stable id",
    ),
    "today's name an object": (place(modern_en={}), "one has the modern_en {}, which is not text"),
    "area a list": (property_of("upper", area_km2=[1]), "upper has the area_km2 [1], which is not"),
    "boundaries null": (property_of("upper", boundaries=None), "boundaries null, which is not a"),
    "property nested deeply": (
        property_of("upper", more=orjson.loads("[" * 400 + "]" * 400)),
        "upper has more than 20 objects and lists within each other",
    ),
    "whole number too long": (
        swap("regions.csv", "Kıyı,2", f"Kıyı,{'2' * 5000}"),
        "is too long a number",
    ),
    "story without a stop": (story(""), "stories/a.toml, stop: there is no stop; add a [[stop]]"),
    "story of a small part": (story(STOP.format("[43.5, 40.5, 43.6, 40.6]")), "too small or too"),
    "story of a large part": (story(STOP.format("[10, 20, 60, 60]")), "too small or too large"),
    "story elsewhere": (story(STOP.format("[2, 48, 4, 50]")), "lies outside atlas.home"),
    "story with an inline stop": (
        story('title = {en = "A", tr = "A"}\nstop = [{day = 1920-04-28}]\n'),
        "stories/a.toml",
    ),
    "home of the whole world": (home([-180, -90, 180, 90]), "draws nothing; leave out the pole"),
    "home elsewhere": (home([2, 48, 4, 50]), "atlas.home: [2, 48, 4, 50] shows no territory"),
    "home off Earth": (home([1000, 0, 2000, 1]), "atlas.home[0]: 1000 is not a number from -180"),
    "home a text": (home("0159"), "atlas.home: 0159 is not a list of west, south, east, north"),
    "home infinite": (home([0, 0, 1, "inf"]), "atlas.home[3]: inf is not a number"),
    "parallel not a number": (projection(lat_1="nan"), "is not known to PROJ"),
    "parallels beyond the pole": (projection(lat_1=900), "atlas.projection: "),
    "parallels opposite": (projection(lat_1=30, lat_2=-30), "is not known to PROJ"),
    "projection a text": (
        atlas(projection="lcc"),
        "atlas.projection: lcc is neither a code nor an object",
    ),
    "schema a text": (resource(schema="x.json"), "resources[0].schema: x.json is not an object"),
    "fields a text": (resource(schema={"fields": "id"}), "schema.fields: id is not a list"),
    "fields a number": (resource(schema={"fields": 4}), "schema.fields: 4 is not a list"),
    "field without name": (resource(schema={"fields": [{}]}), "fields[0].name: is missing"),
    "path a folder": (resource(path="geo"), "geo is not a regular file"),
    "path empty": (resource(path=""), "resources[0].path: is empty"),
    "path too long": (resource(path="x" * 5000), "is a path of more than 200 characters"),
    "path with a NUL": (resource(path="x\0"), "has characters that no path of a package has"),
    "id of a lane a list": (
        atlas(lanes=[{"id": [], "name": {}}]),
        "atlas.lanes[0].id: [] is not an id",
    ),
    "row of many cells": (
        swap("events.csv", "opening,", f"opening,{',' * 5000}"),
        "events.csv: has a row of more than 200 cells",
    ),
    "row of many cells, of other separators": (
        extra("a\n" + "|" * 5000, dialect={"delimiter": "|"}),
        "x.csv: has a row of more than 200 cells",
    ),
    "pattern that is none": (
        extra("a\n1", schema={"fields": [{"name": "a", "constraints": {"pattern": "("}}]}),
        "a pattern of a column is no regular expression: missing ), unterminated subpattern",
    ),
    "address with a bracket": (
        swap("sources.bib", "https://example.org/book", "http://[zz]/"),
        "Book2001 has an address that cannot be read; write it as https://example.org/a",
    ),
    "abbreviations within abbreviations": (
        abbreviated,
        "sources.bib row 1: has an abbreviation (@string); write the words out in each entry",
    ),
    "story that is a link to itself": (looped("stories/a.toml"), "stories/a.toml"),
    "list of releases that is a link to itself": (
        looped("releases.csv"),
        "releases.csv: cannot be read; put the file itself there",
    ),
    "control character in a table": (
        swap("regions.csv", "Kıyı", "Kı\x07yı"),
        "has the control character U+0007; remove it",
    ),
    "no character, in the sources": (
        extended("sources.bib", "\uffff"),
        "has the control character U+FFFF; remove it",
    ),
    "control character in a story": (
        story(STOP.format("[43.2, 40.2, 45.8, 42.8]").replace('"A"', '"A\\u0007"', 1)),
        "title.en: A\\x07 is not text of at most 10,000 characters without control characters",
    ),
    "control character in a place": (place(modern_en="A\x07"), "without control characters"),
    "latitude with an underscore": (
        cell("territories", 2, "lat", "4_1.5"),
        "lat: 4_1.5 is not a coordinate; write degrees from -90 to 90",
    ),
    "latitude in digits of another script": (
        cell("territories", 2, "lat", "٤١.5"),
        "is not a coordinate; write degrees from -90 to 90",
    ),
    "cell of a book": (
        swap("regions.csv", "Kıyı", "Kıyı" * 3000),
        "is longer than 10,000 characters; shorten it",
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


@pytest.mark.parametrize(
    ("edtf", "is_valid"),
    [("1919-23", True), ("1919-09-XX", True), ("1919-09?", True), ("1919-9", False)],
)
def test_a_date_that_the_page_has_no_words_for_does_not_stop_the_start(package, edtf, is_valid):
    set_cell(package, "events", 4, "date_edtf", edtf)
    assert ([str(one) for one in validate(package)] == []) is is_valid
    assert create_app(package).server.test_client().get("/").status_code == 200


def test_areas_with_an_edge_of_three_are_told_and_do_not_end_the_start(package):
    shape("lower", {"type": "Polygon", "coordinates": [UPPER]})(package)
    assert any("overlaps" in str(problem) for problem in validate(package))
    assert create_app(package).server.test_client().get("/").status_code == 200


def test_a_pattern_that_tries_too_many_ways_is_given_up(package, monkeypatch):
    monkeypatch.setattr(schema, "LONGEST", 0.5)
    fields = [{"name": "a", "constraints": {"pattern": "(a+)+$"}}]
    extra("a\n" + "a" * 60 + "b", schema={"fields": fields})(package)
    report = schema.report_on(
        {"name": "x", "resources": [{"name": "x", "path": "x.csv", "schema": {"fields": fields}}]},
        package,
    )
    (note,) = report.notes
    assert "the tables were not checked in 0.5 seconds of the processor" in note


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
