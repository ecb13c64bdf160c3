"""Settings of Sphinx: `make docs` builds these pages into build/docs, offline."""

project = "Caucasus atlas"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["conf.py"]
html_theme = "furo"
html_title = project
html_show_sphinx = False
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"
# Links to files beside docs/ are no documents of the site; tests/test_docs.py holds them.
suppress_warnings = ["myst.xref_missing"]
