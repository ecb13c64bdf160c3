"""The atlas under a path of a host name: every file, link and redirect stays there."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient

from dashboard.ui.app import create_app
from gunicorn_server import HUNG, ROOT, Server, command
from small_package import REAL_PACKAGE, write_package

pytestmark = pytest.mark.slow

HOST = "https://school.example"
PAGES = ("", "tr/", "sources", "tr/method")
HANDOUT = "handout/border"
"""Of a story of the real package."""
REDIRECTS = {
    "?lang=tr&day=1920-06-01": "/atlas/tr/?day=1920-06-01",
    "tr/?lang=en": "/atlas/",
    "sources/": "/atlas/sources",
    "tr/method/": "/atlas/tr/method",
    "tr": "/atlas/tr/",
}
NAMED = re.compile(r'(?:src|href|action|data-payload|data-figure)="([^"#][^"]*)"')
IN_STYLE = re.compile(r"url\\(\"?([^\")]+)\"?\\)|from \"(\\.[^\"]+)\"")
ELSEWHERE = ("http:", "https:", "data:", "mailto:")

Got = tuple[int, str, bytes]
Get = Callable[[str], Got]
"""Asks for a path with its query; returns status, ``Location`` and body."""


def linked(get: Get, address: str) -> set[str]:
    """The addresses that a file names, as a browser would ask for them."""
    _, _, body = get(address)
    found = {"".join(one) for one in IN_STYLE.findall(body.decode("utf-8", "replace"))}
    if not address.endswith((".css", ".mjs")):
        found = set(NAMED.findall(body.decode()))
    joined = (urljoin(address, one) for one in found if not one.startswith(ELSEWHERE))
    return {one for one in joined if urlsplit(one).path}


def look_around(get: Get, *more: str) -> None:
    """Follow the addresses of the pages, and those of their styles and scripts; a path once."""
    asked: set[str] = set()
    pages = {f"/atlas/{one}" for one in (*PAGES, *more)}
    wanted = sorted(pages)
    while wanted:
        address = wanted.pop()
        path = urlsplit(address).path
        # The maps of a handout are drawn; the first stands for them.
        drawn = "/handout/" in path and path.endswith((".pdf", ".png"))
        if path in asked or (drawn and not path.endswith("/1.png")):
            continue
        asked.add(path)
        assert path.startswith("/atlas/"), address
        assert get(address)[0] == 200, address
        if path.endswith((".css", ".mjs")) or path in pages:
            wanted += linked(get, address)
    kinds = {one.rpartition(".")[2] for one in asked}
    assert {"css", "js", "mjs", "json", "woff2", "svg"} <= kinds
    for path, target in REDIRECTS.items():
        status, location, _ = get(f"/atlas/{path}")
        assert 300 < status < 400
        assert urljoin(f"/atlas/{path}", location) == target
    status, location, _ = get("/atlas")
    assert (status in (301, 308), urlsplit(urljoin("/atlas", location)).path) == (True, "/atlas/")
    cited = get("/atlas/api/cite/1920-06-01/apa?lang=tr")[2].decode()
    assert f"{HOST}/atlas/tr/?day=1920-06-01" in cited


@pytest.fixture(scope="module")
def below() -> Iterator[FlaskClient]:
    """A client of the atlas of the real package below a path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BASE_ADDRESS", f"{HOST}/atlas/")
        yield create_app(REAL_PACKAGE).server.test_client()


@pytest.mark.parametrize("taken_off", [False, True])
def test_under_a_path_everything_is_there(below, taken_off):
    """Whether the proxy leaves the path on what it passes on, or takes it off."""

    def get(address: str) -> Got:
        answer = below.get(address.removeprefix("/atlas") if taken_off else address)
        return answer.status_code, answer.headers.get("Location", ""), answer.data

    if taken_off:
        assert below.get("/tr/?lang=en").headers["Location"] == "../"
    else:
        location = below.get("/atlas?day=1920-04-28").headers["Location"]
        assert urljoin("/atlas", location) == "/atlas/?day=1920-04-28"
    ask = get if not taken_off else lambda one: get(one) if one != "/atlas" else _by_proxy
    look_around(ask, HANDOUT)


_by_proxy: Got = (301, "/atlas/", b"")
"""A proxy that takes the path off answers for the path without its last ``/`` itself."""


# A real proxy


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def documented(kind: str) -> list[str]:
    """The blocks of a kind in docs/deployment.md: those at the margin, then those in lists."""
    text = (ROOT / "docs" / "deployment.md").read_text("utf-8")
    return [
        block
        for margin in ("", "  ")
        for block in re.findall(
            rf"^{margin}```{kind}\n(.*?)^{margin}```", text, re.DOTALL | re.MULTILINE
        )
    ]


