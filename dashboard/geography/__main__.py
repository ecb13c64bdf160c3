"""Command line: ``python -m dashboard.geography`` writes the geometry of the atlas."""

import argparse
import sys
from pathlib import Path

from dashboard.geography import base
from dashboard.geography.build import build_territories
from dashboard.geography.sources import GEO_DIR, GeographyError


def main(arguments: list[str] | None = None) -> int:
    """Build and write; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.geography", description=__doc__)
    parser.add_argument("--target", type=Path, default=GEO_DIR, help="folder to write to")
    options = parser.parse_args(arguments)
    try:
        content = build_territories()
        (options.target / "territories.geojson").write_bytes(content)
        base.build(options.target)
    except GeographyError as error:
        print(error, file=sys.stderr)
        return 1
    for path in sorted(options.target.glob("*.geojson")):
        print(f"{path}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
