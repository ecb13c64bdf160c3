"""The application factory: a data package in, a Dash app out; nothing is read at import.

One Flask server carries a Dash app a language, the first at ``/``, another at
its tag, as ``/tr/`` (docs/decisions/): the page is in its language from the first byte.
"""

from collections.abc import Collection, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, cast

from dash import Dash
from flask import Flask, Response, abort, redirect, request

from dashboard import i18n
from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.reading.relief import read_relief
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import check_drawing, open_dataset
from dashboard.export.address import base_address, prefix
from dashboard.ui import bridge, kept, settings
from dashboard.ui.browser import package_words
from dashboard.ui.http import (
    animations,
    api,
    bundle,
    exports,
    films,
    handouts,
    pages,
    server,
    snapshots,
    suites,
    webfont,
)
from dashboard.ui.http.workshop import Turn
from dashboard.ui.page import failure, layout, metadata, url

SCRIPT = "main.mjs"
GUARD = "guard.js"
STYLE = "styles/atlas.css"
PLOTLY = "vendor/plotly-basic.min.js"
"""Plotly's own bundle of the traces that the atlas draws: a quarter of the whole."""
PAPER = {pages.STYLE, handouts.STYLE}
"""Sheets of pages to read and to print, which the atlas does not load."""


def create_app(data_dir: Path, panels: Sequence[bridge.Panel] = ()) -> Dash:
    """The app in the first language; its ``server`` serves every language and the API.

    Parameters
    ----------
    data_dir
        The folder of a data package.
    panels
        Cards of your own with their callbacks, as docs/extending.md shows.

    Raises
    ------
    DatasetError
        When the data package cannot be read or drawn; every fault is listed.
    SettingError
        When a setting does not serve.
    ValueError
        For two panels with one id.
    """
    bridge.check(panels)
    try:
        base_address()
    except ValueError as error:
        raise settings.SettingError(str(error)) from error
    dataset = open_dataset(data_dir, tried=False)
    timeline = Timeline(dataset)
    files = bundle.make_bundle(_generated(dataset, timeline))
    flask = Flask("dashboard.ui")
    contexts = [bridge.Context(dataset, timeline, language) for language in dataset.languages]
    apps = [_dash(flask, files, panels, context) for context in contexts]
    flask.register_blueprint(server.api(dataset))
    flask.register_blueprint(bundle.blueprint(files))
    press = snapshots.Press(dataset, timeline)
    work = Turn(settings.whole("WORK_AT_ONCE"))
    # One sheet is drawn at a time: who waits for that keeps nobody else from working.
    drawing = Turn(1, work)
    flask.register_blueprint(snapshots.blueprint(dataset, timeline, press=press, turn=drawing))
    flask.register_blueprint(
        animations.blueprint(dataset, timeline, press) if films.SUPPORTED else animations.refusal()
    )
    flask.register_blueprint(exports.blueprint(dataset, timeline, turn=work))
    flask.register_blueprint(pages.blueprint(dataset, files))
    flask.register_blueprint(handouts.blueprint(dataset, files, press, turn=drawing))
    _redirect_earlier_forms(flask, dataset.languages)
    prefixes = {prefix(one, dataset.languages) for one in dataset.languages}
    _refuse_unknown_pages(flask, prefixes)
    flask.register_blueprint(api.blueprint(dataset))
    api.open_data(flask, dataset)
    suites.serve(flask, [app.registered_paths for app in apps])
    server.open_to_frames(flask)
    hashes = (one for app in apps for one in app.csp_hashes())
    server.harden(flask, hashes, prefixes)
    return apps[0]


def _generated(dataset: Dataset, timeline: Timeline) -> Mapping[str, bytes]:
    """The files that are made of the data package, built now or kept from an earlier start."""
    relief = read_relief(dataset.folder, dataset.projection)

    def build() -> Mapping[str, bytes]:
        check_drawing(dataset.folder)
        # Plotly's figures and the geometry take half a second to import.
        from dashboard.ui.browser import files

        return files.build(dataset, timeline, relief)

    plain = webfont.files() | bundle.icon(dataset)
    if relief:
        plain[relief.image.name] = relief.image.read_bytes()
    return {**plain, **kept.kept(kept.key_of(dataset, relief and relief.bounds), build)}


