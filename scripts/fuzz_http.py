"""Ask a running atlas what its own description allows and forbids, with schemathesis.

python scripts/fuzz_http.py [--seconds 120]

The atlas is started on a free port of this machine and ends with the run. What schemathesis asks is
in ``scripts/schemathesis.toml``; it fails on a 5xx, on an answer that the description does not
know, on a request that is refused though it is described, and on one that is answered though it
is not. What is drawn is left out: it would keep the processor for seconds a request.
"""

import argparse
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from urllib.request import urlopen

from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dashboard.ui.app import create_app  # noqa: E402

TOOL = "schemathesis==4.32.5"
CONFIG = ROOT / "scripts" / "schemathesis.toml"


def main() -> int:
    """Run schemathesis; its status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=120, help="how long to ask")
    parser.add_argument("--tool", nargs="+", help="how to start it, where it is installed")
    asked = parser.parse_args()
    tool = asked.tool or [sys.executable, "-m", "uv", "tool", "run", TOOL]
    if subprocess.run([*tool, "--version"], stdout=subprocess.DEVNULL).returncode:
        print(
            f"{' '.join(tool)} does not start: uv fetches it from PyPI and needs the network; "
            "or install it elsewhere and name its command with --tool",
            file=sys.stderr,
        )
        return 2
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, create_app(ROOT / "data").server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    # The first description imports what draws, for longer than schemathesis waits.
    with urlopen(f"{address}/api/openapi.json", timeout=120) as answer:
        answer.read()
    command = [*tool, "--config-file", str(CONFIG), "run", f"{address}/api/openapi.json"]
    limits = ["--url", address, "--max-time", str(asked.seconds), "--seed", "1"]
    run = subprocess.run([*command, *limits], env=os.environ | {"ATLAS": address})
    server.shutdown()
    return run.returncode


if __name__ == "__main__":
    sys.exit(main())
