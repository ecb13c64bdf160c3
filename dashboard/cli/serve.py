"""``caucasus-atlas serve``: serve the atlas with gunicorn, or with Flask's server without it."""

import argparse
import os
from collections.abc import Callable
from typing import Any

from dashboard.ui import settings

Add = Callable[[argparse.ArgumentParser], None]

# The setting of the environment that each option stands for.
SETTINGS = {"host": "HOST", "port": "PORT", "workers": "WORKERS", "data": "DATA_DIR"}


def add_serve(parser: argparse.ArgumentParser, add_data: Add) -> None:
    """Add the options of ``serve``."""
    parser.add_argument(
        "--host", metavar="ADDRESS", help="address to listen on (default: HOST, or 127.0.0.1)"
    )
    parser.add_argument("--port", metavar="N", help="port to listen on (default: PORT, or 8050)")
    parser.add_argument(
        "--workers", metavar="N", help="processes of gunicorn (default: WORKERS, or 2)"
    )
    add_data(parser)


def serve(options: argparse.Namespace) -> None:
    """Serve until stopped.

    Raises
    ------
    ValueError
        For a setting that is not within its bounds, or workers where gunicorn is not installed.
    """
    chosen = {name: getattr(options, option) for option, name in SETTINGS.items()}
    os.environ.update({name: str(value) for name, value in chosen.items() if value is not None})
    for name in ("PORT", "WORKERS"):
        settings.whole(name)
    run = _gunicorn()
    if run:
        run()
        return
    if options.workers:
        raise ValueError("--workers needs gunicorn: pip install caucasus-atlas[serve]")
    from dashboard.ui import wsgi

    wsgi.run()


def _gunicorn() -> Callable[[], None] | None:
    """Return what runs gunicorn; ``None`` where it is not installed, as on Windows."""
    try:
        from gunicorn.app.base import BaseApplication
    except ImportError:
        return None
    from dashboard.ui.http.serving import gunicorn_settings

    class Application(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in gunicorn_settings().items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from dashboard.ui import wsgi

            return wsgi.server

    def run() -> None:
        Application().run()

    return run
