"""Armies that move and stand: rows become lines of the map, and rules hold the rows."""

from datetime import date

import pytest
from pyproj import Geod
from shapely.geometry import shape

from broken_package import place
from dashboard.dataset import forces
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.reading.tables import columns_of
from dashboard.dataset.rules import naming
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import validate
from dashboard.export.data import features
from dashboard.ui.browser import payload
from small_package import LANGUAGES, write_package

BROKEN_FORCES = {naming.forces_go_through_places}
"""Rules that the tests of this file break."""

GEOD = Geod(ellps="WGS84")


def line_of(dataset, name):
    return next(line for line in dataset.lines if line.id == f"force_{name}")


def test_a_march_is_an_arrow_from_place_to_place(dataset):
    points = {place.id: place.geometry["coordinates"] for place in dataset.places}
    arrow = line_of(dataset, "ottoman_kars_1918")
    course, head = arrow.geometry["coordinates"]
    assert [list(point) for point in course] == [
        points["erzurum"],
        points["sarikamish"],
        points["kars"],
    ]
    tip = points["kars"]
    assert list(head[1]) == tip
    for end in (head[0], head[2]):
        assert GEOD.inv(*end, *tip)[2] == pytest.approx(forces.BARB_KM * 1000, rel=0.02)
    # The sides of the head lie behind its tip, one on either side of the march.
    assert all(end[0] < tip[0] for end in (head[0], head[2]))
    assert head[0][1] != head[2][1]


def test_an_army_that_stands_is_a_ring_about_its_place(dataset):
    baku = next(place for place in dataset.places if place.id == "baku").geometry["coordinates"]
    (ring,) = line_of(dataset, "british_baku_1918").geometry["coordinates"]
    assert ring[0] == ring[-1]
    assert {round(GEOD.inv(*point, *baku)[2] / 1000) for point in ring} == {round(forces.RING_KM)}


def test_a_force_is_there_on_its_days_alone(dataset):
    timeline = Timeline(dataset)

    def there(day: date) -> set[str]:
        rows = features.lines(dataset, timeline, [day]).rows
        return {str(row["line_id"]) for row in rows if str(row["line_id"]).startswith("force_")}

    assert "force_dunsterforce_1918" in there(date(1918, 9, 14))
    assert there(date(1918, 9, 15)) == {"force_ottoman_baku_1918", "force_islam_army_baku_1918"}
    assert there(date(1930, 1, 1)) == set()


def test_whose_army_it_is_stands_in_the_export_and_in_the_words_of_the_map(dataset, model):
    timeline = Timeline(dataset)
    rows = features.lines(dataset, timeline, [date(1918, 9, 1)]).rows
    whose = {row["line_id"]: row["polity"] for row in rows}
    assert whose["force_dunsterforce_1918"] == "british"
    assert {whose[name] for name in whose if not name.startswith("force_")} == {None}
    for language, said in {"en": "British military administration; ", "tr": "İngiliz "}.items():
        lines = {
            line["uid"]: line for line in payload.build(dataset, timeline, model, language)["lines"]
        }
        assert lines["forces-force_dunsterforce_1918"]["basis"].startswith(said)


def test_the_card_of_a_force_has_its_strength_and_note(dataset):
    line = line_of(dataset, "dunsterforce_1918")
    assert line.basis["en"] == "About 1,000 men"
    assert line.basis["tr"] == "1.000 kadar asker"
    assert shape(line.geometry).is_valid


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"route": "one;nowhere"}, "nowhere is not a place of geo/places.geojson"),
        ({"route": ""}, "is not a place of geo/places.geojson"),
        ({"kind": "treaty"}, "is not one of the words of this column; write one of movement"),
        ({"polity": "nobody"}, "is not in polities.csv"),
        ({"event_id": "nothing"}, "is not in events.csv"),
        ({"end": "1919-01-01"}, "is not after its start"),
        ({"certainty": "high", "source_key": "GK"}, "rests on GK alone"),
    ],
)
def test_a_wrong_force_is_named(tmp_path, cells, said):
    package = write_package(tmp_path / "package")
    place()(package)
    row = {
        "id": "march",
        "kind": "movement",
        "name_en": "March",
        "name_tr": "Yürüyüş",
        "polity": "republic",
        "route": "one",
        "start": "1919-02-01",
        "end": "1919-03-01",
        "certainty": "medium",
        "source_key": "Book2001",
    }
    columns = list(columns_of("forces", LANGUAGES))

    def problems(row: dict[str, str]) -> list[str]:
        line = ",".join(row.get(column, "") for column in columns)
        (package / "forces.csv").write_text(f"{','.join(columns)}\n{line}\n", encoding="utf-8")
        return [one for one in map(str, validate(package)) if one.startswith("forces.csv")]

    assert problems(row) == []
    assert load_dataset(package).lines[-1].id == "force_march"
    assert any(said in one for one in problems(row | cells)), problems(row | cells)
