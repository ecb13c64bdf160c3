"""What is different between two days, and the days about a treaty."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.dataset.between import Difference, between, holding, treaty_days
from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.timeline import DayOutOfRange, Timeline
from small_package import write_package

BEFORE_THE_WAR, KARS_SIGNED = date(1920, 9, 1), date(1921, 10, 13)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load_dataset(write_package(tmp_path_factory.mktemp("between") / "package"))


@pytest.fixture(scope="module")
def found(dataset: Dataset, timeline: Timeline) -> dict[str, Difference]:
    """The differences between a day before the Turkish operation and the Treaty of Kars."""
    rows = between(dataset, timeline, BEFORE_THE_WAR, KARS_SIGNED)
    return {row.territory_id: row for row in rows}


def test_a_day_does_not_differ_from_itself(dataset: Dataset, timeline: Timeline) -> None:
    for day in timeline.change_days:
        assert between(dataset, timeline, day, day) == ()


def test_the_order_of_the_two_days_does_not_matter(dataset: Dataset, timeline: Timeline) -> None:
    for day in timeline.change_days[::20]:
        there = between(dataset, timeline, day, KARS_SIGNED)
        assert there == between(dataset, timeline, KARS_SIGNED, day)


def test_what_differs_is_what_the_states_of_the_two_days_say(
    dataset: Dataset, timeline: Timeline
) -> None:
    days = timeline.change_days
    for one, other in zip(days, days[13:], strict=False):
        earlier, later = timeline.state(one), timeline.state(other)
        differences = {row.territory_id: row for row in between(dataset, timeline, one, other)}
        for territory in dataset.territories:
            a, b = earlier[territory], later[territory]
            terms = [(x.controller, x.status, x.second_party) for x in (a, b)]
            assert (territory in differences) == (terms[0] != terms[1])
            if territory in differences:
                handed = a.controller != b.controller
                assert (differences[territory].kind != "status") == handed


def test_consecutive_days_differ_by_the_handovers_of_the_later_day(
    dataset: Dataset, timeline: Timeline
) -> None:
    for day in timeline.change_days:
        eve = day - timedelta(days=1)
        rows = [one for one in between(dataset, timeline, eve, day) if one.kind != "status"]
        changes = timeline.changes(day).values()
        assert {row.territory_id for row in rows} == {
            change.territory_id for change in changes if change.changes_hands
        }
        assert all(row.by.interval.start == day for row in rows)


def test_land_is_carried_by_the_event_with_which_its_holder_came(
    found: dict[str, Difference],
) -> None:
    kars = found["kars"]
    assert (kars.kind, kars.before.controller, kars.after.controller) == (
        "power",
        "armenia",
        "turkey_gna",
    )
    assert kars.by.event_id == "kars_turkish"
    assert kars.after.event_id != kars.by.event_id


def test_an_article_counts_for_the_holder_and_for_what_it_belongs_to(
    found: dict[str, Difference],
) -> None:
    def said(territory: str) -> list[tuple[str, str]]:
        return [(outcome.treaty_id, outcome.article["en"]) for outcome in found[territory].outcomes]

    assert said("kars") == [
        ("alexandropol_1920", "art. 2"),
        ("moscow_1921", "art. I"),
        ("kars_1921", "art. 4"),
    ]
    # Ceded to Georgia, held by Adjaria inside it.
    assert ("moscow_1921", "art. II") in said("batum")
    assert said("tiflis") == []


def test_a_polity_of_the_same_power_and_a_mere_status_are_kept_apart(
    found: dict[str, Difference],
) -> None:
    assert found["dagestan"].kind == "polity"
    assert found["oltu"].kind == "status"
    assert found["oltu"].by.event_id == "moscow_in_force"


@pytest.mark.parametrize(
    ("to", "giver", "signed", "kind", "known"),
    [
        # Lower is the empire's, the republic's from 10 September 1919, the SSR's from
        # 2 December 1920.
        ("ssr", "republic", "1920-06-01", "cession", ("republic", "from", "1920-12-02")),
        ("ssr", "republic", "1920-12-02", "cession", ("republic", "from", "1920-12-02")),
        ("ssr", "republic", "1920-12-03", "cession", ("republic", "since", "1920-12-02")),
        ("republic", "republic", "1920-06-01", "recognition", ("empire", "since", "1919-09-10")),
        ("republic", "republic", "1919-09-10", "recognition", ("empire", "from", "1919-09-10")),
        # Held on the first day of the tables: since when, they do not know.
        ("empire", "empire", "1918-06-01", "recognition", (None, "", None)),
        ("empire", "ssr", "1921-03-16", "cession", ("ssr", "never", None)),
        ("union", "ssr", "1921-03-16", "cession", ("ssr", "never", None)),
        ("union", "ssr", "1921-03-16", "protectorate", ("ssr", "", None)),
    ],
)
def test_an_outcome_knows_who_held_the_land_before_and_since_when_it_is_held(
    small: Dataset, to: str, giver: str, signed: str, kind: str, known: tuple[str | None, ...]
) -> None:
    (treaty,) = small.treaties.values()
    (row,) = small.outcomes
    row = replace(row, territory_id="lower", from_polity=giver, to_polity=to, kind=kind)
    changed = replace(treaty, signed=date.fromisoformat(signed))
    dataset = replace(small, treaties={treaty.id: changed}, outcomes=(row,))
    found = holding(dataset, Timeline(dataset), row)
    start = found.start and found.start.isoformat()
    assert (found.former, found.held, start) == known


def test_a_day_outside_the_atlas_is_refused(dataset: Dataset, timeline: Timeline) -> None:
    with pytest.raises(DayOutOfRange):
        between(dataset, timeline, date(1900, 1, 1), KARS_SIGNED)


def test_every_treaty_lies_between_its_days(dataset: Dataset, timeline: Timeline) -> None:
    for treaty in dataset.treaties.values():
        before, after = treaty_days(dataset, timeline, treaty)
        assert timeline.first_day <= before < treaty.signed <= after <= timeline.last_day
        assert treaty.in_force is None or treaty.in_force <= after


def test_the_days_of_a_treaty_reach_back_to_the_taking_and_on_to_the_handing_over(
    dataset: Dataset, timeline: Timeline
) -> None:
    days = {
        treaty.id: treaty_days(dataset, timeline, treaty) for treaty in dataset.treaties.values()
    }
    # Sarikamish was taken on 29 September 1920, two months before it was ceded.
    assert days["alexandropol_1920"] == (date(1920, 9, 28), date(1920, 12, 3))
    # Moscow and Kars confirm what Alexandropol ceded, Moscow cedes what was taken in February.
    assert days["moscow_1921"][0] == days["kars_1921"][0] == date(1920, 9, 28)
    assert days["kars_1921"][1] == date(1922, 9, 11)
    # That Georgia has held Akhaltsikhe since 1919 is no doing of the treaty that recognises it.
    assert days["moscow_1920"][0] == date(1920, 5, 2)
    # The Ottoman army took over Kars seven weeks after Brest-Litovsk was signed.
    assert days["brest_litovsk"] == (date(1918, 3, 2), date(1918, 4, 25))
    # What was never carried out ends on the day of the signature.
    assert days["wilson_award"] == (date(1920, 11, 21), date(1920, 11, 22))


def test_what_passed_to_another_power_by_a_treaty_lies_between_its_days(
    dataset: Dataset, timeline: Timeline
) -> None:
    for name in ("brest_litovsk", "batum_1918", "alexandropol_1920", "moscow_1921", "kars_1921"):
        days = treaty_days(dataset, timeline, dataset.treaties[name])
        taken = [one for one in between(dataset, timeline, *days) if one.kind == "power"]
        assert any(name == said.treaty_id for one in taken for said in one.outcomes), name
