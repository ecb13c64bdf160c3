"""Every rule of the data package in a single pass; docs/data-package.md puts them in words."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dashboard.dataset.model import Dataset
from dashboard.dataset.problems import DatasetError, Problem
from dashboard.dataset.reading.layers import LINES, RAILWAYS, TERRITORIES
from dashboard.dataset.reading.load import Package, dataset_of, read_package
from dashboard.dataset.rules import (
    citing,
    control,
    dating,
    drawing,
    geojson,
    geometry,
    layers,
    linking,
    naming,
    projecting,
    readings,
    releases,
    schema,
    stories,
    wording,
)

Rule = Callable[[Package], Iterable[Problem]]

RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (schema.follows_the_descriptor, ()),
    (schema.describes_every_column, ()),
    (schema.sizes_and_hashes_are_right, ()),
    (releases.the_release_is_newer_than_what_it_changes, ()),
    (linking.links_are_of_places, ()),
    (control.control_tiles_the_range, ("control", "territories")),
    (control.holders_are_alive, ("control", "polities")),
    (control.second_party_is_another, ("control",)),
    (readings.readings_are_named, ("readings",)),
    (readings.readings_have_each_day_once, ("readings",)),
    (readings.readings_differ, ("control", "readings")),
    (control.claimants_are_alive, ("claims", "polities")),
    (control.claims_are_on_the_land_of_others, ("claims", "control")),
    (control.claims_are_told_once, ("claims",)),
    (control.members_and_federations_are_alive, ("federations", "polities")),
    (control.federations_hold_no_cycle, ("federations",)),
    (control.territories_hold_no_cycle, ("territories",)),
    (dating.days_lie_inside_their_edtf, ()),
    (dating.other_dates_differ, ()),
    (dating.events_are_not_after_the_range, ("events",)),
    (dating.treaties_come_into_force_after_signing, ("treaties",)),
    (citing.general_knowledge_alone_is_low, ()),
    (citing.high_rests_on_what_was_opened, ()),
    (citing.places_have_both_coordinates, ("events",)),
    (citing.treaties_and_events_agree, ("treaties", "events")),
    (citing.outcomes_name_living_parties, ("outcomes", "treaties", "polities")),
    (citing.clauses_are_of_outcomes, ("clauses", "outcomes")),
    (citing.figures_are_ranges, ("figures",)),
    (citing.article_claims_are_carried_or_reasoned, ("article_claims",)),
    (citing.carriers_exist, ("article_claims",)),
    (citing.events_of_the_article_name_their_line, ("events",)),
    (naming.people_are_named_in_their_events, ("people", "events")),
    (naming.leading_names_are_there, ("treaties",)),
    (naming.places_get_another_name, ("place_names",)),
    (naming.forces_go_through_places, ("forces",)),
    (wording.texts_keep_to_the_list, ()),
    (geojson.layers_are_plain_wgs84, ()),
    (geojson.features_have_ids, ()),
    (geojson.geometries_suit_their_layer, ()),
    (geojson.positions_are_coordinates, ()),
    (geojson.lines_have_two_positions, ()),
    (geojson.longitude_comes_first, ()),
    (geojson.rings_are_closed_and_wound, ()),
    (projecting.map_can_be_drawn, ()),
    (projecting.home_shows_land_of_the_atlas, ()),
    (geometry.polygons_are_valid, (TERRITORIES,)),
    (geometry.coverage_is_clean, (TERRITORIES,)),
    (geometry.coverage_has_no_hole, (TERRITORIES,)),
    (geometry.every_territory_has_a_polygon, (TERRITORIES, "territories")),
    (geometry.every_polygon_has_a_territory, (TERRITORIES, "territories")),
    (geometry.seats_lie_in_their_polygons, (TERRITORIES, "territories")),
    (geometry.places_lie_in_their_territories, (TERRITORIES,)),
    (geometry.layers_are_named, ()),
    (drawing.screen_is_of_these_territories, (TERRITORIES,)),
    (drawing.screen_is_the_territories_with_fewer_points, (TERRITORIES,)),
    (drawing.projection_is_one_of_proj, ()),
    (drawing.relief_can_be_drawn, ()),
    (layers.lines_are_of_known_kinds, (LINES,)),
    (layers.lines_have_half_open_days, (LINES,)),
    (layers.lines_name_known_rows, (LINES, "treaties", "events")),
    (layers.lines_are_in_force_when_their_treaties_are, (LINES, "treaties")),
    (layers.lines_cite_their_sources, (LINES,)),
    (layers.railways_are_lines_and_stops_points, (RAILWAYS,)),
    (layers.stops_name_their_lines_and_places, (RAILWAYS,)),
    (stories.stops_lie_inside_the_range, ()),
    (stories.stops_name_what_is_there, ("events", "territories", "treaties")),
    (stories.stops_rest_on_events, ()),
    (stories.stops_show_land_of_the_atlas, ()),
)
"""Each rule with the tables and layers it cannot do without.

