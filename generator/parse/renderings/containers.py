"""The list of containers: files that hold many telegrams, and how each is split."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.parse.renderings import archive_files, csv_files, frus_volumes, smart_files
from generator.parse.renderings.contained_text import ContainedText


@dataclass(frozen=True, slots=True)
class Container:
    """A form of file that holds many telegrams."""

    name: str
    """Its name for readers."""
    detects: Callable[[str], bool]
    """True if a text has this form, which its own marks show."""
    split: Callable[[str], Iterator[ContainedText]]
    """The parts of the text, in order. Together they are the whole text, but for what parts repeat
    of the lines above them."""


CONTAINERS = (
    Container("CSV table", csv_files.detects, csv_files.split),
    Container("FRUS volume", frus_volumes.detects, frus_volumes.split),
    Container("file of National Archives records", archive_files.detects, archive_files.split),
    Container("SMART release", smart_files.detects, smart_files.split),
)
"""All containers. The first that detects a text splits it."""


WHOLE_FILE = "whole file"
"""The label of the only part of a text that no container detects."""


def split_container(text: str) -> Iterator[ContainedText]:
    """The telegrams in the text of a file; the whole text where no container detects it."""
    container = next((c for c in CONTAINERS if c.detects(text)), None)
    if container is None:
        yield ContainedText(text=text, first_line=1, label=WHOLE_FILE)
    else:
        yield from container.split(text)
