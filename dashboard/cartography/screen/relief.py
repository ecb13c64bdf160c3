"""The picture of the relief at the size of a screen: the page begins with it.

The whole picture, which is for print and for a reader who comes near, follows when it is needed.
"""

from io import BytesIO

import numpy as np
from PIL import Image

from dashboard.dataset.reading.relief import FORMATS

WIDTH = 1280
"""Pixels: about as many as a laptop's map is wide."""

ALPHA_STEP = 8
"""Shadows in steps that no eye tells apart; fewer of them are a smaller file."""

QUALITY = 70
"""Of a picture without transparency, which has no flat shadows to be kept as they are."""


def small(picture: bytes) -> bytes | None:
    """Return a picture as WebP of ``WIDTH``; ``None`` when that would save nothing."""
    with Image.open(BytesIO(picture), formats=FORMATS) as whole:
        if whole.width <= WIDTH:
            return None
        size = WIDTH, round(whole.height * WIDTH / whole.width)
        clear = "A" in whole.mode or "transparency" in whole.info
        pixels = whole.convert("RGBA" if clear else "RGB")
    made = BytesIO()
    if clear:
        _shadows(pixels, size).save(made, "WEBP", lossless=True, quality=100, method=6)
    else:
        pixels.resize(size, Image.Resampling.BOX).save(made, "WEBP", quality=QUALITY, method=6)
    content = made.getvalue()
    return content if len(content) < len(picture) else None


def _shadows(pixels: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A picture of few colours, each more or less clear: the colours stay, the clearness mixes."""
    colours = pixels.resize(size, Image.Resampling.NEAREST)
    alpha = np.asarray(pixels.getchannel("A").resize(size, Image.Resampling.BOX))
    steps = np.round(alpha / ALPHA_STEP) * ALPHA_STEP
    shaded = np.array(colours)
    shaded[..., 3] = np.clip(steps, 0, 255)
    shaded[steps == 0] = 0
    return Image.fromarray(shaded)
