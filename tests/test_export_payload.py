"""What the dialog of exports offers is what the server makes, about as large as it says."""

from pathlib import Path

import pytest

from dashboard.cartography.paper import captions, sheet
from dashboard.dataset.dates import parse_day
from dashboard.export.cite import citation
from dashboard.ui.browser import exports
from dashboard.ui.http.animations import MEDIA_TYPES
from dashboard.ui.page import strings

ROOT = Path(__file__).resolve().parent.parent
DAYS = {"day": "1921-10-13", "first": "1918-01-01", "last": "1936-12-31"}
OFFERED = [(kind, suffix) for kind in exports.DATA for suffix in kind.kb]


@pytest.mark.parametrize(("kind", "suffix"), OFFERED, ids=lambda one: getattr(one, "id", one))
def test_each_file_that_is_offered_is_made_and_about_as_large_as_stated(client, kind, suffix):
    answer = client.get(f"{kind.address.format(**DAYS)}.{suffix}")
    assert answer.status_code == 200
    size = len(answer.data) / 1000
    if kind.id == "differences":
        assert size <= kind.kb[suffix]
    else:
        assert kind.kb[suffix] / 1.6 < size < kind.kb[suffix] * 1.6


@pytest.mark.parametrize("language", ["en", "tr"])
def test_every_format_style_and_size_has_a_name(dataset, language):
    offered = exports.build(dataset, language)
    suffixes = {suffix for kind in offered["data"] for suffix in kind["kb"]} | set(sheet.KINDS)
    suffixes |= set(offered["film"]["kinds"])
    assert suffixes == set(offered["formats"])
    assert set(offered["film"]["kinds"]) == set(MEDIA_TYPES)
    assert [one for one, _ in offered["styles"]] == list(citation.FORMATS)
    assert {one for one, *_ in offered["sheet"]["sizes"]} == set(sheet.SIZES_MM)
    assert set(offered["sheet"]["kb"]) == set(offered["sheet"]["kinds"])
    assert all(f"export.{figure}" in strings.BROWSER for figure in offered["sheet"]["figures"])


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_page_fills_in_the_citation_that_the_sheet_has(dataset, language):
    form = exports.build(dataset, language)["citation"]
    label = {"en": "13 October 1921", "tr": "13 Ekim 1921"}[language]
    filled = form.replace("{day}", label).replace("{address}", "https://example.org/?day=1")
    day = parse_day("1921-10-13")
    assert filled == captions.cite(dataset, day, language, "https://example.org/?day=1")
