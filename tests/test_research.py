"""The notebook, and the examples of docs/research.md in R and for QGIS."""

import json
import re
import shutil
import subprocess
from datetime import date
from typing import Any

import pyogrio
import pytest
from matplotlib.colors import to_rgba

from dashboard.cli.main import main
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def test_the_notebook_draws_the_areas_of_the_atlas_from_the_export(monkeypatch, dataset, timeline):
    monkeypatch.chdir(ROOT)
    notebook = json.loads((ROOT / "examples" / "areas.ipynb").read_text("utf-8"))
    made: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), made)
    held = made["held"]
    for day in timeline.changes_between(dataset.first_day, date(1922, 12, 31)):
        before = held.loc[: str(day)].iloc[-1]
        for role, share in timeline.shares(day).items():
            assert before[role] == pytest.approx(share.km2, abs=0.1), (day, role)
    (axes,) = made["figure"].axes
    faces = [area.get_facecolor()[0] for area in axes.collections]
    fills = [to_rgba(dataset.roles[name].fill) for name in held]
    assert [tuple(face) for face in faces] == fills


R_EXAMPLE = re.compile(r"```r\n(.*?)```", re.S)


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed (r-cran-sf)")
def test_the_example_in_r_runs(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    state = ["export", "state", "1920-04-28", "--data", str(ROOT / "data")]
    assert main([*state, "-o", "day.gpkg"]) == 0
    (example,) = R_EXAMPLE.findall((ROOT / "docs" / "research.md").read_text("utf-8"))
    ran = subprocess.run(["Rscript", "-e", example], capture_output=True, text=True, check=True)
    assert "Soviet" in ran.stdout


QGIS_FILTER = re.compile(r"```sql\n(.*?)```", re.S)


def test_the_filter_for_qgis_finds_each_territory_once(tmp_path, dataset):
    output = tmp_path / "range.gpkg"
    days = ["1920-01-01", "1921-12-31"]
    assert main(["export", "range", *days, "--data", str(ROOT / "data"), "-o", str(output)]) == 0
    (where,) = QGIS_FILTER.findall((ROOT / "docs" / "research.md").read_text("utf-8"))
    found = pyogrio.read_dataframe(output, layer="territories", where=where.strip())
    assert sorted(found["territory_id"]) == sorted(dataset.territories)
