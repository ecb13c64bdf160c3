"""Break copies of a data package at random and look that nothing worse than a refusal comes of it.

python scripts/fuzz.py [--package data|small] [--runs 1000] [--seed 1]

A run changes one to three things of a copy: cells and rows of tables, values anywhere in the JSON,
positions of geometry, bytes of any file. The package is validated and opened; one that the start
takes is served, and its page, data, a sheet and its handouts are asked for. A traceback, a rule
that raises, a run of more than ``LONGEST`` seconds, or such a package that does not start or
answers 500 ends the search; hypothesis then shows the least change that does it.
"""

import argparse
import csv
import io
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from dashboard.dataset.problems import DatasetError  # noqa: E402
from dashboard.dataset.reading.layers import LAYERS  # noqa: E402
from dashboard.dataset.validate import open_dataset, validate  # noqa: E402
from dashboard.ui.app import create_app  # noqa: E402
from small_package import REAL_PACKAGE, write_package  # noqa: E402

LONGEST = 60.0
"""Seconds of processor time that a run may take."""

WORDS = st.one_of(
    st.sampled_from(
        ["", " ", "x", "0", "-1", "9" * 40, "1e400", "nan", "=1+1", "a;b", "\u202e", "\0"]
    ),
    st.text(max_size=12),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), WORDS, st.floats(width=32)),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
NUMBERS = st.sampled_from([0, -1, 1e-9, 44.123456789, 89.99999, 90, 180, 181, -180, 1e9])
SHAPES = ["Point", "LineString", "Polygon", "MultiPolygon", "MultiPoint", "Circle"]
TURNS: Mapping[str, Callable[[list[Any]], list[Any]]] = {
    "reverse": lambda place: place[::-1],
    "drop": lambda place: place[1:],
    "double": lambda place: [*place, *place[:1]],
    "wrap": lambda place: [place[:]],
    "empty": lambda _place: [],
}
EVERY = 10
"""Runs between two reports of progress: the search may be stopped before its end."""
Draw = Callable[[st.SearchStrategy[Any]], Any]


def change_table(folder: Path, draw: Draw) -> None:
    """Change a cell, a row or a column of a table."""
    path = draw(st.sampled_from(sorted(folder.glob("*.csv"))))
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8", "replace"))))
    row = draw(st.integers(0, max(0, len(rows) - 1)))
    act = draw(st.sampled_from(["cell", "other", "drop", "double", "column", "short"]))
    if not rows or not rows[row]:
        return
    column = draw(st.integers(0, len(rows[row]) - 1))
    if act == "cell":
        rows[row][column] = draw(WORDS)
    elif act == "other":
        other = rows[draw(st.integers(0, len(rows) - 1))]
        rows[row][column] = other[draw(st.integers(0, max(0, len(other) - 1)))] if other else ""
    elif act == "drop":
        del rows[row]
    elif act == "double":
        rows.append(list(rows[row]))
    elif act == "column":
        rows = [row[:column] + row[column + 1 :] for row in rows]
    else:
        rows[row] = rows[row][:column]
    content = io.StringIO()
    csv.writer(content, lineterminator="\n").writerows(rows)
    path.write_text(content.getvalue(), "utf-8", "replace")


def change_json(folder: Path, draw: Draw) -> None:
    """Replace or remove a value anywhere in the descriptor or a layer."""
    files = ["datapackage.json", *(layer for layer in LAYERS if (folder / layer).exists())]
    path = folder / draw(st.sampled_from(files))
    try:
        content = orjson.loads(path.read_bytes())
    except ValueError:
        return
    place = content
    for _ in range(draw(st.integers(0, 6))):
        inner = list(place.values() if isinstance(place, dict) else place)
        inner = [one for one in inner if isinstance(one, dict | list) and one]
        if not inner:
            break
        place = inner[draw(st.integers(0, len(inner) - 1))]
    if not place or not isinstance(place, dict | list):
        return
    keys = list(place) if isinstance(place, dict) else list(range(len(place)))
    key = keys[draw(st.integers(0, len(keys) - 1))]
    if draw(st.booleans()):
        place[key] = draw(VALUES)
    else:
        del place[key]
    path.write_bytes(orjson.dumps(content))


