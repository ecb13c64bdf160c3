"""Two days beside each other: two maps that move together, and what changed hands."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from dashboard.dataset.areas import areas_km2
from dashboard.dataset.between import between, treaty_days
from dashboard.dataset.timeline import Timeline

A, B = "1920-09-01", "1921-10-13"
BOTH = f"?day={A}&view=compare&with={B}"

RANGES = """() => ["map", "map-b"].map((id) => {
  const { xaxis, yaxis } = document.querySelector(`#${id} .js-plotly-plot`)._fullLayout;
  return [...xaxis.range, ...yaxis.range].map((metres) => Math.round(metres / 100));
})"""

HELD = """(id) => [...document.querySelectorAll(`#${id} path[data-territory]`)].map((path) =>
  [path.dataset.territory, path.dataset.controller, path.dataset.status])"""

# As Back and Forward do: the page stays, and with it the second map.
FOLLOW = """(address) => {
  delete document.getElementById("stage").dataset.compared;
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
ALIKE = f"() => {{ const [a, b] = ({RANGES})(); return String(a) === String(b); }}"
ANOTHER = f"""(before) => {{
  const [a, b] = ({RANGES})();
  return String(a) === String(b) && String(a) !== String(before);
}}"""


@pytest.fixture
def compared(lend):
    """A function that shows a comparison and waits until both maps are drawn alike."""
    atlas, watch = lend("compared")

    def show(query=BOTH):
        atlas.page.evaluate(FOLLOW, f"/{query}")
        wait(atlas)
        atlas.page.locator("#zoom-home").click()
        wait(atlas)
        return atlas

    yield show
    watch.check()
    watch.clear()


def wait(atlas):
    atlas.page.wait_for_selector("#stage[data-compared]")
    atlas.page.wait_for_function(ALIKE)


def moved(atlas, before):
    """Wait until both maps show the same land and another than before; return their ranges."""
    atlas.page.wait_for_function(ANOTHER, arg=before[0])
    return list(atlas.page.evaluate(RANGES))


def drag(page, start: tuple[float, float], by: tuple[float, float]) -> None:
    mouse = page.mouse
    mouse.move(*start)
    mouse.down()
    mouse.move(start[0] + by[0], start[1] + by[1], steps=4)
    mouse.up()


def middle(page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_each_map_paints_its_own_day_for_every_territory(compared, dataset):
    atlas = compared()
    for host, day in (("map", A), ("map-b", B)):
        state = Timeline(dataset).state(date.fromisoformat(day))
        wanted = {(one.territory_id, one.controller, one.status) for one in state.values()}
        assert {tuple(row) for row in atlas.page.evaluate(HELD, host)} == wanted


def test_both_maps_move_together_whichever_is_moved(compared):
    atlas = compared()
    at = list(atlas.page.evaluate(RANGES))
    for host in ("#map", "#map-b"):
        drag(atlas.page, middle(atlas.page, host), (40, 30))
        at = moved(atlas, at)
        atlas.page.mouse.wheel(0, -300)
        at = moved(atlas, at)
    for button in ("#zoom-in", "#zoom-out", "#zoom-home"):
        atlas.page.locator(button).click()
        at = moved(atlas, at)


def test_the_other_map_follows_while_the_finger_still_moves(compared):
    atlas = compared()
    shift = "(id) => document.querySelector(`#${id} .overplot > g`).getAttribute('transform')"
    rest = atlas.page.evaluate(shift, "map-b")
    atlas.page.mouse.move(*middle(atlas.page, "#map"))
    atlas.page.mouse.down()
    x, y = middle(atlas.page, "#map")
    atlas.page.mouse.move(x + 60, y + 20, steps=3)
    during = [atlas.page.evaluate(shift, host) for host in ("map", "map-b")]
    atlas.page.mouse.up()
    assert during[0] == during[1] != rest


def test_no_id_stands_twice_on_a_page_with_two_maps(compared):
    ids = compared().page.evaluate(
        "() => [...document.querySelectorAll('[id]')].map((one) => one.id)"
    )
    assert len(ids) == len(set(ids))


def test_the_table_says_what_the_data_say(compared, dataset):
    atlas = compared()
    km2 = areas_km2(dataset.features)
    rows = between(dataset, Timeline(dataset), date.fromisoformat(A), date.fromisoformat(B))
    taken = [row for row in rows if row.kind == "power"]
    said = atlas.page.locator(".transfers .total").inner_text()
    total = sum(km2[one.territory_id] for one in taken)
    assert float(re.sub(r"[^0-9]", "", said.removesuffix("km²"))) == pytest.approx(total, rel=0.005)
    assert atlas.page.locator(".transfers").inner_text().count(f"{len(taken)} territories") == 1
    # Each territory stands in one table, with its event.
    tables = atlas.page.locator(".transfers table")
    assert [tables.nth(n).locator("li").count() for n in range(3)] == [
        sum(row.kind == kind for row in rows) for kind in ("power", "polity", "status")
    ]
    kars = tables.first.locator("li", has_text="Kars okrug")
    expect(kars).to_contain_text("30 October 1920")
    expect(kars).to_contain_text("Treaty of Kars, art. 4")


def test_the_largest_changes_stand_below_the_maps_and_all_behind_a_button(compared, dataset):
    page = compared().page
    window = page.viewport_size["width"]
    one, other, strip = (
        page.locator(selector).bounding_box() for selector in ("#map", "#map-b", "#compare")
    )
    # The maps reach the edges of the window, and share it.
    assert (one["x"], other["x"] + other["width"]) == (0, window)
    assert one["width"] == other["width"]
    assert one["y"] + one["height"] <= strip["y"]
    groups: dict[tuple[str, str], float] = {}
    km2 = areas_km2(dataset.features)
    for row in between(dataset, Timeline(dataset), date.fromisoformat(A), date.fromisoformat(B)):
        if row.kind == "power":
            pair = (row.before.controller, row.after.controller)
            groups[pair] = groups.get(pair, 0) + km2[row.territory_id]
    wanted = sorted(groups, key=lambda pair: -groups[pair])[:5]
    short = {name: polity.short["en"] for name, polity in dataset.polities.items()}
    assert page.locator(".largest .pair").all_inner_texts() == [
        f"{short[before]} → {short[after]}" for before, after in wanted
    ]
    table = page.locator(".rest table").first
    expect(table).to_be_hidden()
    page.locator(".all > summary").click()
    expect(table).to_be_visible()
    assert table.locator("tbody").count() == len(groups)
    page.keyboard.press("Escape")
    expect(table).to_be_hidden()
    assert page.locator(".all > summary").evaluate("(one) => one === document.activeElement")
    assert page.url.endswith(BOTH)


def test_a_picture_has_both_days_and_the_legend_without_what_is_chosen(compared, tmp_path):
    page = compared().page
    page.keyboard.press("e")
    page.locator('#export input[name="export-what"][value="picture"]').check()
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").click()
    download.value.save_as(tmp_path / "picture.svg")
    page.keyboard.press("Escape")
    drawn = (tmp_path / "picture.svg").read_text("utf-8")
    width = float(re.search(r'viewBox="0 0 (\d+) ', drawn)[1])
    assert width == page.viewport_size["width"]
    for text in ("1 September 1920", "13 October 1921", "Who holds the land", "Armenia"):
        assert f">{text}<" in drawn
    assert "Swipe" not in drawn
    assert page.locator(".choices").is_visible()


def test_two_days_alike_say_that_nothing_changed_hands(compared):
    atlas = compared(f"?day={A}&view=compare&with={A}")
    assert atlas.page.locator(".transfers .none").is_visible()
    assert atlas.page.locator(".transfers table").count() == 0
    assert atlas.page.locator(".differences path").count() == 0


BANDS = """(id) => [...new Set([...document.querySelectorAll(`#${id} .differences .band`)]
  .map((path) => path.getAttribute("stroke")))].sort()"""


def test_the_later_map_has_a_band_of_the_former_colour_in_what_changed_hands(compared, dataset):
    atlas = compared()
    days = (date.fromisoformat(A), date.fromisoformat(B))
    changes = between(dataset, Timeline(dataset), *days)
    former = {change.before.controller for change in changes if change.kind == "power"}
    fills = sorted({dataset.roles[dataset.polities[name].role].fill for name in former})
    assert len(fills) > 3
    assert atlas.page.evaluate(BANDS, "map-b") == fills
    assert atlas.page.evaluate(BANDS, "map") == []
    atlas = compared(f"?day={B}&view=compare&with={A}")
    assert atlas.page.evaluate(BANDS, "map") == fills
    assert atlas.page.evaluate(BANDS, "map-b") == []


def test_a_treaty_brings_the_days_before_and_after_it(compared, dataset):
    atlas = compared("?view=compare")
    assert atlas.page.locator("#compare-treaty option").count() == len(dataset.treaties) + 1
    whole = list(atlas.page.evaluate(RANGES))
    for name in ("kars_1921", "alexandropol_1920"):
        before, after = treaty_days(dataset, Timeline(dataset), dataset.treaties[name])
        atlas.page.locator("#compare-treaty").select_option(name)
        atlas.wait_for(before.isoformat())
        expect(atlas.page).to_have_url(re.compile(f"with={after.isoformat()}"))
        assert atlas.page.locator("#compare-treaty").input_value() == name
        whole = moved(atlas, whole)  # to the land that the treaty speaks of
    atlas.page.go_back()
    before, after = treaty_days(dataset, Timeline(dataset), dataset.treaties["kars_1921"])
    atlas.wait_for(before.isoformat())
    expect(atlas.page).to_have_url(re.compile(f"with={after.isoformat()}"))


def test_the_divider_is_moved_by_hand_and_by_keys(compared):
    atlas = compared(f"{BOTH}&split=swipe")
    divider = atlas.page.locator("#divider")
    box = divider.bounding_box()
    assert box
    assert box["width"] >= 24
    drag(atlas.page, middle(atlas.page, "#divider"), (-200, 0))
    by_hand = int(divider.get_attribute("aria-valuenow") or 0)
    assert 20 < by_hand < 45
    expect(atlas.page).to_have_url(re.compile(f"split=swipe:{by_hand}"))
    for key, wanted in (("ArrowRight", by_hand + 2), ("Home", 0), ("End", 100), ("PageDown", 90)):
        divider.press(key)
        assert divider.get_attribute("aria-valuenow") == str(wanted)
    assert "1 September 1920" in str(divider.get_attribute("aria-valuetext"))
    assert atlas.day == A
    # Left of the divider lies day A, right of it day B.
    x, y = middle(atlas.page, "#map-b")
    over = "([x, y]) => document.elementFromPoint(x, y).closest('#map, #map-b').id"
    assert atlas.page.evaluate(over, [x, y - 100]) == "map"
    divider.press("Home")
    assert atlas.page.evaluate(over, [x, y - 100]) == "map-b"


def test_no_name_is_cut_at_the_divider(compared):
    atlas = compared(f"{BOTH}&split=swipe:48")
    edge = middle(atlas.page, "#divider")[0]
    for side, cut in (("#overlay", "right > edge"), ("#overlay-b", "left < edge")):
        names = atlas.page.evaluate(
            f"""([side, edge]) => [...document.querySelectorAll(`${{side}} .labels > *`)]
              .filter((one) => one.style.visibility !== "hidden")
              .map((one) => [one.textContent, one.getBoundingClientRect()])
              .map(([name, {{ left, right }}]) => [name, {cut}])""",
            [side, edge],
        )
        assert len(names) > 5
        assert [name for name, over in names if over] == []


def test_a_comparison_that_is_opened_again_comes_to_rest(compared):
    """Each map moved the other to what it kept to itself, for ever."""
    page = compared().page
    page.evaluate(FOLLOW, "/")
    expect(page.locator("#compare")).to_be_hidden()
    compared()
    drawn = """async () => {
      let count = 0;
      for (const id of ["map", "map-b"]) {
        document.querySelector(`#${id} .js-plotly-plot`).on("plotly_afterplot", () => count++);
      }
      for (let frame = 0; frame < 30; frame++) await new Promise(requestAnimationFrame);
      return count;
    }"""
    assert page.evaluate(drawn) == 0


def test_day_b_is_moved_on_the_timeline_by_hand_and_by_keys(compared):
    page = compared().page
    handle = page.locator(".handles [role=slider]")
    second = "new URLSearchParams(location.search).get('with')"
    for key, wanted in (("Shift+ArrowRight", "1921-10-14"), ("PageDown", "1921-09-14")):
        handle.press(key)
        page.wait_for_function(f"(day) => {second} === day", arg=wanted)
    drag(page, middle(page, ".handles [role=slider]"), (-120, 0))
    page.wait_for_function(f"() => {second} > '1920-12-01' && {second} < '1921-08-14'")
    expect(page).to_have_url(re.compile(f"day={A}"))


@pytest.mark.parametrize("split", ["", "&split=swipe:30"])
def test_the_address_restores_the_comparison(compared, split):
    atlas = compared(f"{BOTH}{split}")
    assert atlas.page.evaluate("() => location.search") == f"{BOTH}{split}"
    heads = atlas.texts("#heads h2 .date")
    assert heads == ["1 September 1920", "13 October 1921"]
    language = str(atlas.page.locator("#language [hreflang=tr]").get_attribute("href"))
    assert language.endswith(f"/tr/{BOTH}{split}")


def test_the_key_opens_and_closes_it_and_the_map_has_its_size_again(compared):
    page = compared().page
    beside = page.locator("#map").bounding_box()
    page.keyboard.press("c")
    expect(page.locator("#compare")).to_be_hidden()
    alone = page.locator("#map").bounding_box()
    assert beside
    assert alone
    assert alone["width"] > 2 * beside["width"]
    assert "with" not in page.evaluate("() => location.search")
    page.keyboard.press("c")
    expect(page.locator("#compare")).to_be_visible()
    assert page.locator("#map").bounding_box() == beside
    assert page.evaluate("() => location.search") == BOTH


def test_a_territory_is_chosen_on_either_map(compared):
    atlas = compared()
    atlas.page.mouse.click(*middle(atlas.page, "#map-b path[data-territory=kutais]"))
    expect(atlas.page.locator("#details h2")).to_have_text("Kutais Governorate")
    assert atlas.page.locator(".selected .rim").count() == 2


def test_on_a_phone_one_map_lies_over_the_other_and_nothing_is_out_of_reach(handheld, request):
    page = handheld.page
    request.addfinalizer(page.locator("#views a[data-view=map]").tap)
    page.locator("#views a[data-view=compare]").tap()
    page.wait_for_selector("#stage[data-compared]")
    assert page.locator("#divider").is_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.locator("#compare-treaty").select_option("kars_1921")
    expect(page.locator(".transfers .total")).to_contain_text("km²")


def test_a_comparison_opens_on_the_land_that_differs(open_atlas):
    atlas = open_atlas("/?day=1920-09-28&view=compare&with=1921-10-13")
    page = atlas.page
    page.wait_for_selector("#stage[data-compared]")
    page.wait_for_function(f"() => {{ const [[w, e]] = ({RANGES})(); return e - w < 10000; }}")
    page.locator('#views [data-view="map"]').click()
    page.wait_for_function(f"() => {{ const [[w, e]] = ({RANGES})(); return e - w > 12000; }}")
