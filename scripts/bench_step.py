"""The step beside what others do: the atlas and its peers in one run of one headless Chromium.

``make bench-step`` prints the table of docs/benchmarks.md. Every page gets the same days, one a
frame, in rounds whose order changes; what the main thread spends is counted in CPU time, so other
processes do not count. ``--only`` names the pages, ``--rounds`` how often.
"""

import argparse
import logging
import platform
import statistics
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dashboard.cartography.look.map_layers import LAYERS  # noqa: E402
from dashboard.dataset.reading.load import load_dataset  # noqa: E402
from dashboard.ui.app import create_app  # noqa: E402
from dashboard.ui.page.views import VIEWS  # noqa: E402
from scripts.bench import GROUP, chromium, cost, percentile  # noqa: E402
from scripts.bench_peers import PACKAGES, PEERS, Peers  # noqa: E402

SIZE: ViewportSize = {"width": 1440, "height": 900}
SEED = 1918
STEPS = 100
KEPT = 1000
INPUTS = 40
SECONDS = 2
# Who needs more than a frame for a step, here WebGL by the processor too, is asked for few.
SLOW = {name for name in PEERS if name.startswith(("MapLibre", "px.", "Dash"))}
OURS = {"ours" if view == "map" else f"ours, view {view}": view for view in VIEWS}
# As in a browser that refuses the worker which draws the map while the day moves.
PATHS = "ours, without the worker"
OURS[PATHS] = "map"
FLOOR, TIMELINE, SET_STYLE = next(iter(PEERS)), "Leaflet.timeline", "Leaflet, setStyle"

