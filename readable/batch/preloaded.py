"""Imported by the fork server: what it has loaded, each worker begins with."""

from readable.batch.work import warm

warm()
