"""The report on the geometry: ``docs/geography.md`` and its picture.

``make geography-report`` writes it from the same inputs as the layers, so it
cannot claim what is not drawn. Lengths and areas are geodesic (WGS 84).
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from shapely.geometry import shape

from dashboard.dataset.vocabulary import GRADE
from scripts.geography.areas import deviation_percent, drawn_km2, part_areas, read_published
from scripts.geography.borders import BorderLine
from scripts.geography.build import Drawing
from scripts.geography.coverage import GEOD, area_km2
from scripts.geography.lines import draw_line, face_states, read_lines
from scripts.geography.picture import write_picture
from scripts.geography.publish import read_shapes
from scripts.geography.sources import GEO_DIR, TABLES_DIR, GeographyError, read_table
from scripts.geography.survey import PACKAGE, Measure, read_survey

# A miss larger than this is explained in the note of the figure.
EXPLAINED_ABOVE_PERCENT = 5.0
# What a figure of published_areas.csv is, and what is said of it behind the name of its unit.
FIGURES = {"main": "", "other": " (other figure)", "part": " (only a part is drawn)"}
# What geography-survey.csv measures, with the title of its table.
SURVEYED = {
    "border": "State borders of today, whole",
    "line": "Stretches of them drawn better than in the source",
    "source": "What of them is the source's",
    "coast": "Shores, by land",
}
INTRODUCTION = """# The geography and how far it can be trusted

Written by `make geography-report`; do not edit. Where it comes from: `data/geo/PROVENANCE.md`.
Grades are of position across the line: A under 1 km, B 1-3 km, C 3-8 km, D 5-15 km or conjecture.

