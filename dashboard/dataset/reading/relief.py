"""The picture of the relief beside the layers: where it is and where it lies on the map."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import orjson
from PIL import Image

from dashboard.dataset.reading.inside import RefusedPathError, file_inside, read_inside

FOLDER = "geo"
RELIEF = f"{FOLDER}/relief.json"
FORMATS = ("WEBP", "PNG", "JPEG")
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(webp|png|jpe?g)")
MOST_DOTS = 50_000_000
"""Dots of a picture, so that a small file cannot fill the memory."""


@dataclass(frozen=True, slots=True)
class ReliefFile:
    """A picture of shadows; ``bounds`` are west, south, east, north in metres of the projection."""

    image: Path
    bounds: tuple[float, float, float, float]


def read_relief(folder: Path, projection: Mapping[str, Any] | str) -> ReliefFile | None:
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
    try:
        content = read_inside(folder, RELIEF)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ValueError("cannot be read") from error
    try:
        description = orjson.loads(content)
        west, south, east, north = (float(value) for value in description["bounds"])
        image = description["image"]
        made_for = description["projection"]
        if isinstance(projection, Mapping):
            made_for = {key: made_for[key] for key in projection}
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"lacks a right image, bounds or projection ({error!r})") from error
    if not all(map(isfinite, (west, south, east, north))) or west >= east or south >= north:
        raise ValueError("has bounds that are not west, south, east, north")
    if made_for != projection:
        raise ValueError("was made for another projection than that of datapackage.json")
    return ReliefFile(_picture(folder, image), (west, south, east, north))


def _picture(folder: Path, name: object) -> Path:
    """Return the picture beside ``geo/relief.json``; ``ValueError`` if it does not serve.

    The page gets the picture under its own name, among the scripts and styles: its suffix,
    which none of those has, keeps it from taking the place of one.
    """
    if not isinstance(name, str) or "/" in name:
        raise ValueError(f"names an image outside its folder, {str(name)[:80]}")
    if not _NAME.fullmatch(name):
        raise ValueError(f"names {name[:80]}, which is no picture by its name, as relief.webp")
    try:
        image = file_inside(folder, f"{FOLDER}/{name}")
        with Image.open(image, formats=FORMATS) as picture:
            dots = picture.width * picture.height
            if dots > MOST_DOTS:
                raise ValueError(f"names {name} of {dots:,} dots, more than {MOST_DOTS:,}")
            picture.verify()
    except RefusedPathError as error:
        raise ValueError(f"names the image {name[:80]}, which {error.rule}") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError(f"names {name}, which has more than {MOST_DOTS:,} dots") from error
    except (OSError, SyntaxError) as error:
        kinds = " or ".join(FORMATS)
        raise ValueError(f"names {name}, which is no picture of the kind {kinds}") from error
    return image
