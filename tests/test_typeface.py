"""The typeface: which characters it has, how large its files are, and how they are served."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from fontTools.ttLib import TTFont

from dashboard.cartography.look import typeface
from dashboard.ui.http import webfont

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
# What the table calls 65 kB: what a first visit asks for in Turkish, signs of the buttons and all.
FIRST_VIEW_BYTES = 68_000

WRITTEN = [
    *(one for kind in ("csv", "json", "bib", "geojson") for one in ROOT.glob(f"data/**/*.{kind}")),
    *(
        one
        for kind in ("py", "mjs", "css", "html", "po", "csv")
        for one in ROOT.glob(f"dashboard/**/*.{kind}")
        # The built script has as letters what its modules write as numbers: dashes that are read.
        if "built" not in one.parts
    ),
]
# Wide forms of + - = @, which disarm a cell of a spreadsheet: nothing shows them.
NEVER_SHOWN = set("＋－＝＠")

COVERED = frozenset[int]().union(*(subset.characters for subset in typeface.SUBSETS))
WEB = [(subset, style) for subset in typeface.SUBSETS for style in subset.styles]


def opened(name: str) -> TTFont:
    return TTFont(typeface.FOLDER / name, lazy=True)


def test_every_character_of_the_tables_the_catalogue_and_the_page_is_in_the_typeface():
    assert len(WRITTEN) > 100
    missing = {
        f"{one} U+{ord(one):04X} in {path.relative_to(ROOT)}"
        for path in WRITTEN
        for one in set(path.read_text(encoding="utf-8")) - NEVER_SHOWN
        if one.isprintable() and ord(one) not in COVERED
    }
    assert not missing, f"widen a subset in typeface.py and `make fonts`: {sorted(missing)}"


@pytest.mark.parametrize(("subset", "style"), WEB, ids=[one.file(style) for one, style in WEB])
def test_a_file_of_the_page_has_the_characters_and_axes_that_the_table_says(subset, style):
    with opened(subset.file(style)) as font:
        assert set(font.getBestCmap()) == subset.characters
        axes = (
            {ax.axisTag: (ax.minValue, ax.maxValue) for ax in font["fvar"].axes}
            if (subset.axes)
            else {}
        )
    low, high = style.widths
    wanted = {"wght": style.weights} | ({"wdth": style.widths} if low < high else {})
    assert axes == (wanted if subset.axes else {})


def test_no_character_is_in_two_subsets():
    assert sum(len(subset.characters) for subset in typeface.SUBSETS) == len(COVERED)


@pytest.mark.parametrize("face", typeface.FACES, ids=lambda face: face.name)
def test_a_face_of_the_sheets_has_every_character(face):
    with opened(face.file) as font:
        assert set(font.getBestCmap()) == COVERED
        assert font["name"].getBestFamilyName() == typeface.FAMILY


def test_all_files_stand_on_the_same_line():
    names = [subset.file(style) for subset, style in WEB] + [face.file for face in typeface.FACES]
    for name in names:
        with opened(name) as font:
            head, lines = font["head"], font["hhea"]
            measures = (head.unitsPerEm, lines.ascent, lines.descent, lines.lineGap)
            assert measures == (1000, typeface.ASCENT, -typeface.DESCENT, 0), name
            if ord("H") in font.getBestCmap():
                assert font["glyf"]["H"].yMax == typeface.CAPITAL, name


def test_a_first_visit_asks_for_little():
    first = ("latin", "latin-ext", "signs")
    files = {one.file(style) for one, style in WEB if one.name in first}
    assert sum((typeface.FOLDER / name).stat().st_size for name in files) <= FIRST_VIEW_BYTES


def test_the_licence_is_there_and_names_whose_the_letters_are():
    terms = (typeface.FOLDER / webfont.TERMS).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in terms
    for holder in ("latin-greek-cyrillic", "georgian", "armenian", "Google LLC"):
        assert re.search(rf"^Copyright .*{holder}", terms, re.MULTILINE), holder


@pytest.mark.parametrize("path", ["/", "/tr/", "/sources", "/tr/method", "/handout/border"])
def test_every_page_has_the_typeface_before_its_own_style(client, path):
    sheets = re.findall(r'rel="stylesheet" href="([^"]+)"', client.get(path).text)
    if [Path(sheet).name for sheet in sheets] == ["page.css"]:
        style = client.get(urljoin(path, sheets[0])).text
        assert style.rindex("@font-face") < style.index("#page")
    else:
        assert [Path(sheet).name for sheet in sheets[:2]] == ["typeface.css", "atlas.css"]


@pytest.mark.parametrize("path", ["/", "/tr/"])
def test_the_files_come_whole_with_their_type_and_are_kept(client, path):
    page = client.get(path).text
    for address in re.findall(r'<link rel="preload" as="font"[^>]* href="([^"]+)"', page):
        answer = client.get(urljoin(path, address), headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert answer.mimetype == "font/woff2"
        assert "Content-Encoding" not in answer.headers
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.data[:4] == b"wOF2"


def test_what_a_language_always_needs_is_asked_for_at_once(client):
    asked = {
        path: [
            Path(one).name
            for one in re.findall(r'as="font"[^>]* href="([^"]+)"', client.get(path).text)
        ]
        for path in ("/", "/tr/")
    }
    latin, ext = "noto-sans-latin.woff2", "noto-sans-latin-ext.woff2"
    assert asked == {"/": [latin], "/tr/": [latin, ext]}


def test_the_sheet_has_a_rule_for_every_subset_style_and_stand_in(client):
    address = re.search(r'href="([^"]+/typeface\.css)"', client.get("/sources").text)
    assert address
    sheet = client.get(f"/{address[1]}").text
    sources = re.findall(r'src: url\("([^"]+)"\)', sheet)
    assert len(sources) == len(typeface.SUBSETS) * len(typeface.STYLES)
    for name in {*sources, webfont.TERMS}:
        assert client.get(f"/{Path(address[1]).parent}/{name}").status_code == 200, name
    for one in webfont.STAND_INS:
        assert sheet.count(f'font-family: "{one.family}"') == 3
        assert f'"{one.family}"' in sheet.splitlines()[1]
