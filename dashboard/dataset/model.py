"""Frozen records of the data package; each table has its class.

Columns and rules are documented in docs/data-package.md. Days are Gregorian
:class:`datetime.date`; intervals are half-open ``[start, end)`` with ``None``
for an open end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.dataset.figure import Figure as Figure
from dashboard.dataset.ground import BaseFeature as BaseFeature
from dashboard.dataset.ground import Railway as Railway
from dashboard.dataset.interval import Interval as Interval
from dashboard.dataset.kinds import Kinds
from dashboard.dataset.line import HistoricLine as HistoricLine
from dashboard.dataset.source import Citation as Citation
from dashboard.dataset.source import Source as Source
from dashboard.dataset.story import Stop as Stop
from dashboard.dataset.story import Story as Story
from dashboard.dataset.terms import Terms
from dashboard.dataset.text import Language as Language
from dashboard.dataset.text import Text as Text
from dashboard.dataset.text import text_of
from dashboard.dataset.vocabulary import ArticleClaimKind, Certainty, PlaceKind, TreatyForce, Weave

Day = date
"""A Gregorian day, for records whose own field is named ``date``."""


@dataclass(frozen=True, slots=True)
class Region:
    id: str
    name: Text
    rank: int


BACKDROP = "backdrop"
"""The region of territories that are drawn as part of the surrounding land."""


@dataclass(frozen=True, slots=True)
class Territory:
    """A polygon of the map; a territory with children is what its splits leave."""

    id: str
    name: Text
    today: Text
    region: str
    parent: str | None
    lat: float
    lon: float
    note: Text

    @property
    def is_backdrop(self) -> bool:
        """Whether it is left out of areas held: the neighbour holds most of its own land."""
        return self.region == BACKDROP


@dataclass(frozen=True, slots=True)
class Role:
    """A power, hence a colour: ``fill`` and ``ink`` are ``#rrggbb``."""

    id: str
    name: Text
    fill: str
    ink: str
    rank: int


@dataclass(frozen=True, slots=True)
class Polity:
    """Who can hold, claim or sign; ``weave`` distinguishes republics of the same power."""

    id: str
    name: Text
    short: Text
    role: str
    weave: Weave
    life: Interval
    citations: tuple[Citation, ...]
    note: Text


@dataclass(frozen=True, slots=True)
class Membership:
    """A polity inside an umbrella polity (federation, union, parent republic)."""

    member: str
    federation: str
    interval: Interval
    certainty: Certainty
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """Who held a territory over an interval; the rows of a territory tile the range."""

    territory_id: str
    interval: Interval
    controller: str
    status: str
    second_party: str | None
    certainty: Certainty
    start_edtf: str
    alt_start: date | None
    event_id: str
    citations: tuple[Citation, ...]
    note: Text


@dataclass(frozen=True, slots=True)
class ReadingRow(Control):
    """What another ``reading`` has over an interval in the place of the rows of control."""

    reading: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Who claimed a territory, apart from who held it; claims may overlap."""

    territory_id: str
    claimant: str
    interval: Interval
    certainty: Certainty
    event_id: str | None
    citations: tuple[Citation, ...]
    note: Text


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; ``tier`` 1 is a headline. ``lat``/``lon`` in WGS 84 degrees."""

    id: str
    date: Day
    date_edtf: str
    alt_date: Day | None
    category: str
    tier: int
    title: Text
    description: Text
    place: Text
    lat: float | None
    lon: float | None
    territories: tuple[str, ...]
    certainty: Certainty
    citations: tuple[Citation, ...]
    in_article: bool
    article_line: int | None
    note: Text


@dataclass(frozen=True, slots=True)
class Milestone:
    id: str
    event_id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom events name: ``events`` are their ids, ``other_names`` forms to search by."""

    id: str
    name: Text
    other_names: tuple[str, ...]
    role: Text
    events: tuple[str, ...]
    citations: tuple[Citation, ...]
    note: Text


@dataclass(frozen=True, slots=True)
class Place:
    """A town or another place of the map: a feature of ``geo/places.geojson``.

    ``name`` is that of the time in the languages of the atlas, ``today`` today's where it
    differs; ``names`` has both, as written, by ``name`` or ``modern`` and language, those too
    that the atlas is not in. ``other_names`` are forms to search by. ``rank`` counts from 1;
    ``territory`` is empty outside the land of the tables; ``geometry`` is a GeoJSON point,
    longitude before latitude in WGS 84 degrees; ``basis`` says what the point rests on.
    """

    id: str
    kind: PlaceKind
    rank: int
    name: Text
    today: Text
    names: Mapping[str, Mapping[Language, str]]
    other_names: tuple[str, ...]
    territory: str
    basis: str
    geometry: dict[str, Any]

    @property
    def lon_lat(self) -> tuple[float, float]:
        """Longitude and latitude in degrees."""
        lon, lat = self.geometry["coordinates"][:2]
        return lon, lat


@dataclass(frozen=True, slots=True)
class Treaty:
    id: str
    name: Text
    short: Text
    signed: date
    signed_edtf: str
    alt_signed: date | None
    in_force: date | None
    force: TreatyForce
    parties: Text
    articles: Text
    event_id: str
    ended_event_id: str | None
    certainty: Certainty
    citations: tuple[Citation, ...]
    note: Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a treaty says of a territory."""

    treaty_id: str
    territory_id: str
    from_polity: str
    to_polity: str
    kind: str
    article: Text
    certainty: Certainty
    citations: tuple[Citation, ...]
    note: Text


