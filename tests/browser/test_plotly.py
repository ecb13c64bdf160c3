"""What the scripts know of plotly's private parts, held against the version that is pinned."""

import plotly.offline

MISSING = "() => window.atlas.plotly()"
PATHS = "document.querySelectorAll('#map path.js-fill')"
# What a wrapper of the module shows of its parts when one of them is another.
BROKEN = """([selector, name]) => {
  for (const node of document.querySelectorAll(`#map ${selector}`)) node.classList.remove(name);
  return window.atlas.plotly();
}"""


def test_the_pinned_plotly_has_all_that_the_scripts_know_of(open_atlas):
    atlas = open_atlas("/")
    version = atlas.page.evaluate("() => window.Plotly.version")
    assert version == plotly.offline.get_plotlyjs_version()
    assert atlas.page.evaluate(MISSING) == [], f"plotly.js {version}"


def test_a_part_that_plotly_has_no_longer_is_named(open_atlas):
    atlas = open_atlas("/")
    missing = atlas.page.evaluate(BROKEN, ["path.js-fill", "js-fill"])
    assert missing == [".scatterlayer .traceUID path.js-fill"]
    missing = atlas.page.evaluate(BROKEN, [".plotclip", "plotclip"])
    assert ".plotclip rect" in missing
    atlas.page.evaluate("() => delete document.querySelector('#map .js-plotly-plot')._fullLayout")
    assert any("xaxis" in name for name in atlas.page.evaluate(MISSING))
    # The window is used again.
    atlas.open()


def test_another_window_alone_draws_no_path_anew(open_atlas):
    """Why the map is moved by its ranges: the paths stay, and what is painted on them."""
    atlas = open_atlas("/?day=1920-04-28")
    atlas.page.evaluate(f"() => {{ for (const one of {PATHS}) one.dataset.kept = '1'; }}")
    atlas.page.locator("#zoom-in").click()
    atlas.page.wait_for_function("() => location.search.includes('extent=')")
    kept = (
        "() => [...document.querySelectorAll('#map path.js-fill')].every((one) => one.dataset.kept)"
    )
    assert atlas.page.evaluate(kept)
