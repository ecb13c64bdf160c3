"""Gunicorn in a process of its own, as ``make serve`` starts it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
HUNG = 60.0
LISTENING = re.compile(r"Listening at: http://127\.0\.0\.1:(\d+) ")


def command(**settings: str) -> "subprocess.Popen[str]":
    """Start gunicorn as ``make serve`` does, on a port that the system gives."""
    environment = {name: value for name, value in os.environ.items() if name != "BASE_ADDRESS"}
    return subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "app:server"],
        cwd=ROOT,
        env=environment | {"PORT": "0", "HOST": "127.0.0.1"} | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


class Server:
    """A gunicorn that runs: its port, and what it has said so far."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.said: list[str] = []
        self._listens = threading.Event()
        self.port = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def listening(self) -> "Server":
        assert self._listens.wait(HUNG), "".join(self.said)
        assert self.port, "".join(self.said)
        return self

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.said.append(line)
            if found := LISTENING.search(line):
                self.port = int(found[1])
                self._listens.set()
        self._listens.set()

    def connect(self, begun: bytes) -> socket.socket:
        """Open a connection and send what a slow client has sent."""
        client = socket.create_connection(("127.0.0.1", self.port), timeout=HUNG)
        client.sendall(begun)
        return client

    def health(self) -> dict[str, object]:
        with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=HUNG) as answer:
            return json.load(answer)

    def close(self) -> None:
        """Read to the end what is said: workers that outlive their master hold it open."""
        self._reader.join(HUNG)
        if self.process.stderr:
            self.process.stderr.close()

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(HUNG)
        self._reader.join(HUNG)
        return status
