"""Third-party components of the atlas: NOTICE.md, and a bill of materials.

python scripts/supply.py          write NOTICE.md; a test holds it to what is installed
python scripts/supply.py --sbom   write build/sbom.cdx.json (CycloneDX)
"""

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOTICE = ROOT / "NOTICE.md"
SBOM = ROOT / "build" / "sbom.cdx.json"
LOCK = ROOT / "requirements.txt"

# Licences in the words of those who do not use SPDX, as SPDX has them.
SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
}
# What no single field of the metadata says, looked up in the packages themselves.
LOOKED_UP = {
    "text-unidecode": "Artistic-1.0 OR GPL-2.0-or-later",
    "av": "BSD-3-Clause AND GPL-2.0-or-later",
}
FREE = frozenset(
    {"0BSD", "Apache-2.0", "Artistic-1.0", "BSD-2-Clause", "BSD-2-Clause-Views", "BSD-3-Clause"}
    | {"CC0-1.0", "ISC", "MIT", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib"}
)
"""Licences that ask for no more than their text and the changes to their own files."""
COPYLEFT = {"av": "its wheels carry FFmpeg with x264 (GPL); films alone need it, the extra `film`"}
"""Packages that a stricter licence covers, and why they are there all the same."""

SERVED = (
    ("plotly.js, Dash and its React, in the page", "MIT"),
    ("smol-toml, in the page when a lesson is opened", "BSD-3-Clause"),
    ("Noto Sans, in the page, in sheets and SVG: [OFL.txt](dashboard/fonts/OFL.txt)", "OFL-1.1"),
    ("Styles of citations of the Citation Style Language, APA and Chicago", "CC-BY-SA-3.0"),
)
"""What is handed on with the program, or sent to browsers."""


@dataclass(frozen=True, slots=True)
class Part:
    """A package of the lock; ``licence`` is an expression of SPDX."""

    name: str
    version: str
    licence: str


def parts() -> Iterator[Part]:
    """Yield the packages of the lock that are installed here, as their metadata describe them."""
    locked = re.findall(
        r"^([A-Za-z0-9_.-]+)==(\S+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE
    )
    for name, version in locked:
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue  # for another system
        licence = LOOKED_UP.get(name) or about.get("License-Expression")
        listed = about.get_all("Classifier") or []
        named = [one.rpartition(" :: ")[2] for one in listed if one.startswith("License ::")]
        words = (
            licence or " OR ".join(SPDX.get(one, one) for one in named) or about.get("License", "")
        )
        yield Part(name, version, words)


def licences(part: Part) -> list[set[str]]:
    """Return the ways to meet the licence of a part, each as the licences that it takes."""
    plain = part.licence.replace("(", "").replace(")", "")
    # Of "A AND B OR C" every part counts: the strictest reading.
    choices = re.split(r"\s+OR\s+", plain) if " AND " not in plain else [plain]
    return [set(re.split(r"\s+(?:AND|OR)\s+", choice)) for choice in choices]


def notice() -> str:
    """Return the text of NOTICE.md."""
    rows = [f"| {part.name} | {part.licence} |" for part in parts()]
    served = [f"| {what} | {licence} |" for what, licence in SERVED]
    strict = [f"- `{name}`: {why}." for name, why in COPYLEFT.items()]
    return "\n".join(
        [
            "# Third parties",
            "",
            "<!-- Written by scripts/supply.py; run it again after a change of the lock. -->",
            "",
            "The program is under the [MIT licence](LICENSE), the data under",
            "[CC BY 4.0](LICENSE-data). What follows belongs to others.",
            "",
            "## Handed on with the program, or sent to browsers",
            "",
            "| what | licence |",
            "| --- | --- |",
            *served,
            "",
            "Where the shapes and the relief come from: [PROVENANCE.md](data/geo/PROVENANCE.md).",
            "",
            "## Installed beside it",
            "",
            "Packages of `requirements.txt`, all extras included; each brings the text of its",
            "licence. Under a licence that asks for more than its own text:",
            "",
            *strict,
            "",
            "| package | licence |",
            "| --- | --- |",
            *rows,
            "",
        ]
    )


def sbom() -> str:
    """Return a CycloneDX bill of materials of the lock."""
    components = [
        {
            "type": "library",
            "name": part.name,
            "version": part.version,
            "purl": f"pkg:pypi/{part.name.lower()}@{part.version}",
            "licenses": [{"expression": part.licence}],
        }
        for part in parts()
    ]
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components}
    return json.dumps(bill, indent=2) + "\n"


def main() -> None:
    """Write NOTICE.md, or the bill of materials."""
    parser = argparse.ArgumentParser(description="Write who made what the atlas needs.")
    parser.add_argument("--sbom", action="store_true", help="write build/sbom.cdx.json instead")
    path, text = (SBOM, sbom()) if parser.parse_args().sbom else (NOTICE, notice())
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
