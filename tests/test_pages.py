"""The pages to read: every work with all that rests on it, and how we decide."""

import csv
import gzip
import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest

from dashboard.dataset import vocabulary
from dashboard.ui.http import citations, pages
from dashboard.ui.page import documents, url
from small_package import LANGUAGES
from tests.conftest import DATA

pytestmark = pytest.mark.slow

CITED = {
    "control": "control",
    "claim": "claims",
    "event": "events",
    "treaty": "treaties",
    "outcome": "outcomes",
    "polity": "polities",
    "membership": "federations",
    "person": "people",
    "article": "article_claims",
}
ADDRESSES = [
    documents.address(name, language, LANGUAGES)
    for name in documents.NAMES
    for language in LANGUAGES
]


class Page(HTMLParser):
    """What a page has: ids, links, the language, scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.language = ""
        self.tags: Counter[str] = Counter()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags[tag] += 1
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given["href"]] if tag == "a" and given.get("href") else []
        self.language = given["lang"] or "" if tag == "html" else self.language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "table"), CITED.items())
def test_every_citation_of_every_table_is_listed_under_its_work(dataset, language, kind, table):
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    column = "source_locator" if language == "en" else "source_locator_tr"
    wanted = Counter(
        cited
        for row in rows
        if row["source_key"]
        for cited in zip(row["source_key"].split(";"), row[column].split(";"), strict=True)
    )
    counts = Counter(
        (use.key, use.locator)
        for uses in citations.uses(dataset, language).values()
        for use in uses
        if use.kind == kind
    )
    assert counts == wanted


def test_every_citation_of_a_line_is_listed_under_its_work(dataset):
    wanted = Counter(citation.key for line in dataset.lines for citation in line.citations)
    uses = citations.uses(dataset, "en").values()
    assert Counter(use.key for some in uses for use in some if use.kind == "line") == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_opens_the_atlas_on_a_day_that_it_has(dataset, language):
    asked = 0
    for some in citations.uses(dataset, language).values():
        for use in filter(lambda use: use.address, some):
            parts = urlsplit(use.address)
            query = parse_qs(parts.query, strict_parsing=True)
            asked += 1
            assert parts.path == url.prefix(language, LANGUAGES)
            assert set(query) <= set(url.PARAMETERS)
            assert query.get("territory", ["baku"])[0] in dataset.territories
            assert query.get("treaty", ["kars_1921"])[0] in dataset.treaties
            if "day" in query:
                day = date.fromisoformat(query["day"][0])
                assert dataset.first_day <= day <= dataset.last_day
    assert asked > 2000


def test_a_row_of_control_opens_its_territory_on_its_first_day(dataset):
    row = next(row for row in dataset.control if row.interval.start > dataset.first_day)
    addresses = {use.address for use in citations.uses(dataset, "en")[row.citations[0].key]}
    assert f"/?day={row.interval.start}&territory={row.territory_id}" in addresses


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sources_page_has_every_work_at_its_key(client, dataset, language):
    page = Page(client.get(documents.address("sources", language, LANGUAGES)).text)
    assert page.language == language
    assert len(set(page.ids)) == len(page.ids)
    assert set(dataset.sources) <= set(page.ids)
    assert {f"#{key}" for key in dataset.sources} <= set(page.links)
    assert page.tags["script"] == 0


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_hardened_compressed_and_not_sent_twice(client, address):
    plain = client.get(address)
    squeezed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(squeezed.data) == plain.data
    assert "script-src 'self'" in plain.headers["Content-Security-Policy"]
    assert plain.mimetype == "text/html"
    again = client.get(address, headers={"If-None-Match": plain.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert urljoin(f"{address}/", client.get(f"{address}/").headers["Location"]) == address


@pytest.mark.parametrize("address", [*ADDRESSES, "/handout/border", "/tr/handout/border"])
def test_a_page_works_wherever_the_root_of_the_atlas_lies(client, address):
    text = client.get(address).text
    named = re.findall(r'(?:href|src|action)="([^"]*)"', text)
    assert len(named) > 5
    assert [one for one in named if one.startswith("/")] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_links_within_the_pages_lead_somewhere(client, address):
    page = Page(client.get(address).text)
    own = [link for link in page.links if not link.startswith(("http:", "https:"))]
    paths = {urlsplit(urljoin(address, link)).path for link in own}
    fragments = {urlsplit(link).fragment for link in own if link.startswith("#")}
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert fragments <= set(page.ids)


def test_both_languages_of_how_we_decide_have_the_same_sections(client):
    english, turkish = (
        Page(client.get(documents.address("method", language, LANGUAGES)).text)
        for language in LANGUAGES
    )
    assert english.ids == turkish.ids
    assert len(english.ids) > 10
    assert english.tags == turkish.tags


def test_the_sources_are_narrowed_to_those_that_say_something(dataset):
    every = pages.works(dataset, "en")
    found = pages.narrowed(every, pages.Asked(" GÜMRÜ treaty"))
    assert 0 < len(found) < len(every)
    assert all("gumru" in work.folded for work in found)
    assert pages.narrowed(every, pages.Asked()) == every
    assert pages.narrowed(every, pages.Asked("no work says this")) == ()


def test_the_sources_stand_by_kind_scholarly_first_and_can_be_held_to_kinds(client, dataset):
    order = [work.source.kind for work in pages.works(dataset, "en")]
    assert order == sorted(order, key=(*vocabulary.SOURCE_KIND, "").index)
    page = Page(client.get("/sources?kind=primary&kind=press").text)
    works = {key for key, source in dataset.sources.items() if source.kind in ("primary", "press")}
    assert set(page.ids) & set(dataset.sources) == works
    every = Page(client.get("/sources?kind=nonsense").text)
    assert set(dataset.sources) <= set(every.ids)


def test_the_sources_can_be_held_to_how_far_they_were_read(client, dataset):
    text = client.get("/sources?read=read&read=nonsense").text
    works = {key for key, source in dataset.sources.items() if source.reading == "read"}
    assert works
    assert set(Page(text).ids) & set(dataset.sources) == works
    assert 'value="read" checked' in text
    both = Page(client.get("/sources?read=cited&kind=press").text)
    assert set(both.ids) & set(dataset.sources) == {
        key
        for key, source in dataset.sources.items()
        if (source.reading, source.kind) == ("cited", "press")
    }


def test_what_is_asked_for_is_written_back_as_text(client):
    text = client.get("/sources", query_string={"q": '"><b>kars'}).text
    assert "<b>kars" not in text
    assert "&#34;&gt;&lt;b&gt;kars" in text


def test_the_atlas_leads_to_the_pages_and_keeps_their_sheet_to_them(client):
    assert pages.STYLE not in client.get("/").text
    assert pages.STYLE in client.get("/sources").text
