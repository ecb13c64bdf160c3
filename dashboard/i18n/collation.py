"""The order of names in a list: by the alphabet of the language.

References
----------
Unicode Common Locale Data Repository, collation charts,
https://www.unicode.org/charts/collation/.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from dashboard.dataset import letters
from dashboard.dataset.model import Language

ALPHABETS: Mapping[Language, str] = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyzw",
    "da": "abcdefghijklmnopqrstuvwxyzæøå",
    "fi": "abcdefghijklmnopqrstuvwxyzåäö",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "nb": "abcdefghijklmnopqrstuvwxyzæøå",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "sv": "abcdefghijklmnopqrstuvwxyzåäö",
    "tr": "aâbcçdefgğhıiîjklmnoöpqrsştuüûvwxyz",
}
"""Alphabets not in the order of Unicode, or before the Latin alphabet in their language.

Any other language has its letters by their base (ä as a), in the order of Unicode.
"""

ALIKE: Mapping[Language, Mapping[str, str]] = {
    "da": {"ä": "æ", "ö": "ø", "ü": "y"},
    "hy": {"և": "ե"},
    "nb": {"ä": "æ", "ö": "ø", "ü": "y"},
}
"""Letters that are sorted as another letter."""

_PART = re.compile(r"[0-9]{1,18}|.", re.DOTALL)
"""A number or a letter."""

Key = tuple[tuple[tuple[int, int], ...], str]


def sort_key(text: str, language: Language) -> Key:
    """What names are sorted by: numbers by size, capitals as small letters, the rest last."""
    tag = language.partition("-")[0]
    small = letters.lower(text, language)
    alphabet, alike = ALPHABETS.get(tag, ""), ALIKE.get(tag, {})
    return tuple(_rank(alike.get(part, part), alphabet) for part in _PART.findall(small)), small


def ranks(texts: Iterable[str], language: Language) -> list[int]:
    """Return where each text stands among all of them, from 0; equal ones have the same rank."""
    written = list(texts)
    ordered = sorted(set(written), key=lambda text: sort_key(text, language))
    places = {text: rank for rank, text in enumerate(ordered)}
    return [places[text] for text in written]


def _rank(part: str, alphabet: str) -> tuple[int, int]:
    """Return where a part stands: signs, numbers, the alphabet, then the rest."""
    if part.isascii() and part.isdecimal():
        return 1, int(part)
    if not part.isalpha():
        return 0, ord(part)
    base = unicodedata.normalize("NFKD", part)[0]
    for form in (part, base):
        if form in alphabet:
            return 2, alphabet.index(form)
    # A letter that Unicode does not take apart is written with others: ß as ss.
    return 3, ord(base.casefold()[0])
