"""Handouts: a story as a page and as a PDF, with a map, the question and lines for each stop."""

import math
import threading
from html import unescape
from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from PIL import Image
from pypdf import PdfReader

from dashboard import i18n
from dashboard.cartography.paper import deadline, legend
from dashboard.cartography.paper import handout as paper
from dashboard.cli.main import INVALID, MISUSED, OK, main
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.timeline import Timeline
from dashboard.export.press import handout
from dashboard.ui.http import bundle, handouts, workshop
from dashboard.ui.http.snapshots import Press
from scripts.synthetic import Wanted, write
from small_package import write_package

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("language", "path"), [("en", "/"), ("tr", "/tr/")])
@pytest.mark.parametrize("name", ["border", "sovietization"])
def test_the_page_has_each_stop_with_its_map_its_question_and_lines(
    client, dataset, name, language, path
):
    answer = client.get(f"{path}handout/{name}")
    assert answer.status_code == 200
    page = unescape(answer.text)
    assert f'<html lang="{language}" dir="ltr">' in page
    stops = dataset.stories[name].stops
    assert page.count('class="lines"') == len(stops)
    for number, stop in enumerate(stops, 1):
        for text in (stop.title, stop.text, stop.question):
            assert text[language] in page
        assert f'src="{name}/{number}.png"' in page
        assert stop.notes[language] not in page
        assert stop.answer[language] not in page


@pytest.mark.parametrize(("language", "path"), [("en", "/"), ("tr", "/tr/")])
def test_the_teacher_has_answers_notes_and_times(client, dataset, language, path):
    story = dataset.stories["border"]
    answer = client.get(f"{path}handout/border/teacher")
    assert answer.status_code == 200
    page = unescape(answer.text)
    assert 'class="lines"' not in page
    for number, stop in enumerate(story.stops, 1):
        for text in (stop.question, stop.answer, stop.notes):
            assert text[language] in page
        assert f'src="../border/{number}.png"' in page or f'src="{number}.png"' in page
    words = {
        "en": "Planned time: 47 min · Short route: 1, 2, 5, 7, 9, 10 (28 min)",
        "tr": "Planlanan süre: 47 dk · Kısa yol: 1, 2, 5, 7, 9, 10 (28 dk)",
    }
    assert words[language] in page
    assert client.get(f"{path}handout/kars/teacher").status_code == 404


def test_the_map_of_a_stop_is_a_picture_that_is_kept(client):
    answer = client.get("/tr/handout/border/10.png")
    assert answer.status_code == 200
    picture = Image.open(BytesIO(answer.data))
    assert picture.format == "PNG"
    assert picture.size == paper.PIXELS
    tag = answer.headers["ETag"]
    assert (
        client.get("/tr/handout/border/10.png", headers={"If-None-Match": tag}).status_code == 304
    )