![Boundaries by accuracy](geography.png)
"""
# Measured apart on 30 November 2026, edge by edge.
GRADE_NOTE = (
    "\nA grade holds for 95 % of a whole stretch (a row of `redrawn.toml`, a cut line), not for "
    "each edge between two territories: of single edges with grade A five, 113 km together, have "
    "1.03 to 1.43 km at 95 %. Edge by edge, A would be about 11.7 % of all. `divide_argun` is "
    "graded B, below what its measure here allows, since a second reference has 1.07 km at 95 %.\n"
)


def write_report(folder: Path, drawing: Drawing, geo: Path = GEO_DIR) -> list[Path]:
    """Write ``geography.md`` and ``geography.png`` into `folder` and return both."""
    text, picture = folder / "geography.md", folder / "geography.png"
    text.write_text(compose(drawing, geo), encoding="utf-8")
    write_picture(picture, drawing)
    return [text, picture]


def compose(drawing: Drawing, geo: Path = GEO_DIR) -> str:
    """Return the report as Markdown, the same text for the same drawing."""
    sections = [
        INTRODUCTION,
        _grades(drawing),
        _areas(drawing, geo),
        _unexplained(drawing, geo),
        _territories(drawing, geo),
        _survey(),
        _lines(drawing),
        _conjecture(drawing),
    ]
    return "\n".join(sections)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], align: str = "") -> str:
    """Return a Markdown table; `align` has one of ``l`` and ``r`` a column."""
    rules = ["---:" if side == "r" else "---" for side in align or "l" * len(head)]
    lines = [head, rules, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def own_lines(drawing: Drawing) -> list[BorderLine]:
    """Return the borders of the territories: none between backdrop lands, nor the window."""
    backdrop = {land.id for land in read_shapes(drawing.tables) if land.backdrop} | {""}
    return [
        line
        for line in drawing.border_lines
        if line.basis.kind != "window" and not {line.one, line.other} <= backdrop
    ]


def _lengths(drawing: Drawing) -> dict[tuple[str, str], float]:
    """Return kilometres of boundary by kind and grade, each once."""
    lengths: dict[tuple[str, str], float] = {}
    for line in own_lines(drawing):
        key = line.basis.kind, line.basis.accuracy
        lengths[key] = lengths.get(key, 0.0) + GEOD.geometry_length(line.course) / 1000
    return lengths


def _grades(drawing: Drawing) -> str:
    lengths = _lengths(drawing)
    whole = sum(lengths.values())
    by_grade = [sum(v for (_, g), v in lengths.items() if g == grade) for grade in GRADE]
    inland = [
        sum(v for (k, g), v in lengths.items() if g == grade and k != "coast") for grade in GRADE
    ]
    kinds = sorted({kind for kind, _ in lengths})
    rows = [
        ["all", *_shares(by_grade), f"{whole:,.0f}"],
        ["without the coast", *_shares(inland), f"{sum(inland):,.0f}"],
    ]
    for kind in kinds:
        row = [lengths.get((kind, grade), 0.0) for grade in GRADE]
        rows.append([kind, *_shares(row), f"{sum(row):,.0f}"])
    head = ["boundaries", *(f"{grade} %" for grade in GRADE), "km"]
    return "## Shares of boundary length\n\n" + _table(head, rows, "lrrrrr") + GRADE_NOTE


def _shares(lengths: Sequence[float]) -> list[str]:
    whole = sum(lengths) or 1.0
    return [f"{length / whole * 100:.0f}" for length in lengths]


def _areas(drawing: Drawing, geo: Path) -> str:
    parts = part_areas(drawing)
    rows = []
    misses: dict[str, list[float]] = {figure: [] for figure in FIGURES}
    published = read_published(geo)
    for row in published:
        drawn = drawn_km2(row, drawing.shapes, parts)
        deviation = deviation_percent(row, drawn)
        near = abs(deviation) <= EXPLAINED_ABOVE_PERCENT
        misses[row["figure"]].append(abs(deviation))
        rows.append(
            [
                row["name"] + FIGURES[row["figure"]],
                f"{float(row['area_km2']):,.0f}",
                f"{drawn:,.0f}",
                f"{deviation:+.1f}" if near else f"**{deviation:+.1f}**",
                row["adjust"].replace(";", ", "),
                row["note"],
            ]
        )
    head = ["unit", "print", "drawn", "%", "adjusted by", "note"]
    intro = (
        "## Areas against print\n\nSquare kilometres. Every figure that we found; the note "
        f"of a miss above {EXPLAINED_ABOVE_PERCENT:.0f} % says what is known of it. Main figures: "
        f"{_summary(misses['main'])}. Other figures for the same units: "
        f"{_summary(misses['other'])}. A unit of which only a part is drawn is not counted. An "
        "area tests the position of a line only weakly: errors on two sides cancel.\n\n"
    )
    return intro + _table(head, rows, "lrrrll")


def _unexplained(drawing: Drawing, geo: Path) -> str:
    """Return the main figures that the drawing misses and no source explains, with what was tried.

    Raises :class:`GeographyError` when the table names no main figure that is missed.
    """
    published = {row["id"]: row for row in read_published(geo) if row["figure"] == "main"}
    parts = part_areas(drawing)
    rows = []
    for entry in read_table(TABLES_DIR / "unexplained.csv", ("unit", "tried")):
        row = published.get(entry["unit"])
        miss = deviation_percent(row, drawn_km2(row, drawing.shapes, parts)) if row else 0.0
        if not row or abs(miss) <= EXPLAINED_ABOVE_PERCENT:
            raise GeographyError(
                f"unexplained.csv: {entry['unit']} is no main figure that the drawing misses by "
                f"more than {EXPLAINED_ABOVE_PERCENT:.0f} %; take the row out"
            )
        rows.append([row["name"], f"{miss:+.1f}", entry["tried"]])
    (bazargan,) = (row for row in read_survey() if (row.what, row.id) == ("source", "IRN-TUR"))
    intro = (
        f"## What no source explains\n\n{len(rows)} main figures are missed by more than "
        f"{EXPLAINED_ABOVE_PERCENT:.0f} %, and no source that was read explains the difference. "
        "The other misses of main figures lie within what the figures in print contradict each "
        "other by, or their note has the ground.\n\n"
    )
    rest = (
        "\nBesides: about the gulf of Kyzylagach the drawn Lenkoran uezd still covers 261 km² of "
        f"today's sea (measured apart, 30 November 2026), and {bazargan.km:,.0f} km of the border "
        "of Turkey and Iran, about Bazargan, are still the source's, "
        f"{bazargan.within_1_km_percent:.0f} % of them within 1 km.\n"
    )
    return intro + _table(["unit", "%", "tried"], rows, "lrl") + rest


def _summary(misses: Sequence[float]) -> str:
    """Return how many figures agree and by how much the drawing misses them on average."""
    near = sum(miss <= EXPLAINED_ABOVE_PERCENT for miss in misses)
    mean = float(np.mean(misses))
    return f"{near} of {len(misses)} within {EXPLAINED_ABOVE_PERCENT:.0f} %, mean miss {mean:.1f} %"


def _territories(drawing: Drawing, geo: Path) -> str:
    places = json.loads((geo / "places.geojson").read_text(encoding="utf-8"))["features"]
    towns = [
        (place["properties"].get("territory", ""), shape(place["geometry"])) for place in places
    ]
    on_state_border = _state_border_shares(drawing)
    rows = []
    for land in read_shapes(drawing.tables):
        if land.backdrop:
            continue
        area = drawing.shapes[land.id]
        own = [point for territory, point in towns if territory == land.id]
        # A point on a generalised shore may lie half a kilometre out.
        inside = sum(bool(area.buffer(0.006).covers(point)) for point in own)
        grades: dict[str, float] = dict.fromkeys(GRADE, 0.0)
        for border in drawing.borders:
            if border.territory == land.id and border.basis.kind not in ("coast", "window"):
                grades[border.basis.accuracy] += border.km
        rows.append(
            [
                f"`{land.id}`",
                f"{area_km2(area):,.0f}",
                f"{inside}/{len(own)}",
                f"{on_state_border[land.id] * 100:.0f}",
                *_shares(list(grades.values())),
                f"{sum(grades.values()):,.0f}",
            ]
        )
    head = ["territory", "km²", "places inside", "on a state border of today, %"]
    head += [*(f"{grade} %" for grade in GRADE), "km inland"]
    intro = (
        "## Territories\n\nPlaces are those of `data/geo/places.geojson` that name the territory. "
        "A boundary on a state border of today has the border's own vertices.\n\n"
    )
    return intro + _table(head, rows, "l" + "r" * 8)


def _state_border_shares(drawing: Drawing) -> dict[str, float]:
    """Return which share of a territory's land boundary is a state border of today."""
    states = [*face_states(drawing), ""]
    names = [*drawing.coverage.territories, ""]
    inland, on_border = Counter[str](), Counter[str]()
    segments = drawing.coverage.segments
    for (one, other), metres in zip(segments.sides.tolist(), segments.metres, strict=True):
        if names[one] == names[other] or not (names[one] and names[other]):
            continue
        for name in (names[one], names[other]):
            inland[name] += metres
            on_border[name] += metres * (states[one] != states[other])
    return {name: on_border[name] / length for name, length in inland.items()}


