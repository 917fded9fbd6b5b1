"""`python -m readable` is the command `readable`."""

from readable.cli import command

raise SystemExit(command())
