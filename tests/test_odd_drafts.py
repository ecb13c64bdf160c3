"""Odd files for ``new`` and ``import``: a valid package, or a line that says why there is none."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli.main import main
from dashboard.dataset.areas import areas_km2
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.validate import validate

RING = [[10, 50], [12, 50], [12, 52], [10, 52], [10, 50]]
SQUARE = {"type": "Polygon", "coordinates": [RING]}
TEXT = "POLYGON((10 50,12 50,12 52,10 52,10 50))"
OSM = {"name": "A", "start_date": "1900", "end_date": "1910"}
HEAD = "country_name,gwsdate,gwedate,the_geom\n"
ROW = f'A,1900-01-01,1910-12-31,"{TEXT}"\n'
PARTS = "country_name,gwsyear,gwsmonth,gwsday,gweyear,gwemonth,gweday,the_geom\n"


def polygon(*ring: list[float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [list(ring)]}


def told(properties: Any = OSM, geometry: Any = SQUARE) -> str:
    feature = {"type": "Feature", "geometry": geometry, "properties": properties}
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


def bring_in(folder: Path, content: str | bytes, ending: str = "geojson", *more: str) -> int:
    source = folder / f"odd.{ending}"
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    return main(["import", str(source), str(folder / "atlas"), *more])


GEOJSON = {
    "an end of 9999": (told(OSM | {"end_date": "9999-12-31"}), "1900-01-01"),
    "the first year": (told(OSM | {"start_date": "0001-01-01"}), "0001-01-02"),
    "years as numbers": (told({"name": "A", "start_date": 1900.0, "end_date": 1910}), "1900-01-01"),
    "begun and ended in a year": (told(OSM | {"end_date": "1900"}), "1900-01-01"),
    "a span of years": (told(OSM | {"start_date": "1900/1905"}), "1900-01-01"),
    "a decade": (told(OSM | {"start_date": "190X", "end_date": "192X"}), "1900-01-01"),
    "a name that steers": (told(OSM | {"name": "A\0\nB"}), "1900-01-01"),
    "markup and quotes": (told(OSM | {"name": "<b>\"A\"</b> & 'B' {x} %s"}), "1900-01-01"),
    "heights": (told(geometry=polygon(*([*place, 5.0] for place in RING))), "1900-01-01"),
    "a hundred metres": (
        told(geometry=polygon([10, 50], [10.001, 50], [10.001, 50.001], [10, 50])),
        "1900-01-01",
    ),
    "the whole Earth": (
        told(geometry=polygon([-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90])),
        "1900-01-01",
    ),
}
TABLES = {
    "line ends of Windows": (HEAD + ROW).replace("\n", "\r\n"),
    "line ends of old Macs": (HEAD + ROW).replace("\n", "\r"),
    "a byte-order mark": f"\ufeff{HEAD}{ROW}",
    "semicolons": f'{HEAD.replace(",", ";")}A;1900-01-01;1910-12-31;"{TEXT}"\n',
    "capitals": f'CNTRY_NAME,GWSDATE,GWEDATE,WKT\nA,1900-01-01,1910-12-31,"{TEXT}"\n',
    "parts of days": f'{PARTS}A,1900.0,1.0,1.0,1910,12,31,"{TEXT}"\n',
    "a time with the day": f'{HEAD}A,1900-01-01T00:00:00,1910-12-31,"{TEXT}"\n',
    "both ways": (
        f'name,start_date,end_date,gwsdate,gwedate,wkt\nA,1900-01-01,1911-01-01,,,"{TEXT}"\n'
    ),
}


@pytest.mark.parametrize("name", GEOJSON)
def test_what_is_odd_but_clear_is_imported(tmp_path, name):
    content, first = GEOJSON[name]
    assert bring_in(tmp_path, content) == 0
    assert [str(fault) for fault in validate(tmp_path / "atlas")] == []
    assert str(load_dataset(tmp_path / "atlas").first_day) == first


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_other_programs_are_imported(tmp_path, name):
    assert bring_in(tmp_path, TABLES[name], "csv") == 0
    dataset = load_dataset(tmp_path / "atlas")
    assert (str(dataset.first_day), str(dataset.last_day)) == ("1900-01-01", "1910-12-31")


def test_an_end_of_cshapes_on_the_last_day_of_the_calendar_is_open(tmp_path):
    row = ROW.replace("1910-12-31", "9999-12-31")
    assert bring_in(tmp_path, HEAD + row, "csv", "--last=1950-01-01") == 0
    assert load_dataset(tmp_path / "atlas").control[0].interval.end is None


def test_a_shape_too_small_to_draw_is_left_out_and_said(tmp_path, capfd):
    small = polygon([10, 50], [10.000001, 50], [10, 50.000001], [10, 50])
    shapes = json.loads(told())
    shapes["features"] += json.loads(told(OSM | {"name": "Small"}, small))["features"]
    assert bring_in(tmp_path, json.dumps(shapes)) == 0
    assert "Small: its shape from 1900-01-01 is smaller than a metre" in capfd.readouterr().out
    assert len(load_dataset(tmp_path / "atlas").territories) == 1


@pytest.mark.parametrize(
    ("content", "ending", "said"),
    [
        (
            told(OSM | {"start_date": "-0044-03-15"}),
            "geojson",
            "(A): -0044-03-15 is before the year",
        ),
        (told(OSM | {"start_date": "Y-17000"}), "geojson", "is before the year 1"),
        (told(OSM | {"end_date": "1910/.."}), "geojson", "1910/.. is open at a side"),
        (told(OSM | {"name": {"en": "A"}}), "geojson", "feature 1: has no name"),
        (told(None), "geojson", "feature 1: has no name"),
        (told(geometry=None), "geojson", "feature 1 (A): has no geometry"),
        (told(geometry=polygon(["a", "b"])), "geojson", "(A): has a geometry that cannot be read"),
        (
            told(geometry=polygon([10, 50], [12, 50], [14, 50], [10, 50])),
            "geojson",
            "every shape in it is smaller than a metre",
        ),
        (
            told(geometry=polygon([1e6, 6e6], [1.1e6, 6e6], [1e6, 6.1e6], [1e6, 6e6])),
            "geojson",
            "has the position 1e+06, 6e+06, which is not longitude, latitude in degrees; save it",
        ),
        (
            told(geometry=polygon([170, 5], [190, 5], [170, 7], [170, 5])),
            "geojson",
            "cut at the 180th meridian",
        ),
        (told().replace("[[10, 50]", "[" * 900 + "1" + "]" * 900 + ",[[10, 50]"), "geojson", "odd"),
        (told().encode("utf-16"), "geojson", "is not UTF-8 text; save it so"),
        ("", "geojson", "is not a GeoJSON FeatureCollection"),
        ("", "csv", "there is no feature in it"),
        (f"{HEAD}A,1900-01-01,1910-12-31\n", "csv", "feature 1 (A): has no geometry"),
        (f'{HEAD}A,01.01.1900,31.12.1910,"{TEXT}"\n', "csv", "is no day; write it as 1946-01-31"),
    ],
)
def test_what_cannot_be_imported_is_a_line(tmp_path, capfd, content, ending, said):
    assert bring_in(tmp_path, content, ending) == 2
    printed = capfd.readouterr().err
    assert said in printed
    assert len(printed.splitlines()) == 1
    assert not (tmp_path / "atlas").exists()


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--name=A\nB", "atlas.title.en: A B is not text on one line"),
        ("--name=", "atlas.title.en: is not text on one line"),
        (f"--name={'x' * 5000}", "is not text on one line of at most 300 characters"),
        ("--first=0001-01-01", "atlas.first_day: 0001-01-01 has no day beside it"),
        ("--last=9999-12-31", "atlas.last_day: 9999-12-31 has no day beside it"),
        ("--languages=xx", "atlas.languages: xx is not a language; write a tag of CLDR"),
        ("--languages=en,en", "atlas.languages: "),
        ("--languages=../x", "atlas.languages: ../x is not a language"),
    ],
)
def test_a_draft_that_would_not_be_valid_is_not_written(tmp_path, capfd, option, said):
    usual = ["--name=X", "--first=1917-12-06", "--last=1921-12-31", "--bbox=10,50,12,52"]
    for folder in (tmp_path / "atlas", tmp_path / "empty"):
        (tmp_path / "empty").mkdir(exist_ok=True)
        assert main(["new", str(folder), *usual, option]) == 2
        printed = capfd.readouterr().err
        assert "nothing was written" in printed
        assert said in printed
    assert not (tmp_path / "atlas").exists()
    assert list((tmp_path / "empty").iterdir()) == []


def test_blanks_between_languages_are_no_part_of_them(tmp_path):
    usual = ["--name=X", "--first=1917-12-06", "--last=1921-12-31", "--bbox=10,50,12,52"]
    assert main(["new", str(tmp_path / "atlas"), *usual, "--languages=de, da"]) == 0
    assert load_dataset(tmp_path / "atlas").languages == ("de", "da")


def test_an_atlas_of_a_few_houses_is_printed(tmp_path):
    """Its areas round to nothing, and the bars of the legend were divided by the largest."""
    usual = ["--name=X", "--first=1917-12-06", "--last=1921-12-31", "--bbox=10,50,10.002,50.002"]
    assert main(["new", str(tmp_path / "atlas"), *usual]) == 0
    sheet = ["snapshot", "1921-12-31", "--output", str(tmp_path / "sheet.svg")]
    assert main([*sheet, "--data", str(tmp_path / "atlas")]) == 0


def test_shapes_wider_than_half_the_earth_have_their_area():
    halves = {(-180, 0): 255.03e6, (-180, 180): 510.07e6, (-100, 100): 283.37e6}
    for (west, east), km2 in halves.items():
        whole = polygon([west, -90], [east, -90], [east, 90], [west, 90], [west, -90])
        (measured,) = areas_km2([{"id": "a", "geometry": whole}]).values()
        assert measured == pytest.approx(km2, rel=1e-3)
