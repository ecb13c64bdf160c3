"""The places as linked data: nothing is lost when a program of RDF reads them."""

from typing import Any

import orjson
import pytest
from pyld import jsonld

from dashboard.dataset.model import Dataset
from dashboard.dataset.rules import linking
from dashboard.dataset.validate import validate
from dashboard.export.data import gazetteer
from small_package import write_package

BROKEN_LINKS = {linking.links_are_of_places}
"""Rules that the tests of this file break."""

LPO = "http://linkedpasts.org/ontology/lpo_latest.ttl#"
# What the context of Linked Places 1.1 says of the terms that we use: a test asks nothing of the
# net. Keys that it does not have are lost in RDF.
CONTEXT = {
    "type": "@type",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dct": "http://purl.org/dc/terms/",
    "gn": "http://www.geonames.org/ontology#",
    "gvp": "http://vocab.getty.edu/ontology#",
    "aat": "http://vocab.getty.edu/aat/",
    "geojson": "https://purl.org/geojson/vocab#",
    "FeatureCollection": "geojson:FeatureCollection",
    "Feature": "geojson:Feature",
    "Point": "geojson:Point",
    "coordinates": {"@container": "@list", "@id": "geojson:coordinates"},
    "features": {"@id": f"{LPO}hasFeature", "@container": "@set"},
    "properties": "geojson:properties",
    "geometry": "https://github.com/kgeographer/geojson-t/geometry",
    "title": "dct:title",
    "license": "dct:license",
    "label": "rdfs:label",
    "identifier": "dct:identifier",
    "when": f"{LPO}when",
    "timespans": {"@id": f"{LPO}timespan", "@container": "@set"},
    "start": f"{LPO}has_start",
    "end": f"{LPO}has_end",
    "in": f"{LPO}in",
    "names": {"@id": f"{LPO}name_attestation", "@container": "@set"},
    "toponym": f"{LPO}toponym",
    "lang": "dct:language",
    "types": {"@id": f"{LPO}type_attestation", "@container": "@set"},
    "sourceLabels": f"{LPO}source_label",
    "links": {"@id": f"{LPO}link_attestation", "@container": "@set"},
    "closeMatch": "http://www.w3.org/2004/02/skos/core#closeMatch",
    "relations": {"@id": f"{LPO}rel_attestation", "@container": "@set"},
    "relationType": f"{LPO}relation_type",
    "relationTo": f"{LPO}relation_to",
    "citations": "http://purl.org/spar/cito#cites",
}


@pytest.fixture(scope="module")
def written(dataset: Dataset) -> dict[str, Any]:
    return orjson.loads(gazetteer.render(dataset, "https://atlas.example"))


def expanded(content: dict[str, Any]) -> list[Any]:
    def load(url: str, _options: object) -> dict[str, Any]:
        assert url == gazetteer.CONTEXT
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}

    return jsonld.expand(content, {"documentLoader": load})


def leaves(value: Any) -> list[str]:
    """Every text and number of a document, but for its context."""
    if isinstance(value, dict):
        return [
            leave for key, inner in value.items() if key != "@context" for leave in leaves(inner)
        ]
    if isinstance(value, list):
        return [leave for inner in value for leave in leaves(inner)]
    return [str(value)]


def test_nothing_is_lost_in_rdf(written):
    part = {**written, "features": written["features"][:40]}
    stated, kept = leaves(part), set(leaves(expanded(part)))
    types = {"FeatureCollection", "Feature", "Point", "closeMatch"}
    assert len(stated) > 1000
    assert {one for one in stated if one not in kept} == types


def test_a_member_without_a_meaning_would_be_lost(written):
    part = {**written, "features": [], "licence": "CC-BY-4.0"}
    assert "CC-BY-4.0" not in leaves(expanded(part))


def test_names_without_years_are_exported_too(written):
    gyumri = next(
        feature for feature in written["features"] if feature["@id"].endswith("#alexandropol")
    )
    others = [name for name in gyumri["names"] if name["lang"] == "und"]
    assert [other["toponym"] for other in others] == [
        "Aleksandropol",
        "Kumayri",
        "Гюмри",
        "Գյումրի",
        "გიუმრი",
    ]
    assert all("when" not in other for other in others)


def test_places_name_the_records_of_other_gazetteers_and_who_says_so(written, dataset):
    linked = {
        feature["@id"].rpartition("#")[2]: feature
        for feature in written["features"]
        if "links" in feature
    }
    assert len(linked) > 250
    (link,) = linked["tiflis"]["links"]
    assert link["type"] == "closeMatch"
    assert link["identifier"] == "https://sws.geonames.org/611717/"
    assert link["citations"][0]["label"].startswith("GeoNames")
    addresses = [link["identifier"] for one in linked.values() for link in one["links"]]
    assert len(set(addresses)) == len(addresses)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("nowhere,geonames,1,me", "row 2, place_id: nowhere is not a place of geo/places.geojson"),
        ("nowhere,tgn,1,me", "has in line 2 no place, gazetteer (geonames, wikidata, whg)"),
        ("nowhere,geonames,1", "has in line 2 no place"),
    ],
)
def test_a_wrong_link_is_named(tmp_path, row, said):
    package = write_package(tmp_path / "package")
    text = f"place_id,authority,identifier,said_by\n{row}\n"
    (package / "place_links.csv").write_text(text, encoding="utf-8")
    assert [one for one in map(str, validate(package)) if "place_links.csv" in one and said in one]
