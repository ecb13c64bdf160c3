"""Flags that several commands take, each written once."""

import argparse
from collections.abc import Sequence
from pathlib import Path


def add_output(parser: argparse.ArgumentParser, kinds: Sequence[str], piped: bool = True) -> None:
    """Add ``-o FILE`` for files of these kinds; ``piped`` ones may go to standard output.

    What is piped has no name with a suffix, so that ``--format`` says its kind.
    """
    suffixes = ", ".join(f".{kind}" for kind in kinds)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        required=True,
        help=f"a file that ends in {suffixes}" + ("; - is standard output" if piped else ""),
    )
    if piped:
        parser.add_argument("--format", choices=kinds, help="the format, where the name has none")


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add ``--lang``."""
    parser.add_argument("--lang", help="a language of the atlas (default: its first)")


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add ``--reading``."""
    parser.add_argument(
        "--reading",
        metavar="ID",
        help="another reading of what sources dispute (default: the atlas's own)",
    )


def add_greys(parser: argparse.ArgumentParser) -> None:
    """Add ``--bw``."""
    parser.add_argument(
        "--bw", action="store_const", const="1", help="greys that a photocopier keeps apart"
    )
