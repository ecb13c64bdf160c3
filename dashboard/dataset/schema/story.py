"""What a file of ``stories/`` says; docs/stories.md explains it to authors."""

from dashboard.dataset.schema.words import Schema, by_language, day, flag, group, line, many, text

_WORDS = text("In a language")
_IDS = line("An id")

LONGEST = 180
"""Minutes that a stop may take."""

STOP = group(
    "A day with what is said of it",
    {
        "day": day("The day shown"),
        "title": by_language("Heading, by language", _WORDS),
        "text": by_language("What is said, by language", _WORDS),
        "question": by_language("A question to the class, by language", _WORDS),
        "notes": by_language("For the lecturer alone, by language", _WORDS) | {"default": {}},
        "answer": by_language("The answer to expect, for the teacher alone, by language", _WORDS)
        | {"default": {}},
        "minutes": {
            "type": ["integer", "null"],
            "minimum": 1,
            "maximum": LONGEST,
            "default": None,
            "description": "Planned time in minutes",
        },
        "short": flag("Whether the stop is of the short route", False),
        "events": many("Ids of events.csv that the text rests on", _IDS, []),
        "territory": line("Id of a territory to outline", ""),
        "treaty": line("Id of a treaty whose card opens", ""),
        "layers": many("Layers that are on", _IDS, []),
        "extent": {
            "type": ["string", "array"],
            "default": "home",
            "description": "home, a territory, or west, south, east, north in degrees",
        },
    },
    additionalProperties=False,
)

STORY: Schema = group(
    "A story for a lecture",
    {
        "title": by_language("Title, by language", _WORDS),
        "summary": by_language("What it is about, by language", _WORDS),
        "stop": many("The stops in their order", STOP, minItems=1),
    },
    additionalProperties=False,
)
