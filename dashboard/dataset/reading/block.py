"""Values of the ``atlas`` block of datapackage.json, read key by key; each fault is reported."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar, cast
from unicodedata import category

from dashboard.dataset.model import Language, Text
from dashboard.dataset.problems import Problem

DESCRIPTOR = "datapackage.json"
LONGEST = 300
"""Characters of a word or sentence of the package."""

Word = TypeVar("Word", bound=str)

_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_SEE = "docs/data-package.md has an example"


class Block:
    """Reads values by their keys; what cannot be read is a fault and gives a harmless value."""

    def __init__(self, languages: Sequence[Language], problems: list[Problem]) -> None:
        self.languages, self.problems = languages, problems

    def fault(self, key: str, value: object, rule: str, cure: str) -> None:
        """Note a fault of ``atlas.KEY``."""
        shown = value if isinstance(value, str) else repr(value)
        self.problems.append(Problem(DESCRIPTOR, None, f"atlas.{key}", shown, rule, cure))

    def text(self, key: str, value: object) -> Text:
        """Return words in languages of the atlas, in the first of them in any case."""
        known, first = self.languages, self.languages[0]
        words = value if isinstance(value, Mapping) else {}
        if first in words and set(words) <= set(known) and all(map(is_text, words.values())):
            return Text({language: words[language] for language in known if language in words})
        pairs = ", ".join(f'"{language}": "..."' for language in known)
        rule = f"is not text in {' and '.join(known)}, of at most {LONGEST} characters"
        self.fault(key, value, rule, f"write {{{pairs}}}")
        return Text()

    def optional_text(self, key: str, value: object) -> Text | None:
        """Return words in languages of the atlas, or ``None`` where there are none."""
        return None if value is None else self.text(key, value)

    def word(self, key: str, value: object, known: Collection[Word], usual: Word) -> Word:
        """Return one of the words that are ``known``; ``usual`` where it is another."""
        for word in known:
            if word == value:
                return word
        self.fault(key, value, "is not known here", f"write one of {', '.join(known)}")
        return usual

    def flag(self, key: str, value: object) -> bool:
        """Return ``true`` or ``false``."""
        if not isinstance(value, bool):
            self.fault(key, value, "is neither true nor false", "write true or false")
        return value is True

    def number(self, key: str, value: object, least: float, most: float) -> float:
        """Return a number between two bounds."""
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if number and least <= float(cast(float, value)) <= most:
            return float(cast(float, value))
        rule, cure = f"is not a number from {least:g} to {most:g}", "write such a number"
        self.fault(key, value, rule, cure)
        return least

    def colour(self, key: str, value: object) -> str:
        """Return a colour as ``#rrggbb``."""
        if isinstance(value, str) and _COLOUR.fullmatch(value):
            return value
        self.fault(key, value, "is not a colour", "write # and six small hexadecimal digits")
        return ""

    def mapping(self, key: str, value: object, known: Collection[str]) -> Mapping[str, Any]:
        """Return an object with no other keys than those ``known``."""
        if not isinstance(value, Mapping):
            self.fault(key, value, "is not an object", _SEE)
            return {}
        for name in sorted(value.keys() - set(known)):
            self.fault(f"{key}.{name}", "", "is not known here", f"write one of {', '.join(known)}")
        return {name: value[name] for name in known if name in value}

    def listed(
        self, key: str, value: object, known: Collection[str]
    ) -> Mapping[str, tuple[str, Mapping[str, Any]]]:
        """Return the objects of a list by their ``id``, each with its place in the block."""
        if not isinstance(value, list) or not value:
            self.fault(key, value, "is not a list of objects", _SEE)
            return {}
        entries: dict[str, tuple[str, Mapping[str, Any]]] = {}
        for number, entry in enumerate(value):
            place = f"{key}[{number}]"
            about = self.mapping(place, entry, ("id", *known))
            name = about.get("id")
            is_id = isinstance(name, str) and _ID.fullmatch(name)
            if not isinstance(name, str) or not is_id or name in entries:
                rule = "is the id of another entry too" if is_id else "is not an id"
                cure = "write an id of its own in small letters, digits and underscores"
                self.fault(f"{place}.id", name, rule, cure)
                continue
            entries[name] = place, about
        return entries


def is_text(value: object) -> bool:
    """Whether a value is text that can be shown: not empty, not too long, on a single line."""
    return (
        isinstance(value, str)
        and len(value.strip()) > 0
        and len(value) <= LONGEST
        and not any(category(character) == "Cc" for character in value)
    )
