"""``python -m dashboard new``, ``import``, ``tidy`` and ``correction``: packages in the making."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.dataset.dates import parse_day
from dashboard.dataset.packaged import DATA

Options = argparse.Namespace
COMMANDS = ("new", "import", "tidy", "correction")


def add(commands: Any) -> None:
    """Add the commands to the subparsers of the command line."""
    new = commands.add_parser("new", help="write a small atlas that works, to change into your own")
    new.add_argument("folder", metavar="DIR", type=Path, help="a new folder")
    new.add_argument("--name", required=True, help="title of the atlas")
    new.add_argument("--first", metavar="DAY", type=_day, required=True, help="first day")
    new.add_argument("--last", metavar="DAY", type=_day, required=True, help="last day")
    new.add_argument(
        "--bbox", metavar="W,S,E,N", type=_box, required=True, help="opening view in degrees"
    )
    new.add_argument(
        "--languages",
        metavar="TAGS",
        default="en",
        help="languages of its texts, the first that of all texts (default: en)",
    )
    other = commands.add_parser("import", help="write a draft of an atlas from dated polygons")
    other.add_argument(
        "source", metavar="FILE", type=Path, help=".geojson or .csv, see docs/your-own-atlas.md"
    )
    other.add_argument("folder", metavar="DIR", type=Path, help="a new folder")
    other.add_argument("--name", help="title of the atlas (default: the name of the file)")
    other.add_argument("--first", metavar="DAY", type=_day, help="(default: first day of the file)")
    other.add_argument("--last", metavar="DAY", type=_day, help="(default: last day of the file)")
    tidy = commands.add_parser("tidy", help="close narrow gaps and overlaps between territories")
    tidy.add_argument("folder", metavar="DIR", type=Path, help="the data package")
    correction = commands.add_parser("correction", help="check a reader's correction, and apply it")
    correction.add_argument(
        "file", metavar="FILE", type=Path, help="a file from a card, see docs/contributing.md"
    )
    correction.add_argument(
        "--apply", action="store_true", help="write it into the data package (default: show it)"
    )
    correction.add_argument(
        "--data",
        metavar="DIR",
        type=Path,
        default=DATA,
        help="the data package (default: the package of this project)",
    )


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _box(text: str) -> tuple[float, ...]:
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError:
        message = f"{text!r}: write west,south,east,north in degrees, as --bbox=19.3,60.0,21.0,60.5"
        raise argparse.ArgumentTypeError(message) from None
    return west, south, east, north


def run(options: Options) -> None:
    """Run one of ``COMMANDS``; raises ``ValueError`` or ``OSError`` for what does not serve."""
    commands = {"new": _new, "import": _import, "tidy": _tidy, "correction": _correction}
    commands[options.command](options)


def _new(options: Options) -> None:
    from dashboard.drafting.new import begin

    languages = tuple(language.strip() for language in options.languages.split(","))
    begin(options.folder, options.name, options.first, options.last, options.bbox, languages)
    print(f"{options.folder}: an atlas of two territories; README.md in it says what each file is")
    print(f"see it:   DATA_DIR={options.folder} python app.py")
    print(f"check it: python -m dashboard validate {options.folder}")


def _import(options: Options) -> None:
    from dashboard.drafting.importing import bring_in

    title = options.name or options.source.stem
    notes = bring_in(options.source, options.folder, title, options.first, options.last)
    print(f"{options.folder}: a draft of an atlas. What was assumed (IMPORT.md has it too):")
    for note in notes:
        print(f"- {note}")


def _tidy(options: Options) -> None:
    from dashboard.drafting.tidying import has_old_screen, tidy

    moved = tidy(options.folder)
    for move in moved:
        print(move)
    print(f"{len(moved)} territories moved" if moved else "nothing to tidy")
    if moved and has_old_screen(options.folder):
        print("geo/screen.geojson is out of date: write it again with the command of validate")


def _correction(options: Options) -> None:
    from dashboard.drafting.correcting import correct
    from dashboard.drafting.correction import read_correction

    correction = read_correction(options.file)
    correct(options.data, correction, options.file.name, options.apply, print)
