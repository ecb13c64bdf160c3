"""The pages to read beside the atlas: their names, addresses and titles."""

from collections.abc import Mapping, Sequence

from dashboard import i18n
from dashboard.dataset.model import Language
from dashboard.export.address import prefix

NAMES: Mapping[str, str] = {
    "sources": "Every work with the rows that rest on it; `q` and `kind` narrow the list.",
    "method": "How the atlas decides.",
}
"""The pages beside the atlas, each with its line of the HTTP reference."""


def address(name: str, language: Language, languages: Sequence[Language]) -> str:
    """Return the path of a page of ``NAMES`` in a language: ``/sources``, ``/tr/sources``."""
    return f"{prefix(language, languages)}{name}"


def titles(language: Language) -> dict[str, str]:
    """Return what each page of ``NAMES`` is called, by its name."""
    _ = i18n.translator(language)
    return {"sources": _("Sources"), "method": _("How we decide")}
