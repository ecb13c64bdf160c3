"""Load, slide, play, strips, compare, table, lecture, search and export in Firefox and WebKit.

`make browsers` runs it; `make test` does not, as its name says: it needs browsers that are not
everywhere. Each of them walks one page through everything, because it is slow to open.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.webdriver import Engine, Marionette, MissingError, WebKit

RESULTS = Path(__file__).resolve().parents[2] / "test-results"
LISTEN = """
window.faults = [];
addEventListener("error", (event) => window.faults.push(String(event.message)));
addEventListener("unhandledrejection", (event) => window.faults.push(String(event.reason)));
const { error } = console;
console.error = (...said) => { window.faults.push(said.join(" ")); error(...said); };
window.made = [];
const { createObjectURL } = URL;
URL.createObjectURL = (blob) => {
  window.made.push([blob.type, blob.size]);
  return createObjectURL.call(URL, blob);
};
"""
LAND = "path[data-territory]"


@pytest.fixture(params=[Marionette, WebKit], ids=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    try:
        running = Engine(request.param())
    except MissingError as missing:
        pytest.skip(str(missing))
    yield running
    running.close()


def load(engine: Engine, address: str) -> None:
    # A page to read: a first visit is not what is tried here.
    engine.go(f"{address}/method")
    engine.run('localStorage.setItem("introduced", "yes")')
    engine.go(f"{address}/?day=1920-04-27")
    engine.wait("document.documentElement.dataset.ready || document.documentElement.dataset.failed")
    assert not engine.run("return document.documentElement.dataset.failed")
    engine.run(LISTEN)
    assert engine.run(f'return document.querySelectorAll("#map {LAND}").length') > 50
    engine.wait('document.querySelectorAll("#overlay text").length > 10')
    assert engine.run('return document.getElementById("first")') is None


def slide(engine: Engine, address: str) -> None:
    held = f'document.querySelector(`#map {LAND}[data-territory="baku"]`).dataset.controller'
    before = engine.run(f"return {held}")
    engine.run('document.getElementById("day-slider").focus()')
    engine.press("ArrowRight")
    engine.wait('location.search.includes("day=1920-04-28")')
    assert engine.run(f"return {held}") != before
    said = engine.run('return document.getElementById("day-slider").ariaValueText')
    assert said.startswith("28 April 1920: ")
    shown = engine.run('return document.querySelector("#day .date").textContent')
    assert shown.replace("\u00a0", " ") == "28 April 1920"


def play(engine: Engine, address: str) -> None:
    word = engine.run('return document.getElementById("play").ariaLabel')
    engine.click("#play")
    engine.wait('window.atlas.day() > "1920-04-28"')
    engine.click("#play")
    assert engine.run('return document.getElementById("play").ariaLabel') == word


def strips(engine: Engine, address: str) -> None:
    engine.click('#views a[data-view="strips"]')
    engine.wait('document.querySelector("#strips[data-drawn=region]")')
    engine.wait('document.querySelectorAll("#strips-graph path").length > 50')
    assert engine.run('return document.querySelector("#strips .unloaded")') is None


def compare(engine: Engine, address: str) -> None:
    engine.click('#views a[data-view="compare"]')
    engine.wait('document.querySelector("#stage[data-compared]")')
    for host in ("#map", "#map-b"):
        assert engine.run(f'return document.querySelectorAll("{host} {LAND}").length') > 50
        box = engine.run(
            f'const box = document.querySelector("{host} svg.main-svg").getBoundingClientRect();'
            "return [box.width, box.height]"
        )
        assert min(box) > 200
    assert engine.run('return document.querySelectorAll("#compare table tbody").length') > 0


def table(engine: Engine, address: str) -> None:
    engine.click('#views a[data-view="table"]')
    engine.wait('document.querySelectorAll("#table tbody tr").length > 50')
    engine.click('#views a[data-view="map"]')
    engine.wait('document.getElementById("map").checkVisibility()')


def lecture(engine: Engine, address: str) -> None:
    engine.press("s")
    engine.wait('document.querySelector("[data-story]")?.checkVisibility()')
    engine.click("[data-story=sovietization]")
    engine.wait('location.search.includes("stop=1") || location.search.includes("story=")')
    engine.press("ArrowRight")
    engine.wait('location.search.includes("stop=2")')
    engine.press("Escape")
    engine.press("Escape")
    engine.wait('!location.search.includes("story=")')


def search(engine: Engine, address: str) -> None:
    engine.press("/")
    engine.wait('document.getElementById("search").open')
    engine.press(*"gümrü")
    engine.wait('document.querySelector("#search-list li")?.textContent.includes("Alexandropol")')
    engine.press("Enter")
    engine.wait('document.querySelector("#found h2")?.textContent === "Alexandropol"')
    assert engine.run('return document.activeElement === document.querySelector("#found h2")')


def export(engine: Engine, address: str) -> None:
    engine.press("e")
    engine.wait('document.getElementById("export").open')
    engine.run("document.querySelector('#export input[value=\"picture\"]').click()")
    engine.click("#export form:not([hidden]) .button.strong")
    engine.wait('window.made.some(([type, size]) => type === "image/png" && size > 20000)')


STEPS: list[Callable[[Engine, str], None]] = [
    load, slide, play, strips, compare, table, lecture, search, export
]  # fmt: skip


def test_the_atlas_works_in_another_engine(engine: Engine, base_url: str) -> None:
    for step in STEPS:
        try:
            step(engine, base_url)
        except Exception:
            engine.picture(RESULTS / f"{engine.name}-{step.__name__}.png".replace(" ", "-"))
            raise
        assert engine.run("return window.faults") == [], step.__name__
    engine.picture(RESULTS / f"{engine.name}.png".replace(" ", "-"))
