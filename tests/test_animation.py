"""Films: which days, how long, the pictures, and files that are whole or not there."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from dashboard.cartography.paper import frame
from dashboard.cartography.paper.frame import Moment
from dashboard.cartography.paper.plate import Plate
from dashboard.cli import films
from dashboard.cli.main import INTERRUPTED, main
from dashboard.export.press import animation, subtitles, video, workers
from dashboard.export.press.animation import Animation

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
SMALL = {"size": "960x540", "fps": "4"}
BAKU = {**SMALL, "from": "1920-04-27", "to": "1920-05-02"}


def ordered(plate: Plate, **asked: str) -> Animation:
    return animation.parse(plate, {**BAKU, **asked})


def drawn(plate: Plate, order: Animation, *days: date) -> list[np.ndarray]:
    moments = [step.moment for step in order.steps if step.moment.day in days]
    return frame.frames(plate, order.reel, moments)


def seconds_of(order: Animation) -> dict[date, float]:
    return {step.moment.day: step.seconds for step in order.steps}


def test_by_event_shows_each_day_of_an_event_or_a_change_and_both_ends(plate):
    order = ordered(plate)
    inside = {event.date for event in plate.dataset.events.values()} | set(
        plate.timeline.change_days
    )
    expected = {day for day in inside if order.reel.first <= day <= order.reel.last}
    assert set(seconds_of(order)) == expected | {order.reel.first, order.reel.last}


@pytest.mark.parametrize(("by", "stride"), [("day", 1), ("week", 7)])
def test_other_steps_are_even_and_end_on_the_last_day(plate, by, stride):
    days = list(seconds_of(ordered(plate, by=by, to="1920-05-20")))
    assert {(later - day).days for day, later in pairwise(days[:-1])} == {stride}
    assert days[-1] == date(1920, 5, 20)


def test_a_milestone_stands_longest_and_a_change_longer_than_a_quiet_day(plate):
    seconds = seconds_of(ordered(plate, by="day"))
    quiet, change, milestone = animation.HOLDS["day"]
    assert seconds[date(1920, 4, 28)] == milestone
    assert plate.timeline.changed(date(1920, 4, 28), date(1920, 4, 29))
    assert seconds[date(1920, 4, 29)] == change
    assert quiet < change < milestone


def test_twice_the_pace_is_half_the_time(plate):
    assert ordered(plate, pace="2").seconds == pytest.approx(ordered(plate).seconds / 2)


def test_the_legend_stands_still_while_the_map_changes(plate):
    order = ordered(plate)
    before, after = drawn(plate, order, date(1920, 4, 27), date(1920, 4, 28))
    left = round(before.shape[1] * (1 - (frame.PANEL + frame.MARGIN) / order.reel.points[0]))
    legend = (slice(90, 430), slice(left, None))
    assert np.array_equal(before[legend], after[legend])
    assert len(np.unique(before[legend].reshape(-1, 3), axis=0)) > 50
    assert not np.array_equal(before[90:430, :left], after[90:430, :left])


def test_the_legend_names_powers_that_come_later(plate):
    quiet = ordered(plate, to="1920-04-28")
    later = ordered(plate, to="1920-06-30")
    one, other = (drawn(plate, order, date(1920, 4, 27))[0] for order in (quiet, later))
    assert not np.array_equal(one[90:430, 720:], other[90:430, 720:])


def test_a_frame_marks_what_is_of_low_certainty_and_the_legend_says_so(plate, monkeypatch):
    marked = []
    sign = frame.overlays.draw_sign
    monkeypatch.setattr(
        frame.overlays, "draw_sign", lambda *given: (marked.append(given[1]), sign(*given))
    )
    order = ordered(plate, **{"from": "1919-02-01"}, to="1919-02-03", by="day")
    drawn(plate, order, date(1919, 2, 1))
    assert set(marked) == {"low"}
    words = [
        line
        for block, *_ in frame._stage(plate, order.reel).placed
        for row in block.rows
        for line in row.lines
    ]
    assert "Low certainty" in words


def test_days_with_one_map_are_one_scene_and_any_change_begins_another(plate, dataset):
    source = workers.source_of(ROOT / "data", dataset.digest)
    order = ordered(plate, by="day", to="1920-05-20")
    scenes = [scene.moments for scene in animation.scenes(plate, source, order)]
    assert [one for scene in scenes for one in scene] == [step.moment for step in order.steps]
    assert any(len(scene) > 1 for scene in scenes)
    for scene in scenes:
        for moment in scene[1:]:
            assert not plate.timeline.changed(scene[0].day, moment.day)


def test_pictures_of_a_scene_equal_those_drawn_separately(plate):
    order = ordered(plate, by="day", **{"from": "1920-08-12"}, to="1920-08-15")
    moments = [step.moment for step in order.steps]
    assert frame.same_map(plate, moments[1], moments[2])
    together = frame.frames(plate, order.reel, moments[1:3])
    alone = [frame.frames(plate, order.reel, [moment])[0] for moment in moments[1:3]]
    assert all(np.array_equal(one, other) for one, other in zip(together, alone, strict=True))


def test_the_words_are_those_of_the_last_event_before_a_quiet_day(plate):
    moment = Moment(date(1920, 4, 30), date(1920, 4, 29))
    words = frame.events_shown(plate, moment)
    assert words
    assert max(event.date for event in words) <= moment.day


def test_the_first_picture_tells_the_last_event_before_the_film(plate):
    march = (date(1920, 3, day) for day in range(2, 32))
    quiet = next(day for day in march if not plate.timeline.events_on(day))
    words = frame.events_shown(plate, Moment(quiet, quiet))
    assert words
    assert max(event.date for event in words) < quiet


def test_subtitles_have_the_day_and_the_events_of_each_picture(plate):
    order = ordered(plate)
    for language in ("en", "tr"):
        head, *cues = subtitles.write(plate, order, language).strip().split("\n\n")
        assert head == f"WEBVTT - {plate.dataset.title[language]}"
        assert len(cues) == len(order.steps)
        times = [cue.split("\n")[0].split(" --> ") for cue in cues]
        assert times[0][0] == "00:00:00.000"
        assert all(one[1] == other[0] for one, other in pairwise(times))
        frames = sum(video.count(step.seconds, order.fps) for step in order.steps)
        assert times[-1][1].endswith(f"{frames / order.fps:06.3f}"[-6:])
        event = next(one for one in plate.timeline.events_on(date(1920, 4, 28)))
        assert any(event.title[language] in cue for cue in cues)


def test_the_command_line_writes_subtitles_in_each_complete_language(tmp_path, monkeypatch):
    monkeypatch.setattr(animation, "write", lambda *_: None)
    monkeypatch.setattr(animation, "pictures", lambda *_: iter(()))
    output = tmp_path / "film.mp4"
    days = ["--from", "1920-04-27", "--to", "1920-05-02"]
    assert main(["animate", *days, "--jobs", "1", "--subtitles", "-o", str(output)]) == 0
    written = {one.name for one in tmp_path.iterdir()} - {"film.mp4"}
    assert written == {"film.en.vtt", "film.tr.vtt"}
    assert main(["animate", *days, "--subtitles", "-o", "-", "--format", "mp4"]) == 2


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> Callable[..., Path]:
    """Makes the film of ``BAKU`` of a kind, with so many processes; each once."""

    @cache
    def make(kind: str, jobs: int = 1) -> Path:
        path = tmp_path_factory.mktemp("film") / f"wave.{kind}"
        flags = [word for name, value in BAKU.items() for word in (f"--{name}", value)]
        assert main(["animate", *flags, "-o", str(path), "--jobs", str(jobs)]) == 0
        return path

    return make


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_a_film_opens_and_lasts_as_long_as_its_steps(film, plate, kind):
    path = film(kind)
    order = ordered(plate)
    with av.open(str(path)) as film:
        frames = sum(1 for _ in film.decode(video=0))
        assert (film.streams.video[0].width, film.streams.video[0].height) == (960, 540)
    assert frames == sum(video.count(step.seconds, order.fps) for step in order.steps)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_film_says_that_its_colours_are_those_of_bt709(film):
    with av.open(str(film("mp4"))) as container:
        context = container.streams.video[0].codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
        assert context.color_range == 1


def test_a_gif_has_each_step_once_with_its_time(tmp_path, plate):
    path = tmp_path / "wave.gif"
    flags = [word for name, value in BAKU.items() for word in (f"--{name}", value)]
    assert main(["animate", *flags, "--lang", "tr", "-o", str(path), "--jobs", "1"]) == 0
    with Image.open(path) as film:
        times = []
        for n in range(film.n_frames):
            film.seek(n)
            times.append(film.info["duration"])
    assert times == [round(step.seconds * 1000) for step in ordered(plate).steps]


def test_two_processes_make_the_same_film_as_a_single_process(film):
    assert film("mp4", jobs=2).read_bytes() == film("mp4").read_bytes()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_the_earlier_file_and_no_partial_file(tmp_path, how):
    output = tmp_path / "wave.mp4"
    output.write_bytes(b"an older film")
    command = [sys.executable, "-m", "dashboard", "animate", "--by", "day", "--jobs", "1"]
    running = subprocess.Popen(
        [*command, "--from", "1920-08-01", "--size", "960x540", "-o", str(output)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        # A shell starts what runs in the background with the interrupt ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not (tmp_path / ".wave.mp4.part").exists():
        assert running.poll() is None
        time.sleep(0.1)
    running.send_signal(how)
    _, said = running.communicate(timeout=120)
    assert running.returncode == INTERRUPTED
    assert b"Traceback" not in said
    assert output.read_bytes() == b"an older film"
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"by": "month"}, "write event, week or day"),
        ({"size": "961x540"}, "even"),
        ({"size": "640x360"}, "cannot be read"),
        ({"size": "99999x99999"}, "side"),
        ({"size": "600x1200"}, "width"),
        ({"size": "huge"}, "1280x720"),
        ({"fps": "0"}, "fps"),
        ({"fps": "61"}, "fps"),
        ({"pace": "nan"}, "pace"),
        ({"pace": "1e9"}, "pace"),
        ({"from": "1920-05-02"}, "before"),
        ({"from": "1900-01-01"}, "outside the atlas"),
        ({"lang": "de"}, "language"),
        ({"territory": "mars"}, "territory"),
        ({"bw": "yes"}, "bw"),
        ({"output": "x"}, "unknown parameter"),
    ],
)
def test_invalid_parameters_are_refused_on_one_line(plate, asked, said):
    with pytest.raises(ValueError, match=said) as caught:
        ordered(plate, **asked)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["no/wave.mp4", "wave.gif/wave.gif", "folder.webm"])
def test_a_place_that_takes_no_file_is_refused_before_anything_is_drawn(
    tmp_path, capfd, monkeypatch, name
):
    (tmp_path / "wave.gif").write_bytes(b"a file")
    (tmp_path / "folder.webm").mkdir()
    monkeypatch.setattr(animation, "pictures", lambda *_: pytest.fail("it was drawn"))
    assert main(["animate", "-o", str(tmp_path / name)]) == 2
    said = capfd.readouterr().err
    assert said.startswith(f"{tmp_path / name}: cannot be written")
    assert len(said.splitlines()) == 1
    assert {one.name for one in tmp_path.rglob("*")} == {"wave.gif", "folder.webm"}


def test_the_time_left_follows_the_pace_of_the_pictures_and_not_of_the_start(tmp_path, monkeypatch):
    # Half a minute until the first picture, then two seconds each.
    clock = iter([0.0, *(30.0 + 2 * n for n in range(10))])
    monkeypatch.setattr(films.time, "monotonic", lambda: next(clock))
    progress = tmp_path / "progress.json"
    watched = films._watched(range(10), 10, None, progress)
    left = [json.loads(progress.read_text(encoding="utf-8"))["left"] for _ in watched]
    assert left == [None] * 4 + [12, 10, 8, 6, 4, 2]


def test_a_film_of_a_part_is_cited_with_its_part(plate):
    base = "https://atlas.example"
    part = animation.parse(plate, {**BAKU, "extent": "kars", "territory": "kars"}, base)
    assert "territory=kars&extent=" in part.reel.address
    whole = animation.parse(plate, BAKU, base).reel.address
    assert whole.startswith("https://atlas.example/?")
    assert "extent" not in whole


def test_a_file_of_another_kind_ends_with_status_2(tmp_path, capfd):
    assert main(["animate", "-o", str(tmp_path / "wave.avi")]) == 2
    assert ".mp4, .webm, .gif" in capfd.readouterr().err
