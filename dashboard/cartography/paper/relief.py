"""The picture of the relief on a sheet, resampled once to the dots that the file needs."""

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.transforms import Bbox, Transform
from numpy.typing import NDArray
from PIL import Image


class Shade(Artist):
    """A picture under the lines and over the fills.

    Matplotlib's own image artists resample in floating point and beyond the
    frame, which takes ten times the memory of the picture that is wanted.

    Parameters
    ----------
    pixels
        RGBA, the first row at the top.
    bounds
        West, south, east, north in units of the axes.
    frame
        Width and height of the axes, in the same units; what lies outside is left out.
    """

    def __init__(
        self,
        pixels: NDArray[np.uint8],
        bounds: tuple[float, float, float, float],
        frame: tuple[float, float],
        transform: Transform,
    ) -> None:
        super().__init__()
        self._pixels, self._bounds, self._frame = pixels, bounds, frame
        self.set_transform(transform)

    def draw(self, renderer: Any) -> None:
        """Draw what lies in the frame at the resolution of the renderer."""
        west, south, east, north = self._bounds
        left, bottom = max(west, 0.0), max(south, 0.0)
        right, top = min(east, self._frame[0]), min(north, self._frame[1])
        if left >= right or bottom >= top:
            return
        shown = Bbox.from_extents(left, bottom, right, top).transformed(self.get_transform())
        finer = renderer.get_image_magnification()
        size = max(round(shown.width * finer), 1), max(round(shown.height * finer), 1)
        height, width = self._pixels.shape[:2]
        across, down = width / (east - west), height / (north - south)
        cut = (
            (left - west) * across,
            (north - top) * down,
            (right - west) * across,
            (north - bottom) * down,
        )
        # Premultiplied, so that the colour of clear pixels does not bleed into their neighbours.
        picture = Image.fromarray(self._pixels).convert("RGBa")
        picture = picture.resize(size, Image.Resampling.BICUBIC, cut).convert("RGBA")
        context = renderer.new_gc()
        renderer.draw_image(context, shown.x0, shown.y0, np.flipud(np.asarray(picture)).copy())
        context.restore()
