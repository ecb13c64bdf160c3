"""Borders and shores drawn better than in the source, and how they are measured."""

import numpy as np
import pytest
import shapely

from drawn import drawing
from scripts.geography import survey
from scripts.geography.coverage import area_km2
from scripts.geography.elevation import Elevation
from scripts.geography.redraw import Redrawn, read_redrawn, redraw
from scripts.geography.sources import ModernUnit

pytestmark = pytest.mark.slow

MEASURES = survey.read_survey()


def of_kind(what):
    return {row.id: row for row in MEASURES if row.what == what}


def ridge(column):
    """An elevation model of 1 degree with a crest from north to south in a column of cells."""
    heights = np.full((100, 100), 100.0)
    drainage = np.full((100, 100), 1.0)
    heights[:, column] = 900.0
    drainage[:, column] = 0.0
    return Elevation(heights, drainage, west=40.0, north=41.0, step=0.01)


def unit(code, west, south, east, north):
    return ModernUnit(code, code[:3], code, shapely.box(west, south, east, north))


def row(**facts):
    given = {
        "id": "crest",
        "kind": "ridge",
        "accuracy": "A",
        "left": frozenset(["BBB"]),
        "right": frozenset(["AAA"]),
        "start": (40.5, 40.1),
        "end": (40.5, 40.9),
        "shift": (0.0, 0.0),
        "reach": 0.05,
        "basis_en": "crest",
        "basis_tr": "sırt",
    }
    return Redrawn(**(given | facts))


# West is AAA's, right of a border that goes north; its two units part at 40.5 N.
UNITS = [
    unit("AAA-1", 40.0, 40.0, 40.5, 40.5),
    unit("AAA-2", 40.0, 40.5, 40.5, 41.0),
    unit("BBB-1", 40.5, 40.0, 41.0, 41.0),
]


def areas(units):
    return {unit.code: unit.shape for unit in units}


def test_a_strip_between_source_and_crest_goes_to_the_unit_beside_it():
    line = row(left=frozenset(["AAA"]), right=frozenset(["BBB"]))
    drawn, ((_, course),) = redraw(UNITS, ridge(53), [line])
    found = areas(drawn)
    assert shapely.coverage_is_valid(list(found.values()))
    assert course.bounds[2] == pytest.approx(40.535, abs=0.001)
    # Each of the two western units has its own part of the strip, up to the parallel.
    assert found["AAA-1"].contains(shapely.Point(40.52, 40.3))
    assert found["AAA-2"].contains(shapely.Point(40.52, 40.7))
    assert not found["AAA-1"].contains(shapely.Point(40.52, 40.7))
    assert found["BBB-1"].contains(shapely.Point(40.55, 40.3))
    whole = sum(shape.area for shape in found.values())
    assert whole == pytest.approx(1.0)


def test_a_trace_keeps_within_its_reach():
    line = row(left=frozenset(["AAA"]), right=frozenset(["BBB"]), reach=0.02)
    _, ((_, course),) = redraw(UNITS, ridge(60), [line])
    assert course.bounds[2] < 40.53


def test_a_border_is_moved_by_kilometres_and_joins_its_neighbour():
    east = row(
        id="one",
        kind="moved",
        left=frozenset(["AAA"]),
        right=frozenset(["BBB"]),
        end=(40.5, 40.4),
        shift=(2.0, 0.0),
    )
    crest = row(id="two", left=frozenset(["AAA"]), right=frozenset(["BBB"]), start=(40.5, 40.4))
    drawn, ((_, first), (_, second)) = redraw(UNITS, ridge(52), [east, crest])
    assert first.coords[-1] == second.coords[0]
    assert first.coords[-1][0] == pytest.approx(40.5 + 2 / 84.8, abs=0.001)
    assert areas(drawn)["AAA-1"].contains(shapely.Point(40.51, 40.25))


def test_a_shore_is_that_of_the_model():
    heights = np.full((400, 400), 100.0)
    heights[:, :160] = 0.0
    model = Elevation(heights, np.zeros_like(heights), west=37.0, north=44.0, step=0.01)
    land = [ModernUnit("AAA-1", "AAA", "land", shapely.box(38.57, 40.5, 40.5, 43.5))]
    line = row(
        kind="shore",
        left=frozenset(),
        right=frozenset(["AAA"]),
        start=(38.57, 40.6),
        end=(38.57, 43.4),
    )
    (drawn,), _ = redraw(land, model, [line])
    assert not drawn.shape.contains(shapely.Point(38.585, 42))
    assert drawn.shape.contains(shapely.Point(38.62, 42))


def test_a_gulf_goes_through_the_points_of_its_course():
    bay = row(
        kind="drawn",
        left=frozenset(),
        right=frozenset(["BBB"]),
        start=(41.0, 40.8),
        end=(41.0, 40.2),
        reach=0.3,
        course=((40.8, 40.7), (40.8, 40.3)),
    )
    drawn, ((_, course),) = redraw(UNITS, ridge(50), [bay])
    assert course.coords[0] == (41.0, 40.8)
    assert course.coords[-1] == (41.0, 40.2)
    assert not areas(drawn)["BBB-1"].contains(shapely.Point(40.9, 40.5))
    assert areas(drawn)["BBB-1"].contains(shapely.Point(40.7, 40.5))


