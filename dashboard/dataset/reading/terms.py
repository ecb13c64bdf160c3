"""The optional words of ``atlas`` in datapackage.json into :class:`Terms`, every fault named."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from unicodedata import category

from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import LANGUAGES, Text
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.inside import Files, RefusedPathError, file_inside
from dashboard.dataset.terms import Terms

DESCRIPTOR = "datapackage.json"
LONGEST = 300
"""Characters of a word or sentence of the package."""

_FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SEE = "docs/data-package.md has an example"


def read_terms(files: Files, descriptor: Mapping[str, Any], problems: list[Problem]) -> Terms:
    """Return the terms of a package whose other keys of ``atlas`` were read without a fault."""
    return _Reader(files, descriptor, problems).terms()


class _Reader:
    """One reading; a class only so that its parts share the block and the list of faults."""

    def __init__(
        self, files: Files, descriptor: Mapping[str, Any], problems: list[Problem]
    ) -> None:
        self.files, self.descriptor, self.problems = files, descriptor, problems
        self.atlas: Mapping[str, Any] = descriptor["atlas"]
        self.first, self.last = (parse_day(self.atlas[name]) for name in ("first_day", "last_day"))

    def terms(self) -> Terms:
        title = self.atlas["title"]
        return Terms(
            file_name=self.file_name(),
            map_name=self.text("map_name", self.atlas.get("map_name", title)),
            example_day=self.day("example_day", self.atlas.get("example_day"), self.first),
            film_days=self.film_days(),
            favicon=self.favicon(),
        )

    def fault(self, key: str, value: object, rule: str, cure: str) -> None:
        shown = value if isinstance(value, str) else repr(value)
        self.problems.append(Problem(DESCRIPTOR, None, f"atlas.{key}", shown, rule, cure))

    def file_name(self) -> str:
        if "file_name" in self.atlas:
            name = self.atlas["file_name"]
            if isinstance(name, str) and len(name) <= 60 and _FILE_NAME.fullmatch(name):
                return name
            rule, cure = (
                "is not a file name",
                "write small letters, digits and hyphens, as my-atlas",
            )
            self.fault("file_name", name, rule, cure)
        plain = re.sub(r"[^a-z0-9]+", "-", str(self.descriptor.get("name", "")).lower())
        return plain.strip("-")[:60] or "atlas"

    def text(self, key: str, value: object) -> Text:
        """Return words in every language of the atlas."""
        if isinstance(value, Mapping) and all(_is_text(value.get(one)) for one in LANGUAGES):
            return Text(value["en"], value["tr"])
        pairs = ", ".join(f'"{one}": "..."' for one in LANGUAGES)
        rule = f"is not text in {' and '.join(LANGUAGES)}, of at most {LONGEST} characters"
        self.fault(key, value, rule, f"write {{{pairs}}}")
        return Text("", "")

    def day(self, key: str, value: object, usual: date) -> date:
        """Return a day of the atlas, ``usual`` where none is written."""
        if value is None:
            return usual
        try:
            found = parse_day(str(value))
        except ValueError:
            found = None
        if found is not None and self.first <= found <= self.last:
            return found
        rule = f"is not a day from {self.first} to {self.last}"
        self.fault(key, value, rule, "write a day of the atlas as YYYY-MM-DD")
        return usual

    def film_days(self) -> tuple[date, date]:
        film = self.atlas.get("film", {})
        if not isinstance(film, Mapping):
            self.fault("film", film, "is not an object", _SEE)
            film = {}
        first = self.day("film.from", film.get("from"), self.first)
        last = self.day("film.to", film.get("to"), self.last)
        # An atlas of one day has no film, and does not ask for one.
        if film and not first < last:
            rule, cure = "is not before film.to", "write the first day of a film, then its last"
            self.fault("film.from", first.isoformat(), rule, cure)
        return first, last

    def favicon(self) -> str:
        path = self.atlas.get("favicon", "")
        if path == "":
            return ""
        try:
            file_inside(self.files.folder, path)
        except RefusedPathError as error:
            self.fault("favicon", path, error.rule, error.cure)
            return ""
        except OSError:
            self.fault("favicon", path, "cannot be read", "put the file into the package")
            return ""
        if not str(path).endswith(".svg"):
            self.fault("favicon", path, "is not an SVG", "give a picture whose name ends in .svg")
            return ""
        return str(path)


def _is_text(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value.strip()) > 0
        and len(value) <= LONGEST
        and not any(category(one) == "Cc" for one in value)
    )


def named_files(atlas: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the paths of the files that ``atlas`` names; they belong to the package."""
    return tuple(path for path in (atlas.get("favicon"),) if isinstance(path, str) and path)
