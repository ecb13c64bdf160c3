"""``/handout/ID``: a story to print, as a page and as a PDF, within limits of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, render_template

from dashboard import i18n
from dashboard.dataset.model import Dataset, Language
from dashboard.export.address import prefix
from dashboard.ui import settings
from dashboard.ui.http import bundle, pages
from dashboard.ui.http.server import error
from dashboard.ui.http.snapshots import Press
from dashboard.ui.http.workshop import Turn, Workshop, key_of
from dashboard.ui.page import url
from dashboard.ui.settings import NUMBERS

STYLE = "styles/handout.css"
MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine handouts may take.

    ``at_once`` files are made or waited for in a process, as a page asks for the maps of
    all its stops at once; each for at most ``seconds``, as a PDF has many maps;
    ``cache_bytes`` of files are kept.
    """

    at_once: int = NUMBERS["HANDOUT_AT_ONCE"].default
    seconds: float = NUMBERS["HANDOUT_SECONDS"].default
    cache_bytes: int = NUMBERS["HANDOUT_CACHE"].default

    @classmethod
    def from_environment(cls) -> "Limits":
        """The settings of this route; ``SettingError`` when one of them does not serve."""
        return settings.limits(cls, "HANDOUT")


def blueprint(
    dataset: Dataset,
    files: bundle.Bundle,
    press: Press,
    limits: Limits | None = None,
    turn: Turn | None = None,
) -> Blueprint:
    """``/handout/ID``, its ``.pdf`` and ``.docx``, ``/handout/ID/STOP.png`` in every language."""
    routes = Blueprint("handouts", __name__, template_folder="templates")
    limits = limits or Limits.from_environment()
    workshop = Workshop(limits.at_once, limits.seconds, limits.cache_bytes, turn)
    for language in dataset.languages:
        _add(routes, _Handouts(dataset, files, press, workshop, language))
    return routes


def _add(routes: Blueprint, handouts: "_Handouts") -> None:
    base = f"{prefix(handouts.language, handouts.dataset.languages)}handout/"
    ends = {
        "page": "<name>",
        "teacher": "<name>/teacher",
        "pdf": "<name>.pdf",
        "docx": "<name>.docx",
        "picture": "<name>/<int:number>.png",
        "key": "<name>/key.png",
    }
    for what, end in ends.items():
        routes.add_url_rule(f"{base}{end}", f"{what}_{handouts.language}", getattr(handouts, what))


class _Handouts:
    """The answers in a language."""

    def __init__(
        self,
        dataset: Dataset,
        files: bundle.Bundle,
        press: Press,
        workshop: Workshop,
        language: Language,
    ) -> None:
        self.dataset, self.files, self.press = dataset, files, press
        self.workshop, self.language = workshop, language

    def page(self, name: str) -> Response:
        """A story as a page to print: what pupils read and write on."""
        return self._page(name)

    def teacher(self, name: str) -> Response:
        """The same for the teacher: planned time, short route, expected answers, notes."""
        return self._page(name, "/teacher")

    def _page(self, name: str, end: str = "") -> Response:
        from dashboard.cartography.paper import captions
        from dashboard.cartography.paper import handout as paper
        from dashboard.export.press import handout

        try:
            lesson = handout.lesson(self.dataset, name, self.language)
        except ValueError as problem:
            return error(str(problem), 404)
        language, languages = self.language, self.dataset.languages
        content = render_template(
            "handout.html",
            **pages.frame(self.dataset, language),
            name=name,
            teacher=bool(end),
            elsewhere={code: f"{prefix(code, languages)}handout/{name}{end}" for code in languages},
            at=partial(url.relative, page=f"{prefix(language, languages)}handout/{name}{end}"),
            sheets=[self.files.address(sheet) for sheet in (*pages.SHEETS, STYLE)],
            icon=self.files.address(bundle.ICON),
            story=lesson.story,
            address=lesson.address,
            days=[i18n.day_label(stop.day, language) for stop in lesson.story.stops],
            short=", ".join(
                str(number) for number, stop in enumerate(lesson.story.stops, 1) if stop.short
            ),
            pixels=paper.PIXELS,
            alternatives=[
                captions.alternative(self.dataset, self.press.timeline, stop.day, language)
                for stop in lesson.story.stops
            ],
        )
        return Response(content, mimetype="text/html", headers={"Cache-Control": "no-cache"})

    def pdf(self, name: str) -> Response:
        """A story as a PDF, two stops on a page."""
        return self._file(name, "pdf", "inline")

    def docx(self, name: str) -> Response:
        """A story as a Word document, to change before it is printed."""
        return self._file(name, "docx", "attachment")

    def _file(self, name: str, kind: str, shown: str) -> Response:
        from dashboard.export.press import handout

        try:
            lesson = handout.lesson(self.dataset, name, self.language)
        except ValueError as problem:
            return error(str(problem), 404)
        make = handout.MAKERS[kind]
        file = f"{self.dataset.terms.file_name}-{name}-{self.language}.{kind}"
        headers = {
            "Content-Type": MEDIA_TYPES[kind],
            "Content-Disposition": f'{shown}; filename="{file}"',
        }
        return self.workshop.answer(
            key_of(self.dataset, f"handout {kind}", lesson),
            "handouts",
            headers,
            lambda check: make(self.press.plate, lesson, check),
        )

    def key(self, name: str) -> Response:
        """Legend and sources of the maps of a story."""
        from dashboard.cartography.paper import handout as paper
        from dashboard.export.press import handout

        try:
            lesson = handout.lesson(self.dataset, name, self.language)
        except ValueError as problem:
            return error(str(problem), 404)
        return self.workshop.answer(
            key_of(self.dataset, "key", lesson),
            "pictures",
            {"Content-Type": "image/png"},
            lambda check: paper.key_picture(self.press.plate, lesson, check),
        )

    def picture(self, name: str, number: int) -> Response:
        """The map of a stop of a story."""
        from dashboard.cartography.paper import handout as paper

        story = self.dataset.stories.get(name)
        if story is None or not 1 <= number <= len(story.stops):
            return error(f"there is no stop {number} of a story of that name", 404)
        stop = story.stops[number - 1]
        return self.workshop.answer(
            key_of(self.dataset, "picture", stop, self.language),
            "pictures",
            {"Content-Type": "image/png"},
            lambda check: paper.picture(self.press.plate, stop, self.language, check),
        )
