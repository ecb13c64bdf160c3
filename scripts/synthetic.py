"""Data packages made up for tests and measurements: any size, place, range of days and gaps.

The territories are the cells of a grid whose nodes and edges are moved by a fixed sequence of
pseudo-random numbers, so that neighbours share crooked edges point for point. The same
:class:`Wanted` gives the same bytes.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from dashboard.dataset.reading.tables import COLUMNS, columns_of
from scripts.crooked_grid import Point, crooked_cells, middle, short

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "tr")
OPTIONAL_TABLES = (
    *("federations", "claims", "milestones", "people", "treaties", "outcomes", "article_claims"),
    *("place_names", "figures", "forces", "clauses", "readings"),
)
OPTIONAL_LAYERS = ("base", "places", "lines", "railways")
OPTIONAL = (*OPTIONAL_TABLES, *OPTIONAL_LAYERS, "stories")
CITED = {"source_key": "Book", "source_locator": "p. 1", "source_locator_tr": "s. 1"}
FILLS = ("#cf644c", "#9bae84", "#c99fd7", "#6faea5")
INKS = ("#66190d", "#3a4a28", "#55306a", "#0d4d48")
STATUSES = ("occupied", "de_facto_control", "sovereign")

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a package is made of; the default has every optional table and layer.

    ``box`` is west, south, east, north in degrees; ``across`` and ``up`` are numbers of cells;
    ``rows`` is the most control rows a territory has; ``points`` how many an edge has between its
    two nodes; ``absent`` names the tables and layers (``OPTIONAL``) that are left out.
    """

    across: int = 3
    up: int = 2
    box: tuple[float, float, float, float] = (19.3, 60.0, 21.0, 60.6)
    first: date = date(1918, 1, 1)
    last: date = date(1921, 12, 31)
    detailed: date | None = None
    rows: int = 3
    points: int = 3
    polities: int = 4
    events: int = 12
    absent: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Tell whether an optional table or layer is in the package."""
        return name not in self.absent


def write(folder: Path, wanted: Wanted) -> Path:
    """Write the package into ``folder``, which must be new, and return the folder."""
    random = Random(1)
    (folder / "geo").mkdir(parents=True)
    cells = crooked_cells(wanted.box, (wanted.across, wanted.up), wanted.points, random)
    days = _days(wanted, random)
    tables = _tables(wanted, cells, days, random)
    for table in COLUMNS:
        if wanted.has(table):
            _write_table(
                folder / f"{table}.csv",
                columns_of(table, LANGUAGES, whole=False),
                tables.get(table, ()),
            )
    (folder / "sources.bib").write_text(_BOOK, encoding="utf-8")
    layers = _layers(wanted, cells, days)
    for name, features in layers.items():
        content = {"type": "FeatureCollection", "features": features}
        _write_json(folder / "geo" / f"{name}.geojson", content)
    if wanted.has("stories"):
        (folder / "stories").mkdir()
        (folder / "stories" / "tour.toml").write_text(_story(days[0]), encoding="utf-8")
    _write_json(folder / "datapackage.json", _descriptor(folder, wanted))
    return folder


# Layers


def _layers(
    wanted: Wanted, cells: Mapping[str, list[Point]], days: list[date]
) -> dict[str, list[Row]]:
    found = {
        "territories": [_feature(id_, "Polygon", [ring], {}) for id_, ring in cells.items()],
        "base": _base(wanted),
        "places": [
            _feature(f"town_{id_}", "Point", middle(ring), _place(id_, n))
            for n, (id_, ring) in enumerate(list(cells.items())[:40])
        ],
        "lines": [_line(next(iter(cells.values())), days)],
        "railways": _railway(wanted),
    }
    return {name: one for name, one in found.items() if name == "territories" or wanted.has(name)}


def _feature(id_: str, kind: str, coordinates: object, properties: Row) -> Row:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "id": id_, "properties": properties, "geometry": geometry}


def _named(name: str) -> Row:
    return {f"name_{language}": name for language in LANGUAGES}


def _base(wanted: Wanted) -> list[Row]:
    west, south, east, north = wanted.box
    x, y = (east - west) / 10, (north - south) / 10
    # The land outside goes on a little to the west, no farther than the Earth does.
    left = max(west - 4 * x, -180.0)
    land = [[left, south], [east, south], [east, north], [left, north], [left, south]]
    river = [[west + x, south + y], [east - x, north - y]]
    return [
        _feature("land", "Polygon", [short(land)], {"kind": "land", "rank": 1, **_named("")}),
        _feature(
            "flow", "LineString", short(river), {"kind": "river", "rank": 1, **_named("Flow")}
        ),
    ]


def _place(territory: str, number: int) -> Row:
    kind = "capital" if number == 0 else "town"
    today = {f"modern_{language}": "" for language in LANGUAGES}
    own = {"kind": kind, "rank": 1 + number % 4, "basis": "made", "territory": territory}
    return {**own, **_named(f"Town {number}"), **today}


def _line(ring: list[Point], days: list[date]) -> Row:
    basis = {f"basis_{language}": "Made up" for language in LANGUAGES}
    own = {"kind": "control_line", "status": "control", "start": days[0].isoformat(), "end": ""}
    rest = {"treaty": "", "event": "", "certainty": "low", "grade": "C"}
    return _feature("front", "LineString", ring[:3], own | rest | _named("Front") | basis | CITED)


def _railway(wanted: Wanted) -> list[Row]:
    west, south, east, north = wanted.box
    y = (south + north) / 2
    ends = short([(west + (east - west) / 9, y), (east - (east - west) / 9, y)])
    own = {"kind": "railway", "rank": 1, "basis": "made", "opened": None}
    more = {"gauge_mm": None, "length_km": 10, **_named("Line")}
    return [
        _feature("rail", "LineString", ends, own | more),
        _feature(
            "halt",
            "Point",
            ends[0],
            {"kind": "station", "rank": 1, "basis": "made", "place": "", "lines": "rail"}
            | _named("Halt"),
        ),
    ]


# Tables


def _days(wanted: Wanted, random: Random) -> list[date]:
    """Return the days of the events, the first day of the package first."""
    last = (wanted.last - wanted.first).days
    count = min(wanted.events - 1, last)
    later = random.sample(range(1, last + 1), count) if count > 0 else []
    return [wanted.first, *(wanted.first + timedelta(n) for n in sorted(later))]


def _texts(stem: str, words: str) -> Row:
    return {f"{stem}_{language}": words for language in LANGUAGES}


def _event_id(day: date) -> str:
    return f"e_{day.isoformat().replace('-', '_')}"


def _tables(
    wanted: Wanted, cells: Mapping[str, list[Point]], days: list[date], random: Random
) -> dict[str, Iterable[Row]]:
    ids = list(cells)
    groups = min(len(ids), 16)
    colours = list(zip(FILLS, INKS, strict=True))[: wanted.polities]
    found: dict[str, Iterable[Row]] = {
        "regions": (
            {"id": f"r{n}", "rank": n + 1, **_texts("name", f"Region {n}")} for n in range(groups)
        ),
        "territories": (
            {
                "id": id_,
                "region": f"r{n * groups // len(ids)}",
                "lon": middle(cells[id_])[0],
                "lat": middle(cells[id_])[1],
                **_texts("name", f"District {n}"),
            }
            for n, id_ in enumerate(ids)
        ),
        "roles": (
            {"id": f"p{n}", "fill": fill, "ink": ink, "rank": n + 1, **_texts("name", f"Power {n}")}
            for n, (fill, ink) in enumerate(colours)
        ),
        "polities": (
            {
                "id": f"s{n}",
                "role": f"p{n % len(colours)}",
                "start": wanted.first,
                **CITED,
                **_texts("name", f"State {n}"),
                **_texts("short", f"S{n}"),
            }
            for n in range(wanted.polities)
        ),
        "events": (_event(n, day, ids) for n, day in enumerate(days)),
        "control": _control(wanted, ids, days, random),
    }
    return found | _optional_tables(wanted, ids, days)


def _event(number: int, day: date, ids: list[str]) -> Row:
    # The first day has the signing of the treaty.
    category = "war" if number else "treaty"
    own = {"id": _event_id(day), "date": day, "category": category, "tier": 1 + number % 2}
    rest = {"territories": ids[number % len(ids)], "certainty": "medium"}
    words = _texts("title", f"Event {number}") | _texts("description", "Ada Envoy signs.")
    return own | rest | words | CITED


def _control(wanted: Wanted, ids: list[str], days: list[date], random: Random) -> Iterator[Row]:
    for id_ in ids:
        later = random.sample(days[1:], min(wanted.rows, len(days)) - 1)
        starts = [days[0], *sorted(later)]
        holder = random.randrange(wanted.polities)
        for start, end in zip(starts, [*starts[1:], ""], strict=True):
            own = {"territory_id": id_, "start": start, "end": end, "controller": f"s{holder}"}
            status = random.choice(STATUSES)
            yield (
                own
                | {"status": status, "event_id": _event_id(start), **CITED}
                | {"certainty": random.choice(("medium", "low"))}
            )
            holder = (holder + random.randrange(1, max(wanted.polities, 2))) % wanted.polities


def _optional_tables(wanted: Wanted, ids: list[str], days: list[date]) -> dict[str, Iterable[Row]]:
    first = days[0]
    treaty = {"id": "pact", "signed": first, "in_force": first, "force": "in_force"}
    outcome = {"treaty_id": "pact", "territory_id": ids[0], "from": "s0", "to": "s1"}
    two = wanted.polities > 1
    return {
        "federations": [
            {"member": "s0", "federation": "s1", "start": first, "certainty": "low", **CITED}
        ][:two],
        "milestones": [{"id": "m0", "event_id": _event_id(days[-1]), **_texts("label", "Change")}],
        "people": [
            {"id": "envoy", "events": _event_id(first), "other_names": "Envoy", **CITED}
            | _texts("name", "Ada Envoy")
            | _texts("role", "Envoy")
        ],
        "treaties": [
            treaty
            | {"event_id": _event_id(first), "certainty": "low", **CITED}
            | _texts("name", "The Pact")
            | _texts("short", "Pact")
            | _texts("parties", "State 0; State 1")
        ],
        "outcomes": [
            outcome | {"kind": "recognition", "certainty": "low", **CITED} | _texts("article", "1")
        ][: two and wanted.has("treaties")],
    }


def _write_table(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    content = io.StringIO()
    writer = csv.DictWriter(content, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(content.getvalue(), encoding="utf-8")


# The rest

_BOOK = """\
@book{Book,
  title = {A Book},
  author = {One, A.},
  year = {2001},
  kind = {scholarly},
  keywords = {excerpt},
  annotation = {The dates.},
  annotation_tr = {Tarihler.}
}
"""


def _story(day: date) -> str:
    words = "\n".join(
        f'{stem}.{language} = "A tour"' for stem in ("title", "summary") for language in LANGUAGES
    )
    stop = "\n".join(
        f'{stem}.{language} = "A stop."'
        for stem in ("title", "text", "question")
        for language in LANGUAGES
    )
    return f'{words}\n\n[[stop]]\nday = {day.isoformat()}\nevents = ["{_event_id(day)}"]\n{stop}\n'


def _descriptor(folder: Path, wanted: Wanted) -> dict[str, Any]:
    """Return the descriptor of the atlas of this repository with what is other than there."""
    descriptor: dict[str, Any] = json.loads((ROOT / "data" / "datapackage.json").read_bytes())
    west, south, east, north = wanted.box
    middle, sixth = (south + north) / 2, (north - south) / 6
    detailed = wanted.detailed or wanted.first + (wanted.last - wanted.first) * 3 // 4
    descriptor |= {"name": "made-up", "title": "Made up", "description": "Made up for a test."}
    descriptor |= {"contributors": [{"title": "Nobody", "role": "author"}], "keywords": ["made up"]}
    # Nothing of what the atlas of this repository says of itself.
    descriptor["atlas"] = {
        "title": dict.fromkeys(LANGUAGES, "Made up"),
        "first_day": wanted.first.isoformat(),
        "last_day": wanted.last.isoformat(),
        "detailed_until": detailed.isoformat(),
        "projection": {
            "name": "lcc",
            "lat_1": middle - sixth,
            "lat_2": middle + sixth,
            "lat_0": middle,
            "lon_0": (west + east) / 2,
        },
        "home": list(wanted.box),
    }
    there = [
        resource for resource in descriptor["resources"] if (folder / resource["path"]).exists()
    ]
    descriptor["resources"] = there
    kept = {one["name"] for one in there}
    for one in there:
        if one["name"] in COLUMNS:
            known = columns_of(one["name"], LANGUAGES, whole=False)
            one["schema"]["fields"] = [it for it in one["schema"]["fields"] if it["name"] in known]
    for one in there:
        keys = one.get("schema", {}).get("foreignKeys", ())
        left = [key for key in keys if key["reference"]["resource"] in kept | {""}]
        if keys:
            one["schema"]["foreignKeys"] = left
    return descriptor


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
