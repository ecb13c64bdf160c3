"""Pages to read beside the atlas: the sources with all that rests on them, and how we decide.

They are HTML from the server, need no script, and print. What is asked for often is made once.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from typing import NamedTuple

from flask import Blueprint, Response, redirect, render_template, request
from markupsafe import Markup, escape
from werkzeug.datastructures import MultiDict

from dashboard import i18n
from dashboard.dataset import vocabulary
from dashboard.dataset.model import Dataset, Language, Source
from dashboard.dataset.text import Borrowed
from dashboard.export.address import prefix
from dashboard.i18n import words
from dashboard.i18n.folding import fold
from dashboard.ui.http import bundle, citations, method_text, webfont
from dashboard.ui.http.recent import Recent
from dashboard.ui.page import documents, url
from dashboard.ui.page.strings import BROWSER

STYLE = "styles/pages.css"
"""Sheet of these pages alone; the atlas does not load it."""

SHEETS = (webfont.SHEET, "styles/atlas.css", "styles/kinds.css", STYLE)
"""All that a page to read loads, each sheet building on those before it."""

LONGEST_QUESTION = 80
KEPT_BYTES = 16_000_000
# A work that more rests on is closed at first: its list would hide the next work.
SHOWN_OPEN = 8


@dataclass(frozen=True, slots=True)
class Work:
    """A source as the page shows it, with all rows that cite it, by kind."""

    source: Source
    short: str
    title: str
    lang: str
    groups: tuple[tuple[str, tuple[citations.Use, ...]], ...]
    folded: str

    @property
    def count(self) -> int:
        return sum(len(uses) for _, uses in self.groups)

    @property
    def open(self) -> bool:
        return self.count <= SHOWN_OPEN


class Asked(NamedTuple):
    """What narrows the sources: words, kinds, how far a work was read; what is empty does not."""

    question: str = ""
    kinds: frozenset[str] = frozenset()
    readings: frozenset[str] = frozenset()


def works(dataset: Dataset, language: Language) -> tuple[Work, ...]:
    """Return every work with its uses: by kind, scholarly first, then by how much rests on it."""
    resting = citations.uses(dataset, language)
    works = [_work(source, resting[key], language) for key, source in dataset.sources.items()]
    return tuple(sorted(works, key=_rank))


def _rank(work: Work) -> tuple[int, int, str, str]:
    kinds = (*vocabulary.SOURCE_KIND, "")
    return kinds.index(work.source.kind), -work.count, fold(work.short), work.source.key


def _work(source: Source, uses: list[citations.Use], language: Language) -> Work:
    groups = tuple(
        (citations.KINDS[kind][language], same)
        for kind in citations.KINDS
        if (same := tuple(use for use in uses if use.kind == kind))
    )
    title = i18n.work_title(source, language)
    said = [source.key, title, source.author, source.year, source.url, source.journal]
    said += [source.annotation[language], *(f"{use.text} {use.locator}" for use in uses)]
    short = i18n.short_source(source, language)
    tag = words.TAGS.get(source.langid, "")
    return Work(source, short, title, tag, groups, fold(" ".join([short, *said])))


def narrowed(works: tuple[Work, ...], asked: Asked) -> tuple[Work, ...]:
    """Return the works that were asked for: each word of the question occurs in theirs."""
    words_asked = fold(asked.question).split()
    return tuple(
        work
        for work in works
        if (not asked.kinds or work.source.kind in asked.kinds)
        and (not asked.readings or work.source.reading in asked.readings)
        and all(word in work.folded for word in words_asked)
    )


def frame(dataset: Dataset, language: Language) -> dict[str, object]:
    """What page.html needs of every page in a language, beside its own addresses and ``at``.

    ``at`` is :func:`url.relative` for the page.
    """
    languages = dataset.languages
    return {
        "_": i18n.translator(language),
        "language": language,
        "first_language": languages[0],
        "direction": i18n.direction(language),
        "names": {code: i18n.language_name(code) for code in languages},
        "addresses": {
            name: documents.address(name, language, languages) for name in documents.NAMES
        },
        "atlas": prefix(language, languages),
        "title": dataset.title[language],
        "version": dataset.version,
    }


def marked(words: str) -> str:
    """Words as HTML; those of another language with its tag, as the map shows them."""
    if isinstance(words, Borrowed):
        return Markup('<span class="borrowed" lang="{}">{}</span>').format(words.language, words)
    return escape(words)


class _Pages:
    """Both pages in all languages, from a dataset."""

    def __init__(self, dataset: Dataset, files: bundle.Bundle, is_frozen: bool) -> None:
        self.dataset, self.files, self.is_frozen = dataset, files, is_frozen
        self._kept = Recent(KEPT_BYTES)
        self.works = lru_cache(maxsize=len(dataset.languages))(
            lambda language: works(dataset, language)
        )

    def render(self, name: str, language: Language, asked: Asked) -> bytes:
        """Return a page; ``asked`` narrows the sources."""
        key = name, language, asked
        return self._kept.made(key, lambda: self._render(*key))

    def _render(self, name: str, language: Language, asked: Asked) -> bytes:
        languages = self.dataset.languages
        shared = {
            **frame(self.dataset, language),
            "elsewhere": {code: documents.address(name, code, languages) for code in languages},
            "at": partial(url.relative, page=documents.address(name, language, languages)),
            "sheets": [self.files.address(sheet) for sheet in SHEETS],
            "icon": self.files.address(bundle.ICON),
            "name": name,
            "is_frozen": self.is_frozen,
        }
        own = self._sources(language, asked) if name == "sources" else self._method(language)
        return render_template(f"{name}.html", **shared, **own).encode()

    def _sources(self, language: Language, asked: Asked) -> dict[str, object]:
        translate = i18n.translator(language)
        every = self.works(language)
        shown = narrowed(every, asked)
        return {
            "works": shown,
            "total": len(every),
            "kinds": {kind: translate(BROWSER[f"kind.{kind}"]) for kind in vocabulary.SOURCE_KIND},
            "asked": asked,
            "of": Counter(work.source.kind for work in every),
            "groups": [(kind, list(same)) for kind, same in groupby(shown, _kind)],
            "rows": sum(work.count for work in shown),
            "reading": {
                reading: translate(BROWSER[f"reading.{reading}"])
                for reading in vocabulary.SOURCE_READING
            },
            "certainty": {
                level: translate(BROWSER[f"certainty.{level}"]) for level in vocabulary.CERTAINTY
            },
            "counts": Counter(work.source.reading for work in every),
        }

    def _method(self, language: Language) -> dict[str, object]:
        data = self.dataset
        text = method_text.text_of(data, language)
        written = text.language if isinstance(text, Borrowed) else language
        sure = Counter(row.certainty for row in data.control)
        values: dict[str, object] = {
            "rows": len(data.control),
            "territories": len(data.territories),
            "works": len(data.sources),
            "unseen": sum(source.reading == "cited" for source in data.sources.values()),
            "first": i18n.day_label(data.first_day, written),
            "last": i18n.day_label(data.last_day, written),
            "detailed_year": data.detailed_until.year - 1,
            "disputed": sum(row.alt_start is not None for row in data.control)
            + sum(event.alt_date is not None for event in data.events.values()),
        }
        for level in vocabulary.CERTAINTY:
            values |= {
                level: sure[level],
                f"{level}_percent": round(100 * sure[level] / len(data.control)),
            }
        lead, sections = method_text.render(text, values)
        return {"lead": lead, "sections": sections, "written": written}


def _kind(work: Work) -> str:
    return work.source.kind


def blueprint(dataset: Dataset, files: bundle.Bundle, is_frozen: bool = False) -> Blueprint:
    """``/sources``, which ``q``, ``kind``, ``read`` narrow, and ``/method``, in each language."""
    routes = Blueprint("pages", __name__, template_folder="templates")
    routes.add_app_template_filter(marked)
    pages = _Pages(dataset, files, is_frozen)
    for language in dataset.languages:
        for name in documents.NAMES:
            path = documents.address(name, language, dataset.languages)
            view = _view(pages, name, language)
            routes.add_url_rule(path, f"{name}_{language}", view)
            # An address with a slash at its end is the same page to whoever writes it by hand.
            routes.add_url_rule(
                f"{path}/", f"{name}_{language}_", lambda path=path: redirect(path, 308)
            )
    return routes


def _asked(words: MultiDict[str, str]) -> Asked:
    """What the query of the page says, without what the atlas does not know."""
    return Asked(
        " ".join(words.get("q", "")[:LONGEST_QUESTION].split()),
        frozenset(words.getlist("kind")) & frozenset(vocabulary.SOURCE_KIND),
        frozenset(words.getlist("read")) & frozenset(vocabulary.SOURCE_READING),
    )


def _view(pages: _Pages, name: str, language: Language) -> Callable[[], Response]:
    def page() -> Response:
        asked = _asked(request.args) if name == "sources" else Asked()
        content = pages.render(name, language, asked)
        return Response(content, mimetype="text/html")

    page.__doc__ = documents.NAMES[name]
    return page
