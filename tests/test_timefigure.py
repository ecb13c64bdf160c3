"""Strips, areas and the table of a day on paper: what the data say, letters that can be read."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from io import BytesIO

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from pypdf import PdfReader

from dashboard.cartography.look import palette
from dashboard.cartography.paper import daytable, sheet, timebars, timechart
from dashboard.cartography.paper.figure import Figure as Wanted
from dashboard.cartography.screen import strips
from dashboard.cartography.screen.timescale import TimeScale
from dashboard.cli.main import MISUSED, OK, main
from dashboard.dataset.other_readings import Readings
from dashboard.export.press import choices, timefigure
from printed import marks_of

pytestmark = pytest.mark.slow


DAY = date(1920, 4, 28)


def figure(kind: str, **asked) -> Wanted:
    size = sheet.parse_size(asked.pop("size", timefigure.SIZES[kind]))
    day = {"day": DAY} if kind == "table" else {}
    return Wanted(kind, asked.pop("language", "en"), size, "", **{**day, **asked})


def written(dataset, timeline, kind: str, **asked) -> list[Text]:
    made = timefigure.DRAW[kind](dataset, timeline, figure(kind, **asked))
    return [one for one in made.findobj(Text) if one.get_text()]


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
    widths = sorted(round((x1 - x0) * width, 2) for x0, x1 in spans if x1 > x0)
    assert drawn == pytest.approx(widths, abs=0.02)


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
    made = timefigure.DRAW[kind](dataset, timeline, figure(kind, language=language))
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
    for path in ("/figure/tables.pdf", "/figure/strips.gif", "/figure/strips.pdf?order=name"):
        refused = client.get(path)
        assert refused.status_code == 400
        assert "write" in refused.get_json()["error"]
    assert main(["figure", "strips", "--order", "name", "-o", str(output)]) == MISUSED


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_table_says_who_held_each_territory_on_its_day(dataset, timeline, language):
    # So wide that no cell takes two lines.
    texts = written(dataset, timeline, "table", language=language, size="840x420")
    said = {text.get_text() for text in texts}
    held = list(timeline.state(DAY).values())
    names = {dataset.territories[one.territory_id].name[language] for one in held}
    begun = {text.partition(" · ")[0] for text in said}
    assert names <= begun
    assert {dataset.polities[one.controller].short[language] for one in held} <= said
    assert {region.name[language] for region in dataset.regions.values()} <= said
    baku = dataset.territories["baku"].name[language]
    row = next(text for text in texts if text.get_text().startswith(baku)).get_position()[1]
    beside = {text.get_text() for text in texts if text.get_position()[1] == row}
    assert timeline.state(DAY)["baku"].controller == "az_ssr"
    assert dataset.polities["az_ssr"].short[language] in beside


def test_a_table_without_room_is_refused_with_the_cure(dataset, timeline):
    with pytest.raises(ValueError, match=r"\d+ rows have no room .* ask for a larger sheet"):
        written(dataset, timeline, "table", size="a4")


def test_the_table_is_made_by_command_and_address(client, tmp_path):
    output = tmp_path / "table.pdf"
    asked = ["figure", "table", "--day", "1920-04-28", "--lang", "tr", "-o", str(output)]
    assert main(asked) == OK
    text = PdfReader(output).pages[0].extract_text()
    assert "28 Nisan 1920" in text
    assert "Azerbaycan SSC" in text
    answer = client.get("/figure/table.svg?day=1920-04-28")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    name = "caucasus-table-1920-04-28-en.svg"
    assert f'filename="{name}"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("table.pdf", "a table is of a day; write day as YYYY-MM-DD"),
        ("table.pdf?day=1950-01-01", "1950-01-01"),
        ("table.pdf?day=1920-04-28&order=date", "leave order out"),
        ("strips.pdf?day=1920-04-28", "strips are of all days; leave day out"),
        ("strips.pdf?reading=nobody", "'nobody' is not a reading; write article"),
    ],
)
def test_what_a_figure_cannot_be_is_refused_with_the_cure(client, path, said):
    answer = client.get(f"/figure/{path}")
    assert answer.status_code == 400
    assert said in answer.get_json()["error"]


@pytest.mark.parametrize("kind", choices.FIGURES)
def test_a_figure_carries_its_reading(dataset, timeline, kind):
    day = {"day": "1918-05-27"} if kind == "table" else {}
    base = "https://atlas.example"
    read = timefigure.parse(dataset, kind, "svg", {"reading": "article", **day}, base)
    assert "reading=article" in read.figure.address
    assert read.name.startswith(f"caucasus-article-{kind}-")
    made = timefigure.make(timeline, read).decode()
    assert "Reading: The article “Sovietization of the Caucasus”" in made
    own = timefigure.make(timeline, timefigure.parse(dataset, kind, "svg", day, base)).decode()
    assert "Reading:" not in own


def test_the_table_of_a_reading_has_its_holders(dataset, timeline):
    line = Readings(timeline).of("article")
    tiflis = dataset.territories["tiflis"].name["en"]

    def row(data, line) -> set[str]:
        texts = written(data, line, "table", day=date(1918, 5, 27), size="840x420")
        y = next(text for text in texts if text.get_text().startswith(tiflis)).get_position()[1]
        return {text.get_text() for text in texts if text.get_position()[1] == y}

    assert dataset.polities["georgia"].short["en"] in row(dataset, timeline)
    assert dataset.polities["transcaucasia"].short["en"] in row(line.dataset, line)


def elements(root) -> list:
    return [one.get_object() for one in root["/StructTreeRoot"]["/K"][0].get_object()["/K"]]


@pytest.fixture(scope="module")
def tagged(dataset, timeline) -> Callable[[str, str], PdfReader]:
    """A figure as PDF by its kind and language, drawn once for the tests that read it."""

    @cache
    def make(kind: str, language: str) -> PdfReader:
        asked = {"lang": language, **({"day": DAY.isoformat()} if kind == "table" else {})}
        ordered = timefigure.parse(dataset, kind, "pdf", asked, "https://atlas.example")
        return PdfReader(BytesIO(timefigure.make(timeline, ordered)))

    return make


LANGUAGE = {"strips": "tr", "areas": "en", "table": "en"}
"""In which language each kind of figure is read."""


@pytest.mark.parametrize("kind", ["strips", "areas"])
def test_a_figure_is_tagged_with_its_picture_in_words(dataset, tagged, kind):
    language = LANGUAGE[kind]
    root = tagged(kind, language).trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"].value is True
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    read = elements(root)
    kinds = [one["/S"] for one in read]
    assert kinds[:4] == ["/H1", "/P", "/P", "/Figure"]
    assert kinds.count("/Figure") == 1
    for role in ("soviet", "georgia"):
        assert dataset.roles[role].name[language] in read[3]["/Alt"]
    # How to cite is read last, then its link.
    assert kinds[-1] == "/P"
    (link,) = read[-1]["/K"]
    assert link.get_object()["/S"] == "/Link"


REGION = [False, *[True] * (len(daytable.COLUMNS) - 1)]
"""Which cells are empty beside the name of a region."""


def test_the_table_is_a_table_with_headings_for_those_who_hear_it(dataset, timeline, tagged):
    reader = tagged("table", LANGUAGE["table"])
    assert reader.metadata.title.startswith(dataset.title["en"])
    assert reader.metadata.title.endswith("on 28 April 1920")
    read = elements(reader.trailer["/Root"])
    (table,) = [one for one in read if one["/S"] == "/Table"]
    rows = [row.get_object() for row in table["/K"]]
    cells = [[cell.get_object() for cell in row["/K"]] for row in rows]
    held = len(timeline.state(DAY))
    assert len(rows) == 1 + len(dataset.regions) + held
    assert {len(row) for row in cells} == {len(daytable.COLUMNS)}
    assert {cell["/A"]["/Scope"] for cell in cells[0]} == {"/Column"}
    assert {row[0]["/S"] for row in cells} == {"/TH"}
    assert {row[0]["/A"]["/Scope"] for row in cells[1:]} == {"/Row"}
    named = [row for row in cells if [cell.get("/K") is None for cell in row] == REGION]
    assert len(named) == len(dataset.regions)


@pytest.mark.parametrize("kind", choices.FIGURES)
def test_all_that_a_figure_paints_is_tagged_or_an_artifact_once(tagged, kind):
    reader = tagged(kind, LANGUAGE[kind])
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    (page,) = reader.pages
    marked = marks_of(page, reader)
    assert marked == list(range(len(parents[page["/StructParents"]])))
