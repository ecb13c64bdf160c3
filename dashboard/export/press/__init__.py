"""Sheets, handouts, atlases and films: requests in, files out."""
