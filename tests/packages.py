"""The packages that the walks go through, each unusual in its own way."""

from collections.abc import Mapping
from datetime import date, timedelta

from scripts.synthetic import OPTIONAL, Wanted

FIRST = Wanted().first
LAST = Wanted().last
NOTHING = frozenset(OPTIONAL)


def without(*names: str) -> Wanted:
    return Wanted(absent=frozenset(names))


PACKAGES: Mapping[str, Wanted] = {
    "everything": Wanted(),
    "nothing optional": Wanted(absent=NOTHING),
    "no places": without("places"),
    "no lines": without("lines", "railways"),
    "no base": without("base"),
    "no treaties": without("treaties", "outcomes", "people", "milestones", "stories"),
    "one territory": Wanted(across=1, up=1, polities=1, rows=1, events=1, absent=NOTHING),
    "one day": Wanted(last=FIRST),
    "two days": Wanted(last=FIRST + timedelta(1)),
    "detailed until the first day": Wanted(detailed=FIRST),
    "detailed until the last day": Wanted(detailed=LAST),
    "a city": Wanted(box=(28.95, 41.0, 29.01, 41.04)),
    "a continent": Wanted(box=(-20.0, 20.0, 60.0, 70.0), across=6, up=5),
    "a thousand years": Wanted(first=date(843, 8, 10), last=date(1806, 8, 6)),
    "south and west": Wanted(box=(-73.5, -54.5, -65.0, -49.0)),
    "on the equator": Wanted(box=(29.0, -1.6, 31.0, 1.5)),
    "up to the antimeridian": Wanted(box=(172.0, -47.0, 179.9, -34.0)),
}