def _dash(
    flask: Flask,
    files: bundle.Bundle,
    panels: Sequence[bridge.Panel],
    context: bridge.Context,
) -> Dash:
    dataset, language = context.dataset, context.language
    app = bridge.ConnectedDash(
        __name__,
        server=cast(Any, flask),
        title=_plain(dataset.title[language]),
        update_title="",
        url_base_pathname=prefix(language, dataset.languages),
        include_assets_files=False,
        index_string=_index(
            dataset, files, language, suites.PLOTLY if panels else files.address(PLOTLY)
        ),
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        add_log_handler=False,
        on_error=server.callback_failed,
    )
    own = bridge.cards(panels, context)
    app.layout = layout.page(dataset, language, own, bridge.stores(dataset, language))
    bridge.connect(app, panels, context)
    return app


def _plain(text: str) -> str:
    """Text for Dash's frame, which Dash fills in as it is: without tags, without Dash's marks."""
    return escape(text).replace("{%", "{&#37;")


def _index(dataset: Dataset, files: bundle.Bundle, language: Language, plotly: str) -> str:
    """The page's frame: its language, our styles and the entry script.

    ``plotly`` is the address of its script: the whole of it where a panel may draw any chart.
    """
    data = files.address(f"atlas.{language}.json")
    drawn = files.address("figure.json")
    root = url.relative("/", prefix(language, dataset.languages))
    # The typeface and the page's own style first; the parts' styles build on them.
    ours = (name for name in files.files if name.endswith(".css") and name not in PAPER)
    sheets = sorted(ours, key=_own_first)
    styles = "".join(f'<link rel="stylesheet" href="{files.address(name)}">' for name in sheets)
    letters = "".join(
        f'<link rel="preload" as="font" type="font/woff2" crossorigin="anonymous" '
        f'href="{files.address(name)}">'
        for name in webfont.preloaded(language)
    )
    preload = "".join(
        f'<link rel="modulepreload" href="{files.address(name)}">'
        for name in files.files
        if name.endswith(".mjs")
    )
    return (
        f'<!DOCTYPE html><html lang="{language}" dir="{i18n.direction(language)}">'
        "<head>{%metas%}<title>{%title%}</title>"
        f"{metadata.head(dataset, language)}"
        f'<link rel="icon" href="{files.address(bundle.ICON)}" type="image/svg+xml">'
        f"{letters}{styles}<style>{package_words.looks(dataset)}</style>{{%css%}}"
        f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{data}">'
        f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{drawn}">{preload}'
        f"</head><body>{{%app_entry%}}{failure.box(language)}<footer>{{%config%}}"
        f'<script src="{files.address(GUARD)}"></script>'
        # Dash would fetch plotly when all else is there; what stands before it is taken as it is.
        f'<script src="{plotly}"></script>{{%scripts%}}{{%renderer%}}</footer>'
        f'<script type="module" src="{files.address(SCRIPT)}" data-payload="{data}" '
        f'data-figure="{drawn}" data-root="{root}" {bridge.SCRIPT_DATA}></script></body></html>'
    )


def _own_first(sheet: str) -> tuple[bool, bool, str]:
    return sheet != webfont.SHEET, sheet != STYLE, sheet


def _redirect_earlier_forms(flask: Flask, languages: Sequence[Language]) -> None:
    """Lead a link of an earlier form to the address of today."""

    @flask.before_request
    def lead() -> Response | None:
        if request.method not in {"GET", "HEAD"}:
            return None
        query = request.query_string.decode("utf-8", "replace")
        target = url.migrated(request.path, query, languages)
        return redirect(target) if target else None  # type: ignore[return-value]


def _refuse_unknown_pages(flask: Flask, prefixes: Collection[str]) -> None:
    """Dash answers every path with the page; a wrong address should say that it is wrong."""
    catch_alls = {f"{one}<path:path>" for one in prefixes}
    places = " and ".join(sorted(prefixes))

    @flask.before_request
    def refuse() -> None:
        if request.method in {"GET", "HEAD"} and str(request.url_rule) in catch_alls:
            abort(404, f"there is no page {request.path}; the atlas is at {places}")
