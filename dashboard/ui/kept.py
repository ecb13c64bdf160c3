"""Files built once and kept on the disk, so that every worker and every later start reads them.

The name of a file is a hash of all that its content is made of: the data package, the program,
the libraries that draw and the settings. What is out of date is never read, only left behind.
"""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import metadata
from io import BytesIO
from pathlib import Path

from dashboard.dataset.model import Dataset
from dashboard.export.address import base_address, public_base
from dashboard.export.press.workers import program_key
from dashboard.ui import settings

SETTING = "CACHE_DIR"
"""Where the files are kept; a folder of this user among the temporary ones unless it is set."""

MOST = 4
"""So many archives are kept; those read longest ago go."""

MOST_FILES = 200
"""So many of the files that :func:`file` keeps."""

_LIBRARIES = ("babel", "numpy", "plotly", "pyproj", "shapely")


def key_of(dataset: Dataset, *parts: object) -> str:
    """Return a name for what is built from a data package; ``parts`` are what else goes into it."""
    versions = [metadata.version(library) for library in _LIBRARIES]
    limits = [settings.whole(number) for number in settings.NUMBERS]
    addresses = (base_address(), public_base())
    made_of = [dataset.digest, program_key(), *addresses, *versions, *limits, *parts]
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]


def kept(key: str, build: Callable[[], Mapping[str, bytes]]) -> Mapping[str, bytes]:
    """Return the files of ``key`` by name: those on the disk, else those that ``build`` returns.

    A folder that cannot be used costs the time of building and nothing else.
    """
    folder = _folder()
    if folder is None:
        return build()
    path = folder / f"{key}.zip"
    files = _read(path)
    if files is not None:
        return files
    built = build()
    with suppress(OSError):
        _put(path, _zipped(built))
        _make_room(folder, "*.zip", MOST)
    return built


def file(name: str, make: Callable[[], bytes]) -> bytes:
    """Return the file of a name that says all that it is made of: kept, or made now."""
    folder = _folder()
    if folder is None:
        return make()
    path = folder / name
    with suppress(OSError):
        content = path.read_bytes()
        _read_now(path)
        return content
    content = make()
    with suppress(OSError):
        _put(path, content)
        _make_room(folder, f"*{path.suffix}", MOST_FILES)
    return content


def _put(path: Path, content: bytes) -> None:
    # A part of its own for each: several workers and threads may build at the same time.
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as writing:
        part = Path(writing.name)
        try:
            writing.write(content)
            writing.flush()
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise


def _read_now(path: Path) -> None:
    """Note that a file is in use; it is not made anew where another worker has removed it."""
    with suppress(OSError):
        os.utime(path)


def _folder() -> Path | None:
    """The folder, made if it is not there; ``None`` when another user could write to it."""
    named = os.environ.get(SETTING)
    user = f"-{os.getuid()}" if hasattr(os, "getuid") else ""
    try:
        # Where nothing can be written there is no temporary folder either.
        folder = Path(named) if named else Path(tempfile.gettempdir()) / f"atlas-files{user}"
        folder.mkdir(mode=0o700, parents=bool(named), exist_ok=True)
        about = folder.lstat()
    except OSError:
        return None
    if named or not hasattr(os, "getuid"):
        return folder
    mine = about.st_uid == os.getuid() and not folder.is_symlink() and not about.st_mode & 0o022
    return folder if mine else None


def _read(path: Path) -> Mapping[str, bytes] | None:
    """Return the files of an archive, ``None`` when there is none or it is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        _read_now(path)
    except (OSError, zipfile.BadZipFile):
        return None
    return files


def _zipped(files: Mapping[str, bytes]) -> bytes:
    content = BytesIO()
    # Not compressed: each file has a checksum there, which is what a zip is for here.
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, file in files.items():
            archive.writestr(name, file)
    return content.getvalue()


def _make_room(folder: Path, pattern: str, most: int) -> None:
    paths = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in paths[most:]:
        path.unlink(missing_ok=True)
