"""The views of a day: a row of ``VIEWS`` is all that Python knows of a view."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.i18n import Phrase


@dataclass(frozen=True, slots=True)
class View:
    """A view of a day.

    ``content`` is the id of the part of the page that its skip link leads to; ``map``: it shows
    the map itself; ``timeline``: the timeline stands under it.
    """

    name: Phrase
    content: str
    map: bool = False
    timeline: bool = True


VIEWS: Mapping[str, View] = {
    "map": View(Phrase("Map"), "map", map=True),
    "strips": View(Phrase("Strips"), "strips-grid"),
    "compare": View(Phrase("Compare"), "compare", map=True),
    "table": View(Phrase("Table"), "table"),
}
"""By id, as in the address; a bare address shows the first."""

WITH_MAP = " ".join(name for name, view in VIEWS.items() if view.map)
WITH_TIMELINE = " ".join(name for name, view in VIEWS.items() if view.timeline)
"""Ids of views as the attribute ``data-views`` has them."""
