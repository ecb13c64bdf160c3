"""Sources, treaties and the source article: what carries what."""

from collections.abc import Iterator, Mapping, Sequence

from dashboard.dataset.evidence import suffices_for_high
from dashboard.dataset.model import Citation, Event, Treaty
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.descriptor import is_language
from dashboard.dataset.reading.layers import LINES
from dashboard.dataset.reading.load import Package
from dashboard.dataset.reading.sources import rated
from dashboard.dataset.vocabulary import GENERAL_KNOWLEDGE

ARTICLE, CLAUSES, FIGURES = "article_claims.csv", "clauses.csv", "figures.csv"


def general_knowledge_alone_is_low(package: Package) -> Iterator[Problem]:
    """Yield rows that rest on general knowledge alone and claim more than low certainty."""
    for file, line, certainty, citations in _certain(package):
        if {citation.key for citation in citations} == {GENERAL_KNOWLEDGE} and certainty != "low":
            rule = f"rests on {GENERAL_KNOWLEDGE} alone, which was not verified"
            yield Problem(file, line, "certainty", certainty, rule, "write low or cite a source")


def high_rests_on_what_was_opened(package: Package) -> Iterator[Problem]:
    """Yield rows of high certainty without a sound source or two independent others, opened."""
    sources = package.sources
    if sources is None or not rated(sources):
        return
    article = package.terms.article if package.terms else ""
    for file, line, certainty, citations in _certain(package):
        cited = {citation.key for citation in citations} - {GENERAL_KNOWLEDGE}
        if certainty == "high" and cited and not suffices_for_high(citations, sources, article):
            keys = ";".join(citation.key for citation in citations)
            rule = "is high on no opened scholarly, primary or official source"
            cure = "cite a sound source, or two independent others, or write medium"
            yield Problem(file, line, "certainty", keys, rule, cure)


def _certain(package: Package) -> Iterator[tuple[str, int, str, Sequence[Citation]]]:
    tables = ("control", "readings", "claims", "events", "treaties", "outcomes", "forces")
    for name in (*tables, "figures", "place_names"):
        for line, row in getattr(package, name):
            yield f"{name}.csv", line, row.certainty, row.citations
    for line, membership in package.memberships:
        yield "federations.csv", line, membership.certainty, membership.citations


def places_have_both_coordinates(package: Package) -> Iterator[Problem]:
    """Yield events with a latitude and no longitude or the other way round."""
    for line, event in package.events:
        if (event.lat is None) != (event.lon is None):
            column = "lat" if event.lat is None else "lon"
            rule, cure = "is empty while the other coordinate is given", "give both or neither"
            yield Problem("events.csv", line, column, "", rule, cure)


def treaties_and_events_agree(package: Package) -> Iterator[Problem]:
    """Yield treaties whose event is on another day or of another kind than a signing."""
    events = {event.id: event for _, event in package.events}
    categories = package.kinds.categories.items()
    agreements = {name for name, category in categories if category.agreement}
    for line, treaty in package.treaties:
        event = events.get(treaty.event_id)
        if event is None:
            continue
        if not _days(treaty) & _days(event):
            rule = f"was signed {treaty.signed} and its event {event.id} is of {event.date}"
            cure = "correct one of the two days or keep the other as its alternative"
            yield Problem("treaties.csv", line, "signed", str(treaty.signed), rule, cure)
        if agreements and event.category not in agreements:
            rule = f"is an event of category {event.category}, not an agreement"
            cure = "name the event of the signing"
            yield Problem("treaties.csv", line, "event_id", event.id, rule, cure)


def _days(row: Treaty | Event) -> set[object]:
    days = (row.signed, row.alt_signed) if isinstance(row, Treaty) else (row.date, row.alt_date)
    return {day for day in days if day is not None}


def outcomes_name_living_parties(package: Package) -> Iterator[Problem]:
    """Yield outcomes with a party that lived on no day of the treaty, unless a note says why."""
    lives = {polity.id: polity.life for _, polity in package.polities}
    treaties = {treaty.id: treaty for _, treaty in package.treaties}
    for line, row in package.outcomes:
        treaty = treaties.get(row.treaty_id)
        if treaty is None or row.note:
            continue
        days = {treaty.signed, treaty.alt_signed or treaty.signed, treaty.in_force or treaty.signed}
        for column, polity in (("from", row.from_polity), ("to", row.to_polity)):
            if polity in lives and not any(day in lives[polity] for day in days):
                rule = f"did not exist when {treaty.id} was signed ({treaty.signed})"
                cure = "name the party of the day or say in the note why not"
                yield Problem("outcomes.csv", line, column, polity, rule, cure)


