"""Panels and stores for custom Dash callbacks: what is refused, and what reaches the page."""

import re
from pathlib import Path

import pytest
from dash import Input, Output, State, dcc, html

from dashboard.ui.app import create_app
from dashboard.ui.bridge import GO, VIEW, Context, Panel
from small_package import LANGUAGES, write_package

TITLE = {"en": "A panel", "tr": "Bir pano"}
LISTENS = f'data-view-store="{VIEW}"'
HOMES = {"en": "/", "tr": "/tr/"}


@pytest.fixture
def package(tmp_path):
    return write_package(tmp_path / "package")


@pytest.mark.parametrize("name", ["", "Holders", "-a", "a b", "a_b", "a--b", "é"])
def test_an_id_that_no_card_can_have_is_refused(name):
    with pytest.raises(ValueError, match="write its id as my-panel"):
        Panel(name, TITLE, html.P())


def test_a_panel_has_a_title():
    with pytest.raises(ValueError, match="panel 'a' has no title"):
        Panel("a", {"en": ""}, html.P())


def test_two_panels_do_not_share_an_id(package):
    panel = Panel("a", TITLE, html.P())
    with pytest.raises(ValueError, match="two panels have the id 'a'"):
        create_app(package, [panel, panel])


def test_a_panel_is_a_card_on_the_page_of_each_language(package):
    seen: list[str] = []

    def layout(context: Context) -> html.P:
        return html.P(f"{len(context.dataset.territories)} in {context.language}")

    panel = Panel("mine", TITLE, layout, lambda _app, context: seen.append(context.language))
    client = create_app(package, [panel]).server.test_client()
    assert seen == list(LANGUAGES)
    for language, home in HOMES.items():
        drawn = client.get(f"{home}_dash-layout").get_data(as_text=True)
        assert '"id":"panel-mine"' in drawn
        assert f" in {language}" in drawn
        assert TITLE[language] in drawn


def test_the_store_of_the_view_begins_with_what_a_bare_address_shows(package):
    client = create_app(package).server.test_client()
    page = client.get("/tr/_dash-layout").json
    stores = {child["props"]["id"]: child["props"] for child in page["props"]["children"] if child}
    view = stores[VIEW]["data"]
    # Of the usual layers it has but one.
    assert view.pop("layers") == ["certainty"]
    assert view == {
        "day": "1918-01-01",
        "view": "map",
        "territory": None,
        "treaty": None,
        "language": "tr",
    }
    assert "data" not in stores[GO]


def test_a_page_without_panels_and_callbacks_has_nothing_of_dash(package):
    app = create_app(package)
    client = app.server.test_client()
    for home in HOMES.values():
        page = client.get(home).get_data(as_text=True)
        assert LISTENS not in page
        assert f'data-go-store="{GO}"' in page
        assert "_dash" not in page
        assert "react" not in page
    app.clientside_callback("(day) => day", Output("out", "data"), Input("in", "data"))
    assert "_dash-config" in client.get("/").get_data(as_text=True)


def test_a_panel_stands_below_the_cards(package):
    panel = Panel("mine", TITLE, html.P())
    page = create_app(package, [panel]).server.test_client().get("/").get_data(as_text=True)
    assert re.search(r'<div id="own-panels">\s*<div id="react-entry-point">', page)
    assert page.index('id="events"') < page.index('id="own-panels"') < page.index('id="scale"')


@pytest.mark.parametrize("listens", [Input, State])
def test_a_page_is_asked_to_write_its_view_once_a_callback_reads_it(package, listens):
    app = create_app(package)
    client = app.server.test_client()
    assert LISTENS not in client.get("/").get_data(as_text=True)

    @app.callback(Output("a", "title"), Input("b", "n_clicks"), listens(VIEW, "data"))
    def title(_clicks: int, view: dict[str, str]) -> str:
        return view["day"]

    assert LISTENS in client.get("/").get_data(as_text=True)
    # The app of the other language has no such callback.
    assert LISTENS not in client.get("/tr/").get_data(as_text=True)


def test_a_clientside_callback_of_a_panel_may_run_under_the_policy(package):
    def register(app, _context):
        app.clientside_callback("(view) => view.day", Output("out", "data"), Input(VIEW, "data"))

    panel = Panel("mine", TITLE, dcc.Store(id="out"), register)
    app = create_app(package, [panel])
    policy = app.server.test_client().get("/").headers["Content-Security-Policy"]
    assert all(one in policy for one in app.csp_hashes())
    assert len(app.csp_hashes()) > len(create_app(package).csp_hashes())


def test_the_page_on_extending_shows_the_example_as_it_is():
    root = Path(__file__).resolve().parent.parent
    page = (root / "docs" / "extending.md").read_text("utf-8")
    example = (root / "examples" / "holders.py").read_text("utf-8")
    (shown,) = re.findall(r"```python\n(def register.*?)```", page, re.DOTALL)
    lines = [line.removesuffix(" ...") for line in shown.splitlines() if line.strip()]
    assert [line for line in lines if line not in example] == []
