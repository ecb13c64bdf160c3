"""Layers that a reader may switch, in their order, and whether they are on at first.

Apart from the geometry of the layers, so that an address or a store can name them without it.
"""

from collections.abc import Mapping

from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.relief import RELIEF
from dashboard.dataset.vocabulary import MAP_LAYERS

USUAL = frozenset(("relief", "railways", "lines", "certainty"))
LAYERS: Mapping[str, bool] = {name: name in USUAL for name in MAP_LAYERS}


def layers_of(dataset: Dataset) -> dict[str, bool]:
    """The layers that the package has something for; certainty is marked in any."""
    used = {"certainty"}
    used |= {"relief"} if (dataset.folder / RELIEF).exists() else set()
    used |= {"railways"} if dataset.railways else set()
    used |= {"claims"} if dataset.claims else set()
    kinds = dataset.kinds.lines
    used |= {kinds[line.kind].layer for line in dataset.lines}
    return {name: on for name, on in LAYERS.items() if name in used}
