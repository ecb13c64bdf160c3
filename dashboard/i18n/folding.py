"""Names as they are compared in a search: without case, marks and the letters of a single language.

The browser folds what is typed by the same rule (assets/core/normalise.mjs);
a test holds the two together.

References
----------
Unicode Standard Annex 15, Unicode Normalization Forms, https://www.unicode.org/reports/tr15/.
"""

import re
import unicodedata
from collections.abc import Mapping

LETTERS: Mapping[str, str] = {
    "ı": "i",
    "ə": "e",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ё": "е",
}
"""Letters that normalization leaves whole, and how those write them who have no such key."""

_MARKS = re.compile(r"['’‘ʻʼ`´ʹ]")
_LETTERS = str.maketrans(dict(LETTERS))


def fold(text: str) -> str:
    """Return the words of a text in small letters without marks, a space between them.

    ``Über`` and ``UBER`` are both ``uber``, ``Iğdır`` and ``Igdir`` both ``igdir``. Scripts
    stay as they are; apostrophes inside words fall away.
    """
    apart = unicodedata.normalize("NFKD", text).lower()
    bare = "".join(letter for letter in apart if unicodedata.category(letter) not in ("Mn", "Me"))
    plain = _MARKS.sub("", bare).translate(_LETTERS)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())
