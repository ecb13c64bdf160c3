"""People and the events that name them."""

import re
from collections.abc import Iterator

from dashboard.dataset.model import Event, Person
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.load import Package


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
