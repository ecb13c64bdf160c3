"""What a frozen site is: the atlas as files, which no server makes more of.

``dashboard.ui.frozen`` writes it; here is what the page needs to know of it.
"""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from dashboard.dataset.model import Dataset, Language
from dashboard.export.press.choices import film_name

HOME = "index.html"
WORKER = "offline.js"
"""The service worker, in the folder of the site: it answers for all that is in there."""
FILM = "mp4"
"""What a frozen site has of a film."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a frozen site has beside the pages and the data.

    ``sheets`` and ``films`` in these languages, each film with ``subtitles`` in these; ``offline``:
    browsers keep it for use without a network.
    """

    sheets: tuple[Language, ...] = ()
    offline: bool = False
    films: tuple[Language, ...] = ()
    subtitles: tuple[Language, ...] = ()


def film_file(dataset: Dataset, language: Language, kind: str) -> str:
    """Return the name of the file of the film in a language, or of the subtitles in it."""
    terms = dataset.terms
    return f"films/{film_name(terms.file_name, *terms.film_days, language, kind)}"


def file_name(address: str) -> str:
    """Return the name of the file that answers for an address of the atlas.

    A page is ``index.html`` of its folder or ends in ``.html``, so that links name whole files
    and any server finds them; a language in the query stands before the suffix. Nothing changes
    its folder: what an address is relative to stays the same.
    """
    parts = urlsplit(address)
    path = parts.path.removeprefix("/")
    folder, slash, name = path.rpartition("/")
    if not name:
        return f"{path}{HOME}"
    stem, _, suffix = name.rpartition(".")
    if suffix == "mjs" and folder.endswith("/built"):
        # A browser runs no script that its server does not call a script, and nginx knows no .mjs.
        suffix = "js"
    language = parse_qs(parts.query).get("lang", [])
    return ".".join([f"{folder}{slash}{stem or name}", *language, suffix if stem else "html"])
