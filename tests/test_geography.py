"""The territories on the map: how they are built and what they must hold."""

import json
import re
from collections import Counter

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from dashboard.dataset.vocabulary import BOUNDARY_KIND, GRADE
from drawn import drawing
from geography_files import COLLECTION, FEATURES, GEOD, SHAPES, km_apart, rows_of
from scripts.geography import __main__ as command
from scripts.geography import areas, coverage, cuts, redraw
from scripts.geography.elevation import KINDS
from scripts.geography.sources import (
    GEO_DIR,
)

pytestmark = pytest.mark.slow

BACKDROP = {
    "don_host",
    "mesopotamia",
    "persia",
    "russia_north",
    "taurida",
    "transcaspia",
    "turkey_interior",
}
# A point on a generalised coast may lie this far out.
SHORE_KM = 0.5

# Towns whose place is certain, beside the seats: (lon, lat) and the territory that holds them.
TOWNS = {
    "Aghdam": (46.928, 39.991, "karabakh_lowland"),
    "Aghdara": (46.814, 40.216, "karabakh_mountainous"),
    "Amasia": (43.787, 40.955, "alexandropol"),
    "Ani": (43.573, 40.508, "kars"),
    "Ardanuch": (42.059, 41.129, "artvin"),
    "Ashotsk": (43.860, 41.038, "alexandropol"),
    "Aspindza": (43.249, 41.574, "akhaltsikhe"),
    "Assinovskaya": (45.182, 43.242, "sunzha"),
    "Atskhur": (43.163, 41.730, "akhaltsikhe"),
    "Bamut": (45.197, 43.160, "chechnya_ingushetia"),
    "Barda": (47.126, 40.374, "karabakh_lowland"),
    "Barduz": (42.300, 40.405, "oltu"),
    "Bayezid": (44.084, 39.547, "erzurum_border"),
    "Bely Klyuch": (44.470, 41.545, "tiflis"),
    "Bolnisi": (44.538, 41.447, "borchali_north"),
    "Borjomi": (43.379, 41.839, "tiflis"),
    "Derbent": (48.289, 42.068, "dagestan"),
    "Dilijan": (44.863, 40.741, "kazakh_highland"),
    "Galyugaevskaya": (44.934, 43.697, "mozdok"),
    "Garni": (44.730, 40.119, "erivan"),
    "Gizel": (44.571, 43.040, "ossetia_north"),
    "Hadrut": (47.032, 39.520, "karabakh_mountainous"),
    "Hamamlu": (44.267, 40.832, "alexandropol_east"),
    "Hopa": (41.419, 41.391, "turkey_interior"),
    "Jebrail": (47.030, 39.400, "karabakh_lowland"),
    "Karabulak": (44.899, 43.305, "sunzha"),
    "Karaurgan": (42.279, 40.243, "kagizman"),
    "Khajalmakhi": (47.190, 42.410, "dagestan"),
    "Khasavyurt": (46.587, 43.250, "dagestan"),
    "Khulo": (42.315, 41.644, "batum"),
    "Kizlyar": (46.712, 43.848, "kizlyar"),
    "Kurskaya": (44.455, 44.043, "mozdok"),
    "Lachin": (46.546, 39.637, "zangezur_east"),
    "Lazarevskoe": (39.330, 43.910, "sochi"),
    "Maku": (44.512, 39.295, "persia"),
    "Mestia": (42.729, 43.045, "kutais"),
    "Mozdok": (44.65, 43.74, "mozdok"),
    "Narman": (41.870, 40.345, "erzurum_border"),
    "Naurskaya": (45.311, 43.650, "mozdok"),
    "Nesterovskaya": (45.050, 43.239, "sunzha"),
    "Ninotsminda": (43.590, 41.265, "akhalkalaki"),
    "Olur": (42.126, 40.826, "oltu"),
    "Prokhladnaya": (44.030, 43.760, "mozdok"),
    "Salyan": (48.985, 39.596, "javad_mughan"),
    "Samashki": (45.298, 43.289, "chechnya_ingushetia"),
    "Sarikamish": (42.573, 40.338, "kars_sarikamish"),
    "Selim": (42.786, 40.462, "kars_sarikamish"),
    "Sevan": (44.949, 40.547, "novo_bayazet"),
    "Shakhtakhti": (45.083, 39.363, "nakhchivan"),
    "Signakhi": (45.922, 41.621, "telavi_signakhi"),
    "Temir-Khan-Shura": (47.119, 42.819, "dagestan"),
    "Tianeti": (44.965, 42.110, "tiflis"),
    "Trabzon": (39.717, 41.003, "turkey_interior"),
    "Troitskaya": (44.984, 43.307, "sunzha"),
    "Tsudakhar": (47.166, 42.332, "dagestan"),
    "Van": (43.380, 38.494, "turkey_interior"),
    "Vardenis": (45.731, 40.183, "novo_bayazet"),
    "Vorontsovka": (44.285, 41.119, "lori_neutral"),
    "Yusufeli": (41.540, 40.823, "erzurum_border"),
}

