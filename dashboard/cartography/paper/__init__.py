"""Sheets, plates and frames drawn with Matplotlib."""
