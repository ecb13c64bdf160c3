"""The program names no region: what belongs to a region stands in its data package."""

import re
from datetime import date
from pathlib import Path

from dashboard.ui.app import create_app
from scripts.synthetic import Wanted, write
from tests.links import files_of

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "dashboard"

WORDS = re.compile(
    r"soviet|sovyet|bolshev|bolşev|caucas|kafkas|georgia|gürc|armenia|ermeni|azerba|dagestan"
    r"|dağıstan|chechn|çeçen|\bkars|baku|bakü|tiflis|tbilisi|erivan|yerevan|batum|nakhichevan|karabakh"
    r"|zangezur|ardahan|alexandropol|gyumri|gümrü|\blori\b|sharur|daralag|denikin|red army"
    r"|kızıl ordu|ottoman|osmanlı|\bturkey|türkiye|turks|russia|rusya|british|\bingiliz\b"
    r"|\bmoscow|moskova|uezd|okrug|\b19(1[4-9]|2[0-9]|3[0-6])\b",
    re.IGNORECASE,
)
LANGUAGES = re.compile(
    # Names of languages and scripts are of no region: BibTeX and Unicode have them.
    # The project is published as caucasus-atlas, and its command is called so.
    r"\bcaucasus-atlas\b|\bscript=\w+|@fontsource-variable/[\w-]+|noto-sans-[\w-]+|/notofonts/\w+"
    r'|"(armenian|azerbaijani|georgian|russian|turkish)"|In? ?Turkish|1920, ?1080'
    r'|"(Armenian|Azerbaijani|Georgian|Russian)"|Azerbaycanca|Ermenice|Gürcüce|Rusça'
    r"|Cyrillic, Georgian and Armenian letters|Turkish, Azerbaijani, and what"
    r"|^# \w+ translations for Atlas",
    re.IGNORECASE,
)
SUFFIXES = {".py", ".mjs", ".js", ".ts", ".css", ".html", ".svg", ".po", ".csv", ".json", ".toml"}
VENDOR = PROGRAM / "assets" / "vendor"


def region_words() -> dict[str, int]:
    """Lines of each file of the program that name the region."""
    found = {}
    for path in sorted(PROGRAM.rglob("*")):
        if path.suffix not in SUFFIXES or VENDOR in path.parents:
            continue
        lines = filter(WORDS.search, path.read_text(encoding="utf-8").splitlines())
        count = sum(bool(WORDS.search(LANGUAGES.sub("", line))) for line in lines)
        if count:
            found[path.relative_to(PROGRAM).as_posix()] = count
    return found


def test_the_program_names_no_region():
    assert region_words() == {}


def test_no_screen_of_another_atlas_names_this_region(tmp_path, monkeypatch):
    monkeypatch.setenv("CACHE_DIR", str(tmp_path / "cache"))
    wanted = Wanted(first=date(2001, 1, 1), last=date(2003, 12, 31))
    client = create_app(write(tmp_path / "package", wanted)).server.test_client()
    asked = {"/method", "/tr/method", "/sources", "/tr/sources", "/handout/tour"}
    for home in ("/", "/tr/"):
        asked |= {home, f"{home}_dash-layout"}
        asked |= files_of(client.get(home).text)
    read = [one for one in sorted(asked) if not re.search(r"/vendor/|\.(woff2|webp)$", one)]
    assert any("atlas.en.json" in one for one in read)
    found = {
        (one, match[0])
        for one in read
        for match in WORDS.finditer(LANGUAGES.sub("", client.get(one).text))
    }
    assert found == set()
