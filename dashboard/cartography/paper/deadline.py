"""How a long drawing is stopped; free of matplotlib, so that the server starts without it."""

from collections.abc import Callable


class TooSlow(RuntimeError):  # noqa: N818 - says what is wrong, not that something is
    """A sheet took longer than it may."""


Check = Callable[[], None]
"""Called between the steps of a drawing; raises to stop it."""


def no_check() -> None:
    """Let a drawing take the time it needs."""


class NoRoom(ValueError):  # noqa: N818 - as above
    """What was asked for has no room in letters that can be read; the message has the cure."""
