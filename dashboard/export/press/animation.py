"""An animation by order: which days, how long each, and the file made of their pictures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from PIL import Image

from dashboard.cartography.paper import captions, frame, sheet
from dashboard.cartography.paper.frame import Moment, Reel
from dashboard.cartography.paper.plate import Plate
from dashboard.export import parameters
from dashboard.export.address import permalink, prefix
from dashboard.export.press import snapshot
from dashboard.export.press.choices import BY, SIZES, By, film_name
from dashboard.export.press.workers import Source, in_order, plate_of

DEFAULTS: Mapping[str, str] = {
    "from": "",
    "to": "",
    "by": "event",
    "size": "1280x720",
    "fps": "12",
    "pace": "1",
    "lang": "",
    "extent": "home",
    "territory": "",
    "bw": "",
    "reading": "",
}
"""What can be asked of an animation, and what it is when nothing is asked.

The days are those of the data package then, ``film`` of its atlas block.
"""

MIN_SIDE, MAX_SIDE = 540, 3840
"""In pixels: a lower picture has letters of the legend that nobody can read."""
MAX_FPS = 60
MIN_PACE, MAX_PACE = 0.1, 10.0
# Seconds that a step stands: an ordinary step, a change of the map, a milestone. The
# first and the last picture are held as a milestone is.
HOLDS: Mapping[By, tuple[float, float, float]] = {
    "event": (1.5, 2.0, 4.0),
    "week": (0.25, 0.75, 3.0),
    "day": (1 / 12, 0.75, 3.0),
}
# Most steps of the same map that a worker draws; more are shared out again.
SCENE = 32


@dataclass(frozen=True, slots=True)
class Step:
    """A picture and how long it stands."""

    moment: Moment
    seconds: float


@dataclass(frozen=True, slots=True)
class Animation:
    """An order that can be carried out."""

    reel: Reel
    by: By
    fps: int
    steps: tuple[Step, ...]
    prefix: str

    @property
    def seconds(self) -> float:
        """How long it runs."""
        return sum(step.seconds for step in self.steps)

    def name(self, kind: str) -> str:
        """A file name of our own words."""
        reel = self.reel
        named = f"{self.prefix}-{reel.reading}" if reel.reading else self.prefix
        return film_name(named, reel.first, reel.last, reel.language, kind)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a worker is sent: moments with the same map, or a single moment."""

    source: Source
    reel: Reel
    moments: tuple[Moment, ...]


def parse(plate: Plate, asked: Mapping[str, str], base: str = "") -> Animation:
    """Return the order that ``asked`` describes, what is missing taken from ``DEFAULTS``.

    Raises
    ------
    ValueError
        For a word that is not known or a value out of bounds, with the cure on the same line.
    """
    parameters.check_names(asked, DEFAULTS)
    words = {**DEFAULTS, **asked}
    plate = plate.as_read(words["reading"])
    usual = plate.dataset.terms.film_days
    first, last = (
        parameters.day(words[name] or day.isoformat(), plate.timeline)
        for name, day in zip(("from", "to"), usual, strict=True)
    )
    if not first < last:
        raise ValueError(f"from {first} to {last}: the first day is before the last")
    by = parameters.choice(words["by"], BY, "a step")
    language = parameters.language(words["lang"], plate.dataset)
    path = prefix(language, plate.dataset.languages)
    territory = parameters.territory(words["territory"], plate.dataset)
    days = days_of(plate, first, last, by)
    extent = sheet.parse_extent(words["extent"], plate)
    seen = {"extent": snapshot.extent_parameter(plate, words["extent"], extent)}
    reel = Reel(
        first,
        last,
        language,
        *parse_size(words["size"]),
        extent=extent,
        address=permalink(
            base,
            path,
            {
                "day": first.isoformat(),
                "territory": territory or "",
                "reading": words["reading"],
                **seen,
            },
        ),
        legend_days=frame.covering_days(plate, days),
        territory=territory,
        black_and_white=parameters.switch("bw", words["bw"]),
        reading=words["reading"],
    )
    fps = _whole("fps", words["fps"], MAX_FPS)
    pace = _pace(words["pace"])
    named = plate.dataset.terms.file_name
    return Animation(reel, by, fps, steps_of(plate, days, by, pace), named)


