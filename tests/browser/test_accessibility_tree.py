"""The parts of each view, as a screen reader lists them: compared with what was read and meant.

`accessibility_tree.json` has the landmarks, sliders, grids and tables of each view in both
languages, in their order and with their names, and the levels of the headings. A change that is
meant is taken over from `test-results/accessibility_tree.json`, which a failed comparison writes.
"""

import json
import re
from itertools import groupby
from pathlib import Path

import pytest

from dashboard.ui.page.views import VIEWS

HERE = Path(__file__).resolve().parent
MEANT = HERE / "accessibility_tree.json"
RESULTS = HERE.parents[1] / "test-results"
ROLES = "banner|navigation|main|region|complementary|search|slider|spinbutton|table|grid|heading"
PART = re.compile(
    rf'^\s*- \'?(?P<role>{ROLES})(?![a-z])(?: "(?P<name>.*?)")?(?: \[level=(?P<level>\d)\])?'
)


def parts(snapshot: str) -> list[str]:
    """Role and name of each part; of a heading the level, its words are the data's."""
    found = [match for match in map(PART.match, snapshot.splitlines()) if match]
    lines = [
        f"heading {one['level']}"
        if one["role"] == "heading"
        else ": ".join(filter(None, (one["role"], one["name"])))
        for one in found
    ]
    return [line for line, _ in groupby(lines)]


@pytest.mark.parametrize(("home", "language"), [("/", "en"), ("/tr/", "tr")])
def test_the_parts_of_each_view_are_those_that_are_meant(open_atlas, home, language):
    atlas = open_atlas(f"{home}?day=1921-10-13")
    page = atlas.page
    found = {}
    for view in VIEWS:
        atlas.follow(f"?day=1921-10-13&view={view}&territory=kars&with=1920-04-01")
        page.wait_for_function(
            """(view) => document.getElementById("page").dataset.show === view
              && (view !== "strips" || document.getElementById("strips").dataset.drawn)
              && (view !== "compare" || document.getElementById("stage").dataset.compared)""",
            arg=view,
        )
        found[view] = parts(page.locator("#page").aria_snapshot())
    meant = json.loads(MEANT.read_text("utf-8")) if MEANT.exists() else {}
    if found != meant.get(language):
        RESULTS.mkdir(exist_ok=True)
        seen = RESULTS / MEANT.name
        kept = json.loads(seen.read_text("utf-8")) if seen.exists() else meant
        seen.write_text(
            json.dumps(kept | {language: found}, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
    assert found == meant.get(language)
