"""Mutation tests of the rooms that promise something: `make mutants`.

A mutant is the program with one small change, such as `<` for `<=`. Tests that still pass let it
survive: then either the change makes no difference, or a test is missing. Survivors that were
looked at are listed in `docs/mutants.md`.

mutmut does the work, in a copy of the tree below `.mutants`. Mutants are drawn at random, the same
ones every time, so that a room takes minutes instead of hours.

A mutant of a function that removes files may remove any file. So the tests of mutants run where
nothing but the work folder can be written (`unshare`, from util-linux); without that, none is run.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

ROOT = Path(__file__).parent.parent
WORK = ROOT / ".mutants"
"""Work folders of mutmut, one per room."""

COPIED = ("generator", "tests", "templates", "content", "pyproject.toml")
"""What the tests of these rooms need of the tree."""

NOT_RUN = (
    "not time and not linear and not end_with_their_parent and not invented_cables"
    " and not in_noise and not cut_out_the_words and not reads_by_path"
)
"""Deselects tests of more than some seconds, and those that measure time."""

READ_ONLY = (
    'mount --make-rprivate / && mount --bind "$0" "$0" && mount --bind "$0" /dev/shm '
    '&& mount -o remount,bind,ro / && cd "$0" '
    '&& ! touch "$1" 2>/dev/null && shift && exec "$@"'
)
"""Shell commands that make everything read-only but the folder `$0`. They check that a file of the
tree cannot be touched (`$1`), then run the rest."""

SURVIVED = {None, 0, 5, 33}
"""Exit codes of mutmut for a mutant that passes all tests, that no test runs, or not tested."""


@dataclass(frozen=True, slots=True)
class MutatedRoom:
    """Files that are mutated together, and the tests that must notice."""

    files: tuple[str, ...]
    """Their paths."""
    tests: tuple[str, ...]
    """Names of test files in `tests/unit`, without `test_`."""


def _paths(folder: str, names: str) -> tuple[str, ...]:
    return tuple(f"generator/{folder}/{name}.py" for name in names.split())


ROOMS = {
    "generator/editions": MutatedRoom(
        _paths(
            "editions",
            "finder readings passages codes placeholders redaction stage fragments words",
        ),
        ("words", "codes", "editions", "spellings", "withholding", "written_forms", "leaks"),
    ),
    "generator/resolve": MutatedRoom(
        _paths("resolve", "rules catalogue para_mentions cable_mentions"), ("resolve",)
    ),
    "generator/parse": MutatedRoom(
        _paths("parse", "numbering candidates"), ("numbering", "parse_fixtures")
    ),
    "generator/incremental": MutatedRoom(
        (
            *_paths("incremental", "build_record served_site"),
            *_paths("build", "page_builder page_links"),
        ),
        ("build_record", "page_builder", "state"),
    ),
    "generator/execution": MutatedRoom(
        _paths("execution", "executors result_cache"), ("executors", "result_cache")
    ),
    "generator/release": MutatedRoom(_paths("release", "swap previous_site"), ("swap", "spare")),
}


def main(arguments: list[str]) -> None:
    """Test the room given, or the room of the file given, or all rooms; print their scores."""
    parser = argparse.ArgumentParser(prog="make mutants", description="Mutation tests.")
    parser.add_argument("room", nargs="?", default="", help="a room, or a file of one")
    parser.add_argument("--sample", type=int, default=120, help="mutants per room; 0 for all")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    options = parser.parse_args(arguments)
    rooms = dict(_selected(options.room))
    if not rooms:
        parser.error(f"{options.room} is none of these, nor one of their files: {', '.join(ROOMS)}")
    scores = [_test_room(name, room, options.sample, options.jobs) for name, room in rooms.items()]
    print("", *scores, sep="\n")


def _selected(wanted: str) -> Iterator[tuple[str, MutatedRoom]]:
    """The rooms to test, by name; for a file, its room with that file alone."""
    for name, room in ROOMS.items():
        if wanted in ("", name):
            yield name, room
        elif wanted in room.files:
            yield name, MutatedRoom((wanted,), room.tests)


def _test_room(name: str, room: MutatedRoom, sample: int, jobs: int) -> str:
    """Run mutmut for a room and print the survivors; returns a line with the score."""
    folder = _work_folder(name, room)
    with chdir(folder):
        mutants = {mutant: file for file in room.files for mutant in _mutants(file)}
        drawn = sorted(mutants)
        if 0 < sample < len(drawn):
            drawn = random.Random(1).sample(drawn, sample)
        command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(jobs), *drawn]
        temporary = folder / "tmp"
        temporary.mkdir(exist_ok=True)
        environment = {**os.environ, "PYTHONPATH": "", "TMPDIR": str(temporary)}
        subprocess.run(_confined(folder, command), check=True, env=environment)
        exit_codes = _exit_codes(room.files)
        survivors = [mutant for mutant in drawn if exit_codes[mutant] in SURVIVED]
        for mutant in survivors:
            print(f"\n{mutant}\n{get_diff_for_mutant(mutant, path=mutants[mutant])}")
    killed = len(drawn) - len(survivors)
    return f"{name}: {killed} of {len(drawn)} killed ({killed / len(drawn):.0%})"


def _confined(folder: Path, command: list[str]) -> list[str]:
    """The command, run where only `folder` can be written, and no other process is seen."""
    as_user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    shell = ["sh", "-c", READ_ONLY, str(folder), str(ROOT / "pyproject.toml")]
    own = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    return ["unshare", *as_user, *own, *shell, *command]


def _work_folder(name: str, room: MutatedRoom) -> Path:
    """A folder with links to the tree and with settings for mutmut."""
    folder = WORK / name.replace("/", "-")
    folder.mkdir(parents=True, exist_ok=True)
    for entry in COPIED:
        if not (folder / entry).is_symlink():
            (folder / entry).symlink_to(ROOT / entry)
    settings = {
        "source_paths": ["generator"],
        "only_mutate": room.files,
        "also_copy": COPIED[1:],
        "pytest_add_cli_args_test_selection": [f"tests/unit/test_{test}.py" for test in room.tests],
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-k", NOT_RUN],
    }
    lines = ["[mutmut]", "timeout_constant = 20"]
    for key, values in settings.items():
        lines += [f"{key} =", *(f"    {value}" for value in values)]
    (folder / "setup.cfg").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _mutants(file: str) -> list[str]:
    """The names of all mutants of a file, as mutmut spells them."""
    path = Path(file)
    contents = mutate_file_contents(file, path.read_text(encoding="utf-8"))
    return [get_mutant_name(path, name) for name in contents.mutant_names]


def _exit_codes(files: Iterable[str]) -> dict[str, int | None]:
    """The exit code of the tests for each mutant; None for one not tested."""
    codes: dict[str, int | None] = {}
    for file in files:
        codes |= json.loads(Path(f"mutants/{file}.meta").read_text("utf-8"))["exit_code_by_key"]
    return codes


if __name__ == "__main__":
    main(sys.argv[1:])
