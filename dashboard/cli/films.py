"""``python -m dashboard animate`` and ``atlas``: many pictures, with a bar that shows how far."""

import argparse
import select
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import orjson

from dashboard.cli import flags
from dashboard.dataset.reading.load import read_package
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.export.address import base_address
from dashboard.export.files import kind_of, whole, write_whole
from dashboard.export.press.choices import SUBTITLES

if TYPE_CHECKING:
    from dashboard.cartography.paper.plate import Plate
    from dashboard.export.press.animation import Animation

Options = argparse.Namespace
Add = Callable[[argparse.ArgumentParser], None]
Item = TypeVar("Item")
FILMS = ("mp4", "webm", "gif")
# Show no time left for fewer items than this.
FEW = 4


def add_common(parser: argparse.ArgumentParser, add_data: Add, kinds: tuple[str, ...]) -> None:
    """Add what both commands take."""
    flags.add_output(parser, kinds)
    flags.add_language(parser)
    parser.add_argument(
        "--extent", help="home, a territory or west,south,east,north in degrees (default: home)"
    )
    flags.add_greys(parser)
    flags.add_reading(parser)
    parser.add_argument(
        "--jobs", metavar="N", type=jobs, default=0, help="processes (default: all cores)"
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler whose workers to use instead"
    )
    add_data(parser)


def add_animate(parser: argparse.ArgumentParser, add_data: Add) -> None:
    """Add what ``animate`` takes."""
    parser.add_argument(
        "--from", metavar="DAY", help="first day (default: that of films in the data)"
    )
    parser.add_argument("--to", metavar="DAY", help="last day (default: that of films in the data)")
    parser.add_argument("--by", help="a picture for each event, week or day (default: event)")
    parser.add_argument("--size", help="720p, 1080p or WxH in pixels (default: 1280x720)")
    parser.add_argument("--fps", help="frames a second (default: 12)")
    parser.add_argument("--pace", help="how fast: 2 is twice, 0.5 half as fast (default: 1)")
    parser.add_argument("--territory", metavar="ID", help="a territory to outline")
    parser.add_argument(
        "--seconds", metavar="N", type=_seconds, help="give up after so long (default: never)"
    )
    parser.add_argument(
        "--progress", metavar="FILE", type=Path, help="where to write how far it is, as JSON"
    )
    parser.add_argument(
        "--subtitles",
        action="store_true",
        help="write the events as FILE.LANG.vtt too, in each language that is complete",
    )
    # For the server alone: a file descriptor whose other end it holds as long as it runs.
    parser.add_argument("--until-closed", type=int, help=argparse.SUPPRESS)
    add_common(parser, add_data, FILMS)


def add_atlas(parser: argparse.ArgumentParser, add_data: Add) -> None:
    """Add what ``atlas`` takes."""
    parser.add_argument("--from", metavar="DAY", help="first day (default: that of the data)")
    parser.add_argument("--to", metavar="DAY", help="last day (default: that of the data)")
    parser.add_argument("--size", help="a4, a3, slide or WxH in mm (default: a4)")
    parser.add_argument(
        "--work",
        metavar="DIR",
        type=Path,
        help="where finished plates wait for the others (default: beside the file)",
    )
    add_common(parser, add_data, ("pdf",))


