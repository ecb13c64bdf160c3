"""What all tests share: the data package, a fresh app, a client of its server."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    from dashboard.cartography.screen.bands import ScreenMap
    from dashboard.dataset.model import Dataset
    from dashboard.dataset.timeline import Timeline

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
ALL_SLOW = re.compile(r"^pytestmark = (\[[^]]*)?pytest\.mark\.slow\b", re.MULTILINE)
"""Marks every test of a file as slow, alone or in a list of marks."""
LONGEST = "test_walk.py"

# A shared machine is sometimes slow; a law that takes long is not a law that fails.
settings.register_profile("atlas", deadline=None, print_blob=True)
settings.load_profile("atlas")


@pytest.fixture(scope="session", autouse=True)
def _same_tables_are_judged_once() -> Iterator[None]:
    """Ask Frictionless once about the same table: most packages of tests differ elsewhere.

    It takes a third of a second for the small package, nearly all that ``validate`` takes. What
    it says of a table depends on the table and on those that it refers to.
    """
    from dashboard.dataset.rules import schema

    ask = schema.report_on
    packages: dict[bytes, schema.Report] = {}
    tables: dict[bytes, Any] = {}

    def report_on(described: Mapping[str, Any], folder: Path) -> schema.Report:
        paths = [folder / resource["path"] for resource in described["resources"]]
        # What is said of a file that is missing names its folder.
        if not all(path.is_file() for path in paths):
            return ask(described, folder)
        contents = [sha256(path.read_bytes()).digest() for path in paths]
        package = sha256(orjson.dumps(described) + b"".join(contents)).digest()
        if package not in packages:
            digests = _digests(described["resources"], contents)
            packages[package] = _with_known_tables(lambda: ask(described, folder), tables, digests)
        return packages[package]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "report_on", report_on)
        yield


def _digests(
    resources: Sequence[Mapping[str, Any]], contents: Sequence[bytes]
) -> Mapping[str, bytes]:
    """Return a digest of each table with those that it refers to; none for a broken descriptor."""
    try:
        whole = {
            resource["name"]: orjson.dumps(resource) + content
            for resource, content in zip(resources, contents, strict=True)
        }
        if len(whole) < len(resources):
            return {}
        return {
            resource["name"]: sha256(
                b"".join(
                    whole.get(name, b"-")
                    for name in (
                        resource["name"],
                        *(
                            key["reference"]["resource"]
                            for key in resource["schema"].get("foreignKeys", ())
                        ),
                    )
                )
            ).digest()
            for resource in resources
        }
    except (KeyError, TypeError):
        return {}


def _with_known_tables(
    ask: Callable[[], Any], known: dict[bytes, Any], digests: Mapping[str, bytes]
) -> Any:
    """Ask, while Frictionless remembers what it said of each table, by the digest of its name."""
    from frictionless import Resource

    judge = Resource.validate

    def validate(table: Any, *args: Any, **options: Any) -> Any:
        digest = digests.get(table.name)
        if digest is None:
            return judge(table, *args, **options)
        if digest not in known:
            known[digest] = judge(table, *args, **options)
        return known[digest]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Resource, "validate", validate)
        return ask()


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
def model(dataset: "Dataset") -> "ScreenMap":
    """The map of the page."""
    from dashboard.cartography.screen.bands import screen_map

    return screen_map(dataset)


@pytest.fixture(scope="session")
def payloads(
    dataset: "Dataset", timeline: "Timeline", model: "ScreenMap"
) -> dict[str, dict[str, Any]]:
    """What the browser is sent, by language, as it parses it; tests must not change it."""
    from dashboard.ui.browser import payload
    from small_package import LANGUAGES

    return {
        language: orjson.loads(orjson.dumps(payload.build(dataset, timeline, model, language)))
        for language in LANGUAGES
    }


@pytest.fixture(scope="session")
def english(payloads: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The payload in English."""
    return payloads["en"]


@pytest.fixture(scope="session")
def territories(english: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The territories of the English payload by their ids."""
    return {territory["id"]: territory for territory in english["territories"]}


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
        return bool(ALL_SLOW.search(collection_path.read_text(encoding="utf-8"))) or None
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of the app ``slow``: the app of the real package takes seconds to build.

    The longest file begins: at the end one process would work on it while the other has nothing
    left to do.
    """
    for item in items:
        if "app" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: item.path.name != LONGEST)


@pytest.fixture(scope="session")
def app() -> "Dash":
    """An app on the data package of the repository; a test that changes its app makes another."""
    from dashboard.ui.app import create_app

    return create_app(DATA)


@pytest.fixture(scope="session")
def client(app: "Dash") -> "FlaskClient":
    """A client of the app's server, which keeps nothing between requests; no socket is opened."""
    return app.server.test_client()
