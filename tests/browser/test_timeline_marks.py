"""Milestones and treaties stand on the timeline and lead to their days."""

import re

import pytest
from playwright.sync_api import expect


def test_the_four_milestones_stand_on_the_timeline_and_lead_to_their_days(atlas, dataset):
    labels = [milestone.label["en"] for milestone in dataset.milestones]
    assert atlas.texts(".marks .milestone") == labels
    assert atlas.page.locator(".ribbon .milestone circle").count() == len(labels) == 4
    for milestone in dataset.milestones:
        mark = atlas.page.locator(".marks .milestone", has_text=milestone.label["en"])
        assert mark.is_visible()
        mark.click()
        assert atlas.day == dataset.events[milestone.event_id].date.isoformat()


def test_a_milestone_stands_at_its_day(atlas, dataset):
    pins = atlas.page.eval_on_selector_all(
        ".ribbon .milestone circle", "found => found.map(one => one.getBoundingClientRect().x)"
    )
    assert pins == sorted(pins)
    for milestone, pin in zip(dataset.milestones, pins, strict=True):
        atlas.go(dataset.events[milestone.event_id].date.isoformat())
        cursor = atlas.page.locator(".cursor line").bounding_box()
        assert pin + 4.5 == pytest.approx(cursor["x"], abs=4), milestone.id


@pytest.mark.parametrize("treaty", ["alexandropol_1920", "moscow_1921", "kars_1921"])
def test_the_treaties_that_drew_the_borders_are_marked(atlas, dataset, treaty):
    short = dataset.treaties[treaty].short["en"]
    # Its name goes on with the day.
    name = re.compile(f"^{re.escape(short)}: ")
    mark = atlas.page.locator(".marks").get_by_role("button", name=name)
    assert mark.count() == 1
    mark.click()
    assert atlas.day == dataset.treaties[treaty].signed.isoformat()


def test_two_treaties_of_one_day_share_a_line_of_names(atlas):
    atlas.page.locator("#lanes-open[aria-expanded='false']").click()
    names = atlas.page.locator(".marks .treaty")
    tiflis, sevres = (
        names.filter(has_text=re.compile(f"^{one}$")) for one in ("Tiflis 1920", "Sèvres")
    )
    expect(tiflis).to_be_visible()
    expect(sevres).to_be_visible()
    first, second = (one.bounding_box() for one in (tiflis, sevres))
    # In one line, or one below the other at the stem that they share.
    middle = first["x"] + first["width"] / 2
    assert first["y"] == second["y"] or abs(middle - second["x"] - second["width"] / 2) < 60


def test_marks_of_the_timeline_do_not_touch(atlas):
    boxes = atlas.page.eval_on_selector_all(
        ".marks button",
        "found => found.filter(e => getComputedStyle(e).visibility !== 'hidden')"
        ".map(e => [e.textContent, e.getBoundingClientRect().toJSON()])",
    )
    assert len(boxes) > 10
    for number, (one, a) in enumerate(boxes):
        for other, b in boxes[number + 1 :]:
            apart = a["right"] <= b["left"] or b["right"] <= a["left"]
            assert apart or a["bottom"] <= b["top"] + 1 or b["bottom"] <= a["top"] + 1, (one, other)
