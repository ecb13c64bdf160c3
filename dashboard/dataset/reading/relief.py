"""The picture of the relief beside the layers: where it is and where it lies on the map."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import orjson
from PIL import Image

RELIEF = "geo/relief.json"


@dataclass(frozen=True, slots=True)
class ReliefFile:
    """A picture of shadows; ``bounds`` are west, south, east, north in metres of the projection."""

    image: Path
    bounds: tuple[float, float, float, float]


def read_relief(folder: Path, projection: Mapping[str, Any]) -> ReliefFile | None:
    """Return what ``geo/relief.json`` of a package says, or ``None`` if there is no such file.

    Parameters
    ----------
    projection
        ``atlas.projection`` of the package; the picture must have been made for it.

    Raises
    ------
    ValueError
        If the description or the picture cannot be used; the words are a predicate of the file.
    """
    path = folder / RELIEF
    if not path.exists():
        return None
    try:
        told = orjson.loads(path.read_bytes())
        west, south, east, north = (float(value) for value in told["bounds"])
        image = path.parent / str(told["image"])
        made_for = {key: told["projection"][key] for key in projection}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"lacks a right image, bounds or projection ({error!r})") from error
    if not all(map(isfinite, (west, south, east, north))) or west >= east or south >= north:
        raise ValueError("has bounds that are not west, south, east, north")
    if made_for != projection:
        raise ValueError("was made for another projection than that of datapackage.json")
    if image.parent != path.parent:
        raise ValueError(f"names an image outside its folder, {told['image']}")
    try:
        with Image.open(image) as picture:
            picture.verify()
    except (OSError, SyntaxError) as error:
        raise ValueError(f"names {image.name}, which is no picture ({error})") from error
    return ReliefFile(image, (west, south, east, north))
