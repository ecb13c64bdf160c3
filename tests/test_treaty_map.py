"""A treaty as a printed map and as a table: its land with numbers, its lines, its terms."""

from collections import Counter
from datetime import date

import pytest
import shapely
from matplotlib.text import Text
from shapely.geometry import shape

from dashboard.cartography.paper import page as press
from dashboard.cartography.paper import sheet, treatymap
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.structure import Paper
from dashboard.cli.main import MISUSED, OK, main
from dashboard.export.data import exports, treaties
from dashboard.export.data.selection import parse
from dashboard.export.press import snapshot
from dashboard.i18n import kinds

pytestmark = pytest.mark.slow

PUBLIC = "https://atlas.example"
GIVES, CONFIRMS = "transfers land", "confirms what was held"


def ordered(plate: Plate, treaty: str, day: str = "", **asked: str) -> press.Order:
    when = day or plate.dataset.treaties[treaty].signed.isoformat()
    words = {"dpi": "72", "treaty": treaty, **asked}
    return snapshot.parse(plate, when, "png", words, PUBLIC).order


def written(figure: Paper) -> Counter[str]:
    """Every line of text on a sheet."""
    return Counter(
        one.get_text() for axes in figure.axes for one in axes.findobj(Text) if one.get_text()
    )


@pytest.fixture(scope="module", params=["brest_litovsk", "kars_1921"])
def drawn(request, plate):
    with press.drawing():
        return request.param, written(press.draw(plate, ordered(plate, request.param)))


def test_the_land_of_a_treaty_has_the_numbers_of_its_terms(drawn, dataset):
    treaty, texts = drawn
    numbers = [str(n) for n in range(1, 1 + len(treatymap.terms(dataset, treaty)))]
    assert all(texts[number] == 1 for number in numbers)
    assert str(len(numbers) + 1) not in texts


def test_the_legend_says_what_the_treaty_is_and_what_its_outlines_mean(drawn, dataset):
    treaty, texts = drawn
    one = dataset.treaties[treaty]
    assert one.short["en"] in texts
    assert sum(text.startswith(f"{one.name['en']} (") for text in texts) == 1
    moved = {row.from_polity != row.to_polity for row in treatymap.terms(dataset, treaty)}
    assert (GIVES in texts, CONFIRMS in texts) == (True in moved, False in moved)


@pytest.mark.parametrize("language", ["en", "tr"])
def test_every_term_of_every_treaty_is_in_a_row_of_its_legend(plate, dataset, language):
    means = kinds.outcomes(dataset.kinds)
    for treaty in dataset.treaties:
        block = treatymap.block(plate, treaty, language, 190.0)
        text = " ".join(word for row in block.rows for word in row.lines)
        for row in treatymap.terms(dataset, treaty):
            assert means[row.kind][language] in text
            assert dataset.polities[row.to_polity].short[language] in text


def test_a_treaty_brings_its_land_near_unless_another_part_is_asked_for(plate, dataset):
    for treaty in dataset.treaties:
        lands = [
            plate.coverage.areas[term.territory_id] for term in treatymap.terms(dataset, treaty)
        ]
        extent = shapely.box(*ordered(plate, treaty).extent)
        assert all(extent.covers(area) for area in lands)
        if not lands:
            assert ordered(plate, treaty).extent == plate.home
    assert ordered(plate, "kars_1921", extent="home").extent == plate.home
    assert sheet.parse_extent("kars_1921", plate) == ordered(plate, "kars_1921").extent


def test_the_address_on_the_sheet_opens_the_treaty(plate):
    assert "treaty=kars_1921" in ordered(plate, "kars_1921").address


def test_lines_of_the_treaty_that_are_not_on_the_map_of_the_day_are_drawn(plate, dataset):
    day = date(1918, 1, 1)
    own = {line.name["en"] for line in plate.lines if line.treaty == "kars_1921"}
    there = {line.name["en"] for line in plate.lines_on(day, frozenset({"lines"}))}
    assert own - there
    with press.drawing():
        figure = press.draw(plate, ordered(plate, "kars_1921", day.isoformat()))
    texts = " ".join(written(figure))
    assert any(name in texts for name in own - there)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (["--treaty", "nowhere"], "'nowhere' is not a treaty; its id is in treaties.csv"),
        (["--treaty", "kars_1921", "--compare", "1922-01-01"], "leave treaty or compare out"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_cure(tmp_path, capsys, asked, problem):
    file = tmp_path / "x.pdf"
    assert main(["snapshot", "1921-10-13", "-o", str(file), *asked]) == MISUSED
    assert problem in capsys.readouterr().err
    assert not file.exists()


def test_runs_of_numbers_are_written_short():
    assert treatymap.ranges([]) == ""
    assert treatymap.ranges([1, 2, 4, 5, 6]) == "1, 2, 4–6"


# Data


def test_the_table_has_every_outcome_with_its_number_and_land(dataset, timeline):
    table = treaties.table(dataset, timeline, (dataset.first_day, dataset.last_day))
    there = [(row["treaty_id"], row["number"], row["territory_id"]) for row in table.rows]
    assert there == [
        (treaty, number, row.territory_id)
        for treaty in dict.fromkeys(outcome.treaty_id for outcome in dataset.outcomes)
        for number, row in enumerate(treatymap.terms(dataset, treaty), start=1)
    ]
    features = {str(feature["id"]): feature["geometry"] for feature in dataset.features}
    for row, drawn in zip(table.rows, table.shapes, strict=True):
        assert shape(drawn).equals(shape(features[row["territory_id"]]))
        assert row["source_key"]


def test_the_table_of_a_day_has_the_treaties_signed_on_it(dataset, timeline):
    day = dataset.treaties["kars_1921"].signed
    table = treaties.table(dataset, timeline, (day,))
    assert {row["treaty_id"] for row in table.rows} == {"kars_1921"}
    assert not treaties.table(dataset, timeline, (dataset.first_day,)).rows
    armenian = treaties.table(dataset, timeline, (day,), parse(dataset, {"power": "turkey"}))
    assert 0 < len(armenian.rows) < len(table.rows)
    assert all("turkey" in (row["from_role"], row["to_role"]) for row in armenian.rows)


def test_the_command_writes_the_table_and_a_gis_reads_it(tmp_path, dataset):
    import pyogrio

    file = tmp_path / "treaties.gpkg"
    asked = ["export", "treaties", "1918-01-01", "1936-12-31", "-o", str(file)]
    assert main(asked) == OK
    read = pyogrio.read_dataframe(file, layer="treaties")
    assert len(read) == len(dataset.outcomes)
    assert set(read["force"]) == {
        dataset.treaties[outcome.treaty_id].force for outcome in dataset.outcomes
    }


def test_the_table_can_be_asked_for_by_name():
    assert exports.EXPORTS["treaties"].days == (1, 2)
