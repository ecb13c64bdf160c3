"""datapackage.json: what the loader takes from it, and the files that it names."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

import orjson
from babel import Locale, UnknownLocaleError

from dashboard.dataset.dates import parse_day
from dashboard.dataset.extents import on_earth
from dashboard.dataset.model import Language
from dashboard.dataset.problems import Problem
from dashboard.dataset.projection import CURE, definition
from dashboard.dataset.reading.inside import Files, RefusedPathError, file_inside
from dashboard.dataset.reading.tables import cure_of_missing, read_text
from dashboard.dataset.schema.check import faults, is_day
from dashboard.dataset.schema.descriptor import DESCRIPTOR as DESCRIPTOR_SCHEMA

DESCRIPTOR = "datapackage.json"
DEEPEST = 20
"""Objects and lists within each other."""

_SEE = "see docs/data-package.md"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", re.ASCII)


def read_descriptor(files: Files, problems: list[Problem]) -> Mapping[str, Any]:
    """Return datapackage.json, or an empty mapping if it does not serve."""
    content = read_text(files, DESCRIPTOR, problems)
    if content is None:
        return {}
    try:
        descriptor = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        rule = f"is not JSON ({error})"
        problems.append(Problem(DESCRIPTOR, error.lineno, "", "", rule, "correct it"))
        return {}
    wrong = list(_faults(descriptor))
    problems.extend(wrong)
    if wrong:
        return {}
    problems.extend(_references(files.folder, descriptor))
    return cast(Mapping[str, Any], descriptor)


def _faults(descriptor: Any) -> Iterator[Problem]:
    """Yield what keeps the descriptor from being read."""
    if depth_of(descriptor) > DEEPEST:
        rule = f"has more than {DEEPEST} objects and lists within each other"
        yield Problem(DESCRIPTOR, None, "", "", rule, _SEE)
        return
    wrong = list(faults(DESCRIPTOR_SCHEMA, descriptor))
    for fault in wrong:
        yield Problem(
            DESCRIPTOR, None, fault.column, fault.shown, fault.rule, f"{fault.cure}; {_SEE}"
        )
    if not wrong and not is_day(descriptor["created"][:10]):
        cure = "write a day of the calendar, as 2026-11-23"
        yield Problem(DESCRIPTOR, None, "created", descriptor["created"], "is not a day", cure)
    if not wrong:
        yield from _faults_of_the_atlas(descriptor["atlas"])


def _faults_of_the_atlas(atlas: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _faults_of_languages(atlas)
    first, last, detailed = (
        parse_day(atlas[name]) for name in ("first_day", "last_day", "detailed_until")
    )
    if last < first:
        cure = "write a day that is not before first_day"
        yield _of_the_atlas("last_day", str(last), f"is before the first day {first}", cure)
    elif not first <= detailed <= last:
        rule = f"is not from {first} to {last}"
        yield _of_the_atlas("detailed_until", str(detailed), rule, "write a day between them")
    for name, day, edge in (("first_day", first, date.min), ("last_day", last, date.max)):
        if day == edge:
            rule = "has no day beside it in the calendar of computers"
            yield _of_the_atlas(name, str(day), rule, "write a day further inside")
    try:
        definition(atlas["projection"])
    except ValueError as error:
        yield _of_the_atlas("projection", str(atlas["projection"]), str(error), CURE)
    west, south, east, north = home = atlas["home"]
    if not on_earth((west, south, east, north)):
        cure = "write west, south, east, north in degrees, as [9.5, 54.5, 10.2, 55.4]"
        yield _of_the_atlas("home", str(home), "is not west, south, east, north", cure)


def _of_the_atlas(name: str, value: str, rule: str, cure: str) -> Problem:
    return Problem(DESCRIPTOR, None, f"atlas.{name}", value, rule, cure)


def _faults_of_languages(atlas: Mapping[str, Any]) -> Iterator[Problem]:
    languages = languages_of(atlas)
    if not languages or len(set(languages)) < len(languages):
        cure = 'write a list of languages, as ["en", "tr"]'
        yield _of_the_atlas("languages", str(languages), "has none, or one of them twice", cure)
    for language in languages:
        if not is_language(language):
            cure = "write a tag of CLDR, as en, az or pt-BR"
            yield _of_the_atlas("languages", language, "is not a language", cure)
    if languages and languages[0] not in atlas["title"]:
        first = languages[0]
        yield _of_the_atlas("title", "", f"is not given in {first}", f"add title.{first}")


def languages_of(atlas: Mapping[str, Any]) -> tuple[Language, ...]:
    """Return the languages of an atlas, the first of which every text is in."""
    return tuple(atlas.get("languages", atlas["title"]))


def is_language(tag: str) -> bool:
    """Tell whether a text is the tag of a language of CLDR."""
    if not _TAG.fullmatch(tag):
        return False
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def depth_of(value: object) -> int:
    """Return how many objects and lists lie within each other, without recursion."""
    depth, level = 0, [value]
    while level := [value for value in level if isinstance(value, dict | list)]:
        depth += 1
        level = [
            inner
            for value in level
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
    return depth


def _references(folder: Path, descriptor: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield names of resources that are taken, and paths that are no files of the package."""
    names: set[str] = set()
    for number, resource in enumerate(descriptor["resources"]):
        place, name = f"resources[{number}]", resource["name"]
        if name in names:
            rule, cure = "is the name of another resource too", "give each a name of its own"
            yield Problem(DESCRIPTOR, None, f"{place}.name", name, rule, cure)
        names.add(name)
        yield from _path(folder, resource["path"], f"{place}.path")


def _path(folder: Path, path: str, place: str) -> Iterator[Problem]:
    try:
        file_inside(folder, path)
    except RefusedPathError as error:
        yield Problem(DESCRIPTOR, None, place, path, error.rule, error.cure)
    except OSError:
        # The words of a file that is read and is not there, so that it is named once.
        yield Problem(path, None, "", "", "cannot be read", cure_of_missing(path))
