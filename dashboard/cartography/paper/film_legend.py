"""The legend of a film, which stands still: all that its map shows at any time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dashboard import i18n
from dashboard.cartography.look import style
from dashboard.cartography.paper import legend, lettering, swatches
from dashboard.cartography.paper.chart import Shown
from dashboard.cartography.paper.plate import Plate
from dashboard.dataset.model import Language
from dashboard.dataset.text import Words
from dashboard.i18n import kinds
from dashboard.i18n.words import LEGEND, MAPS, PAPER

# Holders of the same fill that the legend names: those of most land.
NAMED = 3


Days = tuple[date, date]
"""The first day of a film and its last."""


def steady(
    plate: Plate, days: Days, shown: Sequence[Shown], room: float, language: Language
) -> list[legend.Block]:
    """A common legend of several maps: each sign of any of them, once."""
    _ = i18n.translator(language)
    before = PAPER["before"][language]
    on_this_day = before.format(what=LEGEND["changed"][language])
    signs: list[legend.Sign] = []
    for drawn in shown:
        at = 0
        # Lines go by what they are and not by name: a film of years has dozens of them.
        for drawn_sign in legend.all_signs(plate, replace(drawn, lines=()), language):
            # A frame may show what changed since the frame before, a week ago.
            just = drawn_sign.text == on_this_day
            sign = (
                replace(drawn_sign, text=before.format(what=_("Just changed")))
                if just
                else drawn_sign
            )
            same = [n for n, other in enumerate(signs) if other.text == sign.text]
            if not same:
                signs.insert(at, sign)
            at = (same[0] if same else at) + 1
    signs += _lines(plate, shown, language)
    holders = tuple(_holders(plate, days, shown[0], room, language))
    return [
        legend.Block(MAPS["heldBy"][language], holders),
        legend.Block(_("Status and lines"), tuple(legend.rows_of(signs, room))),
    ]


def _lines(plate: Plate, shown: Sequence[Shown], language: Language) -> Iterable[legend.Sign]:
    """A sign for each kind of line of history on any of the maps, in the order of the table."""
    looks = {line.look for drawn in shown for line in drawn.lines}
    known = plate.dataset.kinds
    words = kinds.lines(known)
    named: list[tuple[Words, style.LineLook]] = [
        (LEGEND[status], look) for status, look in style.LINE_LOOKS.items()
    ]
    named += [
        (words[kind], line_kind.look) for kind, line_kind in known.lines.items() if line_kind.look
    ]
    for text, look in named:
        if look in looks:
            yield legend.Sign(text[language], swatches.stroke(look), legend.seen(look))
        unsure = style.uncertain(look)
        if unsure != look and unsure in looks:
            # All of them look alike; the name of each stands along it.
            words_of = LEGEND["uncertain"][language]
            yield legend.Sign(words_of, swatches.stroke(unsure), legend.seen(unsure))


def _holders(
    plate: Plate, days: Days, shown: Shown, room: float, language: Language
) -> Iterable[legend.Row]:
    """A row for each fill, with those who held land under it, by power and by most land.

    ``shown`` is any map of the film: its territories are in the frame.
    """
    line = plate.timeline
    most: dict[str, float] = defaultdict(float)
    for day in (days[0], *line.changes_between(*days)):
        held: dict[str, float] = defaultdict(float)
        state = line.state(day)
        for name in shown.territories:
            if shown.paints[name]:
                held[state[name].controller] += plate.km2[name]
        for polity, area in held.items():
            most[polity] = max(most[polity], area)
    polities, roles = plate.dataset.polities, plate.dataset.roles
    order = sorted(most, key=lambda polity: (roles[polities[polity].role].rank, -most[polity]))
    alike: dict[style.Paint, list[str]] = defaultdict(list)
    for holder in (polities[polity] for polity in order):
        alike[style.Paint(holder.role, holder.weave)].append(holder.short[language])
    _ = i18n.translator(language)
    for paint, holders in alike.items():
        text = "; ".join(dict.fromkeys(holders[:NAMED]))
        if len(holders) > NAMED:
            text += "; " + _("and {count} more").format(count=len(holders) - NAMED)
        lines = tuple(lettering.wrap(text, room - legend.INDENT, legend.BODY))
        yield legend.Row(lines, swatches.swatch(paint), indent=legend.INDENT)
