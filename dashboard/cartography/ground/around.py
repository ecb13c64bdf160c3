"""Whether there is land around the territories; asked by starts that draw nothing."""

from dashboard.dataset.model import Dataset


def around_is_drawn(dataset: Dataset) -> bool:
    """Whether the package draws any land beside its territories."""
    land = any(one["properties"]["kind"] == "land" for one in dataset.base)
    return land or any(one["properties"].get("backdrop") for one in dataset.features)
