"""The words of a sheet that come from the data: events, sources, how to cite."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dashboard import i18n
from dashboard.cartography.ground.notes import ground_notes
from dashboard.cartography.ground.projection import Projection
from dashboard.dataset.model import Citation, Dataset, Event, Language
from dashboard.dataset.timeline import Timeline
from dashboard.i18n.words import MAPS

if TYPE_CHECKING:
    from dashboard.cartography.paper.chart import Shown

EVENTS = 4


@dataclass(frozen=True, slots=True)
class Caption:
    """Texts of a sheet in a language; ``events`` are day and title, the latest first."""

    title: str
    day: str
    lead: str
    events: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    citation: str
    notice: str
    address: str = ""


def _projection(dataset: Dataset, language: Language) -> str:
    """The name of the projection; of the conic that the page is most often drawn in, its lines."""
    _ = i18n.translator(language)
    terms = dataset.projection
    if isinstance(terms, Mapping) and terms["name"] == "lcc":
        lines = [terms.get(name) for name in ("lat_1", "lat_2", "lon_0")]
        known = [
            i18n.number(line, language)
            for line in lines
            if isinstance(line, int | float) and line >= 0
        ]
        if len(known) == len(lines):
            first, second, middle = known
            return _("Lambert conformal conic, {first}° and {second}° N, {middle}° E.").format(
                first=first, second=second, middle=middle
            )
    method = Projection.from_package(terms).method
    return _("Projection: {name}.").format(name=method)


def caption(
    dataset: Dataset,
    timeline: Timeline,
    day: date,
    shown: "Shown",
    language: Language,
    address: str,
) -> Caption:
    """The words for what a map shows on a day."""
    _ = i18n.translator(language)
    behind = _events_behind(dataset, timeline, day, shown)
    notice = [
        _("The map shows who held a place, not who had a right to it."),
        *ground_notes(dataset, language),
        _projection(dataset, language),
    ]
    return Caption(
        title=dataset.title[language],
        day=i18n.day_label(day, language),
        lead=after_reading(dataset, _lead(dataset, timeline, day, shown, language), language),
        events=tuple(
            (i18n.day_label(event.date, language), event.title[language]) for event in behind
        ),
        sources=_sources(dataset, shown, behind, language),
        citation=cite(dataset, day, language, address),
        notice=" ".join(notice),
        address=address,
    )


def cite(dataset: Dataset, day: date, language: Language, address: str) -> str:
    """How to cite the map of a day: authors, year, title, day, data version, address."""
    return _cited(dataset, i18n.day_label(day, language), language, address)


def _cited(dataset: Dataset, label: str, language: Language, address: str) -> str:
    return filled(cite_form(dataset, language), label, address)


def filled(form: str, label: str, address: str) -> str:
    """Return a form of :func:`cite_form` with its day and address; an empty address is left out."""
    return form.replace("{day}", label).replace("{address}", address).rstrip()


def with_address(text: str, address: str, between: str = "; ") -> str:
    """Return a text with the address after it, or alone when there is none to give."""
    return f"{text}{between}{address}" if address else text


def cite_form(dataset: Dataset, language: Language) -> str:
    """:func:`cite` with ``{day}`` and ``{address}`` in their places, for the page to fill in."""
    _ = i18n.translator(language)
    authors = "; ".join(dataset.authors)
    version = _("Data version {version}, licence {licence}.").format(
        version=dataset.version, licence=dataset.licence
    )
    title, read = dataset.title[language], reading(dataset, language)
    stated = f"{read}. {version}" if read else version
    return f"{authors} ({dataset.created[:4]}). {title}: {{day}}. {stated} {{address}}"


def after_reading(dataset: Dataset, lead: str, language: Language) -> str:
    """A lead with the name of another reading than the atlas's own before it."""
    return ". ".join(filter(None, (reading(dataset, language), lead)))


def reading(dataset: Dataset, language: Language) -> str:
    """``Reading: NAME`` of another reading than the atlas's own, else nothing."""
    name = dataset.terms.readings.get(dataset.reading)
    return MAPS["reading.shown"][language].format(name=name[language]) if name else ""


def cite_range(dataset: Dataset, first: date, last: date, language: Language, address: str) -> str:
    """How to cite the maps of several days; as :func:`cite`."""
    label = f"{i18n.day_label(first, language)} – {i18n.day_label(last, language)}"
    return _cited(dataset, label, language, address)


def _events_behind(
    dataset: Dataset, timeline: Timeline, day: date, shown: "Shown"
) -> tuple[Event, ...]:
    """The events of the day and those behind the last changes in the frame, the latest first."""
    events = {event.id: event for event in timeline.events_on(day)[:EVENTS]}
    seen = set(shown.territories)
    for change_day in reversed([past for past in timeline.change_days if past <= day]):
        for name, change in timeline.changes(change_day).items():
            event = dataset.events.get(change.after.event_id)
            if name in seen and event:
                events.setdefault(event.id, event)
        if len(events) >= EVENTS:
            break
    latest = list(events.values())[:EVENTS]
    return tuple(sorted(latest, key=lambda event: event.date, reverse=True))


def _lead(
    dataset: Dataset,
    timeline: Timeline,
    day: date,
    shown: "Shown",
    language: Language,
) -> str:
    """What happened on the day, else what changed the map last."""
    _ = i18n.translator(language)
    today = sorted(timeline.events_on(day), key=lambda event: event.tier)
    if today:
        titles = "; ".join(event.title[language] for event in today[:2])
        return _("On this day: {what}").format(what=titles)
    rows = [shown.state[name].control for name in shown.territories]
    last = max(rows, key=lambda row: row.interval.start, default=None)
    if last is None or last.interval.start <= timeline.first_day:
        return ""
    event = dataset.events.get(last.event_id)
    return _("Last change, {day}: {what}").format(
        day=i18n.day_label(last.interval.start, language),
        what=event.title[language]
        if event
        else dataset.territories[last.territory_id].name[language],
    )


def _sources(
    dataset: Dataset, shown: "Shown", behind: Iterable[Event], language: Language
) -> tuple[str, ...]:
    """Short names of the sources of what is shown, those first that most of it rests on."""
    cited: list[Citation] = []
    for name in shown.territories:
        cited += shown.state[name].control.citations
    for event in behind:
        cited += event.citations
    keys = Counter(citation.key for citation in cited)
    keys.update(key for line in shown.lines for key in line.sources)
    names = (i18n.short_source(dataset.sources[key], language) for key, _ in keys.most_common())
    return tuple(dict.fromkeys(names))


def alternative(dataset: Dataset, timeline: Timeline, day: date, language: Language) -> str:
    """The map of a day in words: the day, and who held land on it."""
    state = timeline.state(day)
    held = dict.fromkeys(
        dataset.polities[held_by.controller].name[language] for held_by in state.values()
    )
    label = i18n.day_label(day, language)
    return f"{label}. {MAPS['heldBy'][language]}: {'; '.join(held)}"
