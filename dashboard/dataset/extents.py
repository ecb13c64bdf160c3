"""Boxes in degrees: which are on Earth, and how large a part of an atlas one may show."""

MIN_DEGREES, MAX_DEGREES = 0.2, 40.0
# A small atlas may be shown in parts of this share of it, a large atlas twice over.
LEAST_SHARE, MOST_TIMES = 0.05, 2.0

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

EARTH: Box = (-180.0, -90.0, 180.0, 90.0)


def on_earth(box: Box) -> bool:
    """Tell whether a box has its sides in their order, on Earth; one with NaN has not."""
    west, south, east, north = box
    least_lon, least_lat, most_lon, most_lat = EARTH
    return least_lon <= west < east <= most_lon and least_lat <= south < north <= most_lat


def degrees_of(home: Box) -> tuple[float, float]:
    """Return the least and the greatest side of a part of an atlas, by its home view in degrees."""
    west, south, east, north = home
    span = max(east - west, north - south)
    return min(MIN_DEGREES, LEAST_SHARE * span), min(max(MAX_DEGREES, MOST_TIMES * span), 360.0)


def fault_of_size(box: Box, home: Box) -> str | None:
    """Return what is wrong with the size of a part of the map in degrees, or ``None``."""
    west, south, east, north = box
    least, most = degrees_of(home)
    if not least <= east - west <= most:
        return f"east is {least:g} to {most:g} degrees after west"
    if not least <= north - south <= most:
        return f"north is {least:g} to {most:g} degrees above south"
    return None
