"""How power and status look: colours, patterns and lines, shared by screen and print."""
