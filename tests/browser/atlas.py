"""The atlas in a window, by what a reader sees and does: what the tests of the page speak of."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, ViewportSize

LAPTOP = ViewportSize(width=1440, height=900)
PATIENCE = 50
# What a first visit is shown lies over the cards that the tests look at.
NO_FIRST_VISIT = """
try { localStorage.setItem("introduced", "yes"); } catch { /* storage is refused */ }
"""

WINDOW = """() => {
  const { xaxis, yaxis } = document.querySelector("#map .js-plotly-plot")._fullLayout;
  return [...xaxis.range, ...yaxis.range].map((metres) => Math.round(metres / 1000));
}"""


# While the day moves a canvas is the map, and the paths stay behind.
AT_REST = """async () => {
  while (document.querySelector("#page.moving")) await new Promise(requestAnimationFrame);
  %s
}"""
TERRITORIES = "[...document.querySelectorAll('#map path[data-territory]')]"


FRAMES = """(count) => new Promise((done) => {
  const next = () => (count-- ? requestAnimationFrame(next) : done());
  next();
})"""


def frames(page: Page, count: int = 25) -> None:
    """Wait until the page has drawn so many frames: time in which it would have gone on moving."""
    page.evaluate(FRAMES, count)


def use_tool(page: Page, name: str) -> None:
    """Press a tool of the header, in the menu if it is there."""
    tool = page.locator(f"#{name}")
    if not tool.is_visible():
        page.locator("#menu").click()
    tool.click()


@dataclass
class Atlas:
    """The atlas in a window, by what a reader sees and does."""

    page: Page
    home: str = "/"
    size: ViewportSize = field(default_factory=lambda: LAPTOP)
    whole: str = ""

    def open(self, address: str = "/") -> "Atlas":
        """Go to an address and wait until the map is there, and the letters of its names."""
        self.page.goto(address)
        self.page.wait_for_selector("html[data-ready]", state="attached")
        self.page.evaluate("() => document.fonts.ready.then(() => true)")
        return self

    def go(self, day: str) -> None:
        """Show a day, ``YYYY-MM-DD``; plotly knows of it too."""
        assert self.page.evaluate("(day) => window.atlas.goTo(day)", day)

    @property
    def day(self) -> str:
        """The day shown, as ``YYYY-MM-DD``."""
        return str(self.page.evaluate("() => window.atlas.day()"))

    @property
    def address(self) -> str:
        """The address as the page has it now; ``page.url`` hears of it a moment later."""
        return str(self.page.evaluate("() => location.href"))

    def wait_for(self, day: str) -> None:
        """Wait until a day is shown and the address says so."""
        self.page.wait_for_function(
            "(day) => window.atlas.day() === day && location.search.includes(`day=${day}`)", arg=day
        )

    def area(self, territory: str) -> Locator:
        """The path of a territory."""
        return self.page.locator(f'#map path[data-territory="{territory}"]')

    def choose(self, territory: str) -> None:
        """Open the card of a territory as a reader with a keyboard does."""
        self.area(territory).focus()
        self.page.keyboard.press("Enter")

    def controllers(self) -> dict[str, str]:
        """Who holds each territory, as its path says at rest."""
        said = "return %s.map((path) => [path.dataset.territory, path.dataset.controller]);"
        return dict(self.page.evaluate(AT_REST % said % TERRITORIES))

    def fills(self) -> dict[str, str]:
        """How each path is filled at rest: ``rgb(r, g, b)``, ``url("#ID")`` or ``transparent``."""
        worn = "return %s.map((path) => [path.dataset.territory, path.style.fill]);"
        return dict(self.page.evaluate(AT_REST % worn % TERRITORIES))

    def texts(self, selector: str) -> list[str]:
        """What stands in each element that is found, spaces made one."""
        return [" ".join(text.split()) for text in self.page.locator(selector).all_text_contents()]

    def follow(self, query: str) -> None:
        """Follow a link on the page that is open, as Back and Forward do."""
        self.page.evaluate(
            """(query) => { history.pushState(null, "", `${location.pathname}${query}`);
              window.dispatchEvent(new PopStateEvent("popstate")); }""",
            query,
        )

    def reset(self) -> None:
        """Back to the first day and the whole map, with nothing chosen, typed or playing."""
        if self.page.evaluate("() => location.pathname") != self.home:
            self.open(self.home)
        if self.page.viewport_size != self.size:
            self.page.set_viewport_size(self.size)
        # What a test has the browser keep (theme, folded lanes) is not for the next to meet.
        self.page.evaluate(f"() => {{ localStorage.clear(); {NO_FIRST_VISIT} }}")
        self.follow("")
        self.page.evaluate("() => document.activeElement.blur()")
        # A pointer left over the timeline would go on showing what lies under it.
        self.page.mouse.move(1, 1)
        for key in ("Escape", "Escape", "Escape", "Home"):
            self.page.keyboard.press(key)
        lanes = self.page.locator("#lanes-open[aria-expanded='true']")
        if lanes.count():
            lanes.click()
        if self.page.locator("#date-fault").inner_text():
            self.go(self.day)
        for _ in range(PATIENCE):
            if self.window() == self.whole:
                return
            # A window that has just changed its size takes a moment to reach plotly.
            self.page.locator("#zoom-home").click()
            frames(self.page, 6)
        raise AssertionError(f"the whole map is {self.whole}, after its button {self.window()}")

    def window(self) -> str:
        """The part of the map that is shown, in whole kilometres."""
        return str(self.page.evaluate(f"() => String(({WINDOW})())"))

    def remember(self) -> "Atlas":
        """Take the window and the whole map in it for those to come back to."""
        self.size = self.page.viewport_size or LAPTOP
        before = self.window()
        self.page.locator("#zoom-in").click()
        self.page.wait_for_function(f"(before) => String(({WINDOW})()) !== before", arg=before)
        near = self.window()
        self.page.locator("#zoom-home").click()
        self.page.wait_for_function(f"(near) => String(({WINDOW})()) !== near", arg=near)
        self.whole = self.window()
        return self
