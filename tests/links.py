"""Addresses that a page of the atlas loads."""

import re

_FILE = re.compile(r'"(?:\.\./)*(files/[0-9a-f]+/[\w./-]+)"')


def files_of(page: str) -> set[str]:
    """The addresses of the files that the HTML of a page names, from the root of the server."""
    return {f"/{one}" for one in _FILE.findall(page)}
