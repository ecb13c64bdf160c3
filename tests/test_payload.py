"""What the browser is sent is what the timeline knows, in both languages."""

import gzip
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import orjson
import pytest
from shapely.geometry import Point

from dashboard.cartography.ground import frontiers
from dashboard.cartography.look import patterns, style
from dashboard.cartography.screen.bands import ScreenMap
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline
from dashboard.i18n.dating import in_words
from dashboard.ui.browser import days, payload
from small_package import LANGUAGES

Payload = dict[str, Any]
MAX_BYTES = 1_000_000


@pytest.fixture(scope="module")
def payloads(dataset: Dataset, timeline: Timeline, model: ScreenMap) -> dict[str, Payload]:
    """Payloads by language, as the browser reads them."""
    return {
        language: orjson.loads(orjson.dumps(payload.build(dataset, timeline, model, language)))
        for language in LANGUAGES
    }


@pytest.fixture(scope="module")
def english(payloads: dict[str, Payload]) -> Payload:
    return payloads["en"]


@pytest.fixture(scope="module")
def territories(english: Payload) -> dict[str, Payload]:
    return {territory["id"]: territory for territory in english["territories"]}


def day_of(dataset: Dataset, number: int | None) -> date | None:
    return None if number is None else dataset.first_day + timedelta(days=number)


