"""The small picture of the relief, and where the figure puts the full picture."""

from io import BytesIO

import numpy as np
import orjson
import pytest
from PIL import Image

from dashboard.cartography.screen import relief
from dashboard.dataset.reading.relief import read_relief
from dashboard.dataset.timeline import Timeline
from dashboard.ui.browser import files
from dashboard.ui.browser.file_names import SMALL_RELIEF

pytestmark = pytest.mark.slow


def picture(width: int, height: int, mode: str = "RGBA") -> bytes:
    """A picture of noise, the worst there is to compress."""
    random = np.random.default_rng(1918)
    pixels = random.integers(0, 255, (height, width, len(mode)), dtype=np.uint8)
    made = BytesIO()
    Image.fromarray(pixels, mode).save(made, "PNG")
    return made.getvalue()


def opened(content: bytes | None) -> Image.Image:
    assert content is not None
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("mode", ["RGBA", "RGB"])
def test_a_large_picture_becomes_as_wide_as_a_screen_and_keeps_its_shape(mode):
    small = opened(relief.small(picture(1920, 1000, mode)))
    assert small.size == (relief.WIDTH, round(relief.WIDTH * 1000 / 1920))
    assert small.mode == mode


@pytest.mark.parametrize("width", [300, relief.WIDTH])
def test_a_picture_that_is_small_already_stays(width):
    assert relief.small(picture(width, 200)) is None


def test_shadows_stay_where_they_are_and_clear_land_stays_clear(dataset):
    found = read_relief(dataset.folder, dataset.projection)
    whole = found.image.read_bytes()
    content = relief.small(whole)
    assert len(content) < 0.75 * len(whole)
    small = np.asarray(opened(content))[..., 3].astype(int)
    high, wide = small.shape
    same = opened(whole).getchannel("A").resize((wide, high), Image.Resampling.BOX)
    assert np.abs(small - np.asarray(same)).max() <= relief.ALPHA_STEP


def test_the_figure_begins_with_the_small_picture_and_names_the_whole(dataset):
    found = read_relief(dataset.folder, dataset.projection)
    built = files.build(dataset, Timeline(dataset), found)
    layout = orjson.loads(built["figure.json"])["layout"]
    west, _, east, _ = found.bounds
    assert [image["source"] for image in layout["images"]] == [SMALL_RELIEF]
    assert SMALL_RELIEF in built
    assert layout["meta"]["relief"] == {
        "whole": found.image.name,
        "perMetre": pytest.approx(relief.WIDTH / (east - west)),
    }
