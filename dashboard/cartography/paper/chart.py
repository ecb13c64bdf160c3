"""The map of a sheet: a day of a plate drawn on axes whose unit is a point of the paper."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import shapely
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground import frontiers
from dashboard.cartography.ground.edge import Edge
from dashboard.cartography.look import style
from dashboard.cartography.look.map_layers import USUAL
from dashboard.cartography.look.palette import Palette
from dashboard.cartography.look.style import EdgeKind
from dashboard.cartography.paper import hatch, vignette
from dashboard.cartography.paper.plate import Line, Plate, Way
from dashboard.cartography.paper.relief import Shade
from dashboard.cartography.paper.structure import SvgOnly
from dashboard.cartography.paper.view import View
from dashboard.dataset.kinds import Pattern
from dashboard.dataset.timeline import Change
from dashboard.dataset.vocabulary import Certainty, Grade

# Finer than this no printer shows a bend; thrice as much would be seen.
FINEST_PT = 0.12
EDGE_ORDER = {EdgeKind.INNER: 9.0, EdgeKind.POLITY: 9.1, EdgeKind.POWER: 9.3}
"""Which lines between territories lie over which others."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a drawn map shows, for its legend; ``lines`` are the lines of history.

    ``chosen`` is the territory that is outlined; ``stops`` are the kinds of stations and
    passes, once the names are placed, ``unsure`` the certainties that are marked;
    ``claimants`` those whose claims are drawn. ``former`` are the roles of those who held what
    changed hands, of most land first, ``bands`` those of neighbours whose colour lies along a
    frontier; ``outside``: there is land without a fill; ``grades`` are those of the boundaries in
    the frame; ``disputed``: land is outlined on which the reading differs from the atlas's own.
    """

    day: date
    state: frontiers.State
    paints: dict[str, style.Paint | None]
    territories: tuple[str, ...]
    kinds: frozenset[EdgeKind]
    doubtful: bool
    lines: tuple[Line, ...]
    ways: tuple[Way, ...]
    changed: frozenset[str]
    chosen: str | None = None
    stops: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    unsure: tuple[Certainty, ...] = ()
    former: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    outside: bool = False
    grades: frozenset[Grade] = frozenset()
    disputed: bool = False


class Chart:
    """A drawing; a class only so that its parts share what they draw on.

    Artists of the fills have ``gid`` ``fill-PAINT``, of the patterns ``mark-PAINT``.
    """

    def __init__(self, plate: Plate, axes: Axes, view: View, palette: Palette) -> None:
        self.plate, self.axes, self.view, self.palette = plate, axes, view, palette
        names_of, areas = zip(*plate.coverage.areas.items(), strict=True)
        self.tolerance = FINEST_PT / view.per_metre
        simpler = shapely.coverage_simplify(list(areas), self.tolerance)
        self.areas = {
            name: view.to_paper(area) for name, area in zip(names_of, simpler, strict=True)
        }

    def draw(
        self,
        day: date,
        highlight: str | None = None,
        since: date | None = None,
        layers: Collection[str] = USUAL,
    ) -> Shown:
        """Draw everything but the names and the marks; returns what is shown.

        What changed hands after ``since`` is drawn as new, by default what did so on the day.
        """
        state = self.plate.timeline.state(day)
        paints = frontiers.paints(state, self.plate.dataset, self.plate.drawn_as)
        seen = tuple(
            name
            for name in self.plate.dataset.territories
            if self.areas[name].intersection(shapely.box(0, 0, *self.view.frame)).area > 1.0
        )
        self._ground()
        bands = self._tints(state)
        self._fills(paints)
        self._waters()
        if "relief" in layers:
            self._relief()
        ways = self._ways() if "railways" in layers else ()
        kinds, doubtful = self._edges(state)
        grades = self._grades(state)
        self._autonomies(state)
        lines = self._history(day, layers)
        news = self.plate.timeline.handovers(day, since)
        changed = frozenset(news) & set(seen)
        former = self.news(news, changed)
        chosen = highlight if highlight in seen else None
        if chosen:
            look = style.OUTLINE_LOOKS["chosen"]
            self.outline({chosen}, self.palette.of_line(look), look.width, look.casing, 16)
        return Shown(
            day,
            state,
            paints,
            seen,
            kinds,
            doubtful,
            lines,
            ways,
            changed,
            chosen,
            former=former,
            bands=bands,
            outside=self._is_bare(paints),
            grades=grades,
        )

    def _is_bare(self, paints: Mapping[str, style.Paint | None]) -> bool:
        """Whether land without the fill of a power is seen."""
        frame = shapely.box(0, 0, *self.view.frame)
        return any(
            not paints.get(name) and area.intersection(frame).area > 1.0
            for name, area in self.areas.items()
        )

    def add(self, artist: Artist, zorder: float, inside: BaseGeometry | None = None) -> None:
        """Put an artist on the map, cut to an area if given."""
        artist.set_zorder(zorder)
        if inside is None:
            self.axes.add_artist(artist)
            return
        # To the frame too: an SVG has a single clip for an artist.
        seen = hatch.polygons(inside.intersection(shapely.box(0, 0, *self.view.frame)))
        if not seen.is_empty:
            self.axes.add_artist(artist)
            hatch.cut(artist, seen, self.axes.transData)

    def _area(self, area: BaseGeometry, colour: str, zorder: float) -> None:
        if not area.is_empty:
            path = hatch.path_of(shapely.orient_polygons(hatch.polygons(area)))
            self.add(PathPatch(path, facecolor=colour, linewidth=0), zorder)

    def line(
        self,
        line: BaseGeometry,
        colour: str,
        width: float,
        zorder: float,
        opacity: float = 1.0,
        dash: str = "",
        inside: BaseGeometry | None = None,
        phase: float = 0.0,
    ) -> None:
        """Stroke lines; ``width``, ``dash``, ``phase`` in CSS pixels, as in the style table."""
        if line.is_empty:
            return
        patch = PathPatch(
            hatch.path_of(hatch.merged(line)),
            fill=False,
            edgecolor=colour,
            linewidth=width * self.view.pixel,
            alpha=opacity if opacity < 1 else None,
            joinstyle="round",
            capstyle="butt" if dash else "round",
        )
        if dash:
            patch.set_linestyle((phase / width, dashes(dash, width)))
        self.add(patch, zorder, inside)

    def _ground(self) -> None:
        width, height = self.view.frame
        sea = Rectangle((0, 0), width, height, facecolor=self.palette.sea, linewidth=0)
        self.add(sea, 0)
        land = self.view.to_paper(self.plate.land)
        shore = self.view.to_paper(self.plate.coast)
        # Lighter water along the shore lifts the land off the sea.
        self.line(shore, self.palette.shoal, 15, 0.5, 0.55)
        self.line(shore, self.palette.shoal, 8, 0.6, 0.8)
        self._area(land, self.palette.land, 1)

    def _tints(self, state: frontiers.State) -> tuple[str, ...]:
        """The colours of neighbours along their frontiers; returns the roles of those seen."""
        shown, frame = [], shapely.box(0, 0, *self.view.frame)
        for tint in vignette.tints(self.plate, self.view, self.areas, state):
            colour = self.palette.roles[tint.role].fill
            for width in vignette.widths():
                self.line(tint.frontier, colour, width, 2, vignette.opacity(), inside=tint.area)
            if tint.frontier.intersects(frame):
                shown.append(tint.role)
        return tuple(shown)

    def _fills(self, paints: dict[str, style.Paint | None]) -> None:
        """A single area for each paint: no seams between districts, no shifts of the hatch."""
        groups: dict[style.Paint, list[BaseGeometry]] = defaultdict(list)
        for name, paint in paints.items():
            if paint and not self.areas[name].is_empty:
                groups[paint].append(self.areas[name])
        self._selectable(paints)
        for paint, areas in groups.items():
            area = hatch.polygons(shapely.union_all(areas))
            fill, *marks = hatch.artists(area, paint, self.palette.roles, self.view.pixel)
            self.add(fill, 3)
            for n, mark in enumerate(marks):
                self.add(mark, 3.1 + n / 10, inside=area)

    def _selectable(self, paints: Mapping[str, style.Paint | None]) -> None:
        """In an SVG each territory again on the fill of its power, with its id: no seam is seen."""
        frame = shapely.box(0, 0, *self.view.frame)
        for name, paint in paints.items():
            area = hatch.polygons(self.areas[name].intersection(frame))
            if paint and not area.is_empty:
                fill = self.palette.roles[paint.role].fill
                path = hatch.path_of(shapely.orient_polygons(area))
                patch = PathPatch(path, facecolor=fill, linewidth=0, transform=self.axes.transData)
                patch.set_gid(name)
                patch.set_zorder(3.05)
                self.add(SvgOnly(patch), 3.05)

    def _waters(self) -> None:
        pixel_lines = (
            (self.plate.rivers, style.RIVER_WIDTH),
            (self.plate.border_rivers, style.BORDER_RIVER_WIDTH),
        )
        for rivers, width in pixel_lines:
            self.line(self.view.to_paper(rivers), self.palette.river, width, 5, 0.75)
        # Of areas alone, as a package without lakes has no boundary of any.
        lakes = hatch.polygons(self.view.to_paper(self.plate.lakes))
        self._area(lakes, self.palette.sea, 5.5)
        for line, zorder in (
            (shapely.boundary(lakes), 5.6),
            (self.view.to_paper(self.plate.coast), 9.5),
        ):
            self.line(line, self.palette.coast, 0.8, zorder)

    def _relief(self) -> None:
        relief = self.plate.relief
        if relief is None:
            return
        west, south, east, north = relief.bounds
        k, (left, bottom) = self.view.per_metre, self.view.bounds[:2]
        bounds = ((west - left) * k, (south - bottom) * k, (east - left) * k, (north - bottom) * k)
        self.add(Shade(relief.pixels, bounds, self.view.frame, self.axes.transData), 6)

    def _ways(self) -> tuple[Way, ...]:
        """Railways and roads; returns those that are in the frame."""
        frame = shapely.box(0, 0, *self.view.frame)
        shown = []
        for way in self.plate.ways:
            drawn, look = self.view.to_paper(way.geometry), way.look
            if drawn.intersects(frame):
                colour = self.palette.of_line(look)
                self.line(drawn, colour, look.width, 7, look.opacity, look.dash)
                shown.append(way)
        return tuple(shown)

    def _edges(self, state: frontiers.State) -> tuple[frozenset[EdgeKind], bool]:
        """Lines by what they part, those of accuracy D dotted; which kinds there are."""
        groups: dict[tuple[EdgeKind, bool], list[BaseGeometry]] = defaultdict(list)
        rows = zip(self.plate.coverage.edges, self.plate.sides, self.plate.doubtful, strict=True)
        for edge, parted, doubtful in rows:
            kind = frontiers.kind(parted, state, self.plate.dataset, self.plate.drawn_as)
            line = self._edge(edge)
            if kind != EdgeKind.NONE and not line.is_empty:
                groups[kind, doubtful].append(line)
        for (kind, doubtful), lines in groups.items():
            look = style.EDGE_LOOKS[kind]
            joined = shapely.union_all(lines)
            zorder = EDGE_ORDER[kind]
            if kind == EdgeKind.POWER:
                self.line(joined, self.palette.halo, look.width + 2.2, 9.2, 0.55)
            look = style.doubtful(look) if doubtful else look
            self.line(joined, self.palette.frontier, look.width, zorder, look.opacity, look.dash)
        kinds = frozenset(kind for kind, _ in groups)
        return kinds, any(doubtful for _, doubtful in groups)

    def _grades(self, state: frontiers.State) -> frozenset[Grade]:
        """Grades of the boundaries that are seen between polities or powers."""
        frame, plate = shapely.box(0, 0, *self.view.frame), self.plate
        rows = zip(plate.coverage.edges, plate.sides, plate.grades, strict=True)
        return frozenset(
            grade
            for edge, parted, grade in rows
            if grade
            and frontiers.kind(parted, state, plate.dataset, plate.drawn_as)
            in (EdgeKind.POLITY, EdgeKind.POWER)
            and self._edge(edge).intersects(frame)
        )

    def _edge(self, edge: Edge) -> BaseGeometry:
        return self.view.to_paper(edge.line.simplify(self.tolerance))

    def outer(self, members: Collection[str]) -> BaseGeometry:
        """The line around some territories together."""
        inside = set(members)
        return shapely.union_all(
            [
                self._edge(edge)
                for edge in self.plate.coverage.edges
                if len({edge.left, edge.right} & inside) == 1
            ]
        )

    def union(self, members: Iterable[str]) -> BaseGeometry:
        """Some territories together, in points."""
        return hatch.polygons(shapely.union_all([self.areas[name] for name in members]))

    def _autonomies(self, state: frontiers.State) -> None:
        """A rim inside the whole of each autonomous unit, not around its districts."""
        statuses = self.plate.dataset.kinds.statuses
        units: dict[str, list[str]] = defaultdict(list)
        for name, held in state.items():
            if statuses[held.status].pattern == Pattern.RIM:
                units[held.controller].append(name)
        for polity, members in units.items():
            area = self.union(members)
            if not area.is_empty:
                ink = self.palette.roles[self.plate.dataset.polities[polity].role].ink
                look = style.RIM_LOOKS["unit"]
                self.line(self.outer(members), ink, look.width, 9.05, look.opacity, inside=area)

    def _history(self, day: date, layers: Collection[str]) -> tuple[Line, ...]:
        """Lines of treaties and fronts; returns those that are in the frame."""
        frame = shapely.box(0, 0, *self.view.frame)
        shown = []
        for line in self.plate.lines_on(day, layers):
            drawn = self.view.to_paper(line.geometry)
            if drawn.intersects(frame):
                look = line.look
                if look.casing:
                    self.line(drawn, self.palette.paper, look.casing, 12)
                colour = self.palette.of_line(look)
                self.line(drawn, colour, look.width, 12.1, look.opacity, look.dash)
                shown.append(line)
        return tuple(shown)

    def news(self, news: Mapping[str, Change], changed: Collection[str]) -> tuple[str, ...]:
        """What changed hands: outline, inside it a band of the former holder's colour.

        Returns the roles of the former holders, of most land first.
        """
        former: dict[str, list[str]] = defaultdict(list)
        for name, change in news.items():
            if name in changed:
                former[change.before.controller].append(name)
        held: dict[str, float] = defaultdict(float)
        for polity, members in former.items():
            role = self.plate.dataset.polities[polity].role
            colour = self.palette.roles[role].fill
            area = self.union(members)
            held[role] += area.area
            width = style.RIM_LOOKS["before"].width
            self.line(self.outer(members), colour, width, 10, inside=area)
        if former:
            look = style.OUTLINE_LOOKS["changed"]
            moved = {name for members in former.values() for name in members}
            self.outline(moved, self.palette.frontier, look.width, look.casing, 13)
        return tuple(sorted(held, key=lambda role: -held[role]))

    def disputed(self, day: date) -> bool:
        """Outline the land on which the reading differs on a day; tell whether there is some."""
        look = style.OUTLINE_LOOKS["reading"]
        outer = self.outer(self.plate.disputed_on(day))
        if outer.is_empty:
            return False
        self.line(outer, self.palette.paper, look.casing, 14)
        self.line(outer, self.palette.of_line(look), look.width, 14.1, dash=look.dash)
        return outer.intersects(shapely.box(0, 0, *self.view.frame))

    def outline(
        self, members: Collection[str], colour: str, width: float, casing: float, zorder: float
    ) -> None:
        """Draw the line around some territories together, on a casing of paper."""
        line = self.outer(members)
        self.line(line, self.palette.paper, casing, zorder)
        self.line(line, colour, width, zorder + 0.1)


def dashes(dash: str, width: float) -> tuple[float, ...]:
    """``4.5px,3.5px`` of the style table in widths of a line, as matplotlib counts."""
    return tuple(float(part.removesuffix("px")) / width for part in dash.split(","))
