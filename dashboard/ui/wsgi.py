"""The app that a WSGI server runs, made with the settings of the environment: ``wsgi:server``."""

import os
import sys
from pathlib import Path

from dashboard.dataset.packaged import DATA
from dashboard.dataset.problems import DatasetError
from dashboard.export.address import LEFT_OUT, base_address
from dashboard.ui import settings
from dashboard.ui.app import compress, create_app

try:
    app = create_app(Path(os.environ.get("DATA_DIR", DATA)))
except (DatasetError, settings.SettingError) as problem:
    sys.exit(str(problem))
server = app.server
compress(server)
if not base_address():
    sys.stderr.write(f"{LEFT_OUT}\n")


def run() -> None:
    """Serve the app with Flask's own server, for a single reader, until it is stopped."""
    try:
        host, port = settings.host(), settings.whole("PORT")
    except settings.SettingError as problem:
        sys.exit(str(problem))
    app.run(host=host, port=port, debug=False)
