"""The whole data package as a ZIP file, with its version, licence and citation."""

import io
import re
import zipfile
from pathlib import Path

import frictionless
import orjson
import pytest
from pybtex.database import parse_string

from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.load import load_dataset
from dashboard.export import about
from dashboard.export.data import package
from small_package import set_cell, write_package

pytestmark = pytest.mark.slow


@pytest.fixture
def small(tmp_path: Path) -> Dataset:
    return load_dataset(write_package(tmp_path / "package"))


@pytest.fixture(scope="module")
def unpacked(dataset, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    zipfile.ZipFile(io.BytesIO(package.render(dataset))).extractall(folder)
    return folder / package.name(dataset).removesuffix(".zip")


def test_frictionless_finds_the_unpacked_package_valid(unpacked):
    report = frictionless.validate(str(unpacked / "datapackage.json"))
    assert report.valid, report.to_summary()


def test_frictionless_finds_a_changed_file_by_its_checksum(unpacked, tmp_path):
    for path in unpacked.rglob("*.*"):
        (tmp_path / path.relative_to(unpacked)).parent.mkdir(exist_ok=True)
        (tmp_path / path.relative_to(unpacked)).write_bytes(path.read_bytes())
    regions = tmp_path / "regions.csv"
    regions.write_bytes(regions.read_bytes().replace(b"Erivan", b"Erevan"))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert [task.name for task in report.tasks if not task.valid] == ["regions"]
    assert report.flatten(["type"])[0] == ["hash-count"]


def test_the_package_has_checksums_licence_citation_and_its_notes(unpacked, dataset):
    descriptor = orjson.loads((unpacked / "datapackage.json").read_bytes())
    for resource in descriptor["resources"]:
        assert re.fullmatch(r"sha256:[0-9a-f]{64}", resource["hash"])
        assert resource["bytes"] == (unpacked / resource["path"]).stat().st_size
    assert dataset.licence in (unpacked / "LICENSE.txt").read_text(encoding="utf-8")
    cff = (unpacked / "CITATION.cff").read_text(encoding="utf-8")
    assert f'version: "{dataset.version}"' in cff
    assert about.citation(dataset) in (unpacked / "README.md").read_text(encoding="utf-8")
    assert (unpacked / "geo" / "PROVENANCE.md").is_file()
    bib = (unpacked / "sources.bib").read_text(encoding="utf-8")
    assert len(parse_string(bib, "bibtex").entries) == len(dataset.sources)


def test_the_unpacked_package_is_the_same_atlas(unpacked, dataset):
    again = load_dataset(unpacked)
    assert again.control == dataset.control
    assert again.features == dataset.features
    assert again.version == dataset.version


def test_the_same_data_gives_the_same_zip(dataset):
    assert package.render(dataset) == package.render(dataset)


def test_a_package_whose_files_have_changed_since_is_not_packed(small):
    set_cell(small.folder, "control", 2, "note_en", "changed")
    with pytest.raises(package.PackageChangedError, match="start the atlas again"):
        package.render(small)
