"""What all tests share: the data package, a fresh app, a client of its server."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from dash import Dash
    from flask.testing import FlaskClient

    from dashboard.dataset.model import Dataset

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"

# A shared machine is sometimes slow; a law that takes long is not a law that fails.
settings.register_profile("atlas", deadline=None, print_blob=True)
settings.load_profile("atlas")


@pytest.fixture(scope="session")
def dataset() -> "Dataset":
    """The data package of the repository, read once: it is frozen, tests may share it."""
    from dashboard.dataset.reading.load import load_dataset

    return load_dataset(DATA)


@pytest.fixture
def app() -> "Dash":
    """A fresh app on the data package of the repository."""
    from dashboard.ui.app import create_app

    return create_app(DATA)


@pytest.fixture
def client(app: "Dash") -> "FlaskClient":
    """A client of a fresh app's server; no socket is opened."""
    return app.server.test_client()
