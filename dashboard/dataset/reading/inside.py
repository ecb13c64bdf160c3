"""Files of a package: what a package names is a regular file inside its folder, or is refused.

A package may come from anybody, and its files are read, shown and published. Every name
that it gives, and every file that a search of it yields, goes through :func:`file_inside`.
"""

import os
import stat
from pathlib import Path

LONGEST = 200
"""Characters of a path."""
LARGEST = 200_000_000
"""Bytes of a file."""

_CURE = "write the path of a file in the package, relative to its folder, as geo/base.geojson"


class RefusedPathError(ValueError):
    """A path that a package may not name; ``rule`` is a predicate of it, ``cure`` what to do."""

    def __init__(self, rule: str, cure: str = _CURE) -> None:
        self.rule, self.cure = rule, cure
        super().__init__(rule)


def file_inside(folder: Path, name: object) -> Path:
    """Return the file that ``name`` means in the package ``folder``, with its links resolved.

    Raises
    ------
    RefusedPathError
        If ``name`` is not a plain relative path, leads out of the folder, or is not a
        regular file of bearable size.
    OSError
        If there is no such file, or it cannot be looked at.
    """
    fault = _fault(name)
    if fault:
        raise RefusedPathError(fault)
    root = Path(os.path.realpath(folder))
    path = Path(os.path.realpath(root / str(name), strict=True))
    if not path.is_relative_to(root) or any(map(_is_hidden, path.relative_to(root).parts)):
        cure = "put the file itself into the package"
        raise RefusedPathError("leads out of the package by a symbolic link", cure)
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise RefusedPathError("is not a regular file")
    if about.st_size > LARGEST:
        cure = f"keep every file of the package under {LARGEST:,} bytes"
        raise RefusedPathError(f"has {about.st_size:,} bytes", cure)
    return path


class Files:
    """The files of the package in ``folder``, each read at most once.

    What is parsed, hashed and compared is then the same content, whatever happens to the file
    meanwhile. It is kept as long as this object is: drop it when the package has been read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._contents: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        """Return the content of a file of the package; raises as :func:`file_inside` does."""
        if name not in self._contents:
            self._contents[name] = read_inside(self.folder, name)
        return self._contents[name]


def read_inside(folder: Path, name: object) -> bytes:
    """Return the content of a file of the package; raises as :func:`file_inside` does."""
    return file_inside(folder, name).read_bytes()


def _fault(name: object) -> str | None:
    """Return what is wrong with a path as it is written, or ``None``."""
    if not isinstance(name, str):
        return "is not text"
    if not name:
        return "is empty"
    if len(name) > LONGEST:
        return f"is a path of more than {LONGEST} characters"
    if not name.isprintable() or any(character in '\\:*?"<>|' for character in name):
        return "has characters that no path of a package has"
    parts = name.split("/")
    if not parts[0]:
        return "is an absolute path"
    if ".." in parts:
        return "leads out of the package"
    if not all(parts) or any(map(_is_hidden, parts)) or any(part[-1] in " ." for part in parts):
        return "has an empty or hidden part"
    return None


def _is_hidden(part: str) -> bool:
    return part.startswith(".")
