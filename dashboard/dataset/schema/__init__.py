"""The form of a package's JSON and TOML, written once: the rules, the docs and editors use it."""
