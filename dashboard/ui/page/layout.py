"""The fixed parts of the page; the scripts fill in what changes with the day."""

from typing import Any, NamedTuple

import orjson
from dash import html
from dash.development.base_component import Component

from dashboard import i18n
from dashboard.dataset.model import Dataset, Language
from dashboard.export.address import prefix
from dashboard.ui.page import compare_layout, dialogs, documents, table_layout, url, views
from dashboard.ui.page.map_signs import SIGNS
from dashboard.ui.page.shortcuts import KEYS, SHORTCUTS

GRAPH_CONFIG: Any = {
    "displayModeBar": False,
    "scrollZoom": True,
    # What plotly calls reset is not the whole map beside the cards.
    "doubleClick": False,
    "showTips": False,
}

STILL_CONFIG: Any = {"staticPlot": True, "displayModeBar": False}
PANELS = "own-panels"
"""Id of the place in which Dash draws panels, if there are any."""


def aria(**attributes: str) -> dict[str, Any]:
    """``aria-*`` attributes of a component: ``aria(label="Map")`` is ``aria-label="Map"``."""
    return {f"aria-{name}": value for name, value in attributes.items()}


def data(**attributes: str) -> dict[str, Any]:
    """``data-*`` attributes of a component, for the scripts and styles."""
    return {f"data-{name}": value for name, value in attributes.items()}


def graph(name: str, config: Any) -> Component:
    """A place for a figure that the scripts draw with these options of plotly."""
    return html.Div(id=name, **data(config=orjson.dumps(config).decode()))


class Opening(NamedTuple):
    """What stands in parts of the page before a script runs, as children of each."""

    map: Any
    day: Any
    headline: Any
    legend: Any
    events: Any


def page(dataset: Dataset, language: Language, opening: Opening) -> Component:
    """The whole page in ``language``; the figure arrives apart, from a cached address."""
    return html.Div(
        [
            _header(dataset, language),
            html.Main(
                [
                    _stage(dataset, language, opening),
                    html.Aside(
                        id="history",
                        hidden=True,
                        **aria(label=i18n.translator(language)("Timeline of this territory")),
                    ),
                    _strips(language),
                    table_layout.host(language),
                    _timeline(language),
                ],
                id="atlas",
            ),
            _presenter(language),
            _help(dataset, language),
            *dialogs.dialogs(language),
            html.Dialog(id="search", **aria(label=i18n.translator(language)("Search"))),
            html.Div(id="notice", role="alert"),
            html.Div(id="speaker", role="status", className="spoken", **aria(live="polite")),
        ],
        id="page",
    )


def _linked(name: str, dataset: Dataset, language: Language) -> str:
    languages = dataset.languages
    return url.relative(documents.address(name, language, languages), prefix(language, languages))


def _header(dataset: Dataset, language: Language) -> Component:
    _ = i18n.translator(language)
    years = f"{dataset.first_day.year}–{dataset.last_day.year}"
    return html.Header(
        [
            html.A(_("Skip to the timeline"), href="#day-slider", className="skip"),
            *(
                html.A(
                    _("Skip to: {view}").format(view=view.name[language]),
                    href=f"#{view.content}",
                    className="skip elsewhere",
                    **data(views=name),
                )
                for name, view in views.VIEWS.items()
            ),
            html.H1([dataset.title[language], " ", html.Span(years, className="years")]),
            html.Nav(
                [
                    html.A(view.name[language], href=f"?view={name}", **data(view=name))
                    for name, view in views.VIEWS.items()
                ],
                id="views",
                **aria(label=_("Views")),
            ),
            html.Nav(
                [
                    html.Span(id="first-actions"),
                    html.Span([html.Span(id="quick-actions"), _rest(dataset, language)], id="more"),
                    *_languages(dataset, language),
                    html.Button("?", id="help-open", className="button", **aria(label=_("Help"))),
                ],
                id="tools",
                **aria(label=_("Tools")),
            ),
            html.Button(
                [html.Span("≡", **aria(hidden="true")), html.Span(_("More"))],
                id="menu",
                className="button",
                **aria(expanded="false", controls="tools"),
            ),
        ],
        id="header",
    )


def _rest(dataset: Dataset, language: Language) -> Component:
    """The tools that the header shows in a menu only."""
    text = i18n.translator(language)("Sources")
    link = _linked("sources", dataset, language)
    sources = html.A(text, href=link, id="sources-page", className="button")
    return html.Span([html.Span(id="actions"), sources], id="rest")


def _languages(dataset: Dataset, language: Language) -> list[Component]:
    """The way to another language: a link where there are two, else a list to choose from."""
    others = [code for code in dataset.languages if code != language]
    if not others:
        return []
    if len(others) == 1:
        alone = {"id": "language", "className": "button", **data(next="")}
        return [_language_link(dataset, language, others[0], others[0].upper(), **alone)]
    at = dataset.languages.index(language)
    following = (*dataset.languages[at + 1 :], *dataset.languages)[0]
    links = [
        html.Li(
            html.B(i18n.language_name(code), **aria(current="true"))
            if code == language
            else _language_link(
                dataset,
                language,
                code,
                i18n.language_name(code),
                **(data(next="") if code == following else {}),
            )
        )
        for code in dataset.languages
    ]
    summary = html.Summary(language.upper(), className="button", **aria(label=_name_of(language)))
    return [html.Details([summary, html.Ul(links)], id="language", className="languages")]


