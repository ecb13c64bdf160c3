"""What browsers and robots ask of any site, whatever its pages name."""

from flask import Blueprint, Response

from dashboard.dataset.model import Dataset
from dashboard.ui.http import bundle

ROBOTS = "User-agent: *\nAllow: /\n"
"""Every page may be read and listed (RFC 9309)."""


def blueprint(dataset: Dataset) -> Blueprint:
    """Serve ``/favicon.ico``, the sign of the atlas, and ``/robots.txt``."""
    routes = Blueprint("asked", __name__)
    sign = bundle.icon(dataset)[bundle.ICON]

    @routes.get("/favicon.ico")
    def favicon() -> Response:
        # Pages name the SVG; what asks here instead goes by the type, not by the suffix.
        return Response(sign, mimetype="image/svg+xml")

    @routes.get("/robots.txt")
    def robots() -> Response:
        return Response(ROBOTS, mimetype="text/plain")

    return routes
