"""How machines learn what the atlas is: citation files, codemeta, the archive of a release."""

import io
import tomllib
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import jsonschema
import orjson
import pytest
import yaml

from dashboard.cli.main import main
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.rules.releases import releases
from dashboard.export.data import package
from dashboard.ui.page import metadata
from small_package import set_cell, write_package

ROOT = Path(__file__).resolve().parents[1]
# The schema of the format, by which cffconvert 2.0 validates; that program itself cannot be
# installed beside frictionless, which needs a newer jsonschema.
SCHEMA = orjson.loads((ROOT / "tests" / "schemas" / "cff-1.2.0.json").read_bytes())


def citation_file(text: str) -> dict:
    # Days are texts to the schema.
    content = yaml.load(text, Loader=yaml.BaseLoader)
    jsonschema.validate(content, SCHEMA, format_checker=jsonschema.FormatChecker())
    return content


def test_the_citation_file_of_the_program_is_valid_and_agrees():
    cited = citation_file((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (data,) = cited["references"]
    assert cited["version"] == project["version"]
    assert (data["type"], data["version"]) == ("data", load_dataset(ROOT / "data").release)
    meta = orjson.loads((ROOT / "codemeta.json").read_bytes())
    assert (meta["name"], meta["version"]) == (cited["title"], cited["version"])
    assert meta["license"].endswith(cited["license"])
    assert meta["identifier"] == project["name"]
    assert meta["supportingData"]["version"] == data["version"]
    assert meta["supportingData"]["license"].endswith(data["license"])


def test_a_wrong_type_of_reference_is_reported():
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8").replace("type: data\n", "type: x\n")
    with pytest.raises(jsonschema.ValidationError):
        citation_file(text)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


def archive(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_a_release_is_an_archive_with_one_folder_that_zenodo_takes(small, tmp_path):
    dataset = load_dataset(small)
    output = tmp_path / "data.zip"
    assert main(["release", "-o", str(output), "--data", str(small)]) == 0
    files = archive(output)
    (top,) = {name.split("/")[0] for name in files}
    assert top == package.name(dataset).removesuffix(".zip")
    cited = citation_file(files[f"{top}/CITATION.cff"].decode())
    assert (cited["type"], cited["version"]) == ("dataset", dataset.version)
    deposit = orjson.loads(files[f"{top}/.zenodo.json"])
    assert deposit["upload_type"] == "dataset"
    assert (deposit["version"], deposit["license"]) == (dataset.version, "cc-by-4.0")
    assert deposit["creators"] == [{"name": author} for author in dataset.authors]
    assert deposit["publication_date"] == dataset.created
    (listed,) = releases(small)
    assert (listed.version, listed.digest) == (dataset.release, dataset.digest)
    assert f"{listed.version},".encode() in files[f"{top}/releases.csv"]


def test_a_release_twice_is_listed_once_and_other_data_need_another_number(small, tmp_path, capfd):
    words = ["release", "-o", str(tmp_path / "data.zip"), "--data", str(small)]
    assert main(words) == main(words) == 0
    assert len(releases(small)) == 1
    set_cell(small, "control", 2, "certainty", "medium")
    assert main(words) == 1
    assert "raise the version" in capfd.readouterr().err
    assert len(releases(small)) == 1


def test_a_broken_package_is_not_released(small, tmp_path, capfd):
    set_cell(small, "control", 5, "end", "1919-09-07")
    assert main(["release", "-o", str(tmp_path / "data.zip"), "--data", str(small)]) == 1
    assert "without a controller" in capfd.readouterr().err
    assert not (tmp_path / "data.zip").exists()
    assert releases(small) == []


def test_an_unpacked_archive_is_the_same_version(small, tmp_path):
    output = tmp_path / "data.zip"
    assert main(["export", "package", "-o", str(output), "--data", str(small)]) == 0
    with zipfile.ZipFile(output) as file:
        file.extractall(tmp_path / "again")
    (folder,) = (tmp_path / "again").iterdir()
    assert load_dataset(folder).version == load_dataset(small).version


def test_every_column_of_the_package_says_what_it_is():
    descriptor = orjson.loads((ROOT / "data" / "datapackage.json").read_bytes())
    for resource in descriptor["resources"]:
        for field in resource.get("schema", {}).get("fields", ()):
            assert field.get("description"), f"{resource['name']}: {field['name']}"


# The page

ADDRESS = "https://atlas.example"


def head(dataset, language: str, monkeypatch: pytest.MonkeyPatch, base: str = ADDRESS) -> str:
    monkeypatch.setenv("BASE_ADDRESS", base)
    return metadata.head(dataset, language)


class Tags(HTMLParser):
    """Names and contents of the elements of a head."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.metas: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.data = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        known = dict(attrs)
        if tag == "meta":
            self.metas.append((known["name"], known["content"]))
        if tag == "link":
            self.links.append(known)

    def handle_data(self, data: str) -> None:
        self.data += data


def test_reference_managers_find_title_authors_day_and_address(dataset, monkeypatch):
    metas = Tags(head(dataset, "tr", monkeypatch)).metas
    assert ("citation_title", dataset.title["tr"]) in metas
    assert [text for name, text in metas if name == "citation_author"] == list(dataset.authors)
    assert ("citation_publication_date", dataset.created.replace("-", "/")) in metas
    assert ("citation_public_url", f"{ADDRESS}/tr/") in metas


def test_dataset_search_finds_a_dataset(dataset, monkeypatch):
    tr = orjson.loads(Tags(head(dataset, "tr", monkeypatch, "")).data)
    assert tr["distribution"][0]["contentUrl"] == "../api/package.zip"
    said = orjson.loads(Tags(head(dataset, "en", monkeypatch)).data)
    assert said["@type"] == "Dataset"
    assert 50 <= len(said["description"]) <= 5000
    assert (said["version"], said["name"]) == (dataset.version, dataset.title["en"])
    assert said["license"] == "https://spdx.org/licenses/CC-BY-4.0"
    assert said["temporalCoverage"] == "1918-01-01/1936-12-31"
    south, west, north, east = map(float, said["spatialCoverage"]["geo"]["box"].split())
    assert (west, south, east, north) == dataset.home
    assert said["distribution"][0]["contentUrl"] == f"{ADDRESS}/api/package.zip"


def test_every_alternative_of_the_page_is_there(client, dataset):
    page = client.get("/").text
    assert metadata.head(dataset, "en") in page
    links = Tags(metadata.head(dataset, "en")).links
    assert {link["hreflang"] for link in links if "hreflang" in link} == set(dataset.languages)
    for link in links:
        if not link["href"].startswith("https:"):
            answer = client.get(urljoin("/", link["href"]))
            assert answer.status_code == 200, link
            if "type" in link:
                assert answer.mimetype == link["type"]


def test_no_local_address_is_given_to_machines(dataset, monkeypatch):
    assert "127.0.0.1" not in head(dataset, "en", monkeypatch, "http://127.0.0.1:8050")
    assert "citation_public_url" not in head(dataset, "en", monkeypatch, "http://127.0.0.1:8050")
