"""What the browser is sent is what the timeline knows."""

from datetime import date, timedelta

import orjson

from dashboard.dataset.model import Dataset
from dashboard.i18n.dating import in_words

MAX_BYTES = 1_000_000


def day_of(dataset: Dataset, number: int | None) -> date | None:
    return None if number is None else dataset.first_day + timedelta(days=number)


def test_every_territory_is_sent_in_the_order_of_the_table(dataset, territories):
    assert list(territories) == list(dataset.territories)


def test_every_row_of_control_is_sent_as_the_timeline_knows_it(dataset, timeline, territories):
    for name, territory in territories.items():
        sent = [
            (
                day_of(dataset, row["start"]),
                day_of(dataset, row["end"]),
                row["controller"],
                row["status"],
                row["second"] or None,
                row["certainty"],
                row["dating"],
                row["alt"],
                row["event"],
                [tuple(pair) for pair in row["sources"]],
                row["note"],
            )
            for row in territory["rows"]
        ]
        assert sent == [
            (
                row.interval.start,
                row.interval.end,
                row.controller,
                row.status,
                row.second_party,
                row.certainty,
                in_words(row.start_edtf, "en"),
                row.alt_start.isoformat() if row.alt_start else "",
                row.event_id,
                [(citation.key, citation.locator["en"]) for citation in row.citations],
                row.note["en"],
            )
            for row in timeline.history(name)
        ]


def test_every_claim_is_sent_with_its_territory(dataset, territories):
    sent = [
        (name, claim["claimant"], day_of(dataset, claim["start"]), day_of(dataset, claim["end"]))
        for name, territory in territories.items()
        for claim in territory["claims"]
    ]
    known = [
        (one.territory_id, one.claimant, one.interval.start, one.interval.end)
        for one in dataset.claims
    ]
    assert sorted(sent, key=str) == sorted(known, key=str)


def test_claims_keep_the_order_of_the_table(dataset, territories):
    for name, territory in territories.items():
        known = [one.claimant for one in dataset.claims if one.territory_id == name]
        assert [claim["claimant"] for claim in territory["claims"]] == known


def test_the_days_of_change_are_those_of_the_timeline(dataset, timeline, english):
    assert [day_of(dataset, day) for day in english["changeDays"]] == list(timeline.change_days)


def test_the_range_is_that_of_the_dataset(dataset, english):
    assert english["range"]["first"] == dataset.first_day.isoformat()
    assert day_of(dataset, english["range"]["last"]) == dataset.last_day
    assert day_of(dataset, english["range"]["detailed"]) == dataset.detailed_until


def test_memberships_are_sent_whole(dataset, english):
    sent = [
        (member, federation, day_of(dataset, start), day_of(dataset, end))
        for member, federation, start, end in english["federations"]
    ]
    assert sent == [
        (
            membership.member,
            membership.federation,
            membership.interval.start,
            membership.interval.end,
        )
        for membership in dataset.memberships
    ]


def test_events_come_by_day_and_none_is_missing(dataset, english):
    days = [event["day"] for event in english["events"]]
    assert days == sorted(days)
    sent = {event["id"]: day_of(dataset, event["day"]) for event in english["events"]}
    assert sent == {event.id: event.date for event in dataset.events.values()}


def test_treaties_come_with_their_outcomes(dataset, english):
    assert [one["id"] for one in english["treaties"]] == list(dataset.treaties)
    sent = [
        (treaty["id"], outcome["territory"], outcome["from"], outcome["to"], outcome["kind"])
        for treaty in english["treaties"]
        for outcome in treaty["outcomes"]
    ]
    known = [
        (
            outcome.treaty_id,
            outcome.territory_id,
            outcome.from_polity,
            outcome.to_polity,
            outcome.kind,
        )
        for outcome in dataset.outcomes
    ]
    assert sorted(sent) == sorted(known)


def test_the_four_milestones_are_events_of_their_years(dataset, english):
    years = [
        dataset.events[milestone["event"]].date.strftime("%Y-%m")
        for milestone in english["milestones"]
    ]
    assert sorted(years) == ["1920-03", "1920-04", "1920-11", "1921-02"]


# References


def test_every_cited_source_is_sent(dataset, payloads):
    for content in payloads.values():
        assert set(content["sources"]) == set(dataset.sources)
        cited = {
            key
            for territory in content["territories"]
            for row in territory["rows"]
            for key, _ in row["sources"]
        }
        cited |= {key for event in content["events"] for key, _ in event["sources"]}
        cited |= {key for treaty in content["treaties"] for key, _ in treaty["sources"]}
        assert len(cited) > 20
        assert cited <= set(content["sources"])


def test_every_row_leads_to_an_event_and_a_polity(payloads):
    content = payloads["en"]
    events = {event["id"] for event in content["events"]}
    for territory in content["territories"]:
        for row in territory["rows"]:
            assert row["event"] in events
            assert row["controller"] in content["polities"]
            assert row["second"] in {"", *content["polities"]}
    assert {milestone["event"] for milestone in content["milestones"]} <= events
    assert {polity["role"] for polity in content["polities"].values()} <= set(content["roles"])


def test_a_payload_is_small_enough_for_a_slow_line(payloads):
    for content in payloads.values():
        assert len(orjson.dumps(content)) < MAX_BYTES


def test_a_text_on_which_many_boundaries_rest_is_sent_once(dataset, english):
    bases = english["bases"]
    assert len(bases) == len(set(bases)) < 200
    for territory in english["territories"]:
        feature = next(one for one in dataset.features if one["id"] == territory["id"])
        longest_first = sorted(feature["properties"]["boundaries"], key=lambda part: -part["km"])
        said = [dataset.text(part, "basis")["en"] for part in longest_first]
        assert [bases[part["basis"]] for part in territory["boundaries"]] == said
