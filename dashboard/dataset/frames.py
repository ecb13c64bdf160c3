"""The data package as GeoDataFrames: polygons joined to the dated control table.

For notebooks and scripts; the page and the exports answer from
:class:`~dashboard.dataset.timeline.Timeline`, and a test holds both to the same states.
docs/research.md has examples.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
from shapely.geometry import shape

from dashboard.dataset.areas import known_km2
from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import Control, Dataset, Language, Text
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset

CRS = "EPSG:4326"
DAYS = "datetime64[s]"
"""Days as pandas keeps them. Nanoseconds, its default, begin only in 1677."""


def read(folder: str | Path) -> "Frames":
    """Return the frames of the data package in ``folder``.

    Raises
    ------
    DatasetError
        When the package breaks a rule; every fault is listed with its file and row.
    """
    return Frames(open_dataset(Path(folder)))


class Frames:
    """A dataset as GeoDataFrames in EPSG:4326, coordinates as longitude, latitude in degrees.

    Every method returns a new frame, which the caller may change. Days are columns of
    ``datetime64[s]`` and arguments of ``YYYY-MM-DD`` or :class:`datetime.date`. Spans of
    days are half-open: a row is true from ``start`` up to, but not on, ``end``; ``NaT``
    is an open end. Polygons are in full detail.

    Raises
    ------
    DayOutOfRange
        From each method that takes a day outside the range of the atlas.
    ValueError
        From each method that takes a day, when it is not written ``YYYY-MM-DD``.

    Examples
    --------
    >>> from dashboard.dataset.packaged import DATA
    >>> atlas = read(DATA)
    >>> first, last = atlas.dataset.first_day, atlas.dataset.last_day
    >>> day = atlas.state(first)
    >>> day.crs.to_string(), len(day) == len(atlas.territories())
    ('EPSG:4326', True)
    >>> bool((atlas.changes(first, last)["day"] > str(first)).all())
    True
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.timeline = Timeline(dataset)

    def territories(self) -> geopandas.GeoDataFrame:
        """Return every polygon with what does not depend on the day, in the order of the table.

        Returns
        -------
        GeoDataFrame
            Indexed by ``territory_id``: ``name_*`` and ``today_*`` a language, ``region``,
            ``parent``, ``backdrop`` (whether sums leave the territory out), ``area_km2``
            (geodesic, WGS 84) and ``geometry``.
        """
        return self._territories.copy()

    def control(self) -> pd.DataFrame:
        """Return the control table: who held what over which span of days.

        Returns
        -------
        DataFrame
            A row a territory and span, by territory and ``start``: ``territory_id``, ``start``,
            ``end``, ``controller``, ``status``, ``second_party``, ``certainty``, ``start_edtf``,
            ``alt_start``, ``event_id``, ``source_key``.
        """
        return self._control.copy()

    def state(self, day: str | date) -> geopandas.GeoDataFrame:
        """Return who held what on a day: the control table joined to the polygons.

        Returns
        -------
        GeoDataFrame
            The index and columns of :meth:`territories` followed by those of :meth:`control`,
            ``controller_name_*`` and ``role`` (the power that gives the colour), and
            ``claimants`` (ids with ``;`` between them, in the order of the claims table).
        """
        at = _day(day)
        rows = self._rows(at)
        joined = self._territories.join(rows.set_index("territory_id"), validate="one_to_one")
        joined["claimants"] = [";".join(self.timeline.claimants(name, at)) for name in joined.index]
        shape_last = [name for name in joined.columns if name != "geometry"]
        return joined[[*shape_last, "geometry"]]

    def changes(self, first: str | date, last: str | date) -> geopandas.GeoDataFrame:
        """Return every change after ``first`` up to and on ``last``, by day and territory.

        With the state of ``first`` they lead, in their order, to the state of ``last``.

        Returns
        -------
        GeoDataFrame
            ``day``, ``territory_id``, ``before`` and ``after`` (polity ids), ``before_status``,
            ``after_status``, ``changes_hands`` (false where only the status or the source is
            another), ``certainty``, ``event_id``, ``area_km2`` and ``geometry``.

        Raises
        ------
        ValueError
            When ``last`` is before ``first``.
        """
        begin, end = _day(first), _day(last)
        if end < begin:
            raise ValueError(f"the range ends on {end}, before it begins on {begin}")
        self.timeline.state(begin)
        self.timeline.state(end)
        rows = [
            {
                "day": day,
                "territory_id": name,
                "before": change.before.controller,
                "after": change.after.controller,
                "before_status": change.before.status,
                "after_status": change.after.status,
                "changes_hands": change.changes_hands,
                "certainty": change.after.certainty,
                "event_id": change.after.event_id,
            }
            for day in self.timeline.change_days
            if begin < day <= end
            for name, change in self.timeline.changes(day).items()
        ]
        frame = pd.DataFrame(rows, columns=list(_CHANGE))
        frame["day"] = _days(frame["day"])
        # An empty range has the same types as any other.
        frame = frame.astype({name: kind for name, kind in _CHANGE.items() if name != "day"})
        lands = self._territories[["area_km2", "geometry"]]
        joined = frame.join(lands, on="territory_id", validate="many_to_one")
        return geopandas.GeoDataFrame(joined, geometry="geometry", crs=CRS)

    def _rows(self, day: date) -> pd.DataFrame:
        self.timeline.state(day)  # raises for a day outside the atlas
        at = np.datetime64(day, "s")
        control = self._control
        stands = (control["start"] <= at) & (control["end"].isna() | (at < control["end"]))
        rows: pd.DataFrame = control.loc[stands]
        return rows.join(self._polities, on="controller", validate="many_to_one")

    @cached_property
    def _territories(self) -> geopandas.GeoDataFrame:
        km2 = known_km2(self.dataset.features)
        shapes = {
            str(feature["id"]): shape(feature["geometry"]) for feature in self.dataset.features
        }
        rows = [
            {
                "territory_id": territory.id,
                **_texts("name", territory.name, self.dataset.languages),
                **_texts("today", territory.today, self.dataset.languages),
                "region": territory.region,
                "parent": territory.parent,
                "backdrop": territory.is_backdrop,
                "area_km2": km2[territory.id],
                "geometry": shapes[territory.id],
            }
            for territory in self.dataset.territories.values()
        ]
        frame = geopandas.GeoDataFrame(rows, geometry="geometry", crs=CRS)
        return frame.set_index("territory_id")

    @cached_property
    def _control(self) -> pd.DataFrame:
        histories = (self.timeline.history(name) for name in self.dataset.territories)
        rows = [_control_row(row) for history in histories for row in history]
        frame = pd.DataFrame(rows)
        for name in ("start", "end", "alt_start"):
            frame[name] = _days(frame[name])
        return frame

    @cached_property
    def _polities(self) -> pd.DataFrame:
        rows = [
            {
                "controller": polity.id,
                **_texts("controller_name", polity.name, self.dataset.languages),
                "role": polity.role,
            }
            for polity in self.dataset.polities.values()
        ]
        return pd.DataFrame(rows).set_index("controller")


_CHANGE = {
    "day": DAYS,
    "territory_id": "str",
    "before": "str",
    "after": "str",
    "before_status": "str",
    "after_status": "str",
    "changes_hands": "bool",
    "certainty": "str",
    "event_id": "str",
}


def _control_row(row: Control) -> dict[str, Any]:
    return {
        "territory_id": row.territory_id,
        "start": row.interval.start,
        "end": row.interval.end,
        "controller": row.controller,
        "status": row.status,
        "second_party": row.second_party,
        "certainty": row.certainty,
        "start_edtf": row.start_edtf,
        "alt_start": row.alt_start,
        "event_id": row.event_id,
        "source_key": ";".join(citation.key for citation in row.citations),
    }


def _texts(name: str, text: Text, languages: Iterable[Language]) -> dict[str, str]:
    return {f"{name}_{language}": text.own(language) for language in languages}


def _day(day: str | date) -> date:
    return parse_day(day) if isinstance(day, str) else day


def _days(values: Iterable[date | None]) -> "pd.Series[Any]":
    days = [np.datetime64("NaT") if pd.isna(value) else np.datetime64(value) for value in values]
    return pd.Series(np.array(days, dtype=DAYS))