def jobs(text: str) -> int:
    """A number of processes, as an argument."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 256):
        raise argparse.ArgumentTypeError(f"{text!r}: write a whole number from 1 to 256")
    return int(text)


def _seconds(text: str) -> float:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 10**6):
        raise argparse.ArgumentTypeError(f"{text!r}: write a whole number from 1 to 1000000")
    return float(text)


def run(options: Options) -> None:
    """Run one of the two commands."""
    (_animate if options.command == "animate" else _atlas)(options)


def _animate(options: Options) -> None:
    """Write an animation; it appears whole or not at all."""
    # Matplotlib and FFmpeg's libraries take a second to import; the other commands do without.
    from dashboard.cartography.paper.plate import build_plate
    from dashboard.export.press import animation
    from dashboard.export.press.workers import cores, open_executor, source_of

    kind = kind_of(options.output, FILMS, options.format)
    if options.subtitles and str(options.output) == "-":
        raise ValueError("subtitles need a film in a file; write -o FILE")
    dataset = open_dataset(options.data)
    plate = build_plate(dataset, Timeline(dataset))
    ordered = animation.parse(plate, _asked(options, animation.DEFAULTS), base_address())
    source = source_of(options.data, dataset.digest)
    with (
        whole(options.output) as part,
        open_executor(options.jobs or cores(), options.scheduler) as (executor, at_once),
    ):
        pictures = animation.pictures(plate, source, ordered, executor, at_once)
        if options.until_closed is not None:
            pictures = _while_open(pictures, options.until_closed)
        watched = _watched(pictures, len(ordered.steps), options.seconds, options.progress)
        counted = bar("frames", watched, len(ordered.steps))
        animation.write(plate, ordered, part, kind, counted)
    if options.subtitles:
        _subtitles(options, plate, ordered)


def _subtitles(options: Options, plate: "Plate", ordered: "Animation") -> None:
    """Write the subtitles beside the film."""
    from dashboard.export.press import subtitles

    for language in subtitles.complete(read_package(options.data)):
        path = options.output.with_suffix(f".{language}.{SUBTITLES}")
        write_whole(path, subtitles.write(plate, ordered, language).encode())


def _atlas(options: Options) -> None:
    """Write an atlas; plates that are done are kept until it is whole."""
    from dashboard.cartography.paper.plate import build_plate
    from dashboard.export.press import atlas
    from dashboard.export.press.workers import cores, open_executor, source_of

    kind_of(options.output, ("pdf",), options.format)
    dataset = open_dataset(options.data)
    plate = build_plate(dataset, Timeline(dataset))
    ordered = atlas.parse(plate, _asked(options, atlas.DEFAULTS), base_address())
    source = source_of(options.data, dataset.digest)
    work = options.work or options.output.with_name(f".{options.output.name}.plates")
    shelf = atlas.Shelf(work)
    try:
        with (
            whole(options.output) as part,
            open_executor(options.jobs or cores(), options.scheduler) as (executor, at_once),
        ):
            plates = atlas.plates(source, ordered, shelf, executor, at_once)
            for _ in bar("plates", plates, len(ordered.days)):
                pass
            atlas.bind(plate, source, ordered, shelf, part, executor)
    except KeyboardInterrupt:
        sys.stderr.write(f"finished plates wait in {work}; the same command goes on with them\n")
        raise
    shelf.clear()


def _asked(options: Options, defaults: Iterable[str]) -> dict[str, str]:
    named = {name: getattr(options, name) for name in defaults}
    return {name: value for name, value in named.items() if value is not None}


def _watched(
    items: Iterable[Item], total: int, seconds: float | None, record: Path | None
) -> Iterator[Item]:
    """The items, their number written to a file; ``TimeoutError`` when they take too long.

    The file has ``done``, ``total`` and ``left``: seconds at the pace since the first item,
    before which much is read once; null until there are a few.
    """
    start = first = time.monotonic()
    for done, item in enumerate(items):
        now = time.monotonic()
        first = first if done else now
        if seconds is not None and now - start > seconds:
            raise TimeoutError(f"not done in {seconds:g} seconds; ask for less")
        if record:
            left = (now - first) / done * (total - done) if done >= FEW else None
            write_whole(record, orjson.dumps({"done": done, "total": total, "left": left}))
        yield item


def _while_open(items: Iterable[Item], pipe: int) -> Iterator[Item]:
    """The items, as long as somebody holds the other end of a pipe; ``OSError`` after that."""
    for item in items:
        if select.select([pipe], [], [], 0)[0]:
            raise ConnectionAbortedError("the server that asked for the film has ended")
        yield item


def bar(what: str, items: Iterable[Item], total: int) -> Iterator[Item]:
    """The items, counted on standard error where a person reads it."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        yield from progress.track(items, total=total, description=what)
