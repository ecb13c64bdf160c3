"""A tiny valid data package, written into a folder so that tests can break it."""

import csv
import io
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from dashboard.dataset.reading.tables import COLUMNS, columns_of

REAL_PACKAGE = Path(__file__).parent.parent / "data"

LANGUAGES = ("en", "tr")
"""Languages of this package and of that of the Caucasus."""

ARTICLE = {"source_key": "ARTICLE", "source_locator": "p. 1", "source_locator_tr": "s. 1"}
BOOK = {"source_key": "Book2001", "source_locator": "p. 7", "source_locator_tr": "s. 7"}
BOTH = {
    "source_key": "ARTICLE;Book2001",
    "source_locator": "p. 1;",
    "source_locator_tr": "s. 1;",
}


def _row(**cells: object) -> dict[str, str]:
    return {column.rstrip("_"): str(cell) for column, cell in cells.items()}


def _control(territory: str, start: str, end: str, controller: str, **cells: str) -> dict[str, str]:
    return _row(
        territory_id=territory,
        start=start,
        end=end,
        controller=controller,
        **{"status": "de_facto_control", "certainty": "high", **BOOK, **cells},
    )


ROWS: dict[str, list[dict[str, str]]] = {
    "regions": [
        _row(id="hills", name_en="Hills", name_tr="Tepeler", rank=1),
        _row(id="shore", name_en="Shore", name_tr="Kıyı", rank=2),
    ],
    "territories": [
        _row(id="upper", name_en="Upper", name_tr="Yukarı", region="hills", lat=41.5, lon=44.5),
        _row(
            id="lower",
            name_en="Lower",
            name_tr="Aşağı",
            today_en="Lower, Nowhere",
            today_tr="Aşağı, Hiçbir Yer",
            region="shore",
            lat=40.5,
            lon=44.5,
            note_en="Without the coast",
            note_tr="Kıyı hariç",
        ),
        _row(
            id="coast",
            name_en="Coast",
            name_tr="Kıyı",
            region="shore",
            parent="lower",
            lat=40.5,
            lon=43.5,
        ),
    ],
    "roles": [
        _row(
            id="soviet", name_en="Soviet", name_tr="Sovyet", fill="#cf644c", ink="#66190d", rank=1
        ),
        _row(id="green", name_en="Green", name_tr="Yeşil", fill="#6faea5", ink="#0d4d48", rank=2),
        _row(id="grey", name_en="Grey", name_tr="Gri", fill="#8e837a", ink="#332d26", rank=3),
    ],
    "polities": [
        _row(
            id="empire",
            name_en="The Empire",
            name_tr="İmparatorluk",
            short_en="Empire",
            short_tr="İmparatorluk",
            role="grey",
            start="1917-01-01",
            end="1922-11-01",
            **BOOK,
        ),
        _row(
            id="republic",
            name_en="The Republic",
            name_tr="Cumhuriyet",
            short_en="Republic",
            short_tr="Cumhuriyet",
            role="green",
            start="1918-05-28",
            end="1920-12-02",
            **BOOK,
        ),
        _row(
            id="ssr",
            name_en="The Soviet Republic",
            name_tr="Sovyet Cumhuriyeti",
            short_en="SSR",
            short_tr="SSC",
            role="soviet",
            weave="grid",
            start="1920-12-02",
            **BOTH,
        ),
        _row(
            id="union",
            name_en="The Union",
            name_tr="Birlik",
            short_en="Union",
            short_tr="Birlik",
            role="soviet",
            start="1922-12-30",
            **BOOK,
        ),
        _row(
            id="world",
            name_en="The League",
            name_tr="Cemiyet",
            short_en="League",
            short_tr="Cemiyet",
            role="grey",
            start="1922-12-30",
            **BOOK,
        ),
    ],
    "federations": [
        _row(member="ssr", federation="union", start="1922-12-30", certainty="high", **BOOK),
        _row(
            member="union",
            federation="world",
            start="1934-09-18",
            end="1936-06-01",
            certainty="high",
            **BOOK,
        ),
    ],
    "control": [
        _control("upper", "1918-01-01", "1918-06-04", "empire", event_id="opening"),
        _control("upper", "1918-06-04", "1920-12-02", "republic", event_id="upper_ceded"),
        _control(
            "upper",
            "1920-12-02",
            "",
            "ssr",
            event_id="red_entry",
            start_edtf="[1920-12-02,1920-12-03]",
            alt_start="1920-12-03",
            certainty="medium",
        ),
        _control("lower", "1918-01-01", "1919-09-10", "empire", event_id="opening"),
        _control(
            "lower",
            "1919-09-10",
            "1920-12-02",
            "republic",
            status="occupied",
            second_party="empire",
            event_id="lower_taken",
            start_edtf="1919-09",
        ),
        _control("lower", "1920-12-02", "", "ssr", event_id="red_entry"),
        _control(
            "coast",
            "1918-01-01",
            "1921-03-16",
            "empire",
            event_id="opening",
            note_en="The day is, in part, a convention",
            note_tr="Gün kısmen bir kabuldür",
        ),
        _control("coast", "1921-03-16", "", "ssr", event_id="coast_treaty_ev"),
    ],
    "claims": [
        _row(
            territory_id="lower",
            claimant="republic",
            start="1918-05-28",
            end="1919-09-10",
            certainty="high",
            event_id="opening",
            **BOOK,
        ),
        _row(
            territory_id="coast",
            claimant="republic",
            start="1918-05-28",
            end="1920-12-02",
            certainty="low",
            source_key="GK",
        ),
        _row(
            territory_id="coast",
            claimant="ssr",
            start="1920-12-02",
            end="1921-03-16",
            certainty="high",
            **BOOK,
        ),
    ],
    "events": [
        _row(
            id="opening",
            date="1917-11-07",
            category="administration",
            tier=2,
            title_en="How it stood",
            title_tr="Başlangıçtaki durum",
            description_en="Who held what at the opening.",
            description_tr="Başlangıçta kim neyi elinde tutuyordu.",
            certainty="low",
            source_key="GK",
            in_article="no",
        ),
        _row(
            id="upper_ceded",
            date="1918-06-04",
            category="treaty",
            tier=1,
            title_en="Upper is ceded",
            title_tr="Yukarı devredildi",
            description_en="The Empire cedes Upper to the Republic.",
            description_tr="İmparatorluk Yukarı'yı Cumhuriyet'e devretti.",
            place_en="Port",
            place_tr="Liman",
            lat=40.5,
            lon=43.4,
            territories="upper",
            certainty="high",
            **BOTH,
            in_article="yes",
            article_line=12,
        ),
        _row(
            id="lower_taken",
            date="1919-09-10",
            date_edtf="1919-09~",
            category="war",
            tier=1,
            title_en="The Republic enters Lower",
            title_tr="Cumhuriyet Aşağı'ya girdi",
            description_en="Its army took the town.",
            description_tr="Ordusu kenti aldı.",
            territories="lower;upper",
            certainty="medium",
            **BOOK,
            in_article="no",
        ),
        _row(
            id="red_entry",
            date="1920-12-02",
            alt_date="1920-12-03",
            category="sovietization",
            tier=1,
            title_en="Soviet power in Upper",
            title_tr="Yukarı'da Sovyet idaresi",
            description_en="A revolutionary committee takes over.",
            description_tr="Bir devrim komitesi yönetimi aldı.",
            territories="upper;lower",
            certainty="high",
            **BOTH,
            in_article="yes",
            article_line=20,
            note_en="One source gives the day after",
            note_tr="Bir kaynak ertesi günü verir",
        ),
        _row(
            id="coast_treaty_ev",
            date="1921-03-16",
            category="treaty",
            tier=1,
            title_en="Treaty of the Coast",
            title_tr="Kıyı Antlaşması",
            description_en="The Empire, for which Envoy signs, cedes the Coast.",
            description_tr="Elçi'nin adına imza attığı İmparatorluk Kıyı'yı devretti.",
            territories="coast",
            certainty="high",
            **BOOK,
            in_article="no",
        ),
    ],
    "milestones": [
        _row(id="upper_red", event_id="red_entry", label_en="Upper", label_tr="Yukarı"),
    ],
    "people": [
        _row(
            id="envoy",
            name_en="Ada Envoy",
            name_tr="Ada Elçi",
            other_names="Envoy;Elçi",
            role_en="Signed for the Empire",
            role_tr="İmparatorluk adına imza attı",
            events="coast_treaty_ev",
            **BOOK,
        ),
    ],
    "treaties": [
        _row(
            id="coast_treaty",
            name_en="Treaty of the Coast",
            name_tr="Kıyı Antlaşması",
            short_en="Coast",
            short_tr="Kıyı",
            signed="1921-03-16",
            in_force="1921-09-01",
            force="in_force",
            parties_en="Empire; Soviet Republic",
            parties_tr="İmparatorluk; Sovyet Cumhuriyeti",
            event_id="coast_treaty_ev",
            certainty="high",
            **BOOK,
        ),
    ],
    "outcomes": [
        _row(
            treaty_id="coast_treaty",
            territory_id="coast",
            from_="empire",
            to="ssr",
            kind="cession",
            article_en="art. 2",
            article_tr="md. 2",
            certainty="high",
            **BOOK,
        ),
    ],
    "article_claims": [
        _row(
            article_line=12,
            kind="dated_event",
            claim_en="Upper was ceded on 4 June 1918",
            claim_tr="Yukarı 4 Haziran 1918'de devredildi",
            date_shown="1918-06-04",
            territories="upper",
            **ARTICLE,
            carried_by="event:upper_ceded;control:upper@1918-06-04",
        ),
        _row(
            article_line=20,
            kind="territorial_claim",
            claim_en="The Republic wanted Lower and the Soviet Republic got the Coast",
            claim_tr="Cumhuriyet Aşağı'yı istedi, Kıyı'yı Sovyet Cumhuriyeti aldı",
            territories="lower;coast",
            **ARTICLE,
            carried_by="claim:lower:republic@1918-05-28;outcome:coast_treaty:coast;"
            "treaty:coast_treaty",
        ),
        _row(
            article_line=30,
            kind="outside_range",
            claim_en="The Empire came in 1864",
            claim_tr="İmparatorluk 1864'te geldi",
            date_shown="1864",
            **ARTICLE,
            reason_en="Before the range of the atlas",
            reason_tr="Atlasın kapsadığı dönemden önce",
        ),
    ],
}

