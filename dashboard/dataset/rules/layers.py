"""What lines and railways say of themselves: kinds, days, sources, references."""

from collections.abc import Collection, Iterator
from datetime import date
from difflib import get_close_matches

from dashboard.dataset import vocabulary
from dashboard.dataset.dates import parse_day
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.layers import LINES, PLACES, RAILWAYS, Feature
from dashboard.dataset.reading.load import Package
from dashboard.dataset.rules.geojson import problem_of
from dashboard.dataset.text import LOCATOR, text_column


def lines_are_of_known_kinds(package: Package) -> Iterator[Problem]:
    """Yield lines whose kind the package does not name."""
    known = tuple(package.kinds.lines)
    for feature in package.layers[LINES] or ():
        kind = _text(feature, "kind")
        if known and kind not in known:
            cure = f"write one of {', '.join(known)}"
            yield problem_of(LINES, feature, "kind", f"has the kind {kind or '(empty)'}", cure)


def _compares(package: Package, line: Feature) -> bool:
    """Whether a line lies there for comparison: it needs no first day and no source."""
    kind = package.kinds.lines.get(_text(line, "kind"))
    return kind is not None and kind.compares


def lines_have_half_open_days(package: Package) -> Iterator[Problem]:
    """Yield lines with days that are no days, without a first day, or that end before it."""
    for feature in package.layers[LINES] or ():
        unreal = [
            name for name in ("start", "end") if _text(feature, name) and not _day(feature, name)
        ]
        for column in unreal:
            rule = f"has the {column} {_text(feature, column)}, which is not a day"
            yield problem_of(LINES, feature, column, rule, "write YYYY-MM-DD")
        start, end = (_day(feature, column) for column in ("start", "end"))
        if not _text(feature, "start") and not _compares(package, feature):
            cure = "give the first day on which the line was true"
            yield problem_of(LINES, feature, "start", "has no first day", cure)
        if start is not None and end is not None and end <= start:
            rule = f"ends on {end}, which is not after its start {start}"
            cure = "ends are exclusive, write a later day"
            yield problem_of(LINES, feature, "end", rule, cure)


def lines_name_known_rows(package: Package) -> Iterator[Problem]:
    """Yield lines that name a treaty or an event of no table."""
    for column, table in (("treaty", "treaties"), ("event", "events")):
        known = [row.cells["id"] for row in package.tables[table] or ()]
        for feature in package.layers[LINES] or ():
            value = _text(feature, column)
            if value and value not in known:
                yield _unknown(LINES, feature, column, value, f"{table}.csv", known)


def lines_are_in_force_when_their_treaties_are(package: Package) -> Iterator[Problem]:
    """Yield lines of treaties that are called in force too early, or signed for too long."""
    known = {treaty.id: treaty for _, treaty in package.treaties}
    for feature in package.layers[LINES] or ():
        treaty, status = known.get(_text(feature, "treaty")), _text(feature, "status")
        kind = package.kinds.lines.get(_text(feature, "kind"))
        if treaty is None or kind is None or not kind.agreement or treaty.in_force is None:
            continue
        start, end = (_day(feature, column) for column in ("start", "end"))
        since = f"{treaty.id} came into force on {treaty.in_force}"
        if status == "in_force" and start and start < treaty.in_force:
            rule = f"is in force from {start}, but {since}"
            cure = "give the days before a feature of their own with the status signed"
            yield problem_of(LINES, feature, "status", rule, cure)
        if status == "signed" and (end is None or end > treaty.in_force):
            rule = f"is signed until {end or 'the end'}, but {since}"
            yield problem_of(LINES, feature, "end", rule, f"write {treaty.in_force}")


def _day(feature: Feature, column: str) -> date | None:
    """Return a day, or ``None`` where it is missing or reported elsewhere as no day."""
    try:
        return parse_day(_text(feature, column))
    except ValueError:
        return None


def lines_cite_their_sources(package: Package) -> Iterator[Problem]:
    """Yield lines without a source, with an unknown source, or with locators that do not pair."""
    for feature in package.layers[LINES] or ():
        cited = _text(feature, "source_key")
        keys = cited.split(";") if cited else []
        if not keys and not _compares(package, feature):
            cure = "name the keys of sources.bib"
            yield problem_of(LINES, feature, "source_key", "cites no source", cure)
        for key in keys:
            if package.sources is not None and key not in package.sources:
                yield _unknown(LINES, feature, "source_key", key, "sources.bib", package.sources)
        for language in package.languages:
            column = text_column(LOCATOR, language, package.languages)
            parts = len(_text(feature, column).split(";"))
            missing = column != LOCATOR and not _text(feature, column)
            if not missing and parts != max(len(keys), 1):
                rule = f"has {parts} parts in {column} for {len(keys)} source keys"
                cure = "write a part for each key, separated by ;, a part may be empty"
                yield problem_of(LINES, feature, column, rule, cure)
        certainty = _text(feature, "certainty")
        if set(keys) == {vocabulary.GENERAL_KNOWLEDGE} and certainty != "low":
            rule = f"rests on {vocabulary.GENERAL_KNOWLEDGE} alone and is {certainty}"
            yield problem_of(LINES, feature, "certainty", rule, "write low or cite a source")


def railways_are_lines_and_stops_points(package: Package) -> Iterator[Problem]:
    """Yield railways and roads that are points, stations and passes that are lines."""
    for feature in package.layers[RAILWAYS] or ():
        kind, geometry = _text(feature, "kind"), str(feature["geometry"].get("type"))
        stop = kind in ("station", "pass")
        if kind in vocabulary.RAILWAY_KIND and stop != (geometry == "Point"):
            rule = f"is a {kind} with the geometry {geometry}"
            cure = "use Point" if stop else "use LineString or MultiLineString"
            yield problem_of(RAILWAYS, feature, "geometry", rule, cure)


def stops_name_their_lines_and_places(package: Package) -> Iterator[Problem]:
    """Yield stations and passes on an unknown line, and stations of an unknown place."""
    features = package.layers[RAILWAYS] or ()
    ways = [
        str(feature.get("id"))
        for feature in features
        if _text(feature, "kind") in ("railway", "road")
    ]
    layer = package.layers.get(PLACES)
    places = None if layer is None else [str(feature.get("id")) for feature in layer]
    for feature in features:
        for name in filter(None, _text(feature, "lines").split(";")):
            if name not in ways:
                yield _unknown(RAILWAYS, feature, "lines", name, "the lines of this layer", ways)
        place = _text(feature, "place")
        if place and places is not None and place not in places:
            yield _unknown(RAILWAYS, feature, "place", place, PLACES, places)


def _text(feature: Feature, column: str) -> str:
    """Return a property that is text; empty if it is left out."""
    return str(feature["properties"].get(column) or "")


def _unknown(
    path: str, feature: Feature, column: str, value: str, target: str, known: Collection[str]
) -> Problem:
    near = get_close_matches(value, known, n=1)
    cure = f"write {near[0]}" if near else "correct it or add what it names"
    rule = f"names {value}, which is not in {target}"
    return problem_of(path, feature, column, rule, cure)
