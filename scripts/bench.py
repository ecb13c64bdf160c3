"""First figures of the atlas: the work of a scrub step against the floor, in one run.

``make bench`` prints, from one headless Chromium: the time from navigation to a
page that answers; the CPU time that a step to a random day takes of the page's main
thread, with every layer on, in each view, and the same for bare SVG paths of the same
polygons on which ``fill`` is set, all as means of ten steps; what a day that comes to
rest takes, in one piece; a step of the zoom, and the same with the axes locked together by
plotly; the frames a second while days are drawn; and loading the data and ``state(day)`` in Python.
Times are of this machine; the ratios are what to compare.
"""

import logging
import os
import shutil
import statistics
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dashboard.cartography.look.map_layers import LAYERS  # noqa: E402
from dashboard.dataset.reading.load import load_dataset  # noqa: E402
from dashboard.dataset.timeline import Timeline  # noqa: E402
from dashboard.ui.app import create_app  # noqa: E402
from dashboard.ui.page.views import VIEWS  # noqa: E402

STEPS = 600
RESTED = 30
ZOOMED = 24
SEED = 1918

# Ten steps, one a frame; Chromium's own counters say what they cost the main thread.
GROUP = 10
PAGE_STEPS = """(days) => new Promise((resolve) => {
  const step = () => {
    if (!days.length) return requestAnimationFrame(() => resolve());
    window.atlas.scrub(days.shift());
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""

FLOOR_PAGE = """(paths) => {
  document.body.innerHTML = `<svg width="1440" height="700">${paths.map((d) =>
    `<path d="${d}"/>`).join("")}</svg>`;
  window.drawn = [...document.querySelectorAll("path")];
}"""

FLOOR_STEPS = """(fills) => new Promise((resolve) => {
  const step = () => {
    if (!fills.length) return requestAnimationFrame(() => resolve());
    const colours = fills.shift();
    for (let i = 0; i < drawn.length; i += 1) drawn[i].setAttribute("fill", colours[i]);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""

FRAMES = """(days) => new Promise((resolve) => {
  const started = performance.now();
  let n = 0;
  const step = () => {
    window.atlas.scrub(days[n % days.length]);
    n += 1;
    if (performance.now() - started < 3000) requestAnimationFrame(step);
    else resolve(n / ((performance.now() - started) / 1000));
  };
  requestAnimationFrame(step);
})"""

# A day that comes to rest: all that is done at once, then what waits for idle moments is let go.
RESTS = """async (days) => {
  const took = [];
  for (const day of days) {
    const started = performance.now();
    window.atlas.goTo(day);
    took.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return took;
}"""

# Steps of the zoom, nearer and back: the ranges alone, and with plotly locking the axes together.
ZOOMS = """async ([steps, locked]) => {
  const graph = document.querySelector("#map .js-plotly-plot");
  const step = () => ["xaxis", "yaxis"].map((axis) => graph._fullLayout[axis].range);
  const [near, whole] = [0.3, 0].map((cut) => Object.fromEntries(step().map(([from, to], n) =>
    [`${"xy"[n]}axis.range`, [from + (to - from) * cut, to - (to - from) * cut]])));
  await Plotly.relayout(graph, { "yaxis.scaleanchor": locked ? "x" : null });
  const took = [];
  for (let n = 0; n < steps; n += 1) {
    const started = performance.now();
    await Plotly.relayout(graph, n % 2 ? whole : near);
    took.push(performance.now() - started);
  }
  await Plotly.relayout(graph, { ...whole, "yaxis.scaleanchor": null });
  return took;
}"""

PATHS = """() => {
  const drawn = document.querySelectorAll("path[data-territory]");
  return [...drawn].map((path) => path.getAttribute("d"));
}"""


def summary(times: list[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    return f"median {statistics.median(times):6.3f}  p95 {percentile(times):6.3f} ms"


def percentile(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def first_page(page: Page, url: str) -> float:
    """Seconds from navigation to a page that answers."""
    started = time.perf_counter()
    page.goto(url)
    page.wait_for_selector("html[data-ready]", state="attached")
    return time.perf_counter() - started


def measure_browser(url: str, executable: str | None) -> None:
    """Print the figures of the page and of the floor."""
    dataset = load_dataset(ROOT / "data")
    timeline = Timeline(dataset)
    random = Random(SEED)
    last = (dataset.last_day - dataset.first_day).days
    days = [random.randint(0, last) for _ in range(STEPS)]
    fills = [
        [dataset.roles[dataset.polities[one.controller].role].fill for one in state.values()]
        for state in (timeline.state(dataset.first_day + timedelta(day)) for day in days)
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        url = f"{url}?layers={','.join(LAYERS)}"
        print(f"first page, cold cache       {first_page(page, url):6.2f} s")
        print(f"first page, warm cache       {first_page(page, url):6.2f} s")
        paths: list[str] = page.evaluate(PATHS)
        page.evaluate(PAGE_STEPS, days)
        ours = cost(page, PAGE_STEPS, days)
        dragging: float = page.evaluate(FRAMES, list(range(0, last, 3)))
        jumping: float = page.evaluate(FRAMES, days)
        rests: list[float] = page.evaluate(
            RESTS, [str(dataset.first_day + timedelta(day)) for day in days[:RESTED]]
        )
        zooms, locked = (page.evaluate(ZOOMS, [ZOOMED, lock]) for lock in (False, True))
        others = {view: measure_view(page, url, view, days) for view in VIEWS if view != "map"}
        page.close()
        floor_page = browser.new_page(viewport={"width": 1440, "height": 900})
        floor_page.evaluate(FLOOR_PAGE, paths)
        floor_page.evaluate(FLOOR_STEPS, fills)
        floor = cost(floor_page, FLOOR_STEPS, fills)
        browser.close()
    report_steps(ours, floor)
    for view, steps in others.items():
        ratio = statistics.median(steps["ScriptDuration"]) / statistics.median(
            floor["ScriptDuration"]
        )
        print(f"view {view:8} script {summary(steps['ScriptDuration'])}  ours / floor {ratio:.2f}")
    print(f"a day at rest, all at once   {summary(rests)}")
    ratio = statistics.median(zooms) / statistics.median(locked)
    print(f"a step of the zoom           {summary(zooms)}")
    print(f"the same, axes locked        {summary(locked)}  ours / locked {ratio:.2f}")
    print(f"frames a second, dragging through the years  {dragging:4.0f}")
    print(f"frames a second, a random day each frame     {jumping:4.0f}")


def measure_view(page: Page, url: str, view: str, days: list[int]) -> dict[str, list[float]]:
    """What a step costs in another view of the same days."""
    first_page(page, f"{url}&view={view}")
    # What a view fetches and draws when it is first opened is not of the step.
    page.wait_for_load_state("networkidle")
    page.evaluate(PAGE_STEPS, days[:GROUP])
    page.evaluate(PAGE_STEPS, days[: 10 * GROUP])
    return cost(page, PAGE_STEPS, days[: 30 * GROUP])


def cost(page: Page, script: str, steps: list[Any]) -> dict[str, list[float]]:
    """Milliseconds of the main thread per step, by kind of work; a figure per group of steps."""
    session = page.context.new_cdp_session(page)
    # CPU time of the thread: what other processes take meanwhile is not counted.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def counters() -> dict[str, float]:
        listed = session.send("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in listed}

    durations: dict[str, list[float]] = {"ScriptDuration": [], "TaskDuration": []}
    for at in range(0, len(steps), GROUP):
        before = counters()
        page.evaluate(script, steps[at : at + GROUP])
        after = counters()
        for name, values in durations.items():
            values.append((after[name] - before[name]) * 1000 / GROUP)
    return durations


def report_steps(ours: dict[str, list[float]], floor: dict[str, list[float]]) -> None:
    """Print both and their ratios."""
    print(f"of each {GROUP} steps the mean, as the counters are too coarse for one:")
    kinds = {"ScriptDuration": "script", "TaskDuration": "all of the main thread"}
    for name, what in kinds.items():
        ratio = statistics.median(ours[name]) / statistics.median(floor[name])
        high = percentile(ours[name]) / percentile(floor[name])
        print(f"scrub step, {what:22} {summary(ours[name])}")
        print(f"bare paths, {what:22} {summary(floor[name])}")
        print(f"  ours / floor: median {ratio:.2f}, p95 {high:.2f}")


def measure_state() -> None:
    """Print the time of loading the data and of ``Timeline.state``."""
    started = time.process_time()
    dataset = load_dataset(ROOT / "data")
    print(f"loading the data package     {time.process_time() - started:6.2f} s of CPU")
    timeline = Timeline(dataset)
    length = (dataset.last_day - dataset.first_day).days
    days = [dataset.first_day + timedelta(n) for n in range(0, length + 1, 3)]
    times = []
    for day in days:
        started = time.perf_counter()
        timeline.state(day)
        times.append((time.perf_counter() - started) * 1000)
    print(f"state(day) in Python         {summary(times)}")


def chromium() -> str | None:
    """The browser that scripts/chromium.sh saw to; ``None`` is Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def main() -> None:
    """Serve the atlas from a thread and measure it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    started = time.perf_counter()
    app = create_app(ROOT / "data")
    print(f"building the app             {time.perf_counter() - started:6.2f} s")
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    measure_browser(f"http://127.0.0.1:{server.server_port}/", chromium())
    measure_state()
    server.shutdown()


if __name__ == "__main__":
    main()
