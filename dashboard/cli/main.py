"""The command line: ``python -m dashboard`` with ``validate``, ``state``, ``export`` and others."""

import argparse
import os
import signal
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import NoReturn

from dashboard.cartography.look import typeface
from dashboard.cli import data as data_commands
from dashboard.cli import drafts, films, flags
from dashboard.cli import freeze as site
from dashboard.cli import serve as server
from dashboard.dataset import translations
from dashboard.dataset.dates import parse_day
from dashboard.dataset.other_readings import as_read
from dashboard.dataset.packaged import DATA
from dashboard.dataset.problems import DatasetError
from dashboard.dataset.reading.load import read_package
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset, validate
from dashboard.export import extras
from dashboard.export.address import LEFT_OUT, base_address
from dashboard.export.data.exports import file
from dashboard.export.extras import PROJECT
from dashboard.export.press import choices

OK, INVALID, MISUSED = 0, 1, 2
CUT_OFF = 141
INTERRUPTED = 130  # both as shells say it: 128 and the number of the signal


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        type=Path,
        default=DATA,
        help="the data package (default: the package of this project)",
    )


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(prog=_prog(), description="The atlas on the command line.")
    parser.add_argument("--version", action=_Version, help="show the version and end")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("validate", help="check every rule of a data package")
    _add_folder(check)
    thin = commands.add_parser("screen", help="thin the outlines of a data package for the page")
    _add_folder(thin)
    state = commands.add_parser("state", help="write who held what on a day")
    state.add_argument("day", metavar="DAY", help="a day as YYYY-MM-DD")
    state.add_argument(
        "--format",
        choices=("json", "csv", "geojson"),
        default="json",
        help="how to write it (default: json)",
    )
    flags.add_reading(state)
    _add_data(state)
    _add_snapshot(commands.add_parser("snapshot", help="print the map of a day as PDF, SVG or PNG"))
    _add_figure(commands.add_parser("figure", help="print strips or areas through time"))
    _add_handout(commands.add_parser("handout", help="print a story of a lecture, as PDF or DOCX"))
    files = commands.add_parser("export", help="write states, changes, places or the package")
    data_commands.add_export(files, _add_data)
    archive = commands.add_parser(
        "release", help="write the archive of a release of the data, and list it"
    )
    flags.add_output(archive, ("zip",), piped=False)
    _add_data(archive)
    cite = commands.add_parser("cite", help="cite the map of a day, or the sources shown on it")
    data_commands.add_cite(cite, _add_data)
    proof = commands.add_parser("evidence", help="print how well the rows are evidenced")
    _add_data(proof)
    drafts.add(commands)
    film = commands.add_parser("animate", help="make a film of a range of days")
    films.add_animate(film, _add_data)
    served = commands.add_parser("serve", help="serve the atlas to browsers")
    server.add_serve(served, _add_data)
    frozen = commands.add_parser("freeze", help="write the whole atlas as files for any web server")
    site.add_freeze(frozen, _add_data)
    book = commands.add_parser(
        "atlas", help="print a plate for each day of change, as a single PDF"
    )
    films.add_atlas(book, _add_data)
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data",
        metavar="DIR",
        type=Path,
        default=DATA,
        help="the data package (default: the package of this project)",
    )


def _add_snapshot(sheet: argparse.ArgumentParser) -> None:
    sheet.add_argument("day", metavar="DAY", help="a day as YYYY-MM-DD")
    flags.add_output(sheet, ("pdf", "svg", "png"))
    sheet.add_argument("--size", help="a4, a3, slide, column, columns or WxH in mm (default: a4)")
    sheet.add_argument("--dpi", help="dots per inch of a PNG (default: 300)")
    flags.add_language(sheet)
    sheet.add_argument(
        "--extent",
        help="home, a territory, a region, a treaty or west,south,east,north in degrees "
        "(default: home)",
    )
    sheet.add_argument("--territory", metavar="ID", help="a territory to outline")
    sheet.add_argument("--treaty", metavar="ID", help="a treaty: its land, numbered, and its terms")
    sheet.add_argument("--compare", metavar="DAY", help="a day to show beside the first")
    sheet.add_argument(
        "--layers",
        metavar="IDS",
        help="layers to draw, with commas between, or none (default: those of the page)",
    )
    flags.add_reading(sheet)
    flags.add_greys(sheet)
    _add_parts(sheet)
    _add_data(sheet)


def _add_parts(sheet: argparse.ArgumentParser) -> None:
    """Add what leaves out parts around the map."""
    sheet.add_argument(
        "--without",
        metavar="PARTS",
        action="append",
        help="title, legend, sources with commas between, or none "
        "(default: none, on a sheet under 150 mm wide all)",
    )
    for part in ("title", "legend", "sources"):
        sheet.add_argument(
            f"--no-{part}",
            dest="without",
            action="append_const",
            const=part,
            help=f"as --without {part}",
        )
    sheet.add_argument(
        "--only",
        dest="without",
        choices=("map",),
        action=_Only,
        help="the map alone, as --without title,legend,sources",
    )


class _Only(argparse.Action):
    """Leaves out all that stands around the map."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse gives it
        namespace: argparse.Namespace,
        values: object,  # noqa: ARG002
        option_string: str | None = None,  # noqa: ARG002
    ) -> None:
        setattr(namespace, self.dest, ["title,legend,sources"])


def _add_figure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind", choices=choices.FIGURES, help="who held each territory, km², or the table of a day"
    )
    flags.add_output(parser, ("pdf", "svg", "png"))
    parser.add_argument(
        "--size", help="as of snapshot (default: 210x297, a4 or 297x420, as the figure needs)"
    )
    parser.add_argument("--day", help="day of a table")
    parser.add_argument("--dpi", help="dots per inch of a PNG (default: 300)")
    flags.add_language(parser)
    parser.add_argument("--order", help="region or date (default: region)")
    flags.add_greys(parser)
    flags.add_reading(parser)
    _add_data(parser)


def _add_handout(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("story", metavar="ID", help="a story, as border")
    flags.add_output(parser, ("pdf", "docx"), piped=False)
    flags.add_language(parser)
    flags.add_reading(parser)
    _add_data(parser)


def run() -> NoReturn:
    """Run the command of the shell's arguments and end; ``caucasus-atlas`` and ``-m dashboard``."""
    # Asked to end, as with Ctrl-C: nothing is left half done.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())


