"""``stories/*.toml``: what a teacher wrote, into stories; docs/stories.md explains the files."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dashboard.dataset.extents import on_earth
from dashboard.dataset.model import Language, Stop, Story, Text
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.inside import Files
from dashboard.dataset.reading.tables import read_text
from dashboard.dataset.schema.story import LONGEST, STOP, STORY
from dashboard.dataset.schema.words import LONGEST_TEXT, TEXT, UNSHOWN

FOLDER = "stories"
HOME = "home"

_ID = re.compile(r"[a-z0-9][a-z0-9_]*", re.ASCII)
_STORY = frozenset(STORY["properties"])
_STOP = frozenset(STOP["properties"])
_TOML_LINE = re.compile(r"at line (\d+)")
_SEE = "see docs/stories.md"

# What is wrong with a line that is no TOML, by its look, and what to write; the first that fits.
_MENDED: tuple[tuple[str, str], ...] = (
    (r"^\s*day\s*=", "write the day as year-month-day: day = 2001-02-03"),
    (r"=\s*[\u201c-\u201f\u2018-\u201b]", 'use straight quotes: "..."'),
    (r"^\s*\[\s*stop\s*\]", "write [[stop]], with two brackets on each side"),
    (r'=\s*"(?!"")[^"]*$', 'close the quotes, or put long texts between """ and """'),
    (r'=\s*".*"[^"#]*[^\s"#]', 'put no double quote inside a text, or write \\" for it'),
)


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A story with the file it stands in and the line of each of its stops, where known.

    Stops may also stand in a list, as ``stop = [{...}]``.
    """

    file: str
    story: Story
    lines: tuple[int | None, ...]


def read_stories(
    files: Files, languages: Sequence[Language], problems: list[Problem]
) -> tuple[StoryFile, ...]:
    """Return the stories of a package, by the names of their files.

    A story that cannot be read is left out and its faults are added to ``problems``.
    """
    paths = sorted((files.folder / FOLDER).glob("*.toml"))
    stories = (_read(files, path, languages, problems) for path in paths)
    return tuple(story for story in stories if story)


def _read(
    files: Files, path: Path, languages: Sequence[Language], problems: list[Problem]
) -> StoryFile | None:
    file = f"{FOLDER}/{path.name}"
    content = read_text(files, file, problems)
    if content is None:
        return None
    reader = _Reader(file, content, languages)
    story = reader.story(path.stem)
    problems.extend(reader.problems)
    lines = tuple(map(reader.line_of, range(len(story.stops))))
    return None if reader.problems else StoryFile(file, story, lines)


