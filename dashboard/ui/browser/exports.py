"""What the dialogs of exports and citations need: what there is, how large, and the limits."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import i18n
from dashboard.cartography.paper import captions, sheet
from dashboard.dataset.extents import EARTH, degrees_of
from dashboard.dataset.model import Dataset, Language
from dashboard.export import address
from dashboard.export.cite import citation
from dashboard.export.data import formats
from dashboard.export.data.exports import ADDRESSES, EXPORTS
from dashboard.export.press import choices
from dashboard.i18n import Phrase
from dashboard.ui import settings
from dashboard.ui.browser import contract
from dashboard.ui.page.frozen import FILM, Frozen


@dataclass(frozen=True, slots=True)
class Kind:
    """A file of data: its address without the suffix, and kB by suffix.

    ``{day}`` is the day shown, ``{first}`` and ``{last}`` are two days. The sizes
    are those of docs/benchmarks.md, where they are of all 19 years the largest there can be.
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
        {"xlsx": 35, "csv": 139, "geojson": 558, "gpkg": 909, "fgb": 485, "json": 271},
    ),
    Kind(
        "states",
        Phrase("Who held what between two days"),
        "/api/states/{first}/{last}",
        {"xlsx": 198, "csv": 1247, "geojson": 5173, "gpkg": 7348, "fgb": 4439, "json": 2497},
    ),
    Kind(
        "changes",
        Phrase("Every change between two days"),
        "/api/changes/{first}/{last}",
        {"xlsx": 169, "csv": 950, "geojson": 3839, "gpkg": 3518, "fgb": 3314, "json": 1866},
    ),
    Kind(
        "differences",
        Phrase("What differs on the later of two days"),
        "/api/differences/{first}/{last}",
        {"xlsx": 169, "csv": 950, "geojson": 3839, "gpkg": 3518, "fgb": 3314, "json": 1866},
    ),
    Kind(
        "claims",
        Phrase("Claims that stood between two days"),
        "/api/claims/{first}/{last}",
        {"xlsx": 75, "csv": 416, "geojson": 2064, "gpkg": 1962, "fgb": 1794, "json": 846},
    ),
    Kind(
        "treaties",
        Phrase("What treaties signed between two days say of land"),
        "/api/treaties/{first}/{last}",
        {"xlsx": 62, "csv": 371, "geojson": 1204, "gpkg": 1196, "fgb": 1043, "json": 679},
    ),
    Kind(
        "lines",
        Phrase("Frontiers and lines between two days"),
        "/api/lines/{first}/{last}",
        {"xlsx": 29, "csv": 87, "geojson": 366, "gpkg": 446, "fgb": 321, "json": 167},
    ),
    Kind(
        "events",
        Phrase("Events between two days"),
        "/api/events/{first}/{last}",
        {"xlsx": 114, "csv": 452, "geojson": 661, "gpkg": 655, "fgb": 521, "json": 865},
    ),
    Kind(
        "areas",
        Phrase("Area held by each power between two days"),
        "/api/areas/{first}/{last}",
        {"xlsx": 19, "csv": 93, "json": 126},
    ),
    Kind(
        "places",
        Phrase("Places, with their names"),
        "/api/places",
        {"xlsx": 30, "csv": 67, "geojson": 125, "gpkg": 168, "fgb": 121, "jsonld": 1213},
    ),
    Kind("package", Phrase("The whole data package"), "/api/package", {"zip": 908}),
)
HELD = frozenset(ADDRESSES.get(name, name) for name, export in EXPORTS.items() if export.held)
"""Ids of the files that differ between readings."""
FORMATS: Mapping[str, str] = {
    **{suffix: form.name for suffix, form in formats.FORMATS.items()},
    "jsonld": "JSON-LD",
    "zip": "ZIP",
    "pdf": "PDF",
    "svg": "SVG",
    "png": "PNG",
    "mp4": "MP4",
    "webm": "WebM",
    "gif": "GIF",
}
FROZEN_STATE = ("csv", "geojson")
FROZEN_SHEET = "pdf"
"""What a frozen site has of a day."""
FILMS = ("mp4", "webm", "gif")
# An A4 sheet in kB, a PNG at 300 dpi.
SHEET_KB: Mapping[str, int] = {"pdf": 4000, "svg": 3600, "png": 3800}
SIZES: tuple[tuple[str, Phrase], ...] = (
    ("a4", Phrase("A4, landscape")),
    ("a3", Phrase("A3, landscape")),
    ("slide", Phrase("Slide, 16:9")),
    ("column", Phrase("Column of a journal, 84 mm wide")),
    ("columns", Phrase("Page of a journal, 174 mm wide")),
)
PARTS: Mapping[str, Phrase] = {
    "title": Phrase("Title and day"),
    "legend": Phrase("Legend"),
    "sources": Phrase("Sources and how to cite"),
}


