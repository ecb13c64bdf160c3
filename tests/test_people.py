"""The people of the record: the events that name them, and the names that search knows."""

import re

import pytest


def named_in(text: str, people) -> set[str]:
    """Return the ids of the people whose names stand in a text, the longest form first."""
    forms = sorted(
        (
            (form, person.id)
            for person in people
            for form in (person.name["en"], *person.other_names)
        ),
        key=lambda pair: -len(pair[0]),
    )
    found = set()
    for form, id_ in forms:
        pattern = rf"(?<!\w){re.escape(form)}(?!\w)"
        if re.search(pattern, text):
            found.add(id_)
            # Giorgi Bicherakhov is not Lazar: a name is taken out once it is read.
            text = re.sub(pattern, "", text)
    return found


def test_an_event_that_names_a_person_is_among_theirs(dataset):
    people = dataset.people.values()
    for event in dataset.events.values():
        text = f"{event.title['en']}. {event.description['en']}"
        listed = {person.id for person in people if event.id in person.events}
        assert named_in(text, people) <= listed, event.id


@pytest.mark.parametrize(
    ("form", "person", "event"),
    [
        ("Yusufbekov", "yusifbeyli", "haskell_neutral"),
        ("Kazım Karabekir", "karabekir", "order_20_sept"),
        ("Орджоникидзе", "ordzhonikidze", "lenin_baku_order"),
        ("Njdeh", "nzhdeh", "zangezur_retaken"),
        ("Atatürk", "mustafa_kemal", "order_20_sept"),
    ],
)
def test_a_person_is_found_by_another_form_of_the_name(dataset, form, person, event):
    found = dataset.people[person]
    assert form in found.other_names
    assert event in found.events


def test_no_form_of_a_name_belongs_to_two_people(dataset):
    forms = [
        form.casefold()
        for person in dataset.people.values()
        for form in {person.name["en"], person.name["tr"], *person.other_names}
    ]
    assert sorted(forms) == sorted(set(forms))
