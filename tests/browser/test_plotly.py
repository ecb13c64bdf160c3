"""What the scripts know of plotly's private parts, held against the version that is pinned."""

import plotly.offline

MISSING = "() => window.atlas.plotly()"
PATHS = "document.querySelectorAll('#map .traces path')"
# What a wrapper of the module shows of its parts when one of them is another.
BROKEN = """([selector, name]) => {
  for (const node of document.querySelectorAll(`#map ${selector}`)) node.classList.remove(name);
  return window.atlas.plotly();
}"""

# Put back at once: what the page does when it is idle asks plotly for its size.
WITHOUT_LAYOUT = """() => {
  const plot = document.querySelector("#map .js-plotly-plot");
  const { _fullLayout: layout } = plot;
  delete plot._fullLayout;
  const missing = window.atlas.plotly();
  plot._fullLayout = layout;
  return missing;
}"""


def test_the_pinned_plotly_has_all_that_the_scripts_know_of(open_atlas):
    atlas = open_atlas("/")
    version = atlas.page.evaluate("() => window.Plotly.version")
    assert version == plotly.offline.get_plotlyjs_version()
    assert atlas.page.evaluate(MISSING) == [], f"plotly.js {version}"


def test_a_part_that_plotly_has_no_longer_is_named(open_atlas):
    atlas = open_atlas("/")
    missing = atlas.page.evaluate(BROKEN, [".plotclip", "plotclip"])
    assert missing == [".plotclip rect"]
    missing = atlas.page.evaluate(BROKEN, [".overplot", "overplot"])
    assert ".overplot > g" in missing
    assert any("xaxis" in name for name in atlas.page.evaluate(WITHOUT_LAYOUT))
    # The window is used again.
    atlas.open()


def test_another_window_alone_draws_no_path_anew(open_atlas):
    """The paths stay, and what is painted on them."""
    atlas = open_atlas("/?day=1920-04-28")
    atlas.page.evaluate(f"() => {{ for (const one of {PATHS}) one.dataset.kept = '1'; }}")
    atlas.page.locator("#zoom-in").click()
    atlas.page.wait_for_function("() => location.search.includes('extent=')")
    assert atlas.page.evaluate(f"() => [...{PATHS}].every((one) => one.dataset.kept)")


# Traces that lie elsewhere than plotly draws them: a line by any point, an area, which plotly
# simplifies, by more than two pixels of its box.
BESIDE_PLOTLY = """async () => {
  const { figure } = document.querySelector("[data-figure]").dataset;
  const { data, layout } = await (await fetch(figure)).json();
  const shown = document.querySelector("#map .js-plotly-plot");
  const { width, height, ...axes } = shown._fullLayout;
  for (const axis of ["xaxis", "yaxis"]) layout[axis].range = axes[axis].range;
  delete layout.xaxis.constrain;
  delete layout.yaxis.scaleanchor;
  const host = document.createElement("div");
  document.body.append(host);
  await Plotly.newPlot(host, data, { ...layout, images: [], width, height });
  const placed = (graph, { uid, fill }) => {
    const trace = graph.querySelector(`.trace${CSS.escape(uid)}`);
    return [...trace.querySelectorAll(fill ? ".js-fill" : ".js-line")].flatMap((path) => {
      const { x, y, width, height } = path.getBBox();
      return fill ? [x, y, width, height] : path.getAttribute("d").match(/[-\\d.]+/g).map(Number);
    });
  };
  const elsewhere = data.filter((trace) => {
    const [ours, theirs] = [shown, host].map((graph) => placed(graph, trace));
    const near = (place, n) => Math.abs(place - theirs[n]) < (trace.fill ? 2 : 0.1);
    return ours.length !== theirs.length || !ours.every(near);
  });
  host.remove();
  return { count: data.length, elsewhere: elsewhere.map(({ uid }) => uid) };
}"""


def test_the_traces_lie_where_plotly_would_draw_them(open_atlas):
    """The paths of the map are our own; the figure is one that plotly draws alike."""
    found = open_atlas("/?day=1920-04-28").page.evaluate(BESIDE_PLOTLY)
    assert found["count"] > 400
    assert found["elsewhere"] == []
