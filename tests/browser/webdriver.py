"""Browsers other than Chromium, driven by the commands of W3C WebDriver over two wires.

WebKitGTK has a driver that takes the commands over HTTP. Firefox takes the same commands itself,
on a socket of its own (Marionette), so that it needs no driver beside it: Debian has none for it.
A library for each wire would bring thirty packages for these nine commands.
"""

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Protocol

# The command, and how it is asked for over HTTP.
COMMANDS = {
    "NewSession": ("POST", ""),
    "Navigate": ("POST", "/url"),
    "SetWindowRect": ("POST", "/window/rect"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "FindElement": ("POST", "/element"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "PerformActions": ("POST", "/actions"),
    "TakeScreenshot": ("GET", "/screenshot"),
    "DeleteSession": ("DELETE", ""),
}
# The names of keys on the page, as WebDriver writes them.
KEYS = {"ArrowRight": "\ue014", "Enter": "\ue007", "Escape": "\ue00c"}
START_S = 60
# Drawing without a graphics card takes its time.
PATIENCE_S = 150
PAUSE_S = 0.1


class MissingError(Exception):
    """The machine lacks a program; the message says how to install it."""


class RefusedError(Exception):
    """The browser could not do a command."""


class Wire(Protocol):
    """A way to a browser."""

    def ask(self, command: str, parameters: dict[str, Any]) -> Any: ...

    def close(self) -> None: ...


def program(*names: str, package: str) -> str:
    """Path of the first of these programs that there is.

    Raises:
        MissingError: there is none
    """
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    raise MissingError(f"{names[0]} is not installed: apt-get install {package}")


def waited(ask: Any) -> Any:
    """What a call gives once it gives something; None while the browser starts."""
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        try:
            found = ask()
        except (OSError, ValueError):
            found = None
        if found is not None:
            return found
        time.sleep(PAUSE_S)
    raise RefusedError(f"no answer of the browser for {START_S} s")


class Marionette:
    """Firefox, by its own socket: each message is its length in bytes, a colon and JSON."""

    PREFERENCES = (
        ("marionette.port", 0),
        ("browser.shell.checkDefaultBrowser", False),
        ("browser.download.always_ask_before_handling_new_types", False),
        ("datareporting.policy.dataSubmissionEnabled", False),
        ("app.update.enabled", False),
    )

    def __init__(self) -> None:
        binary = program("firefox-esr", "firefox", package="firefox-esr")
        self.home = Path(tempfile.mkdtemp(prefix="firefox-"))
        (self.home / "user.js").write_text(
            "".join(
                f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
                for name, value in self.PREFERENCES
            )
        )
        self.process = subprocess.Popen(
            [binary, "--headless", "--no-remote", "--marionette", "--profile", str(self.home)],
            env=os.environ | {"HOME": str(self.home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            # Firefox chooses a port and writes it down.
            port = waited(lambda: int((self.home / "MarionetteActivePort").read_text()))
            self.socket = waited(lambda: socket.create_connection(("127.0.0.1", port)))
        except RefusedError:
            self.end()
            raise
        self.socket.settimeout(PATIENCE_S)
        self.number = 0
        self.read()

    def ask(self, command: str, parameters: dict[str, Any]) -> Any:
        self.number += 1
        message = json.dumps([0, self.number, f"WebDriver:{command}", parameters]).encode()
        self.socket.sendall(b"%d:%b" % (len(message), message))
        _, _, fault, answer = self.read()
        if fault:
            raise RefusedError(f"{command}: {fault['message']}")
        return answer.get("value", answer)

    def read(self) -> Any:
        length = b""
        while (digit := self.bytes(1)) != b":":
            length += digit
        return json.loads(self.bytes(int(length)))

    def bytes(self, count: int) -> bytes:
        read = b""
        while len(read) < count:
            part = self.socket.recv(count - len(read))
            if not part:
                raise RefusedError("Firefox has closed its socket")
            read += part
        return read

    def close(self) -> None:
        self.socket.close()
        self.end()

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(START_S)
        shutil.rmtree(self.home, ignore_errors=True)


class WebKit:
    """WebKitGTK's small browser on a screen that nobody sees, by its driver over HTTP."""

    def __init__(self) -> None:
        driver = program("WebKitWebDriver", package="webkit2gtk-driver")
        screen = program("Xvfb", package="xvfb")
        read, write = os.pipe()
        self.screen = subprocess.Popen(
            [screen, "-displayfd", str(write), "-screen", "0", "1440x1000x24"],
            pass_fds=[write],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as port_file:
            number = port_file.readline().strip()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [driver, f"--port={port}"],
            env=os.environ | {"DISPLAY": f":{number}", "LIBGL_ALWAYS_SOFTWARE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.root = f"http://127.0.0.1:{port}/session"
        try:
            waited(lambda: socket.create_connection(("127.0.0.1", port)).close() or True)
        except RefusedError:
            self.close()
            raise

    def ask(self, command: str, parameters: dict[str, Any]) -> Any:
        method, path = COMMANDS[command]
        request = urllib.request.Request(
            self.root + path.format(**parameters),
            method=method,
            data=json.dumps(parameters).encode() if method == "POST" else None,
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                value = json.load(answer)["value"]
        except urllib.error.HTTPError as fault:
            raise RefusedError(f"{command}: {fault.read().decode()}") from fault
        if command == "NewSession":
            self.root += f"/{value['sessionId']}"
        return value

    def close(self) -> None:
        for process in (self.process, self.screen):
            process.terminate()
            process.wait(START_S)


class Engine:
    """A page in a browser, by what a reader sees and does."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        try:
            session = wire.ask("NewSession", {"capabilities": {"alwaysMatch": {}}})
            wire.ask("SetWindowRect", {"width": 1440, "height": 960})
        except RefusedError:
            wire.close()
            raise
        capabilities = session["capabilities"]
        self.name = f"{capabilities['browserName']} {capabilities['browserVersion']}"

    def go(self, address: str) -> None:
        self.wire.ask("Navigate", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """What the body of a function gives on the page."""
        return self.wire.ask("ExecuteScript", {"script": script, "args": list(arguments)})

    def wait(self, condition: str) -> None:
        """Until an expression is true on the page."""
        end = time.monotonic() + PATIENCE_S
        while not self.run(f"return Boolean({condition})"):
            if time.monotonic() > end:
                raise AssertionError(f"{self.name}: never true: {condition}")
            time.sleep(PAUSE_S)

    def click(self, selector: str) -> None:
        found = self.wire.ask("FindElement", {"using": "css selector", "value": selector})
        (element,) = found.values()
        self.wire.ask("ElementClick", {"id": element})

    def press(self, *keys: str) -> None:
        """Keys by their name on the page, or a text letter by letter."""
        actions = [
            {"type": kind, "value": KEYS.get(key, key)}
            for key in keys
            for kind in ("keyDown", "keyUp")
        ]
        board = {"type": "key", "id": "keyboard", "actions": actions}
        self.wire.ask("PerformActions", {"actions": [board]})

    def picture(self, path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(base64.b64decode(self.wire.ask("TakeScreenshot", {})))

    def close(self) -> None:
        try:
            self.wire.ask("DeleteSession", {})
        finally:
            self.wire.close()
