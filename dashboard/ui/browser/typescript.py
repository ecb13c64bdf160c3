"""Write :mod:`dashboard.ui.browser.contract` as types of TypeScript: ``make contract``."""

import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NotRequired

from dashboard.ui.browser import contract

FILE = Path(__file__).parents[2] / "assets" / "core" / "contract.d.ts"
HEAD = """// Written by `make contract` from dashboard/ui/browser/contract/: change it there.
"""
PLAIN: Mapping[Any, str] = {str: "string", int: "number", float: "number", bool: "boolean"}


def declarations() -> str:
    """The text of ``core/contract.d.ts``: an interface for each record of the contract."""
    return HEAD + "".join(f"\n{text}" for text in _interfaces())


def _interfaces() -> Iterator[str]:
    for name, record in vars(contract).items():
        if not typing.is_typeddict(record):
            continue
        hints = typing.get_type_hints(record, include_extras=True)
        fields = "".join(f"  {_field(key, hint)};\n" for key, hint in hints.items())
        yield f"{_comment(record)}export interface {name} {{\n{fields}}}\n"


def _comment(record: type) -> str:
    # A record without a docstring has that of dict.
    text = record.__doc__ if record.__doc__ != dict.__doc__ else None
    if not text:
        return ""
    lines = [line.strip() for line in text.strip().splitlines()]
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in lines) + " */\n"


def _field(name: str, hint: Any) -> str:
    if typing.get_origin(hint) is NotRequired:
        return f"{name}?: {_type(typing.get_args(hint)[0])}"
    return f"{name}: {_type(hint)}"


def _type(hint: Any) -> str:
    """A type of Python in the words of TypeScript.

    Raises
    ------
    TypeError
        When the contract uses a type that has no form here.
    """
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in PLAIN:
        return PLAIN[hint]
    if hint is types.NoneType:
        return "null"
    if typing.is_typeddict(hint):
        return str(hint.__name__)
    if origin is Literal:
        return " | ".join(f'"{argument}"' for argument in arguments)
    if origin in (types.UnionType, typing.Union):
        return " | ".join(_type(argument) for argument in arguments)
    if origin is tuple:
        return f"[{', '.join(_type(argument) for argument in arguments)}]"
    if origin is Sequence:
        inner = _type(arguments[0])
        return f"({inner})[]" if " " in inner and inner[0] != "[" else f"{inner}[]"
    if origin is Mapping:
        return f"Record<string, {_type(arguments[1])}>"
    raise TypeError(f"{hint} of the contract has no form in TypeScript; add it to _type")


if __name__ == "__main__":
    FILE.write_text(declarations(), encoding="utf-8")
