"""What a PDF says of itself for those who keep it: PDF/UA-1, PDF/A-3a, colours, an identifier.

PDF/UA-1 is ISO 14289-1, PDF/A-3 is ISO 19005-3; ``scripts/verapdf.py`` asks veraPDF whether a file
is what it says.
"""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from PIL import ImageCms
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from dashboard.cartography.paper.pdf_objects import dictionary

COLOURS = "sRGB IEC61966-2.1"
# Where a colour profile has the year, month, day, hour, minute and second of its making.
_MADE = slice(24, 36)


def declare(writer: PdfWriter, language: str, made_of: bytes) -> None:
    """Add metadata, identifier and the meaning of the colours to a file that has its title.

    The identifier is that of ``made_of``, from which the file follows: the same file has the same.
    """
    root = writer.root_object
    root[NameObject("/Metadata")] = _metadata(writer, language)
    root[NameObject("/OutputIntents")] = ArrayObject([_intent(writer)])
    name = ByteStringObject(hashlib.sha256(made_of).digest()[:16])
    writer._ID = ArrayObject([name, name])


def _intent(writer: PdfWriter) -> Any:
    """The colours of the file are those of a screen."""
    stream = StreamObject()
    stream.update(dictionary(N=NumberObject(3)))
    stream.set_data(_profile())
    intent = dictionary(
        Type=NameObject("/OutputIntent"),
        S=NameObject("/GTS_PDFA1"),
        OutputConditionIdentifier=TextStringObject(COLOURS),
        Info=TextStringObject(COLOURS),
        DestOutputProfile=writer._add_object(stream),
    )
    return writer._add_object(intent)


@lru_cache(maxsize=1)
def _profile() -> bytes:
    """The profile of sRGB as littlecms makes it, with a fixed day in place of the clock's."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_MADE] = bytes.fromhex("07d000010001000000000000")
    return bytes(made)


def _metadata(writer: PdfWriter, language: str) -> Any:
    """What the file says of itself as XMP: title, authors, licence, language, standards."""
    about: Mapping[str, object] = writer.metadata or {}
    names = ("title", "author", "subject", "creator", "producer")
    said = {name: escape(str(about.get(f"/{name.title()}", ""))) for name in names}
    stream = StreamObject()
    stream.update(dictionary(Type=NameObject("/Metadata"), Subtype=NameObject("/XML")))
    stream.set_data(_XMP.format(language=language, **said).encode())
    return writer._add_object(stream)


# PDF/A asks for a description of each property that is not of its own list.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:rights>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
