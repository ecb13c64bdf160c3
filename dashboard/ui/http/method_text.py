"""How the atlas decides, in Markdown: the package's own pages, or a neutral text of the program.

The text begins with a paragraph; each ``## Title {#id}`` begins a section. ``{rows}`` and
other names of numbers stand for those of the data. HTML in the text is shown as it is written.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from dashboard import i18n
from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.reading.inside import read_inside
from dashboard.dataset.text import Borrowed

NEUTRAL = Path(__file__).parent / "method"
_SECTION = re.compile(r"^## +(?P<title>.*?)(?: *\{#(?P<id>[a-z0-9_-]+)\})? *$", re.MULTILINE)
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page; ``html`` is what follows its title."""

    id: str
    title: str
    html: str


def text_of(dataset: Dataset, language: Language) -> str:
    """Return the Markdown of the package, else of the program.

    It is ``Borrowed`` from another language where it is not written in the language asked for.
    """
    own = dataset.terms.method
    if own:
        written = language if language in own else next(iter(own))
        text = read_inside(dataset.folder, own[written]).decode()
    else:
        written = language if (NEUTRAL / f"{language}.md").is_file() else i18n.SOURCE_LANGUAGE
        text = (NEUTRAL / f"{written}.md").read_text(encoding="utf-8")
    return text if written == language else Borrowed(text, written)


def render(text: str, values: Mapping[str, object]) -> tuple[str, list[Section]]:
    """Return the HTML before the first section, and the sections."""

    def filled(part: str) -> str:
        for name, value in values.items():
            part = part.replace(f"{{{name}}}", str(value))
        return part

    lead, *parts = _SECTION.split(text)
    # The title, the id or nothing, and the text of each section come in turn.
    sections = [
        Section(name or f"section-{number}", filled(title), _MARKDOWN.render(filled(body)))
        for number, (title, name, body) in enumerate(
            zip(parts[::3], parts[1::3], parts[2::3], strict=True), 1
        )
    ]
    return _MARKDOWN.render(filled(lead)), sections
