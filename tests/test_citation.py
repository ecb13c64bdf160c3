"""Citations of a view and of its sources, read back by other people's tools."""

import random
from dataclasses import replace
from datetime import date

import orjson
import pytest
import rispy
from pybtex.database import parse_string

from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.timeline import DayOutOfRange, Timeline
from dashboard.export.cite import citation
from dashboard.export.cite.bibliography import bibliography
from dashboard.export.cite.citation import FORMATS, cite_sources, cite_view, write
from dashboard.export.cite.works import source_item, sources_of
from dashboard.ui.http.recent import Recent
from small_package import write_package

pytestmark = pytest.mark.slow

DAY = date(1921, 10, 13)
ADDRESS = "https://atlas.example/?day=1921-10-13&layers=relief,modern"


def item(**members) -> dict:
    return {"id": "work", "type": "book", "title": "A Book of the Coast", **members}


ONE = {"author": [{"family": "Allen", "given": "W. E. D."}]}
YEAR = {"issued": {"date-parts": [[1953]]}}


# The view


def test_apa_names_day_version_kind_and_address(dataset):
    assert cite_view(dataset, DAY, "en", ADDRESS, "apa") == (
        "The Caucasus Atlas authors. (2026). How the Caucasus became Soviet: 13 October 1921 "
        f"(Version {dataset.version}) [Interactive map]. {ADDRESS}\n"
    )


def test_chicago_names_the_same(dataset):
    assert cite_view(dataset, DAY, "en", ADDRESS, "chicago") == (
        "The Caucasus Atlas authors. How the Caucasus Became Soviet: 13 October 1921. "
        f"Version {dataset.version}. November 30, 2026. Interactive map. {ADDRESS}.\n"
    )


def test_the_words_of_a_style_are_turkish_on_the_turkish_page(dataset):
    assert cite_view(dataset, DAY, "tr", "https://atlas.example/tr/", "apa") == (
        "The Caucasus Atlas authors. (2026). Kafkasya nasıl Sovyetleşti: 13 Ekim 1921 "
        f"(Versiyon {dataset.version}) [Etkileşimli harita]. https://atlas.example/tr/\n"
    )
    assert "30 Kasım 2026" in cite_view(dataset, DAY, "tr", ADDRESS, "chicago")


def test_bibtex_is_read_back_with_its_address_unchanged(dataset):
    address = "https://atlas.example/?day=1921-10-13&territory=kars_sarikamish&x=50%25"
    entries = parse_string(cite_view(dataset, DAY, "en", address, "bibtex"), "bibtex").entries
    (key, entry), *others = entries.items()
    assert key.startswith("caucasus-1921-10-13-en-")
    assert others == []
    assert entry.fields["url"] == address
    assert entry.fields["version"] == dataset.version
    assert entry.fields["title"] == "{How the Caucasus became Soviet: 13 October 1921}"
    assert dataset.licence in entry.fields["note"]


def test_ris_is_read_back(dataset):
    text = cite_view(dataset, DAY, "en", ADDRESS, "ris")
    (record,) = rispy.loads(text)
    assert record["type_of_reference"] == "MAP"
    assert record["title"] == "How the Caucasus became Soviet: 13 October 1921"
    assert record["urls"] == [ADDRESS]
    assert record["date"] == "2026/11/30/"
    assert record["language"] == "en-US"
    assert text.startswith("TY  - MAP\r\n")
    assert text.endswith("\r\nER  - \r\n")
    assert "\n" not in text.replace("\r\n", "")


def test_csl_json_has_what_every_style_needs(dataset):
    (work,) = orjson.loads(cite_view(dataset, DAY, "tr", ADDRESS, "csl-json"))
    assert work["type"] == "map"
    assert work["language"] == "tr-TR"
    assert work["issued"] == {"date-parts": [[2026, 11, 30]]}
    assert (work["version"], work["URL"]) == (dataset.version, ADDRESS)


VIEWS = (
    (DAY, "en", {}),
    (DAY, "tr", {}),
    (DAY, "en", {"territory": "kars"}),
    (DAY, "en", {"territory": "baku"}),
    (DAY, "en", {"with": "1922-12-30"}),
    (DAY, "en", {"treaty": "kars_1921"}),
    (date(1921, 10, 14), "en", {}),
)


def test_another_view_language_or_version_is_another_work(dataset):
    older = replace(dataset, digest="0" * 64)
    views = [(dataset, *view) for view in VIEWS] + [(older, DAY, "en", {})]
    cited = {"ids": set(), "titles": set()}
    for data, day, language, shown in views:
        (work,) = orjson.loads(cite_view(data, day, language, "", "csl-json", shown))
        cited["ids"].add(work["id"])
        cited["titles"].add((work["title"], work["version"]))
    assert len(cited["ids"]) == len(cited["titles"]) == len(views)
    # Layers are not named in the title, but it is another view.
    ids = {
        orjson.loads(cite_view(dataset, DAY, "en", "", "csl-json", shown))[0]["id"]
        for shown in ({}, {"layers": "relief"})
    }
    assert len(ids) == 2


