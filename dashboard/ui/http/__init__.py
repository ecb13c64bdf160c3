"""Routes of the server, their limits and their answers."""