# Territories that meet along the frontier of 1921: Turkey's side and the other.
FRONTIER_1921 = {
    ("artvin", "batum"),
    ("ardahan_north", "batum"),
    ("ardahan_north", "akhaltsikhe"),
    ("ardahan_north", "akhalkalaki"),
    ("ardahan_north", "alexandropol"),
    ("kars", "alexandropol"),
    ("kagizman", "alexandropol"),
    ("kagizman", "etchmiadzin"),
    ("surmalu", "etchmiadzin"),
    ("surmalu", "erivan_south"),
    ("surmalu", "sharur"),
}


TERRITORIES = rows_of(GEO_DIR.parent / "territories.csv")
PUBLISHED = areas.read_published()


def km_outside(lon, lat, area):
    point = shapely.Point(lon, lat)
    return 0.0 if area.covers(point) else km_apart(point, area)


def test_the_command_writes_the_committed_layers_and_names_them(tmp_path, capsys):
    assert command.main(["--target", str(tmp_path)]) == 0
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {
        "territories.geojson",
        "screen.geojson",
        "lines.geojson",
        "base.geojson",
        "places.geojson",
        "railways.geojson",
    }
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (GEO_DIR / path.name).read_bytes(), path.name
    assert "territories.geojson" in capsys.readouterr().out


def test_features_are_the_territories_and_the_backdrop():
    backdrop = {name for name, f in FEATURES.items() if f["properties"].get("backdrop")}
    assert backdrop == BACKDROP
    assert len(COLLECTION["features"]) == len(FEATURES)
    assert set(FEATURES) - BACKDROP == {row["id"] for row in TERRITORIES}
    assert len(TERRITORIES) == 67


def test_parents_are_those_of_the_table():
    parents = {row["id"]: row["parent"] or None for row in TERRITORIES}
    drawn = {n: f["properties"]["parent"] for n, f in FEATURES.items() if n not in BACKDROP}
    assert drawn == parents


def test_territories_form_one_coverage():
    areas = list(SHAPES.values())
    assert all(area.is_valid for area in areas)
    assert shapely.coverage_is_valid(areas)
    apart = sum(area.area for area in areas)
    assert shapely.union_all(areas).area == pytest.approx(apart, rel=1e-9)
    assert not any(part.interiors for part in shapely.get_parts(shapely.union_all(areas)))


def test_file_keeps_to_rfc_7946():
    assert set(COLLECTION) == {"type", "features"}
    for name, area in SHAPES.items():
        for part in shapely.get_parts(area):
            assert shapely.is_ccw(part.exterior), name
            assert not any(shapely.is_ccw(ring) for ring in part.interiors), name
    numbers = re.findall(r"-?\d+\.(\d+)", json.dumps([f["geometry"] for f in FEATURES.values()]))
    assert max(map(len, numbers)) <= 5


def test_there_are_no_slivers():
    for name, area in SHAPES.items():
        for part in shapely.get_parts(area):
            assert coverage.area_km2(part) >= coverage.SMALLEST_ISLAND_KM2, name
            # A strip thinner than about a kilometre would vanish here.
            assert not part.buffer(-0.004).is_empty or coverage.area_km2(part) < 10, name


def test_every_seat_and_town_lies_in_its_territory():
    seats = {row["id"]: (float(row["lon"]), float(row["lat"]), row["id"]) for row in TERRITORIES}
    outside = [
        name
        for name, (lon, lat, territory) in [*seats.items(), *TOWNS.items()]
        if km_outside(lon, lat, SHAPES[territory]) > SHORE_KM
    ]
    assert outside == []