@dataclass(frozen=True, slots=True)
class Clause:
    """The text of an article of a treaty in the language of the copy that was read.

    It is of the outcomes whose ``article`` is the same; ``line`` is a line that it drew.
    """

    treaty_id: str
    article: Text
    language: Language
    text: str
    line: str | None
    citations: tuple[Citation, ...]
    note: Text


@dataclass(frozen=True, slots=True)
class ArticleClaim:
    """A statement of the source article and the rows that carry it, or the reason for none."""

    article_line: int
    kind: ArticleClaimKind
    claim: Text
    date_shown: str
    alt_date: str
    territories: tuple[str, ...]
    citations: tuple[Citation, ...]
    carried_by: tuple[str, ...]
    reason: Text


@dataclass(frozen=True, slots=True)
class PlaceName:
    """The name that a place has from a day on, until its next name."""

    place_id: str
    start: date
    start_edtf: str
    alt_start: date | None
    name: Text
    certainty: Certainty
    citations: tuple[Citation, ...]
    note: Text


@dataclass(frozen=True, slots=True)
class Force:
    """An army that moves along a route of places, or stands at the only place of its route.

    ``kind`` is a kind of line of the layer ``forces``.
    """

    id: str
    kind: str
    name: Text
    polity: str
    route: tuple[str, ...]
    interval: Interval
    strength: Text
    event_id: str | None
    certainty: Certainty
    citations: tuple[Citation, ...]
    note: Text


DIGITS = 12
"""Digits of the digest in a data version: enough that no two packages share it by chance."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data package in memory: built once, never changed, shared by all.

    Mappings are in file order. ``features`` are the GeoJSON features of
    territories and backdrop, ``screen`` the same with fewer points. ``base``, ``places``,
    ``lines`` and ``railways`` are records of the other layers, empty where there are none.
    ``languages`` are those of the atlas, the first of which every text is in.
    ``readings`` are the rows of other readings by their ids, ``reading`` is the id of the reading
    that ``control`` has, empty for the atlas's own (:mod:`dashboard.dataset.other_readings`).
    ``terms`` are the words and choices of the package, ``kinds`` what its rows may be;
    ``release`` is the number that the package gives itself, ``digest`` a hash of all its files.
    ``projection`` is a projection of PROJ, by its code or its name with parameters; ``home``
    is the opening view as west, south, east, north in WGS 84 degrees; ``licence``,
    ``authors`` and ``created`` (``YYYY-MM-DD``) are what a citation needs.
    """

    folder: Path
    languages: tuple[Language, ...]
    title: Text
    terms: Terms
    kinds: Kinds
    release: str
    digest: str
    first_day: date
    last_day: date
    detailed_until: date
    regions: Mapping[str, Region]
    territories: Mapping[str, Territory]
    roles: Mapping[str, Role]
    polities: Mapping[str, Polity]
    memberships: tuple[Membership, ...]
    control: tuple[Control, ...]
    claims: tuple[Claim, ...]
    events: Mapping[str, Event]
    milestones: tuple[Milestone, ...]
    people: Mapping[str, Person]
    treaties: Mapping[str, Treaty]
    outcomes: tuple[Outcome, ...]
    article_claims: tuple[ArticleClaim, ...]
    sources: Mapping[str, Source]
    features: tuple[Mapping[str, Any], ...]
    base: tuple[BaseFeature, ...]
    places: tuple[Place, ...]
    lines: tuple[HistoricLine, ...] = ()
    railways: tuple[Railway, ...] = ()
    screen: tuple[Mapping[str, Any], ...] = ()
    clauses: tuple[Clause, ...] = ()
    place_names: tuple[PlaceName, ...] = ()
    forces: tuple[Force, ...] = ()
    figures: tuple[Figure, ...] = ()
    readings: Mapping[str, tuple[ReadingRow, ...]] = field(default_factory=dict)
    reading: str = ""
    stories: Mapping[str, Story] = field(default_factory=dict)
    projection: Mapping[str, Any] | str = ""
    home: tuple[float, float, float, float] = (-180.0, -90.0, 180.0, 90.0)
    licence: str = ""
    authors: tuple[str, ...] = ()
    created: str = ""

    @property
    def version(self) -> str:
        """The data version, as ``0.2.0+c16edbd53f0a``: other data never have the same."""
        return f"{self.release}+{self.digest[:DIGITS]}"

    def text(self, properties: Mapping[str, Any], stem: str) -> Text:
        """What the properties of a feature say as ``stem_LANGUAGE``."""
        return text_of(properties, stem, self.languages)
