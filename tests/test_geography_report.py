"""The report on the geometry: it is up to date, and its claims are measured."""

import json
import re

import pytest
import shapely
from shapely.geometry import shape

from drawn import drawing
from scripts.geography import __main__ as command
from scripts.geography import areas, picture, report, survey
from scripts.geography.coverage import GEOD
from scripts.geography.publish import read_shapes
from scripts.geography.sources import GEO_DIR, ROOT, TABLES_DIR

pytestmark = pytest.mark.slow

TEXT = (ROOT / "docs" / "geography.md").read_text(encoding="utf-8")


def section(title):
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)[1]


def cells(title):
    rows = [line for line in section(title).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def test_committed_report_is_what_the_command_writes(tmp_path, capsys):
    assert command.main(["--report", str(tmp_path)]) == 0
    assert (tmp_path / "geography.md").read_text(encoding="utf-8") == TEXT
    assert "geography.png" in capsys.readouterr().out


def test_same_drawing_gives_the_same_picture(tmp_path):
    first, second = tmp_path / "1.png", tmp_path / "2.png"
    picture.write_picture(first, drawing())
    picture.write_picture(second, drawing())
    assert first.read_bytes() == second.read_bytes()


def test_every_published_figure_is_shown():
    published = areas.read_published()
    assert len(cells("Areas against print")) == len(published)
    assert all(f"| {row['name']}" in TEXT for row in published)


def test_misses_without_a_source_are_named():
    """The nine main figures over 5 % that no source explains, with what was tried."""
    missed = {row[0]: row[3] for row in cells("Areas against print")}
    rows = cells("What no source explains")
    assert len(rows) == 9
    for name, percent, tried in rows:
        assert missed[name] == f"**{percent}**"
        assert tried.count(";") >= 2 or tried.startswith("as for "), name


@pytest.mark.parametrize(("cut", "river"), [("bzyb_gagra", "Bzyb"), ("malka_cossack", "Malka")])
def test_a_line_on_a_river_keeps_to_it(cut, river):
    """Within 1 km: what runs overland is a line of its own with its own grade."""
    features = json.loads((GEO_DIR / "base.geojson").read_text(encoding="utf-8"))["features"]
    (bed,) = (shape(f["geometry"]) for f in features if f["properties"]["name_en"] == river)
    courses = [line.course for line in drawing().border_lines if line.basis.line == cut]
    assert courses
    for lon, lat in shapely.get_coordinates(courses).tolist():
        near = shapely.get_coordinates(shapely.shortest_line(shapely.Point(lon, lat), bed))
        *_, metres = GEOD.inv(*near[0], *near[1])
        assert metres < 1000, (lon, lat)


def test_every_territory_has_a_row():
    lands = {f"`{land.id}`" for land in read_shapes(TABLES_DIR) if not land.backdrop}
    assert {row[0] for row in cells("Territories")} == lands


def test_places_lie_in_the_territories_that_they_name():
    for row in cells("Territories"):
        inside, named = row[2].split("/")
        assert inside == named, row[0]


def test_shares_of_a_row_make_a_whole():
    for row in cells("Shares of boundary length"):
        assert 98 <= sum(map(float, row[1:5])) <= 102, row[0]


def test_frontier_lands_touch_the_border_of_today():
    shares = {row[0]: float(row[3]) for row in cells("Territories")}
    assert shares["`surmalu`"] > 40
    assert shares["`ardahan_gole`"] == 0


def test_every_measured_stretch_is_shown():
    rows = [row for row in survey.read_survey() if row.what != "before"]
    assert TEXT.count("| `") == len(rows) + len(cells("Territories"))


def test_an_eighth_of_all_boundary_is_within_a_kilometre():
    (whole,) = (row for row in cells("Shares of boundary length") if row[0] == "all")
    assert float(whole[1]) >= 12


def test_conjecture_is_listed_longest_first():
    lengths = [float(row[0].replace(",", "")) for row in cells("What remains conjecture")]
    assert lengths == sorted(lengths, reverse=True)
    assert len(lengths) > 20


def test_borders_between_backdrop_lands_are_not_counted():
    backdrop = {land.id for land in read_shapes(TABLES_DIR) if land.backdrop}
    assert all(not {line.one, line.other} <= backdrop for line in report.own_lines(drawing()))
