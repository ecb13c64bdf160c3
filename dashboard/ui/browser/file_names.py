"""Names of generated files that more than their maker knows; imports nothing that draws."""

SMALL_RELIEF = "relief-screen.webp"
"""The relief that the page begins with."""
