"""A panel of your own: who held the selected territory, and a click that moves the day."""

from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc

from dashboard.ui.app import create_app
from dashboard.ui.bridge import GO, VIEW, Context, Go, Panel, View

CHART = "holders-chart"
CLEAR = {"paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "height": 190}
LOOK = {"template": "simple_white", "barmode": "overlay", "font": {"size": 11}, **CLEAR}
MARGIN = {"l": 0, "r": 8, "t": 28, "b": 0}


def register(app: Dash, context: Context) -> None:
    data, language = context.dataset, context.language

    @app.callback(Output(CHART, "figure"), Input(VIEW, "data"))
    def draw(view: View) -> go.Figure:
        territory = data.territories[view["territory"] or next(iter(data.territories))]
        chart = go.Figure(layout={**LOOK, "margin": MARGIN, "title": territory.name[language]})
        for row in context.timeline.history(territory.id):
            polity, first = data.polities[row.controller], row.interval.start
            days = ((row.interval.end or data.last_day) - first).days
            bar = {"base": [first], "x": [days * 86_400_000], "y": [polity.short[language]]}
            paint = {"marker_color": data.roles[polity.role].fill, "showlegend": False}
            chart.add_bar(orientation="h", customdata=[first.isoformat()], **bar, **paint)
        chart.add_vline(x=view["day"], line_width=1)
        return chart.update_xaxes(type="date", range=[data.first_day, data.detailed_until])

    @app.callback(Output(GO, "data"), Input(CHART, "clickData"), prevent_initial_call=True)
    def move(click: dict[str, Any]) -> Go:
        return {"day": click["points"][0]["customdata"]}


TITLE = {"en": "Holders through time", "tr": "Zaman içinde kimin elinde"}
panel = Panel("holders", TITLE, dcc.Graph(id=CHART, config={"displayModeBar": False}), register)
app = create_app(Path(__file__).parents[1] / "data", panels=[panel])
server = app.server

if __name__ == "__main__":
    app.run()
