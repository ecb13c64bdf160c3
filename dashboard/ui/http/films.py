"""Films that are being made: a folder each, so that every process of the server knows of them.

A film is made by the command line in a process of its own. That it is alive is seen
by a lock which it holds and the system takes back when it ends, however it ends. Such locks
are of POSIX systems (``fcntl``, imported where it is used): elsewhere ``SUPPORTED`` is false, and
films are made with the command line.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import orjson

from dashboard.dataset.model import Dataset
from dashboard.export.files import write_whole
from dashboard.ui import settings
from dashboard.ui.settings import NUMBERS

if TYPE_CHECKING:
    from dashboard.export.press.animation import Animation

ROOT = Path(__file__).resolve().parents[3]
SUPPORTED = os.name == "posix"
ID_LETTERS = 32
KILL_SECONDS = 5.0
State = Literal["running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine films may take, over all processes of the server.

    ``at_once`` are made, each for at most ``seconds``; a film has at most ``frames``
    pictures of at most ``pixels`` and lasts at most ``length`` seconds; ``cache_bytes``
    of films are kept.
    """

    at_once: int = NUMBERS["ANIMATION_AT_ONCE"].default
    seconds: int = NUMBERS["ANIMATION_SECONDS"].default
    frames: int = NUMBERS["ANIMATION_FRAMES"].default
    pixels: int = NUMBERS["ANIMATION_PIXELS"].default
    length: int = NUMBERS["ANIMATION_LENGTH"].default
    cache_bytes: int = NUMBERS["ANIMATION_CACHE"].default

    @classmethod
    def from_environment(cls) -> "Limits":
        """The settings of this route; ``SettingError`` when one of them does not serve."""
        return settings.limits(cls, "ANIMATION")

    def check(self, ordered: "Animation") -> None:
        """Raise ``ValueError`` for a film that is larger than may be, with the cure."""
        pixels = ordered.reel.width * ordered.reel.height
        if len(ordered.steps) > self.frames:
            raise ValueError(
                f"{len(ordered.steps):,} pictures and at most {self.frames:,} are drawn; "
                "ask for fewer days, or by=event"
            )
        if pixels > self.pixels:
            raise ValueError(
                f"{pixels:,} pixels and at most {self.pixels:,} are drawn; ask for a smaller size"
            )
        if ordered.seconds > self.length:
            raise ValueError(
                f"{ordered.seconds:,.0f} seconds and a film lasts at most {self.length:,}; "
                "ask for fewer days or a faster pace"
            )


class Full(RuntimeError):  # noqa: N818 - says what is wrong, not that something is
    """As many films are being made as may be at once."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a film is: pictures done of all, and seconds left if that can be said."""

    state: State
    done: int
    total: int
    left: float | None
    problem: str


