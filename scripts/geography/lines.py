"""Historical lines: frontiers, treaty lines, lines of control, limits of autonomy.

A line of ``lines.toml`` is put together from the edges that groups of
territories share (so it has their very vertices), from lines traced on the
elevation model, and from the borders of the present units and states. The parts of
the same table are pieces of a territory that a line cuts off; the report
compares historical units with print by them. Coordinates are (lon, lat).
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import shapely.ops
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from dashboard.dataset.vocabulary import CERTAINTY, GRADE, LINE_STATUS
from scripts.geography.build import Drawing
from scripts.geography.coverage import GRID
from scripts.geography.elevation import KINDS as TRACES
from scripts.geography.sources import GeographyError, ModernUnit, read_text

KINDS = (
    *("frontier_1914", "treaty", "control_line", "claimed", "neutral_zone"),
    *("autonomy", "district", "modern"),
)
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """The properties of the feature of a line, in their order."""

    kind: str
    name_en: str
    name_tr: str
    start: str
    end: str
    treaty: str
    event: str
    status: str
    certainty: str
    grade: str
    basis_en: str
    basis_tr: str
    source_key: str
    source_locator: str
    source_locator_tr: str


@dataclass(frozen=True, slots=True)
class Shared:
    """The edges that two groups of areas share.

    ``box`` is west, south, east, north in degrees: only edges with their middle
    inside are taken; empty for all.
    """

    one: frozenset[str]
    other: frozenset[str]
    box: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line and how it is put together.

    Parameters
    ----------
    between
        Groups of territories whose common edges belong to the line.
    traces
        Pairs of kind and waypoints, traced on the elevation model.
    countries
        Present states (``adm0_a3``) whose common border belongs to it.
    units
        Groups of present units (``adm1_code``) whose common edges belong to it.
    within
        Territories that the line is cut to; empty for no cut.
    upto
        Lines that it ends at: of the pieces that one makes of it the longest is kept.
    """

    id: str
    facts: Facts
    between: tuple[Shared, ...]
    traces: tuple[tuple[str, tuple[tuple[float, ...], ...]], ...]
    countries: tuple[Shared, ...]
    units: tuple[Shared, ...]
    within: tuple[str, ...]
    upto: tuple["Line", ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The piece of a territory that holds a point, when lines cut it."""

    id: str
    name: str
    territory: str
    lines: tuple[str, ...]
    lon: float
    lat: float


def read_lines(folder: Path) -> tuple[list[Line], list[Part]]:
    """Return lines and parts of ``lines.toml``; raise :class:`GeographyError` if amiss."""
    path = folder / "lines.toml"
    text = read_text(path)
    try:
        table = tomllib.loads(text)
        lines = _lines(table["line"])
        parts = [_part(entry) for entry in table["part"]]
    except (KeyError, TypeError, ValueError) as error:
        raise GeographyError(f"{path}: not the expected table of lines ({error})") from error
    ids = [part.id for part in parts]
    if len(ids) != len(set(ids)):
        raise GeographyError(f"{path}: a part id is there twice")
    return lines, parts


def _lines(entries: Sequence[dict[str, Any]]) -> list[Line]:
    """Return the lines in order; one may be like an earlier one, or end at it."""
    whole: dict[str, dict[str, Any]] = {}
    lines: dict[str, Line] = {}
    for entry in entries:
        if entry["id"] in lines:
            raise ValueError(f"the line id {entry['id']} is there twice")
        missing = {entry.get("like", entry["id"]), *entry.get("upto", [])} - {*lines, entry["id"]}
        if missing:
            raise ValueError(f"{entry['id']}: {', '.join(sorted(missing))} is no earlier line")
        whole[entry["id"]] = whole.get(entry.get("like", ""), {}) | entry
        lines[entry["id"]] = _line(whole[entry["id"]], lines)
    return list(lines.values())


def _line(entry: dict[str, Any], earlier: Mapping[str, Line]) -> Line:
    facts = Facts(**{field.name: str(entry.get(field.name, "")) for field in fields(Facts)})
    for column, words in (
        ("kind", KINDS),
        ("status", LINE_STATUS),
        ("certainty", CERTAINTY),
        ("grade", GRADE),
    ):
        if getattr(facts, column) not in words:
            value = getattr(facts, column)
            raise ValueError(f"{entry['id']}: {column} {value!r} is not one of {', '.join(words)}")
    return Line(
        id=entry["id"],
        facts=facts,
        between=_shared(entry, "between"),
        traces=tuple(
            (_trace_kind(entry["id"], trace["kind"]), tuple(map(tuple, trace["waypoints"])))
            for trace in entry.get("trace", [])
        ),
        countries=_shared(entry, "countries"),
        units=_shared(entry, "units"),
        within=tuple(entry.get("within", [])),
        upto=tuple(earlier[name] for name in entry.get("upto", [])),
    )


def _shared(entry: Mapping[str, Any], column: str) -> tuple[Shared, ...]:
    """Return the groups of a column; a pair may bring a box of its own as third."""
    return tuple(
        Shared(frozenset(one), frozenset(other), tuple(box[0] if box else entry.get("box", ())))
        for one, other, *box in entry.get(column, [])
    )


def _trace_kind(line: str, kind: str) -> str:
    if kind not in TRACES:
        raise ValueError(f"{line}: trace {kind!r} is not one of {', '.join(TRACES)}")
    return kind


def _part(entry: dict[str, Any]) -> Part:
    lon, lat = entry["seed"]
    return Part(entry["id"], entry["name"], entry["territory"], tuple(entry["lines"]), lon, lat)


def draw_line(line: Line, drawing: Drawing) -> shapely.MultiLineString:
    """Return the geometry of a line on the grid of the coverage.

    Raises :class:`GeographyError` when nothing of it is found.
    """
    territories = drawing.coverage.territories
    pieces: list[BaseGeometry] = [_edges(territories, pair, drawing) for pair in line.between]
    if line.countries:
        states = face_states(drawing)
        pieces += [_edges(states, pair, drawing) for pair in line.countries]
    if line.units:
        codes = [unit.code if unit else "" for unit in _face_units(drawing)]
        pieces += [_edges(codes, pair, drawing) for pair in line.units]
    for kind, waypoints in line.traces:
        path = np.round(drawing.elevation.trace(kind, waypoints, spurs=False), _DECIMALS)
        pieces.append(shapely.LineString(path))
    empty = [number for number, piece in enumerate(pieces) if piece.is_empty]
    if empty or not pieces:
        raise GeographyError(f"lines.toml: {line.id} is empty in piece {[*empty, 0][0] + 1}")
    merged = _trimmed(shapely.line_merge(_gather(pieces)), line, drawing)
    return _gather([shapely.normalize(merged)])


def _trimmed(course: BaseGeometry, line: Line, drawing: Drawing) -> BaseGeometry:
    """Cut off what lies outside the territories of a line or beyond the lines it ends at."""
    if line.within:
        inside = shapely.union_all([drawing.shapes[name] for name in line.within])
        course = shapely.line_merge(shapely.intersection(course, inside))
    for other in line.upto:
        pieces = shapely.ops.split(course, draw_line(other, drawing)).geoms
        course = max(pieces, key=lambda piece: float(piece.length))
    return shapely.transform(course, lambda points: np.round(points, _DECIMALS))


def _gather(pieces: Sequence[BaseGeometry]) -> shapely.MultiLineString:
    """Return all the lines of `pieces` as one geometry."""
    parts = (shapely.get_parts(piece).tolist() for piece in pieces)
    return shapely.MultiLineString(list(chain.from_iterable(parts)))


def _edges(names: Sequence[str], shared: Shared, drawing: Drawing) -> shapely.MultiLineString:
    """Return the edges of the coverage with a face of one group on either side.

    `names` has the area of each face; the sea comes last and is in no group.
    """
    segments = drawing.coverage.segments
    groups = np.array([(name in shared.one, name in shared.other) for name in (*names, "")])
    one, other = groups[segments.sides[:, 0]], groups[segments.sides[:, 1]]
    chosen = (one[:, 0] & other[:, 1]) | (one[:, 1] & other[:, 0])
    if shared.box:
        west, south, east, north = shared.box
        lon, lat = ((segments.ends[:, :2] + segments.ends[:, 2:]) / 2 * GRID).T
        chosen &= (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    ends = np.round(segments.ends[chosen] * GRID, _DECIMALS).reshape(-1, 2, 2)
    return _gather(shapely.linestrings(ends).tolist())


def face_states(drawing: Drawing) -> list[str]:
    """Return for each face the present state that most of it lies in, or ""."""
    return [unit.country if unit else "" for unit in _face_units(drawing)]


def _face_units(drawing: Drawing) -> list[ModernUnit | None]:
    """Return for each face the present unit that holds its inner point, if any."""
    tree = shapely.STRtree([unit.shape for unit in drawing.units])
    units: list[ModernUnit | None] = []
    for face in drawing.coverage.faces:
        inside = shapely.point_on_surface(face)
        at = sorted(tree.query(inside, predicate="within").tolist())
        units.append(drawing.units[at[0]] if at else None)
    return units


def cut_part(part: Part, lines: Sequence[Line], drawing: Drawing) -> BaseGeometry:
    """Return the piece of a territory that holds the seed of a part.

    Raises :class:`GeographyError` when the seed lies in no piece.
    """
    known = {line.id: line for line in lines}
    cutting = [draw_line(known[name], drawing) for name in part.lines]
    shape = drawing.shapes[part.territory]
    net = shapely.union_all([shapely.boundary(shape), *map(_run_on, cutting)], grid_size=GRID)
    seed = shapely.Point(part.lon, part.lat)
    faces = shapely.polygonize(shapely.get_parts(net))
    pieces: list[BaseGeometry] = shapely.get_parts(faces).tolist()
    for piece in pieces:
        if piece.contains(seed) and shape.contains(shapely.point_on_surface(piece)):
            return piece
    raise GeographyError(f"lines.toml: the seed of part {part.id} is in no piece of its territory")


def _run_on(line: shapely.MultiLineString) -> BaseGeometry:
    """Lengthen a line a little at its ends, so that it surely crosses what it ends at."""
    longer: list[BaseGeometry] = [line]
    for part in shapely.get_parts(line).tolist():
        points = shapely.get_coordinates(part)
        for end, inner in ((points[0], points[1]), (points[-1], points[-2])):
            step = end - inner
            longer.append(shapely.LineString([end, end + step / np.hypot(*step) * 200 * GRID]))
    return shapely.union_all(longer)


def build_lines(drawing: Drawing) -> bytes:
    """Return the FeatureCollection of all lines as UTF-8, one feature a line of text."""
    lines, _ = read_lines(drawing.tables)
    known = {*drawing.coverage.territories} - {""}
    for line in lines:
        named = set(line.within).union(*(pair.one | pair.other for pair in line.between))
        unknown = sorted(named - known)
        if unknown:
            raise GeographyError(f"lines.toml: {line.id} names no territory: {', '.join(unknown)}")
    text = ",\n".join(_features(lines, drawing))
    return f'{{"type":"FeatureCollection","features":[\n{text}\n]}}\n'.encode()


def _features(lines: Sequence[Line], drawing: Drawing) -> Iterator[str]:
    for line in lines:
        properties = {field.name: getattr(line.facts, field.name) for field in fields(Facts)}
        feature = {
            "type": "Feature",
            "id": line.id,
            "properties": properties,
            "geometry": mapping(draw_line(line, drawing)),
        }
        yield json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
