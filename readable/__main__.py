"""The command `readable`, also as `python -m readable`."""

from __future__ import annotations

import sys

__all__ = ["command"]


def command() -> int:
    """Runs the command as a process of its own; answers its exit status.

    Here, and not in `readable.cli`: Ctrl-C may come while that is loaded.
    """
    try:
        from readable.cli import command as run

        return run()
    except KeyboardInterrupt:
        print("readable: stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    raise SystemExit(command())
