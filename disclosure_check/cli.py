"""The command line: arguments in, exit status out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from disclosure_check.arguments import parser
from disclosure_check.errors import UserError
from disclosure_check.lean import collect_no_more, collect_rarely, import_lean

WRONG_USE = 2
INTERRUPTED = 130
PIPE_CLOSED = 141


def start() -> int:
    """Run the command of this process, which then ends."""
    collect_rarely()
    if sys.stdout is None:  # whoever closed it wants the exit status alone
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # ends with the process
    status = main()
    collect_no_more()
    return status


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
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
    """Import the engine, which no version and no wrong option needs to be told, and run the command."""
    import_lean("msgspec", without="typing_extensions")
    status: int = import_module(f"disclosure_check.commands.{arguments.command}").run(arguments)
    return status


def _mute_stdout() -> None:
    """Keep the interpreter from flushing what cannot be written when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