@pytest.fixture(scope="module")
def program() -> str:
    """Where nginx is."""
    found = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/opt/homebrew/bin")
    if not found:
        pytest.skip("nginx is not installed")
    return found


@contextmanager
def running(program: str, home: Path, server: str) -> Iterator[int]:
    """The port of an nginx that has checked a ``server`` of docs/deployment.md and runs it."""
    port = free_port()
    server = server.replace("listen 80;", f"listen 127.0.0.1:{port};")
    parts = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{part}_temp_path {home}/{part};\n" for part in parts)
    # Begun by root, nginx gives itself to a user who may not write into this folder.
    user = "user root; " if os.getuid() == 0 else ""
    (home / "nginx.conf").write_text(
        f"{user}daemon off; pid {home}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; {places} {server} }}\n",
        "utf-8",
    )
    start = [program, "-p", str(home), "-c", str(home / "nginx.conf"), "-e", "stderr"]
    tried = subprocess.run([*start, "-t"], capture_output=True, text=True, check=False)
    assert not tried.returncode, tried.stderr
    nginx = subprocess.Popen(start, stderr=subprocess.DEVNULL)
    try:
        _listens(port)
        yield port
    finally:
        nginx.terminate()
        nginx.wait(HUNG)


@pytest.fixture(scope="module")
def proxied(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of nginx before gunicorn, both as docs/deployment.md has them."""
    package = write_package(tmp_path_factory.mktemp("proxy") / "package")
    atlas = Server(command(DATA_DIR=str(package), BASE_ADDRESS=f"{HOST}/atlas/")).listening()
    whole, below, _frozen = documented("nginx")
    server = re.sub(r"    location / \{.*?\n    \}\n", lambda _: below, whole, flags=re.DOTALL)
    assert below in server
    server = server.replace("127.0.0.1:8050", f"127.0.0.1:{atlas.port}")
    try:
        with running(program, tmp_path_factory.mktemp("nginx"), server) as port:
            yield port
    finally:
        atlas.end()
        atlas.close()


def _listens(port: int) -> None:
    last = time.monotonic() + HUNG
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=HUNG).close()
        except OSError:
            assert time.monotonic() < last
        else:
            return


def test_behind_nginx_as_documented_everything_is_there(proxied: int):
    with closing(HTTPConnection("127.0.0.1", proxied, timeout=HUNG)) as connection:

        def get(address: str) -> Got:
            connection.request("GET", address, headers={"Host": "atlas.example"})
            with connection.getresponse() as answer:
                return answer.status, answer.headers.get("Location", ""), answer.read()

        look_around(get)


def test_nginx_hands_out_a_frozen_site_as_documented(program: str, tmp_path: Path):
    site = tmp_path / "site"
    contents = {"index.html": b"the atlas", "404.html": b"lost", "files/0a/page.css": b"p{}"}
    for name, content in contents.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
        # The server must send this, and not pack the other.
        (site / f"{name}.gz").write_bytes(gzip.compress(b"once: " + content, mtime=0))
    *_, frozen = documented("nginx")
    assert frozen.count("/srv/site/") == 2
    server = f"server {{ listen 80;\n{frozen.replace('/srv/site', str(site))}}}"
    (tmp_path / "nginx").mkdir()
    with (
        running(program, tmp_path / "nginx", server) as port,
        closing(HTTPConnection("127.0.0.1", port, timeout=HUNG)) as connection,
    ):

        def get(address: str, coding: str) -> tuple[int, str, str, bytes]:
            connection.request("GET", address, headers={"Accept-Encoding": coding})
            with connection.getresponse() as answer:
                kept = answer.headers.get("Cache-Control", "")
                return answer.status, answer.headers.get("Location", ""), kept, answer.read()

        assert get("/atlas", "identity")[:2] == (301, "/atlas/")
        assert get("/atlas/", "identity") == (200, "", "", b"the atlas")
        status, _, _, packed = get("/atlas/index.html", "gzip")
        assert (status, gzip.decompress(packed)) == (200, b"once: the atlas")
        assert get("/atlas/lost", "identity") == (404, "", "", b"lost")
        status, _, kept, packed = get("/atlas/files/0a/page.css", "gzip")
        assert (status, gzip.decompress(packed)) == (200, b"once: p{}")
        assert kept == "public, max-age=31536000, immutable"
