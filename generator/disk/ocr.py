"""Recognises the text of scanned PDFs with ocrmypdf, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile

from generator.importing.pdf_telegrams import NO_TEXT

PROGRAM = "ocrmypdf"

MAX_SECONDS = 3600
"""Time for one PDF, in seconds; a page takes a few."""


def recognise(data: bytes) -> bytes | str:
    """The PDF with the text of its scanned pages; why not, and what to do, if that fails."""
    program = shutil.which(PROGRAM)
    if program is None:
        return NO_TEXT
    with tempfile.TemporaryDirectory(prefix="reftel-ocr-") as folder:
        process = subprocess.Popen(
            [program, "--skip-text", "--quiet", "--output-type", "pdf", "-", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            start_new_session=True,
        )
        try:
            output, errors = process.communicate(data, MAX_SECONDS)
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            if isinstance(error, subprocess.TimeoutExpired):
                return f"{PROGRAM} takes longer than {MAX_SECONDS} seconds: split the PDF"
            raise
    if process.returncode == 0:
        return output
    lines = errors.decode("utf-8", "replace").strip().splitlines() or ["no message"]
    return f"{PROGRAM} fails ({lines[-1][:200]}): run it by hand and import its result"
