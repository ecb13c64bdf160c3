"""The GeoPackage: every layer of data/geo, as a GIS opens it."""

import json
import sqlite3

import geopandas
import pyogrio
import pytest

from drawn import drawing
from scripts.geography import __main__ as command
from scripts.geography import gpkg
from scripts.geography.sources import GEO_DIR, GeographyError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    path = tmp_path_factory.mktemp("gpkg") / "atlas.gpkg"
    gpkg.write_gpkg(path, drawing())
    return path


def features_of(name):
    return json.loads((GEO_DIR / f"{name}.geojson").read_text(encoding="utf-8"))["features"]


def test_every_layer_opens_with_ogr(package):
    names = [name for name, _ in pyogrio.list_layers(package)]
    assert {"territories", "boundaries", "lines", "places"} <= set(names)
    assert {"railways_lines", "railways_points"} <= set(names)
    for path in set(GEO_DIR.glob("*.geojson")) - {GEO_DIR / "screen.geojson"}:
        assert any(name.startswith(path.stem) for name in names), path.name
    for name in names:
        table = geopandas.read_file(package, layer=name, engine="pyogrio")
        assert len(table) > 0, name
        assert table.crs.to_epsg() == 4326, name
        assert table.geometry.is_valid.all(), name


def test_the_outlines_for_the_screen_are_left_out_as_a_copy_with_fewer_points(package):
    assert not [name for name, _ in pyogrio.list_layers(package) if name.startswith("screen")]


@pytest.mark.parametrize("name", ["territories", "lines", "places"])
def test_layer_has_the_features_of_its_file(package, name):
    table = geopandas.read_file(package, layer=name)
    assert list(table["feature_id"]) == [feature["id"] for feature in features_of(name)]


def test_the_file_is_of_version_1_2_and_its_hours_have_fractions(package):
    with sqlite3.connect(package) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (10200,)
        hours = {hour for (hour,) in file.execute("SELECT last_change FROM gpkg_contents")}
    assert hours == {"2000-01-01T00:00:00.000Z"}


def test_territories_have_their_names(package):
    table = geopandas.read_file(package, layer="territories").set_index("feature_id")
    assert table.loc["kars", "name_tr"] == "Kars okrugu"
    assert table.loc["persia", "name_tr"] == "İran"


def test_boundaries_say_what_they_rest_on(package):
    table = geopandas.read_file(package, layer="boundaries")
    assert set(table["accuracy"]) <= set("ABCD")
    assert (table["basis_en"].str.len() > 0).all()
    frontier = table[table["basis_en"].str.contains("Frontier of 1921")]
    assert {"kars", "alexandropol"} <= {*frontier["territory"], *frontier["neighbour"]}


def test_same_drawing_gives_the_same_bytes(package, tmp_path):
    gpkg.write_gpkg(tmp_path / "again.gpkg", drawing())
    assert (tmp_path / "again.gpkg").read_bytes() == package.read_bytes()


def test_command_writes_the_package(tmp_path, capsys):
    path = tmp_path / "atlas.gpkg"
    assert command.main(["--gpkg", str(path)]) == 0
    assert str(path) in capsys.readouterr().out
    assert path.read_bytes().startswith(b"SQLite format 3")


def test_folder_without_layers_is_named(tmp_path):
    (tmp_path / "geo").mkdir()
    (tmp_path / "territories.csv").write_text("id,name_en,name_tr\n", encoding="utf-8")
    with pytest.raises(GeographyError, match="no GeoJSON layer to pack"):
        gpkg.write_gpkg(tmp_path / "atlas.gpkg", drawing(), tmp_path / "geo")


def test_file_that_cannot_be_written_is_named(tmp_path, capsys):
    assert command.main(["--gpkg", str(tmp_path / "nowhere" / "atlas.gpkg")]) == 1
    assert "cannot be written" in capsys.readouterr().err
