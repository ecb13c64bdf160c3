"""The optional words of ``atlas`` in datapackage.json into :class:`Terms`, every fault named."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import Language, Text
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.block import DESCRIPTOR, Block
from dashboard.dataset.reading.inside import Files, RefusedPathError, file_inside
from dashboard.dataset.terms import Lead, Terms
from dashboard.dataset.vocabulary import MAP_LAYERS

KEYS = (
    *("title", "languages", "first_day", "last_day", "detailed_until", "projection", "home"),
    *(
        "file_name",
        "map_name",
        "leading",
        "favicon",
        "method",
        "wording",
        "example_day",
        "film",
        "lead",
        "opening",
        "article",
        "ground_note",
        "readings",
    ),
    *("lanes", "categories", "statuses", "outcomes", "line_kinds", "layer_names"),
)
"""All that ``atlas`` may say; docs/data-package.md has a line for each."""

SENTENCE = ("percent", "count", "total")
"""What stands in braces in the sentence of the power that leads."""

_FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_terms(
    files: Files,
    descriptor: Mapping[str, Any],
    languages: Sequence[Language],
    problems: list[Problem],
) -> Terms:
    """Return the terms of a package whose other keys of ``atlas`` were read without a fault."""
    return _Reader(files, descriptor, languages, problems).terms()


class _Reader(Block):
    """The reader of the terms; a class only so that its parts share the block and the faults."""

    def __init__(
        self,
        files: Files,
        descriptor: Mapping[str, Any],
        languages: Sequence[Language],
        problems: list[Problem],
    ) -> None:
        super().__init__(languages, problems)
        self.files, self.descriptor = files, descriptor
        self.atlas: Mapping[str, Any] = descriptor["atlas"]
        self.first, self.last = (parse_day(self.atlas[name]) for name in ("first_day", "last_day"))

    def unknown(self) -> None:
        """Note unknown keys: most likely a typing error."""
        for key in sorted(self.atlas.keys() - set(KEYS)):
            near = get_close_matches(key, KEYS, 1)
            cure = f"write {near[0]}, or leave it out" if near else "leave it out"
            self.fault(key, "", "is a key that the atlas does not have", cure)

    def terms(self) -> Terms:
        self.unknown()
        title = self.atlas["title"]
        return Terms(
            file_name=self.file_name(),
            map_name=self.text("map_name", self.atlas.get("map_name", title)),
            opening=self.text("opening", self.atlas.get("opening", title)),
            example_day=self.day("example_day", self.atlas.get("example_day"), self.first),
            film_days=self.film_days(),
            favicon=self.file("favicon", self.atlas.get("favicon", ""), ".svg"),
            wording=self.file("wording", self.atlas.get("wording", ""), ".csv"),
            article=self.key("article"),
            lead=self.lead(),
            readings=self.readings(),
            leading={name: self.ids(f"leading.{name}", name) for name in ("treaties", "places")},
            method=self.method(),
            ground_note=self.optional_text("ground_note", self.atlas.get("ground_note")),
            layer_names={
                name: self.text(f"layer_names.{name}", text)
                for name, text in self.mapping(
                    "layer_names", self.atlas.get("layer_names", {}), MAP_LAYERS
                ).items()
            },
        )

    def ids(self, key: str, name: str) -> tuple[str, ...]:
        """Return a list of ids under ``leading``, empty where the package has none."""
        leading = self.atlas.get("leading", {})
        ids = leading.get(name, []) if isinstance(leading, Mapping) else leading
        if isinstance(ids, list) and all(isinstance(name, str) for name in ids):
            return tuple(ids)
        self.fault(key, ids, "is not a list of ids", 'write ["one", "other"]')
        return ()

    def key(self, name: str) -> str:
        """Return a key of sources.bib, empty where none is named."""
        key = self.atlas.get(name, "")
        if isinstance(key, str):
            return key
        self.fault(name, key, "is not a key", "write a key of sources.bib")
        return ""

    def file_name(self) -> str:
        if "file_name" in self.atlas:
            name = self.atlas["file_name"]
            if isinstance(name, str) and len(name) <= 60 and _FILE_NAME.fullmatch(name):
                return name
            rule, cure = (
                "is not a file name",
                "write small letters, digits and hyphens, as my-atlas",
            )
            self.fault("file_name", name, rule, cure)
        plain = re.sub(r"[^a-z0-9]+", "-", str(self.descriptor.get("name", "")).lower())
        return plain.strip("-")[:60] or "atlas"

    def day(self, key: str, value: object, usual: date) -> date:
        """Return a day of the atlas, ``usual`` where none is written."""
        if value is None:
            return usual
        try:
            day = parse_day(str(value))
        except ValueError:
            day = None
        if day is not None and self.first <= day <= self.last:
            return day
        rule = f"is not a day from {self.first} to {self.last}"
        self.fault(key, value, rule, "write a day of the atlas as YYYY-MM-DD")
        return usual

    def film_days(self) -> tuple[date, date]:
        film = self.mapping("film", self.atlas.get("film", {}), ("from", "to"))
        first = self.day("film.from", film.get("from"), self.first)
        last = self.day("film.to", film.get("to"), self.last)
        # An atlas of one day has no film, and its package need not describe a film.
        if film and not first < last:
            rule, cure = "is not before film.to", "write the first day of a film, then its last"
            self.fault("film.from", first.isoformat(), rule, cure)
        return first, last

    def lead(self) -> Lead | None:
        """Return the power that the atlas follows; a rule checks that roles.csv has it."""
        if self.atlas.get("lead") is None:
            return None
        words = ("sentence", "order", "begins", "never")
        lead = self.mapping("lead", self.atlas["lead"], ("role", *words))
        texts = {word: self.optional_text(f"lead.{word}", lead.get(word)) for word in words}
        for part, text in texts.items():
            known = SENTENCE if part == "sentence" else ()
            if text:
                for language, words_of in text.items():
                    self.places(f"lead.{part}.{language}", words_of, known)
        return Lead(str(lead.get("role")), **texts)

    def readings(self) -> Mapping[str, Text]:
        """Return the names of the readings by their ids."""
        if "readings" not in self.atlas:
            return {}
        entries = self.listed("readings", self.atlas["readings"], ("name",))
        return {
            name: self.text(f"{place}.name", about.get("name"))
            for name, (place, about) in entries.items()
        }

    def places(self, key: str, text: str, known: Collection[str]) -> None:
        """Note names in braces that nothing is put in place of."""
        for name in re.findall(r"\{(\w*)\}", text):
            if name not in known:
                names = ", ".join(f"{{{word}}}" for word in known)
                cure = f"write one of {names}" if known else "write no braces"
                self.fault(key, f"{{{name}}}", "stands for nothing here", cure)

    def method(self) -> Mapping[str, str]:
        """Return the paths of the pages on how the atlas decides, by language."""
        asked = self.mapping("method", self.atlas.get("method", {}), self.languages)
        return {
            language: path
            for language, name in asked.items()
            if (path := self.file(f"method.{language}", name, ".md"))
        }

    def file(self, key: str, path: object, suffix: str) -> str:
        """Return the path of a file of the package, or nothing where none is named."""
        if path == "":
            return ""
        try:
            file_inside(self.files.folder, path)
        except RefusedPathError as error:
            self.fault(key, path, error.rule, error.cure)
            return ""
        except OSError:
            self.fault(key, path, "cannot be read", "put the file into the package")
            return ""
        if not str(path).endswith(suffix):
            self.fault(key, path, f"does not end in {suffix}", f"name a file such as file{suffix}")
            return ""
        return str(path)


def unresolved_terms(
    terms: Terms, roles: Collection[str] | None, sources: Collection[str] | None
) -> Iterator[Problem]:
    """Yield what the terms name and the tables do not have; ``None``: a table not read."""
    if terms.article and sources is not None and terms.article not in sources:
        rule, cure = "is no key of sources.bib", "write a key of sources.bib, or leave article out"
        yield Problem(DESCRIPTOR, None, "atlas.article", terms.article, rule, cure)
    if terms.lead and roles is not None and terms.lead.role not in roles:
        rule, cure = "is not an id of roles.csv", "write an id of roles.csv, or leave lead out"
        yield Problem(DESCRIPTOR, None, "atlas.lead.role", terms.lead.role, rule, cure)


def named_files(atlas: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the paths of the files that ``atlas`` names; they belong to the package."""
    method = atlas.get("method")
    pages = method.values() if isinstance(method, Mapping) else ()
    named = (atlas.get("favicon"), atlas.get("wording"), *pages)
    return tuple(path for path in named if isinstance(path, str))
