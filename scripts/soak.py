"""A long lesson in one browser: thousands of steps, switches and exports, with the memory watched.

``make soak`` opens the atlas in headless Chromium and does, in one page that is never loaded anew,
5,000 steps to random days, 160 changes of the view and 50 exports, in rounds; then 40 changes of
the language in the same window, each of which loads a page. After each round it collects garbage
and prints a line: the heap of the scripts, nodes, listeners and documents that the page has, and
the memory of the processes that draw it. It ends with status 1 after any error of the page or an
answer that is no success.

What a view or an export needs is made when it is first asked for: the first rounds are to warm up.
"""

import argparse
import logging
import re
import sys
import tempfile
import threading
import time
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, Page, Request, Response, sync_playwright
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dashboard.dataset.model import Dataset  # noqa: E402
from dashboard.dataset.reading.load import load_dataset  # noqa: E402
from dashboard.ui.app import compress, create_app  # noqa: E402
from dashboard.ui.page.views import VIEWS  # noqa: E402
from scripts.bench import PAGE_STEPS, SEED, chromium  # noqa: E402

STEPS, VIEWS_SHOWN, EXPORTS, LANGUAGES_SHOWN = 5_000, 160, 50, 40
ROUNDS = 20
COUNTS = ("JSHeapUsedSize", "Nodes", "JSEventListeners", "Documents")
READY = "html[data-ready]"
HEAD = (
    "| after | heap, MB | nodes | listeners | documents | process, MB | errors |\n| --- |"
    + " ---: |" * 6
)


class Soak:
    """A browser window, with a record of its errors."""

    def __init__(self, browser: Browser, dataset: Dataset, url: str, folder: Path) -> None:
        self.dataset, self.folder, self.random = dataset, folder, Random(SEED)
        self.faults: list[str] = []
        self.page: Page = browser.new_page(viewport={"width": 1440, "height": 900})
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("response", self._hear)
        self.page.on("requestfailed", self._miss)
        self.page.on(
            "console",
            lambda said: self.faults.append(said.text) if said.type == "error" else None,
        )
        self.session = self.page.context.new_cdp_session(self.page)
        self.session.send("Performance.enable")
        self.system = browser.new_browser_cdp_session()
        self.page.goto(url)
        self.page.wait_for_selector(READY, state="attached")

    def _hear(self, answer: Response) -> None:
        if not answer.ok and answer.status != 304:
            self.faults.append(f"{answer.url} {answer.status}")

    def _miss(self, request: Request) -> None:
        # A page that is left calls off what it has not used yet.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.url} {request.failure}")

    def step(self, count: int) -> None:
        """Show random days, one a frame."""
        last = (self.dataset.last_day - self.dataset.first_day).days
        self.page.evaluate(PAGE_STEPS, [self.random.randint(0, last) for _ in range(count)])
        day = self.dataset.first_day + timedelta(self.random.randint(0, last))
        self.page.evaluate("(day) => window.atlas.goTo(day)", day.isoformat())

    def show(self, view: str) -> None:
        self.page.locator(f"#views [data-view={view}]").click()
        self.page.wait_for_selector(f"#views [data-view={view}][aria-current]")

    def export(self, what: str) -> None:
        """Save the map as a picture, or the data of the day."""
        self.page.keyboard.press("e")
        self.page.locator(f'#export input[value="{what}"]').check()
        form = self.page.locator("#export form:visible")
        name = "Save SVG" if what == "picture" else "Download"
        with self.page.expect_download() as download:
            form.get_by_role("button", name=name).click()
        saved = self.folder / "saved"
        download.value.save_as(saved)
        if not saved.stat().st_size:
            self.faults.append(f"{download.value.suggested_filename} is empty")
        self.page.keyboard.press("Escape")

    def turn(self, language: str) -> None:
        """Change the language, which loads the page of it."""
        with self.page.expect_navigation():
            self.page.locator(
                f"#language[hreflang={language}], #language [hreflang={language}]"
            ).first.evaluate("(link) => link.click()")
        self.page.wait_for_selector(f"{READY}[lang={language}]", state="attached")

    def tell(self, name: str) -> None:
        """Print what the page holds, once its garbage is gone."""
        self.session.send("HeapProfiler.collectGarbage")
        found = self.session.send("Performance.getMetrics")["metrics"]
        counts = {one["name"]: one["value"] for one in found}
        heap, *others = (counts[count] for count in COUNTS)
        numbers = " | ".join(f"{other:,.0f}" for other in others)
        held = f"{heap / 1e6:.1f} | {numbers} | {self.memory():.0f}"
        print(f"| {name} | {held} | {len(self.faults)} |", flush=True)

    def memory(self) -> float:
        """Megabytes of the processes that draw the page (PSS)."""
        total = 0
        for process in self.system.send("SystemInfo.getProcessInfo")["processInfo"]:
            rollup = Path(f"/proc/{process['id']}/smaps_rollup")
            if process["type"] == "renderer" and rollup.exists():
                found = re.search(r"^Pss: +(\d+) kB", rollup.read_text(), re.MULTILINE)
                total += int(found[1]) if found else 0
        return total / 1000


def lesson(soak: Soak, rounds: int) -> None:
    """Steps, views and exports in one page, then languages in one window."""
    views = cycle([*list(VIEWS)[1:], next(iter(VIEWS))])
    exports = cycle(("picture", "data"))
    print(HEAD)
    soak.tell("start")
    for one in range(1, rounds + 1):

        def share(of: int, one: int = one) -> int:
            return of * one // ROUNDS - of * (one - 1) // ROUNDS

        soak.step(share(STEPS))
        for view in islice(views, share(VIEWS_SHOWN)):
            soak.show(view)
        for what in islice(exports, share(EXPORTS)):
            soak.export(what)
        done = f"{STEPS * one // ROUNDS:,} steps, {VIEWS_SHOWN * one // ROUNDS} views"
        soak.tell(f"{done}, {EXPORTS * one // ROUNDS} exports")
    languages = cycle([*soak.dataset.languages[1:], soak.dataset.languages[0]])
    for one in range(1, LANGUAGES_SHOWN * rounds // ROUNDS + 1):
        soak.turn(next(languages))
        if one % (LANGUAGES_SHOWN // 4) == 0:
            soak.tell(f"{one} languages")


def main() -> int:
    """Serve the atlas from a thread and let one browser use it for long."""
    parser = argparse.ArgumentParser(description="Use the atlas in one browser for long.")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help=f"of {ROUNDS}, for a shorter run"
    )
    asked = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = create_app(ROOT / "data").server
    compress(app)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    began = time.monotonic()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        url = f"http://127.0.0.1:{server.server_port}/"
        soak = Soak(browser, load_dataset(ROOT / "data"), url, Path(folder))
        lesson(soak, asked.rounds)
        browser.close()
    server.shutdown()
    print(f"{time.monotonic() - began:.0f} s, {len(soak.faults)} errors")
    for fault in dict.fromkeys(soak.faults):
        print(f"  {fault}")
    return 1 if soak.faults else 0


if __name__ == "__main__":
    sys.exit(main())
