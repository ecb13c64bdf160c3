"""A class that opens the atlas at once: requests, errors and waiting, on this machine alone.

``make bench-class`` starts the server of ``make serve`` and lets 200 readers come in the same
moment. A reader asks for the page, then for every file that the page names, on six connections that
stay open, as a browser does with HTTP/1.1. Then readers come one after another, ever faster: the
knee is the last pace at which 95 of 100 requests are answered within half a second. With
``--site DIR`` a frozen site is handed out by nginx, which it needs, and asked for the same; files
that are compressed already (docs/deployment.md) are sent so, others each time anew.
``--soak 600`` lets readers come for so many seconds and prints the memory of the server.

The time of a request counts from its turn on a connection to the last byte of the answer.
"""

import argparse
import asyncio
import getpass
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
READERS, CONNECTIONS = 200, 6
QUICK = 0.5
PACES = (5, 10, 20, 40, 80, 160, 240, 320, 400, 480)
"""Readers a second."""
PACED_SECONDS = 6
SOAKED_READERS = 2
"""Readers a second in the soak."""
NAMED = re.compile(
    r'<(?:link|script)[^>]* (?:href|src)="([^"]+)"|data-(?:payload|figure)="([^"]+)"'
)
LATER = ("fonts/noto-sans-latin-italic.woff2", "fonts/noto-sans-signs.woff2")
"""Files that the style sheet names, and every page needs."""
LISTENING = re.compile(r"Listening at: http://127\.0\.0\.1:(\d+) ")
NGINX = """daemon off; user {user}; worker_processes 2;
pid {place}/pid; error_log {place}/error.log;
events {{ worker_connections 4096; }}
http {{
  access_log off; include /etc/nginx/mime.types; gzip on; gzip_static on;
  gzip_types text/css text/javascript application/javascript application/json image/svg+xml;
  client_body_temp_path {place}; proxy_temp_path {place}; fastcgi_temp_path {place};
  uwsgi_temp_path {place}; scgi_temp_path {place};
  server {{ listen {host}:{port} backlog=4096; root {site}; index index.html; }}
}}"""


@dataclass
class Tally:
    """What requests took, in seconds, and which went wrong."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    bytes: int = 0

    def line(self) -> str:
        ranks = statistics.quantiles(self.seconds, n=100) if len(self.seconds) > 1 else [0.0] * 99
        return (
            f"{len(self.seconds)} | {len(self.errors)} | {self.bytes / 1e6:.0f} | "
            f"{ranks[49] * 1000:.0f} | {ranks[94] * 1000:.0f} | "
            f"{max(self.seconds, default=0) * 1000:.0f}"
        )


class Connection:
    """One connection of HTTP/1.1 that stays open."""

    def __init__(self, port: int, tally: Tally) -> None:
        self.port, self.tally = port, tally
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> bytes:
        """Ask for a path and read the whole answer; an error is kept, not raised."""
        began = time.perf_counter()
        try:
            body = await asyncio.wait_for(self._get(path), 60)
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError) as fault:
            self.tally.errors.append(f"{path}: {type(fault).__name__} {fault}")
            self.close()
            return b""
        self.tally.seconds.append(time.perf_counter() - began)
        self.tally.bytes += len(body)
        return body

    async def _get(self, path: str) -> bytes:
        if self.writer is None or self.reader is None:
            self.reader, self.writer = await asyncio.open_connection(HOST, self.port)
        asked = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: gzip, br\r\n\r\n"
        self.writer.write(asked.encode())
        await self.writer.drain()
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        if " 200 " not in head.splitlines()[0]:
            raise ValueError(head.splitlines()[0])
        length = re.search(r"content-length: (\d+)", head)
        body = await (self.reader.readexactly(int(length[1])) if length else self._chunks())
        if "connection: close" in head:
            self.close()
        return body

    async def _chunks(self) -> bytes:
        assert self.reader
        found = b""
        while size := int(await self.reader.readline(), 16):
            found += await self.reader.readexactly(size)
            await self.reader.readline()
        await self.reader.readline()
        return found

    def close(self) -> None:
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None


async def read(port: int, paths: list[str], tally: Tally) -> None:
    """Open the page as a browser does: the page, then its files on several connections."""
    connections = [Connection(port, tally) for _ in range(CONNECTIONS)]
    await connections[0].get(paths[0])
    waiting = list(reversed(paths[1:]))

    async def drain(connection: Connection) -> None:
        while waiting:
            await connection.get(waiting.pop())

    await asyncio.gather(*map(drain, connections))
    for connection in connections:
        connection.close()


async def at_once(port: int, paths: list[str], readers: int) -> tuple[Tally, float]:
    tally, began = Tally(), time.perf_counter()
    await asyncio.gather(*(read(port, paths, tally) for _ in range(readers)))
    return tally, time.perf_counter() - began


async def at_pace(port: int, paths: list[str], a_second: float, seconds: float) -> Tally:
    tally = Tally()
    async with asyncio.TaskGroup() as group:
        for _ in range(round(a_second * seconds)):
            group.create_task(read(port, paths, tally))
            await asyncio.sleep(1 / a_second)
    return tally


def named(port: int) -> list[str]:
    """The page and every file that it needs, in its order."""
    with urlopen(f"http://{HOST}:{port}/") as answer:
        page = answer.read().decode()
    found = (unescape("".join(names)) for names in NAMED.findall(page))
    files = [urljoin("/", name) for name in found if "files/" in name]
    folder = re.match(r"/files/[^/]+/", files[0])
    assert folder, files
    return list(dict.fromkeys(["/", *files, *(folder[0] + name for name in LATER)]))


@contextmanager
def gunicorn() -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The server of ``make serve``: its port and its process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "app:server"],
        cwd=ROOT,
        env=os.environ | {"PORT": "0", "HOST": HOST},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    try:
        for line in process.stderr:
            if listens := LISTENING.search(line):
                yield int(listens[1]), process
                break
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate()


@contextmanager
def nginx(site: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Nginx that hands out a folder: its port and its process."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as place:
        config = Path(place) / "nginx.conf"
        user = getpass.getuser()
        config.write_text(
            NGINX.format(user=user, place=place, host=HOST, port=port, site=site.resolve())
        )
        process = subprocess.Popen(["nginx", "-c", str(config)], stderr=subprocess.DEVNULL)
        try:
            while process.poll() is None and not answers(port):
                time.sleep(0.05)
            yield port, process
        finally:
            process.terminate()
            process.wait()


def answers(port: int) -> bool:
    """Whether something listens on a port."""
    with socket.socket() as client:
        return client.connect_ex((HOST, port)) == 0


def memory(parent: int) -> float:
    """Megabytes that a process and its children hold, what they share counted once (PSS)."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    total = 0
    for number in (str(parent), *children):
        rollup = Path(f"/proc/{number}/smaps_rollup").read_text()
        found = re.search(r"^Pss: +(\d+) kB", rollup, re.MULTILINE)
        total += int(found[1]) if found else 0
    return total / 1000


