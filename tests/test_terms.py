"""The block ``atlas`` of a package: defaults, and every fault with its cure."""

import re
from datetime import date
from pathlib import Path

import orjson
import pytest

import small_package
from dashboard.cartography.ground import layers
from dashboard.cartography.ground.notes import ground_notes
from dashboard.cartography.look import map_layers, style
from dashboard.cartography.screen import strips
from dashboard.dataset.kinds import USUAL, Category, LineLook
from dashboard.dataset.model import Text
from dashboard.dataset.problems import DatasetError
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.reading.terms import KEYS
from dashboard.i18n import kinds
from dashboard.ui.browser import package_words

ROOT = Path(__file__).parent.parent
REQUIRED = ("title", "first_day", "last_day", "detailed_until", "projection", "home")


PARISH = {"en": "Parish line", "tr": "Nahiye sınırı"}
CATEGORIES = [
    {"id": "takeover", "lane": "war", "name": {"en": "Takeover", "tr": "Devralma"}, "lead": True},
    {"id": "war", "lane": "war"},
    {"id": "treaty", "lane": "treaties"},
    {"id": "administration", "lane": "politics"},
]


def written(folder, **keys):
    """The small package with the required keys of ``atlas`` and ``keys``."""
    small_package.write_package(folder)
    path = folder / "datapackage.json"
    descriptor = orjson.loads(path.read_bytes())
    atlas = descriptor["atlas"]
    descriptor["atlas"] = {name: atlas[name] for name in REQUIRED} | keys
    descriptor["name"] = "Small Package"
    small_package.write_json(path, descriptor)
    path = folder / "events.csv"
    path.write_text(path.read_text().replace("sovietization", "war"))
    return folder


def test_a_package_may_leave_out_every_optional_key(tmp_path):
    dataset = load_dataset(written(tmp_path / "small"))
    terms = dataset.terms
    assert terms.file_name == "small-package"
    assert terms.map_name == dataset.title
    assert terms.example_day == dataset.first_day
    assert terms.film_days == (dataset.first_day, dataset.last_day)
    assert terms.favicon == ""
    assert terms.lead is None
    assert dataset.kinds == USUAL


def test_a_package_says_how_it_is_called(tmp_path):
    folder = written(
        tmp_path / "small",
        file_name="small",
        map_name={"en": "Map of nowhere", "tr": "Hiçbir yerin haritası"},
        example_day="1919-02-03",
        film={"from": "1919-01-01"},
    )
    terms = load_dataset(folder).terms
    assert terms.file_name == "small"
    assert terms.map_name == Text({"en": "Map of nowhere", "tr": "Hiçbir yerin haritası"})
    assert terms.example_day == date(1919, 2, 3)
    assert terms.film_days == (date(1919, 1, 1), date(1936, 12, 31))