A rule whose tables cannot be read is passed over: the reader has named them, and
a rule on half the data would name faults that are none.
"""

NEEDED = frozenset(
    {
        control.control_tiles_the_range,
        geojson.features_have_ids,
        geojson.geometries_suit_their_layer,
        geojson.positions_are_coordinates,
        geojson.lines_have_two_positions,
        geojson.longitude_comes_first,
        geojson.rings_are_closed_and_wound,
        projecting.map_can_be_drawn,
        projecting.home_shows_land_of_the_atlas,
        geometry.polygons_are_valid,
        geometry.every_territory_has_a_polygon,
        geometry.every_polygon_has_a_territory,
        geometry.layers_are_named,
        drawing.screen_is_of_these_territories,
        drawing.projection_is_one_of_proj,
        drawing.relief_can_be_drawn,
        layers.lines_are_of_known_kinds,
        layers.lines_have_half_open_days,
        stories.stops_lie_inside_the_range,
        stories.stops_name_what_is_there,
        stories.stops_show_land_of_the_atlas,
    }
)
"""The rules without which no day can be drawn; the others are of what the data say."""


DRAWING = (
    drawing.projection_is_one_of_proj,
    projecting.map_can_be_drawn,
    geometry.polygons_are_valid,
)
"""The rules that load pyproj or shapely: of what is drawn, not of what a table says."""


def open_dataset(folder: Path, *, tried: bool = True) -> Dataset:
    """Return the data package in ``folder`` if every day of it can be drawn.

    ``tried`` false leaves out :func:`check_drawing`, which loads pyproj and shapely: for a server
    whose files may be drawn already, and for what is written without drawing.

    Raises
    ------
    DatasetError
        If something cannot be read, or a rule of ``NEEDED`` is broken; every fault is listed.
    """
    package = read_package(folder)
    problems = list(package.problems)
    for rule, needs in RULES:
        if rule in DRAWING and not tried:
            continue
        if rule in NEEDED and all(_is_readable(package, name) for name in needs):
            problems += _checked(rule, package)
    if problems:
        raise DatasetError(dict.fromkeys(problems))
    return dataset_of(package)


def check_drawing(folder: Path) -> None:
    """Try all areas, and all that lies on the map in its projection.

    Raises
    ------
    DatasetError
        If an area is not valid, or the projection cannot draw a position.
    """
    package = read_package(folder)
    problems = [problem for rule in DRAWING for problem in _checked(rule, package)]
    if problems:
        raise DatasetError(problems)


def validate(folder: Path) -> list[Problem]:
    """Return every fault of the package in ``folder``, by file and line; empty if valid.

    Nothing is raised for a broken package: what can be read is checked.
    """
    package = read_package(folder)
    problems = list(package.problems)
    for rule, needs in RULES:
        if all(_is_readable(package, name) for name in needs):
            fresh = _checked(rule, package)
            is_twofold = rule is schema.follows_the_descriptor
            problems += _unreported(fresh, problems) if is_twofold else fresh
    return sorted(set(problems), key=_place)


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return problem.file, problem.row or 0, problem.column, str(problem)


def _checked(rule: Rule, package: Package) -> list[Problem]:
    """Return what a rule finds; that it cannot be checked is a fault of the package too.

    A rule should never raise, but a package may come from anybody: what a rule did not foresee
    must neither end in a traceback nor pass as sound.
    """
    problems: list[Problem] = []
    try:
        problems.extend(rule(package))
    except Exception as error:  # noqa: BLE001 - every fault is reported
        name = f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}"
        fault = f"cannot be checked by the rule {name} ({type(error).__name__}: {error})"
        cure = "correct the other faults first; if this fault stays, report it with the package"
        problems.append(Problem("the package", None, "", "", fault, cure))
    return problems


def _is_readable(package: Package, name: str) -> bool:
    return package.tables.get(name) is not None or package.layers.get(name) is not None


def _unreported(fresh: Iterable[Problem], known: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the findings of Frictionless that the reader has not reported in plainer words.

    A finding without a column is of a whole row (keys, references) or of the file.
    """
    cells = {(problem.file, problem.row, problem.column) for problem in known}
    rows = {(problem.file, problem.row) for problem in known}
    unread = {problem.file for problem in known if problem.row in (None, 1)}
    for problem in fresh:
        is_reported = (problem.file, problem.row) in rows if not problem.column else False
        if is_reported or (problem.file, problem.row, problem.column) in cells:
            continue
        if problem.row is None and problem.file in unread:
            continue
        yield problem
