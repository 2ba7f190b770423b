"""How fast files are imported, and what memory that takes: twice the files, twice the time."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.demo.demo_cables import demo_cables

Figure = Callable[[str], None]

SEED = 1


def table(count: int) -> bytes:
    """A table of invented telegrams, one in each row."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    for number, cable in enumerate(demo_cables(count, SEED), start=1):
        header, mark, body = cable.text.partition("UNCLAS")
        row = (number, "03/11/2008 22:22", cable.name, "", "UNCLASSIFIED", "", header, mark + body)
        writer.writerow(row)
    return out.getvalue().encode()


def archive(count: int) -> bytes:
    """A zip archive of as many texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for cable in demo_cables(count, SEED):
            file.writestr(f"{cable.name}.txt", cable.text)
    return out.getvalue()


def imported(source: Path, workspace: Path) -> tuple[float, float]:
    """The seconds of processor time and the megabytes that the command takes."""
    reftel = [sys.executable, "-m", "generator", "-C", str(workspace)]
    subprocess.run([sys.executable, "-m", "generator", "new", str(workspace)], check=True)
    command = [*reftel, "import", str(source)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3


@pytest.mark.parametrize("form", [table, archive], ids=["table", "zip archive"])
@pytest.mark.benchmark
def test_import(
    form: Callable[[int], bytes], figure: Figure, tmp_path: Path, benchmark: object
) -> None:
    for count in (500, 1000, 2000):
        path = tmp_path / f"{count}"
        path.write_bytes(form(count))
        seconds, memory = imported(path, tmp_path / f"ws-{count}")
        size = path.stat().st_size / 1e6
        figure(
            f"import one {form.__name__} of {count} telegrams ({size:.1f} MB): {seconds:.1f} s, "
            f"{count / seconds:.0f} telegrams/s, at most {memory:.0f} MB"
        )
