"""Hosts of the dialogs that the scripts fill: exports, and how to cite what is shown."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import i18n
from dashboard.dataset.model import Language


def dialogs(language: Language) -> list[Component]:
    """Empty dialogs by the ids that the scripts look for."""
    _ = i18n.translator(language)
    return [
        _host("export", _("Export")),
        _host("cite", _("Cite")),
        _host("correction", _("Suggest a correction")),
    ]


def _host(name: str, label: str) -> Component:
    named: Any = {"aria-label": label}
    return html.Dialog(id=name, className="modal", **named)
