"""``python -m dashboard export``, ``cite`` and ``evidence``: what they take and write."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import LANGUAGES
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.export.address import base_address
from dashboard.export.cite import citation
from dashboard.export.data import changes, gazetteer, package, state
from dashboard.export.files import kind_of, write_whole
from dashboard.ui.page import url

Options = argparse.Namespace
Add = Callable[[argparse.ArgumentParser], None]


def add_export(parser: argparse.ArgumentParser, add_data: Add) -> None:
    """Add the subcommands of ``export``; ``add_data`` adds the flag of the data package."""
    kinds = parser.add_subparsers(dest="what", required=True)
    one = kinds.add_parser("state", help="who held what on a day")
    one.add_argument("day", metavar="DAY", help="a day as YYYY-MM-DD")
    many = kinds.add_parser("range", help="who held what over a range of days")
    ways = kinds.add_parser("changes", help="every change between two days")
    between = kinds.add_parser("differences", help="what is different on a later day")
    for child in (many, ways, between):
        child.add_argument("first", metavar="FROM", help="the first day")
        child.add_argument("last", metavar="TO", help="the last day")
    places = kinds.add_parser("places", help="the places as Linked Places format, for gazetteers")
    whole = kinds.add_parser("package", help="the whole data package as a zip")
    suffixes = {
        one: state.FORMATS,
        many: state.FORMATS,
        ways: changes.FORMATS,
        between: changes.FORMATS,
        places: ("jsonld",),
        whole: ("zip",),
    }
    for child, known in suffixes.items():
        child.add_argument(
            "-o",
            "--output",
            metavar="FILE",
            type=Path,
            required=True,
            help=f"a file that ends in {', '.join(f'.{kind}' for kind in known)}",
        )
        child.set_defaults(kinds=known)
        add_data(child)


def add_cite(parser: argparse.ArgumentParser, add_data: Add) -> None:
    """Add what ``cite`` takes."""
    parser.add_argument("day", metavar="DAY", help="a day as YYYY-MM-DD")
    parser.add_argument(
        "--style", choices=tuple(citation.FORMATS), default="apa", help="(default: apa)"
    )
    parser.add_argument(
        "--sources", action="store_true", help="cite the sources shown on the day instead"
    )
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="(default: en)")
    parser.add_argument(
        "--view",
        metavar="QUERY",
        default="",
        help="what else the view shows, as in the address of the page: view=strips",
    )
    add_data(parser)


def evidence(options: Options) -> None:
    """Print the evidence of the package in numbers, as Markdown."""
    # Measures areas with shapely, which the other commands need not wait for.
    from dashboard.dataset.evidence_report import report

    print(report(open_dataset(options.data)), end="")


def export(options: Options) -> None:
    """Write the file that is asked for, whole or not at all.

    Raises
    ------
    DatasetError
        When the data package cannot be read.
    ValueError, OSError
        For a wrong day, range or suffix; for a file that cannot be written.
    """
    kind = kind_of(options.output, options.kinds)
    write_whole(options.output, _content(options, kind))


def _content(options: Options, kind: str) -> bytes:
    days = [
        parse_day(getattr(options, name)) for name in ("day", "first", "last") if name in options
    ]
    dataset = open_dataset(options.data)
    if options.what == "places":
        return gazetteer.render(dataset, base_address())
    if options.what == "package":
        return package.render(dataset)
    timeline = Timeline(dataset)
    if options.what == "state":
        return state.render(dataset, timeline, days[0], kind)
    if options.what == "range":
        return state.render_range(dataset, timeline, days[0], days[1], kind)
    return changes.render(dataset, timeline, days[0], days[1], kind, options.what)


def cite(options: Options) -> None:
    """Write a citation to standard output; raises as :func:`export`."""
    day = parse_day(options.day)
    dataset = open_dataset(options.data)
    timeline = Timeline(dataset)
    timeline.state(day)  # raises for a day outside the atlas
    if options.sources:
        text = citation.cite_sources(dataset, timeline, day, options.lang, options.style)
    else:
        known = url.known(dataset)
        address = url.permalink(base_address(), options.lang, day, options.view, known)
        text = citation.cite_view(dataset, day, options.lang, address, options.style)
    sys.stdout.buffer.write(text.encode())
