"""Patterns over a fill: a single grammar, written for SVG and for plotly; paper/hatch.py draws it.

Level and plumb lines (the weave) tell which of the polities of a colour, diagonal lines tell
a status, dots tell neutral. Sizes are CSS pixels.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import pi
from typing import Any

from dashboard.cartography.look.style import Paint
from dashboard.dataset.kinds import Pattern
from dashboard.dataset.model import Role

HATCH_PERIOD = 7.0
HATCH_BAND = 2.4
HATCH_KEYLINE = 0.7
LINES_PERIOD = 11.0
LINES_LINE = 1.5
LINES_OPACITY = 0.75
DOT_PERIOD = 6.0
DOT_RADIUS = 1.15

DIAGONAL, COUNTER_DIAGONAL, VERTICAL, HORIZONTAL = 45.0, 135.0, 90.0, 0.0

# Weaves are deliberately quiet: a reminder beside frontier and label.
WEAVES: Mapping[str, tuple[float, float, float]] = {
    "vertical": (5.0, 0.9, 0.21),
    "horizontal": (5.0, 0.9, 0.21),
    "grid": (6.0, 0.8, 0.19),
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """Parallel lines: angle in degrees counter-clockwise from the east."""

    angle: float
    period: float
    width: float
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Dots:
    """Staggered dots, two in a square of ``period``."""

    period: float
    radius: float
    colour: str


Mark = Stroke | Dots


def marks(paint: Paint, roles: Mapping[str, Role]) -> tuple[Mark, ...]:
    """What is drawn over the fill of a paint, the lowest first; empty for a flat fill."""
    role = roles[paint.role]
    if paint.pattern == Pattern.HATCH:
        second = roles[paint.second] if paint.second else role
        band = second.fill if second is not role else second.ink
        # A keyline straddles either side of the band: a wide line under a narrow line.
        wide, narrow = (HATCH_BAND + sign * HATCH_KEYLINE for sign in (1, -1))
        return (
            Stroke(DIAGONAL, HATCH_PERIOD, wide, second.ink),
            Stroke(DIAGONAL, HATCH_PERIOD, narrow, band),
        )
    if paint.pattern == Pattern.LINES:
        line = LINES_LINE
        return (Stroke(COUNTER_DIAGONAL, LINES_PERIOD, line, role.ink, LINES_OPACITY),)
    if paint.pattern == Pattern.DOTS:
        return (Dots(DOT_PERIOD, DOT_RADIUS, role.ink),)
    if paint.weave:
        period, width, opacity = WEAVES[paint.weave]
        angles = {"vertical": (VERTICAL,), "horizontal": (HORIZONTAL,)}
        return tuple(
            Stroke(angle, period, width, role.ink, opacity)
            for angle in angles.get(paint.weave, (VERTICAL, HORIZONTAL))
        )
    return ()


def svg(paint: Paint, roles: Mapping[str, Role]) -> str:
    """The ``<pattern>`` element of a paint, or ``""`` when a flat fill does."""
    strokes = marks(paint, roles)
    if not strokes:
        return ""
    # SVG turns a tile clockwise: a plumb line in it becomes the diagonal.
    slants = {
        VERTICAL - stroke.angle
        for stroke in strokes
        if isinstance(stroke, Stroke) and stroke.angle not in (VERTICAL, HORIZONTAL)
    }
    turn = slants.pop() if slants else 0.0
    turned = f' patternTransform="rotate({turn:g})"' if turn else ""
    period = strokes[0].period
    return (
        f'<pattern id="paint-{paint.key}" width="{period}" height="{period}" '
        f'patternUnits="userSpaceOnUse"{turned}>'
        f'<rect width="{period}" height="{period}" fill="{roles[paint.role].fill}"/>'
        f"{''.join(_tile(stroke, turn) for stroke in strokes)}</pattern>"
    )


def _tile(mark: Mark, turn: float) -> str:
    middle, period = mark.period / 2, mark.period
    if isinstance(mark, Dots):
        return "".join(
            f'<circle cx="{at}" cy="{at}" r="{mark.radius}" fill="{mark.colour}"/>'
            for at in (period / 4, 3 * period / 4)
        )
    plumb = mark.angle + turn == VERTICAL
    line = f"M{middle} 0V{period}" if plumb else f"M0 {middle}H{period}"
    opacity = f' stroke-opacity="{mark.opacity}"' if mark.opacity < 1 else ""
    return (
        f'<path d="{line}" stroke="{mark.colour}" stroke-width="{round(mark.width, 3)}"{opacity}/>'
    )


def css_fill(paint: Paint, roles: Mapping[str, Role]) -> str:
    """Value of the SVG ``fill`` attribute."""
    return f"url(#paint-{paint.key})" if marks(paint, roles) else roles[paint.role].fill


_SHAPES = {DIAGONAL: "/", COUNTER_DIAGONAL: "\\", VERTICAL: "|", HORIZONTAL: "-"}


def plotly(paint: Paint, roles: Mapping[str, Role], size: float = 1.0) -> dict[str, Any]:
    """The same paint in plotly's words: ``fillcolor`` and ``fillpattern``.

    Of a line in two colours plotly has the upper colour. ``size`` is a factor on the distance of
    lines and dots, for areas too small to show them.
    """
    role, strokes = roles[paint.role], marks(paint, roles)
    pattern: dict[str, Any] = {"shape": "", "bgcolor": role.fill, "fgcolor": role.ink}
    if strokes:
        top = strokes[-1]
        pattern |= {"fgcolor": top.colour, "size": round(top.period * size, 1)}
    if strokes and isinstance(top, Dots):
        covered = 2 * pi * top.radius**2 / top.period**2
        pattern |= {"shape": ".", "solidity": round(covered, 2)}
    elif strokes:
        lines = [stroke for stroke in strokes if isinstance(stroke, Stroke)]
        angles = {line.angle for line in lines}
        shape = "+" if len(angles) > 1 else _SHAPES[lines[0].angle]
        covered = lines[0].width / lines[0].period / size
        pattern |= {"shape": shape, "solidity": round(covered, 2)}
    return {"fillcolor": role.fill, "fillpattern": pattern}