def _name_of(language: Language) -> str:
    _ = i18n.translator(language)
    return _("Language: {name}").format(name=i18n.language_name(language))


def _language_link(
    dataset: Dataset, here: Language, to: Language, text: str, **more: Any
) -> html.A:
    name = i18n.language_name(to)
    _ = i18n.translator(to)
    unread = _("{name}; no native speaker has read this translation yet")
    return html.A(
        text,
        href=url.relative(prefix(to, dataset.languages), prefix(here, dataset.languages)),
        hrefLang=to,
        lang=to,
        title=name if i18n.is_reviewed(to) else unread.format(name=name),
        **aria(label=name),
        **more,
    )


def _stage(dataset: Dataset, language: Language, opening: Opening) -> Component:
    _ = i18n.translator(language)
    return html.Section(
        [
            graph("map", GRAPH_CONFIG),
            html.Div(opening.map, id="first"),
            html.Div(id="overlay", **aria(hidden="true")),
            html.P(id="map-summary", className="spoken"),
            html.Div(
                [
                    html.H2(opening.day, id="day"),
                    html.Div(opening.headline, id="headline"),
                    html.Section(id="story", hidden=True, **aria(label=_("Lessons"))),
                ],
                id="day-block",
            ),
            html.Div(id="zoom", role="group", **aria(label=_("Zoom"))),
            html.Section(opening.legend, id="legend", **aria(label=_("Who holds the land"))),
            html.Div(
                [
                    html.Aside(id="treaty", hidden=True, **aria(label=_("Treaties"))),
                    html.Aside(id="found", hidden=True, **aria(label=_("Search results"))),
                    html.Aside(id="details", hidden=True, **aria(label=_("Territory"))),
                    html.Aside(id="own", hidden=True, **aria(label=_("Your own lesson"))),
                    html.Aside(id="quiz", hidden=True, **aria(label=_("Quiz"))),
                    html.Aside(id="start", hidden=True, **aria(label=_("Start here"))),
                    html.Aside(opening.events, id="events", **aria(label=_("What happened"))),
                    html.Div(id=PANELS),
                ],
                id="panels",
            ),
            html.Div(id="scale", **aria(hidden="true")),
            html.Div(id="tip", **aria(hidden="true")),
            *compare_layout.hosts(language, GRAPH_CONFIG),
        ],
        id="stage",
        **data(views=views.WITH_MAP),
        **aria(label=dataset.terms.map_name[language], describedby="map-summary"),
    )


def _strips(language: Language) -> Component:
    """Hosts of the strips and of the chart of areas; their figures arrive when first shown."""
    _ = i18n.translator(language)
    return html.Section(
        [
            html.Div(id="strips-head"),
            html.Fieldset(id="strips-order"),
            html.Div(
                [
                    html.Div(id="strips-axis"),
                    html.Div(
                        [
                            graph("strips-graph", STILL_CONFIG),
                            html.Div(
                                id="strips-grid",
                                role="grid",
                                **aria(label=_("Who held each territory through time")),
                            ),
                        ],
                        id="strips-rows",
                    ),
                    html.Div(
                        [
                            graph("areas-graph", STILL_CONFIG),
                            html.Div(_("Area held, km²"), id="areas-title"),
                            html.Div(id="areas-scale"),
                        ],
                        id="strips-areas",
                    ),
                    html.Div([html.Div(id="strips-cursor")], id="strips-layer"),
                ],
                id="strips-body",
            ),
            html.Aside(id="strips-card", hidden=True, **aria(label=_("Territory"))),
            html.Div(id="strips-tip", **aria(hidden="true")),
        ],
        id="strips",
        className="view elsewhere",
        **data(views="strips"),
        **aria(label=_("Strips")),
    )


def _timeline(language: Language) -> Component:
    _ = i18n.translator(language)
    return html.Section(
        [html.Div(id="controls"), html.Div(id="ribbon")],
        id="timeline",
        **data(views=views.WITH_TIMELINE),
        **aria(label=_("Timeline")),
    )


def _presenter(language: Language) -> Component:
    _ = i18n.translator(language)
    return html.Section(id="presenter", hidden=True, **aria(label=_("Presenter")))


def _help(dataset: Dataset, language: Language) -> Component:
    _ = i18n.translator(language)
    rows = [
        html.Tr(
            [
                html.Td([html.Kbd(KEYS.get(key, key)) for key in keys.split("+")]),
                html.Td(text[language]),
            ]
        )
        for keys, text in SHORTCUTS
    ]
    return html.Dialog(
        [
            html.Button("×", id="help-close", className="close", **aria(label=_("Close"))),
            html.H2(_("How to read this map")),
            html.Ul([_sign(name, text[language]) for name, text in SIGNS], id="signs"),
            html.P(
                _(
                    "Drag the timeline or the map; turn the wheel over either, or press + and −, "
                    "to zoom. "
                    "Click a territory for who held it, since when and from which source."
                )
            ),
            html.Button(_("Show the introduction"), id="introduction", className="button"),
            html.H2(_("Keyboard shortcuts")),
            html.Table(html.Tbody(rows)),
            html.P(
                [
                    html.A(text, href=_linked(name, dataset, language), className="button")
                    for name, text in documents.titles(language).items()
                ],
                className="pages",
            ),
        ],
        id="help",
        **aria(label=_("Help")),
    )


def _sign(name: str, text: str) -> Component:
    """A line of the help; cards/help.mjs draws what it speaks of."""
    return html.Li([html.Span(className="picture", **data(sign=name)), html.Span(text)])
