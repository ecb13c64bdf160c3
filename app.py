"""Start the atlas: ``python app.py``, or any WSGI server on ``app:server``."""

import os
import sys
from pathlib import Path

from dashboard.dataset.problems import DatasetError
from dashboard.export.address import LEFT_OUT, base_address
from dashboard.ui import settings
from dashboard.ui.app import create_app

HERE = Path(__file__).parent

try:
    app = create_app(Path(os.environ.get("DATA_DIR", HERE / "data")))
except (DatasetError, settings.SettingError) as problem:
    sys.exit(str(problem))
server = app.server
if not base_address():
    sys.stderr.write(f"{LEFT_OUT}\n")

if __name__ == "__main__":
    try:
        port = settings.whole("PORT")
    except settings.SettingError as problem:
        sys.exit(str(problem))
    app.run(host=os.environ.get("HOST", "127.0.0.1"), port=port, debug=False)
