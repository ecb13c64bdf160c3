"""How a source is named where it is cited in a few words."""

import pytest

from dashboard.dataset.model import Source, Text
from dashboard.i18n import short_source


@pytest.mark.parametrize(
    ("author", "year", "shown"),
    [
        ("Kazemzadeh", "1951", "Kazemzadeh 1951"),
        ("Kazemzadeh", "", "Kazemzadeh, The Struggle"),
        ("", "1951", "The Struggle"),
        ("", "", "The Struggle"),
    ],
)
def test_a_source_is_named_by_author_and_year_or_by_its_title(author, year, shown):
    source = Source("K", "book", "The Struggle", author, year, "", "", Text(), "read")
    assert short_source(source, "en") == short_source(source, "tr") == shown


def test_what_the_compiler_only_knew_is_named_so_in_the_readers_language():
    source = Source("GK", "misc", "General knowledge", "", "", "", "", Text(), "unverified")
    assert short_source(source, "en") == "General knowledge, not verified"
    assert short_source(source, "tr") != short_source(source, "en")
