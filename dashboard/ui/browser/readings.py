"""What the browser needs of other readings: where each differs, and what the page has otherwise.

The page as a reading has it is built as that of the atlas is, and only what differs is sent:
the scripts put it in its place before they start (assets/core/readings.mjs).
"""

from collections.abc import Mapping
from typing import Any

from dashboard.dataset.model import Control, Dataset, Language
from dashboard.dataset.other_readings import differences
from dashboard.ui.browser import contract


def readings(dataset: Dataset, language: Language) -> list[contract.Reading]:
    """Return the readings of the atlas with all that each has otherwise, by territory and day."""
    first = dataset.first_day
    return [
        {
            "id": name,
            "name": dataset.terms.readings[name][language],
            "differences": [
                {
                    "territory": difference.other.territory_id,
                    "start": (difference.interval.start - first).days,
                    "end": (difference.interval.end - first).days
                    if difference.interval.end
                    else None,
                    "atlas": _holding(difference.atlas),
                    "other": _holding(difference.other),
                    "certainty": difference.other.certainty,
                    "sources": [
                        (cited.key, cited.locator[language]) for cited in difference.other.citations
                    ],
                    "note": difference.other.note[language],
                }
                for difference in differences(dataset, name)
            ],
        }
        for name in dataset.readings
    ]


def _holding(row: Control) -> contract.Holding:
    return {"controller": row.controller, "status": row.status}


def change(own: Any, other: Any) -> Mapping[str, Any]:
    """Return what turns a JSON value into another: ``is`` a value, or changes ``in`` its parts.

    Parts are named by key, those of a list by their number.
    """
    if isinstance(own, dict) and isinstance(other, dict) and own.keys() <= other.keys():
        parts = other.items()
        return {
            "in": {
                key: change(own[key], value) if key in own else {"is": value}
                for key, value in parts
                if key not in own or own[key] != value
            }
        }
    if isinstance(own, list) and isinstance(other, list) and len(own) == len(other):
        pairs = enumerate(zip(own, other, strict=True))
        return {
            "in": {str(n): change(mine, theirs) for n, (mine, theirs) in pairs if mine != theirs}
        }
    return {"is": other}
