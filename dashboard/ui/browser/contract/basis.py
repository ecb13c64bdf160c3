"""Values that many records share."""

from collections.abc import Mapping

from dashboard.dataset.vocabulary import Certainty as Certainty

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Citation = tuple[str, str]
"""Key of a source and the locator in it."""
Strings = Mapping[str, str]
"""Texts by key."""
