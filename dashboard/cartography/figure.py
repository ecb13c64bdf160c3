"""Dataset to plotly figure, drawn once; a day is painted on it afterwards.

The map is cartesian: scatter traces in projected metres, one filled trace a
territory and one line trace an edge, so that painting a day means setting a
few attributes (docs/decisions/). Traces are named for what they draw: ``t-ID``
a territory, ``e-N`` an edge in the order of the coverage.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import orjson
import plotly.graph_objects as go
import shapely
from shapely.geometry import LineString, MultiLineString, box, shape
from shapely.geometry.base import BaseGeometry

from dashboard.cartography import style
from dashboard.cartography.coverage import Coverage, rings
from dashboard.cartography.projection import ConformalConic
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline

BASE_TOLERANCE_M = 600.0
BAND_WIDTHS_M = (26_000.0, 17_000.0, 9_000.0)
BAND_OPACITY = 0.16
# Land, lakes and graticule go on a little beyond the home view, for panning.
MARGIN_DEGREES = 3.0


@dataclass(frozen=True, slots=True)
class MapModel:
    """What the figure is made of; ``home`` is west, south, east, north in metres."""

    projection: ConformalConic
    coverage: Coverage
    home: tuple[float, float, float, float]
    backdrop_roles: Mapping[str, str]


def _xy(rings_of: Iterable[Sequence[tuple[float, float]]]) -> dict[str, list[int | None]]:
    """Rings or lines as plotly wants them: one list, parts separated by ``None``."""
    x: list[int | None] = []
    y: list[int | None] = []
    for ring in rings_of:
        if x:
            x.append(None)
            y.append(None)
        for a, b in ring:
            x.append(round(a))
            y.append(round(b))
    return {"x": x, "y": y}


def _lines(geometry: BaseGeometry) -> list[list[tuple[float, float]]]:
    return [[(x, y) for x, y in part.coords] for part in shapely.get_parts(geometry)]


def _area(name: str, geometry: BaseGeometry, **fill: Any) -> go.Scatter:
    return go.Scatter(
        name=name,
        mode="lines",
        line={"width": 0},
        fill="toself",
        hoverinfo="skip",
        **_xy(rings(geometry)),
        **fill,
    )


def _line(name: str, geometry: BaseGeometry, color: str, width: float, **more: Any) -> go.Scatter:
    line = {"color": color, "width": width, "simplify": False}
    return go.Scatter(
        name=name,
        mode="lines",
        line=line,
        hoverinfo="skip",
        **_xy(_lines(geometry)),
        **more,
    )


def figure(dataset: Dataset, model: MapModel, timeline: Timeline, day: date) -> go.Figure:
    """The whole map on ``day``; later days are painted by the browser."""
    traces = [
        *_land(dataset, model),
        *_bands(dataset, model),
        *_territories(dataset, model, timeline, day),
        *_waters(dataset, model),
        _graticule(dataset, model),
        *_edges(model),
        *_coast(dataset, model),
    ]
    west, south, east, north = model.home
    layout = {
        "xaxis": {"visible": False, "range": [west, east], "constrain": "range"},
        "yaxis": {"visible": False, "range": [south, north], "scaleanchor": "x"},
        "plot_bgcolor": style.SEA,
        "paper_bgcolor": style.SEA,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "dragmode": "pan",
        "hovermode": False,
        "template": None,
    }
    return go.Figure(data=traces, layout=layout)


def figure_json(drawn: go.Figure) -> bytes:
    """The figure as the browser gets it, each trace's name also its ``uid``.

    plotly.js writes the uid into the class of what it draws, which is how the
    scripts find a path; plotly.py leaves it out of its own JSON.
    """
    content = drawn.to_dict()
    for trace in content["data"]:
        trace["uid"] = trace["name"]
    return orjson.dumps(content)


def _base(dataset: Dataset, model: MapModel, kind: str) -> list[tuple[str, BaseGeometry]]:
    """Base features of a kind in metres, cut to the surroundings of the home view."""
    west, south, east, north = dataset.home
    window = box(
        west - MARGIN_DEGREES, south - MARGIN_DEGREES, east + MARGIN_DEGREES, north + MARGIN_DEGREES
    )
    found = []
    for feature in dataset.base:
        if feature["properties"]["kind"] == kind:
            cut = shape(feature["geometry"]).intersection(window)
            projected = model.projection.project(cut).simplify(BASE_TOLERANCE_M)
            if not projected.is_empty:
                found.append((str(feature["id"]), projected))
    return found


def _land(dataset: Dataset, model: MapModel) -> Iterable[go.Scatter]:
    for name, land in _base(dataset, model, "land"):
        yield _area(f"l-{name}", land, fillcolor=style.LAND_OUTSIDE)


def frontier_bands(dataset: Dataset, model: MapModel) -> Iterable[tuple[str, int, BaseGeometry]]:
    """(role, step, area): soft bands of a neighbour's colour inside its own land.

    Land outside the data has no fill, so that nothing is coloured that no row
    supports; the band only says whose frontier it is.
    """
    backdrop = {t.id for t in dataset.territories.values() if t.region == "backdrop"}
    for role in dict.fromkeys(model.backdrop_roles.values()):
        lands = [name for name, its_role in model.backdrop_roles.items() if its_role == role]
        land = shapely.union_all([model.coverage.areas[name] for name in lands])
        inner = set(dataset.territories) - backdrop
        frontier = [
            edge.line
            for edge in model.coverage.edges
            if (edge.left in lands and edge.right in inner)
            or (edge.right in lands and edge.left in inner)
        ]
        line = shapely.union_all(frontier)
        for step, width in enumerate(BAND_WIDTHS_M):
            yield role, step, line.buffer(width).intersection(land).simplify(BASE_TOLERANCE_M)


def _bands(dataset: Dataset, model: MapModel) -> Iterable[go.Scatter]:
    for role, step, band in frontier_bands(dataset, model):
        if not band.is_empty:
            yield _area(
                f"b-{role}-{step}",
                shapely.orient_polygons(band),
                fillcolor=dataset.roles[role].fill,
                opacity=BAND_OPACITY,
            )


def _territories(
    dataset: Dataset, model: MapModel, timeline: Timeline, day: date
) -> Iterable[go.Scatter]:
    state = timeline.state(day)
    for name in dataset.territories:
        paint = style.paint_of(state[name].control, dataset.polities)
        fill = style.plotly_fill(paint, dataset.roles)
        yield _area(f"t-{name}", model.coverage.areas[name], **fill)


def _waters(dataset: Dataset, model: MapModel) -> Iterable[go.Scatter]:
    for name, lake in _base(dataset, model, "lake"):
        yield _area(f"w-{name}", shapely.orient_polygons(lake), fillcolor=style.SEA)
        yield _line(f"s-{name}", shapely.boundary(lake), style.COAST, 0.8)
    for name, river in _base(dataset, model, "river"):
        yield _line(f"r-{name}", river, style.RIVER, 0.9, opacity=0.75)


def _coast(dataset: Dataset, model: MapModel) -> Iterable[go.Scatter]:
    for name, coast in _base(dataset, model, "coast"):
        yield _line(f"c-{name}", coast, style.COAST, 0.8)


def _edges(model: MapModel) -> Iterable[go.Scatter]:
    for index, edge in enumerate(model.coverage.edges):
        yield _line(f"e-{index}", edge.line, style.FRONTIER, 0.5)


def _graticule(dataset: Dataset, model: MapModel) -> go.Scatter:
    west, south, east, north = dataset.home
    fine = 0.25
    lines = [
        LineString([(lon, lat) for lat in np.arange(south - 3, north + 3, fine)])
        for lon in range(int(west) - 4, int(east) + 5, 2)
    ] + [
        LineString([(lon, lat) for lon in np.arange(west - 4, east + 4, fine)])
        for lat in range(int(south) - 3, int(north) + 4, 2)
    ]
    projected = model.projection.project(MultiLineString(lines))
    return _line("graticule", projected, style.GRATICULE, 0.6, opacity=0.16)
