"""Which part of the atlas is exported: some territories, regions or powers, inside a box."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dashboard.dataset.extents import on_earth
from dashboard.dataset.model import Dataset

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees of WGS 84."""

WORDS = ("territory", "region", "power", "clip")
"""The words by which a part is asked for, on the command line and over HTTP."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Ids of territories, regions and roles, each empty for all, and the box, if any."""

    territories: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    powers: frozenset[str] = frozenset()
    box: Box | None = None

    @property
    def names_land(self) -> bool:
        """Whether it takes some territories only."""
        return bool(self.territories or self.regions or self.powers)

    def has(self, dataset: Dataset, territory: str, *powers: str) -> bool:
        """Return whether a row on this territory and of one of these powers is taken."""
        region = dataset.territories[territory].region
        return (
            (not self.territories or territory in self.territories)
            and (not self.regions or region in self.regions)
            and (not self.powers or not self.powers.isdisjoint(powers))
        )


EVERYTHING = Selection()


def parse(dataset: Dataset, asked: Mapping[str, str]) -> Selection:
    """Return the selection of the words ``asked``, ids with commas between, and a box.

    Raises
    ------
    ValueError
        For an id that the package does not have, and for a box that is none.
    """
    known: Mapping[str, Collection[str]] = {
        "territory": dataset.territories,
        "region": dataset.regions,
        "power": dataset.roles,
    }
    chosen = {name: _ids(name, asked.get(name, ""), ids) for name, ids in known.items()}
    box = _box(asked["clip"]) if asked.get("clip") else None
    return Selection(chosen["territory"], chosen["region"], chosen["power"], box)


def _ids(name: str, text: str, known: Collection[str]) -> frozenset[str]:
    ids = frozenset(part for part in text.split(",") if part)
    for id_ in sorted(ids):
        if id_ not in known:
            ways = ", ".join(sorted(known)[:8]) + (", …" if len(known) > 8 else "")
            raise ValueError(f"{id_[:40]!r} is not a {name}; there are {ways}")
    return ids


def _box(text: str) -> Box:
    wrong = f"{text[:60]!r} is not a box; write west,south,east,north in degrees"
    try:
        numbers: Sequence[float] = [float(part) for part in text.split(",")]
    except ValueError:
        raise ValueError(wrong) from None
    if len(numbers) != 4:
        raise ValueError(wrong)
    west, south, east, north = numbers
    box = west, south, east, north
    if not on_earth(box):
        raise ValueError(wrong)
    return box
