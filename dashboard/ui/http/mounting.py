"""The atlas under a path of a host name, as ``/atlas/``, which a proxy may take off or leave on.

Pages write their addresses relative to themselves, so nothing else knows of the path but what
is cited, which begins with ``BASE_ADDRESS``.
"""

from collections.abc import Callable, Iterable
from typing import Any, cast

from flask import Flask, Response, request

from dashboard.ui.page import url

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


def mount(server: Flask, path: str) -> None:
    """Answer under ``path`` as at the root; ``path`` is that of ``BASE_ADDRESS``, or empty.

    Redirects are written relative to what was asked for, so that they stay under the path.
    """

    @server.after_request
    def stay(response: Response) -> Response:
        # The router writes the whole address of a page that lacks its last /.
        target = response.headers.get("Location", "").removeprefix(request.host_url.rstrip("/"))
        if target.startswith("/"):
            response.headers["Location"] = url.relative(target, request.path)
            response.autocorrect_location_header = False
        return response

    if path:
        # Flask's own way to put something before an app.
        server.wsgi_app = cast(Any, _below(path, server.wsgi_app))  # type: ignore[method-assign]


def _below(path: str, inner: Application) -> Application:
    """Take ``path`` off what is asked for; a proxy that has taken it off already is served too."""

    def answer(environ: Environ, begin: Any) -> Iterable[bytes]:
        asked = environ["PATH_INFO"]
        if asked == path:
            # A page at an address without its last / would look for its files a folder up.
            folder = path.rpartition("/")[2] + "/"
            query = environ.get("QUERY_STRING", "")
            headers = {"Location": f"{folder}?{query}" if query else folder}
            return Response(status=308, headers=headers)(environ, begin)
        if asked.startswith(f"{path}/"):
            environ = environ | {"PATH_INFO": asked[len(path) :]}
        return inner(environ, begin)

    return answer
