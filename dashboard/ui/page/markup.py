"""Components of ``dash.html`` as HTML: the page is written by the server, not by a script."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

NAMESPACE = "dash_html_components"
VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
NAMES = {"className": "class", "htmlFor": "for"}
"""Attributes that React spells otherwise than HTML, beside capital letters."""


class Raw(str):
    """Text that is HTML already."""

    __slots__ = ()


def markup(node: Any) -> str:
    """Return a component, a text, a number or a list of them as HTML; ``None`` is nothing.

    Raises
    ------
    TypeError
        For a component that is not of ``dash.html``: a browser cannot show it without Dash.
    """
    return "".join(_parts(node))


def _parts(node: Any) -> Iterator[str]:
    if node is None:
        return
    if isinstance(node, (list, tuple)):
        for child in node:
            yield from _parts(child)
    elif isinstance(node, Raw):
        yield node
    elif isinstance(node, Component):
        yield from _element(node.to_plotly_json())  # type: ignore[no-untyped-call]
    else:
        yield escape(str(node), quote=False)


def _element(component: Mapping[str, Any]) -> Iterator[str]:
    if component["namespace"] != NAMESPACE:
        raise TypeError(
            f"{component['type']} of {component['namespace']} cannot stand in the page itself; "
            "put it into a panel"
        )
    tag = component["type"].lower()
    attributes = dict(component["props"])
    children = attributes.pop("children", None)
    yield f"<{tag}{''.join(_attributes(attributes))}>"
    if tag not in VOID:
        yield from _parts(children)
        yield f"</{tag}>"


def _attributes(values: Mapping[str, Any]) -> Iterator[str]:
    # Sorted: Dash lists them in another order from run to run.
    for name, value in sorted(values.items()):
        if value is None or value is False:
            continue
        spelled = NAMES.get(name, name.lower())
        yield f" {spelled}" if value is True else f' {spelled}="{escape(str(value))}"'
