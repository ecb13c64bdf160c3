"""Components as HTML, and addresses as a page writes them."""

from urllib.parse import urljoin

import pytest
from dash import dcc, html

from dashboard.ui.page import url
from dashboard.ui.page.markup import markup


def test_a_component_is_the_element_of_its_name():
    tree = html.Div(
        [
            html.A("Map & more", href="?a=1&b=2", className="button", hrefLang="tr"),
            None,
            html.Br(),
            3,
        ],
        id="page",
        hidden=True,
        title=None,
        **{"aria-label": 'the "map"', "data-view": "map"},
    )
    assert markup(tree) == (
        '<div aria-label="the &quot;map&quot;" data-view="map" hidden id="page">'
        '<a class="button" href="?a=1&amp;b=2" hreflang="tr">Map &amp; more</a><br>3</div>'
    )


def test_text_is_never_taken_for_html():
    assert markup(html.P("<script>x</script>")) == "<p>&lt;script&gt;x&lt;/script&gt;</p>"


def test_a_component_that_needs_dash_is_refused():
    with pytest.raises(TypeError, match="put it into a panel"):
        markup(html.Div(dcc.Store(id="store")))


@pytest.mark.parametrize("root", ["https://a.example/", "https://a.example/maps/atlas/"])
@pytest.mark.parametrize("page", ["/", "/tr/", "/sources", "/tr/sources", "/tr/handout/border"])
@pytest.mark.parametrize("address", ["/", "/tr/", "/files/ab/page.css", "/?day=1920-04-28&a=/b"])
def test_a_relative_address_leads_to_the_same_place_wherever_the_root_is(root, page, address):
    written = url.relative(address, page)
    assert not written.startswith("/")
    assert urljoin(root + page[1:], written) == root + address[1:]
