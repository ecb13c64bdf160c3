"""Time-sliced polygons into a draft of a data package, with every assumption written down."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from colorsys import hls_to_rgb
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.drafting import slices as sliced
from dashboard.drafting.new import SMALLEST
from dashboard.drafting.overlay import Piece, pieces, rounded
from dashboard.drafting.package import DECIMALS, Draft, Row, check_days, feature, slug, text, write
from dashboard.drafting.slices import Slice

NOBODY = "not_recorded"
KEY = "Imported"
CITED = {"certainty": "low", "source_key": KEY}
NEAR_WHOLE = 0.02
"""Share of its size by which the opening view is wider than the land."""
VIEWED = 3
"""Decimals of degrees of the opening view."""


@dataclass(frozen=True, slots=True)
class Held:
    """Who held a piece from ``start`` up to ``end``; ``edtf`` of the start, empty if a day."""

    start: date
    end: date | None
    holder: str
    edtf: str
    piece: int = -1


def bring_in(
    source: Path,
    folder: Path,
    title: str,
    first: date | None = None,
    last: date | None = None,
) -> list[str]:
    """Write a draft of a package from a file of slices; returns what was assumed.

    Parameters
    ----------
    source
        GeoJSON or CSV as :mod:`dashboard.drafting.slices` reads it.
    first, last
        First and last day of the atlas; by default those that the slices speak of.

    Raises
    ------
    ValueError
        When the file cannot be read, or no slice lies between the days.
    FileExistsError
        When there is something in the folder.
    """
    notes: list[str] = []
    every = sliced.read(source, notes)
    begun, ended = sliced.range_of(every)
    if first and last:
        check_days(first, last)
    first, last = first or begun, last or ended
    slices = [
        slice_
        for slice_ in every
        if slice_.start <= last and (slice_.end is None or slice_.end > first)
    ]
    if not slices:
        raise ValueError(f"{source}: no shape stands between {first} and {last}")
    if len(slices) < len(every):
        notes.append(f"{len(every) - len(slices)} shapes outside {first} to {last} were left out.")
    cut = pieces(slices, notes)
    _note_overlaps(cut, slices, notes)
    lands, held = _joined(cut, slices, (first, last))
    _note_gaps(held, notes)
    notes += [
        "The smallest pieces of land that always changed hands whole are the territories; their "
        "names are those of their last holder, with a number.",
        "Each state is a power of its own, with a colour that was chosen by number.",
        "Every row is of certainty low and of the status de_facto_control, with the file as its "
        "source: look each up in works, and write what you find.",
        "An event was made for each day of change, of the category administration.",
    ]
    write(folder, _draft(source, title, (first, last), (lands, held, slices), notes))
    return notes


def _ids(slices: Sequence[Slice]) -> dict[str, str]:
    """An id for each name of a state, each id once."""
    ids: dict[str, str] = {}
    taken = {NOBODY}
    for name in dict.fromkeys(slice_.name for slice_ in slices):
        id_ = base = slug(name, "state")
        number = 2
        while id_ in taken:
            id_, number = f"{base}_{number}", number + 1
        taken.add(id_)
        ids[name] = id_
    return ids


def _joined(
    cut: Sequence[Piece], slices: Sequence[Slice], days: tuple[date, date]
) -> tuple[list[BaseGeometry], list[Held]]:
    """The areas that were always held alike, each a territory, and the rows of each."""
    alike: dict[tuple[Held, ...], list[BaseGeometry]] = defaultdict(list)
    for piece in cut:
        alike[tuple(_held(piece, slices, *days))].append(piece.area)
    areas = [rounded(shapely.coverage_union_all(some)) for some in alike.values()]
    held = [replace(row, piece=n) for n, rows in enumerate(alike) for row in rows]
    return areas, held


def _held(piece: Piece, slices: Sequence[Slice], first: date, last: date) -> list[Held]:
    """The rows of a piece: between two cuts the holder of the smallest shape there, or none."""
    some = [slices[n] for n in piece.slices]
    cuts = {slice_.start for slice_ in some} | {slice_.end for slice_ in some if slice_.end}
    days = [first, *sorted(day for day in cuts if first < day <= last)]
    spans: list[Held] = []
    for start, end in pairwise([*days, None]):
        assert start is not None
        standing = [
            slice_ for slice_ in some if slice_.start <= start and (slice_.end or date.max) > start
        ]
        smallest = min(standing, key=lambda slice_: slice_.area.area, default=None)
        holder = smallest.name if smallest else ""
        begins = smallest is not None and smallest.start == start
        edtf = smallest.edtf if smallest and begins else ""
        if spans and spans[-1].holder == holder:
            spans[-1] = replace(spans[-1], end=end)
        else:
            spans.append(Held(start, end, holder, edtf))
    return spans


def _note_overlaps(pieces: Sequence[Piece], slices: Sequence[Slice], notes: list[str]) -> None:
    pairs = Counter(
        tuple(sorted({slice_.name, other.name}))
        for piece in pieces
        for k, slice_ in enumerate(map(slices.__getitem__, piece.slices))
        for other in (slices[n] for n in piece.slices[k + 1 :])
        if slice_.name != other.name
        and slice_.start < (other.end or date.max)
        and other.start < (slice_.end or date.max)
    )
    for names, count in sorted(pairs.items()):
        pieces_ = f"{count} piece{'s' if count > 1 else ''} of land"
        notes.append(
            f"{' and '.join(names)} have {pieces_} at once; the smaller shape holds it, the "
            "other may belong into claims.csv or federations.csv."
        )


def _note_gaps(held: Sequence[Held], notes: list[str]) -> None:
    empty = [row for row in held if not row.holder]
    if empty:
        short = sum(row.end is not None and row.end - row.start == timedelta(1) for row in empty)
        notes.append(
            f"For {len(empty)} spans no shape says who held a piece; they are held by "
            f"{NOBODY}. {short} of them last a single day: ends and starts may be meant otherwise."
        )


Joined = tuple[Sequence[BaseGeometry], Sequence[Held], Sequence[Slice]]


def _draft(
    source: Path, title: str, days: tuple[date, date], what: Joined, notes: Sequence[str]
) -> Draft:
    pieces, held, slices = what
    ids = _ids(slices)
    names = _names(pieces, held)
    territories = [f"t{n:04d}" for n in range(len(pieces))]
    shapes = [
        feature(id_, orjson.loads(shapely.to_geojson(area)), {})
        for id_, area in zip(territories, pieces, strict=True)
    ]
    seats = [area.point_on_surface() for area in pieces]
    tables = _powers(ids, held, slices, days[1]) | {
        "regions": [{"id": "all", "rank": 1, **text("name", "All")}],
        "territories": [
            {"id": id_, "region": "all", **text("name", name)}
            | {"lat": round(seat.y, DECIMALS), "lon": round(seat.x, DECIMALS)}
            for id_, name, seat in zip(territories, names, seats, strict=True)
        ],
        "events": _events(held, days[0]),
        "control": [
            {"territory_id": territories[row.piece], "start": row.start, "end": row.end or ""}
            | {"controller": ids.get(row.holder, NOBODY), "status": "de_facto_control"}
            | {"start_edtf": row.edtf, "event_id": _event_id(row.start), **CITED}
            for row in held
        ],
    }
    west, south, east, north = shapely.total_bounds(list(pieces)).tolist()
    wide, high = (max(NEAR_WHOLE * side, SMALLEST) for side in (east - west, north - south))
    box = (
        *(round(max(west - wide, -180), VIEWED), round(max(south - high, -90), VIEWED)),
        *(round(min(east + wide, 180), VIEWED), round(min(north + high, 90), VIEWED)),
    )
    report = "\n".join(f"- {note}" for note in notes)
    return Draft(
        title,
        *days,
        box,
        tables,
        {"geo/territories.geojson": shapes},
        _SOURCE.format(key=KEY, name=source.name.translate(str.maketrans("{}%", "()."))),
        {"IMPORT.md": f"# What the import of {source.name} assumed\n\n{report}\n"},
    )


def _names(shapes: Sequence[BaseGeometry], held: Sequence[Held]) -> list[str]:
    """The last holder of each piece, numbered where it has several."""
    last = {row.piece: row.holder for row in held if row.holder}
    named = [last.get(n, "Land") for n in range(len(shapes))]
    count, seen = Counter(named), Counter[str]()
    numbered = []
    for name in named:
        seen[name] += 1
        numbered.append(f"{name} {seen[name]}" if count[name] > 1 else name)
    return numbered


def _powers(
    ids: dict[str, str], held: Sequence[Held], slices: Sequence[Slice], last: date
) -> dict[str, list[Row]]:
    """Roles and polities, each state both; lives from its first to its last shape."""
    holding = {row.holder for row in held}
    names = [name for name in ids if name in holding]
    rows = [(ids[name], name, *_colours(n)) for n, name in enumerate(names)]
    lives: dict[str, list[Slice]] = defaultdict(list)
    for slice_ in slices:
        lives[ids[slice_.name]].append(slice_)
    first = min(row.start for row in held)
    if "" in holding:
        rows.append((NOBODY, "Not recorded", "#d8d4cc", "#4a463f"))
    return {
        "roles": [
            {"id": id_, "fill": fill, "ink": ink, "rank": n, **text("name", name)}
            for n, (id_, name, fill, ink) in enumerate(rows, start=1)
        ],
        "polities": [
            {"id": id_, "role": id_, **_life(lives.get(id_, ()), first, last), "source_key": KEY}
            | {**text("name", name), **text("short", name)}
            for id_, name, _fill, _ink in rows
        ],
    }


def _life(some: Sequence[Slice], first: date, last: date) -> Row:
    """From the first to the last shape; open where that stands on the last day of the atlas."""
    end = max((slice_.end or date.max for slice_ in some), default=date.max)
    start = min((slice_.start for slice_ in some), default=first)
    return {"start": start, "end": end if end <= last else ""}


def _colours(number: int) -> tuple[str, str]:
    """Fill and ink of a power: hues a golden angle apart, so that neighbours in number differ."""
    hue = (number * 0.618034) % 1.0
    light = 0.72 if number % 2 else 0.62
    return _hex(hls_to_rgb(hue, light, 0.45)), _hex(hls_to_rgb(hue, 0.22, 0.5))


def _hex(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour)


def _event_id(day: date) -> str:
    return f"change_{day.isoformat().replace('-', '_')}"


def _events(held: Sequence[Held], first: date) -> list[Row]:
    """An event for each day on which a row begins."""
    on: dict[date, list[str]] = defaultdict(list)
    for row in held:
        on[row.start].append(row.holder)
    rows: list[Row] = []
    for day, names in sorted(on.items()):
        who = ", ".join(sorted({name for name in names if name})) or "nobody recorded"
        words = "How it stood" if day == first else f"Land passes to: {who}"
        said = f"As the imported file has it: {who}."
        rows.append(
            {"id": _event_id(day), "date": day, "category": "administration", "tier": 2}
            | {**text("title", words[:200]), **text("description", said)}
            | CITED
        )
    return rows


_SOURCE = """\
% Say here what the file is: its title, authors, year and address.
@misc{{{key},
  title = {{{name}}},
  kind = {{reference}},
  keywords = {{cited}},
  annotation = {{The shapes and their days, not checked.}}
}}
"""
