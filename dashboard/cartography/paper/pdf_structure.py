"""What Matplotlib leaves out of a PDF: language, layers that can be switched, tags."""

from io import BytesIO
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from dashboard.cartography.paper.structure import MAP, Mark, Paper


def finish(content: bytes, paper: Paper, language: str, alternative: str) -> bytes:
    """Return a PDF of one page with the structure that its figure has marked.

    ``alternative`` says what the map shows to those who do not see it.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    root, page = writer.root_object, writer.pages[0]
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/ViewerPreferences")] = _dictionary(DisplayDocTitle=BooleanObject(True))
    root[NameObject("/MarkInfo")] = _dictionary(Marked=BooleanObject(True))
    _layers(writer, paper.layers)
    elements = _elements(writer, page.indirect_reference, paper.marks, alternative)
    root[NameObject("/StructTreeRoot")] = elements
    page[NameObject("/StructParents")] = NumberObject(0)
    page[NameObject("/Tabs")] = NameObject("/S")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _dictionary(**entries: object) -> DictionaryObject:
    found = DictionaryObject()
    for name, value in entries.items():
        found[NameObject(f"/{name}")] = value
    return found


def _layers(writer: PdfWriter, layers: dict[str, str]) -> None:
    """The layers of the map, all of them shown, those above first in a reader's list."""
    groups = {
        name: writer._add_object(_dictionary(Type=NameObject("/OCG"), Name=TextStringObject(label)))
        for name, label in layers.items()
    }
    resources = cast(DictionaryObject, writer.pages[0]["/Resources"].get_object())
    properties = DictionaryObject({NameObject(f"/{name}"): one for name, one in groups.items()})
    resources[NameObject("/Properties")] = properties
    listed = ArrayObject(reversed(groups.values()))
    writer.root_object[NameObject("/OCProperties")] = _dictionary(
        OCGs=ArrayObject(groups.values()),
        D=_dictionary(Order=listed, ON=ArrayObject(groups.values())),
    )


def _elements(
    writer: PdfWriter, page: IndirectObject | None, marks: list[Mark], alternative: str
) -> IndirectObject:
    """The tree of the content: title, map, legend, sources, in the order of reading."""
    root = writer._add_object(_dictionary(Type=NameObject("/StructTreeRoot")))
    document = writer._add_object(
        _dictionary(Type=NameObject("/StructElem"), S=NameObject("/Document"), P=root)
    )
    made = {}
    for mark in marks:
        element = _dictionary(
            Type=NameObject("/StructElem"),
            S=NameObject(f"/{mark.tag}"),
            P=document,
            Pg=page,
            K=NumberObject(mark.number),
        )
        if mark.tag == MAP:
            element[NameObject("/Alt")] = TextStringObject(alternative)
        made[mark.number] = writer._add_object(element)
    order = [made[mark.number] for mark in in_order(marks)]
    cast(DictionaryObject, document.get_object())[NameObject("/K")] = ArrayObject(order)
    parents = ArrayObject([NumberObject(0), ArrayObject(made[n] for n in sorted(made))])
    tree = cast(DictionaryObject, root.get_object())
    tree[NameObject("/K")] = ArrayObject([document])
    tree[NameObject("/ParentTree")] = writer._add_object(_dictionary(Nums=parents))
    tree[NameObject("/ParentTreeNextKey")] = NumberObject(1)
    return root


def in_order(marks: list[Mark]) -> list[Mark]:
    """The marks as they are read: the map after the title, before the first heading."""
    maps = [one for one in marks if one.tag == MAP]
    rest = [one for one in marks if one.tag != MAP]
    at = next((n for n, one in enumerate(rest) if one.tag == "H2"), len(rest))
    return [*rest[:at], *maps, *rest[at:]]
