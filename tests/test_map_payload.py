"""The payload of the map beside the history: looks of lines, room for names, unions."""

import re
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import Point

from dashboard.cartography.ground.model import MapModel
from dashboard.cartography.look import style, zoom
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline
from dashboard.ui.browser import drawing

ASSETS = Path(__file__).resolve().parent.parent / "dashboard" / "assets"


@pytest.fixture(scope="module")
def cells(dataset: Dataset, model: MapModel) -> np.ndarray:
    """The grid as the browser unpacks it: numbers of territories by row and column."""
    grid = drawing.grid(dataset, model)
    numbers, lengths = grid["runs"][::2], grid["runs"][1::2]
    return np.repeat(numbers, lengths).reshape(grid["rows"], grid["columns"])


def test_every_cell_knows_the_territory_that_its_middle_lies_in(dataset, model, cells):
    grid = drawing.grid(dataset, model)
    names = list(dataset.territories)
    for row, column in [(20, 30), (60, 90), (100, 120), (0, 0), (130, 100)]:
        x, y = grid["west"] + column * grid["cell"], grid["north"] - row * grid["cell"]
        inside = [name for name in names if model.coverage.areas[name].contains(Point(x, y))]
        number = cells[row, column]
        assert ([] if number == drawing.NOWHERE else [names[number]]) == inside


def test_every_territory_has_cells_for_its_area_and_the_rim_has_none(dataset, model, cells):
    for number, name in enumerate(dataset.territories):
        area = model.coverage.areas[name].area / drawing.CELL_M**2
        assert np.count_nonzero(cells == number) == pytest.approx(area, rel=0.25, abs=4), name
    rim = np.concatenate([cells[0], cells[-1], cells[:, 0], cells[:, -1]])
    assert set(rim) == {drawing.NOWHERE}


def test_a_union_is_a_federation_that_holds_no_land_itself(dataset):
    unions = drawing.unions(dataset)
    assert {"tsfsr", "ussr"} == set(unions)
    assert "rsfsr" in {membership.federation for membership in dataset.memberships}


def test_every_line_of_the_style_table_is_sent_with_its_look(dataset, model):
    sent = drawing.build(dataset, model)["looks"]
    own = {f"line-{kind}": line.look for kind, line in dataset.kinds.lines.items() if line.look}
    tables = (style.LINE_LOOKS, style.EDGE_LOOKS, style.RIM_LOOKS, style.OUTLINE_LOOKS, own)
    for name, look in ((name, look) for table in tables for name, look in table.items()):
        assert (sent[name]["width"], sent[name]["dash"]) == (look.width, look.dash), name
    assert len(sent) == sum(map(len, tables)) + len(style.RAILWAY_LOOKS) + len(style.EDGE_LOOKS)
    for kind, look in style.EDGE_LOOKS.items():
        assert sent[f"{kind}-doubtful"]["dash"] == style.DOTTED
        assert sent[f"{kind}-doubtful"]["width"] >= look.width


def test_widths_of_lines_on_the_map_stand_in_no_script_and_no_sheet():
    sheet = (ASSETS / "styles" / "map.css").read_text("utf-8")
    quiet = re.sub(r"@media \(prefers-reduced-motion.*", "", sheet, flags=re.DOTALL)
    rules = re.findall(r"^(.*(?:rims|news|selected|#map).*)\{([^}]*)\}", quiet, re.MULTILINE)
    assert rules
    assert not [rule for rule, said in rules if "stroke-width" in said or "stroke:" in said]
    for script in ("map/painter.mjs", "map/rims.mjs", "map/legend.mjs"):
        assert not re.search(r"#[0-9a-f]{6}", (ASSETS / script).read_text("utf-8")), script


def test_claimants_have_dashes_however_many_claim_a_territory(dataset, model):
    sent = drawing.build(dataset, model)["claimDashes"]
    timeline = Timeline(dataset)
    days = {claim.interval.start for claim in dataset.claims} & set(timeline.change_days)
    most = max(len(one.claimants) for day in days for one in timeline.state(day).values())
    assert 1 < most <= len(sent)
    assert [len(one) for one in sent] == [n + 1 for n in range(len(sent))]


def test_the_zoom_of_marks_is_sent_from_the_shared_table(dataset, model):
    sent = drawing.build(dataset, model)["zoom"]
    assert sent == {name: scale.screen / 1000 for name, scale in zoom.MARKS.items()}
    assert zoom.place(1).paper < zoom.place(3).paper < zoom.place(4).paper == zoom.place(9).paper
