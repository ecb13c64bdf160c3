"""``layer_styles`` of a GeoPackage: the fills, hatches, lines and names of the atlas for QGIS.

QGIS reads the table by itself when a layer is opened. Each style also sets the temporal
controller: the days of a row as date-times, from the first up to, but not on, the last. Days
compared as they are would show each change a day early.

References
----------
QGIS 3.22 and later, https://docs.qgis.org/latest/en/docs/user_manual/appendices/qgis_file_formats.html
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from dashboard.cartography.look import style
from dashboard.cartography.look.patterns import Dots, Stroke, marks
from dashboard.cartography.look.style import Paint
from dashboard.dataset.model import Dataset
from dashboard.export.data.tables import Table

MM = 25.4 / 96
"""A CSS pixel in millimetres of the map."""
FONT_SIZE = 8
POINT_MM = 2.0

_CREATE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
  description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME)
"""
_LIST = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)
VALUES ('layer_styles', 'attributes', 'layer_styles', 'Looks of the layers, for QGIS', ?)
"""
_INSERT = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,
  styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, update_time)
VALUES ('', '', ?, 'geom', 'atlas', ?, '', 1, 'As the atlas draws it', '', NULL, ?)
"""


def add(file: sqlite3.Connection, tables: Sequence[Table], dataset: Dataset, moment: str) -> None:
    """Write the looks of the tables into an open GeoPackage; ``moment`` is their hour."""
    file.execute(_CREATE)
    file.execute(_LIST, (moment,))
    for table in tables:
        if table.name in _RENDERERS:
            file.execute(_INSERT, (table.name, qml(table, dataset), moment))


def qml(table: Table, dataset: Dataset) -> str:
    """Return the look of a table as QGIS writes it into a .qml file."""
    root = Element(
        "qgis", version="3.22.0", styleCategories="AllStyleCategories", labelsEnabled="1"
    )
    days = next((pair for pair in _DAYS if pair[0] in table.fields), None)
    if days:
        _temporal(root, *days)
    _RENDERERS[table.name](root, table, dataset)
    first = dataset.languages[0]
    name = next(field for field in (f"name_{first}", f"title_{first}") if field in table.fields)
    _labels(root, name)
    return (
        f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{tostring(root, 'unicode')}"
    )


# A row without a first or last day is true before or after every day.
_DAYS = (
    (
        "valid_from",
        'coalesce(to_datetime("valid_from"), make_datetime(1, 1, 1, 0, 0, 0))',
        'coalesce(to_datetime("valid_to"), make_datetime(9999, 1, 1, 0, 0, 0))',
    ),
    ("day", 'to_datetime("day")', "to_datetime(\"day\") + to_interval('1 day')"),
)


def _temporal(root: Element, field: str, start: str, end: str) -> None:
    modes = {"mode": "4", "limitMode": "0", "enabled": "1", "accumulate": "0"}
    fields = {"startField": field, "endField": "", "durationField": "", "durationUnit": "min"}
    expressions = {"startExpression": start, "endExpression": end, "fixedDuration": "0"}
    SubElement(root, "temporal", {**modes, **fields, **expressions})


def _territories(root: Element, table: Table, dataset: Dataset) -> None:
    keys = sorted({str(row["paint"]) for row in table.rows})
    add_symbol = _categories(root, "paint", [(key, _words(dataset, key)) for key in keys], "fill")
    for number, key in enumerate(keys):
        paint = Paint.named(key)
        symbol = add_symbol(number)
        _fill(symbol, dataset.roles[paint.role].fill, 0.8)
        for place, mark in enumerate(marks(paint, dataset.roles), start=1):
            _pattern(symbol, mark, f"@{number}@{place}")


def _fill(symbol: Element, colour: str, border: float) -> None:
    words = {
        "color": _rgba(colour),
        "style": "solid",
        "outline_color": _rgba(style.FRONTIER),
        "outline_style": "solid",
        "outline_width": f"{border * MM:.3f}",
        "outline_width_unit": "MM",
    }
    _options(symbol, "SimpleFill", words)


def _words(dataset: Dataset, key: str) -> str:
    paint = Paint.named(key)
    parts = [str(dataset.roles[paint.role].name), paint.pattern, paint.weave]
    second = dataset.roles.get(paint.second)
    return ", ".join(filter(None, [*parts, str(second.name) if second else ""]))


def _pattern(symbol: Element, mark: Stroke | Dots, name: str) -> None:
    if isinstance(mark, Dots):
        # Two dots stand in each square of the period, staggered.
        step = {
            "distance_x": f"{mark.period / 2 * MM:.3f}",
            "distance_y": f"{mark.period * MM:.3f}",
        }
        shift = {"displacement_x": "0", "displacement_y": f"{mark.period / 2 * MM:.3f}"}
        units = {f"{name}_unit": "MM" for name in (*step, *shift)}
        layer = _options(symbol, "PointPatternFill", {**step, **shift, **units})
        inner = SubElement(layer, "symbol", name=name, type="marker", alpha="1")
        _marker(inner, mark.colour, 2 * mark.radius * MM)
        return
    lines = {"angle": f"{mark.angle:g}", "distance": f"{mark.period * MM:.3f}"}
    layer = _options(symbol, "LinePatternFill", {**lines, "distance_unit": "MM"})
    inner = SubElement(layer, "symbol", name=name, type="line", alpha=f"{mark.opacity:g}")
    _stroke(inner, mark.colour, mark.width)


