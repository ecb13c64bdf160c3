"""Objects of the structure of a PDF."""

from pypdf import PageObject
from pypdf.generic import DictionaryObject, IndirectObject, NameObject


def dictionary(**entries: object) -> DictionaryObject:
    """Return a dictionary; the names have no slash."""
    made = DictionaryObject()
    for name, value in entries.items():
        made[NameObject(f"/{name}")] = value
    return made


def element(tag: str, parent: IndirectObject, page: PageObject) -> DictionaryObject:
    """Return an element of the structure, yet without content."""
    return dictionary(
        Type=NameObject("/StructElem"),
        S=NameObject(f"/{tag}"),
        P=parent,
        Pg=page.indirect_reference,
    )