def worked(parent: int) -> float:
    """Processor seconds that a process and its children have taken."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    ticks = 0
    for number in (str(parent), *children):
        # The name of the program, in brackets, may have spaces.
        after = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        ticks += int(after[11]) + int(after[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(name: str, port: int, process: int, readers: int) -> None:
    """Print the rows of one server."""
    paths = named(port)
    asyncio.run(at_once(port, paths, 1))
    before = worked(process)
    tally, took = asyncio.run(at_once(port, paths, readers))
    each = (worked(process) - before) / readers * 1000
    print(f"| {name}: {readers} at once, all done in {took:.1f} s | {tally.line()} |")
    print(f"{name}: {each:.1f} ms of processor a reader", file=sys.stderr)
    for fault in dict.fromkeys(tally.errors[:3]):
        print(f"  {fault}", file=sys.stderr)
    for pace in PACES:
        tally = asyncio.run(at_pace(port, paths, pace, PACED_SECONDS))
        print(f"| {name}: {pace} readers a second | {tally.line()} |", flush=True)
        if tally.errors or statistics.quantiles(tally.seconds, n=100)[94] > QUICK:
            break


def soak(port: int, process: subprocess.Popen[str], seconds: int) -> None:
    """Let readers come for so long; print the memory of the server every half minute."""
    paths = named(port)
    began, errors, asked = time.monotonic(), 0, 0
    while time.monotonic() - began < seconds:
        tally = asyncio.run(at_pace(port, paths, SOAKED_READERS, 30))
        errors, asked = errors + len(tally.errors), asked + len(tally.seconds)
        print(
            f"{time.monotonic() - began:4.0f} s: {memory(process.pid):.0f} MB, "
            f"{asked} answers, {errors} errors",
            flush=True,
        )


def main() -> None:
    """Measure the server, and a frozen site beside it."""
    parser = argparse.ArgumentParser(description="Let a class open the atlas at once.")
    parser.add_argument("--site", type=Path, help="a frozen site, for nginx")
    parser.add_argument("--readers", type=int, default=READERS, help="how many come at once")
    parser.add_argument("--soak", type=int, metavar="SECONDS", help="only watch the memory")
    asked = parser.parse_args()
    if asked.site and not shutil.which("nginx"):
        parser.error("--site needs nginx; install it, or leave --site (SITE=) out")
    with gunicorn() as (port, process):
        if asked.soak:
            soak(port, process, asked.soak)
            return
        print("| readers | answers | errors | MB | median, ms | 95 of 100, ms | longest, ms |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        measure("`make serve`", port, process.pid, asked.readers)
    if asked.site:
        with nginx(asked.site) as (port, process):
            measure("frozen, nginx", port, process.pid, asked.readers)


if __name__ == "__main__":
    main()