def test_bibtex_entries_of_all_views_have_keys_of_their_own(dataset):
    entries = (cite_view(dataset, *view[:2], ADDRESS, "bibtex", view[2]) for view in VIEWS)
    text = "".join(entries)
    assert len(parse_string(text, "bibtex").entries) == len(VIEWS)


@pytest.mark.parametrize("style", [one for one, form in FORMATS.items() if form.csl])
def test_every_style_names_title_version_and_year_of_the_map(dataset, style):
    text = cite_view(dataset, DAY, "en", ADDRESS, style)
    assert len(text.splitlines()) == 1
    assert dataset.version in text
    assert "2026" in text
    assert ("13 Ekim 1921" if FORMATS[style].locale else "13 October 1921") in text
    assert ADDRESS in text or style == "isnad-note"
    kind = "Etkileşimli harita" if FORMATS[style].locale else "Interactive map"
    assert text.count(kind) == 1


def test_the_turkish_styles_are_turkish_on_both_pages(dataset):
    for style in ("isnad", "isnad-note", "ttk", "ttk-note"):
        assert cite_view(dataset, DAY, "en", ADDRESS, style) == cite_view(
            dataset, DAY, "tr", ADDRESS, style
        )


# Works


@pytest.mark.parametrize(
    ("work", "apa", "chicago"),
    [
        (
            item(**ONE, **YEAR),
            "Allen, W. E. D. (1953). A Book of the Coast.",
            "Allen, W. E. D. A Book of the Coast. 1953.",
        ),
        (
            item(type="webpage", URL="https://example.org/kars"),
            "A Book of the Coast. (n.d.). https://example.org/kars",
            "A Book of the Coast. n.d. https://example.org/kars.",
        ),
        (
            item(type="document", author=[{"literal": "Bolat"}], **YEAR, note="not seen"),
            "Bolat. (1953). A Book of the Coast [Not seen].",
            "Bolat. A Book of the Coast. Not seen. 1953.",
        ),
        (
            item(type="article-journal", **ONE, **YEAR, **{"container-title": "A Journal"}),
            "Allen, W. E. D. (1953). A Book of the Coast. A Journal.",
            "Allen, W. E. D. “A Book of the Coast”. A Journal, 1953.",
        ),
    ],
)
def test_a_work_is_written_as_the_style_writes_its_kind(work, apa, chicago):
    assert write([work], "apa", "en") == f"{apa}\n"
    assert write([work], "chicago", "en") == f"{chicago}\n"


def test_a_book_in_the_turkish_styles():
    work = item(**ONE, **YEAR, publisher="Cambridge University Press")
    work["publisher-place"] = "Cambridge"
    written = {style: write([work], style, "tr").strip() for style in ("ttk", "ttk-note", "isnad")}
    assert written == {
        "ttk": "Allen, W. E. D., A Book of the Coast, Cambridge University Press, Cambridge 1953.",
        "ttk-note": "W. E. D. Allen, A Book of the Coast, Cambridge University Press, "
        "Cambridge 1953.",
        "isnad": "Allen, W. E. D. A Book of the Coast. Cambridge: Cambridge University Press, "
        "1953.",
    }


def test_that_a_work_was_not_seen_is_in_turkish_letters_in_the_turkish_styles():
    work = item(**ONE, **YEAR, note="ikinci elden")
    for style in ("isnad", "isnad-note"):
        assert "A Book of the Coast [ikinci elden]" in write([work], style, "tr")


def test_titles_of_works_keep_their_case_and_their_letters():
    work = item(title="İlişkiler ve sınırlar: yüz% & «dört»", **ONE, **YEAR)
    for style in ("apa", "chicago"):
        assert "İlişkiler ve sınırlar: yüz% & «dört»" in write([work], style, "en")
    entry = parse_string(write([work], "bibtex", "en"), "bibtex").entries["work"]
    assert entry.fields["title"] == r"{İlişkiler ve sınırlar: yüz\% \& «dört»}"


def test_that_a_title_is_not_known_is_said_in_the_readers_language(dataset):
    untitled = next(
        source for source in dataset.sources.values() if source.title.startswith("[title not")
    )
    titles = {lang: source_item(untitled, lang)["title"] for lang in ("en", "tr")}
    assert titles == {
        "en": "[title not known]",
        "tr": "[başlığı bilinmiyor]",
    }


def test_no_works_are_no_text_but_an_empty_list_in_json():
    assert [write([], style, "en") for style in FORMATS] == [*[""] * 11, "[]\n"]


def test_another_style_is_refused():
    with pytest.raises(ValueError, match="'vancouver' is not a style; write apa, mla, harvard"):
        write([], "vancouver", "en")


def test_a_title_in_cyrillic_can_be_read_and_names_its_site_and_language(dataset):
    work = source_item(dataset.sources["livebooks_allen"], "en")
    assert work["title"] == "Bitvy za Kavkaz [Битвы за Кавказ]"
    assert work["language"] == "ru"
    denikin = next(
        source for source in dataset.sources.values() if source.author == "Деникин, А. И."
    )
    assert source_item(denikin, "en")["author"] == [{"family": "Denikin", "given": "A. I."}]
    (record,) = rispy.loads(write([work], "ris", "en"))
    assert record["language"] == "ru"


