"""A close view says where it lies and how sure its boundaries are."""

import pytest
from matplotlib.patches import Circle

from dashboard.cartography.ground import frontiers
from dashboard.cartography.paper import furniture, scale
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.plate import Plate
from dashboard.dataset.vocabulary import GRADE_KM
from dashboard.export.press import snapshot

pytestmark = pytest.mark.slow


def drawn(plate: Plate, **asked: str):
    return press.draw(plate, snapshot.parse(plate, "1920-11-28", "pdf", asked).order)


def inset_of(figure) -> dict:
    patches = {patch.get_gid(): patch for patch in figure.axes[1].patches}
    return {
        name: patches[f"inset-{number}"].get_path().get_extents()
        for name, number in (("whole", 3), ("part", 4))
        if f"inset-{number}" in patches
    }


def said(figure) -> str:
    return " ".join(text.get_text() for text in figure.axes[0].texts)


def test_the_whole_map_has_no_inset_and_no_word_on_accuracy(plate):
    figure = drawn(plate)
    assert inset_of(figure) == {}
    assert "may lie up to" not in said(figure)


def test_a_close_view_is_shown_in_the_whole_and_says_how_far_boundaries_may_lie_off(plate):
    figure = drawn(plate, extent="kars")
    found = inset_of(figure)
    axes = figure.axes[1]
    shown = axes.get_xlim()[1] / axes.get_ylim()[1]
    assert found["part"].width / found["part"].height == pytest.approx(shown, rel=0.02)
    assert found["whole"].x0 <= found["part"].x0 < found["part"].x1 <= found["whole"].x1
    assert found["part"].width < 0.6 * found["whole"].width
    assert "may lie up to 15 km off" in said(figure)
    for name in axes.texts:
        x, y = name.get_position()
        inside = found["whole"].x0 < x < found["whole"].x1 and y < found["whole"].y1
        assert not inside, name.get_text()
    for sign in (patch for patch in axes.patches if isinstance(patch, Circle)):
        x, y = sign.center
        assert not (found["whole"].x0 < x < found["whole"].x1 and y < found["whole"].y1)


def test_what_is_said_of_accuracy_is_true_on_the_sheet():
    bar = scale.Bar(10, 100, 1_000_000)
    assert furniture.accuracy({"A", "C"}, bar, "en") == (
        "Boundaries on this sheet may lie up to 8 km off, which is 8 mm here."
    )
    assert furniture.accuracy((), bar, "en") == ""


def test_the_grade_of_an_edge_is_that_of_most_of_it(plate, dataset):
    grades = frontiers.grades(plate.coverage.edges, dataset)
    assert set(grades) - {""} <= set(GRADE_KM)
    for grade, doubtful in zip(grades, plate.doubtful, strict=True):
        assert not doubtful or grade == "D"
