"""A visit in Chromium: requests, bytes, the first paint, and when the page answers.

``make bench-visit`` prints the table of docs/benchmarks.md. Each row is the median of visits to one
day: the first in a new profile, the next in the same one, with the processor slowed four times, and
on a line of 3 Mbit/s that takes 100 ms. Times are of this machine and what else it does: the paint
counts from the first byte of the answer, the rest from the start of the visit. *Main thread* is the
processor time of the page's own thread until the page is at rest: it hardly depends on what else
the machine does, so it is what two versions are compared by.
"""

import logging
import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dashboard.ui.app import compress, create_app  # noqa: E402
from scripts.bench import chromium  # noqa: E402

ROUNDS = 7
SIZE: ViewportSize = {"width": 1440, "height": 900}
SLOWER = 4
LINE = {
    "offline": False,
    "latency": 100,
    "downloadThroughput": 3_000_000 / 8,
    "uploadThroughput": 3_000_000 / 8,
}

NOTE_READY = """() => {
  new MutationObserver(() => { window.answers ??= performance.now(); })
    .observe(document, { subtree: true, attributeFilter: ["data-ready"] });
}"""
TIMES = """() => {
  const [visit] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return { paint: paint.startTime - visit.responseStart, answers: window.answers };
}"""

Figures = dict[str, float]


def visit(
    context: BrowserContext, url: str, slower: int = 1, line: dict[str, Any] | None = None
) -> Figures:
    """Return the figures of a visit, in milliseconds and bytes."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: list[float] = []
    session.send("Network.enable")
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
    if slower > 1:
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    if line:
        session.send("Network.emulateNetworkConditions", line)
    page.add_init_script(f"({NOTE_READY})()")
    page.goto(url)
    page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
    page.wait_for_load_state("networkidle")
    found: Figures = page.evaluate(TIMES)
    counted = session.send("Performance.getMetrics")["metrics"]
    found["busy"] = next(one["value"] for one in counted if one["name"] == "TaskDuration") * 1000
    page.close()
    sent = [size for size in sizes if size]
    return found | {"requests": len(sent), "bytes": sum(sent)}


@contextmanager
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that was never here."""
    context = browser.new_context(viewport=SIZE)
    yield context
    context.close()


def measured(browser: Browser, url: str) -> dict[str, list[Figures]]:
    """Return the figures of every visit, by what kind of visit it was."""
    found: dict[str, list[Figures]] = {}

    def add(name: str, figures: Figures) -> None:
        found.setdefault(name, []).append(figures)

    for _ in range(ROUNDS):
        with profile(browser) as context:
            add("first visit", visit(context, url))
            add("second visit", visit(context, url))
        with profile(browser) as context:
            add(f"first visit, processor {SLOWER} times slower", visit(context, url, SLOWER))
        with profile(browser) as context:
            add("first visit, 3 Mbit/s and 100 ms", visit(context, url, line=LINE))
    return found


def main() -> None:
    """Serve the atlas from a thread, visit it and print the medians."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server_of = create_app(ROOT / "data").server
    compress(server_of)
    server = make_server("127.0.0.1", 0, server_of, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/?day=1920-04-28"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        found = measured(browser, url)
        browser.close()
    server.shutdown()
    print("| visit | requests | kB | first paint, ms | answers, s | fastest, s | main thread, s |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, rows in found.items():

        def median(of: str, rows: list[Figures] = rows) -> float:
            return statistics.median(row[of] for row in rows)

        print(
            f"| {name} | {median('requests'):.0f} | {median('bytes') / 1000:,.0f} | "
            f"{median('paint'):.0f} | {median('answers') / 1000:.2f} | "
            f"{min(row['answers'] for row in rows) / 1000:.2f} | {median('busy') / 1000:.2f} |"
        )


if __name__ == "__main__":
    main()
