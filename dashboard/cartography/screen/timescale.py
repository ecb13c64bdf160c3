"""The broken scale of time that the timeline, the strips and the areas share.

The detailed years take most of the length, then a break, then the tail. The page places days
in the part of it that is seen (assets/core/span.mjs) and takes the two shares from here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.dataset.model import Dataset

# Shares of the whole length that the detailed years take, and the break after them.
DETAILED_SHARE = 0.885
BREAK_SHARE = 0.015
PAPER = "#fbfaf6"
INK = "#1d1b19"
ACCENT = "#a63522"


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days to places on a line of length 1."""

    first: date
    detailed: date
    last: date

    @classmethod
    def of(cls, dataset: Dataset) -> "TimeScale":
        """The scale of a dataset's range of days."""
        return cls(dataset.first_day, dataset.detailed_until, dataset.last_day)

    def position(self, day: date) -> float:
        """Place of a day, 0 for the first and those before it, 1 for the last."""
        if day <= self.first:
            return 0.0
        if day <= self.detailed:
            return (day - self.first) / (self.detailed - self.first) * self.detailed_share
        start = self.detailed_share + self.break_share
        return start + (day - self.detailed) / (self.last - self.detailed) * (1 - start)

    @property
    def detailed_share(self) -> float:
        """Share of the detailed years: all where no tail follows, nothing where all is tail."""
        if self.detailed == self.last:
            return 1.0
        return DETAILED_SHARE if self.first < self.detailed else 0.0

    @property
    def break_share(self) -> float:
        """Share of the break, which stands between detailed years and a tail alone."""
        return BREAK_SHARE if self.first < self.detailed < self.last else 0.0

    def span(self, start: date, end: date | None) -> tuple[float, float]:
        """Places at which an interval begins and ends; an open end is the end of the scale."""
        return self.position(start), 1.0 if end is None else self.position(min(end, self.last))

    def years(self) -> Iterator[date]:
        """First days of the detailed years after the first day."""
        for year in range(self.first.year, self.detailed.year + 1):
            if self.first < date(year, 1, 1) < self.detailed:
                yield date(year, 1, 1)


def marks(dataset: Dataset, waves: int) -> list[dict[str, Any]]:
    """Shapes over a figure whose x is the scale: years, milestones, the break with its waves.

    ``waves`` is how many times the edge of the break swings over the height of the figure.
    """
    scale = TimeScale.of(dataset)
    years = [_line(scale.position(day), INK, 0.8, "solid", 0.35) for day in scale.years()]
    milestones = [
        _line(scale.position(dataset.events[milestone.event_id].date), ACCENT, 1.5, "dot", 1.0)
        for milestone in dataset.milestones
    ]
    return [*years, *milestones, *(_break(waves) if scale.break_share else ())]


def _line(x: float, color: str, width: float, dash: str, opacity: float) -> dict[str, Any]:
    return {
        "type": "line",
        "yref": "paper",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "line": {"color": color, "width": width, "dash": dash},
        "opacity": opacity,
    }


def _break(waves: int) -> Iterator[dict[str, Any]]:
    left, right = DETAILED_SHARE, DETAILED_SHARE + BREAK_SHARE
    swing = (right - left) / 8
    edges = []
    for edge, sign in ((left + swing, 1), (right - swing, -1)):
        heights = [n / (2 * waves) for n in range(2 * waves + 1)]
        edges.append([(edge + sign * swing * (-1) ** n, y) for n, y in enumerate(heights)])
    outline = edges[0] + edges[1][::-1]
    yield {"type": "path", "yref": "paper", "path": f"{_path(outline)}Z", "line": {"width": 0}} | {
        "fillcolor": PAPER
    }
    for points in edges:
        line = {"color": INK, "width": 0.8}
        yield {"type": "path", "yref": "paper", "path": _path(points), "line": line}


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.5f},{y:.4f}" for x, y in points)


def frame(dataset: Dataset, waves: int) -> dict[str, Any]:
    """Layout that the figures along the scale share: nothing but the data, edge to edge."""
    return {
        "xaxis": {"range": [0, 1], "visible": False, "fixedrange": True},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "shapes": marks(dataset, waves),
    }
