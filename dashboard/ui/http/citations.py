"""What rests on each work of sources.bib: every row that cites it, with the place cited.

A row of any table that names the work becomes a sentence, with an address that opens the
atlas where the row shows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from dashboard import i18n
from dashboard.dataset.model import Citation, Control, Dataset, Interval, Language
from dashboard.export.address import prefix
from dashboard.i18n import Phrase

KINDS: Mapping[str, Phrase] = {
    "control": Phrase("Who held what"),
    "reading": Phrase("Other readings"),
    "claim": Phrase("Claims"),
    "event": Phrase("Events"),
    "figure": Phrase("Figures of events"),
    "treaty": Phrase("Treaties"),
    "outcome": Phrase("What treaties say of land"),
    "clause": Phrase("Text of the articles on land"),
    "line": Phrase("Lines on the map"),
    "polity": Phrase("Polities"),
    "membership": Phrase("Membership in federations"),
    "person": Phrase("People"),
    "place": Phrase("Names of places"),
    "article": Phrase("Statements of the article"),
}
"""Kinds of rows that cite works, in the order in which the page lists them."""


@dataclass(frozen=True, slots=True)
class Use:
    """A row that cites a work: what it says, where in the work, where the atlas shows it.

    ``days`` is when it holds, ``address`` a path with its query, or empty where the atlas has
    no place for it; ``certainty`` is empty where the table has none.
    """

    key: str
    kind: str
    text: str
    days: str
    locator: str
    certainty: str
    address: str


def uses(dataset: Dataset, language: Language) -> dict[str, list[Use]]:
    """Return the uses of every work by its key, in the order of the tables."""
    uses: dict[str, list[Use]] = {key: [] for key in dataset.sources}
    for use in _Teller(dataset, language).all():
        uses[use.key].append(use)
    return uses


class _Teller:
    """The uses of all works; a class only so that the tables share data, language and addresses."""

    def __init__(self, dataset: Dataset, language: Language) -> None:
        self.dataset, self.language = dataset, language
        self.translate = i18n.translator(language)

    def all(self) -> Iterator[Use]:
        tables: tuple[Callable[[], Iterator[Use]], ...] = (
            *(self._control, self._readings, self._claims, self._events),
            *(self._figures, self._treaties),
            *(
                self._outcomes,
                self._clauses,
                self._lines,
                self._polities,
                self._memberships,
                self._people,
            ),
            *(self._places, self._article),
        )
        for table in tables:
            yield from table()

    def _control(self) -> Iterator[Use]:
        for row in self.dataset.control:
            yield from self._held("control", row)

    def _readings(self) -> Iterator[Use]:
        for name, rows in self.dataset.readings.items():
            for row in rows:
                yield from self._held("reading", row, reading=name)

    def _held(self, kind: str, row: Control, **chosen: str) -> Iterator[Use]:
        data, lang = self.dataset, self.language
        held = data.territories[row.territory_id].name[lang]
        text = f"{held}: {data.polities[row.controller].name[lang]}"
        address = self._opens(row.interval, territory=row.territory_id, **chosen)
        days = self._span(row.interval)
        yield from self._told(kind, text, row.citations, days, row.certainty, address)

    def _claims(self) -> Iterator[Use]:
        data, lang = self.dataset, self.language
        for row in data.claims:
            text = self.translate("{territory}, claimed by {polity}").format(
                territory=data.territories[row.territory_id].name[lang],
                polity=data.polities[row.claimant].name[lang],
            )
            address = self._opens(row.interval, territory=row.territory_id)
            days = self._span(row.interval)
            yield from self._told("claim", text, row.citations, days, row.certainty, address)

    def _events(self) -> Iterator[Use]:
        for event in self.dataset.events.values():
            yield from self._told(
                "event",
                event.title[self.language],
                event.citations,
                self._label(event.date),
                event.certainty,
                self._day(event.date),
            )

    def _figures(self) -> Iterator[Use]:
        for row in self.dataset.figures:
            event = self.dataset.events[row.event_id]
            text = f"{event.title[self.language]}: {row.whose[self.language]}"
            days, address = self._label(event.date), self._day(event.date, event=event.id)
            yield from self._told("figure", text, row.citations, days, row.certainty, address)

    def _treaties(self) -> Iterator[Use]:
        for treaty in self.dataset.treaties.values():
            yield from self._told(
                "treaty",
                treaty.name[self.language],
                treaty.citations,
                self._label(treaty.signed),
                treaty.certainty,
                self._day(treaty.signed, treaty=treaty.id) or self._address({"treaty": treaty.id}),
            )

    def _outcomes(self) -> Iterator[Use]:
        data, lang = self.dataset, self.language
        for row in data.outcomes:
            treaty = data.treaties[row.treaty_id]
            chosen = {"treaty": treaty.id, "territory": row.territory_id}
            text = f"{treaty.short[lang]}: {data.territories[row.territory_id].name[lang]}"
            address = self._day(treaty.signed, **chosen) or self._address(chosen)
            days = self._label(treaty.signed)
            yield from self._told("outcome", text, row.citations, days, row.certainty, address)

    def _clauses(self) -> Iterator[Use]:
        for clause in self.dataset.clauses:
            treaty = self.dataset.treaties[clause.treaty_id]
            text = f"{treaty.short[self.language]}: {clause.article[self.language]}"
            address = self._day(treaty.signed, treaty=treaty.id) or self._address(
                {"treaty": treaty.id}
            )
            days = self._label(treaty.signed)
            yield from self._told("clause", text, clause.citations, days, "", address)

    def _lines(self) -> Iterator[Use]:
        for line in self.dataset.lines:
            if line.interval is not None:
                address, days = self._opens(line.interval), self._span(line.interval)
                name = line.name[self.language]
                yield from self._told("line", name, line.citations, days, line.certainty, address)

    def _polities(self) -> Iterator[Use]:
        for polity in self.dataset.polities.values():
            name, life = polity.name[self.language], polity.life
            days, address = self._span(life), self._opens(life)
            yield from self._told("polity", name, polity.citations, days, "", address)

    def _memberships(self) -> Iterator[Use]:
        polities, lang = self.dataset.polities, self.language
        for row in self.dataset.memberships:
            text = f"{polities[row.member].name[lang]} → {polities[row.federation].name[lang]}"
            days, address = self._span(row.interval), self._opens(row.interval)
            yield from self._told("membership", text, row.citations, days, row.certainty, address)

    def _people(self) -> Iterator[Use]:
        for person in self.dataset.people.values():
            text = f"{person.name[self.language]}: {person.role[self.language]}"
            address = self._day(self.dataset.events[person.events[0]].date)
            yield from self._told("person", text, person.citations, "", "", address)

    def _places(self) -> Iterator[Use]:
        places = {place.id for place in self.dataset.places}
        for row in self.dataset.place_names:
            text = self.translate("{name}, the new name of a place").format(
                name=row.name[self.language]
            )
            there = {"place": row.place_id} if row.place_id in places else {}
            address = self._day(row.start, **there)
            days = self._label(row.start)
            yield from self._told("place", text, row.citations, days, row.certainty, address)

    def _article(self) -> Iterator[Use]:
        for row in self.dataset.article_claims:
            days = self.translate("line {number}").format(number=row.article_line)
            address = next(filter(None, map(self._carrier, row.carried_by)), "")
            text = row.claim[self.language]
            yield from self._told("article", text, row.citations, days, "", address)

    def _carrier(self, reference: str) -> str:
        """The address of a row that carries a statement, as ``event:ID`` or ``treaty:ID``."""
        kind, _colon, name = reference.partition(":")
        if kind == "event":
            return self._day(self.dataset.events[name].date)
        if kind == "treaty":
            return self._day(self.dataset.treaties[name].signed, treaty=name)
        return ""

    def _told(
        self,
        kind: str,
        text: str,
        citations: Iterable[Citation],
        days: str,
        certainty: str,
        address: str,
    ) -> Iterator[Use]:
        for citation in citations:
            locator = citation.locator[self.language]
            yield Use(citation.key, kind, text, days, locator, certainty, address)

    def _label(self, day: date) -> str:
        return i18n.day_label(day, self.language)

    def _span(self, interval: Interval) -> str:
        """From the first to the last day, or from the first on."""
        start = self._label(interval.start)
        if interval.end is None:
            return self.translate("from {first}").format(first=start)
        last = self._label(date.fromordinal(interval.end.toordinal() - 1))
        return start if last == start else f"{start} – {last}"

    def _opens(self, interval: Interval, **chosen: str) -> str:
        """The address of the first day of an interval that the atlas has."""
        start = max(interval.start, self.dataset.first_day)
        return self._day(start, **chosen) if start in interval else ""

    def _day(self, day: date, **chosen: str) -> str:
        if not self.dataset.first_day <= day <= self.dataset.last_day:
            return ""
        return self._address({"day": day.isoformat(), **chosen})

    def _address(self, query: Mapping[str, str]) -> str:
        return f"{prefix(self.language, self.dataset.languages)}?{urlencode(query)}"
