"""The map in metres: projection, shared edges, layers; the same for screen and paper."""
