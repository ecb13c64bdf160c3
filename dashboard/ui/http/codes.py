"""``/api/qr.svg``: the address of a view as a QR code, for the camera of a phone."""

import io
from urllib.parse import urlsplit

import segno
from flask import Blueprint, Response, request

from dashboard.export.address import public_base
from dashboard.ui.http.server import error
from dashboard.ui.http.workshop import query, taking

WORDS = ("address",)
LONGEST = 600
"""Characters of an address. That many give 89 modules a side: more is too fine for a camera."""
MARGIN = 4
"""Modules left white around the code, as ISO/IEC 18004 asks."""


def code(address: str) -> bytes:
    """Return the QR code of an address as SVG; 15 % of it may be hidden or dirty (level M)."""
    file = io.BytesIO()
    made = segno.make_qr(address, error="m", boost_error=False)
    made.save(file, kind="svg", border=MARGIN, light="#fff", xmldecl=False, omitsize=True)
    return file.getvalue()


def blueprint() -> Blueprint:
    """The address of the codes; a wrong address is answered with HTTP 400."""
    routes = Blueprint("codes", __name__)

    @routes.errorhandler(ValueError)
    def wrong(problem: ValueError) -> Response:
        return error(str(problem), 400)

    @routes.get("/api/qr.svg")
    @taking(WORDS, needed=WORDS)
    def qr() -> Response:
        """The address of a view of this atlas as a QR code, as SVG."""
        address = _own(query(WORDS).get("address", ""))
        headers = {"Cache-Control": "public, max-age=86400"}
        return Response(code(address), mimetype="image/svg+xml", headers=headers)

    return routes


def _own(address: str) -> str:
    """The address, checked: a code that this atlas gives leads to this atlas."""
    if len(address) > LONGEST:
        raise ValueError(
            f"address has {len(address)} characters and a QR code at most {LONGEST}; "
            "leave out what the view does not need"
        )
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    own = {request.host, urlsplit(public_base()).netloc} - {""}
    plain = address.isascii() and address.isprintable() and " " not in address
    if parts.scheme not in ("http", "https") or parts.netloc not in own or not plain:
        raise ValueError(
            f"address {address[:40]!r} is none of this atlas; write an address that begins with "
            f"{request.host_url}, or with BASE_ADDRESS, percent-encoded"
        )
    return address
