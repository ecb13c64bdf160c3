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
    opened = {source.kind for source in cited if source.reading in OPENED}
    if opened & set(SOUND_KIND):
        return "sound"
    if opened - {"wiki"}:
        return "other"
    if opened:
        return "wiki"
    return "unseen" if any(source.reading == "cited" for source in cited) else "none"


def suffices_for_high(
    citations: Iterable[Citation], sources: Mapping[str, Source], article: str
) -> bool:
    """Return whether one sound source was opened, or two others that are independent."""
    opened = [other for other in _others(citations, sources, article) if other.reading in OPENED]
    if any(source.kind in SOUND_KIND for source in opened):
        return True
    return len({_origin(source) for source in opened}) > 1


def _others(
    citations: Iterable[Citation], sources: Mapping[str, Source], article: str
) -> list[Source]:
    keys = [citation.key for citation in citations]
    return [sources[key] for key in keys if key in sources and key != article]


def _origin(source: Source) -> str:
    """Who speaks: all wikis count as the same voice, for they copy each other."""
    return "wiki" if source.kind == "wiki" else source.author or urlsplit(source.url).netloc
