"""What the browser shows is what the timeline knows, on every day that matters."""

import re
from datetime import date

import pytest

from dashboard.cartography.look import patterns, style
from dashboard.cartography.screen.bands import screen_map

SAMPLE = ("1918-01-01", "1918-09-15", "1919-06-01", "1920-04-28", "1921-03-18", "1936-12-31")

# For each day number what the paths of the territories say and wear.
STATES = """(days) => days.map((day) => {
  window.atlas.scrub(day);
  return [...document.querySelectorAll('#map path[data-territory]')].map((path) =>
    [path.dataset.territory, path.dataset.controller, path.dataset.status, path.style.fill]);
})"""


@pytest.fixture(scope="module")
def own_roles(dataset) -> dict[str, str]:
    """The role in which a backdrop territory is left plain; empty for the others."""
    return dict.fromkeys(dataset.territories, "") | screen_map(dataset).drawn_as


def number(dataset, day: date) -> int:
    return (day - dataset.first_day).days


def expected_fill(dataset, own_roles, state) -> str:
    """The fill of a territory as Chromium writes it back."""
    paint = style.paint_of(state.control, dataset)
    if paint.role == own_roles[state.territory_id]:
        return "transparent"
    fill = patterns.css_fill(paint, dataset.roles)
    if fill.startswith("url("):
        return re.sub(r"url\((.*)\)", r'url("\1")', fill)
    return "rgb({}, {}, {})".format(*bytes.fromhex(fill[1:]))


def test_the_paths_wear_what_the_timeline_says(atlas, dataset, timeline, own_roles):
    """On a sample: tests/test_parity.py compares the state of every day, in node."""
    listed = [date.fromisoformat(day) for day in SAMPLE]
    shown = atlas.page.evaluate(STATES, [number(dataset, day) for day in listed])
    for day, painted in zip(listed, shown, strict=True):
        assert {name: rest for name, *rest in painted} == {
            name: [state.controller, state.status, expected_fill(dataset, own_roles, state)]
            for name, state in timeline.state(day).items()
        }, day


def test_going_to_a_day_and_scrubbing_to_it_show_the_same(atlas, dataset):
    for day in SAMPLE:
        atlas.page.evaluate(
            "(day) => window.atlas.scrub(day)", number(dataset, date.fromisoformat(day))
        )
        scrubbed = atlas.fills()
        atlas.go("1918-01-01")
        atlas.go(day)
        assert atlas.day == day
        assert atlas.fills() == scrubbed


@pytest.mark.parametrize("day", ["1917-12-31", "1937-01-01", "1920-02-30", "yesterday", ""])
def test_a_day_that_the_atlas_does_not_have_is_refused(atlas, day):
    atlas.go("1920-04-28")
    assert atlas.page.evaluate("(day) => window.atlas.goTo(day)", day) is False
    assert atlas.day == "1920-04-28"


def test_a_pattern_that_is_used_is_defined(atlas):
    for day in SAMPLE:
        atlas.go(day)
        used = {fill[6:-2] for fill in atlas.fills().values() if fill.startswith('url("#')}
        defined = atlas.page.eval_on_selector_all(
            "#map pattern", "found => found.map(pattern => pattern.id)"
        )
        assert used <= set(defined)
    assert used, "no pattern on the last day of the sample: choose another"


def test_the_browser_paints_what_its_fill_says(atlas, dataset, timeline):
    """No style sheet and no plotly attribute overrules the painter."""
    atlas.go("1920-04-28")
    computed = dict(
        atlas.page.evaluate(
            "() => [...document.querySelectorAll('#map path[data-territory]')].map((path) =>"
            " [path.dataset.territory, getComputedStyle(path).fill])"
        )
    )
    for name, fill in atlas.fills().items():
        wanted = "rgba(0, 0, 0, 0)" if fill == "transparent" else fill
        assert computed[name] == wanted


def test_land_that_has_no_fill_at_rest_is_seen_again_while_scrubbing(atlas, own_roles):
    (backdrop,) = [name for name, role in own_roles.items() if role]
    atlas.go("1920-04-28")
    assert atlas.fills()[backdrop] == "transparent"
    atlas.page.evaluate("() => window.atlas.scrub(0)")
    assert atlas.fills()[backdrop].startswith("url(")
    opacity = atlas.area(backdrop).evaluate("path => getComputedStyle(path).fillOpacity")
    assert float(opacity) == 1


def redrawn(atlas, act) -> None:
    """Do what makes plotly draw anew, and wait until it has."""
    atlas.page.evaluate(
        """() => { window.redrawn = false;
          document.querySelector('#map .js-plotly-plot').once('plotly_afterplot',
            () => { window.redrawn = true; }); }"""
    )
    act()
    atlas.page.wait_for_function("() => window.redrawn")


@pytest.mark.parametrize("how", ["zoom", "resize", "redraw"])
def test_the_day_is_still_painted_when_plotly_draws_anew(atlas, dataset, timeline, own_roles, how):
    page = atlas.page
    atlas.go("1920-04-28")
    before = page.eval_on_selector_all(
        "#map path[data-territory]",
        "found => found.map(p => [p.dataset.territory, p.getAttribute('aria-label'), p.tabIndex])",
    )
    acts = {
        "zoom": lambda: page.locator("#zoom-in").click(),
        "resize": lambda: page.set_viewport_size({"width": 1200, "height": 800}),
        "redraw": lambda: page.evaluate(
            "() => Plotly.redraw(document.querySelector('#map .js-plotly-plot'))"
        ),
    }
    redrawn(atlas, acts[how])
    known = timeline.state(date(1920, 4, 28))
    assert atlas.controllers() == {name: state.controller for name, state in known.items()}
    assert atlas.fills() == {
        name: expected_fill(dataset, own_roles, state) for name, state in known.items()
    }
    after = page.eval_on_selector_all(
        "#map path[data-territory]",
        "found => found.map(p => [p.dataset.territory, p.getAttribute('aria-label'), p.tabIndex])",
    )
    assert after == before


def test_lines_between_powers_are_the_strongest(atlas, dataset, timeline):
    atlas.go("1921-01-15")
    known = timeline.state(date(1921, 1, 15))
    model = screen_map(dataset)
    widths = dict(
        atlas.page.evaluate(
            """(count) => Array.from({ length: count }, (_, e) => {
              const path = document.querySelector(`.traces .tracee-${e} path.js-line`);
              const { strokeWidth, strokeDasharray } = getComputedStyle(path);
              return [e, strokeDasharray === "none" ? parseFloat(strokeWidth) : null]; })""",
            len(model.coverage.edges),
        )
    )
    found: dict[str, set[float]] = {"power": set(), "polity": set(), "inner": set()}
    backdrop = {
        territory.id for territory in dataset.territories.values() if territory.region == "backdrop"
    }
    for e, edge in enumerate(model.coverage.edges):
        if {edge.left, edge.right} <= set(known) - backdrop:
            a, b = (known[side].controller for side in (edge.left, edge.right))
            roles = {dataset.polities[a].role, dataset.polities[b].role}
            kind = "power" if len(roles) == 2 else "inner" if a == b else "polity"
            # A dotted line is one that is uncertain, whatever it parts.
            found[kind] |= {widths[e]} - {None}
    assert [len(one) for one in found.values()] == [1, 1, 1]
    assert max(found["inner"]) < max(found["polity"]) < max(found["power"])