def test_what_a_package_says_of_its_ground_stands_in_the_legend_and_below_a_sheet(tmp_path):
    note = {"en": "Shores are those of today.", "tr": "Kıyılar bugünküdür."}
    plain, noted = written(tmp_path / "plain"), written(tmp_path / "noted", ground_note=note)
    for language, text in note.items():
        before = ground_notes(load_dataset(plain), language)
        dataset = load_dataset(noted)
        assert ground_notes(dataset, language) == (*before, text)
        assert package_words.of(dataset, language)["legend.ground"].endswith(text)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (
            {"file_name": "My Atlas"},
            "atlas.file_name: My Atlas is not a file name; "
            "write small letters, digits and hyphens, as my-atlas",
        ),
        (
            {"map_name": {"tr": "Harita"}},
            "atlas.map_name: {'tr': 'Harita'} is not text in en and tr, of at most 300 characters; "
            'write {"en": "...", "tr": "..."}',
        ),
        (
            {"example_day": "1937-01-01"},
            "atlas.example_day: 1937-01-01 is not a day from 1918-01-01 to 1936-12-31; "
            "write a day of the atlas as YYYY-MM-DD",
        ),
        (
            {"filmm": {}},
            "atlas.filmm: is a key that the atlas does not have; write film, or leave it out",
        ),
        (
            {"colour_of_the_sea": "#fff"},
            "atlas.colour_of_the_sea: is a key that the atlas does not have; leave it out",
        ),
        ({"film": "all"}, "atlas.film: all is not an object; docs/data-package.md has an example"),
        (
            {"film": {"from": "1920-01-01", "to": "1919-01-01"}},
            "atlas.film.from: 1920-01-01 is not before film.to; "
            "write the first day of a film, then its last",
        ),
        (
            {"favicon": "../favicon.svg"},
            "atlas.favicon: ../favicon.svg leads out of the package; write the path of a file in "
            "the package, relative to its folder, as geo/base.geojson",
        ),
        (
            {"favicon": "sources.bib"},
            "atlas.favicon: sources.bib does not end in .svg; name a file such as file.svg",
        ),
        (
            {"lead": {"role": "nobody"}},
            "atlas.lead.role: nobody is not an id of roles.csv; "
            "write an id of roles.csv, or leave lead out",
        ),
        (
            {"lead": {"role": "soviet", "sentense": "x"}},
            "atlas.lead.sentense: is not known here; "
            "write one of role, sentence, order, begins, never",
        ),
        (
            {"lead": {"role": "soviet", "sentence": {"en": "{percent} of {all}", "tr": "{count}"}}},
            "atlas.lead.sentence.en: {all} stands for nothing here; "
            "write one of {percent}, {count}, {total}",
        ),
        (
            {"lead": {"role": "soviet", "begins": {"en": "{name} begins", "tr": "Başlar"}}},
            "atlas.lead.begins.en: {name} stands for nothing here; write no braces",
        ),
        (
            {"lanes": [{"id": "war"}]},
            "atlas.lanes: lacks politics, treaties, in which the usual categories are; "
            "name your own categories in atlas.categories too",
        ),
        (
            {"categories": [*CATEGORIES, {"id": "vote", "lane": "politics"}]},
            "atlas.categories[4].name: None is not text in en and tr, of at most 300 characters; "
            'write {"en": "...", "tr": "..."}',
        ),
        (
            {"categories": [*CATEGORIES, {"id": "war", "lane": "war"}]},
            "atlas.categories[4].id: war is the id of another entry too; "
            "write an id of its own in small letters, digits and underscores",
        ),
        (
            {"categories": [*CATEGORIES, {"id": "diplomacy", "lane": "vote"}]},
            "atlas.categories[4].lane: vote is not known here; "
            "write one of war, treaties, politics",
        ),
        (
            {"statuses": [{"id": "occupied", "pattern": "stars"}]},
            "atlas.statuses[0].pattern: stars is not known here; "
            "write one of plain, hatch, lines, dots, rim",
        ),
        (
            {"outcomes": [{"id": "cession", "above": "no"}]},
            "atlas.outcomes[0].above: no is neither true nor false; write true or false",
        ),
        (
            {"line_kinds": [{"id": "treaty", "width": 60}]},
            "atlas.line_kinds[0].width: 60 is not a number from 0.3 to 6; write such a number",
        ),
        (
            {"line_kinds": [{"id": "treaty", "dash": "6,3"}]},
            "atlas.line_kinds[0].dash: 6,3 is not a list; "
            "write lengths in pixels of line and gap, as [6, 3]",
        ),
        (
            {"layer_names": {"rivers": {"en": "Rivers", "tr": "Akarsular"}}},
            "atlas.layer_names.rivers: is not known here; write one of relief, railways, lines, "
            "forces, districts, modern, claims, certainty",
        ),
        (
            {"categories": [*CATEGORIES, {"id": "diplomacy", "lane": "war", "colour": "red"}]},
            "atlas.categories[4].colour: red is not a colour; "
            "write # and six small hexadecimal digits",
        ),
    ],
)
def test_a_fault_is_named_with_its_place_and_cure(tmp_path, keys, message):
    with pytest.raises(DatasetError) as fault:
        load_dataset(written(tmp_path / "small", **keys))
    assert str(fault.value).splitlines()[0] == f"datapackage.json, {message}"


def test_a_package_names_its_own_categories_and_lanes(tmp_path):
    folder = written(tmp_path / "small", categories=CATEGORIES)
    kinds = load_dataset(folder).kinds
    assert kinds.categories["takeover"] == Category(
        "war", Text({"en": "Takeover", "tr": "Devralma"}), lead=True
    )
    assert kinds.categories["treaty"].agreement, "as the usual one"
    small_package.set_cell(folder, "events", 2, "category", "vote")
    with pytest.raises(DatasetError, match="write one of takeover, war, treaty, administration"):
        load_dataset(folder)


