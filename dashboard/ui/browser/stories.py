"""What the browser needs of the stories: their stops with the part of the map each shows."""

import shapely
from shapely.geometry import shape

from dashboard.cartography.ground.model import MapModel
from dashboard.dataset.model import Dataset, Language, Stop
from dashboard.dataset.reading.stories import HOME
from dashboard.dataset.schema.story import STOP
from dashboard.ui.browser import contract

AROUND = 0.35
"""How much country lies on each side of a territory that is shown, as a part of its size."""

STOP_WORDS = list(STOP["properties"])
"""What a stop may say in the file of a story."""
STOP_TEXTS = [name for name in STOP["required"] if STOP["properties"][name]["type"] == "object"]
"""What it must say in words."""

Box = tuple[float, float, float, float]


def stories(dataset: Dataset, model: MapModel, language: Language) -> list[contract.Story]:
    """Every story in the order of their files, texts in ``language``, days from the first day."""
    return [
        {
            "id": story.id,
            "title": story.title[language],
            "summary": story.summary[language],
            "stops": [_stop(dataset, model, stop, language) for stop in story.stops],
        }
        for story in dataset.stories.values()
    ]


def _stop(dataset: Dataset, model: MapModel, stop: Stop, language: Language) -> contract.Stop:
    box = degrees(dataset, stop)
    return {
        "day": (stop.day - dataset.first_day).days,
        "title": stop.title[language],
        "text": stop.text[language],
        "question": stop.question[language],
        "answer": stop.answer[language],
        "notes": stop.notes[language],
        "minutes": stop.minutes,
        "short": stop.short,
        "events": list(stop.events),
        "territory": stop.territory,
        "treaty": stop.treaty,
        "layers": None if stop.layers is None else list(stop.layers),
        "box": None if box is None else _metres(model, box),
    }


def degrees(dataset: Dataset, stop: Stop) -> Box | None:
    """West, south, east, north of the part of the map of a stop; ``None`` for the whole."""
    if stop.extent == HOME:
        return None
    if not isinstance(stop.extent, str):
        return stop.extent
    feature = next(feature for feature in dataset.features if str(feature["id"]) == stop.extent)
    west, south, east, north = shape(feature["geometry"]).bounds
    wide, high = (east - west) * AROUND, (north - south) * AROUND
    return west - wide, south - high, east + wide, north + high


def _metres(model: MapModel, box: Box) -> list[int]:
    """The box in the projection of the map; its edges are bent there, hence more points."""
    outline = shapely.segmentize(shapely.box(*box), 0.5)
    points = [(x, y) for x, y in shapely.get_coordinates(outline)]
    x, y = zip(*model.projection.project_points(points), strict=True)
    return [round(min(x)), round(min(y)), round(max(x)), round(max(y))]
