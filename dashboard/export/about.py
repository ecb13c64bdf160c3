"""What every exported file says of itself: version, licence and how to cite it."""

from collections.abc import Mapping

from dashboard.dataset.model import Dataset

COLUMNS = ("data_version", "licence", "cite_as")
"""The last columns of every CSV: a table that is sent on still says what it is."""


def citation(dataset: Dataset) -> str:
    """Return how to cite the data: authors, year, title, reading if another, version, licence."""
    authors, year = "; ".join(dataset.authors), dataset.created[:4]
    reading = dataset.terms.readings.get(dataset.reading)
    parts = [
        f"{authors} ({year}). {dataset.title}",
        *([f"Reading: {reading}"] if reading else []),
        f"Data version {dataset.version}",
        dataset.licence,
    ]
    return ". ".join(parts) + "."


def heading(dataset: Dataset) -> dict[str, str]:
    """Return version, licence and citation as JSON and GeoJSON carry them.

    Of another reading than the atlas's own its id stands first.
    """
    reading = {"reading": dataset.reading} if dataset.reading else {}
    return {
        **reading,
        "version": dataset.version,
        "licence": dataset.licence,
        "citation": citation(dataset),
    }


def cells(about: Mapping[str, object]) -> list[object]:
    """Return the cells of ``COLUMNS`` from a heading."""
    return [about["version"], about["licence"], about["citation"]]