def test_the_words_of_the_package_stand_over_those_of_the_program(tmp_path):
    lead = {"role": "soviet", "begins": {"en": "Begins", "tr": "Başlar"}}
    dataset = load_dataset(written(tmp_path / "small", categories=CATEGORIES, lead=lead))
    words = package_words.of(dataset, "en")
    assert words["category.takeover"] == "Takeover"
    assert words["category.war"] == "War", "the program has it"
    assert words["strips.lasting"] == "Begins"
    assert words["share"] == "Soviet: {percent}% of the area, {count} of {total} territories"
    assert package_words.of(dataset, "tr")["strips.lasting"] == "Başlar"


def test_a_package_without_a_leading_power_has_one_order_of_the_strips(tmp_path):
    dataset = load_dataset(written(tmp_path / "small"))
    assert strips.orders(dataset) == ("region",)
    assert "share" not in package_words.of(dataset, "en")
    assert package_words.looks(dataset) == ""


def test_a_package_says_how_its_statuses_are_drawn_and_called(tmp_path):
    statuses = [
        {"id": "de_facto_control"},
        {"id": "occupied", "pattern": "lines"},
        {"id": "mandate", "pattern": "hatch", "name": {"en": "mandate", "tr": "idari manda"}},
        {"id": "canton", "pattern": "rim", "name": {"en": "canton", "tr": "kanton"}},
    ]
    dataset = load_dataset(written(tmp_path / "small", statuses=statuses))
    assert {
        style.paint_of(row, dataset).pattern for row in dataset.control if row.status == "occupied"
    } <= style.OVER_FILL
    words = package_words.of(dataset, "tr")
    assert words["status.mandate"] == "idari manda"
    assert words["sign.mandate"] == "İdari manda (şerit: öteki taraf)"
    assert words["sign.occupied"] == "İşgal altında", "no hatch, no second colour"
    assert words["units.canton"] == "Kanton ({parent}): {names}"
    assert package_words.of(dataset, "en")["sign.de_facto_control"] == "Held de facto"


def test_a_package_says_how_its_lines_are_drawn_and_called(tmp_path):
    line_kinds = [
        {"id": "treaty"},
        {"id": "autonomy", "colour": "#66190d"},
        {"id": "parish", "layer": "districts", "dash": [2, 3], "width": 1, "name": PARISH},
    ]
    names = {"districts": {"en": "Parishes", "tr": "Nahiyeler"}}
    dataset = load_dataset(written(tmp_path / "small", line_kinds=line_kinds, layer_names=names))
    lines = dataset.kinds.lines
    assert lines["treaty"] == USUAL.lines["treaty"]
    assert lines["autonomy"].look == LineLook("#66190d", 1.2)
    assert lines["parish"].compares
    assert style.screen_looks(dataset.kinds)["line-parish"] == LineLook("#1d1b19", 1, "2px,3px")
    words = package_words.of(dataset, "en")
    assert (words["line.parish"], words["layer.districts"]) == ("Parish line", "Parishes")
    assert words["line.autonomy"] == "Border of an autonomous unit"


def test_usual_kinds_have_their_words_in_the_program():
    assert kinds.CATEGORIES.keys() == USUAL.categories.keys()
    assert kinds.LANES.keys() == USUAL.lanes.keys()
    assert kinds.STATUSES.keys() == USUAL.statuses.keys()
    assert kinds.LINES.keys() == USUAL.lines.keys()
    assert kinds.OUTCOMES.keys() == USUAL.outcomes.keys()


def test_the_page_offers_what_the_package_has(tmp_path, dataset):
    assert list(map_layers.layers_of(dataset)) == list(map_layers.LAYERS)
    assert layers.ways(dataset) == ["railway", "road"]
    small = load_dataset(written(tmp_path / "small"))
    assert list(map_layers.layers_of(small)) == ["claims", "certainty"]
    assert layers.ways(small) == []


def test_every_key_of_the_block_is_on_the_page_of_the_data_package():
    page = (ROOT / "docs" / "data-package.md").read_text("utf-8")
    block = page.partition("## The `atlas` block")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in block.splitlines() if line.startswith("| `")]
    keys = {key for row in rows for key in re.findall(r"`(\w+)`", row)}
    # The languages come with their own chapter.
    assert keys | {"languages"} == set(KEYS)
    own = small_package.read_json(ROOT / "data" / "datapackage.json")["atlas"]
    assert set(own) <= set(KEYS)
