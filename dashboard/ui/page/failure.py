"""What the page says when its scripts do not come: they alone have the other words of the page."""

from html import escape

from dashboard import i18n
from dashboard.dataset.model import Dataset, Language
from dashboard.export.address import prefix
from dashboard.ui.page import documents, url


def box(dataset: Dataset, language: Language) -> str:
    """HTML of the message, hidden until ``guard.js``, ``main.mjs`` or a minute shows it.

    To try again is a plain link to the same address; it and the links to the pages to read need
    no script.
    """
    _ = i18n.translator(language)
    text = _("The atlas has not loaded. The network may have failed.")
    return (
        f'<div id="failure" role="alert"><p>{escape(text)}</p>'
        f'<a class="button" href="">{escape(_("Try again"))}</a>'
        f"{_pages(dataset, language)}</div>"
    )


def _pages(dataset: Dataset, language: Language) -> str:
    _ = i18n.translator(language)
    text = _("These pages open without it:")
    languages, page = dataset.languages, prefix(language, dataset.languages)
    links = "".join(
        f'<a href="{url.relative(documents.address(name, language, languages), page)}">'
        f"{escape(title)}</a>"
        for name, title in documents.titles(language).items()
    )
    return f"<nav>{escape(text)} {links}</nav>"
