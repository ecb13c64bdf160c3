"""Parts of the atlas that are installed apart, and what to do when they are missing.

``pyproject.toml`` has the same extras; a test holds it to this table.
"""

from collections.abc import Mapping

PROJECT = "caucasus-atlas"
_PRINT = frozenset({"docx", "fontTools", "matplotlib", "pypdf"})
_GEO = frozenset({"geopandas", "pandas", "pyogrio"})
PACKAGES: Mapping[str, frozenset[str]] = {
    "print": _PRINT,
    "film": _PRINT | {"av", "rich"},
    "geo": _GEO,
    "build": _PRINT | _GEO | {"networkx", "scipy"},
}
"""Import names of the packages that each extra adds, the smallest extra first."""


def cure(problem: ImportError) -> str | None:
    """Return what to install for an import that failed, ``None`` when no extra has it."""
    missing = (problem.name or "").partition(".")[0]
    for extra, packages in PACKAGES.items():
        if missing in packages:
            return f"this needs {missing}, which is not installed: pip install {PROJECT}[{extra}]"
    return None
