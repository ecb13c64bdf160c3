"""What `make bench-step` compares the atlas with, on the same polygons, intervals and colours.

Each page of `scripts/peers` has `ready`, and `go(day)`, which shows a day and returns a promise
where that takes longer than the call. Libraries come from npm at the versions below, into
`build/peers`; plotly and Dash are those of the environment. Nothing of it is shipped.
"""

import json
import subprocess
import threading
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html
from flask import Flask
from plotly.offline import get_plotlyjs
from shapely.geometry import mapping, shape
from shapely.geometry.polygon import orient
from werkzeug.serving import make_server

from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "scripts" / "peers"
BUILT = ROOT / "build" / "peers"
PACKAGES = {
    "leaflet": "1.9.4",
    "leaflet.timeline": "1.6.0",
    "maplibre-gl": "6.17.0",
    "@openhistoricalmap/maplibre-gl-dates": "1.4.0",
}
PEERS = {
    "bare SVG, `fill`": "floor",
    "Leaflet, setStyle": "set-style",
    "Leaflet.timeline": "timeline",
    "MapLibre, feature-state": "feature-state",
    "MapLibre, maplibre-gl-dates": "dates",
    "px.choropleth, frames": "frames",
    "Dash, callback of the server": "callback",
}

HEAD = """<!doctype html>
<meta charset="utf-8">
<title>peer</title>
<style>body { margin: 0 } #map { width: 1440px; height: 700px }</style>
<script src="data.js"></script>
"""
SCRIPT = """
const held = Object.groupBy(ROWS, ({ territory }) => territory);
const fillsOn = (day) =>
  Object.fromEntries(Object.entries(held).map(([id, rows]) =>
    [id, rows.find(({ start, end }) => start <= day && day < end)?.fill]));
"""
# Plotly asks for the lands of the world even when none is drawn, and would go to a CDN for them.
LANDS = ("coastlines", "countries", "lakes", "land", "ocean", "rivers", "subunits")
NO_WORLD = {
    "type": "Topology",
    "arcs": [],
    "objects": {name: {"type": "GeometryCollection", "geometries": []} for name in LANDS},
}
# The page of Dash is its own: what it lacks is `go`.
ASK = """<script>
  let shown;
  window.go = (day) => {
    // A slider that does not move calls nothing.
    if (day === shown) return;
    shown = day;
    return new Promise((drawn) => {
      document.querySelector(".js-plotly-plot").once("plotly_afterplot", drawn);
      dash_clientside.set_props("day", { value: day });
    });
  };
  const look = () => {
    const map = document.querySelector(".js-plotly-plot");
    if (map?.querySelector(".choroplethlayer path")) window.ready = true;
    else setTimeout(look, 100);
  };
  look();
</script>"""


