"""The file of questions: who will hold a land on a later day."""

from collections.abc import Mapping, Sequence
from typing import TypedDict


class Question(TypedDict):
    """``start`` is the day that is shown with the question, ``day`` the day that is asked for;
    ``answer`` and ``options`` are ids of polities.
    """

    territory: str
    start: int
    day: int
    answer: str
    options: Sequence[str]


class Quiz(TypedDict):
    """``stories``: questions from stop to stop, by story; ``changes``: one a day of handover."""

    stories: Mapping[str, Sequence[Question]]
    changes: Sequence[Question]
