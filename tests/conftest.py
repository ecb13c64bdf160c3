"""What all tests share: the data package, a fresh app, a client of its server."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from dash import Dash
    from flask.testing import FlaskClient

    from dashboard.cartography.paper.plate import Plate
    from dashboard.cartography.screen.figure import MapModel
    from dashboard.dataset.model import Dataset
    from dashboard.dataset.timeline import Timeline

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
ALL_SLOW = "\npytestmark = pytest.mark.slow\n"

# A shared machine is sometimes slow; a law that takes long is not a law that fails.
settings.register_profile("atlas", deadline=None, print_blob=True)
settings.load_profile("atlas")


@pytest.fixture(scope="session", autouse=True)
def _same_tables_are_judged_once() -> Iterator[None]:
    """Ask Frictionless once about the same tables: most packages of tests differ elsewhere.

    It takes a third of a second for the small package, nearly all that ``validate`` takes.
    """
    from dashboard.dataset.rules import schema

    ask = schema.report_on
    known: dict[bytes, schema.Report] = {}

    def report_on(described: Mapping[str, Any], folder: Path) -> schema.Report:
        paths = [folder / resource["path"] for resource in described["resources"]]
        # What is said of a file that is missing names its folder.
        if not all(path.is_file() for path in paths):
            return ask(described, folder)
        key = sha256(orjson.dumps(described))
        for path in paths:
            key.update(sha256(path.read_bytes()).digest())
        if key.digest() not in known:
            known[key.digest()] = ask(described, folder)
        return known[key.digest()]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "report_on", report_on)
        yield


@pytest.fixture(scope="session")
def dataset() -> "Dataset":
    """The data package of the repository, read once: it is frozen, tests may share it."""
    from dashboard.dataset.reading.load import load_dataset

    return load_dataset(DATA)


@pytest.fixture(scope="session")
def timeline(dataset: "Dataset") -> "Timeline":
    from dashboard.dataset.timeline import Timeline

    return Timeline(dataset)


@pytest.fixture(scope="session")
def model(dataset: "Dataset") -> "MapModel":
    """The map of the page."""
    from dashboard.ui.browser.files import map_model

    return map_model(dataset)


@pytest.fixture(scope="session")
def plate(dataset: "Dataset", timeline: "Timeline") -> "Plate":
    """The map of printed sheets."""
    from dashboard.cartography.paper.plate import build_plate

    return build_plate(dataset, timeline)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import a file of which ``-m`` leaves out every test: imports cost seconds."""
    left_out = str(config.getoption("markexpr")).split(" and ")
    if "not browser" in left_out and collection_path == ROOT / "tests" / "browser":
        return True
    if "not slow" in left_out and collection_path.suffix == ".py":
        return ALL_SLOW in collection_path.read_text(encoding="utf-8") or None
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of the app ``slow``: the app of the real package takes seconds to build."""
    for item in items:
        if "app" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def app() -> "Dash":
    """An app on the data package of the repository; a test that changes its app makes another."""
    from dashboard.ui.app import create_app

    return create_app(DATA)


@pytest.fixture(scope="session")
def client(app: "Dash") -> "FlaskClient":
    """A client of the app's server, which keeps nothing between requests; no socket is opened."""
    return app.server.test_client()
