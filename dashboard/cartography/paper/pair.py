"""Two days on a single sheet: outlines on both maps, their legend, what changed hands."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard import i18n
from dashboard.cartography.look import style
from dashboard.cartography.paper import captions, legend, lettering, sheet, swatches
from dashboard.cartography.paper.captions import Caption
from dashboard.cartography.paper.chart import Chart, Shown
from dashboard.cartography.paper.plate import Plate
from dashboard.dataset.between import Difference, between
from dashboard.dataset.model import Language
from dashboard.i18n.words import MAPS, PAPER

HEAD_SIZE = 9.5
ROWS = 8
# Three figures of an area: the boundaries bear no more.
FIGURES = 3


def outline(chart: Chart, days: Sequence[date], day: date) -> None:
    """Outline the land that goes to another power, on the later map with the former colour."""
    plate = chart.plate
    moved = {
        difference.territory_id
        for difference in _differences(plate, days)
        if difference.kind == "power"
    }
    if not moved:
        return
    if day == days[-1]:
        chart.news(plate.timeline.changed(days[0], day), moved)
    else:
        look = style.OUTLINE_LOOKS["changed"]
        chart.outline(moved, chart.palette.frontier, look.width, look.casing, 13)


def caption(
    plate: Plate, words: Caption, days: Sequence[date], language: Language, address: str
) -> Caption:
    """The words of the later day turned to both days."""
    _ = i18n.translator(language)
    first, second = (i18n.day_label(day, language) for day in days)
    both = MAPS["picture.days"][language].format(first=first, second=second)
    moved = [difference for difference in _differences(plate, days) if difference.kind == "power"]
    km2 = sum(plate.km2[difference.territory_id] for difference in moved)
    sentence = MAPS["changedHands"][language]
    if len(moved) == 1:
        sentence = MAPS["changedHandsOne"][language]
    if not moved:
        sentence = MAPS["compare.none"][language]
    lead = sentence.format(count=len(moved), km2=_area(km2, language))
    lead = captions.after_reading(plate.dataset, lead, language)
    citation = captions.filled(captions.cite_form(plate.dataset, language), both, address)
    return replace(words, day=both, lead=lead, citation=citation)


def heads(
    pen: swatches.Pen, layout: sheet.Layout, days: Sequence[date], language: Language
) -> None:
    """Write the day of each map above it."""
    for (left, bottom, _width, height), day in zip(layout.frames, days, strict=True):
        at = (left, bottom + height + 4 * pen.scale)
        face = lettering.face(HEAD_SIZE * pen.scale, True)
        lettering.write(pen.page, at, i18n.day_label(day, language), face, pen.palette.ink)


def blocks(
    plate: Plate, maps: Sequence[Shown], days: Sequence[date], language: Language, room: float
) -> list[legend.Block]:
    """What changed hands, and the legend of both maps."""
    _ = i18n.translator(language)
    signs = [sign for shown in maps for sign in legend.all_signs(plate, shown, language)]
    moved = [difference for difference in _differences(plate, days) if difference.kind == "power"]
    if moved:
        most = max(moved, key=lambda difference: plate.km2[difference.territory_id])
        former = plate.dataset.polities[most.before.controller].role
        outlined = PAPER["before"][language].format(what=MAPS["compare.outlined"][language])
        signs.append(legend.Sign(outlined, swatches.changed(former)))
    rows = legend.rows_of(signs, room)
    half = (len(rows) + 1) // 2
    return [
        legend.Block(
            MAPS["compare.changed"][language], tuple(_transfers(plate, days, language, room))
        ),
        legend.Block(MAPS["heldBy"][language], tuple(legend.holders(plate, maps, language, room))),
        # In two parts, so that the columns fill alike.
        legend.Block(_("Status and lines"), tuple(rows[:half])),
        legend.Block("", tuple(rows[half:])),
    ]


def _transfers(
    plate: Plate, days: Sequence[date], language: Language, room: float
) -> list[legend.Row]:
    """Who came after whom: other powers first, then other polities, the largest area first."""
    _ = i18n.translator(language)
    polities = plate.dataset.polities
    differences = _differences(plate, days)
    groups: dict[tuple[str, str, str], list[Difference]] = defaultdict(list)
    for difference in differences:
        if difference.kind != "status":
            groups[
                difference.kind, difference.before.controller, difference.after.controller
            ].append(difference)
    sizes = {
        key: sum(plate.km2[difference.territory_id] for difference in those)
        for key, those in groups.items()
    }
    order = sorted(sizes, key=lambda key: (key[0] != "power", -sizes[key]))
    rows = []
    for key in order[:ROWS]:
        _kind, *pair = key
        paints = [style.Paint(polities[polity].role, polities[polity].weave) for polity in pair]
        names = " → ".join(polities[polity].short[language] for polity in pair)
        counted = f"{names}, {_area(sizes[key], language)}\N{NO-BREAK SPACE}km²"
        lines = tuple(lettering.wrap(counted, room - WIDE, legend.BODY))
        rows.append(legend.Row(lines, swatches.beside(paints), indent=WIDE))
    status = sum(difference.kind == "status" for difference in differences)
    rest = []
    if len(order) > ROWS:
        rest.append(_("{count} smaller changes, on the page").format(count=len(order) - ROWS))
    if status:
        rest.append(_("Only the status differs in {count} territories").format(count=status))
    if not order:
        rest.insert(0, MAPS["compare.none"][language])
    for text in rest:
        lines = tuple(lettering.wrap(text, room, legend.SMALL))
        rows.append(legend.Row(lines, size=legend.SMALL))
    return rows


WIDE = 2 * swatches.SWATCH[0] + 9.0


def _differences(plate: Plate, days: Sequence[date]) -> tuple[Difference, ...]:
    return between(plate.dataset, plate.timeline, days[0], days[-1])


def _area(km2: float, language: Language) -> str:
    step = 10 ** max(0, len(str(round(km2))) - FIGURES)
    return i18n.number(round(km2 / step) * step, language)
