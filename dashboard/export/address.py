"""Where the atlas is found: what the addresses in exported files begin with."""

import os

DEFAULT_BASE = "http://127.0.0.1:8050"


def base_address() -> str:
    """The address that permalinks begin with: the setting ``BASE_ADDRESS`` or this machine's."""
    return os.environ.get("BASE_ADDRESS", DEFAULT_BASE)
