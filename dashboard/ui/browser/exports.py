"""What the dialogs of exports and citations need: what there is, how large, and the limits."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.cartography.paper import captions, sheet
from dashboard.dataset.model import Dataset, Language
from dashboard.export import address
from dashboard.export.cite import citation
from dashboard.export.press import choices
from dashboard.i18n import Phrase
from dashboard.ui import settings
from dashboard.ui.browser import contract


@dataclass(frozen=True, slots=True)
class Kind:
    """A file of data: its address without the suffix, and kB by suffix.

    ``{day}`` is the day shown, ``{first}`` and ``{last}`` are two days. The sizes
    are those of docs/exports.md, where they are of all 19 years the largest there can be.
    """

    id: str
    name: Phrase
    address: str
    kb: Mapping[str, int]


DATA: tuple[Kind, ...] = (
    Kind(
        "state",
        Phrase("Who held what on this day"),
        "/api/state/{day}",
        {"xlsx": 24, "csv": 65, "geojson": 431, "gpkg": 815, "fgb": 388, "json": 124},
    ),
    Kind(
        "states",
        Phrase("Who held what between two days"),
        "/api/states/{first}/{last}",
        {"xlsx": 128, "csv": 588, "geojson": 4018, "gpkg": 6136, "fgb": 3591, "json": 1159},
    ),
    Kind(
        "changes",
        Phrase("Every change between two days"),
        "/api/changes/{first}/{last}",
        {"xlsx": 110, "csv": 423, "geojson": 2916, "gpkg": 2875, "fgb": 2620, "json": 809},
    ),
    Kind(
        "differences",
        Phrase("What differs on the later of two days"),
        "/api/differences/{first}/{last}",
        {"xlsx": 110, "csv": 423, "geojson": 2916, "gpkg": 2875, "fgb": 2620, "json": 809},
    ),
    Kind(
        "claims",
        Phrase("Claims that stood between two days"),
        "/api/claims/{first}/{last}",
        {"xlsx": 45, "csv": 170, "geojson": 1573, "gpkg": 1642, "fgb": 1428, "json": 328},
    ),
    Kind(
        "lines",
        Phrase("Frontiers and lines between two days"),
        "/api/lines/{first}/{last}",
        {"xlsx": 20, "csv": 43, "geojson": 253, "gpkg": 360, "fgb": 233, "json": 64},
    ),
    Kind(
        "events",
        Phrase("Events between two days"),
        "/api/events/{first}/{last}",
        {"xlsx": 92, "csv": 258, "geojson": 338, "gpkg": 397, "fgb": 328, "json": 405},
    ),
    Kind(
        "places",
        Phrase("Places, with their names"),
        "/api/places",
        {"xlsx": 30, "csv": 66, "geojson": 106, "gpkg": 168, "fgb": 121, "jsonld": 1135},
    ),
    Kind("package", Phrase("The whole data package"), "/api/package", {"zip": 870}),
)
FORMATS: Mapping[str, str] = {
    "xlsx": "Excel (XLSX)",
    "csv": "CSV",
    "json": "JSON",
    "geojson": "GeoJSON",
    "gpkg": "GeoPackage",
    "fgb": "FlatGeobuf",
    "jsonld": "JSON-LD",
    "zip": "ZIP",
    "pdf": "PDF",
    "svg": "SVG",
    "png": "PNG",
    "mp4": "MP4",
    "webm": "WebM",
    "gif": "GIF",
}
FILMS = ("mp4", "webm", "gif")
# An A4 sheet in kB, a PNG at 300 dpi.
SHEET_KB: Mapping[str, int] = {"pdf": 1500, "svg": 2700, "png": 3800}
SIZES: tuple[tuple[str, Phrase], ...] = (
    ("a4", Phrase("A4, landscape")),
    ("a3", Phrase("A3, landscape")),
    ("slide", Phrase("Slide, 16:9")),
)


def build(dataset: Dataset, language: Language) -> contract.Exports:
    """``payload.exports`` of assets/export/dialog.mjs and cite.mjs, in one language."""
    return {
        "citation": captions.cite_form(dataset, language),
        "base": address.public_base(),
        "local": address.LOCAL,
        "styles": [(one, form.name) for one, form in citation.FORMATS.items()],
        "prose": [one for one, form in citation.FORMATS.items() if form.csl],
        "formats": FORMATS,
        "data": [
            {"id": one.id, "name": one.name[language], "address": one.address, "kb": one.kb}
            for one in DATA
        ],
        "film": {
            "kinds": FILMS,
            "by": choices.BY,
            "sizes": list(choices.SIZES.values()),
        },
        "sheet": {
            "kinds": list(sheet.KINDS),
            "kb": SHEET_KB,
            "sizes": [(one, name[language], *sheet.SIZES_MM[one]) for one, name in SIZES],
            "mm": (sheet.MIN_MM, sheet.MAX_MM),
            "dpi": (sheet.MIN_DPI, sheet.MAX_DPI),
            "degrees": sheet.degrees_of(dataset.home)[1],
            "pixels": settings.whole("SNAPSHOT_PIXELS"),
        },
    }
