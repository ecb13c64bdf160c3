"""Films, atlases and handouts in another reading than the atlas's own."""

from datetime import date

import pytest

from dashboard.cartography.paper import frame
from dashboard.export.press import animation, atlas, handout, subtitles

pytestmark = pytest.mark.slow

DAYS = {"from": "1918-05-25", "to": "1918-05-30", "by": "day", "reading": "article"}


def test_a_film_has_the_map_of_its_reading_and_says_so(plate, monkeypatch):
    """Films took the atlas's own days whatever the address said."""
    film = animation.parse(plate, DAYS, "https://a.example")
    assert "reading=article" in film.reel.address
    assert film.name("gif") == "caucasus-article-1918-05-25-1918-05-30-en.gif"
    seen = {}
    written = []
    draw, write = frame.Chart.draw, frame.lettering.write

    def drawn(chart, day, *more):
        seen[day] = chart.plate.timeline.state(day)["tiflis"].controller
        return draw(chart, day, *more)

    def put(axes, xy, text, *more, **named):
        written.append(text)
        return write(axes, xy, text, *more, **named)

    monkeypatch.setattr(frame.Chart, "draw", drawn)
    monkeypatch.setattr(frame.lettering, "write", put)
    step = next(step for step in film.steps if step.moment.day == date(1918, 5, 27))
    frame.frames(plate, film.reel, [step.moment])
    assert seen[date(1918, 5, 27)] == "transcaucasia"
    assert any(
        text.endswith(". Reading: The article “Sovietization of the Caucasus”") for text in written
    )
    assert "Differs from the atlas's own reading" in written
    assert "1918" in subtitles.write(plate, film, "en")


def test_a_picture_of_a_film_is_another_where_the_difference_ends(plate):
    read = plate.as_read("article")
    assert plate.as_read("article") is read
    assert "tiflis" in read.disputed_on(date(1918, 5, 27))
    assert "tiflis" not in read.disputed_on(date(1918, 5, 28))
    assert not plate.disputed_on(date(1918, 5, 27))


def test_an_atlas_is_of_its_reading(plate):
    asked = {"from": "1918-05-25", "to": "1918-05-30", "reading": "article"}
    read = atlas.parse(plate, asked, "https://a.example")
    assert {order.reading for order in read.orders} == {"article"}
    assert all("reading=article" in order.address for order in read.orders)
    with pytest.raises(ValueError, match="'nobody' is not a reading"):
        atlas.parse(plate, {"reading": "nobody"})


def test_a_handout_is_of_the_reading_of_its_address(client, dataset, plate, monkeypatch):
    monkeypatch.setenv("BASE_ADDRESS", "https://a.example")
    page = client.get("/handout/sovietization?reading=article").text
    assert "Reading: The article “Sovietization of the Caucasus”" in page
    for end in ("/1.png", "/key.png", ".pdf", ".docx"):
        assert f'sovietization{end}?reading=article"' in page
    assert "?story=sovietization&amp;reading=article" in page
    assert "reading" not in client.get("/handout/sovietization").text
    for path in ("", "/teacher", ".pdf", "/1.png"):
        answer = client.get(f"/handout/sovietization{path}?reading=nobody")
        assert answer.status_code == 400
        assert "'nobody' is not a reading; write article" in answer.get_json()["error"]
    lesson = handout.lesson(dataset, "sovietization", "en", "article")
    assert lesson.address == "https://a.example/?story=sovietization&reading=article"
    assert plate.as_read(lesson.reading).dataset.reading == "article"
