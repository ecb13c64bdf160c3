"""The releases of a package: data that differ from a release have a higher number.

``releases.csv`` beside the tables lists what was released, with the digest of its data. It is
no resource of the package, so that to list a release does not change the data.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.descriptor import DESCRIPTOR
from dashboard.dataset.reading.inside import RefusedPathError, read_inside
from dashboard.dataset.reading.lists import read_list
from dashboard.dataset.reading.load import Package, digest

RELEASES = "releases.csv"
COLUMNS = ("version", "released", "digest")

_NUMBER = re.compile(r"(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Release:
    """Data that were given out: number, day as ``YYYY-MM-DD``, SHA-256 of the data."""

    version: str
    released: str
    digest: str


def releases(folder: Path) -> list[Release]:
    """Return the releases of the package in ``folder``, the oldest first; none without a list.

    Raises
    ------
    ValueError
        When the list has other columns, a number that is not ``1.2.3``, or no SHA-256.
    """
    try:
        content = read_inside(folder, RELEASES)
    except FileNotFoundError:
        return []
    rows = read_list(content, COLUMNS)
    for line, row in enumerate(rows, start=2):
        right = len(row) == len(COLUMNS) and _NUMBER.fullmatch(row[0]) and _DIGEST.fullmatch(row[2])
        if not right:
            raise ValueError(f"has in line {line} no number as 1.2.3, day and SHA-256")
    return [Release(*row) for row in rows]


def record(folder: Path, release: Release) -> None:
    """Add a release to the list of the package in ``folder``, unless it stands there."""
    known = releases(folder)
    if release in known:
        return
    rows = [COLUMNS, *((each.version, each.released, each.digest) for each in [*known, release])]
    text = "".join(f"{','.join(row)}\n" for row in rows)
    (folder / RELEASES).write_text(text, encoding="utf-8", newline="\n")


def number(version: str) -> tuple[int, ...]:
    """Return ``1.2.3`` as numbers that compare; ``ValueError`` when it is not written so."""
    match = _NUMBER.fullmatch(version)
    if not match:
        raise ValueError(f"{version[:20]!r} is not a release number; write three as 1.2.3")
    return tuple(map(int, match.groups()))


def the_release_is_newer_than_what_it_changes(package: Package) -> Iterator[Problem]:
    """Yield a package whose data differ from a release that has the same or a higher number."""
    if not package.descriptor:
        return
    try:
        known = releases(package.files.folder)
    except RefusedPathError as fault:
        yield Problem(RELEASES, None, "", "", fault.rule, fault.cure)
        return
    except OSError:
        yield Problem(RELEASES, None, "", "", "cannot be read", "put the file itself there")
        return
    except (UnicodeDecodeError, ValueError) as fault:
        yield Problem(RELEASES, None, "", "", str(fault), "write it as docs/data-package.md says")
        return
    try:
        here = digest(package.files, package.descriptor)
    except (OSError, ValueError):
        return  # A file that cannot be read has a problem of its own.
    version = package.descriptor["version"]
    try:
        mine = number(version)
    except ValueError:
        cure = "write three numbers as 1.2.3"
        yield Problem(DESCRIPTOR, None, "version", version, "is not a release number", cure)
        return
    last = max((each for each in known if each.digest != here), default=None, key=_order)
    if last and mine <= number(last.version):
        rule = f"is not above {last.version}, and the data are no longer those of that release"
        cure = "raise the version, and set created to the day"
        yield Problem(DESCRIPTOR, None, "version", version, rule, cure)


def _order(release: Release) -> tuple[int, ...]:
    return number(release.version)