SOURCES = """\
@article{ARTICLE,
  title = {The Article of {Upper}},
  author = {Yazar, Bir},
  year = {2022},
  langid = {turkish},
  kind = {scholarly},
  keywords = {read},
  annotation = {Carries all the claims.},
  annotation_tr = {Bütün iddiaları taşır.}
}

@book{Book2001,
  title = {A Book},
  author = {One, A. and Two, B.},
  year = {2001},
  url = {https://example.org/book},
  kind = {scholarly},
  keywords = {excerpt},
  annotation = {The dates.},
  annotation_tr = {Tarihler.}
}

@misc{GK,
  title = {General knowledge},
  keywords = {unverified},
  annotation = {Not verified.},
  annotation_tr = {Doğrulanmadı.}
}
"""


def _square(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _feature(id_: str, geometry: dict[str, Any], **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "id": id_, "properties": properties, "geometry": geometry}


def _features() -> list[dict[str, Any]]:
    # Upper lies over coast and lower: its southern edge has the node they share.
    upper = {
        "type": "Polygon",
        "coordinates": [[[43, 41], [44, 41], [45, 41], [45, 42], [43, 42], [43, 41]]],
    }
    beyond = {
        "type": "Polygon",
        "coordinates": [[[45, 40], [46, 40], [46, 42], [45, 42], [45, 41], [45, 40]]],
    }
    return [
        _feature("upper", upper),
        _feature("lower", _square(44, 40, 45, 41)),
        _feature("coast", _square(43, 40, 44, 41)),
        _feature("beyond", beyond, backdrop=True, name_en="Beyond", name_tr="Ötesi"),
    ]


def in_languages(descriptor: dict[str, Any], languages: Sequence[str]) -> None:
    """Leave the columns of no other languages in a descriptor, and no other title."""
    atlas = descriptor["atlas"]
    atlas["languages"] = list(languages)
    atlas["title"] = {one: atlas["title"][one] for one in languages}
    for resource in descriptor["resources"]:
        if resource["name"] in COLUMNS:
            known = columns_of(resource["name"], languages)
            fields = resource["schema"]["fields"]
            resource["schema"]["fields"] = [one for one in fields if one["name"] in known]


def write_package(folder: Path) -> Path:
    """Write the small package into ``folder`` and return the folder."""
    (folder / "geo").mkdir(parents=True)
    descriptor = orjson.loads((REAL_PACKAGE / "datapackage.json").read_bytes())
    in_languages(descriptor, LANGUAGES)
    # Files of the real package that this one does not have.
    for name in ("favicon", "method", "leading"):
        descriptor["atlas"].pop(name)
    descriptor["resources"] = [
        one
        for one in descriptor["resources"]
        if one["path"] == "geo/territories.geojson"
        or ("/" not in one["path"] and one["path"] != "place_links.csv")
    ]
    write_json(folder / "datapackage.json", descriptor)
    for table, rows in ROWS.items():
        content = io.StringIO()
        writer = csv.DictWriter(
            content, columns_of(table, LANGUAGES), restval="", lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)
        (folder / f"{table}.csv").write_text(content.getvalue(), encoding="utf-8")
    shutil.copy(REAL_PACKAGE / "wording.csv", folder)
    (folder / "sources.bib").write_text(SOURCES, encoding="utf-8")
    layer = {"type": "FeatureCollection", "features": _features()}
    write_json(folder / "geo" / "territories.geojson", layer)
    return folder


def read_json(path: Path) -> Any:
    return orjson.loads(path.read_bytes())


def write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def replace(folder: Path, file: str, old: str, new: str) -> None:
    """Write ``new`` in place of the one ``old`` of a file of the package."""
    path = folder / file
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {file}"
    path.write_text(content.replace(old, new), encoding="utf-8")


def set_cell(folder: Path, table: str, row: int, column: str, value: str) -> None:
    """Write a cell of a table; ``row`` is the line of the file, the header being line 1."""
    path = folder / f"{table}.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    rows[row - 1][rows[0].index(column)] = value
    content = io.StringIO()
    csv.writer(content, lineterminator="\n").writerows(rows)
    path.write_text(content.getvalue(), encoding="utf-8")