# One day a frame, from the frame itself: only then is what it runs counted as script.
RUN = """(days) => new Promise((resolve) => {
  const step = () => {
    if (!days.length) return requestAnimationFrame(resolve);
    const drawn = go(days.shift());
    if (drawn) drawn.then(() => requestAnimationFrame(step));
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
FRAMES = """([days, ms]) => new Promise((resolve) => {
  const long = [];
  const watch = new PerformanceObserver((list) => long.push(...list.getEntries()));
  watch.observe({ type: "longtask" });
  let shown = 0;
  let started;
  const end = () => {
    const second = shown / (performance.now() - started) * 1000;
    setTimeout(() => { watch.disconnect(); resolve({ second, long: long.length }); }, 100);
  };
  const step = () => {
    started ??= performance.now();
    if (performance.now() - started >= ms) return end();
    const drawn = go(days[shown % days.length]);
    shown += 1;
    if (drawn) drawn.then(() => requestAnimationFrame(step));
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
# A sheet over the page, whose days a pointer runs through: from its event to the end of the frame.
SHEET = """(last) => {
  const sheet = document.createElement("div");
  sheet.style.cssText = "position:fixed;inset:0;z-index:9999";
  window.waited = [];
  sheet.onpointermove = async ({ timeStamp, clientX }) => {
    await go(Math.round(clientX / innerWidth * last));
    requestAnimationFrame(() => {
      const end = new MessageChannel();
      end.port1.onmessage = () => waited.push(performance.now() - timeStamp);
      end.port2.postMessage(0);
    });
  };
  document.body.append(sheet);
  window.clear = () => sheet.remove();
}"""


@dataclass
class Measured:
    """What the rounds of a page gave."""

    ready: float = 0
    task: list[float] = field(default_factory=list)
    script: list[float] = field(default_factory=list)
    dragged: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    frames: dict[str, list[float]] = field(default_factory=dict)
    long: int = 0
    heap: float | None = None


def median(values: list[float]) -> float:
    """The median, not a number for none."""
    return statistics.median(values) if values else float("nan")


def high(values: list[float]) -> float:
    """The 95th percentile; of a few values that a short run has, the greatest."""
    return percentile(values) if len(values) > GROUP else max(values)


def random_days(last: int) -> list[int]:
    """Enough days for all that jumps."""
    random = Random(SEED)
    return [random.randint(0, last) for _ in range(KEPT)]


def opened(browser: Browser, url: str, name: str) -> tuple[Page, float]:
    """A page in a context, and so a process, of its own, and the ms until it was ready."""
    page = browser.new_context(viewport=SIZE).new_page()
    if name == PATHS:
        page.add_init_script("delete HTMLCanvasElement.prototype.transferControlToOffscreen;")
    page.goto(url)
    page.wait_for_function(
        "() => document.documentElement.dataset.ready" if name in OURS else "() => window.ready",
        timeout=120_000,
    )
    ready = page.evaluate("performance.now()")
    if name in OURS:
        page.wait_for_load_state("networkidle")
        page.evaluate("() => { window.go = (day) => window.atlas.scrub(day); }")
    return page, ready


def heap(session: CDPSession) -> float:
    """MB of the heap of JavaScript after a collection."""
    session.send("HeapProfiler.collectGarbage")
    return session.send("Runtime.getHeapUsage")["usedSize"] / 1e6


def drags(last: int) -> dict[str, list[int]]:
    """Days of each way to move: one a frame."""
    return {
        "jumping": random_days(last),
        "dragging": list(range(0, last, 3)),
        "playing": list(range(last)),
    }


def round_of(page: Page, into: Measured, last: int, slow: bool) -> None:
    """A round of measurements on a page."""
    page.bring_to_front()
    moves = drags(last)
    count = GROUP if slow else STEPS
    page.evaluate(RUN, moves["jumping"][: 3 if slow else 3 * GROUP])
    spent = cost(page, RUN, moves["jumping"][:count])
    into.task += spent["TaskDuration"]
    into.script += spent["ScriptDuration"]
    into.dragged += cost(page, RUN, moves["dragging"][200 : 200 + count])["TaskDuration"]
    for way, days in moves.items():
        got = page.evaluate(FRAMES, [days, SECONDS * 1000])
        into.frames.setdefault(way, []).append(got["second"])
        into.long += got["long"]
    page.evaluate(SHEET, last)
    for n in range(5 if slow else INPUTS):
        page.mouse.move(100 + 25 * n, 300)
        page.evaluate(
            """async (n) => {
              while (waited.length <= n) await new Promise(requestAnimationFrame);
            }""",
            n,
        )
    into.waited += page.evaluate("() => { clear(); return waited; }")


def keep(page: Page, into: Measured, last: int) -> None:
    """How much the heap has grown after a thousand steps."""
    page.bring_to_front()
    session = page.context.new_cdp_session(page)
    before = heap(session)
    page.evaluate(RUN, drags(last)["playing"][:KEPT])
    into.heap = heap(session) - before


def measured(
    launch: Callable[[list[str]], Browser], urls: dict[str, str], rounds: int, last: int
) -> dict[str, Measured]:
    """Open all pages, then measure them round by round."""
    # All is drawn by the processor, as on a machine without a card. MapLibre needs WebGL there too.
    plain, webgl = launch(["--disable-gpu"]), launch(["--enable-unsafe-swiftshader"])
    found: dict[str, Measured] = {}
    pages: dict[str, Page] = {}
    for name, url in urls.items():
        pages[name], ready = opened(webgl if "MapLibre" in name else plain, url, name)
        found[name] = Measured(ready=ready)
    for n in range(rounds):
        order = list(pages)
        Random(n).shuffle(order)
        for name in order:
            round_of(pages[name], found[name], last, name in SLOW)
    for name, page in pages.items():
        if name not in SLOW:
            keep(page, found[name], last)
    return found


def report(found: dict[str, Measured]) -> None:
    """Print the table and the ratios."""
    print(
        "| page | step, ms | p95 | script | p95 | dragging, ms | input to frame, ms | p95 "
        "| frames/s jumping | dragging | playing | long tasks | heap, MB | ready, s |"
    )
    print(f"| --- |{' ---: |' * 13}")
    for name, one in found.items():
        frames = [f"{median(one.frames[way]):.0f}" for way in ("jumping", "dragging", "playing")]
        cells = [
            f"{median(one.task):.2f}",
            f"{high(one.task):.2f}",
            f"{median(one.script):.2f}",
            f"{high(one.script):.2f}",
            f"{median(one.dragged):.2f}",
            f"{median(one.waited):.0f}",
            f"{high(one.waited):.0f}",
            *frames,
            f"{one.long}",
            "" if one.heap is None else f"{one.heap:+.1f}",
            f"{one.ready / 1000:.1f}",
        ]
        print(f"| {name} | {' | '.join(cells)} |")
    ratios(found)


def ratios(found: dict[str, Measured]) -> None:
    """Print ours against the peers that the targets name."""
    kinds: dict[str, Callable[[Measured], float]] = {
        "main thread, median": lambda one: median(one.task),
        "main thread, p95": lambda one: high(one.task),
        "script, median": lambda one: median(one.script),
        "main thread while dragging, median": lambda one: median(one.dragged),
        "frames a second, jumping": lambda one: median(one.frames["jumping"]),
    }
    for peer in (FLOOR, SET_STYLE, TIMELINE):
        if peer not in found or "ours" not in found:
            continue
        for what, of in kinds.items():
            print(f"ours / {peer}: {what} {of(found['ours']) / of(found[peer]):.2f}")


def main() -> None:
    """Serve the atlas and its peers, and measure them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=[*OURS, *PEERS], default=[*OURS, *PEERS])
    asked = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    dataset = load_dataset(ROOT / "data")
    last = (dataset.last_day - dataset.first_day).days
    server = make_server("127.0.0.1", 0, create_app(ROOT / "data").server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/?layers={','.join(LAYERS)}"
    peers = Peers(dataset)
    urls = {
        name: f"{base}&view={OURS[name]}" if name in OURS else peers.url(name)
        for name in asked.only
    }
    with sync_playwright() as playwright:

        def launch(arguments: list[str]) -> Browser:
            return playwright.chromium.launch(
                executable_path=chromium(), args=["--no-sandbox", *arguments]
            )

        found = measured(launch, urls, asked.rounds, last)
        versions = ", ".join(f"{name} {version}" for name, version in PACKAGES.items())
        print(f"{date.today()}, {platform.machine()}, {versions}")  # noqa: DTZ011
        report(found)
    peers.close()
    server.shutdown()


if __name__ == "__main__":
    main()
