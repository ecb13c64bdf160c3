"""Works to cite as CSL-JSON items, the form in which reference managers exchange them.

References
----------
Citation Style Language 1.0.2, https://docs.citationstyles.org/en/stable/.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard import i18n
from dashboard.dataset.dates import line_interval
from dashboard.dataset.model import Citation, Dataset, Language, Source
from dashboard.dataset.timeline import Timeline

Item = dict[str, Any]

TYPES: Mapping[str, str] = {"book": "book", "article": "article-journal", "online": "webpage"}
"""Type of an entry of sources.bib -> type of CSL; others are documents."""


def view_item(dataset: Dataset, day: date, language: Language, address: str) -> Item:
    """Return the map of a day as a work: authors, title with the day, version, address."""
    _ = i18n.translator(language)
    released = date.fromisoformat(dataset.created)
    item: Item = {
        "id": f"{dataset.terms.file_name}-{day.isoformat()}",
        "type": "map",
        "title": f"{dataset.title[language]}: {i18n.day_label(day, language)}",
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


def source_item(source: Source, language: Language) -> Item:
    """Return a work of sources.bib as it stands there; the note says when it was not seen."""
    _ = i18n.translator(language)
    item: Item = {"id": source.key, "type": TYPES.get(source.entry_type, "document")}
    item["title"] = i18n.work_title(source, language)
    if source.author:
        item["author"] = [_name(one) for one in source.author.split("; ")]
    if source.year.isdecimal():
        item["issued"] = {"date-parts": [[int(source.year)]]}
    if source.journal:
        item["container-title"] = source.journal
    if source.url:
        item["URL"] = source.url
    if source.reading == "cited":
        item["note"] = _("cited at second hand")
    return item


def sources_of(dataset: Dataset, timeline: Timeline, day: date) -> Sequence[Source]:
    """Return the works that the state of a day rests on, those first that most of it rests on.

    They are the sources of the control rows, of the claims that stand, of the
    events of the day and of the lines drawn on it. What is only general knowledge
    is not a work and is left out.
    """
    cited: list[Citation] = []
    for territory, state in timeline.state(day).items():
        cited += state.control.citations
        cited += (one for claim in timeline.claims(territory, day) for one in claim.citations)
    cited += (one for event in timeline.events_on(day) for one in event.citations)
    keys = Counter(citation.key for citation in cited)
    for line in dataset.lines:
        interval = line_interval(line["properties"])
        if interval is not None and day in interval:
            keys.update(filter(None, line["properties"]["source_key"].split(";")))
    found = (dataset.sources[key] for key, _count in keys.most_common())
    return [source for source in found if source.is_work]


def _name(text: str) -> dict[str, str]:
    """``Allen, W. E. D.`` as family and given name; a single name is taken as it is."""
    family, comma, given = text.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": text}
