"""The page in a made-up language of long, marked words: all are translated, none is cut off."""

import logging
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from dashboard import i18n
from dashboard.export.cite import citation
from dashboard.ui.app import create_app
from dashboard.ui.browser import exports
from tests import pseudo
from tests.browser.served import served
from tests.browser.test_typeface import AT_REST, COLLIDING, FOLLOW, LOST, SCREENS, window
from tests.browser.watch import Watch, watched_context

VIEWS = (
    "?day=1920-04-28&territory=kars",
    "?view=strips&day=1920-04-28",
    "?view=compare&day=1918-06-04&with=1921-10-13",
    "?view=table&day=1920-04-28",
    "?story=border&stop=3",
)

# Texts and labels of at least two letters without the mark, wherever they stand on the page,
# shown or not. A text in parts has the mark in its first and last part: the nearest element that
# is not a part of a line is looked at. Left out: what says that it is in another language, and
# keys of the keyboard.
UNMARKED = """([marks, language, names]) => {
  const same = `kbd, script, style, noscript, [lang]:not([lang^="${language}"])`;
  const known = new Set(names);
  const bare = (text) => ![...marks].some((mark) => text.includes(mark))
    && (text.match(/\\p{L}{2,}/gu) ?? []).some((one) => !known.has(one.toLowerCase()));
  const found = new Set();
  const line = (one) => {
    let owner = one;
    while (getComputedStyle(owner).display.startsWith("inline") && owner.parentElement) {
      owner = owner.parentElement;
    }
    return owner.closest("text") ?? owner;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: owner, data } = walker.currentNode;
    if (owner.closest(same) || !bare(data) || !bare(line(owner).textContent)) continue;
    found.add(data.trim());
  }
  for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt"]) {
    for (const one of document.querySelectorAll(`[${name}]`)) {
      const label = one.getAttribute(name);
      if (!one.closest(same) && bare(label)) found.add(`${name}: ${label}`);
    }
  }
  return [...found];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the atlas in the made-up language."""
    with pseudo.spoken():
        app = create_app(pseudo.package(tmp_path_factory.mktemp("pseudo") / "package"))
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        with served(app.server) as root:
            yield f"{root}/{pseudo.LANGUAGE}/"


@pytest.fixture(scope="module", params=SCREENS)
def stretched(browser: Browser, address: str, request: pytest.FixtureRequest):
    """A page of each size in the made-up language, and what its addresses end in."""
    size, more = SCREENS[request.param]
    watch = Watch()
    context = watched_context(browser, watch, base_url=address, **window(size))
    yield context.new_page(), more, size is not None
    context.close()
    watch.check()


def names() -> list[str]:
    """Words that the program does not write: of CLDR, of formats of files, of styles of citing."""
    known = [
        *i18n.month_names(pseudo.LANGUAGE),
        *i18n.month_names(pseudo.LANGUAGE, "abbreviated"),
        *i18n.day_names(pseudo.LANGUAGE),
        i18n.language_name(pseudo.LANGUAGE),
        pseudo.LANGUAGE,
        *exports.FORMATS.values(),
        *(form.name for form in citation.FORMATS.values()),
    ]
    return [one.lower() for one in re.findall(r"[^\W\d_]{2,}", " ".join(known))]


def test_every_word_is_translated_and_none_is_cut_off(stretched):
    page, more, apart = stretched
    known = [pseudo.OPEN + pseudo.CLOSE, pseudo.LANGUAGE, names()]
    page.goto(f"{more and '?'}{more[1:]}")
    page.wait_for_selector("html[data-ready]", state="attached")
    for state in VIEWS:
        page.evaluate(FOLLOW, state + more)
        page.evaluate(AT_REST)
        found = {
            "not translated": page.evaluate(UNMARKED, known),
            "cut off": page.evaluate(LOST),
            "over each other": page.evaluate(COLLIDING) if apart else [],
        }
        assert not any(found.values()), (state, found)


# What a click opens, by what is then to be seen: the quiz is that of the first story. Left out is
# how to cite, which lists works in their own words when they come.
OPENED = {
    "#stories": "#stories-open",
    "#help": "#help-open",
    "#export": "#export-open",
    "#share": "#share-open",
    "#correction select": "#details .correct button",
    "#quiz fieldset": "#stories [data-story] + button",
    "#own input": "#stories button.own",
}
CLICK = "(selector) => document.querySelector(selector).click()"
LOST_ANYWHERE = LOST.replace('document.getElementById("page")', "document.body")
SHUT = """() => {
  for (const one of document.querySelectorAll("dialog[open]")) one.close();
}"""


@pytest.mark.parametrize("stretched", ["laptop", "phone"], indirect=True)
def test_what_a_click_opens_is_translated_and_none_of_it_is_cut_off(stretched):
    page, more, _apart = stretched
    known = [pseudo.OPEN + pseudo.CLOSE, pseudo.LANGUAGE, names()]
    page.goto(f"?day=1921-10-13&territory=kars{more}")
    page.wait_for_selector("html[data-ready]", state="attached")
    for seen, opener in OPENED.items():
        page.evaluate(AT_REST)
        page.evaluate(CLICK, opener)
        page.locator(seen).first.wait_for()
        page.evaluate(AT_REST)
        found = {
            "not translated": page.evaluate(UNMARKED, known),
            "cut off": page.evaluate(LOST_ANYWHERE),
        }
        assert not any(found.values()), (seen, found)
        page.evaluate(SHUT)
