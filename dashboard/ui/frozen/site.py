"""Write a frozen site: ask the app what a browser would, and keep the answers as files."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import orjson
from flask import Flask
from flask.testing import FlaskClient

from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.export.address import base_address, prefix
from dashboard.export.press.workers import in_order, open_executor
from dashboard.ui import settings
from dashboard.ui.app import FILES, create_app
from dashboard.ui.frozen import extra_files, films, folder, offline, previews
from dashboard.ui.frozen.films import Count
from dashboard.ui.frozen.links import linked
from dashboard.ui.frozen.routes import routes
from dashboard.ui.page.frozen import Frozen, file_name

HTML = "text/html"
_PATIENT = ("EXPORT_SECONDS", "EXPORT_DAYS", "SNAPSHOT_SECONDS", "HANDOUT_SECONDS")
"""Limits that keep a server free for others; here nobody waits."""


@dataclass(frozen=True, slots=True)
class Order:
    """A site to write: of which package, what it offers, and where it will be.

    ``base`` is the address that others reach it at, or empty.
    """

    package: Path
    offered: Frozen
    base: str = ""


def freeze(order: Order, target: Path, jobs: int, count: Count) -> int:
    """Write the site to a folder, whole or not at all; return how many files it has.

    Raises
    ------
    DatasetError
        When the data package cannot be read or drawn.
    LostLinkError
        When a page links to what the site does not have, which is a fault of the program.
    ValueError
        When the folder is somebody's own, or something that is asked for is not there.
    OSError
        When the folder cannot be written.
    """
    with folder.replaced(target) as part, _settings(order.base):
        base = base_address()
        if order.base and not base:
            raise ValueError(
                f"{order.base} is known on this computer or in its network alone; "
                "leave --base-url out"
            )
        dataset = open_dataset(order.package)
        # The package may have changed since this process froze it before.
        _client.cache_clear()
        files = _client(order).application.extensions[FILES]
        asked = list(routes(dataset, Timeline(dataset), files, order.offered, base))
        names = {file_name(address) for address in asked}
        if len(names) < len(asked):
            raise RuntimeError("two addresses of the atlas have the same file in a frozen site")
        written = _written(order, asked, names, part, jobs)
        done = sum(1 for _ in count("files", written, len(asked)))
        made = films.write(order.package, order.offered, part, jobs, count)
        for language in dataset.languages if base else ():
            _preview(part / file_name(prefix(language, dataset.languages)), dataset, language, base)
        others = {
            **extra_files.files(dataset, base),
            **(
                offline.files(dataset, part, names | set(made), base)
                if order.offered.offline
                else offline.withdrawal()
            ),
        }
        for name, content in others.items():
            _write(part / name, content)
        _write(part / folder.MARK, orjson.dumps({"version": dataset.version, "files": done}))
    return done + len(made) + len(others) + 1


def _written(
    order: Order, asked: list[str], names: set[str], part: Path, jobs: int
) -> Iterator[str]:
    """Write the answers to a folder; yield the name of each file as it is there."""
    with open_executor(jobs, None) as (executor, at_once):
        answers = in_order(executor, at_once, partial(_answer, order), asked)
        for address, (media, content) in zip(asked, answers, strict=True):
            name = file_name(address)
            if media == HTML:
                content = linked(content.decode(), address, names).encode()
            _write(part / name, content)
            yield name


def _preview(path: Path, dataset: Dataset, language: Language, base: str) -> None:
    """Add to a page what a link to it looks like elsewhere."""
    tags = f"</title>{previews.home(dataset, language, base)}"
    path.write_text(path.read_text("utf-8").replace("</title>", tags, 1), "utf-8")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _answer(order: Order, address: str) -> tuple[str, bytes]:
    """What the app answers to an address: media type and content."""
    answer = _client(order).get(address)
    if answer.status_code != 200:
        raise ValueError(f"{address} was answered {answer.status_code}: {answer.text[:300]}")
    return answer.mimetype or "", answer.get_data()


@lru_cache(maxsize=1)
def _client(order: Order) -> FlaskClient:
    """A client of the app of this process."""
    app: Flask = create_app(order.package, frozen=order.offered).server
    return app.test_client()


@contextmanager
def _settings(base: str) -> Iterator[None]:
    """The settings of a server that has time, at the address of the site; workers get them too."""
    before = {name: os.environ.get(name) for name in (*_PATIENT, "BASE_ADDRESS", "HOST", "PORT")}
    wanted: Mapping[str, str | None] = {
        **dict.fromkeys(before),
        **{name: str(settings.NUMBERS[name].most) for name in _PATIENT},
        "BASE_ADDRESS": base or None,
    }
    try:
        _set(wanted)
        yield
    finally:
        _set(before)


def _set(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
