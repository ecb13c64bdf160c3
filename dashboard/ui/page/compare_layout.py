"""What the Compare view lays over the stage of the map; the scripts fill it in."""

from typing import Any

import orjson
from dash import html
from dash.development.base_component import Component

from dashboard import i18n
from dashboard.dataset.model import Language

VIEW = "compare"


def hosts(language: Language, graph_config: Any) -> list[Component]:
    """The second map, the heads of both, the divider and what changed hands.

    The second map is drawn when it is first asked for, with the options of the first.
    """
    _ = i18n.translator(language)
    config = orjson.dumps(graph_config).decode()
    own: dict[str, Any] = {"data-views": VIEW}
    second = own | {"data-config": config, "aria-label": _("Map of day B")}
    return [
        html.Div(id="map-b", role="group", **second),
        html.Div(id="overlay-b", **own | {"aria-hidden": "true"}),
        html.Div(id="heads", **own),
        html.Div(id="divider", **own),
        html.Aside(id="compare", **own | {"aria-label": _("What changed hands")}),
    ]
