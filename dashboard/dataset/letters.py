"""Capital and small letters where languages differ: some part I and İ.

References
----------
Unicode Standard, SpecialCasing.txt, conditional mappings of ``tr`` and ``az``.
"""

from dashboard.dataset.text import Language

DOTTED = frozenset({"tr", "az"})
"""Languages in which the small letter of I is ı, and the capital of i is İ."""


def _parts_i(language: Language) -> bool:
    return language.partition("-")[0] in DOTTED


def lower(text: str, language: Language) -> str:
    """Return ``text`` in small letters by the rules of its language."""
    if _parts_i(language):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def upper(text: str, language: Language) -> str:
    """Return ``text`` in capitals by the rules of its language.

    Mkhedruli stays as it is: its Mtavruli capitals, new in Unicode 11, are in few fonts.
    """
    if language.partition("-")[0] == "ka":
        return text
    return (text.replace("i", "İ") if _parts_i(language) else text).upper()
