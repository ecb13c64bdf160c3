"""Host of the table: the state of a day in words, for readers who do not use the map."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import i18n
from dashboard.dataset.model import Language

VIEW = "table"


def host(language: Language) -> Component:
    """The place of the table; it scrolls by itself, so the keys must reach it."""
    _ = i18n.translator(language)
    named: dict[str, Any] = {"data-views": VIEW, "aria-label": _("Table of the day")}
    return html.Section(id="table", className="view elsewhere", tabIndex="0", **named)
