"""Names of generated files that more than their maker knows; imports nothing that draws."""

SMALL_RELIEF = "relief-screen.webp"
"""The relief that the page begins with."""

SKETCH = "sketch.json"
"""The map in few points, which the server writes into the page and the browser never asks for."""
