"""A folder of tables into a frozen :class:`~dashboard.dataset.model.Dataset`.

Reading goes through the whole package before it gives up, so that a
:class:`~dashboard.dataset.problems.DatasetError` lists every cell that cannot
be read. What is readable but wrong (an army with two masters) is the business
of :mod:`dashboard.dataset.validate`.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import orjson

from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import (
    ArticleClaim,
    Claim,
    Control,
    Dataset,
    Event,
    Membership,
    Milestone,
    Outcome,
    Person,
    Polity,
    Region,
    Role,
    Source,
    Territory,
    Text,
    Treaty,
)
from dashboard.dataset.problems import DatasetError, Problem
from dashboard.dataset.reading import records, references
from dashboard.dataset.reading.sources import parse_sources
from dashboard.dataset.reading.stories import FOLDER, StoryFile, read_stories
from dashboard.dataset.reading.tables import COLUMNS, Row, read_table, read_text

DESCRIPTOR = "datapackage.json"
SOURCES = "sources.bib"
LAYERS = TERRITORIES, SCREEN, BASE, PLACES, LINES, RAILWAYS = (
    "geo/territories.geojson",
    "geo/screen.geojson",
    "geo/base.geojson",
    "geo/places.geojson",
    "geo/lines.geojson",
    "geo/railways.geojson",
)
"""All that the map can draw; a package must have the first and may leave out the others."""

Record = TypeVar("Record")
Rows = tuple[tuple[int, Record], ...]
Feature = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Package:
    """What could be read of a package: records with their lines, raw rows and problems.

    Rows that cannot be read are left out of the records and named in ``problems``;
    ``tables`` has every raw row, and ``None`` for a table that cannot be read.
    """

    folder: Path
    descriptor: Mapping[str, Any]
    tables: Mapping[str, tuple[Row, ...] | None]
    regions: Rows[Region]
    territories: Rows[Territory]
    roles: Rows[Role]
    polities: Rows[Polity]
    memberships: Rows[Membership]
    control: Rows[Control]
    claims: Rows[Claim]
    events: Rows[Event]
    milestones: Rows[Milestone]
    people: Rows[Person]
    treaties: Rows[Treaty]
    outcomes: Rows[Outcome]
    article_claims: Rows[ArticleClaim]
    sources: Mapping[str, Source] | None
    layers: Mapping[str, tuple[Feature, ...] | None]
    stories: tuple[StoryFile, ...]
    problems: Sequence[Problem]


def load_dataset(folder: Path) -> Dataset:
    """Return the data package in ``folder``.

    Raises
    ------
    DatasetError
        If a file is missing or a cell cannot be read; every fault is listed.

    See Also
    --------
    dashboard.dataset.validate.open_dataset : the same, for a package that can be drawn.
    """
    return dataset_of(read_package(folder))


def dataset_of(package: Package) -> Dataset:
    """Return the records of a package that was read; :class:`DatasetError` lists its problems."""
    if package.problems:
        raise DatasetError(package.problems)
    folder, descriptor = package.folder, package.descriptor
    atlas = descriptor["atlas"]
    west, south, east, north = map(float, atlas["home"])
    return Dataset(
        folder=folder,
        title=Text(atlas["title"]["en"], atlas["title"]["tr"]),
        version=descriptor["version"],
        digest=digest(folder, descriptor),
        first_day=parse_day(atlas["first_day"]),
        last_day=parse_day(atlas["last_day"]),
        detailed_until=parse_day(atlas["detailed_until"]),
        regions={one.id: one for _, one in package.regions},
        territories={one.id: one for _, one in package.territories},
        roles={one.id: one for _, one in package.roles},
        polities={one.id: one for _, one in package.polities},
        memberships=tuple(one for _, one in package.memberships),
        control=tuple(one for _, one in package.control),
        claims=tuple(one for _, one in package.claims),
        events={one.id: one for _, one in package.events},
        milestones=tuple(one for _, one in package.milestones),
        people={one.id: one for _, one in package.people},
        treaties={one.id: one for _, one in package.treaties},
        outcomes=tuple(one for _, one in package.outcomes),
        article_claims=tuple(one for _, one in package.article_claims),
        sources=dict(package.sources or {}),
        features=package.layers[TERRITORIES] or (),
        screen=package.layers.get(SCREEN) or (),
        base=package.layers.get(BASE) or (),
        places=package.layers.get(PLACES) or (),
        lines=package.layers.get(LINES) or (),
        railways=package.layers.get(RAILWAYS) or (),
        stories={one.story.id: one.story for one in package.stories},
        projection=atlas["projection"],
        home=(west, south, east, north),
        licence=descriptor["licenses"][0]["name"],
        authors=tuple(one["title"] for one in descriptor["contributors"]),
        created=descriptor["created"][:10],
    )


def read_package(folder: Path) -> Package:
    """Return all that can be read of the package in ``folder``; nothing is raised."""
    problems: list[Problem] = []
    descriptor = _read_descriptor(folder, problems)
    tables = {table: read_table(folder, table, problems) for table in COLUMNS}
    content = read_text(folder, SOURCES, problems)
    sources = None if content is None else parse_sources(content, problems)
    layers = _read_layers(folder, descriptor, problems)

    def parsed(table: str, parse: Callable[[Row], Record]) -> Rows[Record]:
        found = [(row, parse(row)) for row in tables[table] or ()]
        for row, _ in found:
            problems.extend(row.problems)
        return tuple((row.line, record) for row, record in found if not row.problems)

    package = Package(
        folder=folder,
        descriptor=descriptor,
        tables=tables,
        regions=parsed("regions", records.region),
        territories=parsed("territories", records.territory),
        roles=parsed("roles", records.role),
        polities=parsed("polities", records.polity),
        memberships=parsed("federations", records.membership),
        control=parsed("control", records.control),
        claims=parsed("claims", records.claim),
        events=parsed("events", records.event),
        milestones=parsed("milestones", records.milestone),
        people=parsed("people", records.person),
        treaties=parsed("treaties", records.treaty),
        outcomes=parsed("outcomes", records.outcome),
        article_claims=parsed("article_claims", records.article_claim),
        sources=sources,
        layers=layers,
        stories=read_stories(folder, problems),
        problems=problems,
    )
    problems.extend(references.repeated_keys(tables))
    problems.extend(references.unresolved(tables, sources))
    if not folder.is_dir():
        # Said once, and not for every file that is not in it.
        cure = "give the folder of a data package"
        problems[:] = [Problem(str(folder), None, "", "", "there is no such folder", cure)]
    return package


def digest(folder: Path, descriptor: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the files of the package, names and bytes, in sorted order."""
    listed = {resource["path"] for resource in descriptor.get("resources", ())}
    tables = {f"{table}.csv" for table in COLUMNS}
    stories = {f"{FOLDER}/{path.name}" for path in (folder / FOLDER).glob("*.toml")}
    total = hashlib.sha256()
    for path in sorted(listed | tables | stories | {DESCRIPTOR, SOURCES, *LAYERS}):
        if (folder / path).is_file():
            content = (folder / path).read_bytes()
            total.update(f"{path}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


def _read_descriptor(folder: Path, problems: list[Problem]) -> Mapping[str, Any]:
    """Return datapackage.json, or an empty mapping if it does not serve."""
    content = read_text(folder, DESCRIPTOR, problems)
    if content is None:
        return {}
    try:
        descriptor = orjson.loads(content)
        _check_descriptor(descriptor)
    except orjson.JSONDecodeError as error:
        rule = f"is not JSON ({error})"
        problems.append(Problem(DESCRIPTOR, error.lineno, "", "", rule, "correct it"))
        return {}
    except (KeyError, TypeError, ValueError, IndexError) as error:
        rule = f"lacks a right value ({error})"
        cure = "see docs/data-package.md and give version, licenses, contributors, created, atlas"
        problems.append(Problem(DESCRIPTOR, None, "", "", rule, cure))
        return {}
    return cast(Mapping[str, Any], descriptor)


def _check_descriptor(descriptor: Any) -> None:
    """Raise unless all that the loader takes from the descriptor is there."""
    atlas = descriptor["atlas"]
    first, last, detailed = (
        parse_day(atlas[name]) for name in ("first_day", "last_day", "detailed_until")
    )
    if not first < last or not first <= detailed <= last:
        raise ValueError("first_day, detailed_until and last_day are not in this order")
    projection, home = atlas["projection"], atlas["home"]
    if projection["name"] != "lcc":
        raise ValueError(f"atlas.projection.name is {projection['name']!r}, not 'lcc'")
    [float(projection[name]) for name in ("lat_1", "lat_2", "lat_0", "lon_0")]
    west, south, east, north = map(float, home)
    if not (west < east and south < north):
        raise ValueError("home is not west, south, east, north")
    texts = [atlas["title"]["en"], atlas["title"]["tr"], descriptor["version"]]
    texts += [descriptor["licenses"][0]["name"]]
    texts += [one["title"] for one in descriptor["contributors"]]
    if not all(isinstance(text, str) and text for text in texts):
        raise ValueError("a title, version, licence or contributor is not text")
    parse_day(descriptor["created"][:10])
    for resource in descriptor["resources"]:
        if not isinstance(resource["path"], str):
            raise ValueError("the path of a resource is not text")


def _read_layers(
    folder: Path, descriptor: Mapping[str, Any], problems: list[Problem]
) -> dict[str, tuple[Feature, ...] | None]:
    """Return the features of each layer; all but the territories may be left out of a package."""
    listed = {resource["path"] for resource in descriptor.get("resources", ())}
    return {
        path: _read_layer(folder, path, problems)
        for path in LAYERS
        if path == TERRITORIES or path in listed or (folder / path).exists()
    }


def _read_layer(folder: Path, path: str, problems: list[Problem]) -> tuple[Feature, ...] | None:
    """Return the features of a GeoJSON file in file order."""
    content = read_text(folder, path, problems)
    if content is None:
        return None
    try:
        collection = orjson.loads(content)
        if collection["type"] != "FeatureCollection":
            raise ValueError(f"its type is {collection['type']}")
        features = tuple(collection["features"])
        for feature in features:
            _ = feature["properties"].keys(), feature["geometry"]["coordinates"]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        rule = f"is not a GeoJSON FeatureCollection ({error})"
        problems.append(Problem(path, None, "", "", rule, "write one as RFC 7946 says"))
        return None
    return features
