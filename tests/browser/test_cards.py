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
    """The definition list of the card: definitions by term."""
    return dict(zip(atlas.texts("#details dl > dt"), atlas.texts("#details dl > dd"), strict=True))


def held(atlas) -> str:
    """Who holds the land, as the head of the card says."""
    (name,) = atlas.texts("#details .holder .held strong")
    return name


def check_card(atlas, dataset, timeline, day: str, territory: str) -> None:
    """Compare the card of a territory with its row: every value, and its source."""
    state = timeline.state(date.fromisoformat(day))[territory]
    polities = dataset.polities
    assert atlas.page.locator("#details").is_visible()
    assert atlas.texts("#details h2") == [dataset.territories[territory].name["en"]]
    said = terms(atlas)
    assert held(atlas) == polities[state.controller].name["en"]
    assert atlas.texts("#details .holder .status") == [
        kinds.statuses(dataset.kinds)[state.status]["en"]
    ]
    claimants = ", ".join(polities[claimant].short["en"] for claimant in state.claimants)
    assert said["Claimed by"] == (claimants or "no one else")
    since = f"Since: {i18n.day_label(state.since, 'en')}"
    event = " ".join(dataset.events[state.event_id].title["en"].split())
    assert atlas.texts("#details .holder .since") == [f"{since}, {event}"]
    rows = timeline.history(territory)
    later = [row for row in rows if row.interval.start > date.fromisoformat(day)]
    expected = "Until: the end of the atlas"
    if later:
        at = i18n.day_label(later[0].interval.start, "en")
        expected = f"{at}: {polities[later[0].controller].short['en']}"
    assert atlas.texts("#details .holder .next") == [expected]
    assert atlas.page.locator("#details .life rect:not(.shown)").count() == len(rows)
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
        cited = shown.removesuffix(kind).rstrip()
        assert cited.endswith("(cited at second hand)") is (source.reading == "cited")
        assert cited.removesuffix(" (cited at second hand)").endswith(
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
    assert held(atlas) == dataset.polities["azerbaijan"].name["en"]
    atlas.page.keyboard.press("ArrowRight")
    check_card(atlas, dataset, timeline, BAKU_DAY, "baku")
    assert held(atlas) == dataset.polities["az_ssr"].name["en"]


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
        (event for event in dataset.events.values() if event.tier == 1 and event.date > day),
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
    inner = [
        territory.id for territory in dataset.territories.values() if territory.region != "backdrop"
    ]
    soviet = [one for one in inner if dataset.polities[state[one].controller].role == "soviet"]
    said = atlas.page.locator("#events .share").inner_text()
    assert said.endswith(f"{len(soviet)} of {len(inner)} territories")
