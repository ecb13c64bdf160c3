"""The area that each power holds through time: stacked steps, a plotly figure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.cartography.screen import timescale
from dashboard.cartography.screen.timescale import TimeScale
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline

WAVES = 11
MOST_TICKS = 3
TICKS_KM2 = tuple(part * 10**power for power in range(8) for part in (1, 2, 5))


def holdings(dataset: Dataset, timeline: Timeline) -> Mapping[str, Mapping[date, float]]:
    """Geodesic km2 by role, in the order of the roles, and by day on which they change.

    The first day stands first. Territories of the backdrop are left out, as in
    :meth:`~dashboard.dataset.timeline.Timeline.shares`.
    """
    shares = dict(timeline.running_shares())
    roles = sorted(dataset.roles.values(), key=lambda role: role.rank)
    return {
        role.id: {
            day: held[role.id].km2 if role.id in held else 0.0 for day, held in shares.items()
        }
        for role in roles
    }


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
    step = next((tick for tick in TICKS_KM2 if total / tick <= MOST_TICKS), TICKS_KM2[-1])
    ticks = list(range(step, total, step))
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
