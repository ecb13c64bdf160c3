"""Addresses of the atlas: the path carries the language, the query the rest.

The scripts read and write the same parameters (assets/address.mjs); a browser
test holds both to this table.
"""

from collections.abc import Mapping

from dashboard.dataset.model import LANGUAGES, Language, Text
from dashboard.i18n import both

PARAMETERS: Mapping[str, Text] = {
    "day": both("Day shown, as 1920-04-28"),
    "layers": both("Layers that are on, by their ids with commas between"),
    "view": both("View of the day: map, or one of the others by its id"),
    "territory": both("Territory whose card is open, by its id"),
}


def prefix(language: Language) -> str:
    """Path under which the page in ``language`` lives; English is at the root."""
    return "/" if language == LANGUAGES[0] else f"/{language}/"
