"""The pairs of days that the Compare view offers, for the browser."""

from datetime import date

from dashboard.dataset.between import treaty_days
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline
from dashboard.ui.browser import contract


def presets(dataset: Dataset, timeline: Timeline) -> list[contract.Comparison]:
    """The days before and after each treaty, as whole numbers from the first day, by signature."""

    def number(day: date) -> int:
        return (day - dataset.first_day).days

    comparisons: list[contract.Comparison] = []
    for treaty in sorted(dataset.treaties.values(), key=lambda treaty: treaty.signed):
        before, after = treaty_days(dataset, timeline, treaty)
        comparisons.append({"treaty": treaty.id, "before": number(before), "after": number(after)})
    return comparisons
