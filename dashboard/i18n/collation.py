"""The order of names in a list: by the alphabet of the language.

References
----------
Unicode Common Locale Data Repository, collation charts,
https://www.unicode.org/charts/collation/.
"""

import unicodedata
from collections.abc import Mapping

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

Key = tuple[tuple[tuple[int, int], ...], str]


def sort_key(text: str, language: Language) -> Key:
    """What names are sorted by: capitals as small letters, other alphabets last."""
    tag = language.partition("-")[0]
    small = letters.lower(text, language)
    alphabet, alike = ALPHABETS.get(tag, ""), ALIKE.get(tag, {})
    return tuple(_rank(alike.get(letter, letter), alphabet) for letter in small), small


def _rank(letter: str, alphabet: str) -> tuple[int, int]:
    """Return where a letter stands: signs and digits first, then the alphabet, then the rest."""
    if not letter.isalpha():
        return 0, ord(letter)
    for form in (letter, unicodedata.normalize("NFKD", letter)[0]):
        if form in alphabet:
            return 1, alphabet.index(form)
    return 2, ord(unicodedata.normalize("NFKD", letter)[0])
