"""What the browser needs for a correction: the rows as they stand, and what a reader may change.

Two files, loaded when a reader suggests the first correction: the rows, the same in every
language, and the words about them.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import orjson

from dashboard import i18n
from dashboard.dataset.correctable import KEYS, is_of_words
from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.reading.inside import read_inside
from dashboard.dataset.reading.layers import PLACES
from dashboard.i18n import Phrase, kinds, words
from dashboard.ui.browser import contract

Kind = Literal["day", "choice", "text"]
Rows = Mapping[str, Mapping[str, Sequence[object]]]

SUBJECTS: Mapping[str, Sequence[tuple[str, str, bool]]] = {
    "territory": (
        ("control.csv", "territory_id", True),
        ("claims.csv", "territory_id", True),
        ("territories.csv", "id", False),
    ),
    "event": (("events.csv", "id", False),),
    "treaty": (("treaties.csv", "id", False), ("outcomes.csv", "treaty_id", False)),
    "place": ((PLACES, "id", False), ("place_names.csv", "place_id", False)),
    "person": (("people.csv", "id", False),),
}
"""By kind of card: its files, the column of its id, and whether rows hold on some days only."""

TITLES: Mapping[str, tuple[Phrase, tuple[str, ...]]] = {
    "control.csv": (Phrase("Held by"), ("controller", "start")),
    "claims.csv": (Phrase("Claimed by"), ("claimant", "start")),
    "territories.csv": (Phrase("Territory"), ("name_*",)),
    "events.csv": (Phrase("Event"), ("title_*",)),
    "treaties.csv": (Phrase("Treaty"), ("name_*",)),
    "outcomes.csv": (Phrase("Where land ended up"), ("territory_id", "from", "to")),
    "people.csv": (Phrase("Person"), ("name_*",)),
    "place_names.csv": (Phrase("Names through time"), ("name_*", "start")),
    PLACES: (Phrase("Place"), ("name_*",)),
}
"""What a row is called: a word and fields of it, ``name_*`` in the language of the reader."""

FIELDS: Mapping[str, tuple[Phrase, Kind, str]] = {
    "start": (Phrase("First day"), "day", ""),
    "end": (Phrase("First day after it"), "day", ""),
    "date": (Phrase("Date"), "day", ""),
    "signed": (Phrase("Signed"), "day", ""),
    "in_force": (Phrase("In force"), "day", ""),
    "alt_start": (Phrase("Day that other sources give"), "day", ""),
    "alt_date": (Phrase("Day that other sources give"), "day", ""),
    "alt_signed": (Phrase("Day that other sources give"), "day", ""),
    "controller": (Phrase("Held by"), "choice", "polities"),
    "status": (Phrase("Status"), "choice", "status"),
    "second_party": (Phrase("Rival claimant"), "choice", "polities"),
    "claimant": (Phrase("Claimed by"), "choice", "polities"),
    "from": (Phrase("From"), "choice", "polities"),
    "to": (Phrase("to"), "choice", "polities"),
    "certainty": (Phrase("Certainty"), "choice", "certainty"),
    "event_id": (Phrase("Event"), "choice", "events"),
    "name": (Phrase("Name"), "text", ""),
    "short": (Phrase("Short name"), "text", ""),
    "other_names": (Phrase("Also called"), "text", ""),
    "today": (Phrase("Today"), "text", ""),
    "modern": (Phrase("Today"), "text", ""),
    "title": (Phrase("Title"), "text", ""),
    "description": (Phrase("Description"), "text", ""),
    "role": (Phrase("Role"), "text", ""),
    "parties": (Phrase("Parties"), "text", ""),
    "articles": (Phrase("Articles"), "text", ""),
    "article": (Phrase("Articles"), "text", ""),
    "note": (Phrase("Note"), "text", ""),
}
"""What a reader may correct, by column or its beginning: label, kind, list to choose from."""


MAY_BE_EMPTY = frozenset({("control.csv", "second_party"), ("claims.csv", "event_id")})
"""Columns with a list to choose from in which a cell may be empty."""


def rows(dataset: Dataset) -> bytes:
    """Return the file of the rows of all that cards show: ``columns`` and ``rows`` by file."""
    tables = {file: rows for file in KEYS if (rows := _rows(dataset, file))}
    return orjson.dumps(tables)


def _rows(dataset: Dataset, file: str) -> Mapping[str, Sequence[object]]:
    try:
        content = read_inside(dataset.folder, file)
    except FileNotFoundError:
        return {}
    if file == PLACES:
        return _places(content)
    columns, *cells = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    return {"columns": columns, "rows": cells}


def _places(content: bytes) -> Mapping[str, Sequence[object]]:
    features = orjson.loads(content)["features"]
    names = {
        name: None
        for feature in features
        for name, value in feature["properties"].items()
        if isinstance(value, str)
    }
    cells = [
        [str(feature["id"]), *(feature["properties"].get(name, "") for name in names)]
        for feature in features
    ]
    return {"columns": ["id", *names], "rows": cells}


def build(dataset: Dataset, language: Language) -> contract.Corrections:
    """Return what a reader of ``language`` may correct, and from what to choose."""
    return {
        "atlas": dataset.terms.file_name,
        "version": dataset.version,
        "files": {file: _file(dataset, file, language) for file in KEYS},
        "subjects": SUBJECTS,
        "choices": _choices(dataset, language),
        "works": list(_works(dataset, language)),
    }


def _file(dataset: Dataset, file: str, language: Language) -> contract.Correctable:
    title, named = TITLES[file]
    return {
        "title": title[language],
        "key": KEYS[file],
        "named": [name.replace("_*", f"_{language}") for name in named],
        "fields": list(_fields(dataset, file, language)),
    }


def _works(dataset: Dataset, language: Language) -> Iterator[tuple[str, str]]:
    """Yield each work with a name of its own: a short name of several gets their keys."""
    works = [source for source in dataset.sources.values() if source.is_work]
    names = [i18n.short_source(work, language) for work in works]
    count = Counter(names)
    for work, name in zip(works, names, strict=True):
        yield work.key, name if count[name] == 1 else f"{name} [{work.key}]"


def _fields(dataset: Dataset, file: str, language: Language) -> Iterator[contract.CorrectableField]:
    """Yield the columns of a file in the order of ``FIELDS``, texts in each language."""
    columns = _rows(dataset, file).get("columns", ())
    for stem, (label, kind, choices) in FIELDS.items():
        for name in (stem, *(f"{stem}_{code}" for code in dataset.languages)):
            if name not in columns:
                continue
            wording = name != stem and is_of_words(name, dataset.languages)
            of = i18n.language_name(name.removeprefix(f"{stem}_"), language) if wording else ""
            yield {
                "name": name,
                "label": f"{label[language]} ({of})" if of else label[language],
                "kind": kind,
                "choices": choices,
                "optional": (file, name) in MAY_BE_EMPTY,
                "wording": wording,
            }


def _choices(dataset: Dataset, language: Language) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return by list what a cell may hold, and what a reader calls it."""
    events = sorted(dataset.events.values(), key=lambda event: event.date)
    return {
        "polities": [(polity.id, polity.name[language]) for polity in dataset.polities.values()],
        "territories": [
            (territory.id, territory.name[language]) for territory in dataset.territories.values()
        ],
        "status": [(word, name[language]) for word, name in kinds.statuses(dataset.kinds).items()],
        "certainty": [(word, name[language]) for word, name in words.CERTAINTY.items()],
        "events": [
            (event.id, f"{i18n.day_label(event.date, language)}: {event.title[language]}")
            for event in events
        ],
    }
