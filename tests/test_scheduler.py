"""A Dask scheduler and its workers make the same files, also when a worker dies."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from distributed import Client

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
# Small sheets: what is proved is who draws them, not how much is on them.
PLATES = ["--from", "1921-03-08", "--to", "1921-03-16", "--size", "120x90"]
# By so many seconds a process of the cluster has started or something is wrong.
PATIENCE = 90.0


@dataclass
class Cluster:
    """A scheduler and two workers, each a process."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """``dask`` as ``make scheduler`` and ``make worker`` start it."""
    return subprocess.Popen(
        [Path(sys.executable).parent / "dask", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "."},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + PATIENCE
    while not path.exists():
        assert process.poll() is None
        assert time.monotonic() < last
        time.sleep(0.1)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A real cluster on loopback; its ports are whatever is free."""
    about = tmp_path / "scheduler.json"
    quiet = ["--host", "127.0.0.1", "--no-dashboard"]
    scheduler = start("scheduler", "--port", "0", "--scheduler-file", str(about), *quiet)
    workers: list[subprocess.Popen[bytes]] = []
    try:
        wait_for(about, scheduler)
        address = ""
        while not address:
            # The file is there a moment before it is written.
            with suppress(ValueError):
                address = json.loads(about.read_text(encoding="utf-8"))["address"]
        single = ["--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path / "dask")]
        worker = ["worker", address, *single, *quiet]
        workers += [start(*worker), start(*worker)]
        with Client(address, timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=PATIENCE)
        yield Cluster(address, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait(timeout=PATIENCE)


def command(output: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "dashboard", "atlas", *PLATES, "-o", str(output), *more]


def test_an_atlas_is_whole_and_the_same_when_a_worker_dies_on_the_way(cluster, tmp_path):
    folder, shelf = tmp_path / "made", tmp_path / "plates"
    folder.mkdir()
    shared, local = folder / "shared.pdf", folder / "local.pdf"
    running = subprocess.Popen(
        command(shared, "--scheduler", cluster.address, "--work", str(shelf)),
        cwd=ROOT,
        stderr=subprocess.PIPE,
    )
    while not any(shelf.glob("*.pdf")):
        assert running.poll() is None, running.communicate()[1]
        time.sleep(0.05)
    assert len(list(shelf.glob("*.pdf"))) < 3, "the worker dies while others are to be drawn"
    cluster.workers[0].kill()
    _, said = running.communicate(timeout=200)
    assert running.returncode == 0, said
    assert cluster.workers[0].wait(timeout=PATIENCE) != 0
    assert cluster.workers[1].poll() is None
    subprocess.run(command(local, "--jobs", "1"), cwd=ROOT, check=True, timeout=200)
    # Not compared by pytest, which would print two files of megabytes.
    same = shared.read_bytes() == local.read_bytes()
    assert same


@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_the_recipes_give_scheduler_and_workers_the_program(name):
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{name}:.*\n\tPYTHONPATH=\. \$\(BIN\)/dask {name} ", recipes, re.M)


def test_a_scheduler_that_is_not_there_ends_with_status_2_and_one_line(tmp_path):
    done = subprocess.run(
        command(tmp_path / "a.pdf", "--scheduler", "tcp://127.0.0.1:1"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 2
    assert "no scheduler at tcp://127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr
