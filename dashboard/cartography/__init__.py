"""How a state looks, shared by screen and print."""
