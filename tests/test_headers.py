"""Headers of each kind of answer: caching, access from other sites, media type."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

pytestmark = pytest.mark.slow

ASKED_AGAIN = "no-cache"
FOR_AN_HOUR = "public, max-age=3600"
FOR_A_YEAR = "public, max-age=31536000, immutable"
NEVER = "no-store"
JSON = "application/json"
PDF = "application/pdf"
FINGERPRINT = "0" * 16
"""Stands for the fingerprint of this version."""

TABLE = [
    # address, status, media type, how long, with a tag, for pages of other sites, to be saved
    ("/", 200, "text/html", ASKED_AGAIN, True, False, False),
    ("/tr/", 200, "text/html", ASKED_AGAIN, True, False, False),
    ("/sources", 200, "text/html", ASKED_AGAIN, True, False, False),
    ("/tr/method", 200, "text/html", ASKED_AGAIN, True, False, False),
    ("/handout/border", 200, "text/html", ASKED_AGAIN, True, False, False),
    (f"/files/{FINGERPRINT}/atlas.tr.json", 200, JSON, FOR_A_YEAR, False, True, False),
    (f"/files/{FINGERPRINT}/styles/atlas.css", 200, "text/css", FOR_A_YEAR, False, True, False),
    ("/snapshot/1921-10-13.pdf?size=90x90", 200, PDF, FOR_AN_HOUR, True, False, False),
    ("/api/", 200, JSON, ASKED_AGAIN, True, True, False),
    ("/api/openapi.json", 200, JSON, ASKED_AGAIN, True, True, False),
    ("/api/state/1921-10-13.json", 200, JSON, FOR_AN_HOUR, True, True, False),
    ("/api/state/1921-10-13.csv", 200, "text/csv", FOR_AN_HOUR, True, True, True),
    ("/api/cite/1921-10-13/bibtex", 200, "application/x-bibtex", FOR_AN_HOUR, True, True, True),
    ("/api/package.zip", 200, "application/zip", FOR_AN_HOUR, True, True, True),
    ("/favicon.ico", 200, "image/svg+xml", ASKED_AGAIN, True, False, False),
    ("/robots.txt", 200, "text/plain", ASKED_AGAIN, True, False, False),
    ("/healthz", 200, JSON, NEVER, False, False, False),
    # What is not there may be there after the next start.
    ("/sources/", 308, "text/html", NEVER, False, False, False),
    ("/?lang=tr", 302, "text/html", NEVER, False, False, False),
    ("/nowhere", 404, JSON, NEVER, False, False, False),
    (f"/files/{'f' * 16}/atlas.tr.json", 404, JSON, NEVER, False, True, False),
    ("/snapshot/x.pdf", 400, JSON, NEVER, False, False, False),
    ("/api/state/1900-01-01.json", 400, JSON, NEVER, False, True, False),
    (f"/api/animations/{'0' * 32}", 404, JSON, NEVER, False, False, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "status", "media", "kept", "tagged", "shared", "saved"),
    TABLE,
    ids=[row[0] for row in TABLE],
)
def test_an_answer_says_what_it_is(client, address, status, media, kept, tagged, shared, saved):
    (current,) = {found[1] for found in map(_FILES.match, _rules(client)) if found}
    answer = client.get(address.replace(FINGERPRINT, current))
    headers = answer.headers
    assert (answer.status_code, answer.mimetype) == (status, media)
    assert headers["Cache-Control"] == kept
    assert ("ETag" in headers) == tagged
    assert ("Access-Control-Allow-Origin" in headers) == shared
    assert headers.get("Content-Disposition", "").startswith("attachment") == saved


_FILES = re.compile(r"/files/([0-9a-f]{16})/")


def _rules(client: FlaskClient) -> Iterator[str]:
    return (str(rule) for rule in client.application.url_map.iter_rules() if "GET" in rule.methods)


def test_no_address_leaves_its_headers_to_chance(client):
    """Includes routes added later: every route without parameters is requested."""
    asked = [rule for rule in _rules(client) if "<" not in rule]
    assert len(asked) > 10
    for address in asked:
        headers = client.get(address).headers
        assert headers["Cache-Control"], address
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert "default-src 'self'" in headers["Content-Security-Policy"], address
        assert not {"Server-Timing", "X-Powered-By", "Set-Cookie"} & set(headers.keys()), address


@pytest.mark.parametrize(
    "address",
    [
        "/snapshot/1921-10-13.pdf?size=90x90",
        f"/api/animations/{'0' * 32}",
        "/api/",
        "/snapshot/x.pdf",
    ],
)
def test_what_the_page_saves_says_of_which_data_it_is(client, dataset, address):
    assert client.get(address).headers["Data-Version"] == dataset.version
