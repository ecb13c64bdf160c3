"""What the scripts of the page are sent."""
