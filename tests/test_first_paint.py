"""What the page shows before a script runs, and without any: map, date, legend, table."""

import re
from datetime import date
from html import unescape
from urllib.parse import urljoin

import pytest
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from dashboard.cartography.look import patterns
from dashboard.cartography.look.style import paint_of
from dashboard.cartography.screen.bands import screen_map
from dashboard.cartography.screen.sketch import path, sketch
from dashboard.dataset.timeline import Timeline
from dashboard.export.address import prefix
from dashboard.ui.app import create_app
from dashboard.ui.first_paint import PREFIX
from small_package import write_package

pytestmark = pytest.mark.slow


def first_map(text: str) -> str:
    found = re.search(r'id="first"><svg.*?</svg>', text, re.DOTALL)
    assert found
    return found[0]


def test_a_path_is_in_whole_units_from_point_to_point():
    hole = Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [[(2, 2), (2, 4), (4, 4)]])
    assert path(LineString([(0.2, 0.1), (0.4, 0.2), (3, -2)])) == "M0 0l3 -2"
    assert path(hole) == "M0 0l10 0 0 10 -10 0 0 -10zM2 2l0 2 2 0 -2 -2z"
    assert path(MultiPolygon([box(0, 0, 1, 1), box(5, 5, 6, 6)])).count("z") == 2


def test_a_sketch_has_every_territory_and_is_small(dataset):
    drawn = sketch(dataset, screen_map(dataset))
    assert set(drawn["areas"]) == set(dataset.territories)
    assert all(drawn["areas"].values())
    assert {len(sides) for _, sides in drawn["edges"]} == {2}
    assert sum(map(len, [*drawn["areas"].values(), drawn["land"], drawn["water"]])) < 60_000


@pytest.mark.parametrize("day", ["1918-01-01", "1920-04-28", "1936-12-31"])
@pytest.mark.parametrize("language", ["en", "tr", "ka"])
def test_the_page_of_a_day_has_the_map_of_that_day(client, dataset, language, day):
    timeline, asked = Timeline(dataset), date.fromisoformat(day)
    text = client.get(f"{prefix(language, dataset.languages)}?day={day}").text
    drawn = first_map(text)
    label = unescape(re.search(r'aria-label="([^"]+)"', drawn)[1])
    assert label.startswith(dataset.terms.map_name[language])
    assert str(asked.year) in label
    fills = re.findall(r'<path d="M[^"]*z" fill="([^"]+)"/>', drawn)
    for one in timeline.state(asked).values():
        if not dataset.territories[one.territory_id].is_backdrop:
            wanted = patterns.css_fill(paint_of(one.control, dataset), dataset.roles)
            assert wanted.replace("#paint-", f"#{PREFIX}paint-") in fills
    used = set(re.findall(r"url\(#([^)]+)\)", drawn))
    assert used <= set(re.findall(r'<pattern id="([^"]+)"', drawn))


def test_the_table_without_scripts_says_who_held_what(client, dataset):
    text = client.get("/?day=1920-04-28").text
    table = text[text.index("<noscript><section") :]
    rows = re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td>', table)
    timeline = Timeline(dataset)
    day = dataset.terms.example_day
    held = {
        dataset.territories[name].name["en"]: dataset.polities[one.controller].name["en"]
        for name, one in timeline.state(day).items()
    }
    assert {unescape(a): unescape(b) for a, b in rows} == held
    assert f"?day={timeline.next_change(day)}" in table
    assert f"?day={timeline.previous_change(day)}" in table


@pytest.mark.parametrize("page", ["/", "/tr/"])
def test_every_link_without_scripts_leads_to_a_page(client, dataset, page):
    text = client.get(f"{page}?day=1920-04-28").text
    links = re.findall(r'href="([^"]+)"', text[text.index("<noscript><section") :])
    # The days beside, the handout of each story, sources and method.
    assert len(links) == 2 + len(dataset.stories) + 2
    for link in links:
        assert client.get(urljoin(page, unescape(link))).status_code == 200, link


@pytest.mark.parametrize("query", ["", "?day=", "?day=1850-01-01", "?day=yesterday"])
def test_a_day_that_there_is_not_is_the_first(client, query):
    assert "1 January 1918" in first_map(client.get(f"/{query}").text)


@pytest.mark.parametrize("view", ["strips", "table", "compare"])
def test_another_view_does_not_begin_with_the_map(client, view):
    assert '<div id="first"></div>' in client.get(f"/?view={view}").text


def test_a_page_is_compressed_and_not_sent_again_to_who_has_it(client):
    sent = client.get("/?day=1920-04-28", headers={"Accept-Encoding": "br"})
    assert sent.headers["Content-Encoding"] == "br"
    assert len(sent.data) < 30_000
    again = client.get("/?day=1920-04-28", headers={"If-None-Match": sent.headers["ETag"]})
    assert again.status_code == 304


def test_any_package_has_a_first_map(tmp_path):
    client = create_app(write_package(tmp_path / "package")).server.test_client()
    drawn = first_map(client.get("/?day=1919-09-10").text)
    assert drawn.count("<path") > 3


def test_plotly_is_fetched_ahead_and_run_by_the_scripts_when_the_page_is_seen(client):
    text = client.get("/").text
    assert re.findall(r"<link [^>]*plotly-basic[^>]*>", text) == re.findall(
        r'<link rel="preload" as="script" id="plotly" href="files/[0-9a-f]+/vendor/[^"]*">', text
    )
    assert text.count("plotly-basic") == 1
    assert [one for one in re.findall(r"<script[^>]*src[^>]*>", text) if "module" not in one] == []
