"""Dataset to plotly figure, drawn once; a day is painted on it afterwards.

The map is cartesian: scatter traces in projected metres, a filled trace for each
territory and a line trace for each edge, so that painting a day means setting a
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
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiLineString, box, shape
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground import layers
from dashboard.cartography.ground.coverage import rings
from dashboard.cartography.ground.lands import bare
from dashboard.cartography.ground.model import MapModel
from dashboard.cartography.look import patterns, reach, style
from dashboard.cartography.screen.bands import BASE_TOLERANCE_M, ScreenMap
from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.reading_order import reading_order
from dashboard.dataset.timeline import Timeline

PAN_M = 900_000.0
# Land, lakes and graticule go on a little beyond the home view, for panning.
MARGIN_DEGREES = 14.0


@dataclass(frozen=True, slots=True)
class Relief:
    """A picture of shadows in the map's projection: address and west, south, east, north in m.

    ``whole`` is the address of a larger picture, and ``pixels_a_metre`` how fine the first is.
    """

    address: str
    bounds: tuple[float, float, float, float]
    whole: str = ""
    pixels_a_metre: float = 0.0


def _relief_image(relief: Relief) -> dict[str, Any]:
    west, south, east, north = relief.bounds
    return {
        "source": relief.address,
        "xref": "x",
        "yref": "y",
        "x": west,
        "y": north,
        "sizex": east - west,
        "sizey": north - south,
        "sizing": "stretch",
        "opacity": style.RELIEF_OPACITY,
        "layer": "above",
    }


def _xy(rings_of: Iterable[Sequence[tuple[float, float]]]) -> dict[str, list[int | None]]:
    """Rings or lines as plotly wants them: a single list, parts separated by ``None``."""
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


Trace = dict[str, Any]
"""A trace as plotly takes it; an object of plotly.py takes a hundred times as long to make."""


def _trace(name: str, **more: Any) -> Trace:
    return {"type": "scatter", "name": name, "mode": "lines", "hoverinfo": "skip", **more}


def _area(name: str, geometry: BaseGeometry, **fill: Any) -> Trace:
    return _trace(name, line={"width": 0}, fill="toself", **_xy(rings(geometry)), **fill)


def _line(name: str, geometry: BaseGeometry, color: str, width: float, **more: Any) -> Trace:
    line = {"color": color, "width": width, "simplify": False}
    return _trace(name, line=line, **_xy(_lines(geometry)), **more)


def figure(
    dataset: Dataset, model: ScreenMap, timeline: Timeline, day: date, relief: Relief | None = None
) -> go.Figure:
    """The whole map on ``day`` as an object of plotly.py, which checks every word of it."""
    return checked(figure_parts(dataset, model, timeline, day, relief))


def checked(parts: Mapping[str, Any]) -> go.Figure:
    """A figure of ``data`` and ``layout``; raises ``ValueError`` for what plotly does not know."""
    drawn = go.Figure(parts)
    # Over the layout's word plotly.py puts its default template, larger than some maps.
    drawn.layout.template = None
    return drawn


def figure_parts(
    dataset: Dataset, model: ScreenMap, timeline: Timeline, day: date, relief: Relief | None = None
) -> dict[str, Any]:
    """``data`` and ``layout`` of the whole map on ``day``; later days the browser paints."""
    traces = [
        *_land(dataset, model),
        *_bands(dataset, model),
        *_territories(dataset, model, timeline, day),
        *_waters(dataset, model),
        _graticule(dataset, model),
        *_layer(layers.railways(dataset, model.projection, model.reach)),
        *_edges(model),
        *_layer(layers.historic_lines(dataset, model.projection, model.reach)),
        *_coast(dataset, model),
    ]
    west, south, east, north = model.home
    # Panning stops before the land that the base layer has ends.
    pan = PAN_M * model.reach
    across = {"minallowed": west - pan, "maxallowed": east + pan}
    upward = {"minallowed": south - pan, "maxallowed": north + pan}
    layout = {
        "xaxis": {"visible": False, "range": [west, east], "constrain": "range", **across},
        "yaxis": {"visible": False, "range": [south, north], "scaleanchor": "x", **upward},
        "plot_bgcolor": style.SEA,
        "paper_bgcolor": style.SEA,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "dragmode": "pan",
        "hovermode": False,
        "images": [_relief_image(relief)] if relief else [],
    }
    if relief and relief.whole:
        layout["meta"] = {"relief": {"whole": relief.whole, "perMetre": relief.pixels_a_metre}}
    return {"data": traces, "layout": layout}


def figure_json(parts: Mapping[str, Any]) -> bytes:
    """A figure of ``data`` and ``layout`` for the browser, each trace's name also its ``uid``.

    plotly.js writes the uid into the class of what it draws, which is how the
    scripts find a path; plotly.py leaves it out of its own JSON.
    """
    data = [{**trace, "uid": trace["name"]} for trace in parts["data"]]
    return orjson.dumps({**parts, "data": data})


def base(dataset: Dataset, model: MapModel, kind: str) -> list[tuple[str, BaseGeometry]]:
    """Base features of a kind in metres, cut to the surroundings of the home view."""
    west, south, east, north = dataset.home
    margin = MARGIN_DEGREES * model.reach
    window = box(west - margin, south - margin, east + margin, north + margin)
    shapes = []
    for feature in dataset.base:
        if feature.kind == kind:
            cut = shape(feature.geometry).intersection(window)
            projected = model.projection.project(cut).simplify(BASE_TOLERANCE_M * model.reach)
            if not projected.is_empty:
                shapes.append((feature.id, projected))
    return shapes


def lands(dataset: Dataset, model: MapModel) -> dict[str, BaseGeometry]:
    """Land of the base map in metres, and of the backdrop what the base map leaves out."""
    drawn = dict(base(dataset, model, "land"))
    areas = model.coverage.areas
    backdrop = {name: areas[name] for name in areas if name not in dataset.territories}
    return drawn | bare(backdrop, drawn.values())


def _land(dataset: Dataset, model: MapModel) -> Iterable[Trace]:
    for name, land in lands(dataset, model).items():
        yield _area(f"l-{name}", land, fillcolor=style.LAND_OUTSIDE)


def _bands(dataset: Dataset, model: ScreenMap) -> Iterable[Trace]:
    for band in model.bands:
        fill = dataset.roles[band.role].fill
        yield _area(band.name, band.area, fillcolor=fill, opacity=style.BAND_OPACITY)


def _territories(
    dataset: Dataset, model: MapModel, timeline: Timeline, day: date
) -> Iterable[Trace]:
    # The order of the paths is the order in which Tab and a voice come to them.
    state = timeline.state(day)
    for name in reading_order(dataset):
        paint = style.paint_of(state[name].control, dataset)
        fill = patterns.plotly(paint, dataset.roles)
        yield _area(f"t-{name}", model.coverage.areas[name], **fill)


def _waters(dataset: Dataset, model: MapModel) -> Iterable[Trace]:
    for name, lake in base(dataset, model, "lake"):
        yield _area(f"w-{name}", shapely.orient_polygons(lake), fillcolor=style.SEA)
        yield _line(f"s-{name}", shapely.boundary(lake), style.COAST, 0.8)
    borders = {feature.id for feature in dataset.base if feature.border}
    for name, river in base(dataset, model, "river"):
        width = style.BORDER_RIVER_WIDTH if name in borders else style.RIVER_WIDTH
        yield _line(f"r-{name}", river, style.RIVER, width, opacity=0.75)


def _coast(dataset: Dataset, model: MapModel) -> Iterable[Trace]:
    for name, coast in base(dataset, model, "coast"):
        yield _line(f"c-{name}", coast, style.COAST, 0.8)


def _edges(model: MapModel) -> Iterable[Trace]:
    for index, edge in enumerate(model.coverage.edges):
        yield _line(f"e-{index}", edge.line, style.FRONTIER, 0.5)


def _layer(lines: Iterable[layers.DrawnLine]) -> Iterable[Trace]:
    for line in lines:
        look = line.look
        if look.casing:
            yield _line(
                f"{line.uid}-casing", line.geometry, style.CASING, look.casing, opacity=0.85
            )
        drawn = _line(line.uid, line.geometry, look.color, look.width, opacity=look.opacity)
        if look.dash:
            drawn["line"]["dash"] = look.dash
        yield drawn


def _graticule(dataset: Dataset, model: MapModel) -> Trace:
    west, south, east, north = dataset.home
    step = reach.degree_step(max(east - west, north - south))
    # It goes on a little beyond the home view, as far as there are degrees.
    aside, above = 2 * step, 1.5 * step
    columns = _multiples(west - aside, east + aside, step)
    rows = _multiples(max(south - above, -90.0), min(north + above, 90.0), step)
    lon = np.arange(columns[0], columns[-1] + step / 16, step / 8)
    lat = np.arange(rows[0], rows[-1] + step / 16, step / 8)
    lines = [LineString([(column, other) for other in lat]) for column in columns]
    lines += [LineString([(other, row) for other in lon]) for row in rows]
    projected = model.projection.project(MultiLineString(lines))
    return _line("graticule", projected, style.GRATICULE, 0.6, opacity=0.16)


def _multiples(low: float, high: float, step: float) -> NDArray[np.float64]:
    """The multiples of a step between two bounds."""
    return np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step
