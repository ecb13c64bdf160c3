"""The atlas in a language made up for tests: every word marked, and 40 % longer.

What a page in it shows without the marks is written into the program; what it cuts off would be
cut off in a language of long words. Or in a language that runs from right to left, in its letters.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from dashboard import i18n
from dashboard.dataset.text import Text
from small_package import REAL_PACKAGE

LANGUAGE = "et"
"""A language that neither the program nor the package has words in."""

FROM_THE_RIGHT = "fa"
"""Another, which runs from right to left."""

OPEN, CLOSE = "⟦", "⟧"
LONGER = 0.4
_KEPT = re.compile(r"\{[^}]*\}|<[^>]*>")


def stretched(text: str) -> str:
    """The text between the marks, longer by words of five letters."""
    if not text.strip():
        return text
    wanted = round(LONGER * len(_KEPT.sub("", text)))
    more = "".join("e" if n % 6 else " " for n in range(wanted)).rstrip()
    return f"{OPEN}{text}{more}{CLOSE}"


_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابپتثجچحخدذرزژسشصضطظعغفقکگ")


def mirrored(text: str) -> str:
    """The text in letters that run from right to left; what is filled in later is kept."""
    kept = _KEPT.findall(text)
    parts = [part.lower().translate(_LETTERS) for part in _KEPT.split(text)]
    return "".join(a + b for a, b in zip(parts, [*kept, ""], strict=True))


WRITTEN = {LANGUAGE: stretched, FROM_THE_RIGHT: mirrored}


class _Catalogue(dict[str, str]):
    def __init__(self, write: Callable[[str], str]) -> None:
        super().__init__()
        self._write = write

    def get(self, message: str, default: str | None = None) -> str:  # type: ignore[override]
        return self._write(message)


@contextmanager
def spoken(made_up: str = LANGUAGE) -> Iterator[None]:
    """While this lasts, the made-up language has words for everything."""
    write = WRITTEN[made_up]
    catalogue, words = i18n._catalogue, Text.__getitem__

    def messages(language: str) -> Mapping[str, str]:
        return _Catalogue(write) if language == made_up else catalogue(language)

    def text(self: Text, language: str) -> str:
        own = words(self, language)
        return write(str(own)) if language == made_up else own

    with patch.object(i18n, "_catalogue", messages), patch.object(Text, "__getitem__", text):
        yield


def package(folder: Path, made_up: str = LANGUAGE) -> Path:
    """Write the package of the Caucasus with the made-up language as its last into ``folder``."""
    shutil.copytree(REAL_PACKAGE, folder)
    path = folder / "datapackage.json"
    about = json.loads(path.read_text("utf-8"))
    about["atlas"]["languages"].append(made_up)
    path.write_text(json.dumps(about), "utf-8")
    return folder
