"""What Matplotlib leaves out of a PDF: language, layers that can be switched, tags."""

from collections.abc import Mapping
from io import BytesIO
from typing import cast
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from dashboard.cartography.paper.structure import MAP, Mark, Paper

# A link is on paper as on the screen.
PRINTED = 4


def finish(content: bytes, paper: Paper, language: str, alternative: str) -> bytes:
    """Return a PDF of a single page with the structure that its figure has marked.

    ``alternative`` says what the map shows to those who do not see it. The file says that it is
    of PDF/UA-1 (ISO 14289-1); docs/exports.md has what that was checked with.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    root, page = writer.root_object, writer.pages[0]
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/ViewerPreferences")] = _dictionary(DisplayDocTitle=BooleanObject(True))
    root[NameObject("/MarkInfo")] = _dictionary(Marked=BooleanObject(True))
    _layers(writer, paper.layers)
    elements = _elements(writer, page.indirect_reference, paper.marks, alternative)
    root[NameObject("/StructTreeRoot")] = elements
    root[NameObject("/Metadata")] = _metadata(writer, language)
    page[NameObject("/StructParents")] = NumberObject(0)
    page[NameObject("/Tabs")] = NameObject("/S")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _dictionary(**entries: object) -> DictionaryObject:
    made = DictionaryObject()
    for name, value in entries.items():
        made[NameObject(f"/{name}")] = value
    return made


def _layers(writer: PdfWriter, layers: dict[str, str]) -> None:
    """The layers of the map, all of them shown, those above first in a reader's list."""
    groups = {
        name: writer._add_object(_dictionary(Type=NameObject("/OCG"), Name=TextStringObject(label)))
        for name, label in layers.items()
    }
    resources = cast(DictionaryObject, writer.pages[0]["/Resources"].get_object())
    properties = DictionaryObject({NameObject(f"/{name}"): group for name, group in groups.items()})
    resources[NameObject("/Properties")] = properties
    listed = ArrayObject(reversed(groups.values()))
    writer.root_object[NameObject("/OCProperties")] = _dictionary(
        OCGs=ArrayObject(groups.values()),
        D=_dictionary(
            Name=TextStringObject("Layers"), Order=listed, ON=ArrayObject(groups.values())
        ),
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
    links = _links(writer, page, document)
    order += [block for block, _link in links]
    cast(DictionaryObject, document.get_object())[NameObject("/K")] = ArrayObject(order)
    parents = ArrayObject([NumberObject(0), ArrayObject(made[n] for n in sorted(made))])
    for number, (_block, link) in enumerate(links, start=1):
        parents += [NumberObject(number), link]
    tree = cast(DictionaryObject, root.get_object())
    tree[NameObject("/K")] = ArrayObject([document])
    tree[NameObject("/ParentTree")] = writer._add_object(_dictionary(Nums=parents))
    tree[NameObject("/ParentTreeNextKey")] = NumberObject(1 + len(links))
    return root


def _links(
    writer: PdfWriter, page: IndirectObject | None, document: IndirectObject
) -> list[tuple[IndirectObject, IndirectObject]]:
    """A paragraph with a link for each address that can be clicked; both elements of each."""
    made, clicked = [], []
    for number, reference in enumerate(writer.pages[0].get("/Annots", ()), start=1):
        annotation = cast(DictionaryObject, reference.get_object())
        action = cast(DictionaryObject, annotation["/A"].get_object())
        address = TextStringObject(action["/URI"])
        annotation.update(
            _dictionary(
                StructParent=NumberObject(number), Contents=address, F=NumberObject(PRINTED)
            )
        )
        clicked.append(writer._add_object(annotation))
        block = _element("P", document, page)
        outer = writer._add_object(block)
        link = _element("Link", outer, page)
        link[NameObject("/Alt")] = address
        link[NameObject("/K")] = _dictionary(Type=NameObject("/OBJR"), Obj=clicked[-1], Pg=page)
        inner = writer._add_object(link)
        block[NameObject("/K")] = inner
        made.append((outer, inner))
    writer.pages[0][NameObject("/Annots")] = ArrayObject(clicked)
    return made


def _element(
    tag: str, parent: IndirectObject | None, page: IndirectObject | None
) -> DictionaryObject:
    return _dictionary(Type=NameObject("/StructElem"), S=NameObject(f"/{tag}"), P=parent, Pg=page)


def _metadata(writer: PdfWriter, language: str) -> IndirectObject:
    """What the file says of itself as XMP: title, authors, licence, language, PDF/UA-1."""
    about: Mapping[str, object] = writer.metadata or {}
    title, author, rights = (
        escape(str(about.get(name, ""))) for name in ("/Title", "/Author", "/Subject")
    )
    stream = StreamObject()
    stream.update(_dictionary(Type=NameObject("/Metadata"), Subtype=NameObject("/XML")))
    stream.set_data(
        _XMP.format(title=title, author=author, rights=rights, language=language).encode()
    )
    return writer._add_object(stream)


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt></dc:rights>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def in_order(marks: list[Mark]) -> list[Mark]:
    """The marks as they are read: the map after the title, before the first heading."""
    maps = [mark for mark in marks if mark.tag == MAP]
    rest = [mark for mark in marks if mark.tag != MAP]
    at = next((n for n, mark in enumerate(rest) if mark.tag == "H2"), len(rest))
    return [*rest[:at], *maps, *rest[at:]]
