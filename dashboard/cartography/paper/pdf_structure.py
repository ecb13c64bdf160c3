"""What Matplotlib leaves out of a PDF: language, layers that can be switched, tags."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from dashboard.cartography.paper import pdf_standards, pdf_table
from dashboard.cartography.paper.pdf_objects import dictionary, element
from dashboard.cartography.paper.structure import MAP, Leaf, Mark

# A link is on paper as on the screen.
PRINTED = 4


def finish(content: bytes, leaves: Sequence[Leaf], language: str) -> bytes:
    """Return a PDF with the structure that the figures of its pages have marked, a leaf for each.

    The file says that it is of PDF/UA-1 and PDF/A-3a, see :mod:`pdf_standards`.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    complete(writer, leaves, language, content + repr(leaves).encode())
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def complete(writer: PdfWriter, leaves: Sequence[Leaf], language: str, made_of: bytes) -> None:
    """Add the structure to a file that has all its pages, its links and its title.

    ``made_of`` is that from which the whole file follows.
    """
    # Layers and tags of this form are of this version on.
    writer.pdf_header = "%PDF-1.7"
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/ViewerPreferences")] = dictionary(DisplayDocTitle=BooleanObject(True))
    root[NameObject("/MarkInfo")] = dictionary(Marked=BooleanObject(True))
    _layers(writer, leaves)
    root[NameObject("/StructTreeRoot")] = _tree(writer, leaves)
    pdf_standards.declare(writer, language, made_of)


def _layers(writer: PdfWriter, leaves: Sequence[Leaf]) -> None:
    """The layers of the maps, all of them shown, those above first in a reader's list.

    A layer that several maps have is switched on all of them at once. Figures have none.
    """
    if not any(leaf.layers for leaf in leaves):
        return
    labels = {name: label for leaf in leaves for name, label in leaf.layers.items()}
    groups = {
        name: writer._add_object(dictionary(Type=NameObject("/OCG"), Name=TextStringObject(label)))
        for name, label in labels.items()
    }
    for page in writer.pages:
        resources = cast(DictionaryObject, page["/Resources"].get_object())
        named = {NameObject(f"/{name}"): group for name, group in groups.items()}
        resources[NameObject("/Properties")] = DictionaryObject(named)
    listed = ArrayObject(reversed(groups.values()))
    writer.root_object[NameObject("/OCProperties")] = dictionary(
        OCGs=ArrayObject(groups.values()),
        D=dictionary(
            Name=TextStringObject("Layers"), Order=listed, ON=ArrayObject(groups.values())
        ),
    )


