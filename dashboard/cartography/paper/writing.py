"""Names and signs of places as they are drawn, once :mod:`names` has placed them."""

from matplotlib.patches import Circle, Patch, Rectangle

from dashboard.cartography.paper import lettering, signs
from dashboard.cartography.paper.chart import Chart
from dashboard.cartography.paper.placing import Layout, Sign
from dashboard.cartography.paper.structure import MAP


def write(chart: Chart, layout: Layout) -> None:
    """Draw placed names and signs, each name on its halo."""
    for leader in layout.leaders:
        chart.line(leader, chart.palette.ink, 0.8, 20.5)
    for sign in layout.signs:
        _sign(chart, sign)
    for name in layout.names:
        look = name.style
        properties = lettering.face(look.size, look.bold, look.italic)
        colour = str(getattr(chart.palette, look.colour))
        if look.halo:
            outline = (chart.palette.halo, look.size * 0.26, look.halo)
            chart.add(lettering.halo(name.xy, name.text, properties, outline, name.rotation), 20)
        lettering.write(
            chart.axes, name.xy, name.text, properties, colour, rotation=name.rotation, tag=MAP
        )


def _sign(chart: Chart, sign: Sign) -> None:
    (x, y), half = sign.xy, sign.size / 2
    if sign.stop:
        for patch in signs.stop(sign.stop, sign.xy, sign.size, chart.palette):
            chart.add(patch, 21)
        return
    shape: Patch = Circle((x, y), half)
    if sign.square:
        shape = Rectangle((x - half, y - half), sign.size, sign.size)
    shape.set_facecolor(chart.palette.paper)
    shape.set_edgecolor(chart.palette.ink)
    shape.set_linewidth(1.5 * chart.view.pixel)
    chart.add(shape, 21)