def change_geometry(folder: Path, draw: Draw) -> None:
    """Move, exchange, drop or double positions of a feature, or turn its lists around."""
    layers = [layer for layer in LAYERS if (folder / layer).exists()]
    path = folder / draw(st.sampled_from(layers))
    try:
        content = orjson.loads(path.read_bytes())
        feature = content["features"][draw(st.integers(0, len(content["features"]) - 1))]
        lists = [feature["geometry"]["coordinates"]]
    except (ValueError, KeyError, TypeError, IndexError):
        return
    for one in lists:
        if isinstance(one, list):
            lists.extend(inner for inner in one if isinstance(inner, list))
    place = lists[draw(st.integers(0, len(lists) - 1))]
    act = draw(st.sampled_from([*TURNS, "number", "type"]))
    if act == "type":
        feature["geometry"]["type"] = draw(st.sampled_from(SHAPES))
    elif act != "number":
        place[:] = TURNS[act](place)
    elif place:
        place[draw(st.integers(0, len(place) - 1))] = draw(NUMBERS)
    path.write_bytes(orjson.dumps(content))


def change_bytes(folder: Path, draw: Draw) -> None:
    """Cut a file, or put bytes into it."""
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    path = draw(st.sampled_from(files))
    content = path.read_bytes()
    at = draw(st.integers(0, len(content)))
    path.write_bytes(
        content[:at] + (draw(st.binary(max_size=8)) + content[at:]) * draw(st.integers(0, 1))
    )


CHANGES = (change_table, change_table, change_json, change_json, change_geometry, change_bytes)


UNHURRIED = ("SNAPSHOT_SECONDS", "HANDOUT_SECONDS", "EXPORT_SECONDS")
"""Time limits of the server, raised: a busy machine is no fault of the package."""


def served(folder: Path) -> list[str]:
    """Return what a package that the start takes answers wrongly."""
    dataset = open_dataset(folder)
    client = create_app(folder).server.test_client()
    first, last = dataset.first_day, dataset.last_day
    asked = ["/", "/sources", "/method", "/healthz", "/api/places.jsonld", "/api/package.zip"]
    asked += [f"/api/state/{last}.{kind}" for kind in ("json", "csv", "geojson", "gpkg")]
    asked += [f"/snapshot/{first}.png?dpi=40", f"/api/cite/{last}.json"]
    asked += [f"/handout/{name}.pdf" for name in dataset.stories]
    answers = ((address, client.get(address).status_code) for address in asked)
    return [f"{address}: {status}" for address, status in answers if status >= 500]


def search(package: Path, runs: int, start: int | None = None) -> Counter[str]:
    """Break the package ``runs`` times; raise at the first run that ends worse than refused.

    The same ``start`` (a seed) gives the same runs.
    """
    found: Counter[str] = Counter()
    assert _ended(package) == "accepted", "the package is refused before anything is broken"

    @settings(
        max_examples=runs,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(st.data())
    def run(data: st.DataObject) -> None:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "package"
            shutil.copytree(package, folder)
            for _ in range(data.draw(st.integers(1, 3))):
                data.draw(st.sampled_from(CHANGES))(folder, data.draw)
            found[_ended(folder)] += 1
        if found.total() % EVERY == 0:
            print(f"so far: {_told(found)}", flush=True)

    (run if start is None else seed(start)(run))()
    return found


def _ended(folder: Path) -> str:
    began = time.process_time()
    lines = [str(problem) for problem in validate(folder)]
    raised = [line for line in lines if "cannot be checked by the rule" in line]
    assert not raised, raised
    assert not [line for line in lines if "\n" in line], lines
    try:
        open_dataset(folder)
        end = "started, though the validator has objections" if lines else "accepted"
    except DatasetError:
        assert lines, "the start refuses what the validator accepts"
        end = "refused"
    if end != "refused":
        wrong = served(folder)
        assert not wrong, wrong
    assert time.process_time() - began < LONGEST, "a run that takes too long"
    return end


def _told(found: Counter[str]) -> str:
    return ", ".join(f"{count} {end}" for end, count in found.most_common())


def main() -> None:
    """Search, and print how many runs ended how."""
    parser = argparse.ArgumentParser(description="Break copies of a data package at random.")
    parser.add_argument("--package", choices=("small", "data"), default="small")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, help="repeat the runs of this seed")
    asked = parser.parse_args()
    os.environ.update(dict.fromkeys(UNHURRIED, "3600"))
    began = time.process_time()
    with tempfile.TemporaryDirectory() as place:
        package = REAL_PACKAGE if asked.package == "data" else write_package(Path(place) / "small")
        found = search(package, asked.runs, asked.seed)
    print(f"{asked.package}: {_told(found)}; {time.process_time() - began:.0f} s of processor time")


if __name__ == "__main__":
    main()