class _Reader:
    """A file of a story: typed readings that note a problem and go on, so that all are reported."""

    def __init__(self, file: str, content: str, languages: Sequence[Language]) -> None:
        self.file, self.content, self.languages = file, content, languages
        self.problems: list[Problem] = []
        lines = enumerate(content.splitlines(), start=1)
        self.lines = [n for n, line in lines if re.match(r"\s*\[\[\s*stop\s*\]\]", line)]
        self.line: int | None = None
        self.part = ""

    def story(self, name: str) -> Story:
        table = self._parsed()
        read = not self.problems
        self._known(table, _STORY)
        if not _ID.fullmatch(name):
            self._fault("", name, "is not an id", "name the file with a-z, 0-9 and _ only")
        stops = table.get("stop", [])
        if read and (not isinstance(stops, list) or not stops):
            self._fault("stop", "", "there is no stop", f"add a [[stop]]; {_SEE}")
            stops = []
        title, summary = (self._text(table, key, read) for key in ("title", "summary"))
        return Story(
            name, title, summary, tuple(self._stop(n, stop) for n, stop in enumerate(stops))
        )

    def _parsed(self) -> Mapping[str, Any]:
        try:
            return tomllib.loads(self.content)
        except (ValueError, RecursionError) as error:
            # TOMLDecodeError, or a number or nesting longer than Python reads.
            at = _TOML_LINE.search(str(error))
            # What is missing at the end is reported on the last line.
            self.line = int(at.group(1)) if at else max(1, len(self.content.splitlines()))
            before = sum(line <= self.line for line in self.lines)
            self.part = stop_name(before - 1) if before else ""
            self._fault("", "", f"is not TOML ({error})", self._mended(str(error)))
            return {}

    def _mended(self, error: str) -> str:
        """What to write instead of the line that could not be read."""
        lines = self.content.splitlines()
        line = lines[self.line - 1] if self.line and self.line <= len(lines) else ""
        if "overwrite" in error:
            return f"write each word once in a stop, and begin each stop with [[stop]]; {_SEE}"
        looks = (cure for look, cure in _MENDED if re.search(look, line))
        return f"{next(looks, 'quotes and brackets come in pairs')}; {_SEE}"

    def line_of(self, n: int) -> int | None:
        """Return the line on which the stop with index ``n`` begins."""
        return self.lines[n] if n < len(self.lines) else None

    def _stop(self, n: int, table: Any) -> Stop:
        self.line = self.line_of(n)
        self.part = stop_name(n)
        if not isinstance(table, Mapping):
            self._fault("stop", str(table), "is not a stop", f"begin it with [[stop]]; {_SEE}")
            table = {}
        self._known(table, _STOP)
        return Stop(
            day=self._day(table),
            title=self._text(table, "title"),
            text=self._text(table, "text"),
            question=self._text(table, "question"),
            notes=self._text(table, "notes", required=False),
            events=self._words(table, "events") or (),
            territory=self._word(table, "territory"),
            treaty=self._word(table, "treaty"),
            layers=self._words(table, "layers"),
            extent=self._extent(table),
            answer=self._text(table, "answer", required=False),
            minutes=self._minutes(table),
            short=self._short(table),
        )

    def _day(self, table: Mapping[str, Any]) -> date:
        day = table.get("day")
        if isinstance(day, date) and not isinstance(day, datetime):
            return day
        rule = "is not a day" if "day" in table else "is missing"
        self._fault("day", str(table.get("day", "")), rule, "write: day = 2001-02-03")
        return date.min

    def _minutes(self, table: Mapping[str, Any]) -> int | None:
        value = table.get("minutes")
        if value is None or (type(value) is int and 1 <= value <= LONGEST):
            return value
        cure = f"write a whole number from 1 to {LONGEST}: minutes = 5"
        self._fault("minutes", str(value), "is no planned time", cure)
        return None

    def _short(self, table: Mapping[str, Any]) -> bool:
        value = table.get("short", False)
        if isinstance(value, bool):
            return value
        cure = "write: short = true, or leave it out"
        self._fault("short", str(value), "is neither true nor false", cure)
        return False

    def _text(self, table: Mapping[str, Any], name: str, required: bool = True) -> Text:
        part = table.get(name, {})
        if not isinstance(part, Mapping):
            part = dict.fromkeys(self.languages)
        for language, text in part.items():
            if language not in self.languages:
                cure = f"write one of {', '.join(self.languages)}"
                self._fault(f"{name}.{language}", "", "is not in a language of the atlas", cure)
            if not isinstance(text, str) or (text and not text.strip()):
                self._fault(f"{name}.{language}", str(text), "is not text", "put it in quotes")
                return Text()
            if len(text) > LONGEST_TEXT or UNSHOWN.search(text):
                rule = f"is not {TEXT}"
                self._fault(f"{name}.{language}", text, rule, "shorten it, or take them out")
        first = self.languages[0]
        if not part.get(first) and (required or any(part.values())):
            cure = f'write: {name}.{first} = "..."'
            self._fault(f"{name}.{first}", "", "is missing", cure)
        return Text(
            {language: " ".join(part.get(language, "").split()) for language in self.languages}
        )

    def _word(self, table: Mapping[str, Any], name: str) -> str | None:
        value = table.get(name)
        if value is None or isinstance(value, str):
            return value
        self._fault(name, str(value), "is not an id", "put a single id in quotes")
        return None

    def _words(self, table: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
        value = table.get(name)
        if value is None:
            return None
        if isinstance(value, list) and all(isinstance(name_, str) for name_ in value):
            return tuple(value)
        self._fault(name, str(value), "is not a list of ids", f'write: {name} = ["one", "two"]')
        return None

    def _extent(self, table: Mapping[str, Any]) -> str | tuple[float, float, float, float]:
        value = table.get("extent", HOME)
        if isinstance(value, str):
            return value
        if _is_box(value):
            west, south, east, north = value
            # Compared before it is made a float: a whole number may be too large for one.
            if on_earth((west, south, east, north)):
                return float(west), float(south), float(east), float(north)
        cure = "write home, a territory, or [west, south, east, north] in degrees"
        self._fault("extent", str(value), "is no part of the map", cure)
        return HOME

    def _known(self, table: Mapping[str, Any], known: frozenset[str]) -> None:
        for name in table:
            if name not in known:
                cure = f"use {', '.join(sorted(known))}"
                self._fault(name, "", "is not a word of a story", cure)

    def _fault(self, column: str, value: str, rule: str, cure: str) -> None:
        self.problems.append(Problem(self.file, self.line, column, value, rule, cure, self.part))


def stop_name(n: int) -> str:
    """What a teacher calls the stop with index ``n``."""
    return f"stop {n + 1}"


def _is_box(value: Any) -> bool:
    """Return whether ``value`` is four numbers; a truth value is none."""
    return (
        isinstance(value, Sequence)
        and len(value) == 4
        and all(isinstance(part, int | float) and not isinstance(part, bool) for part in value)
    )
