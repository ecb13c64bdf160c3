"""Files that appear whole or not at all."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

STANDARD_OUTPUT = Path("-")


@contextmanager
def opened(output: Path) -> Iterator[Callable[[bytes], None]]:
    """What writes the content of a file at once, whole or not at all; raises as :func:`whole`."""
    with whole(output) as part:

        def write(content: bytes) -> None:
            try:
                part.write_bytes(content)
            except OSError as error:
                raise unwritable(output, error) from error

        yield write


@contextmanager
def whole(output: Path) -> Iterator[Path]:
    """A file to write to, which takes the place of ``output`` when all went well, else it is gone.

    A file that is replaced leaves its mode to the new file; a symbolic link stays, and what it
    leads to is replaced. For ``-`` the content goes to standard output.

    Raises
    ------
    OSError
        When nothing can be written there, which is known before anything is made.
    """
    if output == STANDARD_OUTPUT:
        with TemporaryDirectory() as folder:
            part = Path(folder) / "part"
            yield part
            sys.stdout.buffer.write(part.read_bytes())
            sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(output))
    part = target.with_name(f".{target.name}.part")
    try:
        try:
            part.touch()
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if target.exists():
                part.chmod(target.stat().st_mode & 0o777)
        except OSError as error:
            raise unwritable(output, error) from error
        yield part
        part.replace(target)
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
    with opened(output) as write:
        write(content)


def unwritable(output: Path, error: OSError) -> OSError:
    """The same fault in words that name the file."""
    return OSError(f"{output}: cannot be written ({error.strerror})")


def kind_of(output: Path, kinds: tuple[str, ...], asked: str | None = None) -> str:
    """Return the kind that is ``asked`` for, else the kind that the suffix of a file names.

    Raises
    ------
    ValueError
        When it is not one of ``kinds``.
    """
    if asked or (output == STANDARD_OUTPUT and len(kinds) == 1):
        return asked or kinds[0]
    kind = output.suffix.removeprefix(".").lower()
    if kind in kinds:
        return kind
    if output == STANDARD_OUTPUT:
        raise ValueError(f"-: say the format with --format, one of {', '.join(kinds)}")
    known = ", ".join(f".{kind}" for kind in kinds)
    raise ValueError(f"{output}: end the name of the file in one of {known}")
