"""What the browser needs of the treaties: terms, outcomes, their lines on the map."""

from collections.abc import Iterable
from datetime import date

from dashboard.dataset.between import holding
from dashboard.dataset.model import Citation, Clause, Dataset, Language, Outcome, Treaty
from dashboard.dataset.timeline import Timeline
from dashboard.i18n import dating
from dashboard.ui.browser import contract


def treaties(dataset: Dataset, timeline: Timeline, language: Language) -> list[contract.Treaty]:
    """Every treaty in the order of the table, texts in ``language``, days from the first day."""
    return [_treaty(dataset, timeline, treaty, language) for treaty in dataset.treaties.values()]


def _treaty(
    dataset: Dataset, timeline: Timeline, treaty: Treaty, language: Language
) -> contract.Treaty:
    def day(value: date | None) -> int | None:
        return None if value is None else (value - dataset.first_day).days

    kinds = dataset.kinds.lines
    lines = [line for line in dataset.lines if line.treaty == treaty.id]
    ended = treaty.ended_event_id and dataset.events[treaty.ended_event_id].date
    return {
        "id": treaty.id,
        "event": treaty.event_id,
        "name": treaty.name[language],
        "short": treaty.short[language],
        "leads": treaty.id in dataset.terms.leading["treaties"],
        "signed": (treaty.signed - dataset.first_day).days,
        "dating": dating.in_words(treaty.signed_edtf, language),
        "alt": treaty.alt_signed.isoformat() if treaty.alt_signed else "",
        "inForce": day(treaty.in_force),
        "ended": day(ended or None),
        "endedBy": treaty.ended_event_id or "",
        "force": treaty.force,
        "parties": [party.strip() for party in treaty.parties[language].split(";")],
        "articles": treaty.articles[language],
        "certainty": treaty.certainty,
        "sources": _cited(treaty.citations, language),
        "note": treaty.note[language],
        "lines": [f"{kinds[line.kind].layer}-{line.id}" for line in lines],
        "outcomes": [
            _outcome(dataset, timeline, outcome, language)
            for outcome in dataset.outcomes
            if outcome.treaty_id == treaty.id
        ],
        "clauses": [
            _clause(dataset, clause, language)
            for clause in dataset.clauses
            if clause.treaty_id == treaty.id
        ],
    }


def _clause(dataset: Dataset, clause: Clause, language: Language) -> contract.Clause:
    """The text of an article with what rests on it: outcomes of the same article, and a line."""
    drawn = [line for line in dataset.lines if line.id == clause.line]
    return {
        "article": clause.article[language],
        "language": clause.language,
        "text": clause.text,
        "territories": [
            outcome.territory_id
            for outcome in dataset.outcomes
            if (outcome.treaty_id, str(outcome.article)) == (clause.treaty_id, str(clause.article))
        ],
        "line": drawn[0].name[language] if drawn else "",
        "sources": _cited(clause.citations, language),
        "note": clause.note[language],
    }


def _outcome(
    dataset: Dataset, timeline: Timeline, outcome: Outcome, language: Language
) -> contract.Outcome:
    tenure = holding(dataset, timeline, outcome)
    start = None if tenure.start is None else (tenure.start - dataset.first_day).days
    return {
        "territory": outcome.territory_id,
        "from": outcome.from_polity,
        "to": outcome.to_polity,
        "kind": outcome.kind,
        "article": outcome.article[language],
        "certainty": outcome.certainty,
        "sources": _cited(outcome.citations, language),
        "note": outcome.note[language],
        "former": tenure.former,
        "held": tenure.held,
        "start": start,
    }


def _cited(citations: Iterable[Citation], language: Language) -> list[contract.Citation]:
    return [(citation.key, citation.locator[language]) for citation in citations]