def test_the_gulf_of_kyzylagach_has_its_length_and_area_in_print():
    """28 km from its head to Sara's latitude; 460 km2 today and some 550 in the 1950s."""
    land = shapely.union_all([drawing().shapes[name] for name in ("lenkoran", "javad_mughan")])
    # Its mouth is between the south of Sara and the end of the Kura spit.
    box = shapely.Polygon(
        [(48.868, 38.864), (49.079, 38.963), (49.2, 39.02), (49.2, 39.2), (48.868, 39.2)]
    )
    (gulf,) = (
        part
        for part in shapely.get_parts(shapely.difference(box, land))
        if part.contains(shapely.Point(49.0, 39.05))
    )
    assert 460 < area_km2(gulf) < 550
    for sea in ((49.12, 39.14), (49.17, 39.08), (48.85, 38.93)):
        assert not land.contains(shapely.Point(sea)), sea
    for ashore in ((48.8855, 38.935), (49.11, 38.99), (49.2, 39.09)):
        assert land.contains(shapely.Point(ashore)), ashore


def test_a_redrawn_line_claims_no_more_than_was_measured():
    measured = of_kind("line")
    bold = [line.id for line in read_redrawn() if line.accuracy < measured[line.id].grade]
    assert bold == []


def test_redrawn_lines_are_nearer_than_the_source_draws_them():
    """A line of kind ``drawn`` is no line of today: the figures in print hold it."""
    before = of_kind("before")
    today = {row.id for row in read_redrawn() if row.kind != "drawn"}
    farther = {
        line.id: line.km
        for line in of_kind("line").values()
        if line.id in today and line.within_1_km_percent < before[line.id].within_1_km_percent
    }
    assert sum(farther.values()) < 30, farther


def test_the_survey_is_of_the_drawing():
    """A line changed since ``make geography-survey`` has another length."""
    drawn = {line.id: survey.length_km(course) for line, course in drawing().redrawn}
    drawn |= {name: survey.length_km(line) for name, line in survey.coasts(drawing()).items()}
    borders = survey.state_borders(drawing())
    drawn |= {name: survey.length_km(line) for name, line in borders.items()}
    for measure in MEASURES:
        if measure.what not in ("source", "before"):
            assert measure.km == pytest.approx(drawn[measure.id], abs=0.1), measure.id


def test_state_borders_and_the_black_sea_are_as_near_as_is_said():
    borders = of_kind("border").values()
    whole = sum(row.km for row in borders)
    near = sum(row.km * row.within_1_km_percent for row in borders) / whole
    assert near > 86
    assert of_kind("line")["shore_black_sea"].within_1_km_percent >= 98


def test_the_grade_of_a_coast_is_that_of_its_measure():
    coasts = of_kind("coast")
    for line in drawing().border_lines:
        if line.basis.kind == "coast" and not line.basis.line:
            length = survey.length_km(line.course)
            if length > 0.5 * coasts[line.one].km:
                assert line.basis.accuracy >= coasts[line.one].grade, line.one


def test_a_distance_is_measured_along_the_whole_line():
    line = shapely.LineString([(44.0, 42.0), (44.5, 42.0)])
    reference = shapely.LineString([(43.9, 42.005), (44.6, 42.005)])
    found = survey.measure("line", "x", line, reference)
    assert found.km == pytest.approx(41.4, abs=0.2)
    assert found.median == pytest.approx(0.56, abs=0.02)
    assert found.within_1_km_percent == 100
    assert found.grade == "A"


def test_what_has_no_reference_is_not_counted():
    line = shapely.LineString([(44.0, 42.0), (45.0, 42.0)])
    short = shapely.LineString([(44.0, 42.001), (44.2, 42.001)])
    assert survey.measure("line", "x", line, short).largest < 0.5


@pytest.mark.parametrize(("p95", "grade"), [(0.9, "A"), (1.1, "B"), (7.9, "C"), (8.1, "D")])
def test_a_grade_holds_for_95_of_100(p95, grade):
    assert survey.Measure("line", "x", 1.0, 0.1, p95, 20.0, 90.0).grade == grade


def test_the_border_of_two_states_is_what_both_have():
    states = {
        "ONE": shapely.box(40, 40, 41, 41),
        "TWO": shapely.box(41, 40, 42, 41),
    }
    reference = survey.Reference(states)
    assert reference.border("ONE", "TWO").length == pytest.approx(1, abs=0.01)
    assert reference.shore.length == pytest.approx(6, abs=0.01)


def test_a_survey_is_read_as_it_is_written(tmp_path):
    survey.write_survey(MEASURES, tmp_path)
    assert (tmp_path / survey.FILE).read_bytes() == (survey.DOCS / survey.FILE).read_bytes()
    assert survey.read_survey(tmp_path) == MEASURES
