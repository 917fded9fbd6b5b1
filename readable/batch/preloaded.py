"""Imported by the fork server: what it has loaded, each worker begins with."""

import signal

from readable.batch.work import warm

# What ends a whole group of processes at once reaches the fork server too. It ends with the process
# that began it; gone earlier, it would take the workers' last answers with it.
signal.signal(signal.SIGTERM, signal.SIG_IGN)
warm()
