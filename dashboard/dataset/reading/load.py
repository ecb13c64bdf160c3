"""A folder of tables into a frozen :class:`~dashboard.dataset.model.Dataset`.

Reading goes through the whole package before it gives up, so that a
:class:`~dashboard.dataset.problems.DatasetError` lists every cell that cannot
be read. What is readable but wrong (an army with two masters) is the business
of :mod:`dashboard.dataset.validate`.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import orjson

from dashboard.dataset.dates import parse_day
from dashboard.dataset.forces import lines_of
from dashboard.dataset.kinds import UNKNOWN, Kinds
from dashboard.dataset.model import (
    ArticleClaim,
    Claim,
    Clause,
    Control,
    Dataset,
    Event,
    Figure,
    Force,
    Language,
    Membership,
    Milestone,
    Outcome,
    Person,
    PlaceName,
    Polity,
    ReadingRow,
    Region,
    Role,
    Source,
    Territory,
    Text,
    Treaty,
)
from dashboard.dataset.problems import DatasetError, Problem
from dashboard.dataset.reading import records, references
from dashboard.dataset.reading.descriptor import (
    DESCRIPTOR,
    languages_of,
    read_descriptor,
)
from dashboard.dataset.reading.ground import base_feature, railway
from dashboard.dataset.reading.inside import Files, RefusedPathError, file_inside
from dashboard.dataset.reading.kinds import read_kinds, with_kinds_in_use
from dashboard.dataset.reading.layers import (
    BASE,
    LAYERS,
    LINES,
    PLACES,
    RAILWAYS,
    SCREEN,
    TERRITORIES,
    Feature,
    is_left_out,
    read_layers,
)
from dashboard.dataset.reading.lines import historic_line
from dashboard.dataset.reading.places import place
from dashboard.dataset.reading.sources import parse_sources
from dashboard.dataset.reading.stories import FOLDER, StoryFile, read_stories
from dashboard.dataset.reading.tables import COLUMNS, OPTIONAL, Row, read_table, read_text
from dashboard.dataset.reading.terms import named_files, read_terms, unresolved_terms
from dashboard.dataset.terms import Terms

SOURCES = "sources.bib"
NOTES = ("*.md", "geo/*.md")
"""Pages beside the resources that explain them; they are published with the package."""

Record = TypeVar("Record")
Rows = tuple[tuple[int, Record], ...]


@dataclass(frozen=True, slots=True)
class Package:
    """What could be read of a package: records with their lines, raw rows and problems.

    Rows that cannot be read are left out of the records and named in ``problems``;
    ``tables`` has every raw row, and ``None`` for a table that cannot be read. ``layers`` has the
    features of each layer, ``members`` what a collection says beside them.
    """

    files: Files
    descriptor: Mapping[str, Any]
    languages: tuple[Language, ...]
    terms: Terms | None
    kinds: Kinds
    tables: Mapping[str, tuple[Row, ...] | None]
    regions: Rows[Region]
    territories: Rows[Territory]
    roles: Rows[Role]
    polities: Rows[Polity]
    memberships: Rows[Membership]
    control: Rows[Control]
    readings: Rows[ReadingRow]
    claims: Rows[Claim]
    events: Rows[Event]
    milestones: Rows[Milestone]
    people: Rows[Person]
    treaties: Rows[Treaty]
    outcomes: Rows[Outcome]
    article_claims: Rows[ArticleClaim]
    clauses: Rows[Clause]
    forces: Rows[Force]
    figures: Rows[Figure]
    place_names: Rows[PlaceName]
    sources: Mapping[str, Source] | None
    layers: Mapping[str, tuple[Feature, ...] | None]
    members: Mapping[str, Mapping[str, Any]]
    stories: tuple[StoryFile, ...]
    problems: Sequence[Problem]

    @property
    def folder(self) -> Path:
        return self.files.folder

    def features(self, layer: str) -> dict[str, Feature]:
        """The features of a layer by id; ``rules.geojson`` reports features without an id."""
        features = self.layers.get(layer) or ()
        return {str(feature["id"]): feature for feature in features if "id" in feature}


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
    if package.problems or package.terms is None:
        raise DatasetError(package.problems)
    folder, descriptor = package.folder, package.descriptor
    atlas = descriptor["atlas"]
    west, south, east, north = map(float, atlas["home"])
    places = tuple(
        place(feature, package.languages) for feature in package.layers.get(PLACES) or ()
    )
    forces = tuple(force for _, force in package.forces)
    return Dataset(
        folder=folder,
        languages=package.languages,
        title=Text({language: atlas["title"].get(language, "") for language in package.languages}),
        terms=package.terms,
        kinds=package.kinds,
        release=descriptor["version"],
        digest=digest(package.files, descriptor),
        first_day=parse_day(atlas["first_day"]),
        last_day=parse_day(atlas["last_day"]),
        detailed_until=parse_day(atlas["detailed_until"]),
        regions={region.id: region for _, region in package.regions},
        territories={territory.id: territory for _, territory in package.territories},
        roles={role.id: role for _, role in package.roles},
        polities={polity.id: polity for _, polity in package.polities},
        memberships=tuple(membership for _, membership in package.memberships),
        control=tuple(row for _, row in package.control),
        readings={
            name: tuple(row for _, row in package.readings if row.reading == name)
            for name in package.terms.readings
        },
        claims=tuple(claim for _, claim in package.claims),
        events={event.id: event for _, event in package.events},
        milestones=tuple(milestone for _, milestone in package.milestones),
        people={person.id: person for _, person in package.people},
        treaties={treaty.id: treaty for _, treaty in package.treaties},
        outcomes=tuple(outcome for _, outcome in package.outcomes),
        article_claims=tuple(claim for _, claim in package.article_claims),
        clauses=tuple(clause for _, clause in package.clauses),
        forces=forces,
        figures=tuple(figure for _, figure in package.figures),
        place_names=tuple(row for _, row in package.place_names),
        sources=dict(package.sources or {}),
        features=package.layers[TERRITORIES] or (),
        screen=package.layers.get(SCREEN) or (),
        base=tuple(
            base_feature(each, package.languages) for each in package.layers.get(BASE) or ()
        ),
        places=places,
        lines=(
            *(historic_line(each, package.languages) for each in package.layers.get(LINES) or ()),
            *lines_of(forces, places, package.languages),
        ),
        railways=tuple(
            railway(each, package.languages) for each in package.layers.get(RAILWAYS) or ()
        ),
        stories={story.story.id: story.story for story in package.stories},
        projection=atlas["projection"],
        home=(west, south, east, north),
        licence=descriptor["licenses"][0]["name"],
        authors=tuple(contributor["title"] for contributor in descriptor["contributors"]),
        created=descriptor["created"][:10],
    )


def read_package(folder: Path) -> Package:
    """Return all that can be read of the package in ``folder``; nothing is raised."""
    problems: list[Problem] = []
    files = Files(folder)
    descriptor = read_descriptor(files, problems)
    languages = languages_of(descriptor["atlas"]) if descriptor else _languages_written(files)
    terms = read_terms(files, descriptor, languages, problems) if descriptor else None
    kinds = read_kinds(descriptor["atlas"], languages, problems) if descriptor else UNKNOWN
    tables = {
        table: ()
        if table in OPTIONAL and is_left_out(folder, f"{table}.csv", descriptor)
        else read_table(files, table, languages, problems)
        for table in COLUMNS
    }
    content = read_text(files, SOURCES, problems)
    sources = None if content is None else parse_sources(content, languages, problems)
    collections = read_layers(files, descriptor, languages, problems)
    drawn = collections.get(LINES)
    if drawn and descriptor and "line_kinds" not in descriptor["atlas"]:
        kinds = with_kinds_in_use(kinds, drawn[0], languages)

    def parsed(table: str, parse: Callable[[Row], Record]) -> Rows[Record]:
        pairs = [(row, parse(row)) for row in tables[table] or ()]
        for row, _ in pairs:
            problems.extend(row.problems)
        return tuple((row.line, record) for row, record in pairs if not row.problems)

    package = Package(
        files=files,
        descriptor=descriptor,
        languages=languages,
        terms=terms,
        kinds=kinds,
        tables=tables,
        regions=parsed("regions", records.region),
        territories=parsed("territories", records.territory),
        roles=parsed("roles", records.role),
        polities=parsed("polities", records.polity),
        memberships=parsed("federations", records.membership),
        control=parsed("control", lambda row: records.control(row, kinds)),
        readings=parsed("readings", lambda row: records.reading_row(row, kinds)),
        claims=parsed("claims", records.claim),
        events=parsed("events", lambda row: records.event(row, kinds)),
        milestones=parsed("milestones", records.milestone),
        people=parsed("people", records.person),
        treaties=parsed("treaties", records.treaty),
        outcomes=parsed("outcomes", lambda row: records.outcome(row, kinds)),
        article_claims=parsed("article_claims", records.article_claim),
        clauses=parsed("clauses", records.clause),
        forces=parsed("forces", lambda row: records.force(row, kinds)),
        figures=parsed("figures", records.figure),
        place_names=parsed("place_names", records.place_name),
        sources=sources,
        layers={path: collection and collection[0] for path, collection in collections.items()},
        members={
            path: collection[1] if collection else {} for path, collection in collections.items()
        },
        stories=read_stories(files, languages, problems),
        problems=problems,
    )
    problems.extend(_across_files(package))
    problems[:] = _each_once(problems, folder)
    return package


def _each_once(problems: Sequence[Problem], folder: Path) -> Iterable[Problem]:
    """The problems without repetition; of a missing folder that alone, not each missing file."""
    if folder.is_dir():
        return dict.fromkeys(problems)
    cure = "give the folder of a data package"
    return [Problem(str(folder), None, "", "", "there is no such folder", cure)]


def _across_files(package: Package) -> Iterator[Problem]:
    """Yield what does not fit together: repeated keys, ids of nothing, notes outside."""
    tables = package.tables
    yield from _refused_notes(package.folder)
    yield from references.repeated_keys(tables)
    yield from references.unresolved(tables, package.sources)
    if package.terms:
        roles = tables["roles"]
        ids = None if roles is None else {row.cells["id"] for row in roles}
        yield from unresolved_terms(package.terms, ids, package.sources)


def _languages_written(files: Files) -> tuple[Language, ...]:
    """Return the languages of the names of the territories, for a package that names none.

    Without its descriptor the package is refused; this keeps its tables from being called
    wrong on top of it.
    """
    header = (read_text(files, "territories.csv", []) or "").partition("\n")[0]
    return tuple(re.findall(r"\bname_([A-Za-z-]+)", header)) or ("und",)


def digest(files: Files, descriptor: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the files of the package, names and bytes, in sorted order.

    Of the descriptor the content counts, and not its layout, nor the sizes and hashes of the
    files: a package that was exported has them, and is the same data.

    Raises
    ------
    RefusedPathError
        If a file of the package is none that it may have.
    """
    listed = {resource["path"] for resource in descriptor.get("resources", ())}
    tables = {f"{table}.csv" for table in COLUMNS}
    stories = {f"{FOLDER}/{path.name}" for path in (files.folder / FOLDER).glob("*.toml")}
    named = set(named_files(descriptor.get("atlas", {})))
    total = hashlib.sha256()
    for path in sorted(listed | named | tables | stories | {DESCRIPTOR, SOURCES, *LAYERS}):
        try:
            content = files.read(path) if path != DESCRIPTOR else _plain(descriptor)
        except FileNotFoundError:
            continue
        total.update(f"{path}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _plain(descriptor: Mapping[str, Any]) -> bytes:
    resources = [
        {name: value for name, value in resource.items() if name not in ("bytes", "hash")}
        for resource in descriptor.get("resources", ())
    ]
    return orjson.dumps({**descriptor, "resources": resources}, option=orjson.OPT_SORT_KEYS)


def notes(folder: Path) -> list[str]:
    """Return the paths of the pages that explain the package, relative to its folder."""
    paths = (path for pattern in NOTES for path in folder.glob(pattern))
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def _refused_notes(folder: Path) -> Iterator[Problem]:
    for name in notes(folder):
        try:
            file_inside(folder, name)
        except RefusedPathError as error:
            yield Problem(name, None, "", "", error.rule, error.cure)
        except OSError:
            cure = "put the file into the package"
            yield Problem(name, None, "", "", "cannot be read", cure)
