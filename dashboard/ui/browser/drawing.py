"""What the map alone needs beside the history: looks of lines, the room for names, the projection.

Room for names is a grid of cells over the home view, each with the territory its middle
lies in: from it the browser finds where a name fits into lands that grow and shrink.
"""

from collections import Counter
from dataclasses import asdict
from typing import cast

import numpy as np
import shapely

from dashboard.cartography.ground.model import MapModel
from dashboard.cartography.look import reach, style, zoom
from dashboard.dataset.model import Dataset
from dashboard.ui.browser import contract, degrees

CELL_M = 6_000
NOWHERE = -1


def build(dataset: Dataset, model: MapModel) -> contract.Drawing:
    """``looks`` by name, ``grid`` of territories, ``degrees`` of the map, ``unions`` by polity id.

    ``claimDashes`` are dash and phase of each claimant by how many they are; ``zoom`` is in
    pixels a metre, by kind of mark.
    """
    looks = style.screen_looks(dataset.kinds)
    return {
        "looks": {name: cast(contract.Look, asdict(look)) for name, look in looks.items()},
        "casing": style.CASING,
        "casingOpacity": style.CASING_OPACITY,
        "claimDashes": [style.claim_dashes(n + 1) for n in range(most_claimants(dataset))],
        "zoom": {name: scale.pixels_a_metre / model.reach for name, scale in zoom.MARKS.items()},
        "sizes": cast(contract.Sizes, reach.sizes(model.home)),
        "grid": grid(dataset, model),
        "degrees": degrees.grid(model),
        "unions": unions(dataset),
    }


def most_claimants(dataset: Dataset) -> int:
    """How many polities at most claim a territory, each at any time."""
    pairs = {(claim.territory_id, claim.claimant) for claim in dataset.claims}
    return max(Counter(territory for territory, _ in pairs).values(), default=0)


def unions(dataset: Dataset) -> list[str]:
    """Federations that hold no land themselves: only the outline of their members is theirs."""
    holders = {row.controller for row in dataset.control}
    above = dict.fromkeys(membership.federation for membership in dataset.memberships)
    return [polity for polity in above if polity not in holders]


def grid(dataset: Dataset, model: MapModel) -> contract.Grid:
    """Which territory the middle of each cell lies in.

    ``runs`` goes along the rows from the north-west: the number of the territory in
    the order of the table, or -1, then how many cells have it. ``west`` and ``north``
    are the middle of the first cell in metres, ``cell`` is the width of a cell.
    """
    names = list(dataset.territories)
    areas = [model.coverage.areas[name] for name in names]
    west, south, east, north = shapely.total_bounds(areas)
    cell = round(CELL_M * model.reach)
    x = np.arange(west - cell, east + 2 * cell, cell)
    y = np.arange(north + cell, south - 2 * cell, -cell)
    columns, rows = np.meshgrid(x, y)
    middles = shapely.points(np.column_stack([columns.ravel(), rows.ravel()]))
    cells = np.full(columns.size, NOWHERE)
    points, holders = shapely.STRtree(areas).query(middles, predicate="within")
    cells[points] = holders
    starts = np.flatnonzero(np.diff(cells, prepend=NOWHERE - 1))
    lengths = np.diff(starts, append=cells.size)
    return {
        "cell": cell,
        "columns": x.size,
        "rows": y.size,
        "west": round(x[0]),
        "north": round(y[0]),
        "runs": np.column_stack([cells[starts], lengths]).ravel().tolist(),
    }
