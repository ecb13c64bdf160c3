"""The films of a frozen site: the days of films in the data, a picture for each change."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dashboard.cartography.paper.plate import build_plate
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.export.address import base_address
from dashboard.export.press import animation, subtitles
from dashboard.export.press.choices import SUBTITLES
from dashboard.export.press.workers import open_executor, source_of
from dashboard.ui.page.frozen import FILM, Frozen, film_file

Count = Callable[[str, Iterable[Any], int], Iterable[Any]]
"""Passes on so many things that have a name together, and may say how far it is."""


def write(package: Path, offered: Frozen, part: Path, jobs: int, count: Count) -> list[str]:
    """Write the film in each language that is offered, and the subtitles; return their names.

    The same pictures give the same bytes (``video.X264``), with the same version of FFmpeg's
    libraries.
    """
    if not offered.films:
        return []
    dataset = open_dataset(package)
    plate = build_plate(dataset, Timeline(dataset))
    source = source_of(package, dataset.digest)
    (part / "films").mkdir()
    names = []
    for language in offered.films:
        ordered = animation.parse(plate, {"lang": language}, base_address())
        names.append(film_file(dataset, language, FILM))
        with open_executor(jobs, None) as (executor, at_once):
            pictures = animation.pictures(plate, source, ordered, executor, at_once)
            counted = count(f"film, {language}", pictures, len(ordered.steps))
            animation.write(plate, ordered, part / names[-1], FILM, counted)
    # As long as each other, whatever the language: all films have the same.
    for language in offered.subtitles:
        names.append(film_file(dataset, language, SUBTITLES))
        content = subtitles.write(plate, ordered, language)
        (part / names[-1]).write_text(content, "utf-8", newline="\n")
    return names
