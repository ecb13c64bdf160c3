"""How well rows are evidenced: by the best kind of source that somebody opened."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from dashboard.dataset.model import Citation, Source
from dashboard.dataset.vocabulary import OPENED, SOUND_KIND

GRADES = ("sound", "other", "wiki", "unseen", "none")
"""Scholarly, primary or official; any other page; wikis alone; works not seen; nothing."""


def grade(citations: Iterable[Citation], sources: Mapping[str, Source], article: str) -> str:
    """Return the best of ``GRADES`` that the sources of a row reach.

    ``article`` is the key of the work that the atlas follows, or empty: it is left aside.
    """
    cited = _others(citations, sources, article)
    opened = {one.kind for one in cited if one.reading in OPENED}
    if opened & set(SOUND_KIND):
        return "sound"
    if opened - {"wiki"}:
        return "other"
    if opened:
        return "wiki"
    return "unseen" if any(one.reading == "cited" for one in cited) else "none"


def suffices_for_high(
    citations: Iterable[Citation], sources: Mapping[str, Source], article: str
) -> bool:
    """Return whether one sound source was opened, or two others that are independent."""
    opened = [other for other in _others(citations, sources, article) if other.reading in OPENED]
    if any(one.kind in SOUND_KIND for one in opened):
        return True
    return len({_origin(one) for one in opened}) > 1


def _others(
    citations: Iterable[Citation], sources: Mapping[str, Source], article: str
) -> list[Source]:
    keys = [citation.key for citation in citations]
    return [sources[key] for key in keys if key in sources and key != article]


def _origin(source: Source) -> str:
    """Who speaks: all wikis are one voice, for they copy each other."""
    return "wiki" if source.kind == "wiki" else source.author or urlsplit(source.url).netloc
