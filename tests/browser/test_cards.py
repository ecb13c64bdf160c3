"""What the cards say: a territory, what happened, the legend, the marks of the timeline."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from dashboard import i18n
from dashboard.i18n import kinds, short_source
from dashboard.ui.page import strings
from tests.browser.atlas import WINDOW

BAKU_DAY = "1920-04-28"
# A day and a territory each: British Batum, contested Karabakh, Armenian Kars, Turkish Kars.
VIEWS = [
    ("1919-06-01", "batum"),
    ("1918-10-08", "karabakh_shusha"),
    ("1920-06-01", "kars"),
    ("1921-12-01", "kars"),
]
LEGEND = {key: text for key, text in strings.BROWSER.items() if key.startswith("legend")}


def point_of(atlas, territory: str) -> tuple[float, float]:
    """A point of the screen well inside a territory that no card lies over."""
    found = atlas.page.evaluate(
        """(id) => {
          const path = document.querySelector(`path[data-territory="${id}"]`);
          const box = path.getBoundingClientRect();
          const toPath = path.getScreenCTM().inverse();
          const inside = (x, y) => path.isPointInFill(new DOMPoint(x, y).matrixTransform(toPath));
          const free = (x, y) => document.elementFromPoint(x, y)?.closest("#map");
          for (let n = 1; n < 20; n += 1) {
            for (let m = 1; m < 20; m += 1) {
              const [x, y] = [box.left + (box.width * n) / 20, box.top + (box.height * m) / 20];
              const around = [[x, y], [x - 3, y], [x + 3, y], [x, y - 3], [x, y + 3]];
              if (around.every(([a, b]) => inside(a, b) && free(a, b))) return [x, y];
            }
          }
          return null;
        }""",
        territory,
    )
    assert found, f"{territory} lies wholly under the cards"
    return tuple(found)


def terms(atlas) -> dict[str, str]:
    """The list of the card: term and what it says."""
    return dict(zip(atlas.texts("#details dl > dt"), atlas.texts("#details dl > dd"), strict=True))


def check_card(atlas, dataset, timeline, day: str, territory: str) -> None:
    """The card of a territory says all that its row says, and from which source."""
    state = timeline.state(date.fromisoformat(day))[territory]
    polities = dataset.polities
    assert atlas.page.locator("#details").is_visible()
    assert atlas.texts("#details h2") == [dataset.territories[territory].name["en"]]
    said = terms(atlas)
    assert said["Held by"] == polities[state.controller].name["en"]
    assert said["Status"] == kinds.statuses(dataset.kinds)[state.status]["en"]
    claimants = ", ".join(polities[one].short["en"] for one in state.claimants)
    assert said["Claimed by"] == (claimants or "no one else")
    assert said["Since"] == i18n.day_label(state.since, "en")
    assert said["Event"] == dataset.events[state.event_id].title["en"]
    if state.second_party:
        assert said["Rival claimant"] == polities[state.second_party].short["en"]
    assert strings.BROWSER[f"certainty.{state.certainty}"] in atlas.texts("#details .certainty")[0]
    sources = atlas.texts("#details .evidence .sources li")
    assert len(sources) == len(state.control.citations)
    for shown, citation in zip(sources, state.control.citations, strict=True):
        assert shown.startswith(short_source(dataset.sources[citation.key], "en"))
        source = dataset.sources[citation.key]
        kind = strings.BROWSER.get(f"kind.{source.kind}", "")
        assert shown.endswith(kind)
        told = shown.removesuffix(kind).rstrip()
        assert told.endswith("(cited at second hand)") is (source.reading == "cited")
        assert told.removesuffix(" (cited at second hand)").endswith(
            " ".join(citation.locator["en"].split())
        )


# A territory


@pytest.mark.parametrize(("day", "territory"), VIEWS)
def test_a_click_on_a_territory_tells_who_held_it_and_who_says_so(
    atlas, dataset, timeline, day, territory
):
    atlas.go(day)
    atlas.page.mouse.click(*point_of(atlas, territory))
    check_card(atlas, dataset, timeline, day, territory)
    expect(atlas.page).to_have_url(re.compile(f"territory={territory}"))


FOCUSED = "() => document.activeElement.dataset.territory ?? ''"


def test_the_map_is_one_stop_of_the_tab_key_and_arrows_go_between_neighbours(
    atlas, dataset, timeline
):
    atlas.go(BAKU_DAY)
    page = atlas.page
    reached = [
        territory
        for _ in range(20)
        if page.keyboard.press("Tab") is None and (territory := page.evaluate(FOCUSED))
    ]
    assert len(reached) == 1
    assert page.locator('#map path[data-territory][tabindex="0"]').count() == 1
    atlas.area("kars").focus()
    page.keyboard.press("ArrowLeft")
    west = page.evaluate(FOCUSED)
    assert west not in ("", "kars")
    assert atlas.area(west).bounding_box()["x"] < atlas.area("kars").bounding_box()["x"]
    assert page.locator("#tip").inner_text().startswith(dataset.territories[west].name["en"])
    assert atlas.day == BAKU_DAY, "the arrow moved the focus, not the day"
    assert not page.locator("#details").is_visible(), "focus names and does not select"
    page.keyboard.press("Enter")
    check_card(atlas, dataset, timeline, BAKU_DAY, west)
    assert page.evaluate("() => document.activeElement.matches('#details h2')")
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == west


def test_keys_move_the_map_and_a_card_zooms_to_its_land(atlas):
    atlas.area("kars").focus()
    home = atlas.window()
    atlas.page.keyboard.press("Shift+ArrowRight")
    atlas.page.wait_for_function(f"(home) => String(({WINDOW})()) !== home", arg=home)
    west, east = (int(one) for one in atlas.window().split(",")[:2])
    assert west > int(home.split(",")[0])
    atlas.page.keyboard.press("Enter")
    atlas.page.get_by_role("button", name="Zoom to it").click()
    atlas.page.wait_for_function(
        f"(before) => {{ const [west, east] = ({WINDOW})(); return east - west < before; }}",
        arg=(east - west) / 2,
    )


def test_the_card_follows_the_day(atlas, dataset, timeline):
    atlas.go("1920-04-27")
    atlas.page.mouse.click(*point_of(atlas, "baku"))
    assert terms(atlas)["Held by"] == dataset.polities["azerbaijan"].name["en"]
    atlas.page.keyboard.press("ArrowRight")
    check_card(atlas, dataset, timeline, BAKU_DAY, "baku")
    assert terms(atlas)["Held by"] == dataset.polities["az_ssr"].name["en"]


def test_the_card_lists_the_whole_history_and_each_row_leads_to_its_day(atlas, timeline):
    atlas.go(BAKU_DAY)
    atlas.choose("batum")
    rows = timeline.history("batum")
    shown = atlas.texts("#details .history li")
    assert len(shown) == len(rows) > 3
    for text, row in zip(shown, rows, strict=True):
        assert text.startswith(i18n.day_label(row.interval.start, "en"))
    atlas.page.locator("#details .history li button").nth(2).click()
    assert atlas.day == rows[2].interval.start.isoformat()
    current = atlas.page.locator("#details .history li[aria-current]")
    assert current.inner_text().startswith(i18n.day_label(rows[2].interval.start, "en"))


def test_where_sources_disagree_the_card_says_both_days(atlas, dataset):
    row = next(
        one for one in dataset.control if one.alt_start and dataset.first_day < one.interval.start
    )
    atlas.go(row.interval.start.isoformat())
    atlas.choose(row.territory_id)
    said = " ".join(atlas.texts("#details .dispute"))
    assert f"Sources differ: also {i18n.day_label(row.alt_start, 'en')}." in said


def test_the_card_is_closed_by_its_button_and_by_escape(atlas):
    details = atlas.page.locator("#details")
    atlas.choose("batum")
    details.locator(".close").click()
    assert not details.is_visible()
    expect(atlas.page).not_to_have_url(re.compile("territory"))
    atlas.choose("erivan")
    assert details.is_visible()
    atlas.page.keyboard.press("Escape")
    assert not details.is_visible()


def test_a_click_on_the_sea_closes_the_card(atlas):
    atlas.choose("batum")
    box = atlas.page.locator("#overlay text.sea", has_text="Caspian Sea").bounding_box()
    atlas.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] + 12)
    assert not atlas.page.locator("#details").is_visible()


def test_dragging_the_map_moves_it_and_is_no_click(atlas):
    x, y = point_of(atlas, "tiflis")
    before = atlas.area("tiflis").bounding_box()
    mouse = atlas.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 60, y + 10, steps=4)
    mouse.up()
    assert not atlas.page.locator("#details").is_visible()
    atlas.page.wait_for_function(
        """(x) => Math.abs(document.querySelector('#map path[data-territory="tiflis"]')
          .getBoundingClientRect().x - x) < 3""",
        arg=before["x"] + 60,
    )


def test_the_mouse_over_a_territory_names_it(atlas, dataset):
    atlas.go(BAKU_DAY)
    atlas.page.mouse.move(*point_of(atlas, "tiflis"))
    name, holder = dataset.territories["tiflis"].name["en"], dataset.polities["georgia"].short["en"]
    assert atlas.page.locator("#tip").inner_text().startswith(f"{name}: {holder}, ")


# What happened


def short_label(day: date) -> str:
    """``28 Apr 1920``, as lists of events have it."""
    return f"{day.day} {i18n.month_names('en', 'abbreviated')[day.month - 1]} {day.year}"


def test_the_events_of_the_day_stand_with_their_sources(atlas, dataset, timeline):
    for day in (BAKU_DAY, "1920-12-02", "1921-03-16", "1936-12-05"):
        events = timeline.events_on(date.fromisoformat(day))
        assert events
        atlas.go(day)
        articles = atlas.page.locator("#events article.event")
        assert articles.count() == len(events)
        shown = {article.locator("h3").inner_text(): article for article in articles.all()}
        assert set(shown) == {event.title["en"] for event in events}
        for event in events:
            article = shown[event.title["en"]]
            assert event.description["en"] in article.inner_text()
            fold = article.locator(".evidence .cited")
            count = len(event.citations)
            assert fold.locator("summary").inner_text() == (
                "1 source" if count == 1 else f"{count} sources"
            )
            fold.locator("summary").click()
            sources = fold.locator("li").all_inner_texts()
            assert len(sources) == len(event.citations) > 0
            for text, citation in zip(sources, event.citations, strict=True):
                assert text.startswith(short_source(dataset.sources[citation.key], "en"))


def test_a_day_without_events_says_so_and_shows_what_came_before(atlas, dataset, timeline):
    day = date(1920, 1, 6)
    assert timeline.events_on(day) == ()
    atlas.go(day.isoformat())
    assert "No event on this day." in atlas.page.locator("#events").inner_text()
    earlier = [one for one in timeline.events_until(day, 999) if one.tier == 1][:4]
    later = min(
        (one for one in dataset.events.values() if one.tier == 1 and one.date > day),
        key=lambda one: one.date,
    )
    briefs = atlas.texts("#events article.brief > p")
    assert len(briefs) == 5
    assert {one.title["en"] for one in earlier} == set(briefs[:4])
    assert atlas.texts("#events article.brief > button")[-1] == short_label(later.date)


def test_an_earlier_event_leads_to_its_day(atlas):
    atlas.go("1920-01-06")
    button = atlas.page.locator("#events article.brief button").first
    day = date.fromisoformat("1920-01-04")
    while short_label(day) != button.inner_text():
        day -= timedelta(days=1)
    button.click()
    assert atlas.texts("#day .date") == [i18n.day_label(day, "en")]


def test_the_card_of_the_day_says_how_much_soviet_power_holds(atlas, dataset, timeline):
    atlas.go("1936-12-31")
    assert "Soviet power:" in atlas.page.locator("#events .share").inner_text()
    state = timeline.state(dataset.last_day)
    inner = [one.id for one in dataset.territories.values() if one.region != "backdrop"]
    soviet = [one for one in inner if dataset.polities[state[one].controller].role == "soviet"]
    said = atlas.page.locator("#events .share").inner_text()
    assert said.endswith(f"{len(soviet)} of {len(inner)} territories")


# The legend


@pytest.mark.parametrize("day", ["1918-01-01", "1918-09-16", "1919-06-01", BAKU_DAY, "1922-12-31"])
def test_the_legend_lists_exactly_who_is_on_the_map(atlas, dataset, timeline, day):
    atlas.go(day)
    state = timeline.state(date.fromisoformat(day))
    shown = [name for name, fill in atlas.fills().items() if fill != "transparent"]
    assert len(shown) >= 58
    holders = {dataset.polities[state[one].controller].short["en"] for one in shown}
    named = atlas.texts("#legend .holder")
    assert len(named) == len(set(named))
    assert set(named) == holders
    items = atlas.texts("#legend li")
    assert len(items) == len(set(items))
    statuses = {state[one].status for one in shown}
    for status in ("occupied", "insurgent", "neutral_zone"):
        assert (kinds.signs(dataset.kinds)[status]["en"] in items) == (status in statuses), status
    assert any(one.startswith("Autonomous") for one in items) == ("autonomous" in statuses)


def test_what_changes_on_a_day_is_outlined_and_in_the_legend_on_that_day_only(atlas):
    outline = atlas.page.locator("#map .news path")
    for day, changed in (("1920-04-26", False), (BAKU_DAY, True), ("1920-04-30", False)):
        atlas.go(day)
        assert (LEGEND["legend.changed"] in atlas.texts("#legend li")) is changed
        assert (outline.count() > 0) is changed


@pytest.mark.parametrize("day", ["1918-05-28", BAKU_DAY, "1936-12-05"])
def test_the_legend_is_read_at_a_glance_and_nothing_of_it_is_cut(atlas, day):
    atlas.go(day)
    glance = atlas.page.locator("#legend .glance")
    powers, signs = (glance.locator(f"> :nth-child({n}) p") for n in (1, 2))
    assert 1 <= powers.count() <= 6
    assert signs.count() <= 4
    assert atlas.page.evaluate(
        "() => { const { scrollHeight, clientHeight } = document.querySelector('#legend');"
        " return scrollHeight <= clientHeight; }"
    )
    assert atlas.page.locator("#legend ul").is_hidden()
    atlas.page.locator("#legend button").click()
    assert atlas.page.locator("#legend ul").is_visible()
    atlas.page.locator("#legend button").click()


def test_a_swatch_of_the_legend_looks_like_the_map(atlas):
    atlas.go(BAKU_DAY)
    used = atlas.page.eval_on_selector_all(
        "#legend rect", "found => found.map(rect => rect.getAttribute('fill'))"
    )
    patterns = [fill[5:-1] for fill in used if fill.startswith("url(#")]
    assert patterns
    for name in patterns:
        assert atlas.page.locator(f"[id='{name}']").count() == 1


def test_the_legend_makes_room_for_the_land_chosen_and_remembers_the_reader(open_atlas):
    atlas = open_atlas("/?day=1920-08-15&territory=nakhchivan&panel=history")
    legend, summary = atlas.page.locator("#legend .glance"), atlas.page.locator("#legend summary")
    expect(legend).to_be_hidden()
    summary.click()
    expect(legend).to_be_visible()
    # It tells of what is in the window alone.
    expect(legend).to_contain_text("Nakhichevan SSR")
    expect(legend).not_to_contain_text("Georgia")
    atlas.page.locator("#history .close").click()
    expect(legend).to_contain_text("Georgia")
    summary.click()
    expect(legend).to_be_hidden()
    atlas.page.reload()
    atlas.page.wait_for_selector("html[data-ready]", state="attached")
    expect(legend).to_be_hidden()


# Marks of the timeline


def test_the_four_milestones_stand_on_the_timeline_and_lead_to_their_days(atlas, dataset):
    labels = [one.label["en"] for one in dataset.milestones]
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
