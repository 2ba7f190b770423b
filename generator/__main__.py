"""Starts the command `reftel`, which is also `python -m generator`.

Ctrl-C ends it with one line and the code 130, also while its modules are loaded, which takes a
second. So the handler of the signal is set before they are.
"""

import os
import signal


def _end_at_once(number: int, frame: object) -> None:
    """Handle a signal while there is nothing to remove."""
    os.write(2, b"reftel: interrupted.\n")
    os._exit(128 + number)


if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, _end_at_once)

from generator.cli import main as command  # noqa: E402


def main() -> None:
    """Run the command. Meanwhile signals unwind the stack."""
    try:
        command(prog_name="reftel")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the interpreter ends without a traceback


if __name__ == "__main__":
    main()
