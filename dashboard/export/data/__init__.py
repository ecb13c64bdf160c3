"""States, changes and places as tables and files."""
