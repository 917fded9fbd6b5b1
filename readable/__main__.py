"""`python -m readable` is the command `readable`."""

from readable.cli import main

raise SystemExit(main())
