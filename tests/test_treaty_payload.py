"""What the page is sent of the treaties, against the tables."""

from datetime import date

import pytest

from dashboard.dataset.timeline import Timeline
from dashboard.ui.browser.treaties import treaties
from small_package import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_is_sent_with_all_its_row_says(dataset, language):
    sent = {one["id"]: one["outcomes"] for one in treaties(dataset, Timeline(dataset), language)}
    for treaty in dataset.treaties:
        rows = [outcome for outcome in dataset.outcomes if outcome.treaty_id == treaty]
        assert [one["territory"] for one in sent[treaty]] == [row.territory_id for row in rows]
        for one, row in zip(sent[treaty], rows, strict=True):
            assert (one["from"], one["to"]) == (row.from_polity, row.to_polity)
            assert (one["kind"], one["article"]) == (row.kind, row.article[language])
            assert (one["certainty"], one["note"]) == (row.certainty, row.note[language])
            cited = [(citation.key, citation.locator[language]) for citation in row.citations]
            assert one["sources"] == cited


def test_no_list_with_semicolons_reaches_the_reader(dataset):
    for language in LANGUAGES:
        for treaty in treaties(dataset, Timeline(dataset), language):
            assert all(treaty["parties"])
            assert not any(";" in party for party in treaty["parties"])


def test_every_line_of_a_treaty_comes_with_it(dataset):
    sent = {uid for treaty in treaties(dataset, Timeline(dataset), "en") for uid in treaty["lines"]}
    known = {f"lines-{line.id}" for line in dataset.lines if line.treaty}
    assert sent == known


@pytest.mark.parametrize(
    ("treaty", "ended", "by"),
    [
        ("brest_litovsk", "1918-09-20", "brest_turkey_ended"),
        ("alexandropol_1920", "1921-03-16", "moscow_treaty_turkey"),
        # It has no line, but its other party was no more.
        ("moscow_1920", "1921-03-18", "georgia_capitulation"),
        ("kars_1921", None, ""),
    ],
)
def test_a_treaty_ends_with_the_event_that_its_row_names(dataset, treaty, ended, by):
    one = next(one for one in treaties(dataset, Timeline(dataset), "en") if one["id"] == treaty)
    day = ended and (date.fromisoformat(ended) - dataset.first_day).days
    assert (one["ended"], one["endedBy"]) == (day, by)


def test_no_treaty_ends_before_it_is_signed_nor_leaves_a_line_that_held_longer(dataset):
    for treaty in dataset.treaties.values():
        if treaty.ended_event_id is None:
            continue
        ended = dataset.events[treaty.ended_event_id].date
        assert ended > treaty.signed, treaty.id
        held = [line.interval for line in dataset.lines if line.treaty == treaty.id]
        assert all(span and span.end and span.end <= ended for span in held), treaty.id
