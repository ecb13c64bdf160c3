"""Stories of lecture mode against the tables: days, ids, and the rows that they rest on."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from dashboard.dataset.dates import parse_day
from dashboard.dataset.extents import Box, fault_of_size
from dashboard.dataset.model import Stop
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.load import Package
from dashboard.dataset.reading.stories import HOME, stop_name
from dashboard.dataset.vocabulary import MAP_LAYERS


def stops_lie_inside_the_range(package: Package) -> Iterator[Problem]:
    """Yield stops on a day that the atlas does not show."""
    if not package.descriptor:
        return
    first, last = (
        parse_day(package.descriptor["atlas"][name]) for name in ("first_day", "last_day")
    )
    for file, line, part, stop in _stops(package):
        if not first <= stop.day <= last:
            rule, cure = "is outside the atlas", f"choose a day from {first} to {last}"
            yield Problem(file, line, "day", str(stop.day), rule, cure, part)


def stops_show_land_of_the_atlas(package: Package) -> Iterator[Problem]:
    """Yield stops whose part of the map is too small, too large or outside the atlas."""
    if not package.descriptor:
        return
    home = left, bottom, right, top = _home(package)
    for file, line, part, stop in _stops(package):
        if isinstance(stop.extent, str):
            continue
        west, south, east, north = stop.extent
        fault = fault_of_size(stop.extent, home)
        if fault:
            rule, cure = "is too small or too large a part of the map", f"write it so that {fault}"
            yield Problem(file, line, "extent", str(list(stop.extent)), rule, cure, part)
        elif west > right or east < left or south > top or north < bottom:
            cure = "longitude comes first: [west, south, east, north], as [40.0, 38.7, 46.8, 42.4]"
            value = str(list(stop.extent))
            yield Problem(file, line, "extent", value, "lies outside atlas.home", cure, part)


def _home(package: Package) -> Box:
    west, south, east, north = map(float, package.descriptor["atlas"]["home"])
    return west, south, east, north


def stops_name_what_is_there(package: Package) -> Iterator[Problem]:
    """Yield events, territories, treaties, layers and parts of the map that there are not."""
    events = {event.id for _, event in package.events}
    territories = {territory.id for _, territory in package.territories}
    treaties = {treaty.id for _, treaty in package.treaties}
    # Somebody who writes the name that the page shows means the id.
    called = {
        name: territory.id
        for _, territory in package.territories
        for name in territory.name.words()
    }
    called |= {name: treaty.id for _, treaty in package.treaties for name in treaty.name.words()}
    for file, line, part, stop in _stops(package):
        named: tuple[tuple[str, Collection[str | None], Collection[str], str], ...] = (
            ("events", stop.events, events, "events.csv"),
            ("territory", (stop.territory,), territories, "territories.csv"),
            ("treaty", (stop.treaty,), treaties, "treaties.csv"),
            ("layers", stop.layers or (), MAP_LAYERS, "the layers of the map"),
            (
                "extent",
                (stop.extent if isinstance(stop.extent, str) else HOME,),
                {HOME, *territories},
                "territories.csv, and not home",
            ),
        )
        for column, values, known, place in named:
            for value in values:
                if value is not None and value not in known:
                    near = called.get(value) or next(iter(get_close_matches(value, known, n=1)), "")
                    cure = f"write {near}" if near else f"write one of {place}"
                    yield Problem(file, line, column, value, f"is not in {place}", cure, part)


def stops_rest_on_events(package: Package) -> Iterator[Problem]:
    """Yield stops that name no event: their text could not be looked up."""
    for file, line, part, stop in _stops(package):
        if not stop.events:
            cure = "name the ids of events.csv that the text tells"
            yield Problem(file, line, "events", "", "the text rests on no event", cure, part)


def _stops(package: Package) -> Iterator[tuple[str, int | None, str, Stop]]:
    """File, line, name and content of each stop."""
    for story in package.stories:
        for n, stop in enumerate(story.story.stops):
            yield story.file, story.lines[n], stop_name(n), stop
