"""Links of a page between the files of a frozen site, each checked to lead to a file."""

import re
from collections.abc import Collection
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from dashboard.ui.page.frozen import file_name
from dashboard.ui.page.url import relative

_NAMED = re.compile(r'(?<= )(href|src|action|data-payload|data-figure)="([^"]*)"')
_FOR_MACHINES = re.compile(r"<link [^>]*>")
_NEEDED = re.compile(r'rel="[^"]*\b(stylesheet|icon|preload|modulepreload)\b')


class LostLinkError(ValueError):
    """A link of a page leads to what the site does not have."""


def linked(page: str, address: str, names: Collection[str]) -> str:
    """Return the HTML of the page at an address of the atlas with its links between files.

    ``names`` are the files of the site. A ``link`` for programs to what the site does not have,
    as to the address of a server, is left out.

    Raises
    ------
    LostLinkError
        For any other link that leads to no file.
    """

    def known(element: re.Match[str]) -> str:
        try:
            return _NAMED.sub(renamed, element[0])
        except LostLinkError:
            if _NEEDED.search(element[0]):
                raise
            return ""

    def renamed(attribute: re.Match[str]) -> str:
        name, value = attribute[1], unescape(attribute[2])
        return f'{name}="{escape(_renamed(value, address, names))}"'

    return _NAMED.sub(renamed, _FOR_MACHINES.sub(known, page))


def _renamed(link: str, address: str, names: Collection[str]) -> str:
    parts = urlsplit(link)
    # To itself, with or without another query, or to somewhere else.
    if not parts.path or parts.scheme or parts.netloc:
        return link
    target = urlsplit(urljoin(address, link))
    name = file_name(target.path)
    if name not in names:
        raise LostLinkError(f"the page {address} links to {link}, which a frozen site has not")
    shown = relative(f"/{name}", f"/{file_name(address)}")
    return (
        shown
        + (f"?{target.query}" if target.query else "")
        + (f"#{target.fragment}" if target.fragment else "")
    )
