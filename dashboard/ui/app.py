"""The application factory: a data package in, a Dash app out; nothing is read at import.

One Flask server carries a Dash app for each language, the first at ``/``, another at
its tag, as ``/tr/`` (docs/decisions/): the page is in its language from the first byte.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import orjson
from dash import Dash, html
from flask import Flask, Response, abort, redirect, request

from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.reading.relief import read_relief
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import check_drawing, open_dataset
from dashboard.export.address import base_address, base_path, prefix
from dashboard.ui import bridge, kept, settings
from dashboard.ui.browser import package_words
from dashboard.ui.browser.file_names import SKETCH
from dashboard.ui.document import Writer, guard_hash
from dashboard.ui.first_paint import First
from dashboard.ui.http import (
    animations,
    api,
    asked,
    bundle,
    codes,
    exports,
    films,
    handouts,
    mounting,
    pages,
    server,
    snapshots,
    suites,
    webfont,
)
from dashboard.ui.http.workshop import Turn
from dashboard.ui.page import url
from dashboard.ui.page.frozen import Frozen

FILES = "atlas-files"
"""Under this name the server knows the bundle of its files."""


def compress(server: Flask) -> None:
    """Compress what a first visit asks for, before anybody does; a moment when it was done before.

    ``server`` is that of :func:`create_app`.
    """
    server.extensions[FILES].pack()


def create_app(
    data_dir: Path, panels: Sequence[bridge.Panel] = (), frozen: Frozen | None = None
) -> Dash:
    """The app in the first language; its ``server`` serves every language and the API.

    Parameters
    ----------
    data_dir
        The folder of a data package.
    panels
        Cards of your own with their callbacks, as docs/extending.md shows.
    frozen
        What a frozen site offers, for the writer of a site.

    Raises
    ------
    DatasetError
        When the data package cannot be read or drawn; every fault is listed.
    SettingError
        When a setting does not serve.
    ValueError
        For two panels with the same id.
    """
    bridge.check(panels)
    _check_address()
    dataset = open_dataset(data_dir, tried=False)
    timeline = Timeline(dataset)
    generated = dict(_generated(dataset, timeline, frozen))
    drawing = orjson.loads(generated.pop(SKETCH))
    files = bundle.make_bundle(generated)
    flask = Flask("dashboard.ui")
    firsts = [First.of(dataset, timeline, drawing, language) for language in dataset.languages]
    apps = _apps(flask, [Writer(files, first) for first in firsts], panels, dataset, timeline)
    flask.register_blueprint(server.api(dataset))
    flask.register_blueprint(bundle.blueprint(files))
    flask.register_blueprint(asked.blueprint(dataset))
    press = snapshots.Press(dataset, timeline)
    work = Turn(settings.whole("WORK_AT_ONCE"))
    # Sheets are drawn singly: a request that waits for its turn must not block others.
    drawing = Turn(1, work)
    flask.register_blueprint(snapshots.blueprint(dataset, timeline, press=press, turn=drawing))
    flask.register_blueprint(
        animations.blueprint(dataset, timeline, press) if films.SUPPORTED else animations.refusal()
    )
    flask.register_blueprint(exports.blueprint(dataset, timeline, turn=work))
    flask.register_blueprint(codes.blueprint())
    flask.register_blueprint(pages.blueprint(dataset, files, frozen is not None))
    flask.register_blueprint(handouts.blueprint(dataset, files, press, turn=drawing))
    _redirect_earlier_forms(flask, dataset.languages)
    prefixes = {prefix(language, dataset.languages) for language in dataset.languages}
    _refuse_unknown_pages(flask, prefixes)
    flask.register_blueprint(api.blueprint(dataset))
    api.open_data(flask, dataset)
    suites.serve(flask, [app.registered_paths for app in apps])
    server.open_to_frames(flask)
    flask.extensions[FILES] = files
    hashes = [guard_hash(), *(digest for app in apps for digest in app.csp_hashes())]
    server.harden(flask, hashes, prefixes)
    mounting.mount(flask, base_path())
    return apps[0]


def _check_address() -> None:
    try:
        base_address()
    except ValueError as error:
        raise settings.SettingError(str(error)) from error


def _generated(dataset: Dataset, timeline: Timeline, frozen: Frozen | None) -> Mapping[str, bytes]:
    """The files that are made of the data package, built now or kept from an earlier start."""
    relief = read_relief(dataset.folder, dataset.projection)

    def build() -> Mapping[str, bytes]:
        check_drawing(dataset.folder)
        # Plotly's figures and the geometry take half a second to import.
        from dashboard.ui.browser import files

        return files.build(dataset, timeline, relief, frozen)

    plain = webfont.files() | bundle.icon(dataset)
    plain[bundle.STYLE] = bundle.style(webfont.sheet(webfont.PLACE), package_words.looks(dataset))
    if relief:
        plain[relief.image.name] = relief.image.read_bytes()
    return {**plain, **kept.kept(kept.key_of(dataset, relief and relief.bounds, frozen), build)}


def _apps(
    flask: Flask,
    writers: Sequence[Writer],
    panels: Sequence[bridge.Panel],
    dataset: Dataset,
    timeline: Timeline,
) -> Sequence[Dash]:
    """An app a language, in their order."""
    return [
        _dash(flask, writer, panels, bridge.Context(dataset, timeline, language))
        for writer, language in zip(writers, dataset.languages, strict=True)
    ]


def _dash(
    flask: Flask,
    writer: Writer,
    panels: Sequence[bridge.Panel],
    context: bridge.Context,
) -> Dash:
    dataset, language = context.dataset, context.language
    own = prefix(language, dataset.languages)
    app = bridge.ConnectedDash(
        __name__,
        writer=writer,
        panels=bool(panels),
        server=cast(Any, flask),
        title="",
        update_title="",
        routes_pathname_prefix=own,
        requests_pathname_prefix=base_path() + own,
        include_assets_files=False,
        add_log_handler=False,
        on_error=server.callback_failed,
    )
    app.layout = html.Div([*bridge.cards(panels, context), *bridge.stores(dataset, language)])
    bridge.connect(app, panels, context)
    return app


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
    catch_alls = {f"{start}<path:path>" for start in prefixes}
    places = " and ".join(sorted(prefixes))

    @flask.before_request
    def refuse() -> None:
        if request.method in {"GET", "HEAD"} and str(request.url_rule) in catch_alls:
            abort(404, f"there is no page {request.path}; the atlas is at {places}")
