"""Frames for notebooks: the join of the polygons and the control table."""

import doctest
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.dataset import frames
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import DayOutOfRange
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def atlas(dataset: Dataset) -> frames.Frames:
    return frames.Frames(dataset)


def test_the_frame_of_every_change_day_is_the_state_of_the_timeline(atlas):
    first, last = atlas.timeline.first_day, atlas.timeline.last_day
    for day in (first, *atlas.timeline.change_days, last):
        frame = atlas.state(day)
        expected = {
            name: (one.controller, one.status, ";".join(one.claimants))
            for name, one in atlas.timeline.state(day).items()
        }
        columns = frame[["controller", "status", "claimants"]]
        assert dict(zip(frame.index, columns.itertuples(index=False, name=None), strict=True)) == (
            expected
        ), day


def test_a_row_is_true_on_its_first_day_and_not_on_its_end(atlas):
    change = date(1920, 4, 28)
    before, after = atlas.state(change - timedelta(days=1)), atlas.state(change)
    assert before.loc["baku", "end"] == pd.Timestamp(change)
    assert after.loc["baku", "start"] == pd.Timestamp(change)


def test_frames_have_the_documented_columns_and_reference_system(atlas, dataset):
    languages = dataset.languages
    texts = [f"{name}_{language}" for name in ("name", "today") for language in languages]
    fixed = [*texts, "region", "parent", "backdrop", "area_km2"]
    control = list(atlas.control().columns)
    assert list(atlas.territories().columns) == [*fixed, "geometry"]
    names = [f"controller_name_{language}" for language in languages]
    assert list(atlas.state(atlas.timeline.first_day).columns) == [
        *fixed,
        *control[1:],
        *names,
        "role",
        "claimants",
        "geometry",
    ]
    for frame in (atlas.territories(), atlas.state("1921-03-16")):
        assert frame.crs.to_epsg() == 4326
        assert frame.geometry.is_valid.all()
        assert frame.index.is_unique


def test_control_tiles_the_days_of_each_territory(atlas):
    for name, rows in atlas.control().groupby("territory_id"):
        assert (rows["end"].iloc[:-1].array == rows["start"].iloc[1:].array).all(), name
        assert pd.isna(rows["end"].iloc[-1]), name


def test_areas_of_a_power_are_the_sums_of_its_rows(atlas):
    day = date(1920, 12, 2)
    frame = atlas.state(day)
    sums = frame[~frame["backdrop"]].groupby("role")["area_km2"].sum()
    shares = atlas.timeline.shares(day)
    assert sums.to_dict() == pytest.approx({role: share.km2 for role, share in shares.items()})


@given(st.data())
def test_the_state_of_a_day_and_the_changes_after_it_lead_to_a_later_state(atlas, data):
    days = st.dates(atlas.timeline.first_day, atlas.timeline.last_day)
    first, last = sorted([data.draw(days), data.draw(days)])
    holders = {name: one.controller for name, one in atlas.timeline.state(first).items()}
    for row in atlas.changes(first, last).itertuples():
        assert holders[row.territory_id] == row.before
        holders[row.territory_id] = row.after
    assert holders == {name: one.controller for name, one in atlas.timeline.state(last).items()}


def test_a_range_without_changes_is_an_empty_frame_with_the_same_columns(atlas):
    first = atlas.timeline.first_day
    none, some = atlas.changes(first, first), atlas.changes(first, "1918-12-31")
    assert none.empty
    assert list(none.columns) == list(some.columns)
    assert none.dtypes.to_dict() == some.dtypes.to_dict()


@pytest.mark.parametrize(
    ("day", "fault"),
    [("1936-12-32", ValueError), ("28 April 1920", ValueError), ("1937-01-01", DayOutOfRange)],
)
def test_a_day_outside_the_atlas_is_refused(atlas, day, fault):
    with pytest.raises(fault, match=day):
        atlas.state(day)


def test_a_range_that_ends_before_it_begins_is_refused(atlas):
    with pytest.raises(ValueError, match="before it begins"):
        atlas.changes("1921-01-01", "1920-01-01")


def test_a_frame_belongs_to_its_caller(atlas):
    lands, rows = atlas.territories(), atlas.control()
    lands["region"] = "another"
    rows["start"] = None
    assert "another" not in set(atlas.territories()["region"])
    assert atlas.control()["start"].notna().all()


def test_the_examples_of_the_docs_run(monkeypatch, tmp_path):
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(ROOT / "docs" / "research.md"), module_relative=False)
    assert result.attempted > 5
    assert result.failed == 0
    assert (tmp_path / "day.gpkg").exists()
