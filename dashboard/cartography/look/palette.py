"""Colours of a sheet: those of the screen, or greys that a photocopier keeps apart."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from dashboard.cartography.look import style
from dashboard.cartography.look.style import LineLook
from dashboard.dataset.model import Role

# Lightness (CIE L*) of the greys that stand for powers: dark enough to differ from
# paper, light enough for black letters (4.5:1 and better on the darkest). The first
# power of the list, whose advance is the story, stands off from all others.
LIGHTEST, MIDDLE, DARKEST = 94.0, 68.0, 54.0


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
        """The colour of a line of the style table; ``plain`` palettes have one for all."""
        return self.frontier if self.plain else look.color


def coloured(roles: Mapping[str, Role]) -> Palette:
    """The colours of the screen."""
    return Palette(roles)


def grey(roles: Mapping[str, Role], shown: Collection[str]) -> Palette:
    """Greys, spread as wide as the powers that are ``shown`` allow, in the order of the roles.

    Two powers may still be near in lightness, so frontiers and names carry the
    distinction with them; the legend shows each grey with its name.
    """
    listed = [role for role in sorted(roles.values(), key=lambda one: one.rank) if role.id in shown]
    # Every second one first, so that neighbours in the list are not neighbours in grey.
    others = [*listed[1::2], *listed[2::2]]
    step = (LIGHTEST - MIDDLE) / max(len(others) - 1, 1)
    greys = {role.id: _grey(DARKEST) for role in listed[:1]}
    greys |= {role.id: _grey(LIGHTEST - n * step) for n, role in enumerate(others)}
    return Palette(
        {
            name: replace(role, fill=greys.get(name, _grey(LIGHTEST)), ink="#1a1a1a")
            for name, role in roles.items()
        },
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


def _grey(lightness: float) -> str:
    """``#rrggbb`` of a neutral of CIE lightness L* between 8 and 100 (CIE 15, sRGB transfer)."""
    linear = ((lightness + 16) / 116) ** 3
    level = round(255 * (1.055 * linear ** (1 / 2.4) - 0.055))
    return f"#{level:02x}{level:02x}{level:02x}"