def _claims(root: Element, table: Table, dataset: Dataset) -> None:
    keys = sorted({str(row["claimant_role"]) for row in table.rows})
    named = [(key, str(dataset.roles[key].name)) for key in keys]
    add_symbol = _categories(root, "claimant_role", named, "fill")
    for number, key in enumerate(keys):
        width, dash = style.RIM_LOOKS["claim"].width, "6px,6px"
        _stroke(add_symbol(number), dataset.roles[key].ink, width / 2, dash)


def _treaties(root: Element, table: Table, dataset: Dataset) -> None:
    """The land in the colour of the power that the treaty gives it to."""
    keys = sorted({str(row["to_role"]) for row in table.rows})
    named = [(key, str(dataset.roles[key].name)) for key in keys]
    add_symbol = _categories(root, "to_role", named, "fill")
    for number, key in enumerate(keys):
        _fill(add_symbol(number), dataset.roles[key].fill, style.OUTLINE_LOOKS["changed"].width)


def _lines(root: Element, table: Table, dataset: Dataset) -> None:
    keys = sorted({str(row["look"]) for row in table.rows})
    add_symbol = _categories(root, "look", [(key, key.replace("_", " ")) for key in keys], "line")
    looks = style.line_looks(dataset.kinds)
    for number, key in enumerate(keys):
        symbol, look = add_symbol(number), looks[key]
        if look.casing:
            _stroke(symbol, style.CASING, look.casing)
        _stroke(symbol, look.color, look.width, look.dash)


def _points(root: Element, _table: Table, _dataset: Dataset) -> None:
    renderer = SubElement(root, "renderer-v2", type="singleSymbol", symbollevels="0")
    symbols = SubElement(renderer, "symbols")
    symbol = SubElement(symbols, "symbol", name="0", type="marker", alpha="1")
    _marker(symbol, style.LABEL_INK, POINT_MM)


_RENDERERS: Mapping[str, Callable[[Element, Table, Dataset], None]] = {
    "territories": _territories,
    "claims": _claims,
    "treaties": _treaties,
    "lines": _lines,
    "events": _points,
    "places": _points,
}


def _categories(
    root: Element, field: str, named: Iterable[tuple[str, str]], kind: str
) -> Callable[[int], Element]:
    """Write a renderer by the values of a field; the result makes the symbol of each."""
    renderer = SubElement(
        root, "renderer-v2", type="categorizedSymbol", attr=field, symbollevels="0"
    )
    listed = SubElement(renderer, "categories")
    for number, (key, label) in enumerate(named):
        SubElement(listed, "category", value=key, label=label, symbol=str(number), render="true")
    symbols = SubElement(renderer, "symbols")

    def symbol(number: int) -> Element:
        return SubElement(symbols, "symbol", name=str(number), type=kind, alpha="1")

    return symbol


def _stroke(symbol: Element, colour: str, width: float, dash: str = "") -> None:
    words = {
        "line_color": _rgba(colour),
        "line_width": f"{width * MM:.3f}",
        "line_width_unit": "MM",
    }
    if dash:
        steps = ";".join(f"{length * MM:.3f}" for length in _pixels(dash))
        words |= {"use_custom_dash": "1", "customdash": steps, "customdash_unit": "MM"}
    _options(symbol, "SimpleLine", {**words, "capstyle": "flat", "joinstyle": "round"})


def _pixels(dash: str) -> Iterator[float]:
    for part in dash.split(","):
        yield float(part.removesuffix("px"))


def _marker(symbol: Element, colour: str, size: float) -> None:
    words = {"name": "circle", "color": _rgba(colour), "outline_style": "no"}
    _options(symbol, "SimpleMarker", {**words, "size": f"{size:.3f}", "size_unit": "MM"})


def _options(symbol: Element, kind: str, words: Mapping[str, str]) -> Element:
    layer = SubElement(symbol, "layer", {"class": kind, "enabled": "1", "pass": "0", "locked": "0"})
    options = SubElement(layer, "Option", type="Map")
    for name, value in words.items():
        SubElement(options, "Option", name=name, value=value, type="QString")
    return layer


def _labels(root: Element, field: str) -> None:
    labels = SubElement(root, "labeling", type="simple")
    settings = SubElement(labels, "settings")
    colours = {"textColor": _rgba(style.LABEL_INK), "textOpacity": "1"}
    sizes = {"fontSize": str(FONT_SIZE), "fontSizeUnit": "Point", "isExpression": "0"}
    text = SubElement(settings, "text-style", {"fieldName": field, **sizes, **colours})
    halo = {"bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM", "bufferOpacity": "1"}
    SubElement(text, "text-buffer", {**halo, "bufferColor": _rgba(style.LABEL_HALO)})
    SubElement(settings, "placement", placement="1", priority="5", fitInPolygonOnly="0")
    SubElement(settings, "rendering", drawLabels="1", obstacle="1")


def _rgba(colour: str) -> str:
    """``#rrggbb`` as QGIS writes it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},255"
