"""Processes that draw for the command line: they end when it does."""

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

HUNG = 60.0
KILLED = """
import os, signal
from dashboard.export.press.workers import open_executor
with open_executor(2, None) as (executor, at_once):
    print(at_once, list(executor.map(abs, (-1, -2))), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_workers_end_with_a_process_that_is_killed():
    with subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE) as first:
        try:
            # What is said ends when nobody holds its other end any more: no worker is left.
            said, _ = first.communicate(timeout=HUNG)
        finally:
            first.kill()
    assert said == b"2 [1, 2]\n"
    assert first.returncode == -signal.SIGKILL
