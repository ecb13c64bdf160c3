"""Where others find the atlas: what the addresses in citations and exported files begin with.

An address that works on a single computer or network, as http://127.0.0.1:8050 or
http://192.168.1.20, is none to cite: it is left out, and :data:`LEFT_OUT` says so where a person
can act on it. Within its network the second can still be handed on, which the page says.
"""

import os
import re
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from socket import inet_aton
from urllib.parse import urlencode, urlsplit

from dashboard.dataset.model import Language

LEFT_OUT = (
    "no address is cited, because that of this atlas works on this computer or in its network "
    "alone; set BASE_ADDRESS to the address that others use, as https://atlas.example.org"
)

LOCAL = (
    r"(.+\.)?localhost\.?|127(\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]"
    r"|\[::ffff:(7f[0-9a-f]{2}:[0-9a-f]{1,4}|0:0)\]"
)
"""A host that means this computer, as a browser writes it; the page gets this pattern too."""

NETWORK = (
    r"10(\.\d{1,3}){3}|192\.168(\.\d{1,3}){2}|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}"
    r"|169\.254(\.\d{1,3}){2}|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])(\.\d{1,3}){2}"
    r"|\[f[cd][\da-f]{2}:[\da-f:]*\]|\[fe[89ab][\da-f]:[\da-f:]*\]"
    r"|[^.:\[\]]+|.+\.(local|lan|internal|localdomain|home\.arpa)\.?"
)
"""A host that only its own network knows, written as :data:`LOCAL` is: private addresses (RFC 4193
and its like of IPv4), those of a link (RFC 3927, RFC 4291) and of a provider's network (RFC 6598),
names without a domain, and domains that no public server answers for (RFC 6762, RFC 8375)."""


def base_address() -> str:
    """Return the address that permalinks begin with, or nothing if not everybody can reach it.

    It is the setting ``BASE_ADDRESS``, else that of ``HOST`` and ``PORT``.

    Raises
    ------
    ValueError
        If what is set is not an address of the web.
    """
    base, host = _set_address()
    return "" if is_local(host) or is_in_network(host) else base


def public_base() -> str:
    """Return ``BASE_ADDRESS`` if any other computer can use it, for the page: only what was set.

    Raises
    ------
    ValueError
        If what is set is not an address of the web.
    """
    if not os.environ.get("BASE_ADDRESS"):
        return ""
    base, host = _set_address()
    return "" if is_local(host) else base


def _set_address() -> tuple[str, str]:
    """The address that is set, checked, without a slash at its end; and its host."""
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
            "write an address such as https://atlas.example.org"
        )
    return base.rstrip("/"), parts.hostname


def base_path() -> str:
    """Return the path of ``BASE_ADDRESS`` without its last ``/``: nothing, or as ``/atlas``."""
    return urlsplit(os.environ.get("BASE_ADDRESS", "")).path.rstrip("/")


def is_local(host: str) -> bool:
    """Return whether a host means the computer that asks, in any way in which it can be written."""
    return re.fullmatch(LOCAL, _as_browsers_write(host)) is not None


def is_in_network(host: str) -> bool:
    """Return whether a host is known in its own network alone; :func:`is_local` goes before."""
    return re.fullmatch(NETWORK, _as_browsers_write(host)) is not None


def _as_browsers_write(host: str) -> str:
    plain = host.strip("[]").lower()
    try:
        address = ip_address(plain)
    except ValueError:
        try:
            # 127.1 and 2130706433 are 127.0.0.1 to every browser.
            address = ip_address(inet_aton(plain))
        except (OSError, UnicodeEncodeError):
            return plain
    address = getattr(address, "ipv4_mapped", None) or address
    return f"[{address}]" if address.version == 6 else str(address)


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

    Examples
    --------
    >>> permalink("https://atlas.example", "/tr/", {"day": "2001-02-03", "layers": ""})
    'https://atlas.example/tr/?day=2001-02-03'
    >>> permalink("", "/", {"day": "2001-02-03"})
    ''
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
