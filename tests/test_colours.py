"""Colours: every reader can distinguish the powers, and read lines and labels on each of them.

Thresholds are those of docs/decisions/05-colours-and-patterns.md; deficient vision is
simulated as by Viénot 1999 (protan, deutan) and Brettel 1997 (tritan), the ways that
coloraide takes by default.
"""

from collections.abc import Mapping
from itertools import combinations, product

import pytest
from coloraide import Color

from dashboard.cartography.look import palette, style
from dashboard.dataset.model import Dataset

VISIONS = ("normal", "protan", "deutan", "tritan")
MIN_DIFFERENCE = 12.0
MIN_FRONTIER_CONTRAST = 3.0
MIN_LABEL_CONTRAST = 4.5


@pytest.fixture(scope="module")
def fills(dataset: Dataset) -> Mapping[str, str]:
    return {role.id: role.fill for role in dataset.roles.values()}


def seen(colour: str, vision: str) -> Color:
    return Color(colour) if vision == "normal" else Color(colour).filter(vision)


@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_powers_are_distinguishable(fills, vision):
    pairs = {
        (a, b): seen(fills[a], vision).delta_e(seen(fills[b], vision), method="2000")
        for a, b in combinations(fills, 2)
    }
    assert len(pairs) == len(fills) * (len(fills) - 1) / 2 > 0
    assert {pair: value for pair, value in pairs.items() if value < MIN_DIFFERENCE} == {}


def test_powers_of_a_day_are_distinguishable_on_a_copy_in_grey(dataset, timeline):
    copied = palette.copied(dataset.roles).roles
    light = {one.id: Color(one.fill).convert("lab-d65")["l"] for one in copied.values()}
    looks = {
        one.id: (one.texture.turn % 90 if one.texture else None, light[one.id])
        for one in copied.values()
    }
    alike = {
        pair
        for day in timeline.days
        for pair in combinations(
            sorted({dataset.polities[one.controller].role for one in timeline.state(day).values()}),
            2,
        )
        if looks[pair[0]][0] == looks[pair[1]][0]
        and abs(light[pair[0]] - light[pair[1]]) < palette.STEP
    }
    assert alike == set()
    # Without the crosses it is not so: the law tests them.
    assert abs(light["soviet"] - light["turkey"]) < 1
    for role, one in copied.items():
        assert one.fill == dataset.roles[role].fill
        assert palette.lightness(one.fill) == pytest.approx(light[role], abs=0.5)


def test_the_measure_itself_sees_what_a_deficient_eye_does_not():
    # Two colours that a deutan eye confuses: without the simulation the law would prove nothing.
    red, green = "#b05a3c", "#7d7338"
    differences = [seen(red, v).delta_e(seen(green, v), method="2000") for v in VISIONS[::2]]
    assert differences[0] > 2 * differences[1]


def test_frontiers_stand_out_from_every_fill(fills):
    for role, fill in fills.items():
        contrast = Color(style.FRONTIER).contrast(fill)
        assert contrast >= MIN_FRONTIER_CONTRAST, f"{role}: {contrast:.2f}"


def test_labels_are_read_on_every_fill_and_on_sea_and_land(fills):
    grounds = {**fills, "sea": style.SEA, "land": style.LAND_OUTSIDE, "halo": style.LABEL_HALO}
    for name, ground in grounds.items():
        contrast = Color(style.LABEL_INK).contrast(ground)
        assert contrast >= MIN_LABEL_CONTRAST, f"{name}: {contrast:.2f}"


def test_the_ink_of_a_power_is_seen_on_its_own_fill(dataset):
    for role in dataset.roles.values():
        contrast = Color(role.ink).contrast(role.fill)
        assert contrast >= MIN_FRONTIER_CONTRAST, f"{role.id}: {contrast:.2f}"


def test_there_are_at_most_eight_hues_and_a_stone_grey(dataset):
    assert len(dataset.roles) <= 9
    assert len({role.fill for role in dataset.roles.values()}) == len(dataset.roles)


def test_the_republics_of_soviet_power_share_one_fill(dataset):
    soviet = [polity for polity in dataset.polities.values() if polity.role == "soviet"]
    assert len(soviet) > 5
    assert {dataset.roles[one.role].fill for one in soviet} == {dataset.roles["soviet"].fill}


def test_the_name_of_a_union_is_read_on_the_land_of_any_power(dataset):
    for role, (name, fill) in product(
        dataset.roles.values(), {role.id: role.fill for role in dataset.roles.values()}.items()
    ):
        contrast = Color(style.deep(role.ink)).contrast(fill, method="wcag21")
        assert contrast >= MIN_LABEL_CONTRAST, (role.id, name)
