"""How gunicorn serves the atlas from a checkout: ``make serve``, or ``gunicorn app:server``."""

import sys

from dashboard.ui.http.serving import gunicorn_settings
from dashboard.ui.settings import SettingError

try:
    globals().update(gunicorn_settings())
except SettingError as problem:
    sys.exit(str(problem))
