"""Kinds that a package names in the ``atlas`` block, or the usual ones where it names none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.dataset.kinds import (
    LINE_LAYERS,
    USUAL,
    Category,
    Kinds,
    LineKind,
    LineLook,
    OutcomeKind,
    Pattern,
    Status,
)
from dashboard.dataset.model import Language, Text
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.block import Block

_LOOK = ("colour", "width", "dash", "opacity")
_PLAIN = LineKind()


def read_kinds(
    atlas: Mapping[str, Any], languages: Sequence[Language], problems: list[Problem]
) -> Kinds:
    """Return the kinds of a package; a table of kinds that it has takes the place of the usual."""
    block = Block(languages, problems)
    lanes = _lanes(block, atlas)
    return Kinds(
        lanes,
        _categories(block, atlas, lanes),
        _statuses(block, atlas),
        _outcomes(block, atlas),
        _lines(block, atlas),
    )


def _lanes(block: Block, atlas: Mapping[str, Any]) -> Mapping[str, Text | None]:
    if "lanes" not in atlas:
        return USUAL.lanes
    entries = block.listed("lanes", atlas["lanes"], ("name",))
    return {
        name: _name(block, place, about, name in USUAL.lanes)
        for name, (place, about) in entries.items()
    }


def _categories(
    block: Block, atlas: Mapping[str, Any], lanes: Mapping[str, object]
) -> Mapping[str, Category]:
    usual = USUAL.categories
    if "categories" not in atlas:
        missing = sorted({kind.lane for kind in usual.values()} - lanes.keys())
        if missing:
            rule = f"lacks {', '.join(missing)}, in which the usual categories are"
            block.fault("lanes", "", rule, "name your own categories in atlas.categories too")
        return usual
    keys = ("name", "lane", "colour", "lead", "agreement")
    entries = block.listed("categories", atlas["categories"], keys)
    return {
        name: Category(
            block.word(f"{place}.lane", about.get("lane"), lanes, ""),
            _name(block, place, about, name in usual),
            block.colour(f"{place}.colour", about["colour"]) if "colour" in about else "",
            block.flag(f"{place}.lead", about.get("lead", False)),
            block.flag(
                f"{place}.agreement",
                about.get("agreement", name in usual and usual[name].agreement),
            ),
        )
        for name, (place, about) in entries.items()
    }


def _statuses(block: Block, atlas: Mapping[str, Any]) -> Mapping[str, Status]:
    usual = USUAL.statuses
    if "statuses" not in atlas:
        return usual
    entries = block.listed("statuses", atlas["statuses"], ("name", "pattern"))
    return {
        name: Status(
            block.word(
                f"{place}.pattern",
                about.get("pattern", usual[name].pattern if name in usual else Pattern.PLAIN),
                tuple(Pattern),
                Pattern.PLAIN,
            ),
            _name(block, place, about, name in usual),
        )
        for name, (place, about) in entries.items()
    }


def _outcomes(block: Block, atlas: Mapping[str, Any]) -> Mapping[str, OutcomeKind]:
    usual = USUAL.outcomes
    if "outcomes" not in atlas:
        return usual
    entries = block.listed("outcomes", atlas["outcomes"], ("name", "above"))
    return {
        name: OutcomeKind(
            _name(block, place, about, name in usual),
            block.flag(f"{place}.above", about.get("above", name in usual and usual[name].above)),
        )
        for name, (place, about) in entries.items()
    }


def _lines(block: Block, atlas: Mapping[str, Any]) -> Mapping[str, LineKind]:
    usual = USUAL.lines
    if "line_kinds" not in atlas:
        return usual
    keys = ("name", "layer", "agreement", *_LOOK)
    entries = block.listed("line_kinds", atlas["line_kinds"], keys)
    return {
        name: LineKind(
            block.word(
                f"{place}.layer",
                about.get("layer", usual.get(name, _PLAIN).layer),
                LINE_LAYERS,
                LINE_LAYERS[0],
            ),
            _name(block, place, about, name in usual),
            _look(block, place, about) or usual.get(name, _PLAIN).look,
            block.flag(
                f"{place}.agreement", about.get("agreement", usual.get(name, _PLAIN).agreement)
            ),
        )
        for name, (place, about) in entries.items()
    }


def with_kinds_in_use(
    kinds: Kinds, features: Iterable[Mapping[str, Any]], languages: Sequence[Language]
) -> Kinds:
    """Return the kinds with those of the lines that a package draws and does not describe.

    Such a kind has the look of its line's status, and its id for a name.
    """
    used = {feature["properties"].get("kind") for feature in features}
    own = {
        kind: LineKind(name=Text({languages[0]: kind.replace("_", " ").capitalize()}))
        for kind in sorted(kind_id for kind_id in used if isinstance(kind_id, str) and kind_id)
        if kind not in kinds.lines
    }
    return replace(kinds, lines={**kinds.lines, **own})


def _look(block: Block, place: str, about: Mapping[str, Any]) -> LineLook | None:
    """The look of a kind of line, or ``None`` where nothing is said of it."""
    if not about.keys() & set(_LOOK):
        return None
    dash = about.get("dash", [])
    if not isinstance(dash, list) or len(dash) > 8:
        rule, cure = "is not a list", "write lengths in pixels of line and gap, as [6, 3]"
        block.fault(f"{place}.dash", dash, rule, cure)
        dash = []
    lengths = [block.number(f"{place}.dash", stroke, 0.5, 40) for stroke in dash]
    return LineLook(
        block.colour(f"{place}.colour", about.get("colour", "#1d1b19")),
        block.number(f"{place}.width", about.get("width", 1.2), 0.3, 6),
        ",".join(f"{length:g}px" for length in lengths),
        opacity=block.number(f"{place}.opacity", about.get("opacity", 1), 0.1, 1),
    )


def _name(block: Block, place: str, about: Mapping[str, Any], is_usual: bool) -> Text | None:
    """The words of the package; a kind that is not usual must have them."""
    name = about.get("name")
    return None if name is None and is_usual else block.text(f"{place}.name", name)
