"""A package from anybody: what it names lies in its folder, or it is refused at the start."""

import io
import os
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson
import pytest
from dash import html
from PIL import Image

from broken_package import Break, relief, swap
from dashboard.dataset.problems import DatasetError
from dashboard.dataset.reading.inside import LARGEST, RefusedPathError, file_inside
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.validate import open_dataset, validate
from dashboard.export.data import package as exported
from dashboard.ui.app import create_app
from dashboard.ui.bridge import Panel
from dashboard.ui.http.bundle import make_bundle
from small_package import write_json, write_package

pytestmark = pytest.mark.slow

SECRET = "the secret of the server"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text(SECRET)
    return write_package(tmp_path / "package")


def descriptor(folder: Path) -> dict[str, Any]:
    return orjson.loads((folder / "datapackage.json").read_bytes())


def name_a_resource(path: str, **more: Any) -> Break:
    def apply(folder: Path) -> None:
        about = descriptor(folder)
        about["resources"].insert(0, {"name": "extra", "path": path, **more})
        write_json(folder / "datapackage.json", about)

    return apply


def link(name: str, target: str) -> Break:
    """Put a symbolic link into the package, in place of a file of the same name."""

    def apply(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return apply


def both(*breaks: Break) -> Break:
    def apply(folder: Path) -> None:
        for one in breaks:
            one(folder)

    return apply


def hide(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text(SECRET)


PLACE = "datapackage.json, resources[0].path"

REFUSED: list[tuple[Break, str, str]] = [
    (name_a_resource("../secret.txt"), PLACE, "../secret.txt leads out of the package; write"),
    (name_a_resource("geo/../../secret.txt"), PLACE, "leads out of the package; write"),
    (name_a_resource("/etc/hostname"), PLACE, "/etc/hostname is an absolute path; write"),
    (name_a_resource("..\\secret.txt"), PLACE, "has characters that no path of a package has"),
    (name_a_resource("C:secret.txt"), PLACE, "has characters that no path of a package has"),
    (name_a_resource("http://h.example/x"), PLACE, "has characters that no path of a package"),
    (name_a_resource("a\0b"), PLACE, "has characters that no path of a package has"),
    (name_a_resource("a" * 5000), PLACE, "is a path of more than 200 characters"),
    (name_a_resource(""), PLACE, "is empty"),
    (name_a_resource("./regions.csv"), PLACE, "has an empty or hidden part"),
    (name_a_resource("geo//x"), PLACE, "has an empty or hidden part"),
    (name_a_resource("geo"), PLACE, "geo is not a regular file"),
    (both(hide, name_a_resource(".git/config")), PLACE, "has an empty or hidden part"),
    (
        both(link("extra.txt", "../secret.txt"), name_a_resource("extra.txt")),
        PLACE,
        "extra.txt leads out of the package by a symbolic link; put the file itself",
    ),
    (
        both(hide, link("extra.txt", ".git/config"), name_a_resource("extra.txt")),
        PLACE,
        "leads out of the package by a symbolic link",
    ),
    (
        both(link("away", ".."), name_a_resource("away/secret.txt")),
        PLACE,
        "leads out of the package by a symbolic link",
    ),
    (
        name_a_resource("none.csv"),
        "none.csv",
        "cannot be read; put the file into the package, or take its entry out of datapackage.json",
    ),
    (link("people.csv", "../secret.txt"), "people.csv", "leads out of the package by a symbolic"),
    (link("geo/base.geojson", "../../secret.txt"), "geo/base.geojson", "by a symbolic link"),
    (link("stories/a.toml", "../../secret.txt"), "stories/a.toml", "by a symbolic link"),
    (link("stories", ".."), "stories/outside.toml", "by a symbolic link"),
    (link("README.md", "../secret.txt"), "README.md", "leads out of the package by a symbolic"),
    (link("geo/NOTES.md", "../../secret.txt"), "geo/NOTES.md", "by a symbolic link"),
    (relief(image="../../secret.txt"), "geo/relief.json", "names an image outside its folder"),
    (relief(image=".."), "geo/relief.json", "names .., which is no picture by its name"),
    (
        both(relief(), link("geo/relief.webp", "../../secret.txt")),
        "geo/relief.json",
        "names the image relief.webp, which leads out of the package by a symbolic link",
    ),
    (
        both(relief(), link("geo/relief.json", "../../secret.txt")),
        "geo/relief.json",
        "leads out of the package by a symbolic link",
    ),
    (
        relief(image="main.mjs"),
        "geo/relief.json",
        "names main.mjs, which is no picture by its name",
    ),
]


@pytest.mark.parametrize(("breaks", "place", "rule"), REFUSED, ids=[rule for *_, rule in REFUSED])
def test_the_start_and_the_validator_refuse_what_leads_out_of_the_package(
    package, breaks, place, rule
):
    (package.parent / "outside.toml").write_text(SECRET)
    breaks(package)
    problems = [
        str(problem) for problem in validate(package) if str(problem).startswith(f"{place}: ")
    ]
    assert len(problems) == 1, problems
    assert rule in problems[0]
    assert SECRET not in problems[0]
    with pytest.raises(DatasetError) as error:
        open_dataset(package)
    assert problems[0] in str(error.value).splitlines()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes on this machine")
@pytest.mark.parametrize("file", ["people.csv", "geo/base.geojson", "stories/a.toml", "x.md"])
def test_a_pipe_is_refused_and_not_waited_for(package, file):
    (package / file).parent.mkdir(exist_ok=True)
    (package / file).unlink(missing_ok=True)
    os.mkfifo(package / file)
    assert f"{file}: is not a regular file" in "\n".join(map(str, validate(package)))


def test_a_file_that_is_too_large_is_refused(tmp_path):
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(RefusedPathError, match="200,000,001 bytes"):
        file_inside(tmp_path, "large.csv")


def test_a_link_that_stays_in_the_package_is_followed(package):
    (package / "people.csv").rename(package / "everybody.csv")
    (package / "people.csv").symlink_to("everybody.csv")
    assert file_inside(package, "people.csv") == (package / "everybody.csv").resolve()
    assert validate(package) == []


def test_the_package_may_be_reached_by_a_link(package, tmp_path):
    (tmp_path / "other").symlink_to(package)
    assert validate(tmp_path / "other") == []


@pytest.mark.parametrize("file", ["sources.bib", "README.md"])
def test_a_file_that_is_exchanged_after_the_start_is_not_published(package, file):
    (package / file).touch()
    dataset = load_dataset(package)
    link(file, "../secret.txt")(package)
    with pytest.raises(exported.PackageChangedError):
        exported.render(dataset)


def test_the_zip_has_plain_names_alone(package):
    with zipfile.ZipFile(io.BytesIO(exported.render(load_dataset(package)))) as archive:
        names = archive.namelist()
    (folder,) = {name.partition("/")[0] for name in names}
    assert f"{folder}/regions.csv" in names
    assert not [name for name in names if name.startswith("/") or ".." in name or "\\" in name]


@pytest.fixture
def listener():
    """A server that keeps what it is asked for, and its address."""
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("level", "name"),
    [
        ("package", "profile"),
        ("resource", "profile"),
        ("resource", "schema"),
        ("resource", "dialect"),
    ],
)
def test_an_address_in_the_descriptor_is_refused_and_not_asked(package, listener, level, name):
    address, asked = listener
    about = descriptor(package)
    (about if level == "package" else about["resources"][0])[name] = f"{address}/x.json"
    write_json(package / "datapackage.json", about)
    place = name if level == "package" else f"resources[0].{name}"
    assert f"datapackage.json, {place}: {address}/x.json is not " in str(validate(package)[0])
    with pytest.raises(DatasetError, match=r"x\.json is not "):
        open_dataset(package)
    assert asked == []


@pytest.mark.parametrize(
    "more",
    [
        {"$schema": "/x"},
        {"checklist": "/x"},
        {"pipeline": "/x"},
        {"extrapaths": ["/x"]},
        {"scheme": "http"},
    ],
    ids=str,
)
def test_no_other_word_of_the_descriptor_is_followed(package, listener, more):
    address, asked = listener
    name, value = next(iter(more.items()))
    full = [address + one for one in value] if isinstance(value, list) else address + value
    about = descriptor(package)
    about["resources"][0][name] = full if name != "scheme" else value
    about[name] = about["resources"][0][name]
    write_json(package / "datapackage.json", about)
    validate(package)
    assert asked == []


def test_a_field_of_a_schema_that_is_an_address_is_not_asked(package, listener):
    address, asked = listener
    about = descriptor(package)
    about["resources"][0]["schema"]["fields"][0] = f"{address}/x.json"
    write_json(package / "datapackage.json", about)
    assert "datapackage.json" in {problem.file for problem in validate(package)}
    assert asked == []


HOSTILE = "A </title><meta http-equiv=refresh content='0;url=http://h.example/'>{%config%} & \"B\""


@pytest.mark.parametrize("panels", [[], [Panel("mine", {"en": "A", "tr": "A"}, html.P("any"))]])
def test_a_title_is_text_and_nothing_else(package, panels):
    about = descriptor(package)
    about["atlas"]["title"] = {"en": HOSTILE, "tr": HOSTILE}
    write_json(package / "datapackage.json", about)
    client = create_app(package, panels).server.test_client()
    for address in ("/", "/tr/"):
        page = client.get(address).get_data(as_text=True)
        title = page.partition("<title>")[2].partition("</title>")[0]
        assert title == (
            "A &lt;/title&gt;&lt;meta http-equiv=refresh content=&#x27;0;url=http://h.example/"
            "&#x27;&gt;{%config%} &amp; &quot;B&quot;"
        )
        assert page.count("<title>") == 1
        assert "<meta http-equiv=refresh" not in page
        assert page.count('id="_dash-config"') == len(panels)


@pytest.mark.parametrize("title", ["A\nB", "", "a" * 301, 1])
def test_a_title_that_is_no_line_of_text_is_refused(package, title):
    about = descriptor(package)
    about["atlas"]["title"]["en"] = title
    write_json(package / "datapackage.json", about)
    with pytest.raises(DatasetError, match=r"atlas\.title\.en: .*is not text on one line"):
        open_dataset(package)


def test_a_generated_file_cannot_take_the_name_of_a_script():
    with pytest.raises(ValueError, match=r"main\.mjs: the page has files of these names"):
        make_bundle({"main.mjs": b""})


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


BOUNDS: list[tuple[Break, str]] = [
    (swap("datapackage.json", '"name": "lcc"', f'"name": {nested(900)}'), "more than 20 objects"),
    (swap("datapackage.json", '"name": "lcc"', f'"name": {nested(5000)}'), "is not JSON"),
    (swap("datapackage.json", '"lat_1": 39.3', '"lat_1": "nan"'), "invalid value for lat_1"),
    (swap("datapackage.json", "[37.0, 38.2, 50.8, 45.3]", '"0159"'), "0159 is not a list of west"),
    (
        swap("datapackage.json", "[37.0, 38.2, 50.8, 45.3]", '[0, 0, 1, "inf"]'),
        "inf is not a num",
    ),
    (swap("regions.csv", "Kıyı,2", f"Kıyı,{'2' * 5000}"), "is too long a number; write at most 9"),
]


@pytest.mark.parametrize(("breaks", "rule"), BOUNDS, ids=[rule for _, rule in BOUNDS])
def test_input_beyond_a_bound_is_refused_on_one_line(package, breaks, rule):
    breaks(package)
    problems = [str(problem) for problem in validate(package) if rule in str(problem)]
    assert len(problems) == 1
    assert len(problems[0]) < 400
    with pytest.raises(DatasetError, match=rule):
        open_dataset(package)


@pytest.mark.parametrize(
    "text",
    [f"x = {'9' * 5000}", f"x = {nested(3000)}", "x = " + "{a=" * 3000 + "1" + "}" * 3000],
    ids=["number", "lists", "tables"],
)
def test_a_story_that_python_cannot_read_is_refused_in_one_line(package, text):
    (package / "stories").mkdir()
    (package / "stories" / "a.toml").write_text(text)
    with pytest.raises(DatasetError, match=r"stories/a\.toml .*is not TOML"):
        open_dataset(package)


def test_an_extent_beyond_all_numbers_is_no_part_of_the_map(package):
    (package / "stories").mkdir()
    stop = f"[[stop]]\nday = 1920-04-28\nextent = [1{'0' * 400}, 1, 2, 3]\n"
    (package / "stories" / "a.toml").write_text(f'title.en = "A"\ntitle.tr = "A"\n{stop}')
    with pytest.raises(DatasetError, match="is no part of the map"):
        open_dataset(package)


@pytest.mark.parametrize("size", [(20_000, 3_000), (20_000, 6_000), (20_000, 12_000)])
def test_a_picture_that_would_fill_the_memory_is_refused(package, size):
    relief(image="relief.png")(package)
    content = io.BytesIO()
    Image.new("1", (1, 1)).save(content, "PNG")
    # The head of a PNG has its size; the check sum of the head is made good.
    raw = bytearray(content.getvalue())
    raw[16:24] = size[0].to_bytes(4) + size[1].to_bytes(4)
    raw[29:33] = crc32(bytes(raw[12:29])).to_bytes(4)
    (package / "geo" / "relief.png").write_bytes(raw)
    with pytest.raises(DatasetError, match="50,000,000"):
        open_dataset(package)


def test_a_picture_is_of_a_kind_that_is_read_without_other_programs(package):
    relief(image="relief.png")(package)
    Image.new("RGB", (2, 2)).save(package / "geo" / "relief.png", "EPS")
    with pytest.raises(DatasetError, match="is no picture of the kind WEBP or PNG or JPEG"):
        open_dataset(package)
