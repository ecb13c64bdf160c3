"""Processor time of a start: the command line, and the server with and without its kept files.

``python scripts/bench_start.py`` prints the table of docs/benchmarks.md. Each figure is the median
of whole processes, user and system time of all their threads; elapsed time says little on a
machine that does other work.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
STATE = ["-m", "dashboard", "state", "1920-04-28"]
START = ["-c", "import app"]


def seconds(arguments: list[str], kept: Path) -> float:
    """Return the processor seconds of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "CACHE_DIR": str(kept)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        # Once, so that Python's compiled files are there.
        for arguments in (STATE, START):
            seconds(arguments, kept)
        cold = [seconds(START, Path(folder) / str(n)) for n in range(ROUNDS)]
        warm = [seconds(START, kept) for _ in range(ROUNDS)]
        state = [seconds(STATE, kept) for _ in range(ROUNDS)]
    print("| process | CPU s |\n| --- | --- |")
    rows = {
        "`python -m dashboard state 1920-04-28`": state,
        "first start of the server on a machine": cold,
        "every other worker and later start": warm,
    }
    for name, times in rows.items():
        print(f"| {name} | {statistics.median(times):.2f} |")


if __name__ == "__main__":
    main()
