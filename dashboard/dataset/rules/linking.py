"""The links of places to gazetteers."""

from collections.abc import Iterator

from dashboard.dataset.place_links import FILE, place_links
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.inside import RefusedPathError
from dashboard.dataset.reading.layers import PLACES
from dashboard.dataset.reading.load import Package


def links_are_of_places(package: Package) -> Iterator[Problem]:
    """Yield a list that cannot be read, links of no place, and links given twice."""
    try:
        links = place_links(package.files)
    except RefusedPathError as fault:
        yield Problem(FILE, None, "", "", fault.rule, fault.cure)
        return
    except (UnicodeDecodeError, ValueError) as fault:
        yield Problem(FILE, None, "", "", str(fault), "write it as docs/data-package.md says")
        return
    known = package.features(PLACES)
    seen: set[tuple[str, str]] = set()
    for line, link in enumerate(links, start=2):
        if link.place_id not in known:
            cure = "write the id of a place"
            rule = f"is not a place of {PLACES}"
            yield Problem(FILE, line, "place_id", link.place_id, rule, cure)
        if (link.place_id, link.authority) in seen:
            rule, cure = (
                f"has another record of {link.authority}",
                "keep the record that is certain",
            )
            yield Problem(FILE, line, "place_id", link.place_id, rule, cure)
        seen.add((link.place_id, link.authority))
