"""Write the pages of docs/reference from the tables of the code; a test holds them to it.

python scripts/reference.py
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from flask import Flask

from dashboard.cli.main import build_parser
from dashboard.dataset.reading.layers import LAYERS
from dashboard.dataset.schema.block import WORDS
from dashboard.dataset.schema.check import Schema, phrase
from dashboard.dataset.schema.descriptor import DESCRIPTOR
from dashboard.dataset.schema.layers import properties_of
from dashboard.dataset.schema.story import STORY
from dashboard.export.data.columns import ABOUT, TABLES, Column
from dashboard.ui import settings
from dashboard.ui.app import create_app
from dashboard.ui.page.shortcuts import SHORTCUTS
from dashboard.ui.page.url import PARAMETERS

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "reference"
DATA = ROOT / "data"

OURS = re.compile(r"/(api|snapshot|figure|handout|sources|method|healthz)\b")
"""Routes that a reader or a program may call; the others are the page's own."""

# Keys as they are printed on a keyboard, where KeyboardEvent.key spells them otherwise.
PRINTED = {"ArrowRight": "→", "ArrowLeft": "←", "ArrowUp": "↑", "ArrowDown": "↓", "Escape": "Esc"}


def pages() -> dict[str, str]:
    """Return the content of each page of docs/reference by its file name."""
    return {
        "settings.md": settings_page(),
        "keys.md": keys_page(),
        "addresses.md": addresses_page(),
        "command-line.md": commands_page(),
        "http.md": http_page(create_app(DATA).server),
        "make.md": make_page(),
        "columns.md": columns_page(),
        "package.md": package_page(),
        **schemas(),
    }


def settings_page() -> str:
    """Settings of the environment."""
    words = [(f"`{name}`", *two) for name, two in settings.WORDS.items()]
    numbers = [
        (f"`{name}`", f"`{number.default}`", number.about)
        for name, number in settings.NUMBERS.items()
    ]
    return page(
        "Settings",
        "Environment variables of the server, all optional.",
        table(("setting", "default", "what it is"), words + numbers),
    )


def keys_page() -> str:
    """Keyboard shortcuts of the page."""
    rows = [(f"`{printed(keys)}`", words.message) for keys, words in SHORTCUTS]
    return page(
        "Keys",
        "The help of the page lists them too and can switch them off.",
        table(("key", "what it does"), rows),
    )


def printed(keys: str) -> str:
    """`Shift+ArrowUp` as `Shift+↑`."""
    return "+".join(PRINTED.get(key, key) for key in keys.split("+"))


def addresses_page() -> str:
    """Parameters of the address of the page."""
    rows = [(f"`{name}`", words.message) for name, words in PARAMETERS.items()]
    return page(
        "Addresses",
        "The address is the view: a link reopens it. The path is the language, the query has these "
        "parameters; what is missing has its usual value.",
        table(("parameter", "what it is"), rows),
    )


def commands_page() -> str:
    """The command line, a section for each command."""
    parts = [
        f"## {name}\n\n{table(('argument', 'what it is'), list(arguments(parser)))}\n"
        for name, parser in commands(build_parser())
    ]
    return page("Command line", "`python -m dashboard COMMAND --help` says the same.", *parts)


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that has no commands below it, by the words that call it."""
    below = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not below:
        yield parser.prog, parser
    for action in below:
        for child in action.choices.values():
            yield from commands(child)


def arguments(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Every argument of a command with its help, from argparse's own table."""
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction) or action.help == argparse.SUPPRESS:
            continue
        value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else "")
        if not value and action.nargs != 0:
            value = action.dest.upper()
        names = ", ".join(action.option_strings)
        yield f"`{f'{names} {value}'.strip()}`", action.help or ""


def columns_page() -> str:
    """Columns of the exported tables, from the table that also writes the files."""
    parts = [
        f"## {name}\n\n{table(('column', 'type', 'what it is'), list(described(columns)))}\n"
        for name, columns in TABLES.items()
    ]
    last = table(("column", "type", "what it is"), list(described(ABOUT)))
    return page(
        "Columns of the exports",
        "Every kind of file has the same columns. Where there is one for each language it is "
        "listed once, with `_*`. Places have `name_xx` too for each other language of the "
        "package; `differences` are as `changes`.",
        *parts,
        f"## At the end of each row of a CSV or FlatGeobuf\n\n{last}\n",
    )