def clauses_are_of_outcomes(package: Package) -> Iterator[Problem]:
    """Yield clauses of articles that no outcome names, of no language, or with an unknown line."""
    known = {(outcome.treaty_id, str(outcome.article)) for _, outcome in package.outcomes}
    lines = {name: line["properties"] for name, line in package.features(LINES).items()}
    for line, row in package.clauses:
        if (row.treaty_id, str(row.article)) not in known:
            rule = f"is the article of no outcome of {row.treaty_id}"
            cure = "write it as outcomes.csv does, or add the outcome"
            yield Problem(CLAUSES, line, "article", str(row.article), rule, cure)
        if not is_language(row.language):
            cure = "write a tag such as en, ru or pt-BR"
            yield Problem(CLAUSES, line, "language", row.language, "is not a language", cure)
        if row.line and lines.get(row.line, {}).get("treaty") != row.treaty_id:
            rule = f"is no line of {row.treaty_id} in {LINES}"
            yield Problem(
                CLAUSES, line, "line", row.line, rule, "write the id of a line, or nothing"
            )


def figures_are_ranges(package: Package) -> Iterator[Problem]:
    """Yield figures without a number, and those whose least is more than their most."""
    for line, row in package.figures:
        if row.least is None and row.most is None:
            cure = "write one of the two, or both"
            yield Problem(FIGURES, line, "least", "", "is empty, and most is empty too", cure)
        elif row.least is not None and row.most is not None and row.least > row.most:
            rule, cure = f"is more than most ({row.most})", "write the smaller number as least"
            yield Problem(FIGURES, line, "least", str(row.least), rule, cure)


def article_claims_are_carried_or_reasoned(package: Package) -> Iterator[Problem]:
    """Yield statements of the article that no row carries and no reason excuses."""
    for line, claim in package.article_claims:
        if not claim.carried_by and not claim.reason:
            cure = "name the rows that carry it, or say in reason_* why none does"
            rule = "no row carries the statement"
            yield Problem(ARTICLE, line, "carried_by", "", rule, cure)


def carriers_exist(package: Package) -> Iterator[Problem]:
    """Yield references of article claims that name no row."""
    known = _references(package)
    for line, claim in package.article_claims:
        for named in claim.carried_by:
            kind = named.partition(":")[0]
            if kind not in known:
                rule, cure = "is not a reference", f"begin it with one of {', '.join(known)}"
                yield Problem(ARTICLE, line, "carried_by", named, rule, cure)
            elif (names := known[kind]) is not None and named not in names:
                file = _FILES[kind]
                rule, cure = f"names no row of {file}", f"correct it or add the row to {file}"
                yield Problem(ARTICLE, line, "carried_by", named, rule, cure)


_FILES = {
    "event": "events.csv",
    "treaty": "treaties.csv",
    "control": "control.csv",
    "claim": "claims.csv",
    "outcome": "outcomes.csv",
}


REFERENCES = {
    "event": "{id}",
    "treaty": "{id}",
    "control": "{territory_id}@{start}",
    "claim": "{territory_id}:{claimant}@{start}",
    "outcome": "{treaty_id}:{territory_id}",
}
"""How ``carried_by`` names a row, by kind: after the kind and a colon, these cells of it."""


def reference(file: str, cells: Mapping[str, str]) -> str:
    """Return how ``carried_by`` names a row of a file, "" where it names none."""
    kind = next((kind_ for kind_, name in _FILES.items() if name == file), None)
    return f"{kind}:{REFERENCES[kind].format_map(cells)}" if kind else ""


def _references(package: Package) -> dict[str, set[str] | None]:
    """Return all references by kind; ``None`` for a table that cannot be read."""
    known: dict[str, set[str] | None] = {}
    for kind in REFERENCES:
        rows = package.tables[_FILES[kind].removesuffix(".csv")]
        known[kind] = None if rows is None else {reference(_FILES[kind], row.cells) for row in rows}
    return known


def events_of_the_article_name_their_line(package: Package) -> Iterator[Problem]:
    """Yield events said to be in the article without a line, and the reverse."""
    for line, event in package.events:
        if event.in_article and event.article_line is None:
            rule, cure = "is empty though the event is in the article", "give the line"
            yield Problem("events.csv", line, "article_line", "", rule, cure)
        if not event.in_article and event.article_line is not None:
            rule, cure = "is given though the event is not in the article", "write in_article yes"
            yield Problem("events.csv", line, "article_line", str(event.article_line), rule, cure)
