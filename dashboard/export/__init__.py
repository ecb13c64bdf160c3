"""What leaves the atlas: states, tables and citations as bytes."""