def test_the_areas_agree_with_the_published_figures():
    parts = areas.part_areas(drawing())
    for row in PUBLISHED:
        drawn = areas.drawn_km2(row, SHAPES, parts)
        tolerance = float(row["tolerance_percent"])
        assert abs(drawn / float(row["area_km2"]) - 1) * 100 <= tolerance, row["id"]
        assert row["source_url"].startswith("http"), row["id"]
        assert row["note"] or tolerance <= 5, f"{row['id']}: explain a miss above 5 %"


def test_most_territories_have_a_published_figure():
    checked = {name for row in PUBLISHED for name in row["territories"].split(";") if name}
    assert {row["id"] for row in TERRITORIES} - checked == {"erzurum_border"}


def test_the_right_bank_of_the_kura_above_mingechaur_is_elisabethpol():
    assert SHAPES["elisabethpol"].contains(shapely.Point(46.87, 40.82))


def test_a_cut_along_a_river_is_the_river_of_the_base_layer():
    """The Kura between Aresh and Elisabethpol once lay 21 km from the Kura on the map."""
    base = json.loads((GEO_DIR / "base.geojson").read_text(encoding="utf-8"))["features"]
    drawn = {f["id"]: shape(f["geometry"]) for f in base if f["properties"]["kind"] == "river"}
    lines = {cut.id: line for cut, line in drawing().cuts}
    for cut, river in (("kura_aresh", "river_kura"), ("terek_left_bank", "river_terek")):
        points = shapely.points(shapely.get_coordinates(lines[cut])[2:-2])
        assert np.percentile(shapely.distance(points, drawn[river]), 95) < 0.02, cut


def test_area_property_is_geodesic():
    for name, feature in FEATURES.items():
        area = coverage.area_km2(SHAPES[name])
        assert feature["properties"]["area_km2"] == pytest.approx(area, abs=0.06), name


def test_boundaries_are_listed_on_both_sides():
    counts = Counter()
    for name, feature in FEATURES.items():
        for entry in feature["properties"]["boundaries"]:
            if entry["neighbour"]:
                key = (frozenset((name, entry["neighbour"])), entry["line"], entry["km"])
                counts[key] += 1
    assert set(counts.values()) == {2}


def test_boundaries_say_how_sure_they_are():
    known = {row.id: row for row in [*cuts.read_cuts()[0], *redraw.read_redrawn()]}
    used = set()
    for name, feature in FEATURES.items():
        assert feature["properties"]["basis_en"], name
        assert feature["properties"]["basis_tr"], name
        length = sum(entry["km"] for entry in feature["properties"]["boundaries"])
        outline = GEOD.geometry_length(shapely.boundary(SHAPES[name])) / 1000
        assert length == pytest.approx(outline, rel=0.02), name
        for entry in feature["properties"]["boundaries"]:
            assert entry["accuracy"] in GRADE
            assert entry["kind"] in BOUNDARY_KIND
            assert entry["basis_en"]
            assert entry["basis_tr"]
            if entry["line"]:
                used.add(entry["line"])
                if entry["kind"] in KINDS:
                    assert known[entry["line"]].kind == entry["kind"]
    assert used <= set(known)
    cut_ids = {cut.id for cut in cuts.read_cuts()[0]}
    assert used >= cut_ids, "a cut that bounds nothing is not needed"


def test_conjecture_is_graded_d():
    entries = [e for f in FEATURES.values() for e in f["properties"]["boundaries"]]
    graded = {e["accuracy"] for e in entries if "conjecture" in e["basis_en"]}
    assert graded == {"D"}


def test_frontier_of_1921_runs_along_boundaries():
    meeting = {
        (name, entry["neighbour"])
        for name in {pair[0] for pair in FRONTIER_1921}
        for entry in FEATURES[name]["properties"]["boundaries"]
        if "Frontier of 1921" in entry["basis_en"]
    }
    assert meeting == FRONTIER_1921


def test_backdrop_is_named_in_both_languages_and_takes_known_roles():
    roles = {row["id"] for row in rows_of(GEO_DIR.parent / "roles.csv")}
    for name in BACKDROP:
        properties = FEATURES[name]["properties"]
        assert properties["name_en"]
        assert properties["name_tr"]
        assert properties["role"] is None or properties["role"] in roles
