"""What a package says of itself in ``atlas``: defaults, and every fault with its cure."""

from datetime import date

import orjson
import pytest

import small_package
from dashboard.dataset.model import Text
from dashboard.dataset.problems import DatasetError
from dashboard.dataset.reading.load import load_dataset

REQUIRED = ("title", "first_day", "last_day", "detailed_until", "projection", "home")


def written(folder, **keys):
    """The small package with the required keys of ``atlas`` and ``keys``."""
    small_package.write_package(folder)
    path = folder / "datapackage.json"
    descriptor = orjson.loads(path.read_bytes())
    atlas = descriptor["atlas"]
    descriptor["atlas"] = {name: atlas[name] for name in REQUIRED} | keys
    descriptor["name"] = "Small Package"
    small_package.write_json(path, descriptor)
    return folder


def test_a_package_may_leave_out_every_optional_key(tmp_path):
    dataset = load_dataset(written(tmp_path / "small"))
    terms = dataset.terms
    assert terms.file_name == "small-package"
    assert terms.map_name == dataset.title
    assert terms.example_day == dataset.first_day
    assert terms.film_days == (dataset.first_day, dataset.last_day)
    assert terms.favicon == ""


def test_a_package_says_how_it_is_called(tmp_path):
    folder = written(
        tmp_path / "small",
        file_name="small",
        map_name={"en": "Map of nowhere", "tr": "Hiçbir yerin haritası"},
        example_day="1919-02-03",
        film={"from": "1919-01-01"},
    )
    terms = load_dataset(folder).terms
    assert terms.file_name == "small"
    assert terms.map_name == Text("Map of nowhere", "Hiçbir yerin haritası")
    assert terms.example_day == date(1919, 2, 3)
    assert terms.film_days == (date(1919, 1, 1), date(1936, 12, 31))


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (
            {"file_name": "My Atlas"},
            "atlas.file_name: My Atlas is not a file name; "
            "write small letters, digits and hyphens, as my-atlas",
        ),
        (
            {"map_name": {"en": "Map"}},
            "atlas.map_name: {'en': 'Map'} is not text in en and tr, of at most 300 characters; "
            'write {"en": "...", "tr": "..."}',
        ),
        (
            {"example_day": "1937-01-01"},
            "atlas.example_day: 1937-01-01 is not a day from 1918-01-01 to 1936-12-31; "
            "write a day of the atlas as YYYY-MM-DD",
        ),
        ({"film": "all"}, "atlas.film: all is not an object; docs/data-package.md has an example"),
        (
            {"film": {"from": "1920-01-01", "to": "1919-01-01"}},
            "atlas.film.from: 1920-01-01 is not before film.to; "
            "write the first day of a film, then its last",
        ),
        (
            {"favicon": "../favicon.svg"},
            "atlas.favicon: ../favicon.svg leads out of the package; write the path of a file in "
            "the package, relative to its folder, as geo/base.geojson",
        ),
        (
            {"favicon": "sources.bib"},
            "atlas.favicon: sources.bib is not an SVG; give a picture whose name ends in .svg",
        ),
    ],
)
def test_a_fault_is_named_with_its_place_and_cure(tmp_path, keys, message):
    with pytest.raises(DatasetError) as fault:
        load_dataset(written(tmp_path / "small", **keys))
    assert str(fault.value) == f"datapackage.json, {message}"
