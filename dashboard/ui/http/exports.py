"""``/api/...``: states, ranges, changes, places, the package and citations over HTTP, bounded."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

import orjson
from flask import Blueprint, Response

from dashboard.dataset.model import Dataset, Language, Source
from dashboard.dataset.other_readings import Readings
from dashboard.dataset.timeline import Timeline
from dashboard.export import parameters
from dashboard.export.address import base_address, prefix
from dashboard.export.cite import citation
from dashboard.export.cite.works import sources_of
from dashboard.export.data import exports, gazetteer, package, schema, selection
from dashboard.export.data.formats import FORMATS
from dashboard.export.data.tables import Check
from dashboard.ui import settings
from dashboard.ui.http.recent import Recent
from dashboard.ui.http.server import error
from dashboard.ui.http.workshop import Turn, Workshop, key_of, query, taking
from dashboard.ui.page import url
from dashboard.ui.settings import NUMBERS

CITE_WORDS = ("lang", "view", "sources")
LISTS_KEPT = 32_000_000
"""Bytes of lists of works that are kept: of every set of works, language and style here."""
WORKS_KEPT = 16_000_000
"""Bytes of works in a style that are kept: of every work, style and language here."""
SHOWN = frozenset({"json", "txt"})
"""Suffixes of files that a browser shows; it saves the others."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine exports may take.

    ``at_once`` are made in a process, each for at most ``seconds``; a range has at
    most ``days``; ``cache_bytes`` of files are kept.
    """

    at_once: int = NUMBERS["EXPORT_AT_ONCE"].default
    seconds: float = NUMBERS["EXPORT_SECONDS"].default
    days: int = NUMBERS["EXPORT_DAYS"].default
    cache_bytes: int = NUMBERS["EXPORT_CACHE"].default

    @classmethod
    def from_environment(cls) -> "Limits":
        """The settings of this route; ``SettingError`` when one of them does not serve."""
        return settings.limits(cls, "EXPORT")


@dataclass(frozen=True, slots=True)
class View:
    """A view to cite: its day and language, its address, and what it shows beside the day."""

    day: date
    language: Language
    address: str
    shown: tuple[tuple[str, str], ...]


class Exports:
    """Answers to requests for data, from a dataset, within limits."""

    def __init__(
        self, dataset: Dataset, timeline: Timeline, limits: Limits, turn: Turn | None = None
    ) -> None:
        self.dataset, self.timeline, self.limits = dataset, timeline, limits
        self._readings = Readings(timeline)
        self._workshop = Workshop(limits.at_once, limits.seconds, limits.cache_bytes, turn)
        # Lists of works are slow to write, and most days have the list of the day before. They
        # are written by the makers of exports, which have their places already.
        self._lists = Workshop(limits.at_once, limits.seconds, LISTS_KEPT)
        self._written = Recent(WORKS_KEPT)

    def table(
        self, what: str, texts: Sequence[str], kind: str, asked: Mapping[str, str]
    ) -> Response:
        """A table of ``EXPORTS`` for a day, two days or none."""
        days = self._range(*texts) if len(texts) == 2 else tuple(map(self._day, texts))
        parameters.choice(kind, tuple(FORMATS), "a format")
        bom = parameters.switch("bom", asked.get("bom", ""))
        if bom and kind != "csv":
            raise ValueError("only a CSV can begin with a byte-order mark; leave bom out")
        chosen = selection.parse(self.dataset, asked)
        if chosen.powers and not days:
            raise ValueError("places belong to no power; leave power out")
        timeline = self._readings.of(asked.get("reading", ""))
        parts = [] if what in ("state", "range") else [what]
        parts += [timeline.dataset.reading] if timeline.dataset.reading else []
        parts += [*map(str, days), *(["part"] if chosen != selection.EVERYTHING else [])]
        return self._file(
            f"{'-'.join([self.dataset.terms.file_name, *parts])}.{kind}",
            FORMATS[kind].media_type,
            lambda check: exports.file(
                timeline.dataset, timeline, what, days, kind, chosen, check, bom
            ),
            what,
            sorted(asked.items()),
        )

    def schema(self) -> Response:
        """What each column of the exported tables is, as a Frictionless descriptor."""
        return self._file(
            f"{self.dataset.terms.file_name}-schema.json",
            FORMATS["json"].media_type,
            lambda _check: schema.render(self.dataset),
        )

    def linked_places(self) -> Response:
        """The places, as gazetteers take them in."""
        base = base_address()
        return self._file(
            f"{self.dataset.terms.file_name}-places.jsonld",
            gazetteer.MEDIA_TYPE,
            lambda _check: gazetteer.render(self.dataset, base),
            base,
        )

    def package(self) -> Response:
        """The whole data package as a zip."""
        return self._file(
            package.name(self.dataset),
            "application/zip",
            lambda check: package.render(self.dataset, check),
        )

    def cite_all(self, day: str, asked: Mapping[str, str]) -> Response:
        """Every style of the citation of a view, and of its sources unless they are not wanted."""
        view = self._view(day, asked)
        sources = parameters.switch("sources", asked.get("sources") or "1")
        return self._file(
            f"{self.dataset.terms.file_name}-cite-{view.day}-{view.language}.json",
            FORMATS["json"].media_type,
            lambda check: self._all_styles(view, sources, check),
            view,
            sources,
        )

    def cite(self, day: str, style: str, asked: Mapping[str, str]) -> Response:
        """The citation of a view, or of its sources, as a file in a style."""
        view = self._view(day, asked)
        parameters.choice(style, tuple(citation.FORMATS), "a style")
        sources = parameters.switch("sources", asked.get("sources", ""))
        form = citation.FORMATS[style]

        def make(check: Check) -> bytes:
            if sources:
                works = self._works(view)
                return self._list(works, view.language, style, check)
            return self._cite_view(view, style).encode()

        what = "-sources" if sources else ""
        own = self.dataset.terms.file_name
        name = f"{own}{what}-{view.day}-{view.language}.{form.suffix}"
        return self._file(name, form.media, make, view)

    def _view(self, day: str, asked: Mapping[str, str]) -> View:
        parsed, language = self._day(day), self._language(asked)
        shown = url.shown(asked.get("view", ""), url.known(self.dataset))
        path = prefix(language, self.dataset.languages)
        address = url.permalink(base_address(), path, parsed, shown)
        return View(parsed, language, address, tuple(shown.items()))

    def _cite_view(self, view: View, style: str) -> str:
        shown = dict(view.shown)
        data = self.dataset
        return citation.cite_view(data, view.day, view.language, view.address, style, shown)

    def _all_styles(self, view: View, sources: bool, check: Check) -> bytes:
        day, language = view.day, view.language
        content: dict[str, Any] = {
            "ok": True,
            "day": day.isoformat(),
            "lang": language,
            "version": self.dataset.version,
            "licence": self.dataset.licence,
            "permalink": view.address,
            "view": {style: self._cite_view(view, style) for style in citation.FORMATS},
        }
        works = self._works(view)
        content["count"] = len(works)
        content["unseen"] = sum(work.reading == "cited" for work in works)
        if sources:
            written: dict[str, str] = {}
            content["sources"] = written
            for style in citation.FORMATS:
                check()
                written[style] = self._list(works, language, style, check).decode()
        return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    def _works(self, view: View) -> Sequence[Source]:
        """The works that the reading which a view shows rests on."""
        timeline = self._readings.of(dict(view.shown).get("reading", ""))
        return sources_of(timeline.dataset, timeline, view.day)

    def _list(self, works: Sequence[Source], language: Language, style: str, check: Check) -> bytes:
        """The works in a style, written once for all the days that rest on them."""
        keys = (work.key for work in works)
        # A bibliography has an order of its own; elsewhere the work that most rests on is first.
        named = sorted(keys) if citation.is_sorted(style) else tuple(keys)
        return self._lists.file(
            key_of(self.dataset, named, language, style),
            lambda both: citation.cite_works(
                self.dataset, works, language, style, both, self._written
            ).encode(),
            check,
        )

    def _language(self, asked: Mapping[str, str]) -> Language:
        return parameters.language(asked.get("lang", ""), self.dataset)

    def _day(self, text: str) -> date:
        return parameters.day(text, self.timeline)

    def _range(self, first: str, last: str) -> tuple[date, date]:
        begin, end = self._day(first), self._day(last)
        if end < begin:
            raise ValueError(f"the range ends on {end}, before it begins on {begin}")
        days = (end - begin).days + 1
        if days > self.limits.days:
            raise ValueError(
                f"the range has {days:,} days and at most {self.limits.days:,} are exported "
                "at once; ask for a shorter range, or use python -m dashboard export"
            )
        return begin, end

    def _file(
        self, name: str, media: str, make: Callable[[Check], bytes], *also: object
    ) -> Response:
        """Answer with a file; its name and ``also`` are all that was asked."""
        place = "inline" if name.rpartition(".")[2] in SHOWN else "attachment"
        headers = {"Content-Type": media, "Content-Disposition": f'{place}; filename="{name}"'}
        key = key_of(self.dataset, name, *also)
        try:
            return self._workshop.answer(key, "exports", headers, make)
        except package.PackageChangedError as problem:
            return error(str(problem), 503)
        except ValueError as fault:
            # The request was checked before: this is a fault of the server, not of the client.
            raise RuntimeError(f"{name} could not be made") from fault


def blueprint(
    dataset: Dataset,
    timeline: Timeline,
    limits: Limits | None = None,
    turn: Turn | None = None,
) -> Blueprint:
    """The addresses of docs/exports.md; a wrong parameter is answered with HTTP 400."""
    routes = Blueprint("exports", __name__)
    made = Exports(dataset, timeline, limits or Limits.from_environment(), turn)

    @routes.errorhandler(ValueError)
    def wrong(problem: ValueError) -> Response:
        return error(str(problem), 400)

    @routes.get("/api/cite/<day>.json")
    @taking(CITE_WORDS)
    def cite_all(day: str) -> Response:
        """The citation of a view and of its sources in every style, as JSON."""
        return made.cite_all(day, query(CITE_WORDS))

    @routes.get("/api/cite/<day>/<style>")
    @taking(CITE_WORDS)
    def cite(day: str, style: str) -> Response:
        """The citation of a view in a style as a file; ``sources=1`` for its sources."""
        words = query(CITE_WORDS)
        return made.cite(day, style, words)

    for name, export in exports.EXPORTS.items():
        for days in export.days:
            rule = f"/api/{exports.ADDRESSES.get(name, name)}{PATHS[days]}.<kind>"
            view = _table(made, name, f"{export.about}.")
            routes.add_url_rule(rule, f"{name}-{days}", view, methods=["GET"])
    fixed: Mapping[str, Callable[[], Response]] = {
        "/api/places.jsonld": made.linked_places,
        "/api/package.zip": made.package,
        "/api/schema.json": made.schema,
    }
    for rule, answer in fixed.items():
        routes.add_url_rule(
            rule, rule.split("/")[2].replace(".", "-"), _unasked(answer), methods=["GET"]
        )
    return routes


PATHS = {0: "", 1: "/<day>", 2: "/<first>/<last>"}
TABLE_WORDS = (*selection.WORDS, "bom")


def _table(made: Exports, what: str, about: str) -> Callable[..., Response]:
    """The view of a table; its days come from the path in their order."""
    words = (*TABLE_WORDS, "reading") if exports.EXPORTS[what].held else TABLE_WORDS

    def view(kind: str, **days: str) -> Response:
        asked = query(words)
        texts = [days[name] for name in ("day", "first", "last") if name in days]
        return made.table(what, texts, kind, asked)

    view.__doc__ = about
    # Places belong to no power: that word is refused in words of its own, and not described.
    of_days = any(exports.EXPORTS[what].days)
    return taking([one for one in words if of_days or one != "power"], FORMATS)(view)


def _unasked(view: Callable[[], Response]) -> Callable[[], Response]:
    """The same view, which says that it takes no words of a query where there are some."""

    @wraps(view)
    def answer() -> Response:
        query(())
        return view()

    return answer
