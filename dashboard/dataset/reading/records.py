"""A function for each table, from a row of text to a frozen record of the model."""

from dashboard.dataset import vocabulary
from dashboard.dataset.kinds import FORCES, Kinds
from dashboard.dataset.model import (
    ArticleClaim,
    Citation,
    Claim,
    Clause,
    Control,
    Event,
    Figure,
    Force,
    Interval,
    Membership,
    Milestone,
    Outcome,
    Person,
    PlaceName,
    Polity,
    ReadingRow,
    Region,
    Role,
    Territory,
    Text,
    Treaty,
)
from dashboard.dataset.reading.tables import Row


def region(row: Row) -> Region:
    return Region(row.identifier("id"), row.text("name", required=True), row.integer("rank"))


def territory(row: Row) -> Territory:
    return Territory(
        id=row.identifier("id"),
        name=row.text("name", required=True),
        today=row.text("today"),
        region=row.identifier("region"),
        parent=row.reference("parent"),
        lat=row.degrees("lat", 90),
        lon=row.degrees("lon", 180),
        note=row.text("note"),
    )


def role(row: Row) -> Role:
    return Role(
        id=row.identifier("id"),
        name=row.text("name", required=True),
        fill=row.colour("fill"),
        ink=row.colour("ink"),
        rank=row.integer("rank"),
    )


def polity(row: Row) -> Polity:
    return Polity(
        id=row.identifier("id"),
        name=row.text("name", required=True),
        short=row.text("short", required=True),
        role=row.identifier("role"),
        weave=row.word("weave", vocabulary.WEAVE),
        life=row.interval(),
        citations=row.citations(),
        note=row.text("note"),
    )


def membership(row: Row) -> Membership:
    return Membership(
        member=row.identifier("member"),
        federation=row.identifier("federation"),
        interval=row.interval(),
        certainty=row.word("certainty", vocabulary.CERTAINTY),
        citations=row.citations(),
    )


def control(row: Row, kinds: Kinds) -> Control:
    dating, other = row.string("start_edtf"), row.optional_day("alt_start")
    return Control(*_holding(row, kinds), dating, other, *_evidence(row))


def reading_row(row: Row, kinds: Kinds) -> ReadingRow:
    reading = row.identifier("reading")
    return ReadingRow(*_holding(row, kinds), "", None, *_evidence(row), reading)


def _holding(
    row: Row, kinds: Kinds
) -> tuple[str, Interval, str, str, str | None, vocabulary.Certainty]:
    """The columns of a row of control up to its certainty, in their order."""
    return (
        row.identifier("territory_id"),
        row.interval(),
        row.identifier("controller"),
        row.word("status", tuple(kinds.statuses) or (row.cells["status"],)),
        row.reference("second_party"),
        row.word("certainty", vocabulary.CERTAINTY),
    )


def _evidence(row: Row) -> tuple[str, tuple[Citation, ...], Text]:
    return row.identifier("event_id"), row.citations(), row.text("note")


def claim(row: Row) -> Claim:
    return Claim(
        territory_id=row.identifier("territory_id"),
        claimant=row.identifier("claimant"),
        interval=row.interval(),
        certainty=row.word("certainty", vocabulary.CERTAINTY),
        event_id=row.reference("event_id"),
        citations=row.citations(),
        note=row.text("note"),
    )


def event(row: Row, kinds: Kinds) -> Event:
    return Event(
        id=row.identifier("id"),
        date=row.day("date"),
        date_edtf=row.string("date_edtf"),
        alt_date=row.optional_day("alt_date"),
        category=row.word("category", tuple(kinds.categories) or (row.cells["category"],)),
        tier=2 if row.word("tier", vocabulary.TIER) == "2" else 1,
        title=row.text("title", required=True),
        description=row.text("description", required=True),
        place=row.text("place"),
        lat=row.optional_degrees("lat", 90),
        lon=row.optional_degrees("lon", 180),
        territories=row.items("territories"),
        certainty=row.word("certainty", vocabulary.CERTAINTY),
        citations=row.citations(),
        in_article="in_article" in row.cells and row.word("in_article", vocabulary.YES_NO) == "yes",
        article_line=row.optional_integer("article_line") if "article_line" in row.cells else None,
        note=row.text("note"),
    )


