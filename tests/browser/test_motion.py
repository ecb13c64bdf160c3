"""While the day moves a canvas is the map, like the paths, which are there again at rest."""

from datetime import date

from tests.browser.atlas import Atlas

MOVING = "document.querySelector('#page').classList.contains('moving')"
READY = "() => document.querySelector('#map canvas.motion')"
# What the worker is sent is kept; `holdBack` keeps the days from it, so that the paths follow each.
SENT = """
window.sent = {};
window.Worker = class extends Worker {
  constructor(address, options) {
    super(address, options);
    sent.by = address;
  }
  postMessage(message, transfer) {
    Object.assign(sent, message.scene, message);
    if (!(window.holdBack && message.number)) super.postMessage(message, transfer);
  }
};
"""
# Drawn by the same module in the page, where it can be read, beside a picture of the paths.
COMPARE = """async (days) => {
  holdBack = true;
  const { drawer } = await import(sent.by);
  const { width, height } = sent;
  const [drawn, paths] = [0, 1].map(() => new OffscreenCanvas(width, height));
  const draw = drawer(drawn, sent);
  const pen = paths.getContext("2d", { willReadFrequently: true });
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const text = rules.map((rule) => rule.cssText).filter((one) => /trace|rims/.test(one)).join("");
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const root = `xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`;
  const svg = document.querySelector("#map svg.main-svg");
  const found = [];
  for (const day of days) {
    // The first day of a movement is drawn by the paths alone; a slow picture ends a movement.
    for (delete sent.numbers; ; await new Promise(requestAnimationFrame)) {
      atlas.scrub(day);
      atlas.scrub(day);
      if (sent.numbers) break;
    }
    draw(sent.numbers);
    const image = new Image();
    const map = `<g id="map">${new XMLSerializer().serializeToString(svg)}</g>`;
    const markup = `<svg ${root}><style>${escaped}</style>${map}</svg>`;
    image.src = URL.createObjectURL(new Blob([markup], { type: "image/svg+xml" }));
    await image.decode();
    URL.revokeObjectURL(image.src);
    pen.clearRect(0, 0, width, height);
    pen.drawImage(image, 0, 0);
    const [a, b] = [drawn.getContext("2d"), pen].map(
      (one) => one.getImageData(0, 0, width, height).data);
    let sum = 0;
    let far = 0;
    let inked = 0;
    for (let n = 0; n < a.length; n += 4) {
      let most = 0;
      for (let k = n; k < n + 3; k += 1)
        most = Math.max(most, Math.abs(a[k] * a[n + 3] - b[k] * b[n + 3]) / 255);
      sum += most;
      if (most > 64) far += 1;
      if (a[n + 3]) inked += 1;
    }
    const pixels = width * height;
    found.push({ day, mean: sum / pixels, far: far / pixels, inked: inked / pixels });
  }
  return found;
}"""
# Days one a frame until the canvas is the map; whether the paths and the canvas are then seen.
MOVE = """async () => {
  for (let n = 0; n < 900 && !document.querySelector("#page.moving"); n += 1) {
    atlas.scrub(700 + 20 * (n % 40));
    await new Promise(requestAnimationFrame);
  }
  return ["#map .traces", "#map canvas.motion"].map(
    (one) => getComputedStyle(document.querySelector(one)).visibility);
}"""


def opened(page, base_url, address: str = "/?day=1918-01-01") -> Atlas:
    """The atlas with the canvas at hand."""
    shown = Atlas(page).open(f"{base_url}{address}")
    page.wait_for_function(READY)
    return shown


def test_the_canvas_looks_as_the_paths_do_on_every_day_of_change(
    open_page, base_url, dataset, timeline
):
    """They differ in fringes of strokes and in the phase of dashes.

    Measured: on the worst day 0.6 % of the pixels by more than a quarter, all by 1.3 of 255.
    """
    page = open_page(viewport={"width": 900, "height": 640})
    page.add_init_script(SENT)
    opened(page, base_url, "/?layers=relief,railways,lines,forces,districts,modern,certainty")
    days = [(day - dataset.first_day).days for day in (timeline.first_day, *timeline.change_days)]
    found = page.evaluate(COMPARE, days)
    assert len(found) == len(days)
    worst = max(found, key=lambda one: one["far"])
    assert min(one["inked"] for one in found) > 0.3
    assert worst["far"] < 0.01, worst
    assert max(one["mean"] for one in found) < 2


def test_the_canvas_is_the_map_while_the_day_moves_and_the_paths_are_at_rest(open_page, base_url):
    page = open_page()
    shown = opened(page, base_url)
    assert not page.evaluate(MOVING)
    assert page.evaluate(MOVE) == ["hidden", "visible"]
    shown.go("1920-04-28")
    assert not page.evaluate(MOVING)
    layer = page.locator("#map .traces")
    assert layer.evaluate("one => getComputedStyle(one).visibility") == "visible"
    fills = shown.fills()
    shown.go("1918-01-01")
    shown.go("1920-04-28")
    assert shown.fills() == fills


def test_behind_another_view_the_canvas_is_not_seen(open_page, base_url):
    page = open_page()
    opened(page, base_url, "/?day=1918-01-01&view=table")
    assert page.evaluate(MOVE) == ["hidden", "hidden"]


def test_a_key_that_is_pressed_once_is_drawn_by_the_paths(open_page, base_url):
    page = open_page()
    opened(page, base_url)
    moved = """() => { window.moved = 0;
      new MutationObserver((all) => { moved += all.length; }).observe(
        document.querySelector("#page"), { attributeFilter: ["class"] }); }"""
    page.evaluate(moved)
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("() => window.moved") == 0


def test_what_is_printed_in_the_middle_of_a_movement_is_the_day_of_the_map(open_page, base_url):
    page = open_page()
    shown = opened(page, base_url)
    page.evaluate(MOVE)
    assert (
        page.evaluate(
            """() => {
          atlas.scrub(852);
          dispatchEvent(new Event("beforeprint"));
          return Boolean(document.querySelector("#page.moving"));
        }"""
        )
        is False
    )
    assert page.locator("#paper svg path").count() > 100
    printed = shown.fills()
    shown.go("1920-05-02")
    assert shown.fills() == printed


def test_where_the_keyboard_is_on_a_territory_it_stays_there(open_page, base_url):
    page = open_page()
    shown = opened(page, base_url)
    shown.area("tiflis").focus()
    page.evaluate(
        """async () => {
          for (let day = 700; day < 1500; day += 20) {
            atlas.scrub(day);
            await new Promise(requestAnimationFrame);
          }
        }"""
    )
    assert not page.evaluate(MOVING)
    assert page.evaluate("() => document.activeElement.dataset.territory") == "tiflis"


def test_a_browser_that_refuses_the_worker_has_the_paths(open_page, base_url, dataset):
    page = open_page()
    page.add_init_script("delete HTMLCanvasElement.prototype.transferControlToOffscreen;")
    shown = Atlas(page).open(f"{base_url}/?day=1918-01-01")
    day = (date(1920, 4, 28) - dataset.first_day).days
    page.evaluate("(day) => { for (let n = 5; n >= 0; n -= 1) atlas.scrub(day - n); }", day)
    scrubbed = shown.fills()
    shown.go("1920-04-28")
    assert shown.fills() == scrubbed
