"""Third parties: named in NOTICE.md, under licences that are known, as the lock has them."""

import json

from scripts import supply


def test_the_notice_names_what_is_installed():
    assert supply.NOTICE.read_text(encoding="utf-8") == supply.notice(), "run scripts/supply.py"


def test_every_package_is_free_or_said_to_be_stricter():
    strict = {
        part.name
        for part in supply.parts()
        if not any(taken <= supply.FREE for taken in supply.licences(part))
    }
    assert strict == set(supply.COPYLEFT)


def test_the_bill_of_materials_has_every_package_with_its_licence():
    bill = json.loads(supply.sbom())
    found = {(component["name"], component["version"]) for component in bill["components"]}
    assert found == {(part.name, part.version) for part in supply.parts()}
    assert len(found) > 70
    assert all(component["licenses"][0]["expression"] for component in bill["components"])
    assert all(component["purl"].startswith("pkg:pypi/") for component in bill["components"])
