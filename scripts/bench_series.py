"""Time and memory of atlases and films, and of others beside a sheet; for docs/benchmarks.md.

``python scripts/bench_series.py`` prints the tables of docs/benchmarks.md. Memory is what
the processes of a run take together, each page shared between them counted once for
all (PSS of Linux), read every tenth of a second.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAYS = ("1918-09-20", "1919-05-15", "1920-04-28", "1920-12-03", "1921-10-13")
SIZE = {"width": 1123, "height": 794}
PLATES = 100


def main() -> None:
    """Run a part that is named, in this process, or all of them, each in its own."""
    parts = {"sheet": sheet, "kaleido": kaleido, "choropleth": choropleth}
    if len(sys.argv) == 3:
        sys.path.insert(0, str(ROOT))
        parts[sys.argv[1]](sys.argv[2])
        return
    print("| a warm file | CPU s | best, s | peak, MB |\n| --- | --- | --- | --- |")
    for kind in ("pdf", "png"):
        for part in parts:
            said, _, peak = run([sys.executable, __file__, part, kind])
            seconds, used = map(float, said.split())
            print(f"| {part}, {kind} | {used:.1f} | {seconds:.1f} | {peak:.0f} |", flush=True)
    print("| | s | CPU s | peak, MB | file, MB |\n| --- | --- | --- | --- | --- |")
    # A week a picture: sixty of them.
    weeks = ["--from", "1920-01-01", "--to", "1921-02-17", "--by", "week"]
    series(["animate", *weeks], "mp4", "film", "1")
    for jobs in ("1", "2"):
        series(
            ["atlas", "--from", "1918-01-01", "--to", day_of_plate(PLATES)], "pdf", "atlas", jobs
        )


def series(command: list[str], kind: str, name: str, jobs: str) -> None:
    """Print a row for a film or an atlas."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / f"file.{kind}"
        flags = ["--jobs", jobs, "-o", str(output)]
        start = time.perf_counter()
        _, used, peak = run([sys.executable, "-m", "dashboard", *command, *flags])
        seconds, size = time.perf_counter() - start, output.stat().st_size / 1e6
    print(f"| {name}, {jobs} | {seconds:.0f} | {used:.0f} | {peak:.0f} | {size:.1f} |", flush=True)


def run(command: list[str]) -> tuple[str, float, float]:
    """Output of a command, with CPU seconds and peak MB of the command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    peaks = [0.0]

    def watch() -> None:
        while process.poll() is None:
            peaks.append(sum(map(memory, family(process.pid))))
            time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    said = process.stdout.read() if process.stdout else ""
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{command} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return said, used, max(peaks)


def family(pid: int) -> list[int]:
    """A process and all below it."""
    processes = [pid]
    for process in processes:
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                processes += map(int, task.read_text(encoding="ascii").split())
            except OSError:
                continue
    return processes


def memory(pid: int) -> float:
    """Proportional set size of a process in MB; 0 when it has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in text.splitlines() if line[:4] == "Pss:") * 1.024e-3


def day_of_plate(number: int) -> str:
    """The day of a plate of an atlas that begins with the data, counted from 1."""
    sys.path.insert(0, str(ROOT))
    from dashboard.dataset.reading.load import load_dataset
    from dashboard.dataset.timeline import Timeline

    return Timeline(load_dataset(ROOT / "data")).change_days[number - 2].isoformat()


def busy() -> float:
    """CPU seconds of this process and all that it has started and that still runs."""
    ticks = 0
    for pid in family(os.getpid()):
        try:
            fields = (
                Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            )
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def best(make: list[Callable[[], object]]) -> None:
    """Print the least time and the median CPU time; the first, which warms up, is left out."""
    seconds, used = [], []
    for one in make:
        start, before = time.perf_counter(), busy()
        one()
        seconds.append(time.perf_counter() - start)
        used.append(busy() - before)
    print(min(seconds[1:]), statistics.median(used[1:]))


def sheet(kind: str) -> None:
    """Sheets of five days."""
    from dashboard.cartography.paper.plate import build_plate
    from dashboard.dataset.reading.load import load_dataset
    from dashboard.dataset.timeline import Timeline
    from dashboard.export.press import snapshot

    dataset = load_dataset(ROOT / "data")
    plate = build_plate(dataset, Timeline(dataset))
    orders = [snapshot.parse(plate, day, kind, {}) for day in (DAYS[0], *DAYS)]
    best([partial(snapshot.make, plate, order) for order in orders])


def choropleth(kind: str) -> None:
    """The territories of five days as geopandas plots them, by power: no names, relief, legend."""
    from datetime import date
    from io import BytesIO

    import geopandas
    from matplotlib.figure import Figure

    from dashboard.cartography.ground.projection import Projection
    from dashboard.dataset.reading.load import load_dataset
    from dashboard.dataset.timeline import Timeline

    dataset = load_dataset(ROOT / "data")
    timeline = Timeline(dataset)
    features = [feature for feature in dataset.features if feature["id"] in dataset.territories]
    land = geopandas.GeoDataFrame.from_features(features, crs=4326)
    land["id"] = [feature["id"] for feature in features]
    projected = land.set_index("id").to_crs(Projection.from_package(dataset.projection).definition)

    def draw(day: str) -> None:
        state = timeline.state(date.fromisoformat(day))
        fills = [
            dataset.roles[dataset.polities[state[name].controller].role].fill
            for name in projected.index
        ]
        figure = Figure(figsize=(297 / 25.4, 210 / 25.4))
        axes = figure.add_subplot()
        projected.plot(ax=axes, color=fills, edgecolor="black", linewidth=0.5)
        figure.savefig(BytesIO(), format=kind, dpi=300)

    best([partial(draw, day) for day in (DAYS[0], *DAYS)])


def kaleido(kind: str) -> None:
    """The figure of the page on five days, in a Chromium that stays open."""
    from datetime import date

    from dashboard.cartography.screen.bands import screen_map
    from dashboard.cartography.screen.figure import figure
    from dashboard.dataset.reading.load import load_dataset
    from dashboard.dataset.timeline import Timeline

    os.environ.setdefault("BROWSER_PATH", os.environ.get("CHROMIUM", "/usr/bin/chromium"))
    import kaleido as engine

    dataset = load_dataset(ROOT / "data")
    timeline, model = Timeline(dataset), screen_map(dataset)
    days = [date.fromisoformat(day) for day in (DAYS[0], *DAYS)]
    drawn = [figure(dataset, model, timeline, day) for day in days]
    # 300 dpi of an A4 sheet that is 96 CSS pixels an inch.
    options = {**SIZE, "format": kind, "scale": 300 / 96 if kind == "png" else 1}
    engine.start_sync_server()
    try:
        best([partial(engine.calc_fig_sync, one, opts=options) for one in drawn])
    finally:
        engine.stop_sync_server()


if __name__ == "__main__":
    main()
