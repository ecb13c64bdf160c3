"""Citations of views and of sources."""
