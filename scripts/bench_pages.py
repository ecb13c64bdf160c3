"""Pages of an atlas a minute: one process, two, and 1, 2 and 4 workers of a Dask scheduler.

``python scripts/bench_pages.py [--plates 24] [--rounds 3] [--workers 1 2 4]`` prints the table of
docs/benchmarks.md: wall-clock time of the whole command, its start and the binding included. The
processes take turns in rounds, so that what else the machine does meets each alike. Scheduler and
workers are running before, on the loopback address; their first atlas, which reads the data, is
not counted.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from distributed import Client  # noqa: E402

from scripts.bench_series import day_of_plate  # noqa: E402

BIN = Path(sys.executable).parent
PORT = 8799
ADDRESS = f"tcp://127.0.0.1:{PORT}"


def main() -> None:
    """Print a row for each way of drawing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plates", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4], help="of Dask")
    asked = parser.parse_args()
    last = day_of_plate(asked.plates)
    print(f"{asked.plates} plates, {asked.rounds} rounds, load {os.getloadavg()[0]:.0f}\n")
    print("| drawn by | s, median | fastest, s | plates a minute, median | fastest |")
    print("| --- | ---: | ---: | ---: | ---: |")
    alone = {"1 process": ["--jobs", "1"], "2 processes": ["--jobs", "2"]}
    took: dict[str, list[float]] = {name: [] for name in alone}
    for _round in range(asked.rounds):
        for name, flags in alone.items():
            took[name].append(draw(flags, last))
    for name, seconds in took.items():
        tell(name, asked.plates, seconds)
    flags = ["--scheduler", ADDRESS]
    for workers in asked.workers:
        with cluster(workers):
            draw(flags, last)
            seconds = [draw(flags, last) for _round in range(asked.rounds)]
        tell(f"Dask, {workers} workers", asked.plates, seconds)


def tell(name: str, plates: int, seconds: list[float]) -> None:
    """Print a row of the table."""
    middle, least = statistics.median(seconds), min(seconds)
    rates = [f"{plates * 60 / one:.0f}" for one in (middle, least)]
    print(f"| {name} | {middle:.0f} | {least:.0f} | {rates[0]} | {rates[1]} |", flush=True)


@contextmanager
def cluster(workers: int) -> Iterator[None]:
    """A scheduler and its workers, a thread each, as the recipes of the Makefile start them."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    commands = (
        ["scheduler", "--host", "127.0.0.1", "--port", str(PORT), "--no-dashboard"],
        ["worker", ADDRESS, "--nworkers", str(workers), "--nthreads", "1", "--no-dashboard"],
    )
    started = [
        subprocess.Popen([BIN / "dask", *command], cwd=ROOT, env=environment, **quiet)
        for command in commands
    ]
    try:
        with Client(ADDRESS, timeout=60) as client:
            client.wait_for_workers(workers, timeout=60)
        yield
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def draw(flags: list[str], last: str) -> float:
    """Seconds that an atlas takes, from the start of the command to its end."""
    with tempfile.TemporaryDirectory() as folder:
        days = ["--from", "1918-01-01", "--to", last]
        output = ["-o", str(Path(folder) / "atlas.pdf")]
        start = time.perf_counter()
        command = [sys.executable, "-m", "dashboard", "atlas", *days, *flags, *output]
        subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
