"""People in the events that name them, names that lead, new names and routes."""

import re
from collections.abc import Iterator
from typing import Any

from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import BACKDROP, Event, Person
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.descriptor import DESCRIPTOR
from dashboard.dataset.reading.layers import PLACES, TERRITORIES
from dashboard.dataset.reading.load import Package
from dashboard.dataset.text import text_of


def people_are_named_in_their_events(package: Package) -> Iterator[Problem]:
    """Yield the events of a person whose title and description do not name the person."""
    events = {event.id: event for _, event in package.events}
    for line, person in package.people:
        for id_ in person.events:
            if id_ in events and not _is_named(person, events[id_]):
                rule = f"does not name {person.name}"
                cure = "take the event away, or add the form of the name there to other_names"
                yield Problem("people.csv", line, "events", id_, rule, cure)


def _is_named(person: Person, event: Event) -> bool:
    """Return whether a form of the name stands in the event as whole words, in a language."""
    words = "\n".join([*event.title.words(), *event.description.words()])
    forms = (*person.name.words(), *person.other_names)
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", words) for form in forms)


def leading_names_are_there(package: Package) -> Iterator[Problem]:
    """Yield the ids of ``atlas.leading`` that no treaty or place has."""
    if package.terms is None:
        return
    known = {
        "treaties": ({treaty.id for _, treaty in package.treaties}, "treaties.csv"),
        "places": (set(package.features(PLACES)), PLACES),
    }
    for name, ids in package.terms.leading.items():
        there, file = known[name]
        for id_ in ids:
            if id_ not in there:
                cure = f"write an id of {file}, or take it away"
                yield Problem(
                    DESCRIPTOR, None, f"atlas.leading.{name}", id_, f"is not in {file}", cure
                )


def places_get_another_name(package: Package) -> Iterator[Problem]:
    """Yield new names of no place, of a day that the atlas does not have, and names it had."""
    file = "place_names.csv"
    names = {
        name: text_of(place["properties"], "name", package.languages)
        for name, place in (package.features(PLACES) | _lands(package)).items()
    }
    days = package.descriptor["atlas"] if package.descriptor else {}
    first, last = (parse_day(days[name]) if days else None for name in ("first_day", "last_day"))
    for line, row in sorted(package.place_names, key=lambda pair: pair[1].start):
        if row.place_id not in names:
            rule = f"is neither a place of {PLACES} nor a land of the backdrop"
            cure = "write the id of a place or a land"
            yield Problem(file, line, "place_id", row.place_id, rule, cure)
        elif names[row.place_id] == row.name:
            rule, cure = "is the name that the place has before", "give the new name, or no row"
            yield Problem(file, line, "start", str(row.start), rule, cure)
        names[row.place_id] = row.name
        if first and last and not first < row.start <= last:
            rule = f"is not after {first} and up to {last}, the days of the atlas"
            cure = "a name from before stands in the layer of places; take a later name away"
            yield Problem(file, line, "start", str(row.start), rule, cure)


def _lands(package: Package) -> dict[str, Any]:
    """The lands around the territories, by id."""
    every = package.features(TERRITORIES).items()
    return {name: land for name, land in every if land["properties"].get(BACKDROP)}


def forces_go_through_places(package: Package) -> Iterator[Problem]:
    """Yield routes of forces that are empty or name no place."""
    known = package.features(PLACES)
    for line, row in package.forces:
        for place in row.route or ("",):
            if place not in known:
                rule, cure = f"is not a place of {PLACES}", "write ids of places with ; between"
                yield Problem("forces.csv", line, "route", place, rule, cure)
