"""Words with a fixed meaning in the tables; docs/data-package.md says what each means."""

CERTAINTY = ("high", "medium", "low")
STATUS = ("occupied", "de_facto_control", "sovereign", "autonomous", "neutral_zone", "insurgent")
WEAVE = ("", "vertical", "horizontal", "grid")
CATEGORY = (
    "sovietization",
    "war",
    "treaty",
    "diplomacy",
    "independence",
    "administration",
    "humanitarian",
)
TIER = ("1", "2")
YES_NO = ("yes", "no")
FORCE = ("in_force", "provisional", "not_ratified", "not_applied")
OUTCOME = (
    "cession",
    "recognition",
    "evacuation",
    "occupation",
    "autonomy",
    "protectorate",
    "neutralisation",
    "status_quo",
)
ARTICLE_CLAIM = ("dated_event", "undated_event", "territorial_claim", "outside_range")
READING = ("read", "excerpt", "cited", "unverified")

GENERAL_KNOWLEDGE = "GK"
"""Key of the source "general knowledge, not verified": alone it allows only ``low``."""
