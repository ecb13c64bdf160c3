"""Works to cite as CSL-JSON items, the form in which reference managers exchange them.

References
----------
Citation Style Language 1.0.2, https://docs.citationstyles.org/en/stable/.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard import i18n
from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import Citation, Dataset, Language, Source, Text
from dashboard.dataset.timeline import Timeline
from dashboard.i18n import words

Item = dict[str, Any]

TYPES: Mapping[str, str] = {"book": "book", "article": "article-journal", "online": "webpage"}
"""Type of an entry of sources.bib -> type of CSL; others are documents."""


def view_item(
    dataset: Dataset, day: date, language: Language, address: str, shown: Mapping[str, str]
) -> Item:
    """Return the map of a day as a work: authors, title with the day, version, address.

    Another view, language or data version has another ``id``, and what ``shown`` names is in
    the title: reference managers take works with the same id for the same work.
    """
    _ = i18n.translator(language)
    released = date.fromisoformat(dataset.created)
    what = [i18n.day_label(day, language), *_shown_words(dataset, shown, language)]
    item: Item = {
        "id": f"{dataset.terms.file_name}-{day.isoformat()}-{language}-{_mark(dataset, shown)}",
        "type": "map",
        "title": f"{dataset.title[language]}: {', '.join(what)}",
        "author": [{"literal": author} for author in dataset.authors],
        "issued": {"date-parts": [[released.year, released.month, released.day]]},
        "version": dataset.version,
        "medium": _("Interactive map"),
        "language": i18n.with_country(language),
        "note": _("Data version {version}, licence {licence}.").format(
            version=dataset.version, licence=dataset.licence
        ),
    }
    return item | {"URL": address} if address else item


def _mark(dataset: Dataset, shown: Mapping[str, str]) -> str:
    """Eight digits that another view or another data version does not share."""
    text = repr((dataset.version, sorted(shown.items())))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _shown_words(dataset: Dataset, shown: Mapping[str, str], language: Language) -> list[str]:
    """Names of what a view shows beside the day, in the order of its parameters."""
    named: Mapping[str, Mapping[str, Text]] = {
        "territory": {territory.id: territory.name for territory in dataset.territories.values()},
        "treaty": {treaty.id: treaty.short for treaty in dataset.treaties.values()},
        "event": {event.id: event.title for event in dataset.events.values()},
        "person": {person.id: person.name for person in dataset.people.values()},
        "story": {story.id: story.title for story in dataset.stories.values()},
        "reading": dataset.terms.readings,
    }
    phrases = [
        named[name][value][language]
        for name, value in sorted(shown.items())
        if value in named.get(name, {})
    ]
    other = shown.get("with")
    return [*([i18n.day_label(parse_day(other), language)] if other else []), *phrases]


def source_item(source: Source, language: Language) -> Item:
    """Return a work of sources.bib; the note says when it was not seen.

    A title in Cyrillic stands behind its form in Latin letters, that of the Library of
    Congress; the site that a title of an online work ends in is its container.
    """
    _ = i18n.translator(language)
    item: Item = {"id": source.key, "type": TYPES.get(source.entry_type, "document")}
    title, site = _split(i18n.work_title(source, language)) if source.url else ("", "")
    item["title"] = _readable(title or i18n.work_title(source, language))
    if source.author:
        item["author"] = [_name(_latin(name)) for name in source.author.split("; ")]
    if source.year:
        is_year = _YEAR.fullmatch(source.year)
        # Years that are not a number, as those of several volumes, stand as they are written.
        item["issued"] = (
            {"date-parts": [[int(source.year)]]} if is_year else {"literal": source.year}
        )
    if source.journal or site:
        item["container-title"] = _readable(source.journal or site)
    if source.langid in words.TAGS:
        item["language"] = words.TAGS[source.langid]
    if source.url:
        item["URL"] = source.url
    if source.reading == "cited":
        item["note"] = _("cited at second hand")
    return item


_YEAR = re.compile("[1-9][0-9]{0,3}")
_SITE = re.compile(r"(?P<title>.+) \((?P<site>[^()\d]{3,60})\)")
_NO_SITE = ("abstract", "after", "excerpt", "part", "text")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# From the first to the last letter of a part that has no Latin letter and no bracket inside.
_PART = re.compile(r"[\u0400-\u04ff](?:[^A-Za-z()\[\]]*[\u0400-\u04ff]\.?)?")


def _split(title: str) -> tuple[str, str]:
    """Return the title of an online work and the site in brackets at its end, else nothing."""
    match = _SITE.fullmatch(title)
    if not match or match["site"].startswith(_NO_SITE):
        return "", ""
    return match["title"], match["site"]


def _readable(text: str) -> str:
    """Return a text with each part in Cyrillic behind its form in Latin letters."""
    return _PART.sub(lambda match: f"{_latin(match[0])} [{match[0]}]", text)


def _latin(text: str) -> str:
    """Return Cyrillic as the Library of Congress writes it in Latin letters, without accents."""
    if not _CYRILLIC.search(text):
        return text
    # Few works need it, and it reads its tables when it is imported.
    import iuliia

    return str(iuliia.ALA_LC_ALT.translate(text))


def sources_of(dataset: Dataset, timeline: Timeline, day: date) -> Sequence[Source]:
    """Return the works that the state of a day rests on, those first that most of it rests on.

    They are the sources of the control rows, of the claims that stand, of the
    events of the day and of the lines drawn on it. What is only general knowledge
    is not a work and is left out.
    """
    cited: list[Citation] = []
    for territory, state in timeline.state(day).items():
        cited += state.control.citations
        cited += (
            citation for claim in timeline.claims(territory, day) for citation in claim.citations
        )
    cited += (citation for event in timeline.events_on(day) for citation in event.citations)
    keys = Counter(citation.key for citation in cited)
    for line in dataset.lines:
        if line.interval is not None and day in line.interval:
            keys.update(citation.key for citation in line.citations)
    sources = (dataset.sources[key] for key, _count in keys.most_common())
    return [source for source in sources if source.is_work]


def _name(text: str) -> dict[str, str]:
    """``Allen, W. E. D.`` as family and given name; a single name is taken as it is."""
    family, comma, given = text.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": text}
