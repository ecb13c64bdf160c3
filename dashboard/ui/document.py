"""The HTML document of the atlas: what the browser has before a script runs.

The fixed parts of the page are written into it, so it is seen at once and read without scripts.
Dash comes in only where a panel or a callback needs it (``dashboard.ui.bridge``).
"""

import base64
import hashlib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from html import escape

from dashboard import i18n
from dashboard.dataset.dates import parse_day
from dashboard.dataset.other_readings import Readings
from dashboard.export.address import prefix
from dashboard.ui import bridge
from dashboard.ui.browser.file_names import SMALL_RELIEF
from dashboard.ui.first_paint import First
from dashboard.ui.http import bundle, suites, webfont
from dashboard.ui.page import failure, layout, metadata, url
from dashboard.ui.page.markup import markup
from dashboard.ui.page.views import VIEWS

GUARD = (bundle.ASSETS / "guard.js").read_text("utf-8")
"""It stands in the page itself, before every script that it watches."""

UNSCRIPTED = (bundle.ASSETS / "styles" / "unscripted" / "page.css").read_text("utf-8").strip()
"""Style of the page without scripts; what only scripts fill is not seen."""

MAP = next(iter(VIEWS))
KEPT = 64
"""Days whose pages are kept, each of some 70 kB."""


def guard_hash() -> str:
    """Return the source by which a Content-Security-Policy allows the guard."""
    digest = hashlib.sha256(GUARD.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


class Writer:
    """Writes the document in a language."""

    def __init__(self, files: bundle.Bundle, first: First) -> None:
        self.files, self.first = files, first
        self.dataset, self.language = first.dataset, first.language
        self._readings = Readings(first.timeline)
        self._body = lru_cache(maxsize=KEPT)(self._written)

    def document(
        self, asked: Mapping[str, str], dash: Mapping[str, str] | None, attributes: str
    ) -> str:
        """Return the document.

        Parameters
        ----------
        asked
            The query of its address; of it day, view and reading are seen at once.
        dash
            What Dash adds, by the names of ``Dash.interpolate_index``; ``None`` without Dash.
        attributes
            More attributes of the entry script.
        """
        day, seen = self._day(asked.get("day", "")), asked.get("view", MAP) == MAP
        known = self.dataset.readings
        read = asked.get("reading", "") if asked.get("reading") in known else ""
        page, reading = self._body(day, seen, read)
        place = f'<div id="{layout.PANELS}">'
        if dash:
            page = page.replace(place, place + dash["app_entry"])
        return (
            f'<!DOCTYPE html><html lang="{self.language}" dir="{i18n.direction(self.language)}">'
            f"<head>{self._head(dash)}</head><body>{page}<noscript>{reading}</noscript>"
            f"{failure.box(self.dataset, self.language)}{self._scripts(dash, attributes)}"
            "</body></html>"
        )

    def _written(self, day: date, seen: bool, read: str) -> tuple[str, str]:
        first = self.first.as_read(self._readings.of(read))
        page = layout.page(self.dataset, self.language, first.opening(day, seen))
        return markup(page), markup(first.reading(day))

    def _day(self, text: str) -> date:
        """The day of an address; the first of the atlas where there is none, as the scripts do."""
        try:
            day = parse_day(text)
        except ValueError:
            return self.dataset.first_day
        inside = self.dataset.first_day <= day <= self.dataset.last_day
        return day if inside else self.dataset.first_day

    def at(self, name: str) -> str:
        """Return the address of a file as the page in this language names it."""
        return url.relative(self.files.address(name), self._page)

    @property
    def _page(self) -> str:
        return prefix(self.language, self.dataset.languages)

    def _head(self, dash: Mapping[str, str] | None) -> str:
        fetched = "".join(
            f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{self.at(name)}">'
            for name in (self._payload, "figure.json")
        )
        letters = "".join(
            f'<link rel="preload" as="font" type="font/woff2" crossorigin="anonymous" '
            f'href="{self.at(name)}">'
            for name in webfont.preloaded(self.language)
        )
        fetched += "".join(
            f'<link rel="preload" as="image" href="{self.at(name)}">'
            for name in (SMALL_RELIEF,)
            if name in self.files.files
        )
        if not dash:
            # It runs when the page is seen (assets/page/painted.mjs).
            fetched += (
                f'<link rel="preload" as="script" id="plotly" href="{self.at(bundle.PLOTLY)}">'
            )
        modules = "".join(
            f'<link rel="modulepreload" href="{self.at(name)}">' for name in self.files.imported
        )
        return (
            '<meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(self.dataset.title[self.language])}</title>"
            f"{metadata.head(self.dataset, self.language)}"
            f'<link rel="icon" href="{self.at(bundle.ICON)}" type="image/svg+xml">'
            f'{letters}<link rel="stylesheet" href="{self.at(bundle.STYLE)}">'
            f"<noscript><style>{UNSCRIPTED}</style></noscript>"
            f"{dash['css'] if dash else ''}<script>{GUARD}</script>{fetched}{modules}"
        )

    def _scripts(self, dash: Mapping[str, str] | None, attributes: str) -> str:
        return (
            f"{self._of_dash(dash) if dash else ''}"
            f'<script type="module" src="{self.at(self.files.entry)}" '
            f'data-payload="{self.at(self._payload)}" data-figure="{self.at("figure.json")}" '
            f'data-root="{url.relative("/", self._page)}" '
            f"{bridge.SCRIPT_DATA}{attributes}></script>"
        )

    def _of_dash(self, dash: Mapping[str, str]) -> str:
        # Dash takes the plotly that is there, else it fetches its own after all else. A panel
        # may draw any chart, so it gets the whole of it.
        plotly = url.relative(suites.PLOTLY, self._page)
        return (
            f'<footer><script src="{plotly}"></script>'
            f"{dash['config']}{dash['scripts']}{dash['renderer']}</footer>"
        )

    @property
    def _payload(self) -> str:
        return f"atlas.{self.language}.json"
