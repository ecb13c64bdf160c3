"""A server on a free port of this machine, as long as a block lasts."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from typing import Any

from werkzeug.serving import make_server

from tests.browser.watch import HOST


@contextmanager
def running(server: HTTPServer) -> Iterator[str]:
    """Answer from a thread; gives the address, without a slash at its end."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def served(application: Callable[..., Any], port: int = 0) -> Iterator[str]:
    """Serve a WSGI application; gives its address, without a slash at its end.

    ``port`` 0 is a free one.
    """
    with running(make_server(HOST, port, application, threaded=True)) as address:
        yield address
