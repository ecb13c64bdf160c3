"""Files that appear whole or not at all."""

from pathlib import Path


def write_whole(output: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that nobody reads half of it.

    Raises
    ------
    OSError
        When it cannot be written; what was there before stays.
    """
    part = output.with_name(f".{output.name}.part")
    try:
        part.write_bytes(content)
        part.replace(output)
    except OSError as error:
        raise OSError(f"{output}: cannot be written ({error.strerror})") from error
    finally:
        part.unlink(missing_ok=True)


def kind_of(output: Path, kinds: tuple[str, ...]) -> str:
    """Return the kind that the suffix of a file names.

    Raises
    ------
    ValueError
        When it is not one of ``kinds``.
    """
    kind = output.suffix.removeprefix(".").lower()
    if kind not in kinds:
        known = ", ".join(f".{one}" for one in kinds)
        raise ValueError(f"{output}: end the name of the file in one of {known}")
    return kind
