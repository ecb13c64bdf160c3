"""The application factory: a data package in, a Dash app out; nothing is read at import.

One Flask server carries a Dash app a language, English at ``/``, Turkish at
``/tr/`` (docs/decisions/): the page is in its language from the first byte.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, cast

import orjson
from dash import Dash
from flask import Flask, Response, abort, redirect, request

from dashboard.cartography.ground import frontiers
from dashboard.cartography.ground.coverage import build_coverage
from dashboard.cartography.ground.projection import ConformalConic
from dashboard.cartography.screen import holdings, strips
from dashboard.cartography.screen.figure import (
    MapModel,
    Relief,
    figure,
    figure_json,
    frontier_bands,
)
from dashboard.dataset.model import LANGUAGES, Dataset, Language
from dashboard.dataset.reading.relief import ReliefFile, read_relief
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.ui.browser import evidence, payload
from dashboard.ui.http import (
    animations,
    bundle,
    exports,
    handouts,
    pages,
    server,
    snapshots,
    webfont,
)
from dashboard.ui.page import failure, layout, url

SCRIPT = "main.mjs"
GUARD = "guard.js"
STYLE = "styles/atlas.css"
PAPER = {pages.STYLE, handouts.STYLE}
"""Sheets of pages to read and to print, which the atlas does not load."""


def create_app(data_dir: Path) -> Dash:
    """The English app; its ``server`` serves every language and the API.

    Raises
    ------
    DatasetError
        When the data package cannot be read or drawn; every fault is listed.
    """
    dataset = open_dataset(data_dir)
    timeline = Timeline(dataset)
    model = map_model(dataset)
    files = bundle.make_bundle(_generated(dataset, timeline, model))
    flask = Flask("dashboard.ui")
    apps = [_dash(flask, dataset, files, language) for language in LANGUAGES]
    flask.register_blueprint(server.api(dataset))
    flask.register_blueprint(bundle.blueprint(files))
    press = snapshots.Press(dataset, timeline)
    flask.register_blueprint(snapshots.blueprint(dataset, timeline, press=press))
    flask.register_blueprint(animations.blueprint(dataset, timeline, press))
    flask.register_blueprint(exports.blueprint(dataset, timeline))
    flask.register_blueprint(pages.blueprint(dataset, files))
    flask.register_blueprint(handouts.blueprint(dataset, files, press))
    _redirect_earlier_forms(flask)
    _refuse_unknown_pages(flask)
    server.compress_suites(flask)
    server.open_to_frames(flask)
    hashes = (one for app in apps for one in app.csp_hashes())
    server.harden(flask, hashes, {url.prefix(language) for language in LANGUAGES})
    return apps[0]


def map_model(dataset: Dataset) -> MapModel:
    """Projected geometry of a dataset for the screen.

    The outlines are those made for the screen, or the full ones of a package without them:
    right in any case, but heavier to draw.
    """
    projection = ConformalConic.from_package(dataset.projection)
    coverage = build_coverage(dataset.screen or dataset.features, projection)
    drawn_as = frontiers.drawn_as(coverage.edges, dataset)
    model = MapModel(projection, coverage, projection.box_of(dataset.home), drawn_as)
    return replace(model, bands=tuple(frontier_bands(dataset, model)))


def opening_day(dataset: Dataset) -> date:
    """The day a bare address shows: the first day, so that nothing is given away."""
    return dataset.first_day


def _generated(dataset: Dataset, timeline: Timeline, model: MapModel) -> Mapping[str, bytes]:
    files = webfont.files()
    relief = read_relief(dataset.folder, dataset.projection)
    if relief:
        files[relief.image.name] = relief.image.read_bytes()
    drawn = figure(dataset, model, timeline, opening_day(dataset), _shown(relief))
    files["figure.json"] = figure_json(drawn)
    for order in strips.ORDERS:
        files[f"strips.{order}.json"] = figure_json(strips.strips(dataset, timeline, order))
    files["areas.json"] = figure_json(holdings.chart(dataset, timeline))
    for language in LANGUAGES:
        content = payload.build(dataset, timeline, model, language)
        files[f"atlas.{language}.json"] = orjson.dumps(content)
        found = evidence.build(dataset, timeline, language)
        files[f"evidence.{language}.json"] = orjson.dumps(found)
    return files


def _shown(relief: ReliefFile | None) -> Relief | None:
    # Relative to the page's scripts it lies beside figure.json; the scripts complete it.
    return Relief(relief.image.name, relief.bounds) if relief else None


def _dash(flask: Flask, dataset: Dataset, files: bundle.Bundle, language: Language) -> Dash:
    app = Dash(
        __name__,
        server=cast(Any, flask),
        title=_plain(dataset.title[language]),
        update_title="",
        url_base_pathname=url.prefix(language),
        include_assets_files=False,
        index_string=_index(files, language),
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        add_log_handler=False,
        on_error=server.callback_failed,
    )
    app.layout = layout.page(dataset, language)
    return app


def _plain(text: str) -> str:
    """Text for Dash's frame, which Dash fills in as it is: without tags, without Dash's marks."""
    return escape(text).replace("{%", "{&#37;")


def _index(files: bundle.Bundle, language: Language) -> str:
    """The page's frame: its language, our styles and the entry script."""
    data = files.address(f"atlas.{language}.json")
    drawn = files.address("figure.json")
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
        f'<!DOCTYPE html><html lang="{language}"><head>{{%metas%}}<title>{{%title%}}</title>'
        f'<link rel="icon" href="{files.address("favicon.svg")}" type="image/svg+xml">'
        f"{letters}{styles}{{%css%}}"
        f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{data}">'
        f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{drawn}">{preload}'
        f"</head><body>{{%app_entry%}}{failure.box(language)}<footer>{{%config%}}"
        f'<script src="{files.address(GUARD)}"></script>'
        # Dash would fetch plotly when all else is there; what stands before it is taken as it is.
        f'<script src="{server.PLOTLY}"></script>{{%scripts%}}{{%renderer%}}</footer>'
        f'<script type="module" src="{files.address(SCRIPT)}" data-payload="{data}" '
        f'data-figure="{drawn}"></script></body></html>'
    )


def _own_first(sheet: str) -> tuple[bool, bool, str]:
    return sheet != webfont.SHEET, sheet != STYLE, sheet


def _redirect_earlier_forms(flask: Flask) -> None:
    """Lead a link of an earlier form to the address of today."""

    @flask.before_request
    def lead() -> Response | None:
        if request.method not in {"GET", "HEAD"}:
            return None
        target = url.migrated(request.path, request.query_string.decode("utf-8", "replace"))
        return redirect(target) if target else None  # type: ignore[return-value]


def _refuse_unknown_pages(flask: Flask) -> None:
    """Dash answers every path with the page; a wrong address should say that it is wrong."""
    catch_alls = {f"{url.prefix(language)}<path:path>" for language in LANGUAGES}

    @flask.before_request
    def refuse() -> None:
        if request.method in {"GET", "HEAD"} and str(request.url_rule) in catch_alls:
            abort(404, f"there is no page {request.path}; the atlas is at / and /tr/")
