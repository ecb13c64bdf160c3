"""Addresses of the server that the scripts ask for: the browser has no list of its own."""

from collections.abc import Mapping

from dashboard.dataset.model import Dataset, Language
from dashboard.export.address import prefix
from dashboard.export.press.choices import SUBTITLES
from dashboard.ui.page import documents
from dashboard.ui.page.frozen import FILM, WORKER, Frozen, file_name, film_file

SERVED: Mapping[str, str] = {
    "handout": "{prefix}handout/{story}{query}",
    "teacher": "{prefix}handout/{story}/teacher{query}",
    "sheet": "/snapshot/{day}.{kind}{query}",
    "figure": "/figure/{figure}.{kind}{query}",
    "cite": "/api/cite/{day}.json{query}",
    "citation": "/api/cite/{day}/{style}{query}",
    "films": "/api/animations{query}",
    "code": "/api/qr.svg{query}",
}
"""By name; the scripts fill in the places that are not of the language."""

FROZEN: Mapping[str, str] = {
    "handout": "",
    "teacher": "",
    "sheet": "?lang={language}",
    "cite": "?lang={language}&sources=0",
}
"""Those of a frozen site, each with the query that it answers."""


def addresses(dataset: Dataset, language: Language, frozen: Frozen | None = None) -> dict[str, str]:
    """Return the addresses by name, from the root of the atlas: ``payload.addresses``."""
    read = {name: documents.address(name, language, dataset.languages) for name in documents.NAMES}
    if frozen:
        every = read | {name: asked(dataset, name, language) for name in FROZEN}
        others = {"worker": WORKER} if frozen.offline else {}
        if language in frozen.films:
            others["film"] = film_file(dataset, language, FILM)
            others["subtitles"] = film_file(dataset, "{language}", SUBTITLES)
        files = {name: file_name(address) for name, address in every.items()} | others
        return {name: f"/{file}" for name, file in files.items()}
    own = prefix(language, dataset.languages)
    return read | {name: address.replace("{prefix}", own) for name, address in SERVED.items()}


def asked(dataset: Dataset, name: str, language: Language) -> str:
    """Return the address of ``FROZEN`` that the server is asked, with places still to fill."""
    own = prefix(language, dataset.languages)
    query = FROZEN[name].replace("{language}", language)
    return SERVED[name].replace("{prefix}", own).replace("{query}", query)
