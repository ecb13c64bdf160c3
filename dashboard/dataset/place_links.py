"""Records of gazetteers that are the same place: ``place_links.csv`` beside the tables."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.dataset.reading.inside import Files
from dashboard.dataset.reading.lists import read_list

FILE = "place_links.csv"
COLUMNS = ("place_id", "authority", "identifier", "said_by")
AUTHORITIES: Mapping[str, str] = {
    "geonames": "https://sws.geonames.org/{}/",
    "wikidata": "http://www.wikidata.org/entity/{}",
    "whg": "https://whgazetteer.org/places/{}/portal/",
}
"""Gazetteers, and the address of a record by its identifier."""


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A record that is the same place, and who says so."""

    place_id: str
    authority: str
    identifier: str
    said_by: str

    @property
    def address(self) -> str:
        """The address by which linked data name the record."""
        return AUTHORITIES[self.authority].format(self.identifier)


def place_links(files: Files) -> list[PlaceLink]:
    """Return the links of a package in file order; none where it has no list.

    Raises
    ------
    ValueError
        When the list has other columns, or a row is not whole.
    """
    try:
        content = files.read(FILE)
    except FileNotFoundError:
        return []
    rows = read_list(content, COLUMNS)
    for line, row in enumerate(rows, start=2):
        if len(row) != len(COLUMNS) or not all(row) or row[1] not in AUTHORITIES:
            raise ValueError(
                f"has in line {line} no place, gazetteer ({', '.join(AUTHORITIES)}), "
                "identifier and who says so"
            )
    return [PlaceLink(*row) for row in rows]
