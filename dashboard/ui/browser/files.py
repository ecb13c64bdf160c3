"""The files that the browser gets and the data package does not have: figures and tables of texts.

They take about two seconds of processor time to build, so :func:`dashboard.ui.kept.kept` keeps
them; nothing here is imported by a process that finds them there.
"""

from collections.abc import Mapping
from datetime import date

import orjson

from dashboard.cartography.screen import holdings, strips
from dashboard.cartography.screen.bands import ScreenMap, screen_map
from dashboard.cartography.screen.figure import Relief, figure_json, figure_parts
from dashboard.cartography.screen.relief import WIDTH, small
from dashboard.cartography.screen.sketch import sketch
from dashboard.dataset.model import Dataset
from dashboard.dataset.other_readings import as_read
from dashboard.dataset.reading.relief import ReliefFile
from dashboard.dataset.text import Borrowed
from dashboard.dataset.timeline import Timeline
from dashboard.ui.browser import corrections, evidence, payload, quiz, readings
from dashboard.ui.browser.file_names import SKETCH, SMALL_RELIEF
from dashboard.ui.browser.shared import Shared, shared_parts
from dashboard.ui.page.frozen import Frozen


def build(
    dataset: Dataset,
    timeline: Timeline,
    relief: ReliefFile | None,
    frozen: Frozen | None = None,
) -> Mapping[str, bytes]:
    """Return the files by name; the whole picture of the relief is a file of the package."""
    model = screen_map(dataset)
    files = _small(relief)
    shown = _shown(relief, bool(files))
    drawn = figure_parts(dataset, model, timeline, opening_day(dataset), shown)
    files["figure.json"] = figure_json(drawn)
    files[SKETCH] = orjson.dumps(sketch(dataset, model))
    shared = shared_parts(dataset, timeline, model)
    for language in dataset.languages:
        content = payload.build(dataset, timeline, model, language, shared, frozen)
        files[f"atlas.{language}.json"] = texts(content)
        index = evidence.build(dataset, timeline, language)
        files[f"evidence.{language}.json"] = texts(index)
        files[f"corrections.{language}.json"] = texts(corrections.build(dataset, language))
    files["rows.json"] = corrections.rows(dataset)
    files |= _through_time(dataset, timeline)
    if not frozen:
        for name in dataset.readings:
            files |= _as_read(dataset, name, model, shared, files)
    return files


def _through_time(dataset: Dataset, timeline: Timeline) -> dict[str, bytes]:
    """Figures of the strips and of areas, and the quiz; of another reading, named after its id."""
    read = f"{dataset.reading}." if dataset.reading else ""
    drawn = {
        f"{read}strips.{order}.json": strips.strips_parts(dataset, timeline, order)
        for order in strips.orders(dataset)
    }
    drawn[f"{read}areas.json"] = holdings.chart(dataset, timeline).to_dict()
    questions = orjson.dumps(quiz.build(dataset, timeline))
    return {name: figure_json(figure) for name, figure in drawn.items()} | {
        f"{read}quiz.json": questions
    }


def _as_read(
    dataset: Dataset,
    reading: str,
    model: ScreenMap,
    shared: Shared,
    files: Mapping[str, bytes],
) -> dict[str, bytes]:
    """What the page has otherwise in another reading than the atlas's own."""
    read = as_read(dataset, reading)
    timeline = Timeline(read)
    made = _through_time(read, timeline)
    anew = shared.in_time(read, timeline, model)
    for language in dataset.languages:
        name = f"atlas.{language}.json"
        own = orjson.loads(files[name])
        content = payload.build(read, timeline, model, language, anew)
        # Where the readings differ is said of the atlas's own, whatever is shown.
        other = {**orjson.loads(texts(content)), "readings": own["readings"]}
        made[f"{reading}.{name}"] = orjson.dumps(readings.change(own, other))
    return made


MARK = "\u2063"
"""Stands before and after the language of borrowed words; an invisible sign of Unicode."""


def texts(content: object) -> bytes:
    """Return a file of texts; words of another language begin with it (core/borrowed.mjs)."""
    return orjson.dumps(content, _marked, orjson.OPT_PASSTHROUGH_SUBCLASS)


def _marked(value: object) -> object:
    if isinstance(value, Borrowed):
        return f"{MARK}{value.language}{MARK}{value}"
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"{type(value)} is no part of a file of texts")


def opening_day(dataset: Dataset) -> date:
    """The day a bare address shows: the first day, so that nothing is given away."""
    return dataset.first_day


def _small(relief: ReliefFile | None) -> dict[str, bytes]:
    content = small(relief.image.read_bytes()) if relief else None
    return {SMALL_RELIEF: content} if content else {}


def _shown(relief: ReliefFile | None, is_small: bool) -> Relief | None:
    # Relative to the page's scripts it lies beside figure.json; the scripts complete it.
    if relief is None:
        return None
    whole = relief.image.name
    if not is_small:
        return Relief(whole, relief.bounds)
    west, _, east, _ = relief.bounds
    return Relief(SMALL_RELIEF, relief.bounds, whole, WIDTH / (east - west))
