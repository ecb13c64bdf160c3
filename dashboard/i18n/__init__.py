"""Words, days and numbers in the languages of an atlas: gettext catalogues and Babel.

Catalogues are ``locales/LOCALE/LC_MESSAGES/atlas.po``; the English text is the message id, and
stands where a catalogue lacks a text. They are read as they are, so there is nothing to compile.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, get_day_names, get_month_names
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from dashboard.dataset.model import Language, Source

LOCALES = Path(__file__).parent / "locales"
SOURCE_LANGUAGE: Language = "en"
"""The language of the message ids."""

_IN_PATTERN = re.compile(r"'(?P<quoted>[^']*)'|(?P<field>d+|[ML]+|y+)")
"""Quoted words and fields of a pattern of CLDR."""

UNREVIEWED = "not yet read by a native speaker"
"""Stands in the first comment of a catalogue that this is true of."""

Translate = Callable[[str], str]


@cache
def locale_of(language: Language) -> Locale:
    """What CLDR knows of a language."""
    return Locale.parse(language, sep="-")


def with_country(language: Language) -> str:
    """The tag with the country that CLDR thinks of first: ``tr-TR`` for ``tr``."""
    locale = locale_of(language)
    likely = get_global("likely_subtags").get(str(locale), str(locale))
    country = locale.territory or Locale.parse(likely).territory
    return f"{locale.language}-{country}" if country else language


def direction(language: Language) -> Literal["ltr", "rtl"]:
    """Which way the language is written, as HTML has it."""
    return "rtl" if locale_of(language).text_direction == "rtl" else "ltr"


def language_name(language: Language, reader: Language | None = None) -> str:
    """What a language is called in that of the reader, else in itself."""
    name = locale_of(language).get_display_name(locale_of(reader or language)) or language
    return name if reader else name[:1].upper() + name[1:]


def catalogue_file(language: Language) -> Path | None:
    """Return the catalogue for a language: that of its tag, else of the tag without its last part.

    ``None`` for the source language and for a language without a translation of the page.
    """
    tag = language
    while tag:
        path = LOCALES / tag.replace("-", "_") / "LC_MESSAGES" / "atlas.po"
        if path.is_file():
            return path
        tag = tag.rpartition("-")[0]
    return None


@cache
def _catalogue(language: Language) -> dict[str, str]:
    path = catalogue_file(language)
    if path is None:
        return {}
    with path.open("rb") as file:
        messages = read_po(file)
    return {
        str(message.id): str(message.string)
        for message in messages
        if message.id and message.string
    }


@cache
def is_reviewed(language: Language) -> bool:
    """Whether a native speaker has read the catalogue: its header says so, or there is none."""
    path = catalogue_file(language)
    return path is None or UNREVIEWED not in path.read_text("utf-8").partition("msgid")[0]


def translator(language: Language) -> Translate:
    """A function from English text to the text in ``language``, or the English text if none."""
    catalogue = _catalogue(language)

    def translate(message: str) -> str:
        return catalogue.get(message, message)

    return translate


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text of the program, by its English words; ``phrase[language]`` is its translation."""

    message: str

    def __getitem__(self, language: Language) -> str:
        return translator(language)(self.message)


UNVERIFIED = Phrase("General knowledge, not verified")
UNTITLED = Phrase("[title not known]")


def work_title(source: Source, language: Language) -> str:
    """The title of a work in its own language; that it is not known is said in the reader's."""
    return source.title.replace(UNTITLED.message, UNTITLED[language])


def short_source(source: Source, language: Language) -> str:
    """``Kazemzadeh 1951`` where author and year are known, else the title.

    The source "general knowledge" is named in the reader's language; works keep their own titles.
    """
    if not source.is_work:
        return UNVERIFIED[language]
    if source.author and source.year:
        return f"{source.author} {source.year}"
    title = work_title(source, language)
    return f"{source.author}, {title}" if source.author else title


def day_label(day: date, language: Language) -> str:
    """``28 April 2001``, ``28. april 2001``: as the language writes a day."""
    return format_date(day, _pattern(language, "wide"), locale=_dates_of(language))


def day_template(language: Language, width: Literal["wide", "abbreviated"] = "wide") -> str:
    """How the language writes a day, for the browser.

    ``{day}`` and ``{year}`` are numbers, ``{month}`` is the name in that width and ``{number}`` the
    number of the month.
    """
    fields = {"d": "{day}", "y": "{year}", "M": "{number}", "MM": "{number}"}
    return _IN_PATTERN.sub(
        lambda match: match["quoted"] or fields.get(match["field"] or "", "{month}"),
        _pattern(language, width),
    )


def _pattern(language: Language, width: Literal["wide", "abbreviated"]) -> str:
    locale = _dates_of(language)
    short = locale.datetime_skeletons.get("yMMMd") if width == "abbreviated" else None
    # A day below ten has no zero before it.
    return str((short or locale.date_formats["long"]).pattern).replace("dd", "d")


def _dates_of(language: Language) -> Locale:
    """English days are written as most of the world writes them, not as the United States do."""
    return Locale.parse("en_001") if language == "en" else locale_of(language)


def month_names(language: Language, width: Literal["wide", "abbreviated"] = "wide") -> list[str]:
    """Twelve names, January first; ``width`` is ``wide`` or ``abbreviated``."""
    names = get_month_names(width, context="format", locale=locale_of(language))
    return [names[month] for month in range(1, 13)]


def day_names(language: Language) -> list[str]:
    """Seven names, Monday first."""
    names = get_day_names("wide", context="format", locale=locale_of(language))
    return [names[day] for day in range(7)]


def number(value: float, language: Language) -> str:
    """A number with the group and decimal signs of the language."""
    return format_decimal(value, locale=locale_of(language))
