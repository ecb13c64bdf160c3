"""What a link to the atlas looks like on another site: Open Graph, https://ogp.me.

A file says the same whatever its query asks for, so each milestone has a small page of its own,
with its picture and the way to the atlas on its day.
"""

from collections.abc import Mapping
from html import escape

from dashboard import i18n
from dashboard.dataset.model import Dataset, Event, Language
from dashboard.export.address import prefix
from dashboard.ui.frozen.routes import marked, picture
from dashboard.ui.page import metadata
from dashboard.ui.page.frozen import HOME, file_name


def home(dataset: Dataset, language: Language, base: str) -> str:
    """Return the tags of the page of the atlas; its picture is that of the first milestone."""
    title, about = dataset.title[language], metadata.description(dataset, language)
    address = f"{base}{prefix(language, dataset.languages)}"
    return _tags(title, about, address, _picture(marked(dataset), language, base))


def pages(dataset: Dataset, base: str) -> Mapping[str, str]:
    """Return the page of each milestone in each language by the name of its file."""
    return {
        name(dataset, event, language): _page(dataset, event, language, base)
        for language in dataset.languages
        for event in marked(dataset)
    }


def name(dataset: Dataset, event: Event, language: Language) -> str:
    """Return the name of the file of a milestone: ``tr/milestones/ID.html``."""
    return f"{prefix(language, dataset.languages)[1:]}milestones/{event.id}.html"


def _page(dataset: Dataset, event: Event, language: Language, base: str) -> str:
    day = i18n.day_label(event.date, language)
    title, about = f"{event.title[language]}, {day}", event.description[language]
    shown = _picture([event], language, base)
    head = _tags(title, about, f"{base}/{name(dataset, event, language)}", shown)
    atlas = f"../{HOME}?day={event.date}"
    _ = i18n.translator(language)
    alternative = escape(_("Map of {day}").format(day=day))
    return (
        f'<!DOCTYPE html><html lang="{language}" dir="{i18n.direction(language)}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>{head}</head><body><h1>{escape(title)}</h1>"
        f"<p>{escape(about)}</p>"
        f'<p><a href="{atlas}"><img src="{escape(shown)}" alt="{alternative}" width="600"></a></p>'
        f'<p><a href="{atlas}">{escape(dataset.title[language])}</a></p></body></html>'
    )


def _picture(events: list[Event], language: Language, base: str) -> str:
    return f"{base}/{file_name(picture(events[0].date, language))}" if events else ""


def _tags(title: str, about: str, address: str, shown: str) -> str:
    tags = {
        "og:type": "website",
        "og:title": title,
        "og:description": about,
        "og:url": address,
        **(
            {"og:image": shown, "og:image:width": "1200", "og:image:height": "675"} if shown else {}
        ),
    }
    metas = (f'<meta property="{key}" content="{escape(said)}">' for key, said in tags.items())
    card = '<meta name="twitter:card" content="summary_large_image">' if shown else ""
    return "".join([*metas, card])
