"""Words, days and numbers in the languages of the atlas: gettext catalogues and Babel.

Catalogues are ``locales/LANGUAGE/LC_MESSAGES/atlas.po``; the English text is
the message id. They are read as they are, so there is nothing to compile.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from babel.dates import format_date, get_day_names, get_month_names
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from dashboard.dataset.model import Language, Source, Text

LOCALES = Path(__file__).parent / "locales"
Translate = Callable[[str], str]
TURKISH = "aâbcçdefgğhıiîjklmnoöpqrsştuûvwxyz"


@cache
def _catalogue(language: Language) -> dict[str, str]:
    if language == "en":
        return {}
    with (LOCALES / language / "LC_MESSAGES" / "atlas.po").open("rb") as file:
        messages = read_po(file, locale=language)
    return {str(one.id): str(one.string) for one in messages if one.id}


def translator(language: Language) -> Translate:
    """A function from English text to the text in ``language``.

    Raises
    ------
    KeyError
        From the function, when the catalogue lacks a text: better a failing
        test than a page in two languages.
    """
    if language == "en":
        return str
    catalogue = _catalogue(language)

    def translate(message: str) -> str:
        return catalogue[message]

    return translate


def both(message: str) -> Text:
    """A catalogue text in all languages."""
    return Text(message, translator("tr")(message))


UNTITLED = both("[title not known]")


def work_title(source: Source, language: Language) -> str:
    """The title of a work in its own language; that it is not known is said in the reader's."""
    return source.title.replace(UNTITLED.en, UNTITLED[language])


def short_source(source: Source, language: Language) -> str:
    """``Kazemzadeh 1951`` where author and year are known, else the title.

    A source that is nobody's work but what the compiler knew is named in the
    reader's language; works keep their own titles.
    """
    if not source.is_work:
        return translator(language)("General knowledge, not verified")
    if source.author and source.year:
        return f"{source.author} {source.year}"
    title = work_title(source, language)
    return f"{source.author}, {title}" if source.author else title


def day_label(day: date, language: Language) -> str:
    """``28 April 2001``, ``28 Nisan 2001``: day, month, year, whatever the locale's habit."""
    return format_date(day, "d MMMM y", locale=language)


def month_names(language: Language, width: Literal["wide", "abbreviated"] = "wide") -> list[str]:
    """Twelve names, January first; ``width`` is ``wide`` or ``abbreviated``."""
    names = get_month_names(width, context="format", locale=language)
    return [names[month] for month in range(1, 13)]


def day_names(language: Language) -> list[str]:
    """Seven names, Monday first."""
    names = get_day_names("wide", context="format", locale=language)
    return [names[day] for day in range(7)]


def number(value: float, language: Language) -> str:
    """A number with the group and decimal signs of the language."""
    return format_decimal(value, locale=language)


def sort_key(text: str, language: Language) -> tuple[tuple[int, str], ...]:
    """What names are sorted by: the alphabet of the language, capitals as small letters.

    Letters of other alphabets come last, as they do in English.
    """
    if language == "tr":
        folded = text.replace("I", "ı").replace("İ", "i").casefold()
        last = len(TURKISH)
        places = ((TURKISH.find(one), one) for one in folded)
        return tuple((last if at < 0 and one.isalpha() else at, one) for at, one in places)
    return tuple((0, letter) for letter in text.casefold())
