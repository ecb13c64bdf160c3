"""What the browser is sent says the same in English and in Turkish."""

from collections.abc import Iterator
from typing import Any

import pytest

from small_package import LANGUAGES


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
        texts += [one["name"] for one in content["waters"]]
        named = (*content["places"], *content["outside"])
        texts += [name for place in named for _day, name, _today in place["names"]]
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


def test_stations_and_passes_are_sent_with_the_names_that_no_place_has(dataset, payloads):
    places = {place.id for place in dataset.places}
    for language, sent in payloads.items():
        stops = [railway for railway in dataset.railways if railway.geometry["type"] == "Point"]
        assert len(sent["stops"]) == len(stops) > 100
        named = {stop["name"] for stop in sent["stops"]}
        for stop in stops:
            if stop.kind == "station":
                assert stop.name[language] in named or stop.place in places
    english, turkish = ({stop["name"] for stop in payloads[name]["stops"]} for name in ("en", "tr"))
    assert "Krestovy (Cross) Pass, 2,379 m" in english
    assert "Krestovıy (Haç) Geçidi, 2.379 m" in turkish
