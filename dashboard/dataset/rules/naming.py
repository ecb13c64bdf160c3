"""People in the events that name them, and the names that lead on timeline and map."""

import re
from collections.abc import Iterator

from dashboard.dataset.model import Event, Person
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.descriptor import DESCRIPTOR
from dashboard.dataset.reading.load import PLACES, Package


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
    told = "\n".join([*event.title.words(), *event.description.words()])
    forms = (*person.name.words(), *person.other_names)
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", told) for form in forms)


def leading_names_are_there(package: Package) -> Iterator[Problem]:
    """Yield the ids of ``atlas.leading`` that no treaty or place has."""
    if package.terms is None:
        return
    known = {
        "treaties": ({one.id for _, one in package.treaties}, "treaties.csv"),
        "places": ({str(one.get("id")) for one in package.layers.get(PLACES) or ()}, PLACES),
    }
    for name, ids in package.terms.leading.items():
        there, file = known[name]
        for id_ in ids:
            if id_ not in there:
                cure = f"write an id of {file}, or take it away"
                yield Problem(
                    DESCRIPTOR, None, f"atlas.leading.{name}", id_, f"is not in {file}", cure
                )
