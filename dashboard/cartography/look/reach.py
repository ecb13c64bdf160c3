"""How large the land of an atlas is: lengths that suit a city or a continent follow it."""

from math import floor, log10, sqrt

Bounds = tuple[float, float, float, float]

STEPS_DEGREES = (
    *(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5),
    *(1.0, 2.0, 5.0, 10.0, 15.0, 30.0),
)
"""Degrees between two meridians or parallels."""

USUAL_M = 996_000.0
"""Side of a square as large as the home view for which the lengths of the map were chosen."""


def factor(home: Bounds) -> float:
    """Return how many times as far a home view in metres reaches as the usual view.

    It has two figures, so that a home view that is about the usual view changes nothing.
    """
    west, south, east, north = home
    exact = sqrt((east - west) * (north - south)) / USUAL_M
    return round(exact, 1 - floor(log10(exact)))


def sizes(home: Bounds) -> dict[str, float | tuple[float, ...]]:
    """Return what the page measures the ground by: metres, and km² for the names of polities.

    ``window`` is the least and the greatest width of the map; ``event`` how far from an event
    its place may be, ``beside`` how far a place is near another; ``around`` what is shown about
    a place, ``treaty`` about the land of a treaty. ``names`` are the areas of a polity from
    which on its name is written at all, large, and widely spaced.
    """
    times = factor(home)
    lengths = {
        "event": 20_000 * times,
        "beside": 12_000 * times,
        "around": 260_000 * times,
        "treaty": 320_000 * times,
    }
    return {
        **lengths,
        "window": (60_000 * times, 3_200_000 * times),
        "names": tuple(km2 * times**2 for km2 in (900, 12_000, 28_000)),
    }


def degree_step(span: float) -> float:
    """Return the degrees between two lines, so that about six cross ``span`` degrees."""
    return next((step for step in STEPS_DEGREES if span / step <= 8.5), STEPS_DEGREES[-1])
