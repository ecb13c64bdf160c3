"""Plotly figures: the map, the strips and the areas."""
