"""Start the atlas: ``python app.py``, or any WSGI server on ``app:server``."""

import os
import sys
from pathlib import Path

from dashboard.dataset.problems import DatasetError
from dashboard.ui.app import create_app

HERE = Path(__file__).parent

try:
    app = create_app(Path(os.environ.get("DATA_DIR", HERE / "data")))
except DatasetError as problem:
    sys.exit(str(problem))
server = app.server

if __name__ == "__main__":
    port = os.environ.get("PORT", "8050")
    if not port.isdecimal():
        sys.exit(f"PORT is {port!r}; write a number such as 8050")
    app.run(
        host=os.environ.get("HOST", "127.0.0.1"),
        port=int(port),
        debug=False,
    )
