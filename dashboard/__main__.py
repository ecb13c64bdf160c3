"""``python -m dashboard``: the command line of :mod:`dashboard.cli.main`."""

import signal
import sys

from dashboard.cli.main import main

if __name__ == "__main__":
    # Asked to end, as with Ctrl-C: nothing is left half done.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
