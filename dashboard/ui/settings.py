"""Settings of the environment that are numbers: a table of their names, defaults and bounds."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar, cast

LONGEST_WAIT = 10**9
"""Seconds; a lock waits no longer than about nine times that."""

LONGEST = 18
"""Digits of a number that anybody means; more are a slip, and slow to read."""


class SettingError(ValueError):
    """A setting that does not serve; the message names it and says what to write."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from ``least`` to ``most``; ``default`` is taken where nothing is set."""

    default: int
    about: str
    least: int = 1
    most: int = 10**12


NUMBERS: Mapping[str, Number] = {
    "PORT": Number(8050, "port to listen on", least=0, most=65535),
    "WORKERS": Number(2, "processes of `make serve`", most=64),
    "THREADS": Number(
        64, "threads of each of them: so many requests are read or answered at once", 2, most=512
    ),
    "WORK_AT_ONCE": Number(
        2,
        "sheets, handouts, data files and citations of every kind that a process makes at once; "
        "others wait for their turn, and pages are answered beside",
        most=64,
    ),
    "SNAPSHOT_AT_ONCE": Number(
        2, "printed sheets made at once in a process; four times as many wait, others: HTTP 503"
    ),
    "SNAPSHOT_SECONDS": Number(30, "time that a sheet may take", most=LONGEST_WAIT),
    "SNAPSHOT_PIXELS": Number(36_000_000, "largest PNG over HTTP"),
    "SNAPSHOT_CACHE": Number(64_000_000, "bytes of sheets that a process keeps"),
    "HANDOUT_AT_ONCE": Number(
        24,
        "handouts and their maps made or waited for at once in a process; more: 503",
    ),
    "HANDOUT_SECONDS": Number(120, "time that one of them may take", most=LONGEST_WAIT),
    "HANDOUT_CACHE": Number(64_000_000, "bytes of them that a process keeps"),
    "EXPORT_AT_ONCE": Number(
        2,
        "data files and citations made at once in a process; four times as many wait, others: 503",
    ),
    "EXPORT_SECONDS": Number(30, "time that one of them may take", most=LONGEST_WAIT),
    "EXPORT_DAYS": Number(7_000, "longest range over HTTP, in days"),
    "EXPORT_CACHE": Number(64_000_000, "bytes of them that a process keeps"),
    "ANIMATION_AT_ONCE": Number(1, "films made at once, over all processes; more get HTTP 503"),
    "ANIMATION_SECONDS": Number(900, "time that a film may take", most=LONGEST_WAIT),
    "ANIMATION_FRAMES": Number(400, "most pictures of a film over HTTP"),
    "ANIMATION_PIXELS": Number(2_073_600, "largest picture of a film over HTTP"),
    "ANIMATION_LENGTH": Number(900, "longest film over HTTP, in seconds"),
    "ANIMATION_CACHE": Number(500_000_000, "bytes of films that are kept"),
}
"""Settings that are numbers; docs/reference/settings.md is written from this table."""

Limits = TypeVar("Limits")

WORDS: Mapping[str, tuple[str, str]] = {
    "HOST": ("`127.0.0.1`", "address to listen on; `0.0.0.0` lets other machines in"),
    "DATA_DIR": ("`data`", "the data package to show"),
    "BASE_ADDRESS": (
        "none",
        "address that others reach the atlas at; citations and printed sheets begin with it, else "
        "with that of `HOST` and `PORT`, and have none where that works on this computer alone; "
        "the atlas also answers under its path, as `/atlas` of `https://school.example/atlas`",
    ),
    "API_ORIGIN": (
        "`*`",
        "whose pages may read the data from another site: everybody's, those of an address as "
        "`https://school.example.org`, or, empty, nobody's",
    ),
    "ANIMATION_DIR": ("a folder of this user's in the temporary folder", "where films are kept"),
    "SCRIPTS": (
        "`bundle`",
        "how the page gets its scripts: `bundle`, as a file while that is made of the modules "
        "that are there, or `modules`, as they are written, to change or debug them",
    ),
    "CACHE_DIR": (
        "a folder of this user's in the temporary folder",
        "where the files built from the data package are kept, for the other workers and starts",
    ),
}
"""Settings that are text: what stands where nothing is set, and what they are."""

CHOICES: Mapping[str, tuple[str, ...]] = {"SCRIPTS": ("bundle", "modules")}
"""What a setting of ``WORDS`` may be, where that is one of a few; the first is the default."""


def choice(name: str) -> str:
    """Return a setting of ``CHOICES``, from the environment or its default.

    Raises
    ------
    SettingError
        When what is set is none of its words.
    """
    words = CHOICES[name]
    value = os.environ.get(name, words[0])
    if value not in words:
        raise SettingError(f"{name} is {value[:40]!r}; write {' or '.join(words)}, or leave it out")
    return value


def limits(kind: type[Limits], prefix: str) -> Limits:
    """Return a dataclass of limits, each field the setting ``PREFIX_FIELD`` (without ``_bytes``).

    Raises
    ------
    SettingError
        When a setting does not serve.
    """
    names = [field.name for field in fields(cast(Any, kind))]
    settings = {name: f"{prefix}_{name.removesuffix('_bytes').upper()}" for name in names}
    return kind(**{name: whole(setting) for name, setting in settings.items()})


def host() -> str:
    """Return ``HOST``, the address to listen on.

    Raises
    ------
    SettingError
        When it is no address, and no name of one.
    """
    text = os.environ.get("HOST", "127.0.0.1")
    try:
        socket.getaddrinfo(text, None)
    except (OSError, UnicodeError):
        raise SettingError(
            f"HOST is {text[:40]!r}, which is no address; write that of this machine, as "
            "127.0.0.1, or 0.0.0.0 to let other machines in"
        ) from None
    return text


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
