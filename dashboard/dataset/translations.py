"""What the languages of a package lack: readers get these texts in its first language."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.dataset.model import Language, Text
from dashboard.dataset.reading.block import DESCRIPTOR
from dashboard.dataset.reading.load import Package
from dashboard.dataset.reading.sources import FILE
from dashboard.dataset.reading.stories import StoryFile
from dashboard.dataset.reading.tables import COLUMNS, columns_of
from dashboard.dataset.text import text_column


@dataclass(frozen=True, slots=True)
class Missing:
    """How many of the texts of the package a language has not, in all and by file."""

    language: Language
    count: int
    of: int
    files: Mapping[str, int]
    first: Language

    def __str__(self) -> str:
        where = ", ".join(f"{file} {count}" for file, count in self.files.items())
        return (
            f"{self.language} lacks {self.count} of {self.of} texts, which its readers get in "
            f"{self.first}: {where}"
        )


def missing(package: Package) -> list[Missing]:
    """Return what each language but the first lacks; those that are complete are left out."""
    first, *others = package.languages
    texts = list(_texts(package))
    gaps = []
    for language in others:
        files = Counter(file for file, text in texts if not text.own(language))
        if files:
            gaps.append(Missing(language, files.total(), len(texts), dict(files), first))
    return gaps


def letters(package: Package) -> frozenset[str]:
    """Return the characters of all texts of the package, in all its languages."""
    return frozenset().union(*(words for _, text in _every(package) for words in text.words()))


def _texts(package: Package) -> Iterator[tuple[str, Text]]:
    """Yield file and text of all that the package says in its first language."""
    for file, text in _every(package):
        if text.own(package.languages[0]):
            yield file, text


def _every(package: Package) -> Iterator[tuple[str, Text]]:
    languages = package.languages
    for text in _of_block(package.descriptor.get("atlas"), languages):
        yield DESCRIPTOR, text
    yield from _of_tables(package)
    for path, features in package.layers.items():
        for feature in features or ():
            for text in _of_feature(feature["properties"], languages):
                yield path, text
    for story in package.stories:
        for text in _of_story(story):
            yield story.file, text
    for source in (package.sources or {}).values():
        yield FILE, source.annotation


def _of_tables(package: Package) -> Iterator[tuple[str, Text]]:
    languages = package.languages
    for table in COLUMNS:
        columns = columns_of(table, languages)
        stems = [name for name, of in columns.items() if of == languages[0]]
        for row in package.tables[table] or ():
            for name in stems:
                stem = name.removesuffix(f"_{languages[0]}")
                cells = {
                    language: row.cells.get(text_column(stem, language, languages), "")
                    for language in languages
                }
                yield (
                    row.file,
                    Text({language: cell.strip("; ") for language, cell in cells.items()}),
                )


def _of_block(part: object, languages: tuple[Language, ...]) -> Iterator[Text]:
    """Yield the texts of the ``atlas`` block: objects of words by language, however deep."""
    if isinstance(part, Mapping):
        if (
            part
            and set(part) <= set(languages)
            and all(isinstance(one, str) for one in part.values())
        ):
            yield Text(part)
            return
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from _of_block(one, languages)


def _of_feature(properties: Mapping[str, Any], languages: tuple[Language, ...]) -> Iterator[Text]:
    end = f"_{languages[0]}"
    for name in (property_ for property_ in properties if property_.endswith(end)):
        stem = name.removesuffix(end)
        # Today's name stands only where it differs in the language.
        if stem != "modern":
            yield Text(
                {
                    language: str(properties.get(f"{stem}_{language}") or "")
                    for language in languages
                }
            )


def _of_story(file: StoryFile) -> Iterator[Text]:
    yield from (file.story.title, file.story.summary)
    for stop in file.story.stops:
        yield from (stop.title, stop.text, stop.question, stop.answer, stop.notes)
