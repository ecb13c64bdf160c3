"""Packages in other languages: German alone, three languages, Persian from right to left."""

import json
import re

import pytest

from dashboard import i18n
from dashboard.cartography.screen.bands import screen_map
from dashboard.dataset import translations
from dashboard.dataset.model import Text
from dashboard.dataset.reading.load import load_dataset, read_package
from dashboard.dataset.text import Borrowed
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import validate
from dashboard.i18n.collation import ranks, sort_key
from dashboard.ui.app import create_app
from dashboard.ui.browser import files, payload
from scripts.synthetic import Wanted, write
from small_package import REAL_PACKAGE
from tests.languages import spoken_in

GERMAN = {"de": "en"}
THREE = {"az": "en", "de": "tr", "ru": None}
PERSIAN = {"fa": "en", "en": "tr"}


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    def made(name, speech):
        folder = tmp_path_factory.mktemp("languages") / name
        write(folder, Wanted())
        return spoken_in(folder, speech)

    return {
        "german": made("german", GERMAN),
        "three": made("three", THREE),
        "persian": made("persian", PERSIAN),
    }


@pytest.mark.parametrize("name", ["german", "three", "persian"])
def test_a_package_in_other_languages_keeps_every_rule(packages, name):
    assert list(map(str, validate(packages[name]))) == []


def test_what_a_language_lacks_is_counted_and_is_no_fault(packages):
    assert translations.missing(read_package(packages["german"])) == []
    lacks = {one.language: one for one in translations.missing(read_package(packages["three"]))}
    assert lacks.keys() == {"de", "ru"}
    assert lacks["de"].files == {"sources.bib": 1}
    lack = lacks["ru"]
    assert lack.count == lack.of > 50
    assert lack.files["events.csv"] == 36
    assert lack.files["datapackage.json"] > 0
    assert str(lack).startswith(f"ru lacks {lack.of} of {lack.of} texts, which its readers get in")


def test_english_and_turkish_of_the_caucasus_are_complete():
    lacking = {one.language for one in translations.missing(read_package(REAL_PACKAGE))}
    assert not lacking & {"en", "tr"}


def test_pages_to_read_mark_words_of_another_language(packages):
    client = create_app(packages["three"]).server.test_client()
    assert '<div class="lead borrowed" lang="en">' in client.get("/ru/method").text
    story = next(iter(load_dataset(packages["three"]).stories))
    assert '<h1><span class="borrowed" lang="az">' in client.get(f"/ru/handout/{story}").text
    assert "borrowed" not in client.get(f"/de/handout/{story}").text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "pages", "absent"),
    [
        ("german", {"/": ("de", "ltr")}, ("/de/", "/en/", "/tr/")),
        (
            "three",
            {"/": ("az", "ltr"), "/de/": ("de", "ltr"), "/ru/": ("ru", "ltr")},
            ("/az/", "/tr/"),
        ),
        ("persian", {"/": ("fa", "rtl"), "/en/": ("en", "ltr")}, ("/fa/",)),
    ],
)
def test_a_page_is_at_the_address_of_its_language_and_runs_its_way(packages, name, pages, absent):
    client = create_app(packages[name]).server.test_client()
    for path, (language, direction) in pages.items():
        frame = f'<html lang="{language}" dir="{direction}">'
        for address in (path, f"{path}sources", f"{path}method"):
            assert frame in client.get(address).text, address
        links = set(re.findall(r'<a [^>]*hreflang="([\w-]+)"', client.get(path).text))
        assert links == {one for one, _ in pages.values()} - {language}
    for address in absent:
        assert client.get(address).status_code == 404


def test_words_of_another_language_are_marked_in_the_files_of_the_page(packages):
    dataset = load_dataset(packages["three"])
    title = next(iter(dataset.events.values())).title
    assert isinstance(title["ru"], Borrowed)
    assert title["ru"].language == "az"
    assert not isinstance(title["de"], Borrowed)
    sent = json.loads(files.texts({"title": title["ru"], "own": title["de"]}))
    assert sent == {"title": f"\u2063az\u2063{title['az']}", "own": title["de"]}


@pytest.mark.parametrize("tag", ["english", "EN", "xx", "e", 5])
def test_a_language_that_cldr_does_not_know_is_refused(packages, tmp_path, tag):
    about = json.loads((packages["german"] / "datapackage.json").read_text("utf-8"))
    about["atlas"]["languages"] = [tag]
    (tmp_path / "datapackage.json").write_text(json.dumps(about), "utf-8")
    found = [str(problem) for problem in read_package(tmp_path).problems]
    assert any(one.startswith("datapackage.json, atlas.languages") for one in found), found


def test_a_text_borrows_from_the_first_language_that_has_words():
    text = Text({"de": "Vertrag", "da": ""})
    assert (text["de"], text["da"], text.own("da"), str(text)) == ("Vertrag",) * 2 + (
        "",
        "Vertrag",
    )
    assert not Text({"de": ""})
    assert Text()["de"] == ""


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "az",
            ["Cavad", "Çermik", "Ərəş", "Gəncə", "Xaçmaz", "Iğdır", "İrəvan", "Quba"],
        ),
        ("da", ["Aabenraa", "Zealand", "Ærø", "Øland", "Ålborg"]),
        ("de", ["Aachen", "Ängelholm", "Apenrade", "Straße", "Stuhm", "Zürich"]),
        ("en", ["District 9", "District 10", "District 10a", "Districts"]),
        ("hy", ["Արդահան", "Բաքու", "Կարս", "Շուշի"]),
        ("ka", ["ახალქალაქი", "ბათუმი", "თბილისი", "ქუთაისი"]),
        ("ru", ["Баку", "Ёлкино", "Карс", "Эривань", "Kars"]),
        ("tr", ["Çoruh", "Iğdır", "İstanbul", "Şuşa", "Zakatala"]),
    ],
)
def test_names_are_in_the_order_of_their_alphabet(language, names):
    shuffled = sorted(names, key=lambda name: name[::-1])
    assert sorted(shuffled, key=lambda name: sort_key(name, language)) == names


def test_the_browser_is_sent_the_order_of_names_and_compares_none(packages):
    assert ranks(["Şuşa", "Çoruh", "Şuşa", "Iğdır"], "tr") == [2, 0, 2, 1]
    dataset = load_dataset(packages["german"])
    timeline = Timeline(dataset)
    sent = payload.build(dataset, timeline, screen_map(dataset), "de")
    for names, order in (
        ([territory["name"] for territory in sent["territories"]], sent["ranks"]["territories"]),
        ([event["title"] for event in sent["events"]], sent["ranks"]["events"]),
        (
            [polity["short"] for polity in sent["polities"].values()],
            list(sent["ranks"]["polities"].values()),
        ),
    ):
        assert [name for _, name in sorted(zip(order, names, strict=True))] == sorted(
            names, key=lambda name: sort_key(name, "de")
        )
    for script in (REAL_PACKAGE.parent / "dashboard" / "assets").rglob("*.mjs"):
        if script.parent.name not in ("built", "vendor"):
            assert not re.search(r"Collator|localeCompare", script.read_text("utf-8")), script


def test_languages_are_called_by_their_own_names():
    assert [i18n.language_name(one) for one in ("en", "tr", "az", "hy", "ka", "ru", "fa")] == [
        *("English", "Türkçe", "Azərbaycan", "Հայերեն", "Ქართული", "Русский", "فارسی"),
    ]
