"""Where the data package of this project is: beside the program, or inside it once installed."""

from pathlib import Path

_PROGRAM = Path(__file__).resolve().parents[1]
_INSTALLED = _PROGRAM / "data"

DATA = _INSTALLED if _INSTALLED.is_dir() else _PROGRAM.parent / "data"
"""``data/`` of a checkout; of an installed wheel ``data/`` in the folder of ``dashboard``."""
