"""The atlas frozen: a folder of files that any web server can hand out."""
