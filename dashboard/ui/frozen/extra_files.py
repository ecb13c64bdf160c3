"""Files of a frozen site beside the atlas: the page 404.html, sitemap, robots.txt, previews."""

from collections.abc import Callable, Iterator, Mapping
from html import escape

from dashboard import i18n
from dashboard.dataset.model import Dataset, Language
from dashboard.export.address import prefix
from dashboard.ui.browser import addresses
from dashboard.ui.frozen import previews
from dashboard.ui.frozen.routes import marked
from dashboard.ui.http.asked import ROBOTS
from dashboard.ui.page import documents
from dashboard.ui.page.frozen import Frozen, file_name


def files(dataset: Dataset, base: str) -> Mapping[str, bytes]:
    """Return the files by name; a sitemap needs the address ``base`` of the site."""
    contents = {"404.html": in_every_language(dataset, base, _missing)}
    if base:
        contents["sitemap.xml"] = _sitemap(dataset, base)
        contents |= previews.pages(dataset, base)
        contents["robots.txt"] = f"{ROBOTS}Sitemap: {base}/sitemap.xml\n"
    return {name: text.encode() for name, text in contents.items()}


def _missing(language: Language) -> str:
    _ = i18n.translator(language)
    return _("There is no such page.")


def in_every_language(dataset: Dataset, base: str, say: Callable[[Language], str]) -> str:
    """Return the page for an address that has no other, with a sentence in every language.

    It is shown in any folder, so it links to the atlas by its whole address or not at all.
    """
    paragraphs = []
    for language in dataset.languages:
        title = escape(dataset.title[language])
        home = f"{base}{prefix(language, dataset.languages)}"
        link = f'<a href="{escape(home)}">{title}</a>' if base else title
        text = escape(say(language))
        way = i18n.direction(language)
        paragraphs.append(f'<p lang="{language}" dir="{way}">{text} {link}</p>')
    first, body = dataset.languages[0], "".join(paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{first}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(dataset.title[first])}</title></head><body>{body}</body></html>"
    )


def _sitemap(dataset: Dataset, base: str) -> str:
    """Every page, those of the milestones too.

    References
    ----------
    https://www.sitemaps.org/protocol.html
    """
    entries = "".join(f"<url><loc>{escape(page)}</loc></url>\n" for page in _pages(dataset, base))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</urlset>\n"
    )


def _pages(dataset: Dataset, base: str) -> Iterator[str]:
    for language in dataset.languages:
        home = prefix(language, dataset.languages)
        yield f"{base}{home}"
        for event in marked(dataset):
            yield f"{base}/{previews.name(dataset, event, language)}"
        for name in documents.NAMES:
            yield f"{base}/{file_name(documents.address(name, language, dataset.languages))}"
        handout = addresses.addresses(dataset, language, Frozen())["handout"]
        yield from (f"{base}{handout.format(story=story)}" for story in dataset.stories)