def parse_size(text: str) -> tuple[int, int]:
    """Return width and height in pixels, both even as encoders want them.

    Raises
    ------
    ValueError
        For another word, a side out of bounds or a picture that is too narrow for the page.
    """
    width, _, height = text.partition("x")
    if text in SIZES:
        return SIZES[text]
    if not all(side.isascii() and side.isdecimal() and len(side) < 6 for side in (width, height)):
        raise ValueError(f"{text!r} is not a size; write WxH in pixels, as 1280x720, or 1080p")
    size = int(width), int(height)
    if not all(MIN_SIDE <= side <= MAX_SIDE and side % 2 == 0 for side in size):
        raise ValueError(
            f"size {text}: a side is {MIN_SIDE} to {MAX_SIDE} pixels and even, "
            "as letters on a smaller picture cannot be read"
        )
    if not 1.3 <= size[0] / size[1] <= 2.4:
        raise ValueError(f"size {text}: width is 1.3 to 2.4 times the height, as 1280x720")
    return size


def _whole(name: str, text: str, most: int) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    if not 1 <= number <= most:
        raise ValueError(f"{name} {text!r}: write a whole number from 1 to {most}")
    return number


def _pace(text: str) -> float:
    try:
        pace = float(text)
    except ValueError:
        pace = 0.0
    if not MIN_PACE <= pace <= MAX_PACE:
        raise ValueError(f"pace {text!r}: write a number from {MIN_PACE:g} to {MAX_PACE:g}")
    return pace


def days_of(plate: Plate, first: date, last: date, by: By) -> tuple[date, ...]:
    """The days that are shown, the first and the last among them."""
    if by == "event":
        events = {event.date for event in plate.timeline.events_between(first, last)}
        return tuple(sorted({first, last, *events, *plate.timeline.changes_between(first, last)}))
    stride = timedelta(days=7 if by == "week" else 1)
    count = (last - first) // stride + 1
    days = {first + n * stride for n in range(count)}
    return tuple(sorted(days | {last}))


def steps_of(plate: Plate, days: Sequence[date], by: By, pace: float) -> tuple[Step, ...]:
    """Each day with the time that it stands; ``pace`` 2 is twice as fast."""
    plain, change, milestone = (seconds / pace for seconds in HOLDS[by])
    events = plate.dataset.events
    milestones = {events[milestone.event_id].date for milestone in plate.dataset.milestones}
    steps = [Step(Moment(days[0], days[0]), milestone)]
    for since, day in pairwise(days):
        seconds = plain
        if plate.timeline.changed(since, day):
            seconds = change
        event_days = {event.date for event in plate.timeline.events_between(since, day)}
        if day == days[-1] or event_days & milestones:
            seconds = milestone
        steps.append(Step(Moment(day, since), seconds))
    return tuple(steps)


def scenes(plate: Plate, source: Source, animation: Animation) -> Iterator[Scene]:
    """The steps shared out: those with the same map go together, as it is drawn once."""
    plate = plate.as_read(animation.reel.reading)
    run: list[Moment] = []
    for step in animation.steps:
        if run and (len(run) == SCENE or not frame.same_map(plate, run[-1], step.moment)):
            yield Scene(source, animation.reel, tuple(run))
            run = []
        run.append(step.moment)
    yield Scene(source, animation.reel, tuple(run))


def draw(scene: Scene) -> list[bytes]:
    """The pictures of a scene as PNG files: what a worker does."""
    pictures = []
    for picture in frame.frames(plate_of(scene.source), scene.reel, scene.moments):
        file = BytesIO()
        Image.fromarray(picture).save(file, "png", compress_level=1)
        pictures.append(file.getvalue())
    return pictures


def pictures(
    plate: Plate, source: Source, animation: Animation, executor: Executor, at_once: int
) -> Iterator[tuple[bytes, Step]]:
    """The pictures in their order, each with its step."""
    steps = iter(animation.steps)
    for drawn in in_order(executor, at_once, draw, scenes(plate, source, animation)):
        for picture in drawn:
            yield picture, next(steps)


def write(
    plate: Plate,
    animation: Animation,
    part: Path,
    kind: str,
    pictures: Iterable[tuple[bytes, Step]],
) -> None:
    """Write the pictures to a file as they come; ``kind`` is one of ``video.KINDS``."""
    # FFmpeg's libraries are loaded by who encodes, and not by the server.
    from dashboard.export.press import video

    reel = animation.reel
    plate = plate.as_read(reel.reading)
    cited = captions.cite_range(plate.dataset, reel.first, reel.last, reel.language, reel.address)
    title = plate.dataset.title[reel.language]
    about = video.About(title, cited, reel.width, reel.height, animation.fps)
    video.write(part, kind, about, ((picture, step.seconds) for picture, step in pictures))
