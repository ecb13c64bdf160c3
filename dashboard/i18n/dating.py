"""A day that is not known to the day, in words: from its EDTF companion."""

import re
from datetime import date

from babel.dates import format_date

from dashboard.dataset.model import Language
from dashboard.i18n import day_label, locale_of, translator

_SET = re.compile(r"\[(?P<days>.+)\]")


def in_words(edtf: str, language: Language) -> str:
    """An EDTF text as a reader says it: ``about 5 May 2001``, ``2001 dolayları``; "" for none.

    The forms of the tables: a day, a month or a year, each with or without ``~`` (about), a
    span ``A/B`` in which it lay or over which it spread, and a set ``[A,B]`` it belongs to. What
    is of another form, as ``2001-21`` (spring), stays as it is written.

    References
    ----------
    Extended Date/Time Format, ISO 8601-2:2019, levels 0-2.
    """
    try:
        return _said(edtf, language)
    except ValueError:
        return edtf


def _said(edtf: str, language: Language) -> str:
    _ = translator(language)
    if choice := _SET.fullmatch(edtf):
        *others, last = (_about(day, language) for day in choice["days"].split(","))
        return _("{first} or {last}").format(first=", ".join(others), last=last)
    if "/" in edtf:
        first, last = (_plain(day, language) for day in edtf.split("/"))
        return _("{from} to {until}").format(**{"from": first, "until": last})
    return _about(edtf, language)


def _about(edtf: str, language: Language) -> str:
    _ = translator(language)
    if edtf.endswith("~"):
        return _("about {date}").format(date=_plain(edtf[:-1], language))
    return _plain(edtf, language)


def _plain(text: str, language: Language) -> str:
    match text.count("-"):
        case 0:
            return text
        case 1:
            return format_date(
                date.fromisoformat(f"{text}-01"), "MMMM y", locale=locale_of(language)
            )
        case _:
            return day_label(date.fromisoformat(text), language)
