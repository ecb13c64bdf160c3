"""What the page shows of a day before a script runs: map, date, legend, what happened, table.

The scripts take over the same places. A reader without scripts has the map of any change day, with
links from each to the next, and the table of who held what.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from dash import html
from dash.development.base_component import Component

from dashboard import i18n
from dashboard.cartography.ground import frontiers
from dashboard.cartography.look import patterns, style
from dashboard.dataset.model import Dataset, Event, Language
from dashboard.dataset.reading.reading_order import reading_order
from dashboard.dataset.renaming import Named, name_on, names_of_places
from dashboard.dataset.terms import examples
from dashboard.dataset.timeline import Timeline
from dashboard.export.address import prefix
from dashboard.ui.browser import package_words
from dashboard.ui.browser.addresses import addresses
from dashboard.ui.page import strings, url
from dashboard.ui.page.layout import Opening
from dashboard.ui.page.markup import Raw

if TYPE_CHECKING:
    from dashboard.cartography.screen.sketch import Sketch

PREFIX = "first-"
KEY_PREFIX = "key-"
"""Of the ids of patterns on the map and in its legend: those of the scripts must not meet them."""

EARLIER = 4
"""Events before the day that are listed."""


@dataclass(frozen=True, slots=True)
class First:
    """What a page in a language begins with, on any day."""

    dataset: Dataset
    timeline: Timeline
    drawing: "Sketch"
    language: Language
    words: Mapping[str, str]
    names: Mapping[str, Sequence[Named]]

    @classmethod
    def of(
        cls, dataset: Dataset, timeline: Timeline, drawing: "Sketch", language: Language
    ) -> "First":
        words = strings.for_browser(language, examples(dataset.terms))
        return cls(
            dataset,
            timeline,
            drawing,
            language,
            {**words, **package_words.of(dataset, language)},
            names_of_places(dataset),
        )

    def as_read(self, timeline: Timeline) -> "First":
        """The same with the timeline of another reading."""
        return replace(self, dataset=timeline.dataset, timeline=timeline)

    def label(self, day: date) -> str:
        return i18n.day_label(day, self.language)

    def opening(self, day: date, seen: bool) -> Opening:
        """What stands in the parts of the page on a day; the map only where it is ``seen``."""
        return Opening(
            self.map(day) if seen else None,
            self.day(day),
            self.headline(day),
            self.legend(day),
            self.events(day),
        )

    def map(self, day: date) -> Raw:
        """The map of the day as SVG."""
        state = self.timeline.state(day)
        paints = frontiers.paints(state, self.dataset, self.drawing["drawn_as"])
        used = {paint.key: paint for paint in paints.values() if paint}
        defs = "".join(patterns.svg(used[key], self.dataset.roles) for key in sorted(used))
        name = f"{self.dataset.terms.map_name[self.language]}, {self.label(day)}"
        width, height = self.drawing["size"]
        areas = "".join(
            f'<path d="{d}" fill="{self._fill(paints[territory])}"/>'
            for territory, d in self.drawing["areas"].items()
        )
        drawn = (
            f'<svg viewBox="0 0 {width} {height}" style="--ratio: {width / height:.4f}" '
            f'role="img" aria-label="{escape(name)}">'
            f"<defs>{defs}</defs>"
            f'<path d="{self.drawing["land"]}" fill="{style.LAND_OUTSIDE}" stroke="{style.COAST}"/>'
            f'{areas}<path d="{self.drawing["water"]}" fill="{style.SEA}" stroke="{style.COAST}"/>'
            f"{self._edges(day)}{self._places(day)}</svg>"
        )
        return Raw(_named(drawn, PREFIX))

    def _fill(self, paint: style.Paint | None) -> str:
        return patterns.css_fill(paint, self.dataset.roles) if paint else "none"

    def _edges(self, day: date) -> str:
        state, lines = self.timeline.state(day), dict[str, str]()
        for d, parted in self.drawing["edges"]:
            kind = frontiers.kind(parted, state, self.dataset, self.drawing["drawn_as"])
            lines[kind] = lines.get(kind, "") + d
        return "".join(
            f'<path d="{lines[kind]}" fill="none" stroke="{look.color}" '
            f'stroke-width="{look.width}" stroke-opacity="{look.opacity}"/>'
            for kind, look in reversed(list(style.EDGE_LOOKS.items()))
            if kind in lines
        )

    def _places(self, day: date) -> str:
        return "".join(
            f'<circle cx="{x}" cy="{y}" r="2.6"/><text x="{x + 6}" y="{y + 4}">'
            f"{escape(name_on(self.names[place], day).name[self.language])}</text>"
            for x, y, place in self.drawing["places"]
        )

    def day(self, day: date) -> list[Component]:
        weekday = i18n.day_names(self.language)[day.weekday()]
        return [
            html.Span(weekday, className="weekday"),
            html.Span(self.label(day).replace(" ", "\u00a0", 1), className="date"),
        ]

    def headline(self, day: date) -> list[Component]:
        return [
            html.P(event.title[self.language], className="event") for event in self._today(day)[:1]
        ]

    def legend(self, day: date) -> Component:
        """Who holds land on the map, the largest of each power first."""
        items = [html.Li([self._swatch(key), name]) for name, key in self._holders(day)]
        return html.Details([html.Summary(self.words["legend"]), html.Ul(items)], open=True)

    def _holders(self, day: date) -> list[tuple[str, style.Paint]]:
        """Names of those who hold land, each with the paint of its largest territory."""
        data, state = self.dataset, self.timeline.state(day)
        paints = frontiers.paints(state, data, self.drawing["drawn_as"])
        lands: dict[str, list[tuple[float, str]]] = {}
        for name, held in state.items():
            if paints[name]:
                lands.setdefault(held.controller, []).append((self.timeline.km2[name], name))

        def order(holder: str) -> tuple[int, float, str]:
            rank = data.roles[data.polities[holder].role].rank
            return rank, -sum(km2 for km2, _ in lands[holder]), holder

        return [
            (data.polities[holder].short[self.language], paint)
            for holder in sorted(lands, key=order)
            if (paint := paints[max(lands[holder])[1]])
        ]

    def _swatch(self, paint: style.Paint) -> Raw:
        roles = self.dataset.roles
        drawn = (
            '<svg width="24" height="15" class="swatch" aria-hidden="true">'
            f"<defs>{patterns.svg(paint, roles)}</defs>"
            '<rect x="0.5" y="0.5" width="23" height="14" rx="2" '
            f'fill="{self._fill(paint)}" stroke="{roles[paint.role].ink}"/></svg>'
        )
        return Raw(_named(drawn, KEY_PREFIX))

    def events(self, day: date) -> list[Component]:
        """What happened on the day, or that nothing did, and before it."""
        today = self._today(day)
        articles = [self._event(event) for event in today] or [html.P(self.words["noEvent"])]
        before = [
            event
            for event in self.timeline.events_until(day, len(today) + EARLIER)
            if event.date != day
        ]
        heading = [html.H3(self.words["earlier"], className="divider")] if before else []
        return [
            html.H2(self.words["whatHappened"]),
            *articles,
            *heading,
            *(
                html.Article(
                    [
                        html.P(self.label(event.date), className="muted"),
                        html.P(
                            html.A(
                                event.title[self.language],
                                href=self._on(event.date),
                                className="link",
                            )
                        ),
                    ],
                    className="brief",
                )
                for event in before
            ),
        ]

    def _event(self, event: Event) -> Component:
        lang = self.language
        place = [html.Span(f" · {event.place[lang]}")] if event.place[lang] else []
        kind = self.words[f"category.{event.category}"]
        return html.Article(
            [
                html.P([kind, *place], className="category"),
                html.H3(event.title[lang]),
                html.P(event.description[lang]),
            ],
            className=f"event of-{event.category}",
        )

    def _on(self, day: date) -> str:
        """The address of a day in the same reading."""
        read = self.dataset.reading
        return f"?day={day.isoformat()}" + (f"&reading={read}" if read else "")

    def _today(self, day: date) -> tuple[Event, ...]:
        return self.timeline.events_on(day)

    # Seen without scripts alone

    def reading(self, day: date) -> Component:
        """Links to the days of change beside this day, the table of the day, and the lessons."""
        words, data, lang = self.words, self.dataset, self.language
        state = self.timeline.state(day)
        beside = (
            ("previousChange", self.timeline.previous_change(day)),
            ("nextChange", self.timeline.next_change(day)),
        )
        links: list[Any] = [
            html.A(f"{words[name]}: {self.label(other)}", href=self._on(other), className="button")
            for name, other in beside
            if other
        ]
        heads = ("table.territory", "heldBy", "status", "since", "table.certainty")
        rows = [
            html.Tr(
                [
                    html.Th(data.territories[name].name[lang], scope="row"),
                    html.Td(data.polities[held.controller].name[lang]),
                    html.Td(words[f"status.{held.status}"]),
                    html.Td(self.label(held.since)),
                    html.Td(words[f"certainty.{held.certainty}"]),
                ]
            )
            for name in reading_order(data)
            for held in (state[name],)
        ]
        return html.Section(
            [
                html.P(links),
                html.Table(
                    [
                        html.Caption(words["table.caption"].format(day=self.label(day))),
                        html.Thead(html.Tr([html.Th(words[head], scope="col") for head in heads])),
                        html.Tbody(rows),
                    ]
                ),
                *self._lessons(),
            ],
            id="reading",
        )

    def _lessons(self) -> list[Component]:
        """Links to the handouts, which need no script either."""
        lang, languages = self.language, self.dataset.languages
        handout = addresses(self.dataset, lang)["handout"].replace("{query}", "")
        page = prefix(lang, languages)
        links = [
            html.Li(
                html.A(story.title[lang], href=url.relative(handout.replace("{story}", name), page))
            )
            for name, story in self.dataset.stories.items()
        ]
        return [html.H2(i18n.translator(lang)("Lessons")), html.Ul(links)] if links else []


def _named(drawn: str, prefix: str) -> str:
    """An SVG whose patterns have names of their own in the page."""
    named = drawn.replace('id="paint-', f'id="{prefix}paint-')
    return named.replace("url(#paint-", f"url(#{prefix}paint-")
