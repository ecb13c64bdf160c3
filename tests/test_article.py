"""The article that an atlas follows is the choice of its package, and may be left out."""

import csv
from pathlib import Path

from dashboard.dataset.validate import validate
from small_package import read_json, write_json, write_package

COLUMNS = ("in_article", "article_line")


def without_article(folder: Path) -> Path:
    """Take the article out of the small package: its columns, its table and its key."""
    path = folder / "events.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows[0] if row not in COLUMNS]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, kept, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    (folder / "article_claims.csv").unlink()
    descriptor = read_json(folder / "datapackage.json")
    del descriptor["atlas"]["article"]
    resources = [
        resource for resource in descriptor["resources"] if resource["name"] != "article_claims"
    ]
    for resource in resources:
        fields = resource.get("schema", {}).get("fields", [])
        if resource["name"] == "events":
            resource["schema"]["fields"] = [field for field in fields if field["name"] in kept]
    descriptor["resources"] = resources
    write_json(folder / "datapackage.json", descriptor)
    return folder


def test_an_atlas_may_follow_no_article(tmp_path):
    assert [
        str(problem) for problem in validate(without_article(write_package(tmp_path / "one")))
    ] == []


def test_the_word_of_the_article_that_the_package_names_raises_nothing(tmp_path):
    folder = write_package(tmp_path / "one")
    assert validate(folder) == []
    descriptor = read_json(folder / "datapackage.json")
    descriptor["atlas"]["article"] = "Book2001"
    write_json(folder / "datapackage.json", descriptor)
    said = [str(problem) for problem in validate(folder)]
    assert said
    assert all("is high on no opened scholarly, primary or official source" in one for one in said)


def test_an_article_that_no_source_is_is_named(tmp_path):
    folder = write_package(tmp_path / "one")
    descriptor = read_json(folder / "datapackage.json")
    descriptor["atlas"]["article"] = "Missing1999"
    write_json(folder / "datapackage.json", descriptor)
    assert any(
        str(problem).startswith(
            "datapackage.json, atlas.article: Missing1999 is no key of sources.bib"
        )
        for problem in validate(folder)
    )
