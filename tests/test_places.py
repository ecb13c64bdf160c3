"""The places of the map: where they lie, what they are called."""

import unicodedata

import pytest
import shapely
from shapely.geometry import shape

from geography_files import FEATURES, PLACES, SHAPES, km_apart, shapes_of
from scripts.geography import base
from scripts.geography.elevation import load_elevation
from scripts.geography.sources import GeographyError

pytestmark = pytest.mark.slow


def test_every_place_lies_in_the_territory_it_names():
    for place in PLACES:
        name = place["properties"]["territory"]
        if name:
            point = shape(place["geometry"])
            assert km_apart(SHAPES[name], point) < 0.5, place["id"]


def test_every_territory_has_a_town_on_the_map():
    drawn = {place["properties"]["territory"] for place in PLACES}
    named = {
        name for name, feature in FEATURES.items() if not feature["properties"].get("backdrop")
    }
    # The Adyghe oblast was governed from Krasnodar, outside it; the seat of Karachay was founded in
    # 1926, and no town of either is on the map.
    assert named - drawn == {"adyghe", "karachay"}


def test_every_rank_has_more_places_than_the_rank_above():
    ranks = [place["properties"]["rank"] for place in PLACES]
    counts = [ranks.count(rank) for rank in (1, 2, 3, 4)]
    assert sum(counts) == len(PLACES) >= 250
    assert counts == sorted(counts)


def test_a_place_has_its_names_in_the_script_of_each_language():
    scripts = {"ru": "CYRILLIC", "hy": "ARMENIAN", "ka": "GEORGIAN", "az": "LATIN"}
    for place in PLACES:
        for language, script in scripts.items():
            letters = [c for c in place["properties"][f"name_{language}"] if c.isalpha()]
            assert all(unicodedata.name(c).startswith(script) for c in letters), place["id"]


def test_a_modern_name_is_given_only_where_it_differs():
    for place in PLACES:
        names = place["properties"]
        for language in ("en", "tr"):
            assert names[f"modern_{language}"] != names[f"name_{language}"], place["id"]


def test_every_place_lies_on_land_and_in_no_lake():
    points = {place["id"]: shape(place["geometry"]) for place in PLACES}
    land, lakes_drawn = shapes_of("land")["land"], shapes_of("lake").values()
    assert [name for name, point in points.items() if km_apart(land, point) >= 0.6] == []
    wet = [name for name, point in points.items() if any(a.contains(point) for a in lakes_drawn)]
    assert wet == []


def test_every_place_stands_on_its_own_spot():
    points = shapely.points([place["geometry"]["coordinates"] for place in PLACES])
    tree = shapely.STRtree(points)
    near = tree.query(points, predicate="dwithin", distance=0.02)
    pairs = {(PLACES[a]["id"], PLACES[b]["id"]) for a, b in near.T if a < b}
    assert pairs == set()


# Heights in metres from general knowledge; a place set down in the wrong valley shows.
HEIGHTS = {
    "tiflis": 400,
    "alexandropol": 1550,
    "kars": 1750,
    "erzurum": 1900,
    "akhalkalaki": 1700,
    "vladikavkaz": 700,
    "goris": 1400,
    "gori": 590,
    "ordubad": 900,
    "kislovodsk": 850,
    "khunzakh": 1700,
    "kedabek": 1450,
    "basargechar": 1950,
    "kurdamir": 0,
    "erzincan": 1200,
    "kazbek": 1750,
    "sarikamish": 2080,
}


def test_the_places_stand_as_high_as_they_are_known_to_stand():
    elevation = load_elevation()
    spots = {place["id"]: place["geometry"]["coordinates"] for place in PLACES}
    for place, height in HEIGHTS.items():
        assert abs(elevation.height(*spots[place]) - height) < 200, place


def test_a_place_of_no_kind_is_refused(tmp_path, monkeypatch):
    header = ",".join(base.PLACE_COLUMNS)
    (tmp_path / "places.csv").write_text(f"{header}\nx,44.8,41.7,X,X,,,,,,,1,hamlet,,known,\n")
    monkeypatch.setattr(base, "TABLES_DIR", tmp_path)
    with pytest.raises(GeographyError, match="x is of the kind 'hamlet'"):
        base.place_features()


def test_the_three_capitals_are_of_the_first_rank():
    first = {place["id"] for place in PLACES if place["properties"]["rank"] == 1}
    assert first == {"tiflis", "baku", "erivan"}
