"""The container file: what it copies is all that the server needs, which writes nowhere else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
LINES = [line.split() for line in (ROOT / "Containerfile").read_text("utf-8").splitlines() if line]

ASKED = """
import app
client = app.server.test_client()
asked = ("/", "/healthz", "/snapshot/1921-10-13.pdf", "/api/package.zip", "/handout/border")
print([client.get(address).status_code for address in asked])
"""


def test_the_container_copies_every_file_that_the_server_needs(tmp_path: Path):
    folder = tmp_path / "atlas"
    folder.mkdir()
    for _copy, *names, place in (line for line in LINES if line[0] == "COPY"):
        for name in names:
            if (ROOT / name).is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / name, folder / place, ignore=ignored)
            else:
                shutil.copy(ROOT / name, folder / place)
    ended = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=folder,
        env={"PATH": os.defpath, "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout == f"{[200] * 5}\n", ended.stderr


def test_the_container_starts_what_make_serve_starts_as_an_unprivileged_user():
    (command,) = ("".join(line[1:]) for line in LINES if line[0] == "CMD")
    assert command == '["gunicorn","app:server"]'
    assert "\t@$(BIN)/gunicorn app:server\n" in (ROOT / "Makefile").read_text("utf-8")
    user = ["USER", "65534:65534"]
    assert user in LINES
    assert LINES.index(user) > max(n for n, line in enumerate(LINES) if line[0] == "RUN")
