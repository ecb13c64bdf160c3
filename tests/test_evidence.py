"""How well rows are evidenced: what suffices for high certainty, and the grades of the report."""

import pytest

from dashboard.dataset.evidence import grade, suffices_for_high
from dashboard.dataset.model import Citation, Source, Text


def work(key: str, kind: str, reading: str = "excerpt", author: str = "", url: str = "") -> Source:
    return Source(key, "online", key, author, "", url, "", Text(), reading, "", "", kind)


SOURCES = {
    one.key: one
    for one in (
        work("book", "scholarly"),
        work("unseen", "scholarly", "cited"),
        work("act", "primary", "read"),
        work("site", "popular", url="https://a.example/1"),
        work("same_site", "popular", url="https://a.example/2"),
        work("other_site", "press", url="https://b.example/1"),
        work("wiki", "wiki", url="https://c.example/1"),
        work("copy", "wiki", url="https://d.example/1"),
        work("ARTICLE", "scholarly", "read"),
        work("GK", "", "unverified"),
    )
}


@pytest.mark.parametrize(
    ("keys", "enough", "graded"),
    [
        ("book", True, "sound"),
        ("act", True, "sound"),
        ("site;other_site", True, "other"),
        ("site;wiki", True, "other"),
        ("site;same_site", False, "other"),
        ("wiki;copy", False, "wiki"),
        ("unseen", False, "unseen"),
        ("unseen;wiki", False, "wiki"),
        # The atlas tests the article, so its word alone raises nothing.
        ("ARTICLE", False, "none"),
        ("GK", False, "none"),
    ],
)
def test_high_needs_a_sound_source_or_two_independent_others_opened(keys, enough, graded):
    cited = [Citation(key, Text()) for key in keys.split(";")]
    assert suffices_for_high(cited, SOURCES, "ARTICLE") is enough
    assert grade(cited, SOURCES, "ARTICLE") == graded
