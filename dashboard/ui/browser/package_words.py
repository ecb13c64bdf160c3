"""Words of the interface that depend on the data package: its kinds, and the power that leads."""

from dashboard import i18n
from dashboard.cartography.ground.notes import ground_notes
from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.terms import Lead
from dashboard.i18n import kinds

LEAD = {
    "sentence": "share",
    "order": "order.date",
    "begins": "strips.lasting",
    "never": "strips.never",
}
"""Words of the power that leads -> key of the text on the page."""


def of(dataset: Dataset, language: Language) -> dict[str, str]:
    """Return the package's texts by the keys of ``page/strings.py``, in a language."""
    tables = {
        "lane": kinds.lanes(dataset.kinds),
        "category": kinds.categories(dataset.kinds),
        "status": kinds.statuses(dataset.kinds),
        "sign": kinds.signs(dataset.kinds),
        "strip": kinds.strip_signs(dataset.kinds),
        "units": kinds.units(dataset.kinds),
        "outcome": kinds.outcomes(dataset.kinds),
        "line": kinds.lines(dataset.kinds),
        "layer": dataset.terms.layer_names,
    }
    words_of = {
        f"{table}.{key}": text[language]
        for table, texts in tables.items()
        for key, text in texts.items()
    }
    words_of["legend.ground"] = " ".join(ground_notes(dataset, language))
    lead = dataset.terms.lead
    return words_of | (_lead(dataset, lead, language) if lead else {})


def _lead(dataset: Dataset, lead: Lead, language: Language) -> dict[str, str]:
    """What is said of the power that leads, with its name where the package says no more."""
    _ = i18n.translator(language)
    usual = {
        "sentence": _("{name}: {percent}% of the area, {count} of {total} territories"),
        "order": _("By the day of lasting control"),
        "begins": _("{name}: lasting control begins"),
        "never": _("{name}: no lasting control"),
    }
    name = dataset.roles[lead.role].name[language]
    return {
        key: own[language] if (own := getattr(lead, word)) else usual[word].replace("{name}", name)
        for word, key in LEAD.items()
    }


def lanes(dataset: Dataset) -> list[tuple[str, list[str]]]:
    """Return each row of the timeline with the categories of the events in it."""
    categories = dataset.kinds.categories
    return [
        (lane, [name for name, category in categories.items() if category.lane == lane])
        for lane in dataset.kinds.lanes
    ]


def looks(dataset: Dataset) -> str:
    """Return a style sheet with the colours of the categories and of the power that leads."""
    rules = [
        f".of-{name}{{--category:{category.colour}}}"
        for name, category in dataset.kinds.categories.items()
        if category.colour
    ]
    lead = dataset.terms.lead
    rules += [f":root{{--lead:{dataset.roles[lead.role].fill}}}"] if lead else []
    return "".join(rules)
