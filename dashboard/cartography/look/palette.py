"""Colours of a sheet: those of the screen, or greys that a photocopier keeps apart."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.cartography.look import style
from dashboard.cartography.look.style import LineLook
from dashboard.dataset.model import Role

# Lightness (CIE L*) of the greys that stand for powers: ten apart, as a photocopier needs, dark
# enough to differ from paper, light enough for black letters (4.5:1 and better on the darkest).
# The first power of the list, whose advance is the story, has the darkest to itself.
DARKEST, LEVELS = 54.0, (94.0, 84.0, 74.0, 64.0)
# Of crosses over a grey that another power has too, by their turn in degrees: the first without.
TURNS = (None, 0.0, 45.0)
CROSS_PERIOD, CROSS_ARM, CROSS_WIDTH = 12.0, 1.9, 1.0
# The same over a colour, and by how much greys differ that a photocopier keeps apart.
FINE, STEP = 0.7, 10.0
INK = "#1a1a1a"


@dataclass(frozen=True, slots=True)
class Crosses:
    """Staggered crosses, two in a square of ``period``; sizes in CSS pixels, turn in degrees."""

    period: float
    arm: float
    width: float
    colour: str
    turn: float


@dataclass(frozen=True, slots=True)
class Printed(Role):
    """A power in grey, with crosses over its grey where that alone does not tell it."""

    texture: Crosses | None = None


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of a sheet as ``#rrggbb``; ``roles`` by id."""

    roles: Mapping[str, Role]
    sea: str = style.SEA
    shoal: str = "#c3dae1"
    land: str = style.LAND_OUTSIDE
    coast: str = style.COAST
    river: str = style.RIVER
    water_ink: str = "#2f5567"
    graticule: str = style.GRATICULE
    frontier: str = style.FRONTIER
    ink: str = style.LABEL_INK
    halo: str = style.LABEL_HALO
    quiet: str = "#5c564d"
    hairline: str = "#b9b2a5"
    paper: str = "#ffffff"
    link: str = "#0b57d0"
    plain: bool = False

    def of_line(self, look: LineLook) -> str:
        """The colour of a line of the style table; ``plain`` palettes have the same for all."""
        return self.frontier if self.plain else look.color


def coloured(roles: Mapping[str, Role]) -> Palette:
    """The colours of the screen, for what is shown on a screen."""
    return Palette(roles)


def copied(roles: Mapping[str, Role]) -> Palette:
    """The colours of the screen on paper, which may be copied in grey.

    A power that a copy would not tell from an earlier power has fine crosses in its own ink.
    """
    printed: dict[str, Printed] = {}
    turns: dict[str, float | None] = {}
    for role in sorted(roles.values(), key=lambda role: role.rank):
        near = {
            turns[name]
            for name, other in printed.items()
            if abs(lightness(other.fill) - lightness(role.fill)) < STEP
        }
        turns[role.id] = next((turn for turn in TURNS if turn not in near), None)
        printed[role.id] = _textured(role, role.fill, role.ink, turns[role.id], FINE)
    return Palette(printed)


def grey(roles: Mapping[str, Role]) -> Palette:
    """Greys and crosses of the powers, the same on every day: both go by the order of the roles.

    Thirteen powers are distinguishable; those after them look like earlier powers.
    """
    first, *others = sorted(roles.values(), key=lambda role: role.rank)
    printed = {first.id: _printed(first, DARKEST, None)}
    for n, role in enumerate(others):
        turn = TURNS[n // len(LEVELS) % len(TURNS)]
        printed[role.id] = _printed(role, LEVELS[n % len(LEVELS)], turn)
    return Palette(
        printed,
        sea="#ffffff",
        shoal="#f0f0f0",
        land="#ffffff",
        coast="#555555",
        river="#8a8a8a",
        water_ink="#444444",
        graticule="#777777",
        frontier="#000000",
        ink="#000000",
        halo="#ffffff",
        quiet="#444444",
        hairline="#aaaaaa",
        link="#000000",
        plain=True,
    )


def _printed(role: Role, level: float, turn: float | None) -> Printed:
    return _textured(role, _grey(level), INK, turn, CROSS_WIDTH)


def _textured(role: Role, fill: str, ink: str, turn: float | None, width: float) -> Printed:
    crosses = None if turn is None else Crosses(CROSS_PERIOD, CROSS_ARM, width, ink, turn)
    return Printed(role.id, role.name, fill, ink, role.rank, crosses)


def lightness(colour: str) -> float:
    """CIE lightness L* of ``#rrggbb`` (CIE 15, sRGB transfer), of a colour that is not near black.

    Examples
    --------
    >>> round(lightness("#ffffff"))
    100
    """
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [((part + 0.055) / 1.055) ** 2.4 if part > 0.04045 else part / 12.92 for part in parts]
    weights = (0.2126, 0.7152, 0.0722)
    luminance: float = sum(weight * part for weight, part in zip(weights, linear, strict=True))
    return 116 * math.cbrt(luminance) - 16


def _grey(level: float) -> str:
    """``#rrggbb`` of a neutral of CIE lightness L* between 8 and 100 (CIE 15, sRGB transfer)."""
    linear = ((level + 16) / 116) ** 3
    level = round(255 * (1.055 * linear ** (1 / 2.4) - 0.055))
    return f"#{level:02x}{level:02x}{level:02x}"
