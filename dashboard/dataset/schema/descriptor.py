"""What datapackage.json says: that of Frictionless which the atlas reads, and the atlas itself."""

from dashboard.dataset.schema.words import (
    Schema,
    by_language,
    choice,
    count,
    day,
    group,
    line,
    many,
    number,
    text,
)

PROFILES = ("data-package", "tabular-data-package")
RESOURCE_PROFILES = ("data-resource", "tabular-data-resource")

_TITLE = line("Title")

ATLAS = group(
    "What the map shows, and when",
    {
        "title": by_language("Title of the atlas, by language", _TITLE),
        "languages": many(
            "Languages of the atlas, the first of which every text is in",
            line("Tag of CLDR, as en or pt-BR"),
            [],
        ),
        "first_day": day("First day of the atlas"),
        "last_day": day("Last day of the atlas"),
        "detailed_until": day("Day until which the record is kept day by day"),
        "projection": {
            "type": ["object", "string"],
            "title": "a projection of PROJ with its parameters, or a code such as EPSG:3035",
            "description": "Projection of the map, on WGS 84 in metres",
            "properties": {"name": line("Name of the projection in PROJ, as laea")},
            "required": ["name"],
        },
        "home": many(
            "Part of the map shown first: west, south, east, north in degrees",
            number("Degrees", -180, 180),
            title="a list of west, south, east, north in degrees",
            minItems=4,
            maxItems=4,
        ),
    },
)

RESOURCE = group(
    "A file of the package",
    {
        "name": line("Name of the resource, unlike all others"),
        "path": {
            "type": "string",
            "description": "The file, relative to the folder of the package",
        },
        "profile": choice("Profile of Frictionless", RESOURCE_PROFILES, RESOURCE_PROFILES[0]),
        "schema": group(
            "Table Schema of Frictionless",
            {
                "fields": many(
                    "Columns in their order", group("A column", {"name": line("Name")}), []
                )
            },
            {},
        ),
        "dialect": group("CSV Dialect of Frictionless", {}, {}),
        "bytes": count("Size of the file", None),
        "hash": line("sha256: and the checksum of the file", ""),
    },
)

DESCRIPTOR: Schema = group(
    "A data package of the atlas: Frictionless Data Package 1 with the block atlas",
    {
        "profile": choice("Profile of Frictionless", PROFILES, PROFILES[0]),
        "name": line("Name of the package", ""),
        "title": line("Title of the package", ""),
        "description": text("What the package has", ""),
        "version": line("Version of the data"),
        "created": line(
            "Day on which this version was made",
            pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T|$)",
            title="a day as 2026-11-23",
        ),
        "keywords": many("Words to find the package by", line("A word"), []),
        "licenses": many(
            "Licences of the data, the main licence first",
            group(
                "A licence",
                {
                    "name": line("Name as SPDX has it, as CC-BY-4.0"),
                    "title": line("Name in full", ""),
                    "path": line("Address of its text", ""),
                },
            ),
            minItems=1,
        ),
        "contributors": many(
            "Who made the package", group("Somebody", {"title": line("Name")}), minItems=1
        ),
        "atlas": ATLAS,
        "resources": many("The files that are published", RESOURCE),
    },
)
