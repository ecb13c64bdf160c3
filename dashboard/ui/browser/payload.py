"""What the browser needs to show any day without the server: compact JSON.

It is made from :class:`~dashboard.dataset.timeline.Timeline`'s own rows, so
browser and server give the same answer; a browser test compares them on every
change day. Days are whole numbers counted from the first day of the dataset.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard import i18n
from dashboard.cartography.ground import frontiers, layers
from dashboard.cartography.look import map_layers, patterns, style
from dashboard.cartography.screen import strips, timescale
from dashboard.cartography.screen.bands import ScreenMap
from dashboard.dataset import renaming
from dashboard.dataset.model import (
    Citation,
    Claim,
    Control,
    Dataset,
    Event,
    Interval,
    Language,
    Polity,
    Source,
)
from dashboard.dataset.reading.reading_order import reading_order
from dashboard.dataset.terms import examples
from dashboard.dataset.text import Words
from dashboard.dataset.timeline import Timeline
from dashboard.i18n import collation, dating, kinds, words
from dashboard.ui.browser import (
    addresses,
    compare,
    contract,
    exports,
    lines,
    names,
    package_words,
    readings,
    speeds,
    stories,
    treaties,
)
from dashboard.ui.browser.shared import Shared, shared_parts
from dashboard.ui.page import strings, views
from dashboard.ui.page.frozen import Frozen


def build(
    dataset: Dataset,
    timeline: Timeline,
    model: ScreenMap,
    language: Language,
    shared: Shared | None = None,
    frozen: Frozen | None = None,
) -> contract.Payload:
    """All that the page shows, in a language.

    ``shared`` is what :func:`shared_parts` returns, for a build of several languages;
    ``frozen`` what a frozen site offers.
    """
    known = shared or shared_parts(dataset, timeline, model)
    return _Payload(dataset, timeline, model, language, known, frozen).build()


class _Payload:
    """The build; a class only so that the parts share what they are built from."""

    def __init__(
        self,
        dataset: Dataset,
        timeline: Timeline,
        model: ScreenMap,
        language: Language,
        shared: Shared,
        frozen: Frozen | None,
    ) -> None:
        self.frozen = frozen
        self.shared = shared
        self.dataset = dataset
        self.timeline = timeline
        self.model = model
        self.language = language
        self.place_names = renaming.names_of_places(dataset)
        self.land_names = renaming.names_of_lands(dataset)
        self.paints: dict[str, style.Paint] = {}
        self.names = {
            territory.id: territory.name[language] for territory in dataset.territories.values()
        }
        # A boundary has a single label for all days.
        for land, those in self.land_names.items():
            self.names[land] = " / ".join(dict.fromkeys(name.name[language] for name in those))
        self.bases: dict[str, int] = {}
        self.claims: dict[str, list[Claim]] = {}
        for claim in dataset.claims:
            self.claims.setdefault(claim.territory_id, []).append(claim)

    def build(self) -> contract.Payload:
        data, lang = self.dataset, self.language
        paces, usual = speeds.speeds(self._day(data.last_day))
        # Rows and polities note the paints that they use.
        powers, history = self._powers(), self._history()
        return {
            "language": lang,
            "version": data.version,
            "frozen": self.frozen is not None,
            "fileName": data.terms.file_name,
            "stopWords": stories.STOP_WORDS,
            "stopTexts": stories.STOP_TEXTS,
            "strings": {
                **strings.for_browser(lang, examples(data.terms)),
                **package_words.of(data, lang),
            },
            "orders": strips.orders(data),
            "speeds": paces,
            "speed": usual,
            "reading": reading_order(data),
            "ranks": self._ranks(),
            "paints": {key: self._paint(paint) for key, paint in sorted(self.paints.items())},
            "views": list(views.VIEWS),
            "addresses": addresses.addresses(data, lang, self.frozen),
            "exports": exports.build(data, lang, self.frozen),
            **self._calendar(),
            **powers,
            **history,
            **self._kinds(),
            **self._map(),
            **self.shared.drawing,
            **self.shared.days,
        }

    def _calendar(self) -> contract.Calendar:
        data, lang = self.dataset, self.language
        scale = timescale.TimeScale.of(data)
        return {
            "range": {
                "first": data.first_day.isoformat(),
                "last": self._day(data.last_day),
                "detailed": self._day(data.detailed_until),
                "detailedShare": scale.detailed_share,
                "breakShare": scale.break_share,
            },
            "dayPattern": i18n.day_template(lang),
            "shortDayPattern": i18n.day_template(lang, "abbreviated"),
            "months": i18n.month_names(lang),
            "shortMonths": i18n.month_names(lang, "abbreviated"),
            "weekdays": i18n.day_names(lang),
            "dayWords": {
                language: {
                    "months": i18n.month_names(language),
                    "weekdays": i18n.day_names(language),
                }
                for language in data.languages
            },
        }

    def _powers(self) -> contract.Powers:
        data, lang = self.dataset, self.language
        return {
            "lead": data.terms.lead.role if data.terms.lead else None,
            "roles": {
                role.id: {
                    "name": role.name[lang],
                    "fill": role.fill,
                    "ink": role.ink,
                    "deep": style.deep(role.ink),
                }
                for role in sorted(data.roles.values(), key=lambda role: role.rank)
            },
            "polities": {
                polity.id: {
                    "name": polity.name[lang],
                    "short": polity.short[lang],
                    "role": polity.role,
                    "paint": self._plain(polity),
                }
                for polity in data.polities.values()
            },
            "federations": [
                (m.member, m.federation, *self._span(m.interval)) for m in data.memberships
            ],
        }

    def _kinds(self) -> contract.Kinds:
        data = self.dataset
        held = {row.status for row in data.control}
        statuses = {
            name: status.pattern for name, status in data.kinds.statuses.items() if name in held
        }
        return {
            "lanes": package_words.lanes(data),
            "categories": {
                name: {"lead": category.lead} for name, category in data.kinds.categories.items()
            },
            "statuses": statuses,
            "patterned": [name for name, look in statuses.items() if look in style.OVER_FILL],
            "ways": layers.ways(data),
        }

    def _ranks(self) -> contract.Ranks:
        """Where names stand in a list that a reader sorts: the browser compares no words."""
        data, lang = self.dataset, self.language

        def ranked(names: Mapping[str, Words]) -> dict[str, int]:
            found = collation.ranks((name[lang] for name in names.values()), lang)
            return dict(zip(names, found, strict=True))

        return {
            "territories": collation.ranks(
                (territory.name[lang] for territory in data.territories.values()), lang
            ),
            "polities": ranked({key: polity.short for key, polity in data.polities.items()}),
            "statuses": ranked(kinds.statuses(data.kinds)),
            "events": collation.ranks((event.title[lang] for event in self._events()), lang),
        }

    def _history(self) -> contract.History:
        data, lang = self.dataset, self.language
        return {
            "territories": [self._territory(name) for name in data.territories],
            # The boundaries of the territories note the texts that they use.
            "bases": list(self.bases),
            # A frozen site has the files of the atlas's own reading alone.
            "readings": [] if self.frozen else readings.readings(data, lang),
            "readAs": data.reading,
            "changeDays": [self._day(day) for day in self.timeline.change_days],
            "events": [self._event(event) for event in self._events()],
            "opening": data.terms.opening[lang],
            "milestones": [{"event": m.event_id, "label": m.label[lang]} for m in data.milestones],
            "treaties": treaties.treaties(data, self.timeline, lang),
            "comparisons": compare.presets(data, self.timeline),
            "stories": stories.stories(data, self.model, lang),
            "sources": {key: self._source(source) for key, source in data.sources.items()},
            "people": list(data.people),
        }

    def _map(self) -> contract.Map:
        data, model, lang = self.dataset, self.model, self.language
        return {
            "home": model.home,
            "edges": self.shared.edges,
            "uncertain": self._uncertain(),
            "lines": lines.lines(data, lang),
            "layers": [{"id": layer, "on": on} for layer, on in map_layers.layers_of(data).items()],
            "bands": [(band.name, band.territory, band.role) for band in model.bands],
            "places": names.places(data, model, self.place_names, lang),
            "nameDays": [
                self._day(day)
                for day in renaming.days_of_renaming(self.place_names, self.land_names)
            ],
            "stops": names.stops(data, model, lang),
            "waters": names.waters(data, model, lang),
            "outside": names.surrounding_lands(data, model, self.land_names, lang),
        }

    def _said(self, properties: Mapping[str, Any], stem: str) -> str:
        return self.dataset.text(properties, stem)[self.language]

    def _day(self, day: date) -> int:
        return (day - self.dataset.first_day).days

    def _span(self, interval: Interval) -> tuple[int, int | None]:
        end = None if interval.end is None else self._day(interval.end)
        return self._day(interval.start), end

    def _cited(self, citations: Iterable[Citation]) -> list[contract.Citation]:
        return [(citation.key, citation.locator[self.language]) for citation in citations]

    def _points(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return self.model.projection.project_points(list(points))

    def _plain(self, polity: Polity) -> str:
        """Key of the paint of land that a polity holds and governs."""
        paint = style.Paint(polity.role, polity.weave, "", "")
        self.paints[paint.key] = paint
        return paint.key

    def _paint(self, paint: style.Paint) -> contract.Paint:
        roles = self.dataset.roles
        return {
            "role": paint.role,
            "fill": patterns.css_fill(paint, roles),
            "pattern": patterns.svg(paint, roles),
        }

    def _territory(self, name: str) -> contract.Territory:
        territory = self.dataset.territories[name]
        return {
            "id": name,
            "name": territory.name[self.language],
            "today": territory.today[self.language],
            "region": self.dataset.regions[territory.region].name[self.language],
            "note": territory.note[self.language],
            "km2": self.timeline.km2[name],
            "xy": self.shared.middles[name],
            "backdrop": territory.is_backdrop,
            "boundaries": self._boundaries(name),
            "rows": [self._control(row) for row in self.timeline.history(name)],
            "claims": [self._claim(claim) for claim in self.claims.get(name, ())],
        }

    def _control(self, row: Control) -> contract.Row:
        paint = style.paint_of(row, self.dataset)
        self.paints[paint.key] = paint
        start, end = self._span(row.interval)
        return {
            "start": start,
            "end": end,
            "controller": row.controller,
            "status": row.status,
            "second": row.second_party or "",
            "certainty": row.certainty,
            "dating": dating.in_words(row.start_edtf, self.language),
            "alt": row.alt_start.isoformat() if row.alt_start else "",
            "event": row.event_id,
            "sources": self._cited(row.citations),
            "note": row.note[self.language],
            "paint": paint.key,
            "plain": frontiers.is_plain(row, self.dataset, self.model.drawn_as),
            "handover": row.territory_id in self.shared.handovers.get(row.interval.start, ()),
        }

    def _claim(self, claim: Claim) -> contract.Claim:
        start, end = self._span(claim.interval)
        return {
            "claimant": claim.claimant,
            "start": start,
            "end": end,
            "certainty": claim.certainty,
            "sources": self._cited(claim.citations),
            "note": claim.note[self.language],
        }

    def _uncertain(self) -> dict[str, str]:
        """By number of an edge that is mostly conjecture (grade D): what it rests on."""
        parts = frontiers.conjectures(self.model.coverage.edges, self.dataset)
        return {str(n): self._said(part, "basis") for n, part in enumerate(parts) if part}

    def _boundaries(self, name: str) -> list[contract.Boundary]:
        """How each boundary of a territory was drawn, the longest first."""
        own = self.shared.features[name]
        parts = sorted(own["properties"].get("boundaries", ()), key=lambda part: -part["km"])
        return [
            {
                "neighbour": self.names.get(part["neighbour"], ""),
                "grade": part["accuracy"],
                "basis": self.bases.setdefault(self._said(part, "basis"), len(self.bases)),
            }
            for part in parts
        ]

    def _events(self) -> list[Event]:
        return sorted(self.dataset.events.values(), key=lambda event: event.date)

    def _event(self, event: Event) -> contract.HistoricEvent:
        lang = self.language
        xy = None
        if event.lat is not None and event.lon is not None:
            xy = self._points([(event.lon, event.lat)])[0]
        return {
            "id": event.id,
            "day": self._day(event.date),
            "dating": dating.in_words(event.date_edtf, lang),
            "alt": event.alt_date.isoformat() if event.alt_date else "",
            "category": event.category,
            "tier": event.tier,
            "title": event.title[lang],
            "description": event.description[lang],
            "place": event.place[lang],
            "xy": xy,
            "territories": event.territories,
            "certainty": event.certainty,
            "sources": self._cited(event.citations),
            "note": event.note[lang],
        }

    def _source(self, source: Source) -> contract.Source:
        return {
            "short": i18n.short_source(source, self.language),
            "title": i18n.work_title(source, self.language),
            "lang": words.TAGS.get(source.langid, ""),
            "url": source.url,
            "reading": source.reading,
            "kind": source.kind,
        }