def milestone(row: Row) -> Milestone:
    return Milestone(
        row.identifier("id"), row.identifier("event_id"), row.text("label", required=True)
    )


def person(row: Row) -> Person:
    return Person(
        id=row.identifier("id"),
        name=row.text("name", required=True),
        other_names=row.items("other_names"),
        role=row.text("role", required=True),
        events=row.items("events"),
        citations=row.citations(),
        note=row.text("note"),
    )


def treaty(row: Row) -> Treaty:
    return Treaty(
        id=row.identifier("id"),
        name=row.text("name", required=True),
        short=row.text("short", required=True),
        signed=row.day("signed"),
        signed_edtf=row.string("signed_edtf"),
        alt_signed=row.optional_day("alt_signed"),
        in_force=row.optional_day("in_force"),
        force=row.word("force", vocabulary.FORCE),
        parties=row.text("parties", required=True),
        articles=row.text("articles"),
        event_id=row.identifier("event_id"),
        ended_event_id=row.reference("ended_event_id"),
        certainty=row.word("certainty", vocabulary.CERTAINTY),
        citations=row.citations(),
        note=row.text("note"),
    )


def outcome(row: Row, kinds: Kinds) -> Outcome:
    return Outcome(
        treaty_id=row.identifier("treaty_id"),
        territory_id=row.identifier("territory_id"),
        from_polity=row.identifier("from"),
        to_polity=row.identifier("to"),
        kind=row.word("kind", tuple(kinds.outcomes) or (row.cells["kind"],)),
        article=row.text("article"),
        certainty=row.word("certainty", vocabulary.CERTAINTY),
        citations=row.citations(),
        note=row.text("note"),
    )


def article_claim(row: Row) -> ArticleClaim:
    return ArticleClaim(
        article_line=row.integer("article_line"),
        kind=row.word("kind", vocabulary.ARTICLE_CLAIM),
        claim=row.text("claim", required=True),
        date_shown=row.string("date_shown"),
        alt_date=row.string("alt_date"),
        territories=row.items("territories"),
        citations=row.citations(),
        carried_by=row.items("carried_by"),
        reason=row.text("reason"),
    )


def clause(row: Row) -> Clause:
    return Clause(
        treaty_id=row.identifier("treaty_id"),
        article=row.text("article", required=True),
        language=row.string("language", required=True),
        text=row.string("text", required=True),
        line=row.reference("line"),
        citations=row.citations(),
        note=row.text("note"),
    )


def force(row: Row, kinds: Kinds) -> Force:
    known = [name for name, kind in kinds.lines.items() if kind.layer == FORCES]
    return Force(
        id=row.identifier("id"),
        kind=row.word("kind", known),
        name=row.text("name", required=True),
        polity=row.identifier("polity"),
        route=row.items("route"),
        interval=row.interval(),
        strength=row.text("strength"),
        event_id=row.reference("event_id"),
        certainty=row.word("certainty", vocabulary.CERTAINTY),
        citations=row.citations(),
        note=row.text("note"),
    )


def figure(row: Row) -> Figure:
    return Figure(
        event_id=row.identifier("event_id"),
        kind=row.word("kind", vocabulary.FIGURE),
        least=row.optional_integer("least"),
        most=row.optional_integer("most"),
        what=row.text("what"),
        whose=row.text("whose", required=True),
        certainty=row.word("certainty", vocabulary.CERTAINTY),
        citations=row.citations(),
        note=row.text("note"),
    )


def place_name(row: Row) -> PlaceName:
    return PlaceName(
        place_id=row.identifier("place_id"),
        start=row.day("start"),
        start_edtf=row.string("start_edtf"),
        alt_start=row.optional_day("alt_start"),
        name=row.text("name", required=True),
        certainty=row.word("certainty", vocabulary.CERTAINTY),
        citations=row.citations(),
        note=row.text("note"),
    )