def described(columns: Sequence[Column]) -> Iterator[tuple[str, str, str]]:
    """Each column with its type and meaning."""
    for column in columns:
        yield f"`{column.names[0]}`", column.kind, column.about


def package_page() -> str:
    """Values of datapackage.json, stories and layers, from the schemas that check them."""
    parts = [
        f"## {name}\n\n{table(('value', 'type', 'needed', 'what it is'), list(values(schema)))}\n"
        for name, schema in _package_schemas().items()
        if schema["properties"]
    ]
    return page(
        "Values of a package",
        "What is not needed may be left out. Names with `_en` and `_tr` stand for one in each "
        "language of the atlas, of which the first is needed. Editors check "
        "a file against [datapackage.schema.json](datapackage.schema.json) and "
        "[story.schema.json](story.schema.json).",
        *parts,
    )


def _package_schemas() -> dict[str, Schema]:
    layers = {path: properties_of(path, ("en", "tr")) for path in LAYERS}
    return {"datapackage.json": whole_descriptor(), "stories/*.toml": STORY, **layers}


def whole_descriptor() -> Schema:
    """The descriptor with the words that its block ``atlas`` may choose.

    Other keys than these are refused in the block.
    """
    atlas = DESCRIPTOR["properties"]["atlas"]
    keys = {**atlas["properties"], **WORDS}
    whole = {**atlas, "properties": keys, "additionalProperties": False}
    return {**DESCRIPTOR, "properties": {**DESCRIPTOR["properties"], "atlas": whole}}


def values(schema: Schema, place: str = "") -> Iterator[tuple[str, str, str, str]]:
    """Each value with its type, whether it is needed, and its meaning, those inside it after it."""
    for name, one in schema.get("properties", {}).items():
        needed = "yes" if name in schema.get("required", ()) else ""
        yield f"`{place}{name}`", phrase(one), needed, one.get("description", "")
        yield from values(one, f"{place}{name}.")
        yield from values(one.get("items", {}), f"{place}{name}[].")


def schemas() -> dict[str, str]:
    """JSON Schemas for editors."""
    known = {"datapackage": whole_descriptor(), "story": STORY}
    version = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        f"{name}.schema.json": json.dumps(version | schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in known.items()
    }


def http_page(server: Flask) -> str:
    """Routes for readers and programs, from the route table."""
    rows = set()
    for rule in server.url_map.iter_rules():
        if OURS.match(rule.rule) and not rule.rule.endswith(("/", "<path:path>")):
            methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
            about = (server.view_functions[rule.endpoint].__doc__ or "").strip().split("\n")[0]
            rows.add((f"`{written(rule.rule)}`", methods, about.replace("``", "`")))
    return page(
        "HTTP",
        "Addresses that answer programs. The pages exist in every language under its prefix. "
        "[Exports](../exports.md) has the fields of the files, the limits and the errors.",
        table(("address", "method", "what it answers"), sorted(rows)),
    )


def written(rule: str) -> str:
    """`/api/state/<day>.<kind>` as `/api/state/DAY.KIND`."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda name: name[1].upper(), rule)


def make_page() -> str:
    """Recipes of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rows = [
        (f"`make {name}`", words)
        for name, words in re.findall(r"^([a-z-]+):.*?## +(.*)$", makefile, re.MULTILINE)
    ]
    return page("Recipes", "`make help` lists them too.", table(("recipe", "what it does"), rows))


def page(title: str, lead: str, *parts: str) -> str:
    """A page with its title and where it comes from."""
    note = "<!-- Written by scripts/reference.py; change the code, then run it again. -->"
    return "\n".join([f"# {title}", "", note, "", lead, "", *parts]).rstrip() + "\n"


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table of Markdown."""
    lines = [heads, ("---",) * len(heads), *rows]
    cells = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in pages().items():
        (FOLDER / name).write_text(content, encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
