"""``python -m dashboard export``, ``cite`` and ``evidence``: what they take and write."""

import argparse
import sys
from collections.abc import Callable
from datetime import date

from dashboard.cli import flags
from dashboard.dataset.dates import parse_day
from dashboard.dataset.other_readings import as_read
from dashboard.dataset.problems import DatasetError
from dashboard.dataset.rules.releases import Release, record
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset, validate
from dashboard.export.address import base_address, prefix
from dashboard.export.cite import citation
from dashboard.export.data import exports, gazetteer, package, schema, selection
from dashboard.export.data.formats import FORMATS
from dashboard.export.files import kind_of, opened
from dashboard.ui.page import url

Options = argparse.Namespace
Add = Callable[[argparse.ArgumentParser], None]


def add_export(parser: argparse.ArgumentParser, add_data: Add) -> None:
    """Add the subcommands of ``export``; ``add_data`` adds the flag of the data package."""
    kinds = parser.add_subparsers(dest="what", required=True)
    for name, export in exports.EXPORTS.items():
        child = kinds.add_parser(name, help=export.about[0].lower() + export.about[1:])
        _add_days(child, export.days)
        _add_part(child)
        if export.held:
            flags.add_reading(child)
        known = (*FORMATS, "jsonld") if name == "places" else tuple(FORMATS)
        _add_output(child, known, add_data)
    whole = kinds.add_parser("package", help="the whole data package as a zip")
    _add_output(whole, ("zip",), add_data)
    schema = kinds.add_parser("schema", help="what each column of the exported tables is")
    _add_output(schema, ("json",), add_data)


def _add_days(parser: argparse.ArgumentParser, days: tuple[int, ...]) -> None:
    if days == (1,):
        parser.add_argument("day", metavar="DAY", help="a day as YYYY-MM-DD")
    elif days != (0,):
        parser.add_argument("first", metavar="FROM", help="the first day, as YYYY-MM-DD")
        more = "; without it the first day alone" if 1 in days else ""
        nargs = "?" if 1 in days else None
        parser.add_argument("last", metavar="TO", nargs=nargs, help=f"the last day{more}")


def _add_part(parser: argparse.ArgumentParser) -> None:
    """Add what leaves a part of the table."""
    parser.add_argument("--territory", metavar="IDS", help="territories, with commas between")
    parser.add_argument("--region", metavar="IDS", help="regions, with commas between")
    parser.add_argument("--power", metavar="IDS", help="powers (roles.csv), with commas between")
    parser.add_argument(
        "--clip", metavar="BOX", help="cut the shapes to west,south,east,north in degrees"
    )
    parser.add_argument(
        "--bom", action="store_true", help="begin a CSV so that Excel opens it by double click"
    )


def _add_output(parser: argparse.ArgumentParser, known: tuple[str, ...], add_data: Add) -> None:
    flags.add_output(parser, known)
    parser.set_defaults(kinds=known)
    add_data(parser)


def add_cite(parser: argparse.ArgumentParser, add_data: Add) -> None:
    """Add what ``cite`` takes."""
    parser.add_argument("day", metavar="DAY", help="a day as YYYY-MM-DD")
    parser.add_argument(
        "--style", choices=tuple(citation.FORMATS), default="apa", help="(default: apa)"
    )
    parser.add_argument(
        "--sources", action="store_true", help="cite the sources shown on the day instead"
    )
    flags.add_language(parser)
    flags.add_reading(parser)
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
        For a wrong day, range, part or suffix; for a file that cannot be written.
    """
    kind = kind_of(options.output, options.kinds, options.format)
    days = [parse_day(text) for text in _days(options)]
    with opened(options.output) as write:
        write(_content(options, kind, days))


def _days(options: Options) -> list[str]:
    named = (getattr(options, name, None) for name in ("day", "first", "last"))
    return [text for text in named if text is not None]


def _content(options: Options, kind: str, days: list[date]) -> bytes:
    dataset = open_dataset(options.data, tried=False)
    if options.what == "package":
        return package.render(dataset)
    if options.what == "schema":
        return schema.render(dataset)
    if kind == "jsonld":
        return gazetteer.render(dataset, base_address())
    asked = {name: getattr(options, name) or "" for name in selection.WORDS}
    dataset = as_read(dataset, getattr(options, "reading", None) or "")
    chosen = selection.parse(dataset, asked)
    timeline = Timeline(dataset)
    return exports.file(dataset, timeline, options.what, days, kind, chosen, bom=options.bom)


def release(options: Options) -> None:
    """Write the archive of a release, with what Zenodo asks for, and list the release.

    Raises
    ------
    DatasetError
        When the package breaks a rule, that of its release number among them.
    OSError
        When the archive cannot be written.
    """
    kind_of(options.output, ("zip",))
    with opened(options.output) as write:
        problems = validate(options.data)
        if problems:
            raise DatasetError(problems)
        dataset = open_dataset(options.data)
        record(options.data, Release(dataset.release, dataset.created, dataset.digest))
        write(package.render(dataset))


def cite(options: Options) -> None:
    """Write a citation to standard output; raises as :func:`export`."""
    day = parse_day(options.day)
    own = open_dataset(options.data, tried=False)
    asked = [options.view, f"reading={options.reading}" if options.reading else ""]
    shown = url.checked("&".join(filter(None, asked)), day, url.known(own))
    dataset = as_read(own, shown.get("reading", ""))
    timeline = Timeline(dataset)
    language = options.lang or dataset.languages[0]
    path = prefix(language, dataset.languages)
    timeline.state(day)  # raises for a day outside the atlas
    if options.sources:
        text = citation.cite_sources(dataset, timeline, day, language, options.style)
    else:
        address = url.permalink(base_address(), path, day, shown)
        text = citation.cite_view(dataset, day, language, address, options.style, shown)
    sys.stdout.buffer.write(text.encode())
