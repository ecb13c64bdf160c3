"""The words of the interface, by key; the English text is also the message id.

The browser gets them with the payload; nothing a reader sees is written in a
script. A test holds that every text has its Turkish in the catalogue.
"""

from collections.abc import Mapping

from dashboard import i18n
from dashboard.dataset.model import Language

BROWSER: Mapping[str, str] = {
    "play": "Play",
    "pause": "Pause",
    "previousChange": "Previous change",
    "nextChange": "Next change",
    "speed": "Speed",
    "speed.week": "1 week / s",
    "speed.month": "1 month / s",
    "speed.quarter": "3 months / s",
    "speed.event": "Change by change",
    "date": "Date",
    "dateHint": "Write a day such as 1920-04-28 or 28.4.1920",
    "dateWrong": "This is not a day; write it as 1920-04-28 or 28.4.1920",
    "dateOutside": "The atlas covers {first} to {last}",
    "sliderName": "Day of the map",
    "zoomIn": "Zoom in",
    "zoomOut": "Zoom out",
    "home": "Whole map",
    "legend": "On the map",
    "legend.occupied": "Occupied; second colour: the other party",
    "legend.insurgent": "Insurgent",
    "legend.neutral_zone": "Neutral zone",
    "legend.autonomous": "Autonomous unit",
    "legend.power": "Line between powers",
    "legend.polity": "Line inside one power",
    "legend.in_force": "Frontier by treaty",
    "legend.not_ratified": "Signed, not ratified",
    "legend.not_applied": "Awarded, never applied",
    "legend.control": "Line of control",
    "legend.superseded": "Frontier of 1914",
    "legend.uncertain": "Boundary uncertain",
    "legend.railways": "Railway",
    "legend.modern": "Border of today",
    "legend.districts": "District line of 1914",
    "layers": "Layers",
    "boundaries": "How its boundaries were drawn",
    "withSea": "sea or edge of the map",
    "grade.A": "within 1 km",
    "grade.B": "1 to 3 km",
    "grade.C": "3 to 8 km",
    "grade.D": "conjecture",
    "uncertainLine": "Boundary uncertain: {basis}",
    "legend.changed": "Changed on this day",
    "whatHappened": "What happened",
    "earlier": "Earlier",
    "nextEvent": "Next",
    "noEvent": "Nothing is recorded for this day.",
    "sources": "Sources",
    "sourcesDiffer": "Sources differ: also {date}.",
    "about": "Date as recorded: {edtf}",
    "certainty.high": "High certainty",
    "certainty.medium": "Medium certainty",
    "certainty.low": "Low certainty",
    "reading.read": "read in full",
    "reading.excerpt": "excerpt read",
    "reading.cited": "cited by the source article, not seen",
    "reading.unverified": "not verified",
    "status.occupied": "occupied",
    "status.de_facto_control": "held de facto",
    "status.sovereign": "sovereign",
    "status.autonomous": "autonomous",
    "status.neutral_zone": "neutral zone",
    "status.insurgent": "insurgent",
    "category.sovietization": "Sovietization",
    "category.war": "War",
    "category.treaty": "Treaty",
    "category.diplomacy": "Diplomacy",
    "category.independence": "Independence",
    "category.administration": "Administration",
    "category.humanitarian": "Relief and hardship",
    "lane.sovietization": "Sovietization",
    "lane.war": "War",
    "lane.treaties": "Treaties",
    "lane.politics": "Politics",
    "heldBy": "Held by",
    "status": "Status",
    "against": "Other party",
    "claimedBy": "Claimed by",
    "nobody": "nobody else",
    "since": "Since",
    "until": "Until",
    "openEnd": "the end of the atlas",
    "byEvent": "By",
    "within": "Within",
    "todayName": "Today",
    "history": "Whole history",
    "note": "Note",
    "outcome.cession": "ceded",
    "outcome.recognition": "recognised",
    "outcome.evacuation": "to be evacuated",
    "outcome.occupation": "to be occupied",
    "outcome.autonomy": "autonomy",
    "outcome.protectorate": "protectorate",
    "outcome.neutralisation": "neutral zone",
    "outcome.status_quo": "no change",
    "force.in_force": "in force",
    "force.provisional": "provisional",
    "force.not_ratified": "signed, not ratified",
    "force.not_applied": "never applied",
    "signed": "Signed",
    "inForceSince": "In force",
    "parties": "Parties",
    "articles": "Articles",
    "landOutcome": "Where land ended up",
    "close": "Close",
    "changedHands": "{count} territories, {km2} km², change hands",
    "changedHandsOne": "1 territory, {km2} km², changes hands",
    "share": "Soviet power holds {percent} % of the area, {count} of {total} territories",
    "territorySpoken": "{name}: {holder}, {status}",
    "noteDay": "The day in the link is outside the atlas or not a day; the map shows {day}.",
    "noteTerritory": "The link names a territory that the atlas does not have.",
    "noteLayers": "The link names a layer that the atlas does not have.",
    "notePlain": "The link has a parameter that the atlas does not know: {name}.",
    "km": "km",
}


# Layers that a reader may switch, and whether they are on at first.
LAYERS: Mapping[str, bool] = {
    "relief": True,
    "railways": True,
    "lines": True,
    "districts": False,
    "modern": False,
}
LAYER_NAMES: Mapping[str, str] = {
    "relief": "Relief",
    "railways": "Railways and roads",
    "lines": "Treaty and front lines",
    "districts": "District lines of 1914",
    "modern": "Borders of today",
}


def layer(name: str, language: Language) -> str:
    """What a layer is called; ``name`` is a key of :data:`LAYERS`."""
    translate = i18n.translator(language)
    return translate(LAYER_NAMES[name])


def for_browser(language: Language) -> dict[str, str]:
    """Every text the scripts show, by key, in one language."""
    translate = i18n.translator(language)
    return {key: translate(text) for key, text in BROWSER.items()}
