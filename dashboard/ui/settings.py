"""Settings of the environment that are numbers: their names, defaults and bounds in one table."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 18
"""Digits of a number that anybody means; more are a slip, and slow to read."""


class SettingError(ValueError):
    """A setting that does not serve; the message names it and says what to write."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from ``least`` to ``most``; ``default`` is taken where nothing is set."""

    default: int
    least: int = 1
    most: int = 10**12


NUMBERS: Mapping[str, Number] = {
    "PORT": Number(8050, least=0, most=65535),
    "SNAPSHOT_AT_ONCE": Number(2),
    "SNAPSHOT_SECONDS": Number(30),
    "SNAPSHOT_PIXELS": Number(36_000_000),
    "SNAPSHOT_CACHE": Number(64_000_000),
    "HANDOUT_AT_ONCE": Number(24),
    "HANDOUT_SECONDS": Number(120),
    "HANDOUT_CACHE": Number(64_000_000),
    "EXPORT_AT_ONCE": Number(2),
    "EXPORT_SECONDS": Number(30),
    "EXPORT_DAYS": Number(7_000),
    "EXPORT_CACHE": Number(64_000_000),
    "ANIMATION_AT_ONCE": Number(1),
    "ANIMATION_SECONDS": Number(900),
    "ANIMATION_FRAMES": Number(400),
    "ANIMATION_PIXELS": Number(2_073_600),
    "ANIMATION_LENGTH": Number(900),
    "ANIMATION_CACHE": Number(500_000_000),
}
"""The settings of README.md that are numbers; a test holds README.md to this table."""


def whole(name: str) -> int:
    """Return a setting of ``NUMBERS``, from the environment or its default.

    Raises
    ------
    SettingError
        When what is set is not a whole number within the bounds.
    """
    number, text = NUMBERS[name], os.environ.get(name)
    if text is None:
        return number.default
    value = int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else -1
    if not number.least <= value <= number.most:
        raise SettingError(
            f"{name} is {text[:40]!r}; write a whole number from {number.least} to {number.most}, "
            f"as {number.default}, or leave it out"
        )
    return value
