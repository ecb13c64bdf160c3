"""What the browser needs to search and to show evidence: a file of its own, loaded on first use.

Every entry has the names to find it by, folded (:mod:`dashboard.i18n.folding`), and what its
card says that the page does not know otherwise.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from dashboard import i18n
from dashboard.dataset import renaming
from dashboard.dataset.model import ArticleClaim, Dataset, Event, Language, Place, PlaceName
from dashboard.dataset.timeline import Timeline
from dashboard.i18n import dating
from dashboard.i18n.folding import LETTERS, fold
from dashboard.ui.browser import contract


def build(dataset: Dataset, timeline: Timeline, language: Language) -> contract.Evidence:
    """Return ``entries`` to search, ``statements`` of the article and ``figures`` by event.

    ``letters`` fold what is searched for, ``languages`` name those of the names of places.
    """
    return {
        "letters": dict(LETTERS),
        "languages": _languages(dataset, language),
        "entries": list(_Entries(dataset, timeline, language).all()),
        "statements": statements(dataset, language),
        "figures": figures(dataset, language),
    }


def _names(place: Place) -> dict[Language, str]:
    """The names of a place by language, those too that the atlas is not in."""
    return {language: name for language, name in place.names["name"].items() if name}


def _languages(dataset: Dataset, reader: Language) -> dict[Language, str]:
    """What the languages of the names of places are called in that of the reader."""
    tags = {tag: None for place in dataset.places for tag in _names(place)}
    return {tag: i18n.language_name(tag, reader) for tag in tags}


def statements(dataset: Dataset, language: Language) -> dict[str, list[contract.Statement]]:
    """Return what the article itself says, by the event that carries the statement."""
    statements: dict[str, list[contract.Statement]] = {}
    for claim in dataset.article_claims:
        for carrier in claim.carried_by:
            kind, _colon, name = carrier.partition(":")
            if kind == "event":
                statements.setdefault(name, []).append(_statement(claim, language))
    return statements


def _statement(claim: ArticleClaim, language: Language) -> contract.Statement:
    return {
        "line": claim.article_line,
        "text": claim.claim[language],
        "date": claim.date_shown,
        "sources": [(citation.key, citation.locator[language]) for citation in claim.citations],
    }


def figures(dataset: Dataset, language: Language) -> dict[str, list[contract.Figure]]:
    """Return the numbers that sources give, in the order of the table, by their event."""
    figures: dict[str, list[contract.Figure]] = {}
    for row in dataset.figures:
        figures.setdefault(row.event_id, []).append(
            {
                "kind": row.kind,
                "least": row.least,
                "most": row.most,
                "what": row.what[language],
                "whose": row.whose[language],
                "certainty": row.certainty,
                "sources": [(cited.key, cited.locator[language]) for cited in row.citations],
                "note": row.note[language],
            }
        )
    return figures


class _Entries:
    """The index; a class only so that the kinds share data and language."""

    def __init__(self, dataset: Dataset, timeline: Timeline, language: Language) -> None:
        self.dataset, self.timeline, self.language = dataset, timeline, language

    def all(self) -> Iterator[contract.Entry]:
        yield from self._places()
        yield from self._territories()
        yield from self._treaties()
        yield from self._people()
        yield from self._events()
        yield from self._polities()
        yield from self._sources()

    def _entry(
        self,
        kind: str,
        identity: str,
        name: str,
        detail: str,
        names: Iterable[str],
        text: str = "",
        **more: Any,
    ) -> contract.Entry:
        """A result: ``names`` find it, ``text`` too but less; both folded."""
        folded = dict.fromkeys(filter(None, map(fold, [name, *names])))
        said = {"kind": kind, "id": identity, "name": name, "detail": detail, "names": list(folded)}
        rest = set(fold(text).split()) - {word for name in folded for word in name.split()}
        text_of = {"text": " ".join(sorted(rest))} if rest else {}
        return cast(contract.Entry, {**said, **text_of, **more})

    def _places(self) -> Iterator[contract.Entry]:
        lang = self.language
        territories = self.dataset.territories
        names = renaming.names_of_places(self.dataset)
        for place in self.dataset.places:
            name, native = place.name[lang], _names(place)
            _first, *later = names[place.id]
            renamed = [self._renaming(named.row) for named in later if named.row]
            more: dict[str, Any] = {"renamed": renamed} if renamed else {}
            yield self._entry(
                *("place", place.id, name, place.today[lang]),
                [
                    *(*place.today.words(), *native.values(), *place.other_names),
                    *(word for named in later for word in named.name.words()),
                ],
                also=[
                    (tag, other) for tag, other in native.items() if tag != lang and other != name
                ],
                others=list(place.other_names),
                **more,
                rank=place.rank,
                territory=place.territory if place.territory in territories else "",
            )

    def _renaming(self, row: PlaceName) -> contract.Renaming:
        return {
            "day": (row.start - self.dataset.first_day).days,
            "dating": dating.in_words(row.start_edtf, self.language),
            "alt": row.alt_start.isoformat() if row.alt_start else "",
            "name": row.name[self.language],
            "certainty": row.certainty,
            "sources": [
                (citation.key, citation.locator[self.language]) for citation in row.citations
            ],
            "note": row.note[self.language],
        }

    def _territories(self) -> Iterator[contract.Entry]:
        lang = self.language
        regions = self.dataset.regions
        for territory in self.dataset.territories.values():
            names = [*territory.name.words(), *territory.today.words()]
            region = regions[territory.region].name[lang]
            yield self._entry("territory", territory.id, territory.name[lang], region, names)

    def _treaties(self) -> Iterator[contract.Entry]:
        lang = self.language
        for treaty in self.dataset.treaties.values():
            names = [*treaty.name.words(), *treaty.short.words()]
            detail = i18n.day_label(treaty.signed, lang)
            text = treaty.parties[lang]
            yield self._entry("treaty", treaty.id, treaty.name[lang], detail, names, text)

    def _people(self) -> Iterator[contract.Entry]:
        lang, events = self.language, self.dataset.events
        for person in self.dataset.people.values():
            names = [*person.name.words(), *person.other_names]
            sources = [[cited.key, cited.locator[lang]] for cited in person.citations]
            yield self._entry(
                *("person", person.id, person.name[lang], person.role[lang], names),
                events=sorted(person.events, key=lambda event: events[event].date),
                others=list(person.other_names),
                sources=sources,
                note=person.note[lang],
            )

    def _events(self) -> Iterator[contract.Entry]:
        for event in self.dataset.events.values():
            yield self._entry(
                *("event", event.id, event.title[self.language], self._when(event)),
                event.title.words(),
                " ".join([event.description[self.language], *event.place.words()]),
                rank=event.tier,
            )

    def _when(self, event: Event) -> str:
        place = event.place[self.language]
        day = i18n.day_label(event.date, self.language)
        return f"{day}, {place}" if place else day

    def _polities(self) -> Iterator[contract.Entry]:
        lang = self.language
        for polity in self.dataset.polities.values():
            names = [*polity.name.words(), *polity.short.words()]
            day, territory = self._first(polity.id, polity.life.start)
            yield self._entry(
                *("polity", polity.id, polity.name[lang], polity.short[lang], names),
                day=(day - self.dataset.first_day).days,
                territory=territory,
            )

    def _first(self, polity: str, start: date) -> tuple[date, str]:
        """The first day on which a polity holds land, and the land; else the day it began."""
        held = [row for row in self.dataset.control if row.controller == polity]
        if held:
            row = min(held, key=lambda row: row.interval.start)
            return row.interval.start, row.territory_id
        first, last = self.dataset.first_day, self.dataset.last_day
        return min(max(start, first), last), ""

    def _sources(self) -> Iterator[contract.Entry]:
        for source in self.dataset.sources.values():
            name = i18n.short_source(source, self.language)
            title = i18n.work_title(source, self.language)
            names = [title] if source.is_work else []
            said = title if name != title and names else source.year
            text = f"{source.author} {source.journal} {source.key}"
            yield self._entry("source", source.key, name, said, names, text)
