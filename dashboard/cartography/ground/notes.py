"""Notes on the ground of the map; apart from its geometry, for starts that draw nothing."""

from dashboard import i18n
from dashboard.dataset.model import Dataset, Language


def ground_notes(dataset: Dataset, language: Language) -> tuple[str, ...]:
    """Return the sentences on the ground: that it ends with the territories, the package's own."""
    _ = i18n.translator(language)
    own = dataset.terms.ground_note
    return (
        *([] if around_is_drawn(dataset) else [_("The land around is not drawn.")]),
        *([own[language]] if own else []),
    )


def around_is_drawn(dataset: Dataset) -> bool:
    """Whether the package draws any land beside its territories."""
    land = any(feature.kind == "land" for feature in dataset.base)
    return land or any(feature["properties"].get("backdrop") for feature in dataset.features)