def _prog() -> str:
    """The program as it was called: the console script, else the module."""
    name = Path(sys.argv[0]).stem
    return name if name == PROJECT else "python -m dashboard"


def version() -> str:
    """The version of the program: of the checkout it runs from, else of the installed package."""
    checkout = Path(__file__).resolve().parents[2] / "pyproject.toml"
    if checkout.is_file():
        return str(tomllib.loads(checkout.read_text("utf-8"))["project"]["version"])
    return metadata.version(PROJECT)


class _Version(argparse.Action):
    """Shows the version, which is looked up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        print(f"{PROJECT} {version()}")
        parser.exit()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 done, 1 data invalid, 2 misused."""
    options = build_parser().parse_args(arguments)
    try:
        status = _done(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe has closed it, as `head` does: drop the rest, at exit too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CUT_OFF
    return status


def _done(options: argparse.Namespace) -> int:
    """Run the command that was asked for."""
    if options.command == "validate":
        return _validate(options.folder)
    commands: Mapping[str, Callable[[argparse.Namespace], None]] = {
        "screen": _screen,
        "state": _state,
        "snapshot": _snapshot,
        "figure": _figure,
        "handout": _handout,
        "export": data_commands.export,
        "release": data_commands.release,
        "evidence": data_commands.evidence,
        "cite": data_commands.cite,
        "serve": server.serve,
        "freeze": site.freeze,
        "animate": films.run,
        "atlas": films.run,
        **dict.fromkeys(drafts.COMMANDS, drafts.run),
    }
    return _run(commands[options.command], options)


def _validate(folder: Path) -> int:
    problems = validate(folder)
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}", file=sys.stderr)
        return INVALID
    print(f"{folder}: the data package keeps every rule")
    package = read_package(folder)
    for text in translations.missing(package):
        print(f"warning: {text}")
    unusual = translations.letters(package) - typeface.LETTERS
    if unusual:
        # Matplotlib is slow to import, and few packages have letters that we do not ship.
        from dashboard.cartography.paper import faces

        boxed = faces.lacking(unusual)
        if boxed:
            print(f"warning: {faces.boxes(boxed)}")
    return OK


def _screen(options: argparse.Namespace) -> None:
    """Write the outlines for the page beside those of the package."""
    # PROJ and Shapely are slow to import; most commands do without.
    from dashboard.cartography.ground import outlines

    folder: Path = options.folder
    projection = outlines.read_projection(folder)
    times = outlines.read_reach(folder, projection)
    path = outlines.build(folder / "geo", projection, times)
    print(f"{path}: {path.stat().st_size:,} bytes")


def _run(command: Callable[[argparse.Namespace], None], options: argparse.Namespace) -> int:
    """Run a command; write each fault as a line on standard error."""
    try:
        command(options)
    except DatasetError as error:
        print(error, file=sys.stderr)
        return INVALID
    except ImportError as error:
        needed = extras.cure(error)
        if not needed:
            raise
        print(needed, file=sys.stderr)
        return MISUSED
    except BrokenPipeError:
        raise
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        # Python ends by the signal, whatever the status, when the interrupt came through an
        # exec of text, as while a dataclass is made; the next exec makes it forget that.
        exec("")
        print("stopped; the file was not written", file=sys.stderr)
        return INTERRUPTED
    if _gives_an_address(options) and not base_address():
        print(LEFT_OUT, file=sys.stderr)
    return OK


def _gives_an_address(options: argparse.Namespace) -> bool:
    """Whether the output of a command cites the address of the atlas."""
    if options.command == "cite":
        return not options.sources
    if options.command == "export":
        return bool(options.what == "places" and _is_linked(options))
    return options.command in ("snapshot", "figure", "handout", "animate", "atlas")


def _is_linked(options: argparse.Namespace) -> bool:
    return bool(options.format == "jsonld" or options.output.suffix == ".jsonld")


def _state(options: argparse.Namespace) -> None:
    day = parse_day(options.day)
    dataset = as_read(open_dataset(options.data, tried=False), options.reading or "")
    content = file(dataset, Timeline(dataset), "state", [day], options.format)
    sys.stdout.buffer.write(content)


def _handout(options: argparse.Namespace) -> None:
    # As for sheets.
    from dashboard.export.press import handout

    reading = options.reading or ""
    handout.write(options.data, options.story, options.output, options.lang, reading)


def _figure(options: argparse.Namespace) -> None:
    # As for sheets.
    from dashboard.export.press import timefigure

    named = {name: getattr(options, name) for name in timefigure.DEFAULTS}
    asked = {name: value for name, value in named.items() if value is not None}
    timefigure.write(options.data, options.kind, options.output, asked, options.format)


def _snapshot(options: argparse.Namespace) -> None:
    # Matplotlib takes a second to import, which the other commands do not need.
    from dashboard.export.press import snapshot

    named = {name: getattr(options, name) for name in snapshot.DEFAULTS}
    named["without"] = options.without and ",".join(options.without)
    asked = {name: value for name, value in named.items() if value is not None}
    snapshot.write(options.data, options.day, options.output, asked, options.format)
