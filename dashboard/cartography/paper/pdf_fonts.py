"""Faces inside a PDF: of each face the letters that a sheet uses, without what no reader asks for.

Matplotlib cuts a face down with all its tables of layout, which takes most of the time
of a sheet: kerning and the joining of letters are done before a letter is written into a
PDF, where it stands by its number. So the tables that a PDF needs are read once a
process, and a face is cut from those.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from io import BytesIO
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from matplotlib.backends import _backend_pdf_ps
from matplotlib.backends._backend_pdf_ps import CharacterTracker
from matplotlib.font_manager import FontPath

# Those of ISO 32000-1, 9.9, for a font whose letters are looked up by their numbers, and ``post``,
# which FreeType asks for.
_NEEDED = frozenset(
    ("head", "hhea", "hmtx", "maxp", "glyf", "loca", "cvt ", "fpgm", "prep", "post")
)


@contextmanager
def lean() -> Iterator[None]:
    """Matplotlib embeds lean faces; a single thread at a time, as :func:`print.drawing` has it."""
    # There is no setting for it. Tests fail if matplotlib no longer asks these functions.
    full, track = _backend_pdf_ps.get_glyphs_subset, CharacterTracker.track_glyph
    _backend_pdf_ps.get_glyphs_subset = cut
    _count_with(_numbered)
    try:
        yield
    finally:
        _backend_pdf_ps.get_glyphs_subset = full
        _count_with(track)


def _count_with(track: Callable[..., tuple[int, Any]]) -> None:
    """Let matplotlib number the glyphs of a file in this way."""
    CharacterTracker.track_glyph = track  # type: ignore[method-assign]


_track = CharacterTracker.track_glyph


def _numbered(
    tracker: CharacterTracker, font: Any, characters: str | int, glyph: Any
) -> tuple[int, Any]:
    """Number a glyph as matplotlib does, but none with 0, which means that a face lacks it.

    The first glyph of each further part of a face, as a joined pair of letters, has the number 1
    beside the 0, which no text uses then.
    """
    part, number = _track(tracker, font, characters, glyph)
    if not part or number:
        return part, number
    path = FontPath(font.fname, font.face_index)
    text = characters if isinstance(characters, str) else chr(characters)
    tracker.used[path][part][1] = glyph
    tracker.glyph_maps[path].add(text, glyph, part, 1)
    return part, 1


def cut(fontfile: Any, glyphs: set[int]) -> AbstractContextManager[Any]:
    """A context with the face of a file that has only some glyphs, and their new numbers.

    Parameters
    ----------
    fontfile
        Matplotlib's path of a font file, which knows its place in a collection.
    """
    options = subset.Options(glyph_names=False, notdef_outline=True, recommended_glyphs=True)
    face = BytesIO(_lean(str(fontfile), fontfile.face_index))
    font = TTFont(face, lazy=True, recalcTimestamp=False)
    # Without names and without the table of characters they have numbers alone.
    font.setGlyphOrder([f"glyph{n:05d}" for n in range(font["maxp"].numGlyphs)])
    wanted = subset.Subsetter(options)
    wanted.populate(gids=glyphs)
    wanted.subset(font)
    return _backend_pdf_ps.SubsetResults(font, wanted.glyph_index_map)._as_cm()


@lru_cache(maxsize=8)
def _lean(path: str, number: int) -> bytes:
    """A font file with the tables that a PDF needs, its glyphs without names."""
    with TTFont(path, fontNumber=number, lazy=True, recalcTimestamp=False) as font:
        font.getGlyphOrder()
        post = newTable("post")
        for name in ("italicAngle", "underlinePosition", "underlineThickness", "isFixedPitch"):
            setattr(post, name, getattr(font["post"], name))
        post.formatType = 3.0
        post.minMemType42 = post.maxMemType42 = post.minMemType1 = post.maxMemType1 = 0
        font["post"] = post
        for tag in set(font.keys()) - _NEEDED - {"GlyphOrder"}:
            del font[tag]
        file = BytesIO()
        font.save(file)
    return file.getvalue()
