"""What a film or figure may be; free of matplotlib: the page offers it without drawing."""

from typing import Literal

By = Literal["event", "week", "day"]
BY: tuple[By, ...] = ("event", "week", "day")

SIZES = {"720p": (1280, 720), "1080p": (1920, 1080)}
"""Width and height in pixels."""

THROUGH_TIME = ("strips", "areas")
FIGURES = (*THROUGH_TIME, "table")
"""Who held each territory through time, the area that each power held, the table of a day."""
