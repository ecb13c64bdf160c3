"""The tools that hold the scripts of the page: their lock and the rooms they guard."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "dashboard" / "assets"
ROOMS = ["core", "page", "map", "timeline", "cards", "lecture", "export", "views"]
"""The lowest first; the scripts outside them are the highest."""


SCRIPTS = [path for path in ASSETS.rglob("*.mjs") if path.parent.name not in ("built", "vendor")]
"""The modules, without the script that `make bundle` makes of them and those of others."""


def config() -> dict[str, dict[str, object]]:
    """The overrides of biome.jsonc by room."""
    text = (ROOT / "biome.jsonc").read_text(encoding="utf-8")
    plain = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    overrides = json.loads(plain)["overrides"]
    pattern = re.compile(r"dashboard/assets/(\w+)/\*\*")
    rooms = {pattern.fullmatch(override["includes"][0])[1]: override for override in overrides}  # type: ignore[index]
    return {room: one["linter"]["rules"]["style"] for room, one in rooms.items()}


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name


def test_every_room_may_import_only_lower_rooms() -> None:
    found = {path.parent.name for path in SCRIPTS} - {"assets"}
    assert found == set(ROOMS) == set(config())
    root = [f"**/{path.name}" for path in ASSETS.glob("*.mjs")]
    for place, room in enumerate(ROOMS):
        options = config()[room]["noRestrictedImports"]["options"]  # type: ignore[index]
        [refused] = options["patterns"]
        above = [f"**/{room}/**" for room in ROOMS[place + 1 :]]
        assert set(above) | set(root) <= set(refused["group"]), room


def test_imports_go_down_only() -> None:
    """The rule itself, beside the tool that holds it; a type may be named from above."""
    for path in SCRIPTS:
        rank = ROOMS.index(path.parent.name) if path.parent != ASSETS else len(ROOMS)
        imports = r'^(?:import|export) [^"]*from "(\.[^"]+)"'
        for target in re.findall(imports, path.read_text(encoding="utf-8"), re.MULTILINE):
            other = (path.parent / target).resolve()
            assert other.is_file(), f"{path.name}: {target}"
            place = ROOMS.index(other.parent.name) if other.parent != ASSETS else len(ROOMS)
            assert place <= rank, f"{path.relative_to(ASSETS)} imports {target}"


def test_core_names_no_page() -> None:
    """Core runs in node: neither the document nor the window is named there."""
    for path in (ASSETS / "core").glob("*.mjs"):
        text = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"\b(document|window|navigator|localStorage)\.", text), path.name
