"""Layers that a reader may switch, in their order, and whether they are on at first.

Apart from the geometry of the layers, so that an address or a store can name them without it.
"""

from collections.abc import Mapping

LAYERS: Mapping[str, bool] = {
    "relief": True,
    "railways": True,
    "lines": True,
    "districts": False,
    "modern": False,
    "claims": False,
    "certainty": True,
}
USUAL = frozenset(name for name, on in LAYERS.items() if on)
