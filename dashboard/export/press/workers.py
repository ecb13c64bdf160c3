"""Many plates or frames at once: processes of this machine, or a Dask scheduler's.

Both stand behind :class:`concurrent.futures.Executor`. What is sent to them are pure
functions of a :class:`Source` and an order; each worker reads the data package once.
"""

import hashlib
import importlib
import multiprocessing
import os
import re
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset

if TYPE_CHECKING:
    from dashboard.cartography.paper.plate import Plate

Task = TypeVar("Task")
Result = TypeVar("Result")

PROGRAM = Path(__file__).resolve().parents[2]
# So many tasks a worker wait their turn: enough to keep it busy, few enough that what is done
# and not yet used stays small.
AHEAD = 3
EXAMPLE = "tcp://127.0.0.1:8786"
_ADDRESS = re.compile(r"[a-z]+://\S+:\d{1,5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Source:
    """A data package and program that a worker must have: where, and what is in them."""

    folder: str
    digest: str
    program: str


class OtherSource(ValueError):  # noqa: N818 - says what is wrong, not that something is
    """A worker has another data package or program than the process that asked it."""


def source_of(folder: Path, digest: str) -> Source:
    """What this process reads and runs."""
    return Source(str(folder.resolve()), digest, program_key())


@cache
def program_key() -> str:
    """A hash of the code, catalogues and citation styles, and of the version of matplotlib."""
    total = hashlib.sha256(_version("matplotlib").encode())
    for path in sorted(PROGRAM.rglob("*")):
        if path.suffix in (".py", ".po", ".csl"):
            total.update(f"{path.relative_to(PROGRAM).as_posix()}\0".encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:32]


def _version(package: str) -> str:
    """The version of an installed package, empty where it is not; nothing is imported."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


@lru_cache(maxsize=1)
def plate_of(source: Source) -> "Plate":
    """The geometry of a source, read by the first task of a process.

    Raises
    ------
    OtherSource
        When the folder or the program is not that of the process that asks.
    """
    from dashboard.cartography.paper.plate import build_plate

    if source.program != program_key():
        raise OtherSource("a worker runs another version of the atlas; start it again")
    dataset = open_dataset(Path(source.folder))
    if dataset.digest != source.digest:
        raise OtherSource(f"{source.folder}: a worker has other data there; copy the same to it")
    return build_plate(dataset, Timeline(dataset))


def cores() -> int:
    """How many processes the atlas may keep busy."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def open_executor(jobs: int, scheduler: str | None) -> Iterator[tuple[Executor, int]]:
    """An executor and how many tasks it does at once; what waits is dropped on the way out.

    Parameters
    ----------
    jobs
        Processes of this machine; with 1 the work is done in the current process.
    scheduler
        Address of a Dask scheduler, as ``tcp://127.0.0.1:8786``, whose workers are used
        instead.

    Raises
    ------
    ValueError
        When there is no scheduler at the address or it fails, or ``distributed`` is not installed.
    """
    if scheduler:
        with _cluster(scheduler) as cluster:
            yield cluster
        return
    executor: Executor
    if jobs == 1:
        executor = ThreadPoolExecutor(1)
    else:
        # Not forked: threads of this process would leave their locks behind.
        context = multiprocessing.get_context("spawn")
        executor = ProcessPoolExecutor(jobs, context, _begin_worker)
    try:
        yield executor, jobs
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _begin_worker() -> None:
    """Let a process of this machine end with the first process, and not before it.

    Ctrl-C reaches every process of a terminal; the first process ends the others in order. Where it
    is killed it cannot, and they would wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    first = multiprocessing.parent_process()

    def follow() -> None:
        if first:
            first.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"{address!r} is not a scheduler; write its address, as {EXAMPLE}")
    try:
        # Needed with a scheduler alone: it is no dependency of the atlas.
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        raise ValueError(
            "--scheduler needs the package distributed; pip install distributed"
        ) from None
    try:
        client = distributed.Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise ValueError(f"no scheduler at {address}: {problem}") from None
    with client:
        threads = sum(client.nthreads().values())
        # A worker that dies is not the fault of its task, which goes to another.
        executor = client.get_executor(pure=False, retries=2)
        try:
            yield executor, max(threads, 1)
        except (RuntimeError, CancelledError, distributed.scheduler.KilledWorker) as problem:
            reason = str(problem).partition("\n")[0] or "it is gone, or all its workers"
            raise ValueError(f"the scheduler at {address} did not do the work: {reason}") from None
        finally:
            executor.shutdown(wait=False)


def in_order(
    executor: Executor, at_once: int, work: Callable[[Task], Result], tasks: Iterable[Task]
) -> Iterator[Result]:
    """Results in the order of the tasks, a few tasks ahead of the task that is waited for."""
    waiting: deque[Future[Result]] = deque()
    try:
        for task in tasks:
            waiting.append(executor.submit(work, task))
            if len(waiting) > AHEAD * at_once:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
