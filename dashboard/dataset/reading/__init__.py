"""Files of a data package into records."""