def test_only_the_part_of_a_title_in_cyrillic_is_repeated(dataset):
    mixed = replace(dataset.sources["livebooks_allen"], title="[Notes], in Белая гвардия, no. 8")
    assert source_item(mixed, "en")["title"] == (
        "[Notes], in Belaia gvardiia [Белая гвардия], no. 8"
    )


def test_an_online_work_has_its_site_as_container(dataset):
    revolt = next(
        source for source in dataset.sources.values() if source.title.startswith("1920 Ganja")
    )
    work = source_item(revolt, "en")
    assert (work["title"], work["container-title"]) == ("1920 Ganja revolt", "Wikipedia")
    years = next(
        source for source in dataset.sources.values() if source.title.endswith("(1920-1921)")
    )
    assert source_item(years, "en")["title"] == years.title
    assert "container-title" not in source_item(years, "en")


# The sources of a day


def test_the_sources_are_those_that_the_state_claims_and_events_rest_on(tmp_path):
    small = load_dataset(write_package(tmp_path / "package"))
    timeline = Timeline(small)
    # The article is cited by the event of the day alone.
    keys = {
        day: [source.key for source in sources_of(small, timeline, day)]
        for day in (date(1920, 12, 1), date(1920, 12, 2))
    }
    assert keys == {date(1920, 12, 1): ["Book2001"], date(1920, 12, 2): ["Book2001", "ARTICLE"]}


def test_general_knowledge_is_not_cited_as_a_work(tmp_path):
    small = load_dataset(write_package(tmp_path / "package"))
    timeline, day = Timeline(small), date(1919, 9, 10)
    assert [claim.citations[0].key for claim in timeline.claims("coast", day)] == ["GK"]
    assert "GK" not in {source.key for source in sources_of(small, timeline, day)}


@pytest.mark.parametrize("style", FORMATS)
def test_every_source_of_a_day_is_in_every_style(dataset, timeline, style):
    works = sources_of(dataset, timeline, DAY)
    text = cite_sources(dataset, timeline, DAY, "en", style)
    assert len(works) > 20
    counted = {
        "bibtex": lambda: len(parse_string(text, "bibtex").entries),
        "ris": lambda: len(rispy.loads(text)),
        "csl-json": lambda: len(orjson.loads(text)),
    }
    lines = len(text.splitlines())
    assert counted.get(style, lambda: lines)() == len(works)


def test_a_work_that_nobody_saw_says_so_in_every_style(dataset, timeline):
    said = {"en": "cited at second hand", "tr": "ikinci elden"}
    for language in said:
        for style, form in FORMATS.items():
            words = said["tr" if form.locale else language]
            assert words in cite_sources(dataset, timeline, DAY, language, style).lower()


def test_every_source_of_the_package_can_be_cited(dataset):
    items = [source_item(source, "en") for source in dataset.sources.values()]
    for form in (form for form in FORMATS.values() if form.csl):
        lines = bibliography(items, form, "en")
        assert len(lines) == len(items)
        assert not any("Retrieved" in line or "None" in line for line in lines)


@pytest.mark.parametrize("style", [style for style, form in FORMATS.items() if form.csl])
def test_works_written_before_are_cited_as_if_all_were_written_now(dataset, style, monkeypatch):
    works = list(dataset.sources.values())
    order = random.Random(7)
    sets = [order.sample(works, size) for size in (1, 5, 12)]
    sets.append(list({work.key: work for part in sets for work in part[::-1]}.values()))
    kept = Recent(10**6)
    for language in ("en", "tr"):
        for part in sets:
            fresh = citation.cite_works(dataset, part, language, style)
            assert citation.cite_works(dataset, part, language, style, kept=kept) == fresh
    # Every work of the last set was in another: nothing is left to write.
    monkeypatch.setattr("dashboard.export.cite.bibliography._write", lambda items, *_: list(items))
    assert citation.cite_works(dataset, sets[-1], "tr", style, kept=kept) == fresh


@pytest.mark.parametrize("year", ["1921/22", "1921-1923", "19th century", "9" * 5000])
def test_a_year_that_is_no_number_is_cited_as_it_is_written(dataset, year):
    work = replace(next(iter(dataset.sources.values())), year=year)
    for style in FORMATS:
        assert year in citation.cite_works(dataset, [work], "en", style).replace("–", "-")


def test_works_whose_keys_differ_in_capitals_are_two_works():
    items = [item(**ONE, **YEAR), item(**ONE, **YEAR) | {"id": "WORK", "title": "Another Book"}]
    for style, form in FORMATS.items():
        if form.csl:
            assert len(write(items, style, "en").splitlines()) == 2


def test_sources_of_a_day_outside_the_atlas_are_refused(dataset, timeline):
    with pytest.raises(DayOutOfRange):
        cite_sources(dataset, timeline, date(1917, 1, 1), "en", "apa")


def test_the_same_day_gives_the_same_citations(dataset, timeline):
    first = cite_sources(dataset, timeline, DAY, "tr", "chicago")
    assert cite_sources(dataset, timeline, DAY, "tr", "chicago") == first
