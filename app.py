"""Start the atlas: ``python app.py``, or any WSGI server on ``app:server``."""

from dashboard.ui.wsgi import app, run, server

__all__ = ["app", "server"]

if __name__ == "__main__":
    run()