def _tree(writer: PdfWriter, leaves: Sequence[Leaf]) -> IndirectObject:
    """The tree of the content, page by page: headings, maps, texts, in the order of reading."""
    root = writer._add_object(dictionary(Type=NameObject("/StructTreeRoot")))
    document = writer._add_object(
        dictionary(Type=NameObject("/StructElem"), S=NameObject("/Document"), P=root)
    )
    # Headings begin with the first level, also on a sheet without its title.
    has_title = any(mark.tag == "H1" for leaf in leaves for mark in leaf.marks)
    first = {} if has_title else {"H2": "H1"}
    order: list[IndirectObject] = []
    parents, clicked = ArrayObject(), ArrayObject()
    for number, (page, leaf) in enumerate(zip(writer.pages, leaves, strict=True)):
        page[NameObject("/StructParents")] = NumberObject(number)
        page[NameObject("/Tabs")] = NameObject("/S")
        made = _elements(writer, page, leaf, document, first)
        table, cells = pdf_table.table(writer, page, leaf.marks, document)
        inside = made | cells
        parents += [NumberObject(number), ArrayObject(inside[n] for n in sorted(inside))]
        for mark in in_order(leaf.marks, leaf.headed):
            if not mark.cell:
                order.append(made[mark.number])
            elif table and table not in order:
                order.append(table)
        blocks = [made[n] for n in leaf.linked]
        links = _links(writer, page, document, blocks, len(leaves) + len(clicked) // 2)
        order += [block for block, _link in links if not blocks]
        for _block, link in links:
            clicked += [NumberObject(len(leaves) + len(clicked) // 2), link]
    cast(DictionaryObject, document.get_object())[NameObject("/K")] = ArrayObject(order)
    tree = cast(DictionaryObject, root.get_object())
    tree[NameObject("/K")] = ArrayObject([document])
    tree[NameObject("/ParentTree")] = writer._add_object(dictionary(Nums=parents + clicked))
    tree[NameObject("/ParentTreeNextKey")] = NumberObject(len(leaves) + len(clicked) // 2)
    return root


def _elements(
    writer: PdfWriter,
    page: PageObject,
    leaf: Leaf,
    document: IndirectObject,
    tags: Mapping[str, str],
) -> dict[int, IndirectObject]:
    """An element for each mark of a page that is in no table, by its number.

    ``tags`` are those that an element has in place of its mark's.
    """
    said = iter(leaf.alternatives)
    made = {}
    for mark in leaf.marks:
        if mark.cell:
            continue
        one = element(tags.get(mark.tag, mark.tag), document, page)
        one[NameObject("/K")] = ArrayObject([NumberObject(mark.number)])
        if mark.tag == MAP:
            one[NameObject("/Alt")] = TextStringObject(next(said))
        made[mark.number] = writer._add_object(one)
    return made


def _links(
    writer: PdfWriter,
    page: PageObject,
    document: IndirectObject,
    blocks: Sequence[IndirectObject],
    first: int,
) -> list[tuple[IndirectObject, IndirectObject]]:
    """The paragraph and the link of each annotation of a page, of which all are links.

    ``blocks`` are the paragraphs; without them each link has its own. ``first`` is the number of
    the first in the tree of parents.
    """
    made, clicked = [], []
    for n, reference in enumerate(page.get("/Annots", ())):
        annotation = cast(DictionaryObject, reference.get_object())
        said = _said(annotation)
        annotation.update(
            dictionary(StructParent=NumberObject(first + n), Contents=said, F=NumberObject(PRINTED))
        )
        # That of a sheet stands in the list itself, those of an atlas each by itself.
        by_itself = getattr(annotation, "indirect_reference", None)
        clicked.append(by_itself or writer._add_object(annotation))
        outer = blocks[n] if blocks else writer._add_object(element("P", document, page))
        link = element("Link", outer, page)
        link[NameObject("/Alt")] = said
        link[NameObject("/K")] = dictionary(
            Type=NameObject("/OBJR"), Obj=clicked[-1], Pg=page.indirect_reference
        )
        inner = writer._add_object(link)
        block = cast(DictionaryObject, outer.get_object())
        block[NameObject("/K")] = ArrayObject([*block.get("/K", ()), inner])
        made.append((outer, inner))
    page[NameObject("/Annots")] = ArrayObject(clicked)
    return made


def _said(annotation: DictionaryObject) -> TextStringObject:
    """Where a link leads in words: what it says of itself, else its address."""
    if "/Contents" in annotation:
        return TextStringObject(annotation["/Contents"])
    action = cast(DictionaryObject, annotation["/A"].get_object())
    return TextStringObject(action["/URI"])


def in_order(marks: Sequence[Mark], headed: bool = False) -> list[Mark]:
    """The marks as they are read: maps before the first heading, or each after its heading."""
    maps = [mark for mark in marks if mark.tag == MAP]
    rest = [mark for mark in marks if mark.tag != MAP]
    heads = [n for n, mark in enumerate(rest) if mark.tag == "H2"]
    if not headed:
        at = heads[0] if heads else len(rest)
        return [*rest[:at], *maps, *rest[at:]]
    for at, mark in reversed(list(zip(heads, maps, strict=False))):
        rest.insert(at + 1, mark)
    return [*maps[len(heads) :], *rest]
