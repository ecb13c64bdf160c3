"""Pages to read in the made-up language: each word of the catalogue or of a work cited."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from dashboard import i18n
from dashboard.dataset.validate import open_dataset
from dashboard.ui.app import create_app
from tests import pseudo

pytestmark = pytest.mark.slow

PAGES = ("method", "sources", "handout/border", "handout/border/teacher")
LABELS = ("aria-label", "aria-description", "title", "placeholder", "alt")
VOID = {"meta", "link", "br", "img", "input", "hr", "wbr", "col"}
IN_LINE = {"a", "b", "i", "em", "strong", "span", "cite", "abbr", "small", "time", "label", "bdi"}
UNREAD = {"script", "style", "kbd", "code"}


class Unmarked(HTMLParser):
    """Collects texts and labels of a page that have no mark, but not those in other languages."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = [("", True)]
        self._block: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_other = not given.get("lang", pseudo.LANGUAGE).startswith(pseudo.LANGUAGE)
        is_read = self._open[-1][1] and not is_other and tag not in UNREAD
        if is_read:
            self._keep(*(given[name] for name in LABELS if name in given))
        if tag not in IN_LINE:
            self.end_block()
        if tag not in VOID:
            self._open.append((tag, is_read))

    def handle_endtag(self, tag: str) -> None:
        if tag not in IN_LINE:
            self.end_block()
        while len(self._open) > 1 and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open[-1][1]:
            self._block.append(data)

    def end_block(self) -> None:
        self._keep("".join(self._block))
        self._block = []

    def _keep(self, *texts: str) -> None:
        self.found += [
            text for text in texts if pseudo.OPEN not in text and pseudo.CLOSE not in text
        ]


def words(text: str) -> Iterator[str]:
    """The words of at least two letters, in small letters."""
    return (word.lower() for word in re.findall(r"[^\W\d_]{2,}", text))


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = pseudo.package(tmp_path_factory.mktemp("pseudo") / "package")
    with pseudo.spoken():
        client = create_app(folder).server.test_client()
        return {page: client.get(f"/{pseudo.LANGUAGE}/{page}").text for page in PAGES}


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Words of the works that are cited, and of CLDR."""
    works = open_dataset(pseudo.REAL_PACKAGE).sources.values()
    texts = [*i18n.month_names(pseudo.LANGUAGE), *i18n.day_names(pseudo.LANGUAGE)]
    texts += [text for work in works for text in (work.title, work.author, work.url, work.journal)]
    return {word for text in texts for word in words(text)}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_to_read_is_translated_to_its_last_word(pages, known, page):
    assert pages[page].count(pseudo.OPEN) > 10
    parser = Unmarked()
    parser.feed(pages[page])
    parser.close()
    parser.end_block()
    written = {text.strip() for text in parser.found if set(words(text)) - known}
    assert written == set()