class Studio:
    """Makes films, reports their progress, cancels them and keeps them in ``folder``."""

    def __init__(self, dataset: Dataset, limits: Limits, folder: Path | None = None) -> None:
        self.limits = limits
        self._dataset = dataset
        self.folder = folder or _folder()
        self._children: list[subprocess.Popen[bytes]] = []
        # Held by the server and its workers, which are forked from it, and by no film: a film
        # reads the other end, and ends when the last of them has.
        self._ended, self._held = os.pipe()

    def start(self, key: str, asked: Mapping[str, str], ordered: "Animation", kind: str) -> None:
        """Begin a film unless it is being made or made already.

        Raises
        ------
        Full
            When as many are being made as may be.
        OSError
            When the folder of films cannot be written to.
        """
        with self._door():
            home = self.folder / key
            if _alive(home) or (home / f"film.{kind}").is_file():
                return
            self._reap()
            # The places are files in the folder, and the folder may have been removed.
            if len(self._children) >= self.limits.at_once:
                raise Full
            slot = self._slot()
            shutil.rmtree(home, ignore_errors=True)
            self._make_room()
            home.mkdir(parents=True)
            about = {"name": ordered.name(kind), "kind": kind, "total": len(ordered.steps)}
            write_whole(home / "about.json", orjson.dumps(about))
            self._spawn(home, asked, kind, slot)

    def _spawn(self, home: Path, asked: Mapping[str, str], kind: str, slot: IO[bytes]) -> None:
        import fcntl

        command = [sys.executable, "-m", "dashboard", "animate", "--jobs", "1"]
        for name, value in asked.items():
            # Only words that were understood come here; bw is a flag without a value.
            if name != "bw":
                command.append(f"--{name}={value}")
            elif value == "1":
                command.append("--bw")
        command += [f"--seconds={self.limits.seconds}", f"--progress={home / 'progress.json'}"]
        command += [f"--until-closed={self._ended}", "--subtitles"]
        command += [f"--data={self._dataset.folder.resolve()}", f"--output={home}/film.{kind}"]
        with (home / "lock").open("wb") as lock, (home / "log").open("wb") as log, slot:
            fcntl.flock(lock, fcntl.LOCK_EX)
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(lock.fileno(), slot.fileno(), self._ended),
                start_new_session=True,
            )
            self._children.append(process)
            (home / "pid").write_text(str(process.pid), encoding="ascii")

    def progress(self, key: str) -> Progress | None:
        """How far a film is; ``None`` when there is none of this name."""
        home = self.folder / key
        about = _read(home / "about.json")
        if not about:
            return None
        self._reap()
        # Alive is asked first: a film that ends in between is then seen as done. Who is done has
        # ended, so that its place is free.
        alive = _alive(home)
        progress = _read(home / "progress.json") or {"done": 0, "left": None}
        total = int(about["total"])
        if alive:
            return Progress("running", int(progress["done"]), total, progress["left"], "")
        if self.file(key):
            return Progress("done", total, total, 0.0, "")
        if (home / "cancelled").exists():
            return Progress("cancelled", int(progress["done"]), total, None, "")
        return Progress("failed", int(progress["done"]), total, None, self._problem(home))

    def _problem(self, home: Path) -> str:
        """Return why a film failed, in words that name no place of this machine."""
        for part in home.glob(".*.part"):
            part.unlink(missing_ok=True)
        log = home / "log"
        said = log.read_text("utf-8", "replace").strip().splitlines() if log.is_file() else []
        message = said[-1] if said else "the film was ended from outside"
        return message.replace(f"{home}/", "").replace(str(self.folder), "the folder of films")

    def cancel(self, key: str) -> None:
        """End a film that is being made; what is made already stays."""
        home = self.folder / key
        with self._door():
            if _alive(home):
                (home / "cancelled").touch()
                os.kill(int((home / "pid").read_text(encoding="ascii")), signal.SIGKILL)
                self._wait(home)
                for part in home.glob(".*.part"):
                    part.unlink(missing_ok=True)

    @staticmethod
    def _wait(home: Path) -> None:
        """Wait until a killed film has ended, so that its progress is not reported as running."""
        last = time.monotonic() + KILL_SECONDS
        while _alive(home) and time.monotonic() < last:
            time.sleep(0.01)

    def file(self, key: str) -> tuple[Path, str] | None:
        """A film that is done, and the name it goes by."""
        about = _read(self.folder / key / "about.json")
        if not about:
            return None
        path = self.folder / key / f"film.{about['kind']}"
        return (path, str(about["name"])) if path.is_file() else None

    def subtitles(self, key: str) -> dict[str, Path]:
        """The subtitles beside a film that is done, by language."""
        tracks = sorted((self.folder / key).glob("film.*.vtt")) if self.file(key) else []
        return {path.suffixes[0].removeprefix("."): path for path in tracks}

    def _reap(self) -> None:
        """Let the system forget the child processes that have ended."""
        self._children = [child for child in self._children if child.poll() is None]

    @contextmanager
    def _door(self) -> Iterator[None]:
        """Only a single process of the server at a time begins or ends films."""
        import fcntl

        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "door").open("wb") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            yield

    def _slot(self) -> IO[bytes]:
        """One of the places for a film; the process that makes it takes the lock along."""
        for n in range(self.limits.at_once):
            slot = (self.folder / f"slot-{n}").open("wb")
            if _lock(slot):
                return slot
            slot.close()
        raise Full

    def _make_room(self) -> None:
        """Remove films that are not being made, the oldest first, until the others are few."""
        homes = [path.parent for path in self.folder.glob("*/about.json")]
        homes.sort(key=lambda home: (home / "about.json").stat().st_mtime)
        sizes = {home: sum(file.stat().st_size for file in home.iterdir()) for home in homes}
        for home in homes:
            if sum(sizes.values()) > self.limits.cache_bytes and not _alive(home):
                shutil.rmtree(home, ignore_errors=True)
                del sizes[home]


def is_key(text: str) -> bool:
    """Whether a name is a key that :func:`dashboard.ui.http.workshop.key_of` could have made."""
    return len(text) == ID_LETTERS and all(letter in "0123456789abcdef" for letter in text)


def _folder() -> Path:
    """The setting ``ANIMATION_DIR``, else a folder of this user's among the temporary ones."""
    named = os.environ.get("ANIMATION_DIR")
    if named:
        return Path(named)
    mine = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    try:
        temporary = Path(tempfile.gettempdir())
    except FileNotFoundError:
        temporary = Path("/tmp")
    folder = temporary / f"atlas-films-{os.getuid()}-{mine}"
    # On a machine that cannot be written to, a request for a film gets that answer.
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or (folder.exists() and folder.stat().st_uid != os.getuid()):
        raise settings.SettingError(f"{folder} belongs to somebody else; set ANIMATION_DIR")
    return folder


def _alive(home: Path) -> bool:
    """Whether the process that makes a film holds its lock."""
    path = home / "lock"
    if not path.is_file():
        return False
    with path.open("rb") as lock:
        return not _lock(lock)


def _lock(file: IO[bytes]) -> bool:
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(path: Path) -> Any:
    """Return what a file says, ``None`` when it is not there or was cut short by a full disk."""
    try:
        return orjson.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
