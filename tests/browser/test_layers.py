"""Layers of the map: what is switched on, what stands on its day, what is uncertain."""

from datetime import date

import pytest

SHOWN = """() => {
  const uid = /trace((?:lines|modern|districts|railways)-[a-z0-9_]+)$/;
  // A line in several parts is several paths: it is shown as soon as one of them is.
  const paths = (name) => [...document.querySelectorAll(`.trace${name} path.js-line`)];
  return [...document.querySelectorAll("#map .trace")]
    .filter((trace) => getComputedStyle(trace).display !== "none")
    .map((trace) => uid.exec(trace.className.baseVal)?.[1])
    .filter((name) => name && paths(name).some((path) => path.style.visibility !== "hidden"));
}"""


@pytest.fixture
def atlas(open_atlas):
    return open_atlas("/?day=1921-10-13").page


def shown(page, layer):
    return {uid for uid in page.evaluate(SHOWN) if uid.startswith(f"{layer}-")}


def test_a_line_stands_only_while_it_held(atlas, dataset):
    for day in ("1918-06-10", "1920-10-15", "1920-12-10", "1921-03-16", "1921-10-13"):
        atlas.evaluate("(day) => window.atlas.goTo(day)", day)
        wanted = {
            f"lines-{line.id}"
            for line in dataset.lines
            if dataset.kinds.lines[line.kind].layer == "lines"
            and (line.interval is None or date.fromisoformat(day) in line.interval)
        }
        assert wanted
        assert shown(atlas, "lines") == wanted, day


def test_optional_layers_are_off_until_asked_for_and_stay_in_the_address(atlas):
    assert shown(atlas, "railways")
    assert not shown(atlas, "modern")
    atlas.locator("#layers-open").click()
    atlas.get_by_label("Borders of today").check()
    atlas.get_by_label("Railways and roads").uncheck()
    assert shown(atlas, "modern")
    assert not shown(atlas, "railways")
    assert "layers=relief,lines,modern,certainty" in atlas.url
    assert "Border of today" in " ".join(atlas.locator("#legend li").all_text_contents())
    atlas.reload()
    atlas.wait_for_selector("html[data-ready]", state="attached")
    assert shown(atlas, "modern")
    assert not shown(atlas, "railways")


def test_relief_can_be_put_away(atlas):
    picture = atlas.locator("#map .imagelayer image").first
    assert picture.is_visible()
    atlas.locator("#layers-open").click()
    atlas.get_by_label("Relief").uncheck()
    assert not picture.is_visible()


def test_an_uncertain_boundary_looks_uncertain_and_the_legend_says_so(atlas, dataset):
    grades = {
        (feature["id"], part["neighbour"]): part["accuracy"]
        for feature in dataset.features
        for part in feature["properties"].get("boundaries", ())
    }
    assert grades["kars", "kars_sarikamish"] == "D"
    dotted = atlas.evaluate(
        """() => [...document.querySelectorAll("#map [class*=' tracee-'] path.js-line")]
          .filter((path) => path.style.strokeDasharray.startsWith("1.6px")).length"""
    )
    assert dotted > 10
    assert "Boundary uncertain" in " ".join(atlas.locator("#legend li").all_text_contents())


def test_the_hand_on_an_uncertain_boundary_reads_what_it_rests_on(atlas):
    # The middle of one that no card covers.
    x, y = atlas.evaluate(
        """() => {
          const free = ({ left, right, top, bottom }) =>
            left > 420 && right < 1000 && top > 100 && bottom < 600;
          const edge = [...document.querySelectorAll("#map [class*=' tracee-'] path.js-line")]
            .filter((path) => path.style.strokeDasharray.startsWith("1.6px"))
            .find((path) => free(path.getBoundingClientRect()));
          const middle = edge.getPointAtLength(edge.getTotalLength() / 2)
            .matrixTransform(edge.getScreenCTM());
          return [middle.x, middle.y];
        }"""
    )
    atlas.mouse.move(x, y)
    assert "Boundary uncertain:" in atlas.locator("#tip").inner_text()


def test_the_card_of_a_territory_says_how_its_boundaries_were_drawn(atlas, dataset):
    atlas.locator("#map path[data-territory=kars]").focus()
    atlas.keyboard.press("Enter")
    atlas.locator("#details .boundaries summary").click()
    text = atlas.locator("#details .boundaries").inner_text()
    kars = next(feature for feature in dataset.features if feature["id"] == "kars")
    for part in kars["properties"]["boundaries"]:
        assert part["basis_en"] in text
    assert "conjecture" in text


STOPS = """() => [...document.querySelectorAll(".labels .stop")]
  .filter((one) => getComputedStyle(one).visibility === "visible")
  .map((one) => one.classList.contains("pass") ? "pass" : "station")"""


def test_stations_and_passes_come_with_the_zoom_and_go_with_their_layer(atlas):
    assert atlas.evaluate(STOPS) == []
    legend = atlas.locator("#legend li")
    assert "Station" not in legend.all_text_contents()
    for _ in range(3):
        atlas.locator("#zoom-in").click()
    atlas.wait_for_function(f"({STOPS})().length > 0")
    assert set(atlas.evaluate(STOPS)) == {"station", "pass"}
    assert {"Station", "Pass"} <= set(legend.all_text_contents())
    atlas.locator("#layers-open").click()
    atlas.get_by_label("Railways and roads").uncheck()
    assert atlas.evaluate(STOPS) == []
    assert "Station" not in legend.all_text_contents()
