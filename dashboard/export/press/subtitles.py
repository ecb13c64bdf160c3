"""Subtitles of a film as WebVTT: the day and the events of each picture, in a language."""

from datetime import timedelta

from dashboard import i18n
from dashboard.cartography.paper import frame
from dashboard.cartography.paper.plate import Plate
from dashboard.dataset import translations
from dashboard.dataset.model import Language
from dashboard.dataset.reading.load import Package
from dashboard.export.press.animation import Animation


def write(plate: Plate, animation: Animation, language: Language) -> str:
    """Return the subtitles of a film; a cue stands as long as its picture.

    A cue has the day and, a line each, the events that the picture names.
    """
    plate = plate.as_read(animation.reel.reading)
    cues, begin = [f"WEBVTT - {plate.dataset.title[language]}"], 0.0
    for step in animation.steps:
        # As many whole frames as the film shows the picture.
        end = begin + max(1, round(step.seconds * animation.fps)) / animation.fps
        events = frame.events_shown(plate, step.moment)
        lines = [i18n.day_label(step.moment.day, language)]
        lines += [_clean(event.title[language]) for event in events]
        cues.append("\n".join([f"{_clock(begin)} --> {_clock(end)}", *lines]))
        begin = end
    return "\n\n".join(cues) + "\n"


def complete(package: Package) -> list[Language]:
    """The languages in which the package has all its texts."""
    lacking = {text.language for text in translations.missing(package)}
    return [language for language in package.languages if language not in lacking]


def _clock(seconds: float) -> str:
    whole = timedelta(milliseconds=round(seconds * 1000))
    hours, rest = divmod(whole // timedelta(milliseconds=1), 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def _clean(text: str) -> str:
    """A text without what WebVTT takes for a tag."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
