"""Films over HTTP: begun, watched, ended, fetched; bounded over all processes of the server."""

import fcntl
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from dashboard.dataset.timeline import Timeline
from dashboard.ui.http import animations, films
from dashboard.ui.http.films import Limits, Studio

pytestmark = pytest.mark.slow

START = "/api/animations"
SMALL = "size=960x540&fps=4&kind=gif"
SHORT = f"{START}?from=1920-04-27&to=1920-04-29&{SMALL}"
LONG = f"{START}?from=1920-01-01&to=1920-06-30&by=day&{SMALL}"
PATIENCE = 120.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "films"


@pytest.fixture(scope="module")
def servers(dataset) -> Iterator[Callable[..., FlaskClient]]:
    """Makes clients, each of a server of its own; what they left running is ended."""
    studios: list[Studio] = []

    def make(folder: Path, **limits: int) -> FlaskClient:
        studios.append(Studio(dataset, replace(Limits(), **limits), folder))
        server = Flask(__name__)
        routes = animations.blueprint(dataset, Timeline(dataset), studio=studios[-1])
        server.register_blueprint(routes)
        return server.test_client()

    make.studios = studios
    yield make
    for child in (child for studio in studios for child in studio._children):
        child.kill()
        child.wait()


@pytest.fixture
def client_of(servers, folder: Path) -> Callable[..., FlaskClient]:
    """Makes clients of servers that keep their films in ``folder``."""
    return partial(servers, folder)


@pytest.fixture(scope="module")
def made(servers, tmp_path_factory) -> Path:
    """A folder with the film ``SHORT``, made once."""
    folder = tmp_path_factory.mktemp("made") / "films"
    client = servers(folder)
    assert ended(client, client.post(SHORT).get_json()["address"])["state"] == "done"
    return folder


def ended(client: FlaskClient, address: str) -> dict:
    """The state of a film once it is no longer being made."""
    last = time.monotonic() + PATIENCE
    while (state := client.get(address).get_json())["state"] == "running":
        assert time.monotonic() < last
        time.sleep(0.1)
    return state


def test_a_film_is_begun_watched_and_fetched_also_from_another_process(client_of, folder):
    client, other = client_of(), client_of()
    begun = client.post(SHORT)
    begun_film = begun.get_json()
    assert begun.status_code == 202
    assert begun.headers["Cache-Control"] == "no-store"
    assert begun_film["state"] == "running"
    assert begun_film["total"] == 3
    done = ended(other, begun_film["address"])
    assert done["state"] == "done"
    assert done["done"] == done["total"]
    assert client.get(begun_film["address"]).get_json() == done
    with other.get(done["film"]) as film:
        assert film.mimetype == "image/gif"
        name = "caucasus-1920-04-27-1920-04-29-en.gif"
        assert name in film.headers["Content-Disposition"]
        with Image.open(BytesIO(film.data)) as picture:
            assert picture.n_frames == 3


def test_a_film_has_its_subtitles_beside_it_in_every_complete_language(client_of, folder, made):
    shutil.copytree(made, folder)
    client = client_of()
    (home,) = (one.parent for one in folder.glob("*/about.json"))
    done = client.get(f"{START}/{home.name}").get_json()
    assert set(done["subtitles"]) == {"en", "tr"}
    for language, address in done["subtitles"].items():
        with client.get(address) as answer:
            assert answer.mimetype == "text/vtt"
            name = f"caucasus-1920-04-27-1920-04-29-en.{language}.vtt"
            assert name in answer.headers["Content-Disposition"]
            text = answer.data.decode()
        assert text.startswith("WEBVTT")
        assert text.count(" --> ") == done["total"]
    assert "28 Nisan 1920" in text
    for missing in (f"{START}/{home.name}/film.xx.vtt", f"{START}/{'0' * 32}/film.en.vtt"):
        assert client.get(missing).status_code == 404


def test_the_same_film_is_made_once(client_of, folder, made):
    shutil.copytree(made, folder)
    written = next(folder.glob("*/film.gif")).stat().st_mtime_ns
    again = client_of().post(SHORT).get_json()
    assert again["state"] == "done"
    assert again["film"]
    assert next(folder.glob("*/film.gif")).stat().st_mtime_ns == written


def test_a_film_that_is_ended_leaves_its_place_and_no_file(client_of, folder):
    client = client_of(at_once=1)
    address = client.post(LONG).get_json()["address"]
    full = client.post(SHORT)
    assert full.status_code == 503
    assert int(full.headers["Retry-After"]) > 0
    assert "as many as may be at once" in full.get_json()["error"]
    client.delete(address)
    assert ended(client, address)["state"] == "cancelled"
    assert client.get(f"{address}/film").status_code == 404
    assert not list(folder.glob("*/.film*"))
    assert client.post(SHORT).status_code == 202


def test_a_film_that_takes_too_long_gives_up_and_says_so(client_of, folder):
    client = client_of(seconds=1)
    state = ended(client, client.post(LONG).get_json()["address"])
    assert state["state"] == "failed"
    assert "not done in 1 seconds" in state["problem"]
    assert "film" not in state


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"frames": 2}, "3 pictures and at most 2"),
        ({"pixels": 1000}, "518,400 pixels and at most 1,000 are drawn; ask for a smaller size"),
        ({"length": 5}, "seconds and a film lasts at most 5"),
    ],
)
def test_a_film_above_a_limit_is_refused_before_anything_is_drawn(client_of, folder, limits, said):
    refused = client_of(**limits).post(SHORT)
    assert refused.status_code == 400
    assert said in refused.get_json()["error"]
    assert not folder.exists()