def build(dataset: Dataset, language: Language, frozen: Frozen | None = None) -> contract.Exports:
    """``payload.exports`` of assets/export/dialog.mjs and cite.mjs, in a language."""
    sheets, films = list(sheet.KINDS), list(FILMS)
    if frozen:
        sheets = [FROZEN_SHEET] if language in frozen.sheets else []
        films = [FILM] if language in frozen.films else []
    return {
        "citation": captions.cite_form(dataset, language),
        "base": address.public_base(),
        "local": address.LOCAL,
        "network": address.NETWORK,
        "styles": [(style, form.name) for style, form in citation.FORMATS.items()],
        "prose": [style for style, form in citation.FORMATS.items() if form.csl],
        "formats": FORMATS,
        "data": frozen_data(dataset, language)
        if frozen
        else [_named(kind, language) for kind in DATA],
        "film": {
            "kinds": films,
            "by": choices.BY,
            "sizes": list(choices.SIZES.values()),
            "days": [i18n.day_label(day, language) for day in dataset.terms.film_days],
            "subtitles": frozen.subtitles if frozen else (),
        },
        "sheet": {
            "kinds": sheets,
            "figures": choices.THROUGH_TIME,
            "kb": SHEET_KB,
            "sizes": [(size, name[language], *sheet.SIZES_MM[size]) for size, name in SIZES],
            "parts": [(part, PARTS[part][language]) for part in sheet.PARTS],
            "mm": (sheet.MIN_MM, sheet.MAX_MM),
            "dpi": (sheet.MIN_DPI, sheet.MAX_DPI),
            "earth": EARTH,
            "degrees": degrees_of(dataset.home)[1],
            "pixels": settings.whole("SNAPSHOT_PIXELS"),
        },
    }


def _named(kind: Kind, language: Language) -> contract.DataKind:
    return {
        "id": kind.id,
        "name": kind.name[language],
        "address": kind.address,
        "held": kind.id in HELD,
        "kb": kind.kb,
    }


def frozen_data(dataset: Dataset, language: Language) -> list[contract.DataKind]:
    """What a frozen site has: the days of change, and else the whole time and nothing between.

    How large a file is, it does not say: the sizes of ``DATA`` are those of a single package.
    """
    first, last = dataset.first_day, dataset.last_day
    years = f"({first.year}–{last.year})"
    kinds_of_data: list[contract.DataKind] = []
    for kind in DATA:
        kinds, ranged = (
            FROZEN_STATE if "{day}" in kind.address else kind.kb,
            "{first}" in kind.address,
        )
        # The first and the last day of the atlas alone say little about what differs.
        if kind.id == "differences":
            continue
        kinds_of_data.append(
            {
                "id": kind.id,
                "name": f"{kind.name[language]} {years}" if ranged else kind.name[language],
                "address": kind.address.replace("{first}", f"{first}").replace("{last}", f"{last}"),
                # A frozen site has the files of the atlas's own reading alone.
                "held": False,
                "kb": dict.fromkeys(kinds, 0),
            }
        )
    return kinds_of_data
