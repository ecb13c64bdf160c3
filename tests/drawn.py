"""The geography as the build draws it, drawn once for all tests that look at it."""

from functools import cache

from scripts.geography import build
from scripts.geography.build import Drawing


@cache
def drawing() -> Drawing:
    """The drawing from the committed sources and tables."""
    return build.draw()
