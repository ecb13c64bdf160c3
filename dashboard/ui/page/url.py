"""Addresses of the atlas: the path carries the language, the query the rest.

The scripts read and write the same parameters (assets/core/address.mjs); a browser
test holds both to this table.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from urllib.parse import parse_qsl, urlencode

from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import Dataset, Language
from dashboard.export import address
from dashboard.export.address import prefix
from dashboard.i18n import Phrase
from dashboard.ui.page.views import VIEWS

PARAMETERS: Mapping[str, Phrase] = {
    "day": Phrase("Day shown, as YYYY-MM-DD"),
    "extent": Phrase("Part of the map: west, south, east, north in degrees"),
    "layers": Phrase("Layers that are on, by their ids with commas between"),
    "reading": Phrase("Reading of what sources dispute, by its id"),
    "loop": Phrase("First and last day of the loop, as YYYY-MM-DD..YYYY-MM-DD"),
    "span": Phrase("First and last day that the timeline shows, as YYYY-MM-DD..YYYY-MM-DD"),
    "view": Phrase("View of the day: map, or one of the others by its id"),
    "event": Phrase("Event whose card is open, by its id"),
    "place": Phrase("Place whose card is open, by its id"),
    "person": Phrase("Person whose card is open, by its id"),
    "mode": Phrase("projector for huge type"),
    "theme": Phrase("Theme: light or dark; without it as the system has it"),
    "story": Phrase("Lesson that is shown, by its id"),
    "stop": Phrase("Stop of the story, from 1"),
    "presenter": Phrase("Presenter window of a lesson, by the id it shares with the class window"),
    "panel": Phrase("history: the whole history of the territory, with its sources"),
    "treaty": Phrase("Treaty whose card is open, by its id; all for the list"),
    "sort": Phrase("Column that the table is sorted by, with - before it for the reverse"),
    "embed": Phrase("1 for a page embedded in another, without its header"),
    "order": Phrase("Order of the strips: region or date"),
    "with": Phrase("Second day of a comparison, as YYYY-MM-DD"),
    "split": Phrase("How a comparison shows its two maps, by name and per cent"),
    "territory": Phrase("Territory whose card is open, by its id"),
}


def relative(address: str, page: str) -> str:
    """Return an address of the atlas as its page at the path ``page`` writes it.

    Both begin with ``/``, the root of the atlas. What is returned works wherever that root lies:
    at a host name, under a path of a host, in a folder of files. Only this function knows.
    """
    path, mark, rest = address.partition("?")
    above, _, name = path.rpartition("/")
    shown = posixpath.relpath(above or "/", page.rpartition("/")[0] or "/") + "/"
    return (shown.removeprefix("./") if name else shown) + name + mark + rest


Place = tuple[str, list[tuple[str, str]]]
"""A path, and the names and values of its query in their order."""


def _language_in_query(place: Place, languages: Sequence[Language]) -> Place:
    """All languages were at ``/`` once, and ``lang`` said which; people still write it so."""
    path, query = place
    asked = dict(reversed(query)).get("lang", "")
    if asked not in languages or path not in {
        prefix(language, languages) for language in languages
    }:
        return place
    return prefix(asked, languages), [pair for pair in query if pair[0] != "lang"]


MIGRATIONS: tuple[Callable[[Place, Sequence[Language]], Place], ...] = (_language_in_query,)
"""Each leads an earlier form of the address to the next, the oldest first: no link dies."""


def migrated(path: str, query: str, languages: Sequence[Language]) -> str | None:
    """Return what an address of an earlier form is today; None when it has today's form."""
    place = first = path, parse_qsl(query, keep_blank_values=True)
    for step in MIGRATIONS:
        place = step(place, languages)
    if place == first:
        return None
    return place[0] + (f"?{urlencode(place[1], safe=',:@')}" if place[1] else "")


MOST = len(PARAMETERS) + 2
"""Parameters that a query may have: those of the page, and a few for their faults to be named."""

_PLAIN = re.compile(r"[A-Za-z0-9_.,:@-]{1,200}", re.ASCII)
"""Values that the page writes into an address; no other is repeated."""


def known(dataset: Dataset) -> Mapping[str, Collection[str]]:
    """The values there are, by parameter, where they can be listed."""
    return {
        "territory": dataset.territories,
        "view": VIEWS,
        "event": dataset.events,
        "person": dataset.people,
        "place": {place.id for place in dataset.places},
        "treaty": {*dataset.treaties, "all"},
        "story": dataset.stories,
        "reading": dataset.readings,
    }


def shown(query: str, known: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return what a query of the page shows beside the day, in the order of ``PARAMETERS``.

    Only the parameters of the page are kept, each once, and only with plain values; ``known``
    has, by parameter, the values there are, where they can be listed. What somebody else wrote
    is never repeated.

    Raises
    ------
    ValueError
        When the query has more parameters than a view can have.
    """
    asked = _asked(query)
    return {
        name: asked[name]
        for name in PARAMETERS
        if name in asked
        # Who cites a page that is embedded means the atlas.
        and name not in {"day", "embed"}
        and not _fault(name, asked[name], known)
    }


def checked(query: str, day: date, known: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return :func:`shown` of a query typed by hand.

    Raises
    ------
    ValueError
        For the first parameter that the page does not have, or not with this value.
    """
    for name, value in _asked(query).items():
        fault = _fault(name, value, known)
        if name == "day" and value != day.isoformat():
            fault = f"day={value[:40]} is not the day that is cited, {day}"
        if fault:
            raise ValueError(f"--view: {fault}")
    return shown(query, known)


def _asked(query: str) -> dict[str, str]:
    try:
        pairs = parse_qsl(query.removeprefix("?"), max_num_fields=MOST, keep_blank_values=True)
    except ValueError:
        raise ValueError(f"the view has more than {MOST} parameters; take some away") from None
    return dict(pairs)


def _fault(name: str, value: str, known: Mapping[str, Collection[str]]) -> str:
    """What is wrong with a parameter of a view; empty when nothing is."""
    if name not in PARAMETERS:
        return f"{name[:40]!r} is no parameter of the page; known are {', '.join(PARAMETERS)}"
    if not _PLAIN.fullmatch(value) or (name in known and value not in known[name]):
        return f"{name}={value[:40]} is not in the atlas; copy the address of the page"
    if name == "with":
        try:
            parse_day(value)
        except ValueError as error:
            return f"with: {error}"
    return ""


def permalink(base: str, path: str, day: date, kept: Mapping[str, str]) -> str:
    """Return the address that reopens a view: that of the day, with what :func:`shown` kept."""
    return address.permalink(base, path, {"day": day.isoformat(), **kept})
