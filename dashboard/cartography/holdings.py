"""The area that each power holds through time: stacked steps, a plotly figure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.cartography import timescale
from dashboard.cartography.projection import areas_km2
from dashboard.cartography.timescale import TimeScale
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline

WAVES = 11
TICK_KM2 = 100_000


def holdings(dataset: Dataset, timeline: Timeline) -> Mapping[str, Mapping[date, float]]:
    """Geodesic km2 by role, in the order of the roles, and by day on which they change.

    The first day stands first. Territories of the backdrop are left out, as in the share
    that the page names.
    """
    areas = areas_km2(dataset.features)
    inner = [one.id for one in dataset.territories.values() if one.region != "backdrop"]
    roles = sorted(dataset.roles.values(), key=lambda role: role.rank)
    found: dict[str, dict[date, float]] = {role.id: {} for role in roles}
    for day in (timeline.first_day, *timeline.change_days):
        state = timeline.state(day)
        for days in found.values():
            days[day] = 0.0
        for name in inner:
            found[dataset.polities[state[name].controller].role][day] += areas[name]
    return found


def chart(dataset: Dataset, timeline: Timeline) -> go.Figure:
    """The stack, the first of the roles at the bottom.

    x is the broken scale of time, 0 to 1; y is km2. ``layout.meta`` has ``total`` and ``ticks``
    in km2.
    """
    scale = TimeScale.of(dataset)
    steps = holdings(dataset, timeline)
    days = next(iter(steps.values()))
    total = round(sum(km2[timeline.first_day] for km2 in steps.values()))
    x = [*(round(scale.position(day), 5) for day in days), 1.0]
    traces = [
        go.Scatter(
            name=f"km2-{role}",
            mode="lines",
            stackgroup="km2",
            x=x,
            y=[round(area) for area in (*km2.values(), km2[max(km2)])],
            line={"shape": "hv", "width": 0.6, "color": timescale.INK},
            fillcolor=dataset.roles[role].fill,
            hoverinfo="skip",
        )
        for role, km2 in steps.items()
        if any(km2.values())
    ]
    ticks = list(range(TICK_KM2, total, TICK_KM2))
    layout: dict[str, Any] = timescale.frame(dataset, WAVES) | {
        "yaxis": {"range": [0, total], "visible": False, "fixedrange": True},
        "meta": {"total": total, "ticks": ticks},
    }
    layout["shapes"] = [*(_level(km2) for km2 in ticks), *layout["shapes"]]
    drawn = go.Figure(data=traces, layout=layout)
    drawn.layout.template = None
    return drawn


def _level(km2: int) -> dict[str, Any]:
    line = {"color": timescale.INK, "width": 0.6}
    return {"type": "line", "x0": 0, "x1": 1, "y0": km2, "y1": km2, "line": line, "opacity": 0.3}
