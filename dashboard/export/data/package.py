"""The whole data package as a single zip: every file, checksums, licence, how to cite."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from dashboard.dataset.model import Dataset
from dashboard.dataset.reading.descriptor import DESCRIPTOR
from dashboard.dataset.reading.inside import Files, RefusedPathError
from dashboard.dataset.reading.load import digest, notes
from dashboard.dataset.reading.terms import named_files
from dashboard.dataset.rules.releases import RELEASES
from dashboard.export import about

# A zip has the hour of each file; the same data shall give the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16

_README = """\
# {title}

Data version {version}, licence {licence}.

{description}

`datapackage.json` describes every file and column and has the size and the SHA-256 of each
(Frictionless Data Package). To check the files: `frictionless validate datapackage.json`.
Tables are UTF-8 CSV, layers GeoJSON (RFC 7946), sources BibTeX.

How to cite: {citation}
"""


class PackageChangedError(RuntimeError):
    """The files of the package are no longer those that were read at the start."""

    def __init__(self) -> None:
        super().__init__(
            "the files of the data package have changed since they were read; start the atlas again"
        )


def render(dataset: Dataset, check: Callable[[], None] = lambda: None) -> bytes:
    """Return the package as a zip with a single folder; the same data gives the same bytes.

    Raises
    ------
    PackageChangedError
        When the files on the disk have changed since the dataset was read.
    OSError
        When a file cannot be read.
    """
    files, top = _files(dataset, check), name(dataset).removesuffix(".zip")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            check()
            entry = zipfile.ZipInfo(f"{top}/{path}", _MOMENT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _MODE
            entry.create_system = 3  # the modes are those of Unix, whatever makes the zip
            archive.writestr(entry, files[path])
    return content.getvalue()


def _files(dataset: Dataset, check: Callable[[], None]) -> Mapping[str, bytes]:
    """Contents by name: the resources, the notes and what is written anew."""
    # Read afresh: a file exchanged since the start must not be published.
    disk = Files(dataset.folder)
    try:
        descriptor = orjson.loads(disk.read(DESCRIPTOR))
        if digest(disk, descriptor) != dataset.digest:
            raise PackageChangedError
        files = {}
        for resource in descriptor["resources"]:
            check()
            content = disk.read(resource["path"])
            resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
            resource["bytes"] = len(content)
            files[resource["path"]] = content
        beside = {*notes(dataset.folder), *named_files(descriptor["atlas"])}
        beside |= {RELEASES} if (dataset.folder / RELEASES).exists() else set()
        files |= {name: disk.read(name) for name in beside}
    except RefusedPathError as error:
        raise PackageChangedError from error
    files.setdefault("README.md", _readme(dataset, descriptor))
    files["LICENSE.txt"] = _licence(dataset, descriptor)
    files["CITATION.cff"] = _cff(dataset, descriptor)
    files[".zenodo.json"] = _zenodo(dataset, descriptor)
    files[DESCRIPTOR] = orjson.dumps(
        descriptor, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    )
    return files


def _readme(dataset: Dataset, descriptor: Mapping[str, Any]) -> bytes:
    return _README.format(
        title=str(dataset.title),
        version=dataset.version,
        licence=dataset.licence,
        description=descriptor.get("description", ""),
        citation=about.citation(dataset),
    ).encode()


def _licence(dataset: Dataset, descriptor: Mapping[str, Any]) -> bytes:
    """The owner, and each licence of the package with its address."""
    lines = [f"{dataset.title}: data package, version {dataset.version}"]
    lines += [f"Copyright (c) {dataset.created[:4]} {'; '.join(dataset.authors)}", ""]
    for licence in descriptor["licenses"]:
        lines.append(f"{licence['name']}: {licence.get('title', licence['name'])}")
        lines += [licence["path"]] if "path" in licence else []
    return ("\n".join(lines) + "\n").encode()


def _cff(dataset: Dataset, descriptor: Mapping[str, Any]) -> bytes:
    """A Citation File Format 1.2.0 of the data: YAML, texts quoted as JSON, which YAML reads."""

    def quoted(text: str) -> str:
        return orjson.dumps(text).decode()

    lines = [
        "cff-version: 1.2.0",
        'message: "Please cite the data with its version and, of a map, its day."',
        "type: dataset",
        f"title: {quoted(str(dataset.title))}",
        "authors:",
        *(f"  - name: {quoted(author)}" for author in dataset.authors),
        f"version: {quoted(dataset.version)}",
        f"date-released: {quoted(dataset.created)}",
        f"license: {quoted(dataset.licence)}",
    ]
    if descriptor.get("description"):
        lines.append(f"abstract: {quoted(descriptor['description'])}")
    return ("\n".join(lines) + "\n").encode()


def _zenodo(dataset: Dataset, descriptor: Mapping[str, Any]) -> bytes:
    """What Zenodo asks of a deposit, in its own words: the archive can be uploaded as it is."""
    content = {
        "upload_type": "dataset",
        "title": str(dataset.title),
        "description": descriptor.get("description") or str(dataset.title),
        "creators": [{"name": author} for author in dataset.authors],
        "version": dataset.version,
        "publication_date": dataset.created,
        "access_right": "open",
        "license": dataset.licence.lower(),
        "keywords": descriptor.get("keywords", []),
        "language": "eng",
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def name(dataset: Dataset) -> str:
    """Return the file name: our own words and the version, made safe."""
    safe = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in ".-") else "-"
        for letter in dataset.version
    )
    return f"{dataset.terms.file_name}-data-{safe}.zip"
