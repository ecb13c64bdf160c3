"""A value of JSON or TOML against its schema, with every fault in plain words.

The schemas are JSON Schema, so that editors can use them; this module knows the keywords that
they use. Beside those, ``default`` is what stands where an optional property is left out.

References
----------
JSON Schema: A Media Type for Describing JSON Documents, draft 2020-12.
"""

import re
import reprlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from dashboard.dataset.dates import parse_day

Schema = Mapping[str, Any]
Place = tuple[str | int, ...]

_TYPES: Mapping[str, tuple[frozenset[type], str]] = {
    "string": (frozenset({str}), "text"),
    "integer": (frozenset({int}), "a whole number"),
    "number": (frozenset({int, float}), "a number"),
    "boolean": (frozenset({bool}), "true or false"),
    "array": (frozenset({list}), "a list"),
    "object": (frozenset({dict}), "an object"),
    "null": (frozenset({type(None)}), "null"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place of a value; ``rule`` is a predicate of ``value``.

    ``word``: only the choice of a word is wrong, the value can be read.
    """

    place: Place
    value: object
    rule: str
    cure: str
    word: bool = False

    @property
    def column(self) -> str:
        """The place as ``resources[3].path``."""
        parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.place)
        return "".join(parts).removeprefix(".")

    @property
    def shown(self) -> str:
        """The value in short."""
        if self.value is None or isinstance(self.value, bool):
            return str(self.value).replace("None", "null").lower()
        return self.value if isinstance(self.value, str) else reprlib.repr(self.value)


def faults(schema: Schema, value: object, place: Place = ()) -> Iterator[Fault]:
    """Yield every fault of a value; what is wrong as a whole is not looked into."""
    if not _suits(schema, value):
        wanted = phrase(schema)
        word = isinstance(value, str) and "enum" in schema
        yield Fault(place, value, f"is not {wanted}", f"write {wanted}", word)
    elif isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from faults(schema["items"], item, (*place, number))
    elif isinstance(value, dict):
        yield from _faults_of_object(schema, value, place)


def _faults_of_object(schema: Schema, value: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    known: Mapping[str, Schema] = schema.get("properties", {})
    patterns: Mapping[str, Schema] = schema.get("patternProperties", {})
    others = schema.get("additionalProperties")
    for name in schema.get("required", ()):
        if name not in value:
            about = known[name].get("description") or phrase(known[name])
            yield Fault((*place, name), "", "is missing", f"add it: {about}")
    for name, inner in value.items():
        if name in known:
            yield from faults(known[name], inner, (*place, name))
        elif alike := [form for form in patterns if _compiled(form).search(name)]:
            for form in alike:
                yield from faults(patterns[form], inner, (*place, name[:40]))
        elif isinstance(others, dict):
            yield from faults(others, inner, (*place, name[:40]))
        elif others is False:
            cure = f"use {', '.join(sorted(known))}"
            yield Fault((*place, name[:40]), "", "is not a word that is known here", cure)


def _suits(schema: Schema, value: object) -> bool:
    types = _types(schema)
    if types and not any(type(value) in _TYPES[name][0] for name in types):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, str):
        return _text_suits(schema, value)
    if isinstance(value, int | float):
        least, most = schema.get("minimum"), schema.get("maximum")
        return bool((least is None or value >= least) and (most is None or value <= most))
    if isinstance(value, list):
        return bool(schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)))
    return True


def _text_suits(schema: Schema, value: str) -> bool:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        return False
    if "pattern" in schema and not _compiled(schema["pattern"]).search(value):
        return False
    return schema.get("format") != "date" or not value or is_day(value)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def is_day(value: str) -> bool:
    """Tell whether a text is a day of the calendar."""
    try:
        return isinstance(parse_day(value), date)
    except ValueError:
        return False


def _types(schema: Schema) -> Sequence[str]:
    types = schema.get("type", ())
    return (types,) if isinstance(types, str) else tuple(types)


def phrase(schema: Schema) -> str:
    """Return what a value is by its schema, as ``a whole number from 1 to 9``."""
    if "title" in schema:
        return str(schema["title"])
    if "enum" in schema:
        return f"one of {', '.join(str(word) for word in schema['enum'])}"
    words = " or ".join(_TYPES[name][1] for name in _types(schema)) or "a value"
    if "minimum" in schema:
        words += f" from {schema['minimum']:,}"
    if "maximum" in schema:
        words += f" to {schema['maximum']:,}"
    if "maxLength" in schema:
        words += f" of at most {schema['maxLength']:,} characters"
    if "minItems" in schema:
        words += f" of at least {schema['minItems']}"
    return words


def with_defaults(schema: Schema, value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a sound object with the defaults of the properties that it leaves out."""
    known: Mapping[str, Schema] = schema.get("properties", {})
    lacking = {
        name: property_["default"]
        for name, property_ in known.items()
        if "default" in property_ and name not in value
    }
    return {**value, **lacking} if lacking else value
