"""``/handout/ID``: a story to print, as a page and as a PDF, within limits of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, request

from dashboard import i18n
from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.other_readings import Readings, as_read
from dashboard.export.address import prefix
from dashboard.ui import settings
from dashboard.ui.http import bundle, pages
from dashboard.ui.http.server import error
from dashboard.ui.http.snapshots import Press
from dashboard.ui.http.workshop import Turn, Workshop, key_of, taking
from dashboard.ui.page import url
from dashboard.ui.settings import NUMBERS

if TYPE_CHECKING:
    from dashboard.cartography.paper.handout import Lesson

STYLE = "styles/handout.css"
READING = ("reading",)
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
        self.readings = Readings(press.timeline)

    def _lesson(self, name: str) -> "Lesson | Response":
        """The story in the reading that is asked for, or the answer that there is none."""
        from dashboard.export.press import handout

        reading = request.args.get("reading", "")
        try:
            as_read(self.dataset, reading)
        except ValueError as problem:
            return error(str(problem), 400)
        try:
            return handout.lesson(self.dataset, name, self.language, reading)
        except ValueError as problem:
            return error(str(problem), 404)

    @taking(READING)
    def page(self, name: str) -> Response:
        """A story as a page to print: what pupils read and write on."""
        return self._page(name)

    @taking(READING)
    def teacher(self, name: str) -> Response:
        """The same for the teacher: planned time, short route, expected answers, notes."""
        return self._page(name, "/teacher")

    def _page(self, name: str, end: str = "") -> Response:
        from dashboard.cartography.paper import captions
        from dashboard.cartography.paper import handout as paper

        lesson = self._lesson(name)
        if isinstance(lesson, Response):
            return lesson
        language, languages = self.language, self.dataset.languages
        line = self.readings.of(lesson.reading)
        asked = f"?reading={lesson.reading}" if lesson.reading else ""
        content = render_template(
            "handout.html",
            **pages.frame(self.dataset, language),
            name=name,
            teacher=bool(end),
            read=captions.reading(line.dataset, language),
            reading=lesson.reading,
            asked=asked,
            elsewhere={
                code: f"{prefix(code, languages)}handout/{name}{end}{asked}" for code in languages
            },
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
                captions.alternative(line.dataset, line, stop.day, language)
                for stop in lesson.story.stops
            ],
        )
        return Response(content, mimetype="text/html", headers={"Cache-Control": "no-cache"})

    @taking(READING)
    def pdf(self, name: str) -> Response:
        """A story as a PDF, two stops on a page."""
        return self._file(name, "pdf", "inline")

    @taking(READING)
    def docx(self, name: str) -> Response:
        """A story as a Word document, to change before it is printed."""
        return self._file(name, "docx", "attachment")

    def _file(self, name: str, kind: str, shown: str) -> Response:
        from dashboard.export.press import handout

        lesson = self._lesson(name)
        if isinstance(lesson, Response):
            return lesson
        make = handout.MAKERS[kind]
        read = f"{lesson.reading}-" if lesson.reading else ""
        file = f"{self.dataset.terms.file_name}-{read}{name}-{self.language}.{kind}"
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

    @taking(READING)
    def key(self, name: str) -> Response:
        """Legend and sources of the maps of a story."""
        from dashboard.cartography.paper import handout as paper

        lesson = self._lesson(name)
        if isinstance(lesson, Response):
            return lesson
        return self.workshop.answer(
            key_of(self.dataset, "key", lesson),
            "pictures",
            {"Content-Type": "image/png"},
            lambda check: paper.key_picture(self.press.plate, lesson, check),
        )

    @taking(READING)
    def picture(self, name: str, number: int) -> Response:
        """The map of a stop of a story."""
        from dashboard.cartography.paper import handout as paper

        lesson = self._lesson(name)
        if isinstance(lesson, Response):
            return lesson
        stops = lesson.story.stops
        if not 1 <= number <= len(stops):
            return error(f"{name} has no stop {number}; write 1 to {len(stops)}", 404)
        stop, reading = stops[number - 1], lesson.reading
        return self.workshop.answer(
            key_of(self.dataset, "picture", stop, self.language, reading),
            "pictures",
            {"Content-Type": "image/png"},
            lambda check: paper.picture(
                self.press.plate.as_read(reading), stop, self.language, check
            ),
        )
