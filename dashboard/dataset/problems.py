"""What is wrong with a data package, a line for each fault."""

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_PLACE = 260
LONGEST_RULE = 400
"""Longest message, in characters: a package may quote text of any length."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault: where it is, the value there, the rule it breaks and the cure.

    ``row`` is the line of the file (the header is line 1); ``None`` when the
    fault is of the whole file. ``rule`` reads as a predicate of ``value``.
    ``part`` is what the row is called by those who wrote it, as a stop of a story.
    """

    file: str
    row: int | None
    column: str
    value: str
    rule: str
    cure: str
    part: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f" row {self.row}"
        if self.part:
            place += f" ({self.part})"
        if self.column:
            place += f", {self.column}"
        subject = f"{_shortened(self.value)} " if self.value else ""
        line = f"{_shortened(place, LONGEST_PLACE)}: {subject}{_shortened(self.rule, LONGEST_RULE)}"
        return f"{line}; {_flat(self.cure)}"


def _shortened(value: str, limit: int = 80) -> str:
    """Keep what a package says on the single line that the message has."""
    flat = _flat(value)
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _flat(text: str) -> str:
    """Put a text on a single line, what could steer a terminal as an escape."""
    line = " ".join(text.split())
    return "".join(
        character if character.isprintable() else ascii(character)[1:-1] for character in line
    )


class DatasetError(ValueError):
    """A package that cannot be used; ``problems`` lists every fault."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
