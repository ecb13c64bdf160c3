"""Strips and areas on paper: the spans of the table, sums that agree, letters that can be read."""

from datetime import timedelta
from io import BytesIO

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from pypdf import PdfReader

from dashboard.cartography.look import palette
from dashboard.cartography.paper import sheet, timebars, timechart
from dashboard.cartography.screen import strips
from dashboard.cartography.screen.timescale import TimeScale
from dashboard.cli.main import MISUSED, OK, main
from dashboard.export.press import choices, timefigure

pytestmark = pytest.mark.slow


def figure(kind: str, **asked) -> timechart.Figure:
    size = sheet.parse_size(asked.pop("size", timefigure.SIZES[kind]))
    return timechart.Figure(kind, asked.pop("language", "en"), size, "", **asked)


@pytest.fixture
def boxes(monkeypatch) -> dict:
    """The rectangles of each paint that a figure draws."""
    found: dict = {}
    fill = timebars._fill
    monkeypatch.setattr(
        timebars, "_fill", lambda pen, pieces: (found.update(pieces), fill(pen, pieces))
    )
    return found


def test_a_strip_has_the_spans_of_the_table(dataset, timeline, boxes):
    timechart.draw(dataset, timeline, figure("strips"))
    drawn = sorted(
        round(one.bounds[2] - one.bounds[0], 2) for some in boxes.values() for one in some
    )
    width = max(one.bounds[2] for some in boxes.values() for one in some) - min(
        one.bounds[0] for some in boxes.values() for one in some
    )
    scale = TimeScale.of(dataset)
    spans = [scale.span(row.interval.start, row.interval.end) for row in dataset.control]
    told = sorted(round((x1 - x0) * width, 2) for x0, x1 in spans if x1 > x0)
    assert drawn == pytest.approx(told, abs=0.02)


def test_the_areas_of_a_day_are_those_of_the_page(dataset, timeline, boxes):
    timechart.draw(dataset, timeline, figure("areas"))
    left = min(one.bounds[0] for some in boxes.values() for one in some)
    right = max(one.bounds[2] for some in boxes.values() for one in some)
    high = max(one.bounds[3] for some in boxes.values() for one in some)
    low = min(one.bounds[1] for some in boxes.values() for one in some)
    most = max(sum(one.km2 for one in held.values()) for _, held in timeline.running_shares())
    for day in timeline.change_days[::25]:
        # In the middle of the day: at its beginning the steps of two days meet.
        scale = TimeScale.of(dataset)
        at = (scale.position(day) + scale.position(day + timedelta(days=1))) / 2
        x = left + (right - left) * at
        held = timeline.shares(day)
        for paint, some in boxes.items():
            up = 0.0
            for one in some:
                line = timebars.shapely.linestrings([(x, low - 1), (x, high + 1)])
                up += one.intersection(line).length
            km2 = held[paint.role].km2 if paint.role in held else 0.0
            assert up * most / (high - low) == pytest.approx(km2, abs=60), (day, paint)


@pytest.mark.parametrize("kind", choices.FIGURES)
@pytest.mark.parametrize("language", ["en", "tr"])
def test_every_letter_of_a_figure_can_be_read_and_stands_on_the_page(
    dataset, timeline, kind, language
):
    made = timechart.draw(dataset, timeline, figure(kind, language=language))
    width, height = made.get_size_inches() * 72
    texts = [one for one in made.findobj(Text) if one.get_text()]
    assert min(text.get_fontsize() for text in texts) >= 6.0
    for text in texts:
        x, y = text.get_position()
        assert 0 <= x <= width, text.get_text()
        assert 0 <= y <= height, text.get_text()
    said = {text.get_text() for text in texts}
    if kind == "strips":
        names = {territory.name[language] for territory in dataset.territories.values()}
        assert len(names & said) > 0.9 * len(names)


def test_the_legend_of_the_strips_has_a_status_as_a_strip_has_it(dataset):
    """A hatch would turn to mud on a strip: it is a band at the foot there, and in the legend."""
    axes = Figure().add_axes((0, 0, 1, 1))
    pen = timechart.swatches.Pen(axes, palette.coloured(dataset.roles), 1.0)
    timechart._status("hatch")(pen, 0.0, 0.0)
    whole, band = (patch.get_bbox() for patch in axes.patches)
    assert band.y0 == whole.y0
    assert band.height == pytest.approx(strips.BAND * whole.height)
    assert not axes.collections


def test_rows_without_room_are_refused_with_the_cure(dataset, timeline):
    with pytest.raises(ValueError, match="ask for a higher sheet"):
        timechart.draw(dataset, timeline, figure("strips", size="297x120"))


def test_figures_are_made_by_command_and_address(client, tmp_path, capsys):
    output = tmp_path / "strips.pdf"
    assert main(["figure", "strips", "--lang", "tr", "-o", str(output)]) == OK
    assert "Ermenistan" in PdfReader(output).pages[0].extract_text()
    answer = client.get("/figure/areas.svg?lang=en")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert 'filename="caucasus-areas-en.svg"' in answer.headers["Content-Disposition"]
    again = PdfReader(BytesIO(client.get("/figure/strips.pdf?order=date&bw=1").data))
    assert len(again.pages) == 1
    for path in ("/figure/table.pdf", "/figure/strips.gif", "/figure/strips.pdf?order=name"):
        refused = client.get(path)
        assert refused.status_code == 400
        assert "write" in refused.get_json()["error"]
    assert main(["figure", "strips", "--order", "name", "-o", str(output)]) == MISUSED
