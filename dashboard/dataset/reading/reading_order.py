"""The order in which territories are read out: what keys, voices and tables follow."""

from dashboard.dataset.model import Dataset


def reading_order(dataset: Dataset) -> list[str]:
    """Return the ids of all territories, region by region, in each from west to east."""

    def place(name: str) -> tuple[int, float, str]:
        territory = dataset.territories[name]
        return dataset.regions[territory.region].rank, territory.lon, name

    return sorted(dataset.territories, key=place)
