"""datapackage.json: what the loader takes from it, and the files that it names."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast
from unicodedata import category

import orjson
from babel import Locale, UnknownLocaleError

from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import Language
from dashboard.dataset.problems import Problem
from dashboard.dataset.projection import CURE, definition
from dashboard.dataset.reading.inside import Files, RefusedPathError, file_inside
from dashboard.dataset.reading.tables import cure_of_missing, read_text

DESCRIPTOR = "datapackage.json"
DEEPEST = 20
"""Objects and lists within each other."""
LONGEST_TEXT = 300
"""Characters of a title, version, licence or name."""
PROFILES = ("data-package", "tabular-data-package")
RESOURCE_PROFILES = ("data-resource", "tabular-data-resource")

_SEE = "see docs/data-package.md"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", re.ASCII)


def read_descriptor(files: Files, problems: list[Problem]) -> Mapping[str, Any]:
    """Return datapackage.json, or an empty mapping if it does not serve."""
    content = read_text(files, DESCRIPTOR, problems)
    if content is None:
        return {}
    try:
        descriptor = orjson.loads(content)
        _check(descriptor)
    except orjson.JSONDecodeError as error:
        rule = f"is not JSON ({error})"
        problems.append(Problem(DESCRIPTOR, error.lineno, "", "", rule, "correct it"))
        return {}
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        rule = f"lacks a right value ({error})"
        cure = f"{_SEE} and give version, licenses, contributors, created, atlas"
        problems.append(Problem(DESCRIPTOR, None, "", "", rule, cure))
        return {}
    problems.extend(_references(files.folder, descriptor))
    return cast(Mapping[str, Any], descriptor)


def _check(descriptor: Any) -> None:
    """Raise unless all that the loader takes from the descriptor is there."""
    if _depth(descriptor) > DEEPEST:
        raise ValueError(f"more than {DEEPEST} objects and lists within each other")
    atlas = descriptor["atlas"]
    first, last, detailed = (
        parse_day(atlas[name]) for name in ("first_day", "last_day", "detailed_until")
    )
    if not first <= detailed <= last:
        raise ValueError("first_day, detailed_until and last_day are not in this order")
    _check_map(atlas)
    languages = languages_of(descriptor)
    texts = [atlas["title"][one] for one in languages if one in atlas["title"]]
    texts += [atlas["title"][languages[0]], descriptor["version"]]
    texts += [descriptor["licenses"][0]["name"]]
    texts += [one["title"] for one in descriptor["contributors"]]
    if not all(map(_is_text, texts)):
        raise ValueError(
            "a title, version, licence or contributor is not text, "
            f"is longer than {LONGEST_TEXT} characters or has control characters"
        )
    parse_day(descriptor["created"][:10])
    resources = descriptor["resources"]
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise ValueError("resources is not a list of objects")
    if not all(isinstance(one["path"], str) for one in resources):
        raise ValueError("the path of a resource is not text")


def languages_of(descriptor: Mapping[str, Any]) -> tuple[Language, ...]:
    """Return the languages of an atlas, the first of which every text is in.

    Raises
    ------
    ValueError
        For what is not a list of tags that CLDR knows, as ``["en", "tr"]``.
    """
    atlas = descriptor["atlas"]
    languages = atlas.get("languages", list(atlas["title"]))
    if not isinstance(languages, list) or not languages or len(set(languages)) < len(languages):
        raise ValueError('atlas.languages is not a list of languages, as ["en", "tr"]')
    for one in languages:
        if not isinstance(one, str) or not _TAG.fullmatch(one) or not _in_cldr(one):
            raise ValueError(f"atlas.languages has {one!r}; write tags of CLDR, as en, az or pt-BR")
    return tuple(languages)


def _in_cldr(tag: str) -> bool:
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def _check_map(atlas: Any) -> None:
    projection, home = atlas["projection"], atlas["home"]
    try:
        definition(projection)
    except ValueError as error:
        raise ValueError(f"atlas.projection {error}; {CURE}") from None
    if not isinstance(home, list):
        raise ValueError("home is not a list")
    west, south, east, north = map(float, home)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError("home is not west, south, east, north in degrees")


def _is_text(value: object) -> bool:
    return (
        isinstance(value, str)
        and 0 < len(value) <= LONGEST_TEXT
        and not any(category(one) == "Cc" for one in value)
    )


def _depth(value: object) -> int:
    """Return how many objects and lists lie within each other, without recursion."""
    depth, level = 0, [value]
    while level := [one for one in level if isinstance(one, dict | list)]:
        depth += 1
        level = [
            inner for one in level for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return depth


def _references(folder: Path, descriptor: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield whatever the descriptor names that is not a file of the package, or a plain word."""
    yield from _profile(descriptor, "profile", PROFILES)
    names: set[object] = set()
    for number, resource in enumerate(descriptor["resources"]):
        place = f"resources[{number}]"
        name = resource.get("name")
        if not _is_text(name) or name in names:
            rule = "is the name of another resource too" if name in names else "is not a name"
            cure = "give each resource a name of its own"
            yield Problem(DESCRIPTOR, None, f"{place}.name", _shown(name), rule, cure)
        names.add(name if isinstance(name, str) else None)
        yield from _profile(resource, f"{place}.profile", RESOURCE_PROFILES)
        for part in ("schema", "dialect"):
            if not isinstance(resource.get(part, {}), dict):
                rule = "is not an object: what it names is not read"
                cure = f"write the {part} itself here, or leave it out"
                column = f"{place}.{part}"
                yield Problem(DESCRIPTOR, None, column, _shown(resource[part]), rule, cure)
        yield from _path(folder, resource["path"], f"{place}.path")


def _profile(part: Mapping[str, Any], place: str, known: tuple[str, ...]) -> Iterator[Problem]:
    profile = part.get("profile", known[0])
    if profile not in known:
        rule, cure = "is not a profile that is known", f"write {' or '.join(known)}"
        yield Problem(DESCRIPTOR, None, place, _shown(profile), rule, cure)


def _path(folder: Path, path: object, place: str) -> Iterator[Problem]:
    try:
        file_inside(folder, path)
    except RefusedPathError as error:
        yield Problem(DESCRIPTOR, None, place, _shown(path), error.rule, error.cure)
    except OSError:
        # The words of a file that is read and is not there, so that it is named once.
        yield Problem(str(path), None, "", "", "cannot be read", cure_of_missing(str(path)))


def _shown(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else repr(value)
