"""Addresses of the server that the scripts ask for: the browser has no list of its own."""

from collections.abc import Mapping

from dashboard.dataset.model import Dataset, Language
from dashboard.export.address import prefix
from dashboard.ui.page import documents

SERVED: Mapping[str, str] = {
    "handout": "{prefix}handout/{story}",
    "sheet": "/snapshot/{day}.{kind}{query}",
    "figure": "/figure/{figure}.{kind}{query}",
    "cite": "/api/cite/{day}.json{query}",
    "citation": "/api/cite/{day}/{style}{query}",
    "films": "/api/animations{query}",
    "code": "/api/qr.svg{query}",
}
"""By name; the scripts fill in the places that are not of the language."""


def addresses(dataset: Dataset, language: Language) -> dict[str, str]:
    """Return the addresses by name, from the root of the atlas: ``payload.addresses``."""
    own = prefix(language, dataset.languages)
    return {
        **{name: documents.address(name, language, dataset.languages) for name in documents.NAMES},
        **{name: one.replace("{prefix}", own) for name, one in SERVED.items()},
    }
