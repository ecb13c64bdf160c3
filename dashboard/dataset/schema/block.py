"""The words that ``atlas`` of datapackage.json may choose, for editors.

``dashboard.dataset.reading.terms`` and ``kinds`` read them and name each fault in more words.
"""

from collections.abc import Mapping, Sequence

from dashboard.dataset.kinds import LINE_LAYERS, Pattern
from dashboard.dataset.schema.words import (
    Schema,
    by_language,
    choice,
    day,
    flag,
    group,
    line,
    many,
    number,
)
from dashboard.dataset.vocabulary import MAP_LAYERS

_NAME = by_language("Name, by language", line("Name"))
_ID = line("Id of its own", pattern="^[a-z0-9][a-z0-9_]{0,59}$", title="an id")
_COLOUR: Schema = {
    "type": "string",
    "pattern": "^#[0-9a-f]{6}$",
    "title": "a colour as #a63522",
    "description": "Colour",
}


def _of_choice(about: str, **keys: Schema) -> Schema:
    """A list of objects with an id, whose other keys may be left out."""
    entry = group("One of them", {"id": _ID, **keys})
    entry |= {"required": ["id"], "additionalProperties": False}
    return many(about, entry, [], minItems=1)


def _object(about: str, keys: Mapping[str, Schema], required: Sequence[str] = ()) -> Schema:
    form = group(about, keys) | {"required": list(required), "additionalProperties": False}
    return form | {"default": {}}


WORDS: dict[str, Schema] = {
    "file_name": line("Begins the names of exported files and the keys of citations", ""),
    "map_name": by_language("What the map is called for those who do not see it", line("Name")),
    "ground_note": by_language(
        "What a reader of the map must know of its shores and waters", line("A sentence")
    ),
    "opening": by_language("What a first visit reads beside the map", line("Two sentences")),
    "leading": _object(
        "What is named before all others",
        {
            "treaties": many("Ids of treaties.csv, on the timeline", line("Id"), []),
            "places": many("Ids of places, on the map", line("Id"), []),
        },
    ),
    "article": line("Key in sources.bib of the work that the atlas follows", ""),
    "readings": _of_choice("Other readings, whose rows are in readings.csv", name=_NAME),
    "favicon": line("Path of an SVG in the package, the sign of the page in a tab", ""),
    "method": by_language("Path of the page on how the atlas decides, by language", line("Path")),
    "wording": line("Path of the list of words and marks that no text may have", ""),
    "example_day": day("Day that hints and error messages show"),
    "film": _object(
        "Days of a film when none are asked for",
        {"from": day("First day"), "to": day("Last day")},
    ),
    "lead": _object(
        "The power that the atlas follows",
        {
            "role": line("Id of roles.csv"),
            "sentence": by_language(
                "What it holds of a day, with {percent}, {count} and {total}", line("A sentence")
            ),
            "order": by_language(
                "Name of the order by the day of its lasting control", line("Name")
            ),
            "begins": by_language("Name of that day", line("Name")),
            "never": by_language("Name of the territories without it", line("Name")),
        },
        ("role",),
    ),
    "lanes": _of_choice("Rows of the timeline", name=_NAME),
    "categories": _of_choice(
        "What events are about, in the order of the legend",
        lane=line("Id of lanes"),
        name=_NAME,
        colour=_COLOUR,
        lead=flag("Whether such events stand before others of their day"),
        agreement=flag("Whether it may be the signing of a treaty"),
    ),
    "statuses": _of_choice(
        "How land may be held",
        name=_NAME,
        pattern=choice("How that is drawn", tuple(pattern.value for pattern in Pattern)),
    ),
    "outcomes": _of_choice(
        "What a treaty may say of land",
        name=_NAME,
        above=flag("Whether the taker stands over who holds it and does not come to hold it"),
    ),
    "line_kinds": _of_choice(
        "Kinds of lines of the map",
        name=_NAME,
        layer=choice("Layer that it is in", LINE_LAYERS),
        agreement=flag("Whether it is in force when its treaty is"),
        colour=_COLOUR,
        width=number("Pixels", 0.3, 6),
        dash=many("Lengths of line and gap in pixels", number("Pixels", 0.5, 40), maxItems=8),
        opacity=number("Opacity", 0.1, 1),
    ),
    "layer_names": _object("What layers of the map are called", dict.fromkeys(MAP_LAYERS, _NAME)),
}
"""Each key that may be left out, by its name."""