def test_the_pdf_keeps_its_text_with_turkish_letters(client, dataset):
    answer = client.get("/tr/handout/border.pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert len(answer.data) < 4_000_000
    book = PdfReader(BytesIO(answer.data))
    assert book.metadata.title == dataset.stories["border"].title["tr"]
    # Five of stops; the sources have grown too many to share a page with the legend.
    assert len(book.pages) == 7
    text = " ".join(" ".join(page.extract_text() for page in book.pages).split())
    for stop in dataset.stories["border"].stops:
        for part in (stop.title, stop.text, stop.question):
            assert part["tr"] in text
        assert stop.notes["tr"] not in text
        assert stop.answer["tr"] not in text


def key_pages(client, story) -> int:
    """How many pages of legend and sources follow those of the stops."""
    pages = PdfReader(BytesIO(client.get(f"/tr/handout/{story.id}.pdf").data)).pages
    return len(pages) - math.ceil(len(story.stops) / 2)


@pytest.fixture(scope="module")
def book(client) -> PdfReader:
    """The PDF of a story in English, drawn once for the tests that read it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BASE_ADDRESS", "https://atlas.example")
        return PdfReader(BytesIO(client.get("/handout/border.pdf").data))


def test_the_pdf_ends_with_legend_and_sources(book, dataset):
    # Two stops are on a page; what comes after them explains the maps.
    stops = math.ceil(len(dataset.stories["border"].stops) / 2)
    text = " ".join(" ".join(page.extract_text() for page in book.pages[stops:]).split())
    for words in ("Held by", "Status and lines", "Boundary uncertain", "Sources:", "Autonomous"):
        assert words in text, words
    stop = dataset.stories["border"].stops[-1]
    held = Timeline(dataset).state(stop.day)["kars"].controller
    assert dataset.polities[held].name["en"] in text
    for page in book.pages:
        links = [one.get_object()["/A"]["/URI"] for one in page["/Annots"]]
        assert links == ["https://atlas.example/?story=border"]


def test_each_map_of_the_pdf_has_its_key(book, dataset):
    stops, timeline = dataset.stories["border"].stops, Timeline(dataset)
    for number, stop in enumerate(stops):
        text = " ".join(book.pages[number // 2].extract_text().split())
        held = timeline.state(stop.day)["batum"].controller
        assert dataset.polities[held].short["en"] in text
        # Dotted, as some lines of history are.
        assert "Boundary uncertain" in text


def test_the_key_of_a_full_map_leaves_nothing_out(plate, dataset):
    stop = next(stop for stop in dataset.stories["sovietization"].stops if stop.day.year == 1919)
    figure, shown = paper.pictured(plate, stop, "en", deadline.no_check)
    figure.clear()
    each = (paper.MAP[0] - paper.BETWEEN) / 2
    rows = [row.lines for row in legend.key(plate, shown, "en", each)]
    kept = [row.lines for column in paper.key_of(plate, shown, "en", each) for row in column]
    assert kept == rows
    text = " ".join(line for lines in kept for line in lines)
    for words in ("Georgia", "Neutral zone", "Changed on this day", "Low certainty"):
        assert words in text, words


def test_a_key_that_is_too_long_keeps_the_holders(plate, dataset, monkeypatch):
    figure, shown = paper.pictured(
        plate, dataset.stories["border"].stops[0], "en", deadline.no_check
    )
    figure.clear()
    whole = legend.key(plate, shown, "en", 150)
    monkeypatch.setattr(paper, "KEY", 30)
    kept = [row.lines for column in paper.key_of(plate, shown, "en", 150) for row in column]
    assert 0 < len(kept) < len(whole)
    assert kept == [row.lines for row in whole[: len(kept)]]


def test_a_map_says_in_words_who_holds_land(client, dataset):
    page = unescape(client.get("/handout/border").text)
    held = Timeline(dataset).state(dataset.stories["border"].stops[0].day)["kars"].controller
    assert 'alt="1 January 1918. Held by: ' in page
    assert dataset.polities[held].name["en"] in page


def test_the_page_has_legend_and_sources_as_a_picture(client):
    assert 'src="border/key.png"' in client.get("/handout/border").text
    answer = client.get("/handout/border/key.png")
    assert answer.status_code == 200
    with Image.open(BytesIO(answer.data)) as picture:
        assert picture.width == 1653
        assert len(picture.convert("RGB").getcolors(picture.width * picture.height)) > 100
    assert client.get("/handout/kars/key.png").status_code == 404


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/handout/kars", "story"),
        ("/handout/kars.pdf", "story"),
        ("/tr/handout/border/11.png", "border has no stop 11; write 1 to 10"),
        ("/handout/border/0.png", "border has no stop 0; write 1 to 10"),
    ],
)
def test_a_story_or_stop_that_there_is_not_is_a_404_that_says_so(client, path, said):
    answer = client.get(path)
    assert answer.status_code == 404
    assert said in answer.get_data(as_text=True)


def client_of(dataset, limits: handouts.Limits):
    server = Flask("test")
    files, press = bundle.Bundle("", {}), Press(dataset, Timeline(dataset))
    server.register_blueprint(handouts.blueprint(dataset, files, press, limits))
    return server.test_client()


def test_more_handouts_at_once_than_allowed_hear_when_to_retry(dataset, monkeypatch):
    started, go_on = threading.Event(), threading.Event()

    def slow(*_: object) -> bytes:
        started.set()
        assert go_on.wait(20)
        return b"%PDF"

    monkeypatch.setitem(handout.MAKERS, "pdf", slow)
    monkeypatch.setattr(Press, "plate", None)
    monkeypatch.setattr(workshop, "PATIENCE", 0)
    client = client_of(dataset, handouts.Limits(at_once=1))
    first: list[int] = []
    thread = threading.Thread(
        target=lambda: first.append(client.get("/handout/border.pdf").status_code)
    )
    thread.start()
    assert started.wait(20)
    busy = client.get("/tr/handout/border.pdf")
    go_on.set()
    thread.join()
    assert busy.status_code == 503
    assert int(busy.headers["Retry-After"]) > 0
    assert "1 handouts are being made, as many as may be at once" in busy.get_json()["error"]
    assert first == [200]
    assert client.get("/tr/handout/border.pdf").status_code == 200


@pytest.mark.parametrize("path", ["/handout/border.pdf", "/handout/border/1.png"])
def test_a_handout_that_takes_too_long_is_stopped(dataset, path):
    late = client_of(dataset, handouts.Limits(seconds=0.0)).get(path)
    assert late.status_code == 503
    assert "was not done in 0 seconds" in late.get_json()["error"]


def test_the_limits_of_handouts_are_read_from_the_environment(monkeypatch):
    assert handouts.Limits.from_environment() == handouts.Limits()
    for number, name in enumerate(("AT_ONCE", "SECONDS", "CACHE"), start=3):
        monkeypatch.setenv(f"HANDOUT_{name}", str(number))
    assert handouts.Limits.from_environment() == handouts.Limits(3, 4, 5)


def test_the_worksheet_is_a_word_document_to_change(client, dataset):
    answer = client.get("/tr/handout/border.docx")
    assert answer.status_code == 200
    assert answer.mimetype.endswith("wordprocessingml.document")
    assert ".docx" in answer.headers["Content-Disposition"]
    assert len(answer.data) < 4_000_000
    made = Document(BytesIO(answer.data))
    text = "\n".join(line.text for line in made.paragraphs)
    story = dataset.stories["border"]
    for stop in story.stops:
        for part in (stop.title, stop.text, stop.question):
            assert part["tr"] in text
        assert stop.notes["tr"] not in text
        assert stop.answer["tr"] not in text
    words = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert len(words) == len(story.stops) + key_pages(client, story)
    assert words[0].startswith("1 Ocak 1918. ")
    headings = [line.text for line in made.paragraphs if line.style.name == "Heading 1"]
    assert len(headings) == len(story.stops) + 1
    about = made.core_properties
    assert (about.title, about.language) == (story.title["tr"], "tr")
    assert about.created is None
    assert all(shape.width < made.sections[0].page_width for shape in made.inline_shapes)
    assert client.get("/handout/kars.docx").status_code == 404


def test_the_command_writes_a_word_document_the_same_each_time(tmp_path):
    package = write(tmp_path / "package", Wanted())
    made = []
    for name in ("one.docx", "two.docx"):
        output = tmp_path / name
        assert main(["handout", "tour", "--data", str(package), "-o", str(output)]) == OK
        made.append(output.read_bytes())
    assert made[0] == made[1]
    assert Document(BytesIO(made[0])).inline_shapes


def test_the_command_writes_a_pdf_and_names_what_is_wrong(tmp_path, capsys):
    output = tmp_path / "lesson.pdf"
    made = write(tmp_path / "made", Wanted())
    asked = ["handout", "tour", "--lang", "tr", "--data", str(made), "-o", str(output)]
    assert main(asked) == OK
    (stop,) = load_dataset(made).stories["tour"].stops
    assert i18n.day_label(stop.day, "tr") in PdfReader(output).pages[0].extract_text()
    assert main(["handout", "other", "-o", str(output)]) == MISUSED
    assert "there are border, sovietization" in capsys.readouterr().err
    package = write_package(tmp_path / "package")
    (package / "stories").mkdir()
    (package / "stories" / "lesson.toml").write_text("[", encoding="utf-8")
    assert main(["handout", "lesson", "--data", str(package), "-o", str(output)]) == INVALID
    assert "stories/lesson.toml row 1: is not TOML" in capsys.readouterr().err
