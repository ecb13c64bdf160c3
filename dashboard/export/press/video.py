"""Pictures to a film: MP4 and WebM by FFmpeg's libraries (PyAV), GIF by Pillow."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from av.video.stream import VideoStream
from PIL import Image

KINDS = ("mp4", "webm", "gif")
# H.264 in MP4 is what slides and old machines play; VP9 in WebM is free of patents.
# x264 looks ahead in a thread of its own and picks code by the processor; without either, the
# same pictures give the same bytes.
X264 = "sync-lookahead=0:cpu-independent=1"
CODECS = {
    "mp4": (
        "libx264",
        {"crf": "20", "preset": "medium", "tune": "animation", "x264-params": X264},
    ),
    "webm": ("libvpx-vp9", {"crf": "30", "b": "0", "deadline": "good", "cpu-used": "4"}),
}
# Colours that all pictures of a GIF share, so that none of them shimmers.
COLOURS = 256
SAMPLES, SAMPLE_WIDTH = 12, 320


@dataclass(frozen=True, slots=True)
class About:
    """What a film is called, where it is from, its size in pixels and frames a second."""

    title: str
    address: str
    width: int
    height: int
    fps: int


def write(path: Path, kind: str, about: About, pictures: Iterable[tuple[bytes, float]]) -> None:
    """Write PNG files, each with the seconds that it stands, as a film of a kind of ``KINDS``.

    Parameters
    ----------
    pictures
        Taken as they come; all have the size that ``about`` says.
    """
    if kind == "gif":
        _gif(path, about, pictures)
    else:
        _film(path, kind, about, pictures)


def count(seconds: float, fps: int) -> int:
    """Frames that a picture of so many seconds takes: at least one."""
    return max(1, round(seconds * fps))


def _film(path: Path, kind: str, about: About, pictures: Iterable[tuple[bytes, float]]) -> None:
    codec, options = CODECS[kind]
    faststart = {"movflags": "+faststart"} if kind == "mp4" else {}
    with av.open(str(path), "w", format=kind, container_options=faststart) as container:
        container.metadata["title"] = about.title
        container.metadata["comment"] = about.address
        # A single thread: the same pictures give the same bytes on every machine.
        stream = cast(VideoStream, container.add_stream(codec, rate=about.fps, options=options))
        stream.width, stream.height, stream.pix_fmt = about.width, about.height, "yuv420p"
        stream.codec_context.thread_count = 1
        # As players take for granted in HD; the file says so.
        stream.codec_context.colorspace = Colorspace.ITU709
        stream.codec_context.color_primaries = ColorPrimaries.BT709
        stream.codec_context.color_trc = ColorTrc.BT709
        stream.codec_context.color_range = ColorRange.MPEG
        for n, picture in enumerate(_repeated(pictures, about.fps)):
            shown = av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24").reformat(
                format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
            )
            shown.pts, shown.time_base = n, Fraction(1, about.fps)
            container.mux(stream.encode(shown))
        container.mux(stream.encode())


def _repeated(pictures: Iterable[tuple[bytes, float]], fps: int) -> Iterator[Image.Image]:
    for content, seconds in pictures:
        picture = _open(content)
        for _ in range(count(seconds, fps)):
            yield picture


def _open(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as picture:
        return picture.convert("RGB")


def _gif(path: Path, about: About, pictures: Iterable[tuple[bytes, float]]) -> None:
    """All pictures are waited for: their colours are chosen from some of the whole."""
    frames = list(pictures)
    colours = _colours([content for content, _ in frames])
    first, *others = (
        _open(content).quantize(palette=colours, dither=Image.Dither.NONE) for content, _ in frames
    )
    first.save(
        path,
        "gif",
        save_all=True,
        append_images=others,
        # Hundredths of a second are all that a GIF knows, and less than two are not kept.
        duration=[max(20, round(seconds * 100) * 10) for _, seconds in frames],
        loop=0,
        comment=f"{about.title}. {about.address}".encode(),
    )


def _colours(contents: list[bytes]) -> Image.Image:
    """A picture whose palette has the colours of some pictures of a film, evenly spread."""
    few = contents[:: max(1, len(contents) // SAMPLES)]
    height = round(_open(few[0]).height * SAMPLE_WIDTH / _open(few[0]).width)
    montage = Image.new("RGB", (SAMPLE_WIDTH, height * len(few)))
    for n, content in enumerate(few):
        # The nearest pixel: mixed colours of edges are not what the palette is for.
        small = _open(content).resize((SAMPLE_WIDTH, height), Image.Resampling.NEAREST)
        montage.paste(small, (0, n * height))
    return montage.quantize(COLOURS, Image.Quantize.MEDIANCUT)
