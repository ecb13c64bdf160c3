"""Files that appear whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole(output: Path) -> Iterator[Path]:
    """A file beside ``output`` to write to: it takes its place when all went well, else it is gone.

    Raises
    ------
    OSError
        When nothing can be written there, which is known before anything is made.
    """
    part = output.with_name(f".{output.name}.part")
    try:
        try:
            part.touch()
            if output.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        except OSError as error:
            raise unwritable(output, error) from error
        yield part
        part.replace(output)
    finally:
        with suppress(OSError):
            part.unlink()


def write_whole(output: Path, content: bytes) -> None:
    """Write a file so that nobody reads half of it.

    Raises
    ------
    OSError
        When it cannot be written; what was there before stays.
    """
    with whole(output) as part:
        try:
            part.write_bytes(content)
        except OSError as error:
            raise unwritable(output, error) from error


def unwritable(output: Path, error: OSError) -> OSError:
    """The same fault in words that name the file."""
    return OSError(f"{output}: cannot be written ({error.strerror})")


def kind_of(output: Path, kinds: tuple[str, ...]) -> str:
    """Return the kind that the suffix of a file names.

    Raises
    ------
    ValueError
        When it is not one of ``kinds``.
    """
    kind = output.suffix.removeprefix(".").lower()
    if kind not in kinds:
        known = ", ".join(f".{one}" for one in kinds)
        raise ValueError(f"{output}: end the name of the file in one of {known}")
    return kind
