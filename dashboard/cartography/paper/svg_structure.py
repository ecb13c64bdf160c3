"""What Matplotlib leaves out of an SVG: layers that editors know, ids that stand once."""

import re
from collections import Counter

_NAMESPACE = b'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
# A picture is called after its content, and two maps may have the same relief.
_NAMED = re.compile(rb'(<g id="|(?<= )id="(?=image[0-9a-f]+"))([^"]+)"')
_OUTER = {b"figure_1": b"Sheet", b"axes_1": b"Words", b"axes_2": b"Map", b"axes_3": b"Second map"}


def finish(svg: bytes) -> bytes:
    """Return an SVG whose groups are layers with names and whose ids are unique."""
    seen: Counter[bytes] = Counter()

    def renamed(match: re.Match[bytes]) -> bytes:
        name = match[2]
        seen[name] += 1
        own = name if seen[name] == 1 else name + b"-" + str(seen[name]).encode()
        label = _OUTER.get(name)
        layer = b' inkscape:groupmode="layer" inkscape:label="' + label + b'"' if label else b""
        return match[1] + own + b'"' + layer

    return _NAMED.sub(renamed, svg.replace(b"<svg ", b"<svg " + _NAMESPACE, 1))
