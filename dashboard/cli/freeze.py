"""``python -m dashboard freeze``: write the whole atlas as files that need no server."""

import argparse
from collections.abc import Callable
from pathlib import Path

from dashboard.cli.films import bar, jobs
from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.reading.load import read_package
from dashboard.dataset.validate import open_dataset

Add = Callable[[argparse.ArgumentParser], None]
NONE = "none"


def add_freeze(parser: argparse.ArgumentParser, add_data: Add) -> None:
    """Add the options of ``freeze``."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder for the site")
    parser.add_argument(
        "--base-url",
        metavar="URL",
        default="",
        help="address that others will reach the site at, for citations and search engines "
        "(default: none)",
    )
    parser.add_argument(
        "--sheets",
        metavar="LANGUAGES",
        help="languages with a sheet for print of each day of change, with commas between, or "
        "none; a sheet takes a second or more and some 4 MB (default: all)",
    )
    parser.add_argument(
        "--films",
        metavar="LANGUAGES",
        default=NONE,
        help="languages with a film of the days of films in the data, with commas between; it "
        "takes minutes (default: none)",
    )
    parser.add_argument(
        "--offline",
        action="store_true",
        help="let browsers keep the site, so that it opens again without a network",
    )
    parser.add_argument(
        "--jobs", metavar="N", type=jobs, default=0, help="processes (default: all cores)"
    )
    add_data(parser)


def freeze(options: argparse.Namespace) -> None:
    """Write the site.

    Raises
    ------
    ValueError
        For a folder of somebody's own, a language that the package does not have, or a wrong
        address.
    """
    # The page and what prints take seconds to import; most commands do without.
    from dashboard.export.press.workers import cores
    from dashboard.ui.frozen import folder, site
    from dashboard.ui.page.frozen import Frozen

    folder.check(options.folder)
    dataset = open_dataset(options.data)
    sheets = _languages(dataset, "--sheets", options.sheets)
    films = _languages(dataset, "--films", options.films)
    offered = Frozen(sheets, options.offline, films, _subtitles(options.data) if films else ())
    order = site.Order(options.data.resolve(), offered, options.base_url.rstrip("/"))
    count = site.freeze(
        order,
        options.folder,
        options.jobs or cores(),
        bar,
    )
    print(f"{options.folder}: {count:,} files; {options.folder}/index.html is the atlas")


def _subtitles(package: Path) -> tuple[Language, ...]:
    """The languages of the subtitles of films; fails at once where films cannot be made."""
    import av  # noqa: F401 - what encodes them, which an extra installs

    from dashboard.export.press import subtitles

    return tuple(subtitles.complete(read_package(package)))


def _languages(dataset: Dataset, option: str, text: str | None) -> tuple[Language, ...]:
    """The languages that are asked for, in the order of the package."""
    if text is None:
        return tuple(dataset.languages)
    asked = set() if text == NONE else set(text.split(","))
    unknown = sorted(asked - set(dataset.languages))
    if unknown:
        known = ", ".join(dataset.languages)
        raise ValueError(f"{option}: {unknown[0][:20]!r} is no language; write {NONE} or {known}")
    return tuple(language for language in dataset.languages if language in asked)
