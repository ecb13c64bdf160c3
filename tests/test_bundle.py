"""The bundled script of the page: made of the present modules, with the same bytes each time."""

import pytest

from dashboard.ui import settings
from dashboard.ui.http import bundle
from scripts.bundle import ESBUILD, build
from scripts.vendor import PACKAGE, parenthesised


def test_the_script_is_made_of_the_modules_of_today():
    made_from = bundle.built_from(bundle.modules())
    assert bundle.built().startswith(made_from), "a module has changed; run `make bundle`"


@pytest.mark.skipif(not ESBUILD.exists(), reason="`make lint` installs esbuild")
def test_the_script_is_the_same_bytes_whenever_it_is_made(tmp_path):
    made = tmp_path / "atlas.mjs"
    build(made)
    assert made.read_bytes() == bundle.built()


def test_the_modules_themselves_are_served_where_that_is_set(monkeypatch):
    monkeypatch.setenv("SCRIPTS", "modules")
    files = bundle.make_bundle({})
    assert files.entry == bundle.ENTRY
    assert set(files.imported) == set(bundle.modules())


def test_another_word_for_the_scripts_is_refused_with_the_words_there_are(monkeypatch):
    monkeypatch.setenv("SCRIPTS", "source")
    with pytest.raises(settings.SettingError, match="SCRIPTS is 'source'; write bundle or modules"):
        bundle.make_bundle({})


@pytest.mark.skipif(not PACKAGE.exists(), reason="`make lint` installs plotly's package of npm")
def test_the_plotly_of_the_page_is_that_of_its_package_in_parentheses():
    ours = (bundle.ASSETS / bundle.PLOTLY).read_text("utf-8")
    assert ours == parenthesised(PACKAGE.read_text("utf-8")), "run `make vendor`"


def test_a_plotly_that_is_wrapped_in_another_way_is_refused():
    with pytest.raises(ValueError, match=r"change HEAD and TAIL in scripts/vendor\.py"):
        parenthesised("window.Plotly = (() => {})();")
