"""Templates of the theme as Jinja compiled them for an earlier build."""

from __future__ import annotations

from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """Keeps them in a table by Jinja's keys; one of which the text changed Jinja compiles anew."""

    def __init__(self, kept: dict[str, bytes]) -> None:
        """`kept` comes from a build with the same program, packages and settings; it grows."""
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template that is kept."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()
