"""The worker of gunicorn that serves the atlas: threads, and a clock for slow clients."""

import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import _DEFER, TConn, ThreadWorker

READ_SECONDS = 10
"""Time in which the head of a request must have come; a browser sends it in a single piece."""
STALL_SECONDS = 30
"""Time that a client may take for the next piece of a body or of an answer."""


class Worker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's worker of threads, which gives up a client that does not send its request.

    In gunicorn's own worker a thread waits for the rest of a half-sent request for ever, so that
    as many such clients as there are threads stop it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._reading: dict[TConn, float] = {}

    def handle(self, conn: TConn) -> Any:
        """Answer a connection in a thread; until its request has come, its time runs.

        A connection that has sent nothing yet is put aside and costs no thread; gunicorn's own
        worker waits five seconds first.
        """
        if not conn.initialized and not conn.wait_for_data(0):
            return _DEFER
        self._reading[conn] = time.monotonic() + READ_SECONDS
        try:
            return super().handle(conn)
        finally:
            self._reading.pop(conn, None)

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """Answer a request whose head has come."""
        self._reading.pop(conn, None)
        conn.sock.settimeout(STALL_SECONDS)
        return super().handle_request(req, conn)

    def murder_pending(self) -> None:
        """End what waits too long; called about once a second, also while the worker stops."""
        now = time.monotonic()
        if not self.alive:
            for conn in self.pending_conns:
                conn.timeout = now
        super().murder_pending()
        for conn, last in list(self._reading.items()):
            if now > last or not self.alive:
                # The thread that reads sees the end of the connection and closes it.
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR)
