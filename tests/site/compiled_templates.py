"""Templates that are compiled once for all builds of tests: that takes half of a small build."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache


def keep_compiled_templates(folder: Path) -> None:
    """Let this process, and those that it forks, keep what Jinja compiles in a folder.

    A template is compiled again where its text or its path is another.
    """
    cache = FileSystemBytecodeCache(str(folder))
    setattr(  # noqa: B010  # mypy forbids the assignment
        Environment, "bytecode_cache", property(lambda _: cache, lambda _, value: None)
    )
