"""Questions to predict who will hold a land: made of the rows of control, in the order of days."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from dashboard.dataset.model import Dataset, Stop, Story
from dashboard.dataset.timeline import Change, Timeline
from dashboard.ui.browser import contract

OPTIONS = 4
AHEAD = timedelta(days=60)
"""So long before a handover the map stands when it is asked for."""


def build(dataset: Dataset, timeline: Timeline) -> contract.Quiz:
    """Return the questions of every story and of every day on which land changes hands."""
    made = _Questions(dataset, timeline)
    return {
        "stories": {story.id: list(made.of_story(story)) for story in dataset.stories.values()},
        "changes": list(made.of_changes()),
    }


class _Questions:
    """The questions of a package; a class only so that they share data and timeline."""

    def __init__(self, dataset: Dataset, timeline: Timeline) -> None:
        self.dataset, self.timeline = dataset, timeline
        lands = dataset.territories.values()
        # A dictionary finds a land as a set does, and keeps the order of the package.
        self.asked = dict.fromkeys(land.id for land in lands if not land.is_backdrop)

    def of_story(self, story: Story) -> Iterator[contract.Question]:
        """Yield a question for the way from each stop to the next, where land changes hands."""
        for before, after in pairwise(story.stops):
            if after.day <= before.day:
                continue
            changes = self.timeline.handovers(after.day, before.day)
            name = self._subject(after, list(changes))
            if name:
                yield self._question(changes[name], before.day, after.day)

    def of_changes(self) -> Iterator[contract.Question]:
        """Yield a question for the largest land of each day of handover."""
        for day in self.timeline.change_days:
            changes = self.timeline.handovers(day)
            name = self._largest(list(changes))
            if name:
                change = changes[name]
                start = max(change.before.since, day - AHEAD, self.dataset.first_day)
                yield self._question(change, start, day)

    def _subject(self, stop: Stop, names: Sequence[str]) -> str | None:
        """The land of a stop, else the largest that its events are about, else the largest."""
        if stop.territory in names:
            return stop.territory
        about = {name for event in stop.events for name in self.dataset.events[event].territories}
        return self._largest([name for name in names if name in about]) or self._largest(names)

    def _largest(self, names: Sequence[str]) -> str | None:
        known = [name for name in names if name in self.asked]
        return max(known, key=lambda name: self.timeline.km2[name], default=None)

    def _question(self, change: Change, start: date, day: date) -> contract.Question:
        first = self.dataset.first_day
        return {
            "territory": change.territory_id,
            "start": (start - first).days,
            "day": (day - first).days,
            "answer": change.after.controller,
            "options": self._options(change, day),
        }

    def _options(self, change: Change, day: date) -> list[str]:
        """The answer among powers of the day: who holds or claims the land, then the largest."""
        km2: dict[str, float] = {}
        for name in self.asked:
            holder = self.timeline.state_of(name, day).controller
            km2[holder] = km2.get(holder, 0.0) + self.timeline.km2[name]
        likely = [change.after.controller, change.before.controller, *change.after.claimants]
        largest = sorted(km2, key=lambda polity: -km2[polity])
        chosen = list(dict.fromkeys([*likely, *largest]))[:OPTIONS]
        return [polity for polity in self.dataset.polities if polity in chosen]
