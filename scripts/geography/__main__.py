"""Command line: ``python -m scripts.geography`` writes the geometry of the atlas."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from dashboard.cartography.ground import outlines
from scripts.geography import base, railways
from scripts.geography.build import draw, territories_of
from scripts.geography.gpkg import write_gpkg
from scripts.geography.lines import build_lines
from scripts.geography.report import write_report
from scripts.geography.sources import GEO_DIR, ROOT, run


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="python -m scripts.geography", description=__doc__)
    parser.add_argument("--target", type=Path, default=GEO_DIR, help="folder to write to")
    parser.add_argument(
        "--gpkg", type=Path, metavar="FILE", help="write a GeoPackage of every layer instead"
    )
    parser.add_argument(
        "--report",
        type=Path,
        nargs="?",
        const=ROOT / "docs",
        metavar="FOLDER",
        help="write geography.md and geography.png instead (default folder: docs)",
    )
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Build and write; return the exit status."""
    options = build_parser().parse_args(arguments)
    return run(lambda: _report(_write(options)))


def _report(paths: Iterable[Path]) -> None:
    for path in paths:
        print(f"{path}: {path.stat().st_size:,} bytes")


def _write(options: argparse.Namespace) -> list[Path]:
    """Write what the options ask for and return the files."""
    drawing = draw()
    if options.gpkg:
        write_gpkg(options.gpkg, drawing)
        return [options.gpkg]
    if options.report:
        return write_report(options.report, drawing)
    target: Path = options.target
    (target / "territories.geojson").write_bytes(territories_of(drawing))
    outlines.build(target, outlines.read_projection(GEO_DIR.parent))
    (target / "lines.geojson").write_bytes(build_lines(drawing))
    base.build(target)
    railways.build(target)
    return sorted(target.glob("*.geojson"))


if __name__ == "__main__":
    sys.exit(main())
