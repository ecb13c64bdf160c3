"""Rules of the tables: what breaks each, and the problems that must be reported."""

from typing import Any

from broken_package import (
    Break,
    Expected,
    both,
    cell,
    features,
    leave_out,
    line,
    swap,
)
from dashboard.dataset.rules import citing, control, dating, naming, schema, wording

# Rule, what breaks it, and the problems that must be reported.
BROKEN: list[tuple[Any, Break, list[Expected]]] = [
    (
        naming.leading_names_are_there,
        swap(
            "datapackage.json",
            '"example_day"',
            '"leading":{"treaties":["nowhere"]},"example_day"',
        ),
        [("datapackage.json", None, "atlas.leading.treaties", "nowhere is not in treaties.csv")],
    ),
    (
        schema.follows_the_descriptor,
        both(
            cell("control", 3, "source_key", ""),
            cell("control", 3, "source_locator", ""),
            cell("control", 3, "source_locator_tr", ""),
        ),
        [("control.csv", 3, "source_key", "breaks the schema (required")],
    ),
    (
        schema.follows_the_descriptor,
        cell("article_claims", 2, "article_line", "0"),
        [
            (
                "article_claims.csv",
                2,
                "article_line",
                "0 breaks the schema (constraint-error: con",
            )
        ],
    ),
    (
        schema.follows_the_descriptor,
        swap("datapackage.json", '"created": "2026-', '"created": "2026-13-'),
        [("datapackage.json", None, "created", "T00:00:00Z is not a day as 2026-11-23; write a")],
    ),
    (
        schema.follows_the_descriptor,
        swap("datapackage.json", '"role": "author"', '"role": 1'),
        [("datapackage.json", None, "", "has a fault (")],
    ),
    (
        schema.sizes_and_hashes_are_right,
        swap("datapackage.json", '"path": "regions.csv"', '"path": "regions.csv", "bytes": 1'),
        [("datapackage.json", None, "resources[0].bytes", "1 is not that of the file; write ")],
    ),
    (
        schema.describes_every_column,
        leave_out("milestones"),
        [("datapackage.json", None, "resources", "does not describe milestones.csv with its 4")],
    ),
    (
        control.control_tiles_the_range,
        cell("control", 5, "end", "1919-09-07"),
        [
            (
                "control.csv",
                5,
                "end",
                "1919-09-07 leaves lower without a controller for 3 days (next row starts "
                "1919-09-10); ends are exclusive, write 1919-09-10",
            )
        ],
    ),
    (
        control.control_tiles_the_range,
        cell("control", 5, "end", "1919-09-11"),
        [("control.csv", 5, "end", "gives lower two controllers for 1 day (next row starts")],
    ),
    (
        control.control_tiles_the_range,
        both(cell("control", 5, "end", ""), cell("polities", 2, "end", "")),
        [("control.csv", 5, "end", "(empty) lower has another row that starts 1919-09-10")],
    ),
    (
        control.control_tiles_the_range,
        cell("control", 2, "start", "1918-01-02"),
        [("control.csv", 2, "start", "is not the first day of the atlas, where upper must begin")],
    ),
    (
        control.control_tiles_the_range,
        cell("control", 4, "end", "1936-12-31"),
        [("control.csv", 4, "end", "1936-12-31 leaves upper without a controller afterwards")],
    ),
    (
        control.control_tiles_the_range,
        both(
            cell("control", 4, "end", "1937-01-01"),
            line("control", "upper,1937-01-01,,ssr,sovereign,,high,,,opening,Book2001,p. 1,s. 1,,"),
        ),
        [("control.csv", 10, "start", "1937-01-01 is after the last day of the atlas")],
    ),
    (
        control.control_tiles_the_range,
        both(
            line("territories", "isle,Isle,Ada,,,shore,,41.5,44.0,,"),
            lambda package: features(
                lambda found: found["upper"].update(id="isle"),
            )(package),
            lambda package: features(lambda found: None)(package),
        ),
        [
            ("territories.csv", 5, "id", "isle has no controller on any day"),
            ("territories.csv", 2, "id", "upper has no feature"),
        ],
    ),
    (
        control.holders_are_alive,
        cell("control", 8, "controller", "union"),
        [("control.csv", 8, "controller", "union lives 1922-12-30/ and the row says 1918-01-01/")],
    ),
    (
        control.holders_are_alive,
        cell("control", 6, "second_party", "union"),
        [("control.csv", 6, "second_party", "union lives 1922-12-30/ and the row says 1919-09-10")],
    ),
    (
        control.second_party_is_another,
        cell("control", 6, "second_party", "republic"),
        [("control.csv", 6, "second_party", "republic is the controller itself; leave it empty")],
    ),
    (
        control.claimants_are_alive,
        cell("claims", 3, "start", "1918-05-27"),
        [("claims.csv", 3, "claimant", "republic lives 1918-05-28/1920-12-02 and the row says")],
    ),
    (
        control.claims_are_on_the_land_of_others,
        cell("claims", 2, "end", "1919-09-12"),
        [
            (
                "claims.csv",
                2,
                "claimant",
                "claims lower while it controls it (1919-09-10/1919-09",
            )
        ],
    ),
    (
        control.claims_are_told_once,
        line("claims", "lower,republic,1919-01-01,1919-03-01,high,,Book2001,p. 1,s. 1,,"),
        [("claims.csv", 5, "start", "overlaps row 2, the same claim to lower")],
    ),
    (
        control.members_and_federations_are_alive,
        cell("federations", 2, "start", "1922-12-29"),
        [
            (
                "federations.csv",
                2,
                "federation",
                "union lives 1922-12-30/ and the row says 1922-1",
            )
        ],
    ),
    (
        control.members_and_federations_are_alive,
        cell("polities", 4, "start", "1923-01-01"),
        [
            ("federations.csv", 2, "member", "ssr lives 1923-01-01/ and the row says 1922-12-30/"),
            ("control.csv", 4, "controller", "ssr lives"),
            ("control.csv", 7, "controller", "ssr lives"),
            ("control.csv", 9, "controller", "ssr lives"),
            ("claims.csv", 4, "claimant", "ssr lives"),
            ("outcomes.csv", 2, "to", "ssr did not exist"),
        ],
    ),
    (
        control.federations_hold_no_cycle,
        line("federations", "world,ssr,1923-01-01,,high,Book2001,p. 1,s. 1"),
        [
            ("federations.csv", 2, "member", "ssr is a member of union, which is in the end"),
            ("federations.csv", 3, "member", "union is a member of world, which is in the end"),
            ("federations.csv", 4, "member", "world is a member of ssr, which is in the end"),
        ],
    ),
    (
        control.territories_hold_no_cycle,
        cell("territories", 3, "parent", "coast"),
        [
            ("territories.csv", 3, "parent", "coast is in the end a part of the territory itself"),
            ("territories.csv", 4, "parent", "lower is in the end a part of the territory itself"),
        ],
    ),
    (
        dating.days_lie_inside_their_edtf,
        cell("control", 6, "start_edtf", "1919-08"),
        [
            (
                "control.csv",
                6,
                "start_edtf",
                "means 1919-08-01 to 1919-08-31 and start is 1919-09",
            )
        ],
    ),
    (
        dating.days_lie_inside_their_edtf,
        cell("events", 4, "date_edtf", "about 1919"),
        [("events.csv", 4, "date_edtf", "about 1919 is not EDTF with two bounds; write for exa")],
    ),
    (
        dating.days_lie_inside_their_edtf,
        cell("treaties", 2, "signed_edtf", "1921-03-17~"),
        [("treaties.csv", 2, "signed_edtf", "means 1921-03-17 to 1921-03-17 and signed is 1921-0")],
    ),
    (
        dating.other_dates_differ,
        cell("control", 4, "alt_start", "1920-12-02"),
        [("control.csv", 4, "alt_start", "1920-12-02 is the same as start; leave it empty")],
    ),
    (
        dating.other_dates_differ,
        cell("article_claims", 2, "alt_date", "1918-06-04"),
        [("article_claims.csv", 2, "alt_date", "1918-06-04 is the same as date_shown")],
    ),
    (
        dating.events_are_not_after_the_range,
        cell("events", 2, "date", "1937-01-01"),
        [("events.csv", 2, "date", "1937-01-01 is after the last day of the atlas, 1936-12-31")],
    ),
    (
        dating.treaties_come_into_force_after_signing,
        cell("treaties", 2, "in_force", "1921-03-15"),
        [
            (
                "treaties.csv",
                2,
                "in_force",
                "1921-03-15 is before the treaty was signed (1921-03-16)",
            )
        ],
    ),
    (
        citing.general_knowledge_alone_is_low,
        cell("claims", 3, "certainty", "medium"),
        [("claims.csv", 3, "certainty", "medium rests on GK alone, which was not verified")],
    ),
    (
        citing.high_rests_on_what_was_opened,
        cell("claims", 2, "source_key", "ARTICLE"),
        [("claims.csv", 2, "certainty", "ARTICLE is high on no opened scholarly, primary")],
    ),
    (
        citing.places_have_both_coordinates,
        cell("events", 3, "lon", ""),
        [("events.csv", 3, "lon", "is empty while the other coordinate is given; give both")],
    ),
    (
        naming.people_are_named_in_their_events,
        cell("people", 2, "events", "coast_treaty_ev;red_entry"),
        [("people.csv", 2, "events", "red_entry does not name Ada Envoy; take the event away")],
    ),
    (
        naming.people_are_named_in_their_events,
        both(
            cell("people", 2, "other_names", "Envo"),
            cell("people", 2, "name_tr", "Ada"),
        ),
        [("people.csv", 2, "events", "coast_treaty_ev does not name Ada Envoy")],
    ),
    (
        citing.treaties_and_events_agree,
        cell("treaties", 2, "signed", "1921-03-17"),
        [
            (
                "treaties.csv",
                2,
                "signed",
                "was signed 1921-03-17 and its event coast_treaty_ev is of",
            )
        ],
    ),
    (
        citing.treaties_and_events_agree,
        cell("events", 6, "category", "war"),
        [("treaties.csv", 2, "event_id", "coast_treaty_ev is an event of category war")],
    ),
    (
        citing.outcomes_name_living_parties,
        cell("outcomes", 2, "from", "republic"),
        [("outcomes.csv", 2, "from", "republic did not exist when coast_treaty was signed (1921-")],
    ),
    (
        citing.article_claims_are_carried_or_reasoned,
        cell("article_claims", 2, "carried_by", ""),
        [("article_claims.csv", 2, "carried_by", "no row carries the statement; name the rows")],
    ),
    *(
        (
            citing.carriers_exist,
            swap("article_claims.csv", good, bad),
            [("article_claims.csv", row, "carried_by", f"{bad} names no row of {file}")],
        )
        for row, good, bad, file in (
            (2, "event:upper_ceded", "event:uper_ceded", "events.csv"),
            (2, "control:upper@1918-06-04", "control:upper@1918-06-05", "control.csv"),
            (3, "claim:lower:republic@1918-05-28", "claim:lower:ssr@1918-05-28", "claims.csv"),
            (3, "outcome:coast_treaty:coast", "outcome:coast_treaty:upper", "outcomes.csv"),
            (3, "treaty:coast_treaty", "treaty:coast", "treaties.csv"),
        )
    ),
    (
        citing.carriers_exist,
        swap("article_claims.csv", "event:upper_ceded", "upper_ceded"),
        [("article_claims.csv", 2, "carried_by", "upper_ceded is not a reference; begin it with")],
    ),
    (
        citing.events_of_the_article_name_their_line,
        cell("events", 3, "article_line", ""),
        [("events.csv", 3, "article_line", "is empty though the event is in the article")],
    ),
    (
        citing.events_of_the_article_name_their_line,
        cell("events", 4, "article_line", "7"),
        [("events.csv", 4, "article_line", "7 is given though the event is not in the article")],
    ),
    (
        wording.texts_keep_to_the_list,
        cell("events", 3, "description_en", "The Republic Liberated Upper."),
        [
            (
                "events.csv",
                3,
                "description_en",
                "liberated is not the wording of this atlas; write: took, entered",
            )
        ],
    ),
    (
        wording.texts_keep_to_the_list,
        cell("events", 3, "description_tr", "Cumhuriyet Yukarı’yı KURTARDI."),
        [
            (
                "events.csv",
                3,
                "description_tr",
                "kurtardı is not the wording of this atlas; write: aldı",
            )
        ],
    ),
]
