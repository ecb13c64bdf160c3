"""Time, memory and size of every export, each in a process of its own.

``python scripts/bench_exports.py`` prints the table of docs/benchmarks.md. A process
reads the data package first, which is most of its time and memory; "more" is what
the export adds to a process that has only read it.
"""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dashboard.export.data.formats import FORMATS  # noqa: E402

ROUNDS = 5
ALL = ["1918-01-01", "1936-12-31"]
ORDERS = {
    f"{what}, {kind}": ["export", *words, "-o", f"file.{kind}"]
    for what, words, kinds in (
        ("state of a day", ["state", "1921-10-13"], FORMATS),
        ("range, all 19 years", ["range", *ALL], FORMATS),
        ("changes, all 19 years", ["changes", *ALL], ("csv", "xlsx", "gpkg")),
        ("places", ["places"], ("jsonld",)),
        ("package", ["package"], ("zip",)),
    )
    for kind in kinds
}
CITE = ["cite", "1921-10-13", "--sources", "--style"]
ORDERS |= {
    f"sources of a day, {style}": [*CITE, style]
    for style in ("apa", "chicago", "isnad", "ttk", "bibtex")
}
INSIDE = """
import resource, sys
from dashboard.cli.main import main
status = main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)
sys.exit(status)
"""


def measure(words: list[str]) -> tuple[float, float, int]:
    """Return median CPU seconds, peak MB and bytes written of a command."""
    seconds, peaks, size = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            done = subprocess.run(
                [sys.executable, "-c", INSIDE, *words],
                cwd=folder,
                env={"PYTHONPATH": str(ROOT), "PATH": ""},
                capture_output=True,
                check=True,
            )
            used, peak = map(float, done.stderr.split()[-2:])
            seconds.append(used)
            peaks.append(peak)
            files = list(Path(folder).iterdir())
            size = files[0].stat().st_size if files else len(done.stdout)
    return statistics.median(seconds), max(peaks), size


def main() -> None:
    base, least, _ = measure(["cite", "1921-10-13", "--style", "csl-json"])
    print(f"reading the data package: {base:.2f} s CPU, {least:.0f} MB")
    print("| export | more CPU s | peak MB | file kB |\n| --- | --- | --- | --- |")
    for name, words in ORDERS.items():
        seconds, peak, size = measure(words)
        print(f"| {name} | {max(seconds - base, 0):.2f} | {peak:.0f} | {size / 1000:,.0f} |")


if __name__ == "__main__":
    main()
