"""What a film or figure may be; free of matplotlib: the page offers it without drawing."""

from datetime import date
from typing import Literal

from dashboard.dataset.model import Language

By = Literal["event", "week", "day"]
BY: tuple[By, ...] = ("event", "week", "day")

SIZES = {"720p": (1280, 720), "1080p": (1920, 1080)}
"""Width and height in pixels."""

THROUGH_TIME = ("strips", "areas")
FIGURES = (*THROUGH_TIME, "table")
"""Who held each territory through time, the area that each power held, the table of a day."""

SUBTITLES = "vtt"
"""The kind of the files of subtitles: WebVTT."""


def film_name(named: str, first: date, last: date, language: Language, kind: str) -> str:
    """Return the file name of a film from one day to another; ``named`` is what it begins with."""
    return f"{named}-{first}-{last}-{language}.{kind}"
