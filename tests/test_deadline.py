"""A drawing that waits for another one ends when its time is over."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.deadline import TooSlow
from dashboard.export.press import snapshot

pytestmark = pytest.mark.slow

LONG = 30.0


def late() -> None:
    raise TooSlow


def test_a_sheet_that_waits_for_another_one_ends_when_its_time_is_over(plate):
    ordered = snapshot.parse(plate, "1921-10-13", "png", {"dpi": "36"})
    with ThreadPoolExecutor(1) as pool, press.drawing():
        waiting = pool.submit(snapshot.make, plate, ordered, late)
        with pytest.raises(TooSlow):
            waiting.result(LONG)


def test_the_next_drawing_has_its_turn_after_one_that_failed():
    with pytest.raises(ValueError, match="broken"), press.drawing():
        raise ValueError("broken")
    with press.drawing():
        pass
