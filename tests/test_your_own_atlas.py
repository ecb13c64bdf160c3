"""docs/your-own-atlas.md, run line by line in an empty folder."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from dashboard.cli.main import main
from dashboard.dataset.validate import validate
from dashboard.ui.app import create_app

pytestmark = pytest.mark.slow

PAGE = (Path(__file__).parent.parent / "docs" / "your-own-atlas.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?:^`([\w./-]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = ["python", "-m", "dashboard"]


def steps() -> Iterator[tuple[str, str]]:
    """Files to write, as path and content, and commands, with an empty path, in their order."""
    for path, kind, content in BLOCK.findall(PAGE):
        if kind == "sh":
            yield from (("", line) for line in content.splitlines())
        else:
            assert path, content
            yield path, content


def take_the_story_away(folder: Path) -> None:
    """What docs/your-own-atlas.md says before its first check."""
    (folder / "stories" / "tour.toml").unlink()
    descriptor = orjson.loads((folder / "datapackage.json").read_bytes())
    kept = [
        resource
        for resource in descriptor["resources"]
        if not resource["path"].startswith("stories/")
    ]
    (folder / "datapackage.json").write_text(json.dumps(descriptor | {"resources": kept}))


def test_the_page_leads_from_an_empty_folder_to_an_atlas_that_is_served(
    tmp_path, monkeypatch, capfd
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("BASE_ADDRESS", "https://atlas.example.org")
    ring = [[10, 50], [12, 50], [12, 52], [10, 52], [10, 50]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    properties = {"name": "Kingdom", "start_date": "1850", "end_date": "1871-01-18"}
    feature = {"type": "Feature", "properties": properties, "geometry": shape}
    Path("shapes.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]})
    )
    served = []
    for path, content in steps():
        if path:
            assert Path(path).exists(), "the page names a file that `new` has written"
            Path(path).write_text(content, encoding="utf-8")
            continue
        words = shlex.split(content)
        assert words[:3] == PYTHON
        command, *rest = words[3:]
        if command == "serve":
            # It would serve until stopped; what it serves is asked for instead.
            served = rest
            client = create_app(Path(rest[rest.index("--data") + 1])).server.test_client()
            assert "The Åland question" in client.get("/").text
            continue
        if command == "validate":
            take_the_story_away(Path(rest[0]))
        assert (main([command, *rest]), capfd.readouterr().err) == (0, ""), content
    assert served
    assert Path("aland.pdf").read_bytes().startswith(b"%PDF")
    assert Path("aland.zip").read_bytes().startswith(b"PK")
    assert validate(Path("from-shapes")) == []
