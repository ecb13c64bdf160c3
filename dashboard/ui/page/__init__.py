"""What the page is made of before a script runs: layout, words, addresses."""
