"""Where others find the atlas: what the addresses in citations and exported files begin with.

An address that works on one computer alone, as http://127.0.0.1:8050, is none to cite: it is
left out, and :data:`LEFT_OUT` says so where a person can act on it.
"""

import os
import re
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from socket import inet_aton
from urllib.parse import urlencode, urlsplit

from dashboard.dataset.model import Language

LEFT_OUT = (
    "no address is cited, because that of this atlas works on this computer alone; "
    "set BASE_ADDRESS to the one that others reach it at, as https://atlas.example.org"
)

LOCAL = (
    r"(.+\.)?localhost\.?|127(\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]"
    r"|\[::ffff:(7f[0-9a-f]{2}:[0-9a-f]{1,4}|0:0)\]"
)
"""A host that means this computer, as a browser writes it; the page gets this pattern too."""


def base_address() -> str:
    """Return the address that permalinks begin with, or nothing if only this computer knows it.

    It is the setting ``BASE_ADDRESS``, else that of ``HOST`` and ``PORT``.

    Raises
    ------
    ValueError
        If what is set is not an address of the web.
    """
    base = os.environ.get("BASE_ADDRESS") or _listening()
    try:
        parts = urlsplit(base)
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    odd = parts.query or parts.fragment or parts.username is not None or not base.isprintable()
    if parts.scheme not in ("http", "https") or not parts.hostname or odd or " " in base:
        raise ValueError(
            f"BASE_ADDRESS or HOST gives {base[:80]!r}, which is no address of the atlas; "
            "write one as https://atlas.example.org"
        )
    return "" if is_local(parts.hostname) else base.rstrip("/")


def public_base() -> str:
    """Return ``BASE_ADDRESS`` if others can use it: only what was set on purpose, for the page."""
    return base_address() if os.environ.get("BASE_ADDRESS") else ""


def is_local(host: str) -> bool:
    """Return whether a host means the computer that asks, in any way in which it can be written."""
    plain = host.strip("[]").lower()
    try:
        found = ip_address(plain)
    except ValueError:
        try:
            # 127.1 and 2130706433 are 127.0.0.1 to every browser.
            found = ip_address(inet_aton(plain))
        except (OSError, UnicodeEncodeError):
            return re.fullmatch(LOCAL, plain) is not None
    found = getattr(found, "ipv4_mapped", None) or found
    return re.fullmatch(LOCAL, f"[{found}]" if found.version == 6 else str(found)) is not None


def prefix(language: Language, languages: Sequence[Language]) -> str:
    """Path under which the page in ``language`` lives; the first of ``languages`` is at the root.

    Raises
    ------
    ValueError
        For a language that the atlas does not have.
    """
    if language not in languages:
        raise ValueError(f"{language[:20]!r} is not a language; write {' or '.join(languages)}")
    return "/" if language == languages[0] else f"/{language}/"


def permalink(base: str, path: str, asked: Mapping[str, str]) -> str:
    """Return the address of the page with the parameters ``asked``; nothing without a ``base``.

    ``path`` is the :func:`prefix` of a language. An empty parameter is left out.
    """
    if not base:
        return ""
    query = urlencode({name: value for name, value in asked.items() if value}, safe=",:@")
    return f"{base.rstrip('/')}{path}" + (f"?{query}" if query else "")


def _listening() -> str:
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8050")
    # A port that is no number is an error of the setting PORT, which says so at the start.
    port = port if port.isascii() and port.isdecimal() and int(port) <= 65535 else "8050"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
