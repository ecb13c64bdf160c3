"""The kinds of values that the schemas are made of, as JSON Schema."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.dataset.text import Language

Schema = dict[str, Any]

LONGEST_LINE = 300
"""Characters of a title, a name, an id."""
LONGEST_TEXT = 10_000
"""Characters of a sentence or note."""
TEXT = f"text of at most {LONGEST_TEXT:,} characters without control characters"
LARGEST = 10**9
_UNLINED = r"\u0000-\u001f\u007f-\u009f\ufffe\uffff"
UNLINED = re.compile(f"[{_UNLINED}]+")
"""What a line of text cannot hold: line breaks and other control characters."""
_LINE = f"^[^{_UNLINED}]*$"
_UNSHOWN = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff"
UNSHOWN = re.compile(f"[{_UNSHOWN}]")
"""What XML cannot hold, and so no SVG and no DOCX."""
_REQUIRED = object()


def line(about: str, default: object = _REQUIRED, empty: bool = False, **more: Any) -> Schema:
    """Text on a single line; ``empty`` or ``default=""`` lets it be empty."""
    filled = not empty and default != ""
    rule = f"text on one line of at most {LONGEST_LINE} characters"
    form = {
        "type": "string",
        "title": f"{rule}, not empty" if filled else rule,
        "maxLength": LONGEST_LINE,
        "pattern": _LINE,
    }
    return _finished(form | ({"minLength": 1} if filled else {}) | more, about, default)


def text(about: str, default: object = _REQUIRED, **more: Any) -> Schema:
    """Text that may be long or empty."""
    form = {
        "type": "string",
        "title": TEXT,
        "maxLength": LONGEST_TEXT,
        "pattern": f"^[^{_UNSHOWN}]*$",
    }
    return _finished(form | more, about, default)


def day(about: str) -> Schema:
    """A Gregorian day."""
    form = {"type": "string", "title": "a day as 2001-02-03", "format": "date"}
    return _finished(form | {"pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, about, _REQUIRED)


def count(about: str, default: object = _REQUIRED) -> Schema:
    """A whole number above 0; with ``default=None`` it may be null."""
    form = {"type": "integer", "minimum": 1, "maximum": LARGEST}
    return _finished(form, about, default)


def number(about: str, least: float, most: float, default: object = _REQUIRED) -> Schema:
    """A number in bounds; with ``default=None`` it may be null."""
    return _finished({"type": "number", "minimum": least, "maximum": most}, about, default)


def choice(about: str, words: Sequence[str], default: object = _REQUIRED) -> Schema:
    """One of some words."""
    return _finished({"enum": list(words)}, about, default)


def flag(about: str, default: object = _REQUIRED) -> Schema:
    """True or false."""
    return _finished({"type": "boolean"}, about, default)


def many(about: str, items: Schema, default: object = _REQUIRED, **more: Any) -> Schema:
    """A list; with ``default=None`` it may be null."""
    return _finished({"type": "array", "items": items} | more, about, default)


def group(
    about: str, properties: Mapping[str, Schema], default: object = _REQUIRED, **more: Any
) -> Schema:
    """An object; properties without a default must be there."""
    required = [name for name, each in properties.items() if "default" not in each]
    form = {"type": "object", "properties": dict(properties), "required": required}
    return _finished(form | more, about, default)


def by_language(about: str, each: Schema) -> Schema:
    """A text in several languages, as an object of their tags."""
    return {"type": "object", "additionalProperties": each, "description": about}


def translated(stem: str, each: Schema, languages: Sequence[Language]) -> dict[str, Schema]:
    """Return the properties ``stem_en``, ``stem_tr``, ... of a text; the first as ``each`` is.

    The others may be left out: readers of their languages get the text of the first.
    """
    first, *others = languages
    optional = {name: value for name, value in each.items() if name != "minLength"} | {
        "default": ""
    }
    return {f"{stem}_{first}": each} | {f"{stem}_{language}": optional for language in others}


def _finished(form: Schema, about: str, default: object) -> Schema:
    if default is not _REQUIRED:
        form = form | {"default": default}
    if default is None:
        form["type"] = [form["type"], "null"]
        if "title" in form:
            form["title"] += ", or null"
    return form | {"description": about}
