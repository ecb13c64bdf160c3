"""``/api/...``: states, ranges, changes, places, the package and citations over HTTP, bounded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from typing import Any

import orjson
from flask import Blueprint, Response, request

from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import LANGUAGES, Dataset, Language
from dashboard.dataset.timeline import Timeline
from dashboard.export.address import base_address
from dashboard.export.cite import citation
from dashboard.export.cite.works import sources_of
from dashboard.export.data import changes, gazetteer, package, state
from dashboard.export.data.tables import MEDIA_TYPES, Check
from dashboard.ui import settings
from dashboard.ui.http.server import error
from dashboard.ui.http.workshop import Workshop, key_of, single
from dashboard.ui.page import url

CITE_WORDS = ("lang", "view", "sources")
SOURCES_KEPT = 200
"""Lists of sources that are kept, each of a day, a language and a style: some 5 kB."""
SHOWN = frozenset({"json", "txt"})
"""Suffixes of files that a browser shows; it saves the others."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine exports may take.

    ``at_once`` are made in a process, each for at most ``seconds``; a range has at
    most ``days``; ``cache_bytes`` of files are kept.
    """

    at_once: int = 2
    seconds: float = 30.0
    days: int = 7_000
    cache_bytes: int = 64_000_000

    @classmethod
    def from_environment(cls) -> "Limits":
        """The settings of this route; ``SettingError`` when one of them does not serve."""
        return cls(
            settings.whole("EXPORT_AT_ONCE"),
            settings.whole("EXPORT_SECONDS"),
            settings.whole("EXPORT_DAYS"),
            settings.whole("EXPORT_CACHE"),
        )


class Exports:
    """Answers to requests for data, from one dataset, within limits."""

    def __init__(self, dataset: Dataset, timeline: Timeline, limits: Limits) -> None:
        self.dataset, self.timeline, self.limits = dataset, timeline, limits
        self._workshop = Workshop(limits.at_once, limits.seconds, limits.cache_bytes)
        # Sources are slow to write and the same for every view of a day.
        self._sources = lru_cache(maxsize=SOURCES_KEPT)(self._cite_sources)

    def state(self, day: str, kind: str) -> Response:
        """Who held what on a day."""
        parsed = self._day(day)
        _known(kind, state.FORMATS, "a format")
        return self._file(
            f"{self.dataset.terms.file_name}-{parsed}.{kind}",
            MEDIA_TYPES[kind],
            lambda check: state.render(self.dataset, self.timeline, parsed, kind, check),
        )

    def states(self, first: str, last: str, kind: str) -> Response:
        """Who held what over a range of days."""
        begin, end = self._range(first, last)
        _known(kind, state.FORMATS, "a format")
        return self._file(
            f"{self.dataset.terms.file_name}-{begin}-{end}.{kind}",
            MEDIA_TYPES[kind],
            lambda check: state.render_range(self.dataset, self.timeline, begin, end, kind, check),
        )

    def changes(self, first: str, last: str, kind: str, what: str = "changes") -> Response:
        """What changed between two days: a list of ``changes.LISTS``."""
        begin, end = self._range(first, last)
        _known(kind, changes.FORMATS, "a format of changes")
        return self._file(
            f"{self.dataset.terms.file_name}-{what}-{begin}-{end}.{kind}",
            MEDIA_TYPES[kind],
            lambda _check: changes.render(self.dataset, self.timeline, begin, end, kind, what),
        )

    def places(self) -> Response:
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
        parsed, language = self._day(day), _language(asked)
        address = self._permalink(parsed, language, asked)
        sources = _switch(asked, "sources", "1")
        return self._file(
            f"{self.dataset.terms.file_name}-cite-{parsed}-{language}.json",
            MEDIA_TYPES["json"],
            lambda check: self._all_styles(parsed, language, address, sources, check),
            address,
            sources,
        )

    def cite(self, day: str, style: str, asked: Mapping[str, str]) -> Response:
        """One style of the citation of a view, or of its sources, as a file."""
        parsed, language = self._day(day), _language(asked)
        _known(style, tuple(citation.FORMATS), "a style")
        address = self._permalink(parsed, language, asked)
        sources = _switch(asked, "sources", "0")
        form = citation.FORMATS[style]

        def make(_check: Check) -> bytes:
            if sources:
                return self._sources(parsed, language, style).encode()
            return citation.cite_view(self.dataset, parsed, language, address, style).encode()

        what = "sources-" if sources else ""
        name = f"{self.dataset.terms.file_name}-{what}{parsed}-{language}.{form.suffix}"
        return self._file(name, form.media, make, address)

    def _all_styles(
        self, day: date, language: Language, address: str, sources: bool, check: Check
    ) -> bytes:
        content: dict[str, Any] = {
            "ok": True,
            "day": day.isoformat(),
            "lang": language,
            "version": self.dataset.version,
            "licence": self.dataset.licence,
            "permalink": address,
            "view": {
                style: citation.cite_view(self.dataset, day, language, address, style)
                for style in citation.FORMATS
            },
        }
        works = sources_of(self.dataset, self.timeline, day)
        content["count"] = len(works)
        content["unseen"] = sum(one.reading == "cited" for one in works)
        if sources:
            written: dict[str, str] = {}
            content["sources"] = written
            for style in citation.FORMATS:
                check()
                written[style] = self._sources(day, language, style)
        return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    def _cite_sources(self, day: date, language: Language, style: str) -> str:
        return citation.cite_sources(self.dataset, self.timeline, day, language, style)

    def _permalink(self, day: date, language: Language, asked: Mapping[str, str]) -> str:
        known = url.known(self.dataset)
        return url.permalink(base_address(), language, day, asked.get("view", ""), known)

    def _day(self, text: str) -> date:
        day = parse_day(text)
        self.timeline.state(day)  # raises for a day outside the atlas
        return day

    def _range(self, first: str, last: str) -> tuple[date, date]:
        begin, end = self._day(first), self._day(last)
        if end < begin:
            raise ValueError(f"the range ends on {end}, before it begins on {begin}")
        days = (end - begin).days + 1
        if days > self.limits.days:
            raise ValueError(
                f"the range has {days:,} days and at most {self.limits.days:,} are exported "
                "at once; ask for a shorter one, or use python -m dashboard export"
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
            # All that was asked is checked by now: this is a fault of ours, not of the asker.
            raise RuntimeError(f"{name} could not be made") from fault


def blueprint(dataset: Dataset, timeline: Timeline, limits: Limits | None = None) -> Blueprint:
    """The addresses of docs/exports.md; a wrong word is told with HTTP 400."""
    routes = Blueprint("exports", __name__)
    exports = Exports(dataset, timeline, limits or Limits.from_environment())

    @routes.errorhandler(ValueError)
    def wrong(problem: ValueError) -> Response:
        return error(str(problem), 400)

    @routes.get("/api/cite/<day>.json")
    def cite_all(day: str) -> Response:
        """The citation of a view and of its sources in every style, as JSON."""
        return exports.cite_all(day, single(request.args.to_dict(flat=False), CITE_WORDS))

    @routes.get("/api/cite/<day>/<style>")
    def cite(day: str, style: str) -> Response:
        """The citation of a view in one style as a file; ``sources=1`` for its sources."""
        words = single(request.args.to_dict(flat=False), CITE_WORDS)
        return exports.cite(day, style, words)

    rules: Mapping[str, Callable[..., Response]] = {
        "/api/state/<day>.<kind>": exports.state,
        "/api/states/<first>/<last>.<kind>": exports.states,
        **{f"/api/{what}/<first>/<last>.<kind>": _listing(exports, what) for what in changes.LISTS},
        "/api/places.jsonld": exports.places,
        "/api/package.zip": exports.package,
    }
    for rule, view in rules.items():
        name = rule.split("/")[2].partition(".")[0]
        routes.add_url_rule(rule, name, _unasked(view), methods=["GET"])
    return routes


def _unasked(view: Callable[..., Response]) -> Callable[..., Response]:
    """The same view, which says that it takes no words of a query where there are some."""

    @wraps(view)
    def answer(**words: str) -> Response:
        single(request.args.to_dict(flat=False), ())
        return view(**words)

    return answer


LISTED = {
    "changes": "Every change on the way from one day to another.",
    "differences": "What is different on the later of two days.",
}
"""The lists of ``changes.LISTS`` in the words of the HTTP reference."""


def _listing(exports: Exports, what: str) -> Callable[[str, str, str], Response]:
    def listing(first: str, last: str, kind: str) -> Response:
        return exports.changes(first, last, kind, what)

    listing.__doc__ = LISTED[what]
    return listing


def _known(word: str, words: tuple[str, ...], what: str) -> None:
    if word not in words:
        raise ValueError(f"{word[:20]!r} is not {what}; ask for {', '.join(words)}")


def _language(asked: Mapping[str, str]) -> Language:
    text = asked.get("lang", LANGUAGES[0])
    for language in LANGUAGES:
        if language == text:
            return language
    raise ValueError(f"{text[:20]!r} is not a language; write {' or '.join(LANGUAGES)}")


def _switch(asked: Mapping[str, str], name: str, default: str) -> bool:
    text = asked.get(name, default)
    if text not in ("0", "1"):
        raise ValueError(f"{name} {text[:20]!r}: write 1 or 0, or leave it out")
    return text == "1"
