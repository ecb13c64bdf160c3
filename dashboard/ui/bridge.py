"""The bridge between the page and Dash callbacks of your own, and the panels that use it.

The page keeps its state in the browser and asks no server while a finger moves. Two stores
connect it with ordinary callbacks (docs/extending.md):

``Input(VIEW, "data")``
    is a :class:`View` and follows the page at rest: 150 ms after the last movement, and not
    while the days are played. Where no callback has the store as input or state, the page
    never writes to it.
``Output(GO, "data")``
    takes any keys of a :class:`View` and moves the page there, as a step that Back undoes.
    A value that the atlas does not have is named in the console of the browser and passed over.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypedDict

from dash import Dash, Input, dcc, html
from dash.development.base_component import Component
from flask import request

from dashboard.cartography.look.map_layers import layers_of
from dashboard.dataset.model import Dataset, Language, Text
from dashboard.dataset.timeline import Timeline
from dashboard.ui.page.layout import aria
from dashboard.ui.page.views import VIEWS

VIEW = "atlas-view"
"""Id of the store that follows the page."""

GO = "atlas-go"
"""Id of the store that moves the page."""

SCRIPT_DATA = f'data-go-store="{GO}"'
"""Attribute of the entry script's element that ``assets/dash.mjs`` reads."""

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
# What arrives before the scripts of the page do waits for them under the same name. The first call,
# with nothing, says that Dash has its stores.
_PASS_ON = f"(go) => {{ window[{GO!r}] = go ?? null; window.dispatchEvent(new Event({GO!r})); }}"


class View(TypedDict):
    """What the page shows.

    ``day`` is ``YYYY-MM-DD``; ``view`` an id of ``dashboard.ui.page.views.VIEWS``;
    ``territory`` and ``treaty`` are ids of the data package or ``None``, ``treaty`` also
    ``all`` for the list of treaties; ``layers`` the ids of the layers that are on, in the
    order of ``LAYERS``; ``language`` is that of the page.
    """

    day: str
    view: str
    territory: str | None
    treaty: str | None
    layers: list[str]
    language: Language


class Go(TypedDict, total=False):
    """Where the page is to go: keys of a :class:`View`, as many as are to change.

    ``None`` closes the card of ``territory`` or ``treaty``. ``language`` opens the same view
    on the page in that language.
    """

    day: str
    view: str
    territory: str | None
    treaty: str | None
    layers: list[str]
    language: Language


@dataclass(frozen=True, slots=True)
class Context:
    """What a panel may ask for: the data, the states of every day, the language of its page."""

    dataset: Dataset
    timeline: Timeline
    language: Language


@dataclass(frozen=True, slots=True)
class Panel:
    """A card of your own, beside the map and in the comparison.

    Parameters
    ----------
    id
        Words of ``a-z`` and digits with ``-`` between; the card has the id ``panel-ID``.
    title
        The heading of the card by language; the first is for languages that have none.
    layout
        What stands under the heading: a component of Dash, or a function that returns it.
    register
        Adds the callbacks of the panel to an app. It is called once for the app of each
        language; write ``@app.callback``, because ``@dash.callback`` reaches a single app.
    """

    id: str
    title: Mapping[str, str]
    layout: Component | Callable[[Context], Component]
    register: Callable[[Dash, Context], None] | None = None

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"panel {self.id!r}: write its id as my-panel, in a-z, 0-9 and -")
        if not Text(self.title):
            raise ValueError(f"panel {self.id!r} has no title; add it in a language of the atlas")


def check(panels: Sequence[Panel]) -> None:
    """Raise ``ValueError`` for two panels with the same id."""
    ids = [panel.id for panel in panels]
    twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
    if twice:
        raise ValueError(f"two panels have the id {twice[0]!r}; give each its own")


def stores(dataset: Dataset, language: Language) -> list[Component]:
    """The two stores, the first with what a bare address shows: no callback meets ``None``."""
    opening = View(
        day=dataset.first_day.isoformat(),
        view=next(iter(VIEWS)),
        territory=None,
        treaty=None,
        layers=[layer for layer, on in layers_of(dataset).items() if on],
        language=language,
    )
    return [dcc.Store(id=VIEW, data=dict(opening)), dcc.Store(id=GO)]


def cards(panels: Iterable[Panel], context: Context) -> list[Component]:
    """The cards of panels in a language, in their order."""
    return [
        html.Aside(
            [
                html.H2(Text(panel.title)[context.language]),
                panel.layout(context) if callable(panel.layout) else panel.layout,
            ],
            id=f"panel-{panel.id}",
            className="panel",
            **aria(label=Text(panel.title)[context.language]),
        )
        for panel in panels
    ]


def connect(app: Dash, panels: Iterable[Panel], context: Context) -> None:
    """Let ``atlas-go`` move the page of an app, and add the callbacks of panels to it."""
    app.clientside_callback(_PASS_ON, Input(GO, "data"))  # type: ignore[no-untyped-call]
    for panel in panels:
        if panel.register:
            panel.register(app, context)


def is_listened_to(app: Dash) -> bool:
    """Whether a callback of the app has the store of the view as input or state."""
    return any(
        input_["id"] == VIEW
        for callback in app.callback_map.values()
        for input_ in (*callback["inputs"], *callback["state"])
    )


class Writer(Protocol):
    """Writes the document of a page; ``dashboard.ui.document`` has it."""

    def document(
        self, asked: Mapping[str, str], dash: Mapping[str, str] | None, attributes: str
    ) -> str: ...


class ConnectedDash(Dash):
    """A Dash app that comes onto its page only where a panel or a callback needs it.

    Callbacks may be added after the app is made, so this is asked when a page is fetched.
    ``writer`` writes the page; ``panels`` says whether there are any.
    """

    def __init__(self, *given: Any, writer: Writer, panels: bool, **named: Any) -> None:
        self.writer, self.panels = writer, panels
        super().__init__(*given, **named)

    def is_needed(self) -> bool:
        """Whether there is a panel, or a callback beside that of :func:`connect`."""
        return self.panels or len(self.callback_map) > 1

    def index(self, *given: Any, **named: Any) -> str:
        if self.is_needed():
            return str(super().index(*given, **named))  # type: ignore[no-untyped-call]
        return self.writer.document(request.args, None, "")

    def interpolate_index(self, *_given: Any, **parts: str) -> str:
        attributes = f' data-view-store="{VIEW}"' if is_listened_to(self) else ""
        return self.writer.document(request.args, parts, attributes)
