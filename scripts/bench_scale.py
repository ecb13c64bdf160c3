"""How the atlas grows with its data: packages of 60, 500 and 5,000 territories, made up.

``make bench-scale`` prints a table for docs/benchmarks.md. Start, validation and the sizes are
of a fresh process each, in seconds of processor time; the page is measured in headless Chromium:
seconds of its main thread until it answers, and milliseconds of it for a step to another day.
``--no-browser`` leaves the page out.
"""

import argparse
import gzip
import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.synthetic import Wanted, write  # noqa: E402

GRIDS = {60: (10, 6), 500: (25, 20), 5_000: (100, 50)}
"""Cells across and up, by the number of territories."""
ROWS = 8
EVENTS = 300
STEPS = 200
PATIENCE = 600_000
"""Milliseconds that the page of a large package may take on a busy machine."""
HEAD = (
    *("territories", "control rows", "start, s", "peak memory, MB", "payload, MB", "gzipped, MB"),
    *("validate, s", "page ready, s", "step, ms"),
)


def wanted(size: int) -> Wanted:
    """The package of a size: eight rows a territory on 300 days, on 50 by 25 degrees."""
    across, up = GRIDS[size]
    box = (-10.0, 35.0, 40.0, 60.0)
    days = {"first": date(1918, 1, 1), "last": date(1936, 12, 31)}
    return Wanted(across=across, up=up, rows=ROWS, events=EVENTS, box=box, **days)


def start(folder: Path) -> dict[str, float]:
    """Make the app of a package as a server does, nothing kept from an earlier start."""
    from dashboard.ui.app import create_app

    begun = time.process_time()
    client = create_app(folder).server.test_client()
    took = time.process_time() - begun
    home = client.get("/").text
    addresses = [
        home.split('data-payload="')[1].split('"')[0],
        home.split('data-figure="')[1].split('"')[0],
    ]
    contents = [client.get(address).data for address in addresses]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "start": took,
        "memory": peak,
        "payload": sum(map(len, contents)) / 1e6,
        "packed": sum(len(gzip.compress(content, 6)) for content in contents) / 1e6,
    }


def validation(folder: Path) -> dict[str, float]:
    """Validate a package, which has no fault."""
    from dashboard.dataset.validate import validate

    begun = time.process_time()
    problems = validate(folder)
    assert not problems, problems[:3]
    return {"validate": time.process_time() - begun}


def page(folder: Path) -> dict[str, float]:
    """Open the page in Chromium and go to other days."""
    from playwright.sync_api import sync_playwright
    from werkzeug.serving import make_server

    from dashboard.ui.app import create_app
    from scripts.bench import GROUP, PAGE_STEPS, chromium, cost

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    application = create_app(folder).server
    # What the first visit makes is of the start, not of the page.
    application.test_client().get("/")
    server = make_server("127.0.0.1", 0, application, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    last = (wanted(60).last - wanted(60).first).days
    random = Random(1)
    days = [random.randint(0, last) for _ in range(STEPS)]
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        shown = browser.new_page(viewport={"width": 1440, "height": 900})
        shown.set_default_timeout(PATIENCE)
        session = shown.context.new_cdp_session(shown)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        shown.goto(f"http://127.0.0.1:{server.server_port}/")
        shown.wait_for_selector("html[data-ready]", state="attached")
        listed = session.send("Performance.getMetrics")["metrics"]
        ready = next(one["value"] for one in listed if one["name"] == "TaskDuration")
        shown.evaluate(PAGE_STEPS, days[:GROUP])
        steps = cost(shown, PAGE_STEPS, days)["TaskDuration"]
        browser.close()
    server.shutdown()
    return {"ready": ready, "step": median(steps)}


PARTS = {"start": start, "validation": validation, "page": page}


def measured(part: str, folder: Path, cache: Path) -> dict[str, float]:
    """What a part of ``PARTS`` measures, in a process of its own."""
    command = [sys.executable, __file__, "--part", part, "--folder", str(folder)]
    environment = os.environ | {"CACHE_DIR": str(cache)}
    run = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return figures


def line(cells: list[Any]) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Print the table, or the measurements of a single part of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, help="measure this part of --folder alone")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--no-browser", action="store_true", help="leave the page out")
    parser.add_argument("--sizes", type=int, nargs="+", choices=GRIDS, default=list(GRIDS))
    asked = parser.parse_args()
    if asked.part:
        print(json.dumps(PARTS[asked.part](asked.folder)))
        return
    print(line(list(HEAD)))
    print(line(["---:"] * len(HEAD)))
    parts = [part for part in PARTS if part != "page" or not asked.no_browser]
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = write(Path(place) / "package", wanted(size))
            figures: dict[str, float] = {}
            for part in parts:
                figures |= measured(part, folder, Path(place) / "cache")
        names = ("start", "memory", "payload", "packed", "validate", "ready", "step")
        digits = dict.fromkeys(names, 1) | {"memory": 0}
        cells = [f"{figures[name]:.{digits[name]}f}" if name in figures else "" for name in names]
        print(line([f"{size:,}", f"{size * ROWS:,}", *cells]), flush=True)


if __name__ == "__main__":
    main()
