"""Gunicorn as README starts it: slow clients, a faulty package, the end.

The time limits here mean that something hangs; how fast an answer comes is nobody's matter.
"""

import gc
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from broken_package import swap
from dashboard.ui.http.serving import gunicorn_settings
from gunicorn_server import HUNG, Server, command
from small_package import set_cell, write_package

pytestmark = pytest.mark.slow

IDLE = b""
HALF_A_LINE = b"GET /heal"
HALF_A_HEAD = b"GET /healthz HTTP/1.1\r\nHost: atlas\r\nX-Half: "
HALF_A_BODY = b"POST /_dash-update-component HTTP/1.1\r\nHost: atlas\r\nContent-Length: 9\r\n\r\n{"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("server") / "package")


@pytest.fixture
def serve(package: Path) -> Iterator[Callable[..., Server]]:
    """Start servers of the small package; what still runs at the end of a test is killed."""
    started: list[Server] = []

    def start(**settings: str) -> Server:
        started.append(Server(command(DATA_DIR=str(package), **settings)))
        return started[-1].listening()

    yield start
    for server in started:
        server.process.kill()
        server.process.wait()
        server.close()


@pytest.mark.parametrize(
    "begun",
    [IDLE, HALF_A_LINE, HALF_A_HEAD, HALF_A_BODY],
    ids=["idle", "half a line", "half a head", "half a body"],
)
def test_slow_clients_do_not_block_other_clients(serve, begun):
    server = serve()
    with ExitStack() as clients:
        for _ in range(10):
            clients.enter_context(server.connect(begun))
        assert server.health()["ok"] is True


def test_half_sent_requests_on_every_thread_are_given_up(serve):
    server = serve(WORKERS="1", THREADS="2")
    with ExitStack() as clients:
        slow = [clients.enter_context(server.connect(HALF_A_HEAD)) for _ in range(4)]
        assert server.health()["ok"] is True
        # The end of the connection, which only the server can have made.
        assert all(client.recv(1) == b"" for client in slow)
    assert "Traceback" not in "".join(server.said)


def test_no_header_says_where_the_atlas_lies(serve):
    """Who asks from this computer, as a proxy does, is believed no more than anybody."""
    server = serve()

    def answer(*headers: bytes) -> tuple[bytes, bytes]:
        lines = [b"GET /sources/ HTTP/1.1", b"Host: atlas", b"Connection: close", *headers]
        with server.connect(b"\r\n".join(lines) + b"\r\n\r\n") as client:
            head, _, body = b"".join(iter(lambda: client.recv(65536), b"")).partition(b"\r\n\r\n")
        return re.sub(rb"\r\nDate: [^\r]*", b"", head), body

    plain = answer()
    assert plain[0].startswith(b"HTTP/1.1 308 ")
    for headers in (
        [b"SCRIPT_NAME: /sources"],
        [b"SCRIPT_NAME: /elsewhere"],
        [b"PATH_INFO: /api/"],
        [b"X-Forwarded-Proto: https", b"X-Forwarded-Ssl: off"],
        [b"X-Forwarded-Host: elsewhere", b"X-Forwarded-Prefix: /elsewhere"],
        [b"Forwarded: host=elsewhere;proto=https"],
    ):
        assert answer(*headers) == plain, headers


def test_sigterm_ends_the_server_with_all_its_workers(serve):
    server = serve()
    with ExitStack() as clients:
        for begun in (IDLE, HALF_A_HEAD):
            clients.enter_context(server.connect(begun))
        assert server.health()["ok"] is True
        assert server.end() == 0
    said = "".join(server.said)
    workers = {int(pid) for pid in re.findall(r"Booting worker with pid: (\d+)", said)}
    assert len(workers) == 2
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert "Traceback" not in said
    assert "SIGKILL" not in said


def test_a_master_that_is_killed_leaves_no_worker(serve):
    server = serve()
    assert server.health()["ok"] is True
    server.process.kill()
    server.process.wait(HUNG)
    # The workers have its standard error too: it ends with the last of them.
    server._reader.join(HUNG)
    assert not server._reader.is_alive()


def test_the_server_leaves_nothing_in_the_home_of_its_user(serve, tmp_path):
    server = serve(HOME=str(tmp_path), ANIMATION_DIR=str(tmp_path / "films"))
    assert server.health()["ok"] is True
    assert server.end() == 0
    assert not (tmp_path / ".gunicorn").exists()


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Return with which status a server ended that should not have begun, and what it said."""
    try:
        _, said = process.communicate(timeout=HUNG)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return process.returncode, said


def test_a_faulty_package_ends_the_server_with_status_1_and_one_list_of_problems(tmp_path):
    package = write_package(tmp_path / "package")
    set_cell(package, "control", 2, "status", "red")
    swap("datapackage.json", '"path": "sources.bib"', '"path": "../sources.bib"')(package)
    status, said = ended(command(DATA_DIR=str(package)))
    assert status == 1
    assert said.count("control.csv row 2, status: red is not one of") == 1
    assert said.count("../sources.bib leads out of the package") == 1
    assert "Booting worker" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", ["PORT", "THREADS", "WORKERS", "HANDOUT_SECONDS"])
def test_an_invalid_setting_ends_the_server_with_status_1_and_one_line(package, name):
    status, said = ended(command(**{"DATA_DIR": str(package), name: "many"}))
    assert status == 1
    assert said.startswith(f"{name} is 'many'; write a whole number from ")
    assert said.count("\n") == 1


def test_the_start_spares_the_package_from_the_search_for_garbage():
    ready = gunicorn_settings()["when_ready"]
    assert callable(ready)
    package = [{} for _ in range(1000)]
    ready(None)
    try:
        assert gc.get_freeze_count() > len(package)
        found = {id(one) for one in gc.get_objects()}
        assert not found & set(map(id, package))
    finally:
        gc.unfreeze()