class Peers:
    """The pages of the peers, served from threads of this process."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.timeline = Timeline(dataset)
        features = json.loads((ROOT / "data/geo/screen.geojson").read_text(encoding="utf-8"))
        held = {row.territory_id for row in dataset.control}
        self.shapes = {
            feature["id"]: feature["geometry"]
            for feature in features["features"]
            if feature["id"] in held
        }
        self.install()
        self.write()
        handler = partial(Handler, directory=str(BUILT))
        files = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        answers = make_server("127.0.0.1", 0, self.server(), threaded=True)
        self.servers = (files, answers)
        for server in self.servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()

    def url(self, name: str) -> str:
        """The address of the page of a peer."""
        files, answers = self.servers
        if PEERS[name] == "callback":
            return f"http://127.0.0.1:{answers.server_port}/"
        return f"http://127.0.0.1:{files.server_port}/{PEERS[name]}.html"

    def close(self) -> None:
        for server in self.servers:
            server.shutdown()

    def install(self) -> None:
        """Have npm fetch the libraries; those that are there already are left."""
        BUILT.mkdir(parents=True, exist_ok=True)
        wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", "--silent"]
        subprocess.run(["npm", "install", "--prefix", BUILT, *options, *wanted], check=True)

    def write(self) -> None:
        """Write the data and the pages."""
        days = [self.number(day) for day in self.timeline.change_days]
        said = {
            "FIRST": self.dataset.first_day.isoformat(),
            "WINDOW": self.window(),
            "CHANGE_DAYS": sorted({0, *days}),
            "SHAPES": self.shapes,
            "ROWS": self.rows(),
        }
        lines = [f"const {name} = {json.dumps(value)};" for name, value in said.items()]
        (BUILT / "data.js").write_text("\n".join(lines) + SCRIPT, encoding="utf-8")
        (BUILT / "plotly.min.js").write_text(get_plotlyjs(), encoding="utf-8")
        (BUILT / "frames.js").write_text(f"const FIGURE = {self.frames()};", encoding="utf-8")
        (BUILT / "world_110m.json").write_text(json.dumps(NO_WORLD), encoding="utf-8")
        for page in PAGES.glob("*.html"):
            (BUILT / page.name).write_text(HEAD + page.read_text(encoding="utf-8"))

    def window(self) -> list[float]:
        """West, south, east, north of all territories."""
        bounds = [shape(one).bounds for one in self.shapes.values()]
        west, south, east, north = zip(*bounds, strict=True)
        return [min(west), min(south), max(east), max(north)]

    def number(self, day: date) -> int:
        """Days from the first."""
        return (day - self.dataset.first_day).days

    def fill(self, controller: str) -> str:
        """The colour of a controller on the map."""
        return self.dataset.roles[self.dataset.polities[controller].role].fill

    def rows(self) -> list[dict[str, Any]]:
        """The control rows: territory, first day, first day after, colour."""
        after = self.number(self.dataset.last_day) + 1
        return [
            {
                "territory": row.territory_id,
                "start": max(0, self.number(row.interval.start)),
                "end": self.number(row.interval.end) if row.interval.end else after,
                "fill": self.fill(row.controller),
            }
            for row in self.dataset.control
            if row.territory_id in self.shapes
        ]

    def table(self, days: list[date]) -> pd.DataFrame:
        """A row for each territory on each of some days."""
        return pd.DataFrame(
            {
                "day": self.number(day),
                "territory": one.territory_id,
                "fill": self.fill(one.controller),
            }
            for day in days
            for one in self.timeline.state(day).values()
        )

    def choropleth(self, table: pd.DataFrame, **more: Any) -> Any:
        """A map of plotly express; it takes outlines that turn as those of d3."""
        outlines = [
            {"type": "Feature", "id": key, "geometry": mapping(turned(shape(geometry)))}
            for key, geometry in self.shapes.items()
        ]
        colours = sorted({self.fill(row.controller) for row in self.dataset.control})
        numbers = {colour: n for n, colour in enumerate(colours)}
        drawn = px.choropleth(
            table.assign(number=table["fill"].map(numbers)),
            geojson={"type": "FeatureCollection", "features": outlines},
            locations="territory",
            color="number",
            color_continuous_scale=colours,
            range_color=(0, len(colours) - 1),
            width=1440,
            height=700,
            **more,
        )
        return drawn.update_geos(fitbounds="locations", visible=False)

    def frames(self) -> str:
        """The figure of plotly express with a frame for each day of change, as JSON.

        It repeats the outlines in each frame, which would be 80 MB; they are left in the first.
        """
        days = sorted({self.dataset.first_day, *self.timeline.change_days})
        drawn = self.choropleth(self.table(days), animation_frame="day")
        for frame in drawn.frames:
            frame.data[0].geojson = None
        return drawn.to_json()

    def server(self) -> Flask:
        """A Dash app as its tutorial has it: the slider calls the server for a figure."""
        app = Dash(__name__)
        last = self.number(self.dataset.last_day)
        app.layout = html.Div(
            [
                dcc.Graph(id="graph", config={"topojsonURL": "/"}),
                dcc.Slider(0, last, step=1, value=0, id="day", marks=None),
            ]
        )
        app.index_string = app.index_string.replace("{%renderer%}", "{%renderer%}" + ASK)

        @app.callback(Output("graph", "figure"), Input("day", "value"))
        def draw(day: int) -> Any:
            shown = self.dataset.first_day.toordinal() + day
            return self.choropleth(self.table([date.fromordinal(shown)]))

        app.server.add_url_rule("/world_110m.json", view_func=lambda: NO_WORLD)
        return app.server


class Handler(SimpleHTTPRequestHandler):
    """Files with the type that a browser asks of a module, and no line for each request."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def turned(geometry: Any) -> Any:
    """Outer rings clockwise, as d3 wants them on a sphere."""
    if geometry.geom_type == "Polygon":
        return orient(geometry, -1)
    return type(geometry)([orient(part, -1) for part in geometry.geoms])
