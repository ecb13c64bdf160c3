"""How the browser is sent what the map looks like: paints, lines, bands, signs, areas."""

import gzip

import orjson
import pytest
from shapely.geometry import Point

from dashboard.cartography.ground import frontiers
from dashboard.cartography.look import patterns, style
from dashboard.ui.browser import days


def test_every_row_is_painted_as_the_table_of_styles_says(dataset, timeline, territories, english):
    for name, territory in territories.items():
        for sent, row in zip(territory["rows"], timeline.history(name), strict=True):
            paint = style.paint_of(row, dataset)
            assert sent["paint"] == paint.key
            assert english["paints"][paint.key] == {
                "role": paint.role,
                "fill": patterns.css_fill(paint, dataset.roles),
                "pattern": patterns.svg(paint, dataset.roles),
            }


def test_statuses_with_a_pattern_over_the_fill_are_sent_for_the_legend(dataset, english):
    held = {row.status for row in dataset.control}
    drawn = {name: status.pattern for name, status in dataset.kinds.statuses.items()}
    assert set(english["patterned"]) == {
        name for name in held if drawn[name] in {"hatch", "lines", "dots"}
    }


def test_no_paint_is_sent_that_no_row_needs(territories, english):
    needed = {row["paint"] for territory in territories.values() for row in territory["rows"]}
    assert set(english["paints"]) == needed


def test_lines_are_sent_in_the_order_of_the_figure(dataset, model, english):
    assert len(english["edges"]) == len(model.coverage.edges)
    parted = frontiers.sides(model.coverage.edges, dataset)
    assert english["edges"] == [list(sides) for sides in parted]


def test_bands_are_those_of_the_figure(model, english):
    assert english["bands"] == [[band.name, band.territory, band.role] for band in model.bands]


def test_powers_come_in_their_rank(dataset, english):
    assert list(english["roles"]) == sorted(
        dataset.roles, key=lambda role: dataset.roles[role].rank
    )


def test_a_name_is_written_inside_its_territory(dataset, model, territories):
    for name, territory in territories.items():
        assert model.coverage.areas[name].contains(Point(territory["xy"])), name


def test_the_backdrop_is_drawn_as_the_land_that_it_lies_in(dataset, model, territories):
    backdrop = {name for name, territory in territories.items() if territory["backdrop"]}
    assert backdrop == {
        territory.id for territory in dataset.territories.values() if territory.is_backdrop
    }
    assert set(model.drawn_as) == backdrop
    # The land about Erzurum within its frontier of 1914 lies in Ottoman land.
    assert model.drawn_as["erzurum_border"] == "turkey"
    rows = territories["erzurum_border"]["rows"]
    assert [row["plain"] for row in rows] == [
        dataset.polities[row["controller"]].role == "turkey" for row in rows
    ]


def test_what_depends_on_the_day_alone_is_sent_in_few_bytes(dataset, timeline, model):
    sent = days.build(dataset, timeline, model)
    sizes = {name: len(gzip.compress(orjson.dumps(one), 6)) for name, one in sent.items()}
    assert sizes["edgeKinds"] < 8_000
    assert sum(sizes.values()) < 16_000, sizes


@pytest.mark.parametrize(
    ("column", "packed"),
    [([], []), ([4], [4, 1]), ([1, 1, 2, 1], [1, 2, 2, 1, 1, 1]), ([0, 0, -1], [0, 2, -1, 1])],
)
def test_a_column_is_packed_as_runs_of_a_value(column, packed):
    assert days.packed(column) == packed


def test_areas_are_those_of_the_ellipsoid(dataset, territories):
    stated = {
        str(feature["id"]): feature["properties"]["area_km2"]
        for feature in dataset.features
        if "area_km2" in feature["properties"]
    }
    assert set(stated) >= set(territories)
    for name, territory in territories.items():
        assert territory["km2"] == pytest.approx(stated[name], rel=1e-3, abs=1), name