def test_the_oldest_films_make_room_for_new_ones(client_of, folder, made):
    shutil.copytree(made, folder)
    client = client_of(cache_bytes=1)
    first = client.post(SHORT).get_json()["address"]
    assert client.get(first).get_json()["state"] == "done"
    second = client.post(SHORT.replace("kind=gif", "kind=gif&bw=1")).get_json()["address"]
    ended(client, second)
    assert client.get(first).status_code == 404
    with client.get(f"{second}/film") as film:
        assert film.status_code == 200


@pytest.mark.parametrize(
    "query",
    ["kind=avi", "by=month", "from=1900-01-01", "size=9x9", "output=/etc/passwd", "fps=1&fps=2"],
)
def test_invalid_parameters_are_refused_on_one_line(client_of, folder, query):
    refused = client_of().post(f"{START}?{query}")
    assert refused.status_code == 400
    assert "\n" not in refused.get_json()["error"]


def test_another_site_may_not_begin_a_film(client_of, folder):
    client = client_of()
    refused = client.post(SHORT, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert not folder.exists()


@pytest.mark.parametrize("key", ["0" * 32, "..", "%2e%2e", "x", "0" * 31 + "g"])
def test_an_unknown_film_is_404(client_of, folder, key):
    client = client_of()
    for answer in (
        client.get(f"{START}/{key}"),
        client.delete(f"{START}/{key}"),
        client.get(f"{START}/{key}/film"),
    ):
        assert answer.status_code == 404


def test_a_lock_that_is_held_is_a_film_that_is_made(tmp_path):
    home = tmp_path / ("0" * 32)
    home.mkdir()
    assert not films._alive(home)
    with (home / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert films._alive(home)
    assert not films._alive(home)


def test_limits_and_folder_are_read_from_the_environment(dataset, monkeypatch, tmp_path):
    assert Limits.from_environment() == Limits()
    for n, name in enumerate(("AT_ONCE", "SECONDS", "FRAMES", "PIXELS", "LENGTH", "CACHE"), 2):
        monkeypatch.setenv(f"ANIMATION_{name}", str(n))
    assert Limits.from_environment() == Limits(2, 3, 4, 5, 6, 7)
    monkeypatch.setenv("ANIMATION_DIR", str(tmp_path))
    assert Studio(dataset, Limits()).folder == tmp_path


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[zz]/"}, 403),
        ({"Origin": "http://localhost"}, 202),
        ({"Origin": "https://atlas.example"}, 202),
        ({"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, 202),
    ],
)
def test_a_film_is_begun_and_ended_from_the_atlas_alone(client_of, monkeypatch, headers, status):
    monkeypatch.setenv("BASE_ADDRESS", "https://atlas.example")
    client = client_of()
    answer = client.post(SHORT, headers=headers)
    assert answer.status_code == status
    address = answer.get_json().get("address") or f"{START}/{'0' * 32}"
    ended_by = client.delete(address, headers=headers)
    assert (ended_by.status_code == 403) == (status == 403)


def test_a_folder_that_cannot_be_used_is_reported_without_its_place(client_of, folder):
    folder.write_text("a file")
    client = client_of()
    answer = client.post(SHORT)
    assert answer.status_code == 503
    assert answer.get_json()["error"] == "films cannot be kept: File exists"
    assert client.get(f"{START}/{'0' * 32}").status_code == 404


def test_a_film_cut_short_by_a_full_disk_is_no_film(client_of, folder):
    key = "0" * 32
    (folder / key).mkdir(parents=True)
    (folder / key / "about.json").write_bytes(b"")
    assert client_of().get(f"{START}/{key}").status_code == 404


def test_the_limit_holds_when_the_folder_is_removed(client_of, servers, folder):
    client = client_of(at_once=1)
    assert client.post(LONG).status_code == 202
    folder.rename(folder.with_name("elsewhere"))
    assert client.post(SHORT).status_code == 503
    servers.studios[-1]._children[0].kill()


def test_a_film_that_was_killed_says_so_and_leaves_nothing_half_made(client_of, folder):
    client = client_of()
    address = client.post(LONG).get_json()["address"]
    home = folder / address.rpartition("/")[2]
    os.kill(int((home / "pid").read_text()), signal.SIGKILL)
    state = ended(client, address)
    assert state["state"] == "failed"
    assert state["problem"] == "the film was ended from outside"
    assert not list(home.glob(".*.part"))


def test_ending_a_film_answers_that_it_has_ended(client_of):
    client = client_of()
    address = client.post(LONG).get_json()["address"]
    assert client.delete(address).get_json()["state"] == "cancelled"


def test_a_film_ends_when_its_server_has(client_of, servers):
    client = client_of()
    address = client.post(LONG).get_json()["address"]
    os.close(servers.studios[-1]._held)
    state = ended(client, address)
    assert state["state"] == "failed"
    assert state["problem"].endswith("the server that asked for the film has ended")
