"""The command line: arguments in, exit status out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from disclosure_check.arguments import parser
from disclosure_check.collecting import collect_no_more, collect_rarely
from disclosure_check.errors import UserError

WRONG_USE = 2
INTERRUPTED = 130
PIPE_CLOSED = 141


def start() -> int:
    """Run the command of this process, which then ends."""
    status = main()
    collect_no_more()
    return status


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    collect_rarely()
    words = list(sys.argv[1:] if argv is None else argv)
    arguments = parser(words[0] if words else "").parse_args(words)
    arguments.command_line = words
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except UserError as error:
        print(f"disclosure-check: {' '.join(str(error).split())}", file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        _mute_stdout()
        return PIPE_CLOSED
    except OSError as error:
        _mute_stdout()
        print(f"disclosure-check: cannot write the report: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _run(arguments: argparse.Namespace) -> int:
    from importlib import import_module  # the engine: not needed to tell a version or a wrong option

    _import_lean("msgspec", without="typing_extensions")
    status: int = import_module(f"disclosure_check.commands.{arguments.command}").run(arguments)
    return status


def _import_lean(name: str, without: str) -> None:
    """Import a library as if another one, which it can do without, were not installed.

    msgspec takes `typing_extensions` where it finds it, for older Pythons than ours; a tenth of a start went there.
    """
    from importlib import import_module

    if without in sys.modules:
        import_module(name)
        return
    sys.modules[without] = None  # type: ignore[assignment]  # Python's own way to say that there is none
    try:
        import_module(name)
    finally:
        del sys.modules[without]


def _mute_stdout() -> None:
    """Keep the interpreter from flushing what cannot be written when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
