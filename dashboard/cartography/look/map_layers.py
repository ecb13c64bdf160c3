"""Layers that a reader may switch: a row of ``LAYERS`` has a layer's name and when it is shown.

Apart from the geometry of the layers, so that an address or a store can name them without it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.relief import RELIEF
from dashboard.dataset.vocabulary import MapLayer
from dashboard.i18n import Phrase


@dataclass(frozen=True, slots=True)
class Switch:
    """A layer of the map as a reader switches it.

    ``has``: whether a package has something for it; ``on``: it is on at first.
    """

    name: Phrase
    has: Callable[[Dataset], bool]
    on: bool = False


def _has_lines(layer: MapLayer) -> Callable[[Dataset], bool]:
    def has(dataset: Dataset) -> bool:
        kinds = dataset.kinds.lines
        return any(kinds[line.kind].layer == layer for line in dataset.lines)

    return has


LAYERS: Mapping[MapLayer, Switch] = {
    "relief": Switch(Phrase("Relief"), lambda dataset: (dataset.folder / RELIEF).exists(), on=True),
    "railways": Switch(
        Phrase("Railways and roads"), lambda dataset: bool(dataset.railways), on=True
    ),
    "lines": Switch(Phrase("Treaty and front lines"), _has_lines("lines"), on=True),
    "forces": Switch(Phrase("Movements and presence of armies"), _has_lines("forces")),
    "districts": Switch(Phrase("District lines"), _has_lines("districts")),
    "modern": Switch(Phrase("Borders of today"), _has_lines("modern")),
    "claims": Switch(Phrase("Claims"), lambda dataset: bool(dataset.claims)),
    "certainty": Switch(Phrase("Certainty marks"), lambda _dataset: True, on=True),
}
"""In the order of the list of layers."""
USUAL = frozenset(name for name, layer in LAYERS.items() if layer.on)
"""Layers that are on at first."""


def layers_of(dataset: Dataset) -> dict[MapLayer, bool]:
    """The layers that the package has something for, and whether they are on at first."""
    return {name: layer.on for name, layer in LAYERS.items() if layer.has(dataset)}
