"""How areas are filled: the names, colours and patterns of paints."""

import xml.etree.ElementTree as ET
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from dashboard.cartography.look import patterns, style
from dashboard.dataset.model import Dataset

DAY = date(1920, 4, 28)


@pytest.fixture(scope="module")
def paints(dataset: Dataset) -> set[style.Paint]:
    """Every paint that the history needs."""
    return {style.paint_of(row, dataset) for row in dataset.control}


def every_paint(dataset: Dataset) -> list[style.Paint]:
    """Every paint that could be: a second party only where there is a hatch for it."""
    weaves = ("", *patterns.WEAVES)
    plain = [
        style.Paint(role, weave, pattern)
        for role, weave, pattern in product(dataset.roles, weaves, ("", *sorted(style.OVER_FILL)))
    ]
    hatched = [
        style.Paint(role, weave, "hatch", second)
        for role, weave, second in product(dataset.roles, weaves, dataset.roles)
    ]
    return plain + hatched


def look(paint: style.Paint, dataset: Dataset) -> str:
    """What is drawn, without the name of the pattern."""
    pattern = patterns.svg(paint, dataset.roles)
    return pattern.replace(f'id="paint-{paint.key}"', "") or dataset.roles[paint.role].fill


def colours(pattern: ET.Element) -> list[str | None]:
    """Of the ground and of the lines over it, the lowest first."""
    return [one.get("stroke") or one.get("fill") for one in pattern]


def test_paints_have_names_of_their_own(dataset):
    paints = every_paint(dataset)
    assert len({paint.key for paint in paints}) == len(set(paints)) == len(paints)


def test_the_name_of_a_paint_does_not_change():
    assert style.Paint("soviet").key == "soviet-0-0-0"
    assert style.Paint("soviet", "grid", "hatch", "georgia").key == "soviet-grid-hatch-georgia"


def test_paints_look_different_unless_a_status_outranks_the_weave(dataset):
    looks = defaultdict(set)
    for paint in every_paint(dataset):
        # A hatch against a party of the same power, or none, is drawn in the power's own ink.
        second = paint.second if paint.second != paint.role else ""
        key = (paint.role, "" if paint.pattern else paint.weave, paint.pattern, second)
        looks[look(paint, dataset)].add(key)
    assert [key for key in looks.values() if len(key) > 1] == []


def test_a_pattern_is_well_formed_and_carries_its_own_name(dataset, paints):
    for paint in paints:
        pattern = patterns.svg(paint, dataset.roles)
        fill = patterns.css_fill(paint, dataset.roles)
        if pattern:
            assert ET.fromstring(pattern).get("id") == f"paint-{paint.key}"
            assert fill == f"url(#paint-{paint.key})"
        else:
            assert fill == dataset.roles[paint.role].fill


def test_the_second_colour_of_a_hatch_is_that_of_the_second_party(dataset):
    roles = dataset.roles
    pattern = ET.fromstring(patterns.svg(style.Paint("turkey", "", "hatch", "armenia"), roles))
    armenia = roles["armenia"]
    assert colours(pattern) == [roles["turkey"].fill, armenia.ink, armenia.fill]


def test_who_is_drawn_level_and_plumb_and_how_is_drawn_diagonal(dataset):
    slants = {"hatch": "rotate(45)", "lines": "rotate(-45)"}
    for paint in every_paint(dataset):
        pattern = patterns.svg(paint, dataset.roles)
        slant = ET.fromstring(pattern).get("patternTransform") if pattern else None
        assert slant == slants.get(paint.pattern)


def test_a_row_is_painted_by_holder_status_and_second_party_alone(dataset):
    polities = dataset.polities
    for row in dataset.control:
        paint = style.paint_of(row, dataset)
        holder = polities[row.controller]
        assert (paint.role, paint.weave) == (holder.role, holder.weave)
        occupied = row.status == "occupied" and row.second_party
        assert paint.second == (polities[row.second_party].role if occupied else "")
        over = {"occupied": "hatch", "neutral_zone": "dots", "insurgent": "lines"}
        assert paint.pattern == over.get(row.status, "")


def test_plotly_gets_the_same_fill_and_pattern(dataset):
    shapes = {"hatch": "/", "lines": "\\", "dots": "."}
    for paint in every_paint(dataset):
        fill = patterns.plotly(paint, dataset.roles)
        assert fill["fillcolor"] == fill["fillpattern"]["bgcolor"] == dataset.roles[paint.role].fill
        shape = fill["fillpattern"]["shape"]
        assert bool(shape) == bool(patterns.svg(paint, dataset.roles))
        assert shape == shapes.get(paint.pattern, shape)


def test_a_hatch_without_a_second_party_is_in_the_holders_own_ink(dataset):
    row = next(one for one in dataset.control if one.status == "occupied")
    paint = style.paint_of(replace(row, second_party=None), dataset)
    assert paint.second == ""
    pattern = ET.fromstring(patterns.svg(paint, dataset.roles))
    role = dataset.roles[paint.role]
    assert colours(pattern) == [role.fill, role.ink, role.ink]
