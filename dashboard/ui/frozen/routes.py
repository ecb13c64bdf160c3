"""Which addresses of the atlas a frozen site answers, and why it does not answer the others."""

from collections.abc import Iterator, Mapping
from datetime import date

from dashboard.dataset.model import Dataset, Event, Language
from dashboard.dataset.timeline import Timeline
from dashboard.export.address import prefix
from dashboard.ui.browser import addresses, exports
from dashboard.ui.http.bundle import Bundle
from dashboard.ui.page import documents
from dashboard.ui.page.frozen import Frozen

PICTURE_DPI = 90
"""Of a slide: 1200 by 675 pixels, as sites show links (https://ogp.me)."""

LEFT_OUT: Mapping[str, str] = {
    "/_dash": "callbacks of panels run on a server",
    "/_favicon.ico": "the page names its own",
    "/favicon.ico": "the page names its own, and a web server would give it another type",
    "/robots.txt": "it is written with the address of the site",
    "/_reload-hash": "for development",
    "/<path:path>": "what is no page is answered by 404.html",
    "/static/": "there are no such files",
    "/assets/": "there are no such files",
    "/files/<path:_old>": "it tells an old page to reload",
    "/healthz": "there is no server to be healthy",
    "/api/animations": "the film is made by the freeze, others by a server",
    "/api/openapi.json": "it describes a server",
    "/api/": "it describes a server",
    "/api/<path:path>": "what there is not is answered by 404.html",
    "/snapshot/<path:path>": "what there is not is answered by 404.html",
    "/snapshot/": "what there is not is answered by 404.html",
    "/api/cite/<day>/<style>": "the citation of a day has every style in a single file",
    "/api/qr.svg": "the code of a view is drawn by a server",
    "/figure/": "figures of the strips are drawn by a server",
    "/api/differences": "of two days of the reader's choice",
}
"""Beginnings of addresses, or whole rules of the server, with the reason."""


def routes(
    dataset: Dataset, timeline: Timeline, files: Bundle, frozen: Frozen, base: str
) -> Iterator[str]:
    """Yield every address that a frozen site answers, once, as the server is asked it.

    ``base`` is the address of the site: pictures for links are named by it, or not made.
    """
    yield from (files.address(name) for name in sorted(files.files) if _is_used(files, name))
    days = [day.isoformat() for day in timeline.days]
    for language in dataset.languages:
        yield from _pages(dataset, language)
        yield from (addresses.asked(dataset, "cite", language).format(day=day) for day in days)
        if language in frozen.sheets:
            sheet = addresses.asked(dataset, "sheet", language)
            kind = exports.FROZEN_SHEET
            yield from (sheet.format(day=day, kind=kind) for day in days)
        if base:
            yield from dict.fromkeys(picture(event.date, language) for event in marked(dataset))
    # The same in every language.
    for table in exports.frozen_data(dataset, dataset.languages[0]):
        of_a_day = "{day}" in table["address"]
        for suffix in table["kb"]:
            for day in days if of_a_day else days[:1]:
                yield f"{table['address'].format(day=day)}.{suffix}"
    yield "/api/schema.json"


def marked(dataset: Dataset) -> list[Event]:
    """The events of the milestones: what a link to the atlas shows a picture of."""
    events = (dataset.events[milestone.event_id] for milestone in dataset.milestones)
    return [event for event in events if dataset.first_day <= event.date <= dataset.last_day]


def picture(day: date, language: Language) -> str:
    """The address of the picture that a link to a day shows: 1200 by 675 pixels."""
    return f"/snapshot/{day}.png?lang={language}&size=slide&dpi={PICTURE_DPI}"


def _is_used(files: Bundle, name: str) -> bool:
    """Whether the page asks for a file; the modules of the bundled script are not asked for."""
    return not name.endswith(".mjs") or name in (files.entry, *files.imported)


def _pages(dataset: Dataset, language: Language) -> Iterator[str]:
    yield prefix(language, dataset.languages)
    for name in documents.NAMES:
        yield documents.address(name, language, dataset.languages)
    handout = addresses.asked(dataset, "handout", language)
    teacher = addresses.asked(dataset, "teacher", language)
    for story in dataset.stories.values():
        page = handout.format(story=story.id)
        yield from (
            page,
            f"{page}.pdf",
            f"{page}.docx",
            f"{page}/key.png",
            teacher.format(story=story.id),
        )
        yield from (f"{page}/{number}.png" for number in range(1, len(story.stops) + 1))
