"""The places of the atlas as Linked Places, for gazetteers."""

import re

import orjson
import pytest
from geojson_pydantic import FeatureCollection

from dashboard.export.data import gazetteer

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def places(dataset) -> dict:
    return orjson.loads(gazetteer.render(dataset, "https://atlas.example/"))


def test_places_are_geojson_with_the_members_that_linked_places_require(places, dataset):
    FeatureCollection.model_validate(places)
    assert places["@context"][0].endswith("linkedplaces-context-v1.1.jsonld")
    assert places["license"] == "https://spdx.org/licenses/CC-BY-4.0"
    assert places["version"] == dataset.version
    assert len(places["features"]) == len(dataset.places)
    addresses = [feature["@id"] for feature in places["features"]]
    assert len(set(addresses)) == len(addresses)
    for place in places["features"]:
        assert place["@id"].startswith("https://atlas.example/api/places.jsonld#")
        assert place["properties"]["title"]
        assert set(place["properties"]["fclasses"]) <= set("AHLPRST")
        cited = [name["citations"][0]["@id"] for name in place["names"] if "citations" in name]
        assert set(cited) == {"https://atlas.example/"}
        assert re.fullmatch(r"aat:3000\d{5}", place["types"][0]["identifier"])
        assert place["when"]["timespans"][0]["start"] == {"in": "1918"}


def test_a_place_has_its_names_of_the_time_and_of_today(places):
    tiflis = places["features"][0]
    names = {(name["lang"], name["toponym"]): name for name in tiflis["names"]}
    assert {("en", "Tiflis"), ("ru", "Тифлис"), ("en", "Tbilisi")} <= set(names)
    assert "when" in names["ru", "Тифлис"]
    assert names["en", "Tbilisi"]["when"]["timespans"][0]["start"] == {"in": "1936-08-17"}
    batum = {(name["lang"], name["toponym"]): name for name in places["features"][3]["names"]}
    assert "when" in batum["tr", "Batum"]
    # A name of today of which no row says since when.
    telav = next(feature for feature in places["features"] if feature["@id"].endswith("#telav"))
    today = next(
        name for name in telav["names"] if name["toponym"] == "Telavi" and name["lang"] == "en"
    )
    assert "when" not in today
    assert tiflis["relations"][0]["relationTo"] == "https://atlas.example/?territory=tiflis"


def test_every_kind_of_place_has_a_concept(dataset):
    assert {place.kind for place in dataset.places} <= set(gazetteer.TYPES)
