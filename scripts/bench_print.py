"""Time and peak memory of printed sheets; the numbers of docs/benchmarks.md.

Each kind has a process of its own, so that the peak is its own: the geometry is
built, one sheet is drawn to warm the caches, then others are measured.
"""

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAYS = ("1918-09-20", "1919-05-15", "1920-04-28", "1920-12-03", "1921-10-13")
KINDS = ("pdf", "svg", "png")


def measure(kind: str) -> None:
    """Print median CPU seconds, best seconds, peak memory and size of A4 sheets at 300 dpi."""
    sys.path.insert(0, str(ROOT))
    from dashboard.cartography.paper.plate import build_plate
    from dashboard.dataset.reading.load import load_dataset
    from dashboard.dataset.timeline import Timeline
    from dashboard.export.press import snapshot

    dataset = load_dataset(ROOT / "data")
    plate = build_plate(dataset, Timeline(dataset))
    seconds, busy, sizes = [], [], []
    for day in ("1921-03-16", *DAYS):
        ordered = snapshot.parse(plate, day, kind, {})
        start, worked = time.perf_counter(), time.process_time()
        sizes.append(len(snapshot.make(plate, ordered)))
        seconds.append(time.perf_counter() - start)
        busy.append(time.process_time() - worked)
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    print(
        f"| {kind} | {busy[0]:.1f} | {statistics.median(busy[1:]):.1f} | {min(seconds[1:]):.1f} "
        f"| {peak:.0f} | {statistics.median(sizes) / 1e6:.1f} |"
    )


def main() -> None:
    """Measure a kind of sheet, or all kinds, each in its own process."""
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    print("| A4, 300 dpi | first, CPU s | warm, CPU s | warm, s | peak, MB | file, MB |")
    print("| --- | --- | --- | --- | --- | --- |", flush=True)
    for kind in KINDS:
        subprocess.run([sys.executable, __file__, kind], check=True)


if __name__ == "__main__":
    main()