def _survey() -> str:
    """Return the measured distances of ``geography-survey.csv``, by kind of stretch."""
    measures = read_survey()
    before = {row.id: row for row in measures if row.what == "before"}
    head = ["stretch", "km", "median", "95 %", "largest", "within 1 km, %", "grade"]
    in_source = ["source: median", "source: within 1 km, %"]
    tables = []
    for what, title in SURVEYED.items():
        rows = [row for row in measures if row.what == what]
        whole = sum(row.km for row in rows)
        near = sum(row.km * row.within_1_km_percent for row in rows) / whole
        cells = [
            [
                f"`{row.id}`",
                f"{row.km:,.0f}",
                f"{row.median:.2f}",
                f"{row.p95:.2f}",
                f"{row.largest:.1f}",
                f"{row.within_1_km_percent:.0f}",
                row.grade,
                *(_in_source(before[row.id]) if what == "line" else []),
            ]
            for row in rows
        ]
        intro = f"### {title}\n\n{whole:,.0f} km, {near:.0f} % of them within 1 km.\n\n"
        more = in_source if what == "line" else []
        tables.append(intro + _table([*head, *more], cells, "lrrrrrl" + "r" * len(more)))
    return (
        "## Measured against OpenStreetMap\n\nWritten by `make geography-survey`: distances in km "
        "from the line of the atlas, a point every 250 m, to the same border or shore of today in "
        f"`{PACKAGE}` (npm; © OpenStreetMap contributors, ODbL), of which nothing is in the "
        "atlas. A grade holds for 95 % of a line. The share of the whole state borders leaves the "
        "exclaves out; with them it is 84.9 % (measured apart, 30 November 2026). How well a line "
        "of today stands for one of 1918-1936 is another matter: the grounds of each "
        "boundary say it.\n\n" + "\n".join(tables)
    )


def _in_source(row: Measure) -> list[str]:
    """Return how near the source's drawing of a stretch is, before it was drawn again."""
    return [f"{row.median:.2f}", f"{row.within_1_km_percent:.0f}"]


def _lines(drawing: Drawing) -> str:
    rows = []
    for line in read_lines(drawing.tables)[0]:
        facts = line.facts
        km = GEOD.geometry_length(draw_line(line, drawing)) / 1000
        days = f"{facts.start} to {facts.end}" if facts.start else ""
        rows.append(
            [
                facts.name_en,
                facts.kind,
                days,
                facts.status,
                facts.grade,
                f"{km:,.0f}",
                facts.basis_en,
            ]
        )
    head = ["line", "kind", "days", "status", "grade", "km", "rests on"]
    intro = "## Historical lines\n\n`data/geo/lines.geojson`. The last day is exclusive.\n\n"
    return intro + _table(head, rows, "lllllrl")


def _conjecture(drawing: Drawing) -> str:
    lengths: Counter[tuple[str, str]] = Counter()
    for line in own_lines(drawing):
        if line.basis.accuracy == "D":
            pair = "" if line.basis.line else f" ({line.one}, {line.other})"
            lengths[line.basis.line, line.basis.basis_en + pair] += round(
                GEOD.geometry_length(line.course) / 1000
            )
    rows = [[f"{km:,.0f}", basis] for (_, basis), km in lengths.most_common()]
    intro = (
        "## What remains conjecture\n\nAll boundaries of grade D, the longest first. "
        "The Cossack Sunzha line of 1914 and the settlements of the right bank of the Terek bound "
        "no territory. Not drawn for want of words: the limits of the nine okrugs inside Dagestan, "
        "of which pages in print give seats, people and areas but no course (only the four on the "
        "Koisu together follow a catchment, the outline of highland Dagestan), and that of the "
        "Telavi and Signakhi uezds. Sketches, not to be measured: Grozny and Vladikavkaz, whose "
        "limits nobody describes; the line of Batum with Armenia and the award of President "
        "Wilson, of whose texts only the beginnings could be read; the line of Nakhchivan of 1920 "
        "and 1921 west of Kuki-dagh, whose annex names heights that had to be found on the "
        "elevation model.\n\n"
    )
    return intro + _table(["km", "boundary"], rows, "rl")