def pairs(one: Any, other: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Leaves that stand at the same place of two payloads; a place that one lacks fails."""
    assert type(one) is type(other), path
    if isinstance(one, dict):
        assert list(one) == list(other), path
        for key in one:
            yield from pairs(one[key], other[key], f"{path}.{key}")
    elif isinstance(one, list):
        assert len(one) == len(other), path
        for number, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from pairs(a, b, f"{path}[{number}]")
    else:
        yield path, one, other


# The base map


def test_stations_and_passes_are_sent_with_the_names_that_no_place_has(dataset, payloads):
    places = {place.id for place in dataset.places}
    for language, sent in payloads.items():
        stops = [railway for railway in dataset.railways if railway.geometry["type"] == "Point"]
        assert len(sent["stops"]) == len(stops) > 100
        named = {stop["name"] for stop in sent["stops"]}
        for stop in stops:
            if stop.kind == "station":
                assert stop.name[language] in named or stop.place in places
    english, turkish = ({one["name"] for one in payloads[name]["stops"]} for name in ("en", "tr"))
    assert "Krestovy (Cross) Pass, 2,379 m" in english
    assert "Krestovıy (Haç) Geçidi, 2.379 m" in turkish


# The history


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


# What it looks like


def test_every_row_is_painted_as_the_table_of_styles_says(dataset, timeline, territories, english):
    for name, territory in territories.items():
        for sent, row in zip(territory["rows"], timeline.history(name), strict=True):
            paint = style.paint_of(row, dataset)
            assert sent["paint"] == paint.key
            assert english["paints"][paint.key] == {
                "role": paint.role,
                "fill": patterns.css_fill(paint, dataset.roles),
                "pattern": patterns.svg(paint, dataset.roles),
                "plotly": patterns.plotly(paint, dataset.roles),
            }


def test_no_paint_is_sent_that_no_row_needs(territories, english):
    needed = {row["paint"] for territory in territories.values() for row in territory["rows"]}
    assert set(english["paints"]) == needed


def test_lines_are_sent_in_the_order_of_the_figure(dataset, model, english):
    assert len(english["edges"]) == len(model.coverage.edges)
    parted = frontiers.sides(model.coverage.edges, dataset)
    assert english["edges"] == [list(sides) for sides in parted]


def test_bands_are_those_of_the_figure(model, english):
    assert english["bands"] == [[band.name, band.territory, band.role] for band in model.bands]


def test_powers_come_in_their_rank(dataset, english):
    assert list(english["roles"]) == sorted(
        dataset.roles, key=lambda role: dataset.roles[role].rank
    )


def test_a_name_is_written_inside_its_territory(dataset, model, territories):
    for name, territory in territories.items():
        assert model.coverage.areas[name].contains(Point(territory["xy"])), name


def test_the_backdrop_is_drawn_as_the_land_that_it_lies_in(dataset, model, territories):
    backdrop = {name for name, territory in territories.items() if territory["backdrop"]}
    assert backdrop == {
        territory.id for territory in dataset.territories.values() if territory.is_backdrop
    }
    assert set(model.drawn_as) == backdrop
    # The land about Erzurum within its frontier of 1914 lies in Ottoman land.
    assert model.drawn_as["erzurum_border"] == "turkey"
    rows = territories["erzurum_border"]["rows"]
    assert [row["plain"] for row in rows] == [
        dataset.polities[row["controller"]].role == "turkey" for row in rows
    ]


def test_what_depends_on_the_day_alone_is_sent_in_few_bytes(dataset, timeline, model):
    sent = days.build(dataset, timeline, model)
    sizes = {name: len(gzip.compress(orjson.dumps(one), 6)) for name, one in sent.items()}
    assert sizes["edgeKinds"] < 8_000
    assert sum(sizes.values()) < 16_000, sizes


@pytest.mark.parametrize(
    ("column", "packed"),
    [([], []), ([4], [4, 1]), ([1, 1, 2, 1], [1, 2, 2, 1, 1, 1]), ([0, 0, -1], [0, 2, -1, 1])],
)
def test_a_column_is_packed_as_runs_of_a_value(column, packed):
    assert days.packed(column) == packed


def test_areas_are_those_of_the_ellipsoid(dataset, territories):
    stated = {
        str(feature["id"]): feature["properties"]["area_km2"]
        for feature in dataset.features
        if "area_km2" in feature["properties"]
    }
    assert set(stated) >= set(territories)
    for name, territory in territories.items():
        assert territory["km2"] == pytest.approx(stated[name], rel=1e-3, abs=1), name


# Both languages


def test_only_words_and_their_order_differ_between_the_languages(payloads):
    for path, one, other in pairs(payloads["en"], payloads["tr"]):
        if not isinstance(one, str) and not path.startswith(".ranks."):
            assert one == other, path


def test_no_text_is_missing_in_one_language(payloads):
    leaves = [leaf for leaf in pairs(payloads["en"], payloads["tr"]) if isinstance(leaf[1], str)]
    assert len(leaves) > 5_000
    for path, one, other in leaves:
        # Tiflis is Tbilisi today in English, and still Tiflis in Turkish: no second name there.
        if not (path.startswith(".places[") and path.endswith("][2]")):
            assert bool(one.strip()) == bool(other.strip()), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_has_the_texts_of_its_language(dataset, timeline, payloads, language):
    content = payloads[language]
    for territory in content["territories"]:
        known = dataset.territories[territory["id"]]
        assert (territory["name"], territory["note"]) == (
            known.name[language],
            known.note[language],
        )
        rows = timeline.history(territory["id"])
        assert [row["note"] for row in territory["rows"]] == [row.note[language] for row in rows]
        claims = [claim for claim in dataset.claims if claim.territory_id == territory["id"]]
        assert [claim["note"] for claim in territory["claims"]] == [
            c.note[language] for c in claims
        ]
    for one in content["events"]:
        event = dataset.events[one["id"]]
        texts = (event.title, event.description, event.place, event.note)
        sent = [one["title"], one["description"], one["place"], one["note"]]
        assert sent == [text[language] for text in texts]
        assert [locator for _, locator in one["sources"]] == [
            citation.locator[language] for citation in event.citations
        ]
    for one in content["treaties"]:
        treaty = dataset.treaties[one["id"]]
        texts = (treaty.name, treaty.short, treaty.parties, treaty.articles, treaty.note)
        sent = [one["name"], one["short"], ";".join(one["parties"]), one["articles"], one["note"]]
        assert sent == [text[language] for text in texts]


def test_what_a_reader_must_see_is_never_empty(payloads):
    for content in payloads.values():
        texts = [
            text
            for territory in content["territories"]
            for text in (territory["name"], territory["region"])
        ]
        texts += [
            text
            for polity in content["polities"].values()
            for text in (polity["name"], polity["short"])
        ]
        texts += [
            text for event in content["events"] for text in (event["title"], event["description"])
        ]
        texts += [
            text for treaty in content["treaties"] for text in (treaty["name"], treaty["short"])
        ]
        texts += [milestone["label"] for milestone in content["milestones"]]
        texts += [source["short"] for source in content["sources"].values()]
        texts += [one["name"] for kind in ("waters", "outside") for one in content[kind]]
        texts += [name for place in content["places"] for _day, name, _today in place["names"]]
        texts += [role["name"] for role in content["roles"].values()]
        assert len(texts) > 500
        assert all(text.strip() for text in texts)


def test_the_turkish_page_says_titles_and_names_in_turkish(payloads):
    same = [
        path
        for path, one, other in pairs(payloads["en"]["events"], payloads["tr"]["events"])
        if path.endswith((".title", ".description")) and one == other
    ]
    assert same == []


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
