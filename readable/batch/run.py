"""A batch: what is to be done is found out, handed to the workers, published and written down."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from time import monotonic
from typing import Any

from readable import __version__
from readable.batch.beside import digests
from readable.batch.engine import Engine, run_jobs
from readable.batch.found import Found
from readable.batch.inputs import Inputs
from readable.batch.journal import Journal
from readable.batch.names import FAILURES, REPORT
from readable.batch.outputs import Output
from readable.batch.remote import is_address
from readable.batch.report import MOST_SHOWN, Shown, failures_list, report_page
from readable.batch.settings import Limits, Setting
from readable.batch.telling import Teller
from readable.batch.work import Job, Made, fingerprints
from readable.errors import OutputFailed, UnreadableInput

__all__ = ["Plan", "run_batch"]

# What time and chance had a part in is tried on every run; the rest would only fail again.
_TRIED_AGAIN = frozenset({"time", "memory", "died", "place", "input"})
_REST_SECONDS = 0.2
# Linux takes paths of 4096 bytes; where the output is and the names of files come on top.
_LONGEST_PATH = 2000


@dataclass(frozen=True)
class Plan:
    """What a run is to do."""

    inputs: Inputs
    output: Output
    settings: Sequence[Setting]
    limits: Limits = field(default_factory=Limits)
    force: bool = False
    """Whether to make again what has not changed."""
    retry: bool = False
    """Whether to try again what failed and has not changed."""
    thorough: bool = False
    """Whether to read all files of the output, and not only look how long they are."""


def run_batch(plan: Plan, engine: Engine | None, teller: Teller) -> Counter[str]:
    """How many articles were made, were unchanged and failed. Without an engine nothing is done.

    Raises `UnreadableInput` when an input names nothing, `OutputFailed` when the output cannot be
    written: the next run goes on where this one stopped.
    """
    plan.inputs.check()
    for setting in plan.settings:
        setting.sizes, setting.key  # noqa: B018  what cannot be made is an error now
    if engine is None:
        journal = _journal(plan.output, writes=False)
        try:
            _Batch(plan, journal, teller).rehearse()
        finally:
            journal.close()
        return teller.counts
    journal = _journal(plan.output)
    try:
        plan.output.open()
        batch = _Batch(plan, journal, teller)
        try:
            with engine:
                batch.run(engine)
        except (ConnectionError, EOFError) as error:
            # Of the processes that the standard library keeps beside the workers, one is gone.
            hint = f"check that this user may run {sys.executable}"
            raise OutputFailed("no worker process can be started", hint=hint) from error
        except KeyboardInterrupt:
            plan.output.sync(now=True)
            raise
        except OutputFailed:
            with suppress(OutputFailed):
                plan.output.sync(now=True)
            raise
        batch.report()
    finally:
        plan.output.close()
        journal.close()
    return teller.counts


def _journal(output: Output, writes: bool = True) -> Journal:
    journal = Journal(output.journal_file, writes)
    try:
        output.check(journal)
    except OutputFailed:
        journal.close()
        raise
    return journal


class _Batch:
    def __init__(self, plan: Plan, journal: Journal, teller: Teller) -> None:
        self._plan, self._journal, self._teller = plan, journal, teller
        self._claimed: set[str] = set()
        self._folders: set[str] = set()
        self._pending: dict[tuple[str, str], tuple[str, str]] = {}
        self._made: list[tuple[str, str]] = []
        self._failures: dict[tuple[str, str], dict[str, Any]] = {}
        self._rules: Counter[str] = Counter()

    # ---- what is to be done ----

    def rehearse(self) -> None:
        """Tells what would be done."""
        self._teller.begin(self._total())
        for found, data in self._found():
            for setting in self._plan.settings:
                why = self._why(setting, found, _hash(found, data))
                told = {"id": found.id, "setting": setting.name, "place": found.place}
                if why:
                    self._teller.tell("would make", {**told, "why": why})
                else:
                    self._teller.tell("unchanged", told)
        self._teller.end({"would make": self._teller.counts["would make"]})

    def run(self, engine: Engine) -> None:
        """Does it."""
        self._teller.begin(self._total())
        for job, made in run_jobs(engine, self._jobs(), self._teller.wait):
            self._settle(job, made)

    def _total(self) -> int | None:
        count = self._plan.inputs.count()
        return None if count is None else count * len(self._plan.settings)

    def _jobs(self) -> Iterator[Job | None]:
        rested = monotonic()
        plan = self._plan
        for found, data in self._found():
            digest = _hash(found, data)
            for setting in plan.settings:
                if self._why(setting, found, digest):
                    self._pending[setting.name, found.id] = digest, found.place
                    yield Job(
                        found.id,
                        data,
                        found.http_encoding,
                        found.base and found.base.absolute(),
                        setting,
                        plan.limits,
                        plan.output.parts,
                        found.beside,
                        self._target(setting, found),
                    )
                    rested = monotonic()
                else:
                    self._keep(setting, found)
            if monotonic() - rested > _REST_SECONDS:
                rested = monotonic()
                yield None

    def _target(self, setting: Setting, found: Found) -> str | None:
        """Where the worker is to put an article. What was there is no longer sure from now on."""
        target = self._plan.output.target(_place(setting.name, found.id))
        entry = self._journal.last(setting.name, found.id)
        if target is not None and entry is not None and entry["outcome"] != "begun":
            self._journal.add({"id": found.id, "setting": setting.name, "outcome": "begun"})
            self._plan.output.sync(now=True)
        return target

    def _found(self) -> Iterator[tuple[Found, bytes]]:
        """Each article that can be read, once."""
        for found in self._plan.inputs:
            if isinstance(found, UnreadableInput):
                self._fail_unread("", found.message, "input", str(found))
                continue
            problem = self._claim(found.id)
            if problem:
                self._fail_unread(found.id, found.place, "place", problem)
                continue
            try:
                data = found.read()
            except UnreadableInput as error:
                self._fail_unread(found.id, found.place, "input", str(error))
                continue
            yield found, data

    def _claim(self, identifier: str) -> str | None:
        """Why an article cannot have its place in the output: another has it, or would hold it."""
        if len(identifier.encode("utf-8", "surrogatepass")) > _LONGEST_PATH:
            return "its path is too long: give it a shorter id"
        parts = identifier.split("/")
        above = ["/".join(parts[:length]) for length in range(1, len(parts))]
        if identifier in self._claimed:
            return f"another input has the name {identifier}: give it another id"
        if identifier in self._folders or not self._claimed.isdisjoint(above):
            return f"{identifier} would stand in another article's folder: give it another id"
        self._claimed.add(identifier)
        self._folders.update(above)
        return None

    def _why(self, setting: Setting, found: Found, digest: str) -> str | None:
        """Why an article is to be made; None when it is as it should be."""
        entry = self._journal.last(setting.name, found.id)
        if entry is None:
            return "new"
        if entry["outcome"] == "begun":
            return "interrupted"
        if self._plan.force:
            return "forced"
        if entry.get("input") != digest:
            return "changed"
        if entry.get("settings") != setting.key:
            return "settings changed"
        if entry["outcome"] == "failed":
            return self._why_again(entry)
        pictures = entry.get("pictures", {})
        if self._fingerprints(found, pictures) != pictures:
            return "pictures changed"
        place = _place(setting.name, found.id)
        if not self._plan.output.has(place, entry.get("files", {}), self._plan.thorough):
            return "files missing"
        return None

    def _fingerprints(self, found: Found, pictures: dict[str, str | None]) -> dict[str, str | None]:
        """What the pictures of an article are now."""
        if found.beside is None or found.base is not None:
            return fingerprints(iter(pictures), found.base)
        if is_address(found.beside.whole) and not self._plan.thorough:
            # Each look would be a request.
            return pictures
        return digests(found.beside, pictures)

    def _why_again(self, entry: dict[str, Any]) -> str | None:
        if self._plan.retry or entry.get("kind") in _TRIED_AGAIN:
            return "failed"
        if entry.get("limits") != asdict(self._plan.limits):
            return "limits changed"
        return None

    # ---- what came of it ----

    def _settle(self, job: Job, made: Made) -> None:
        """Publishes and writes down what came of a job."""
        name, place = job.setting.name, _place(job.setting.name, job.id)
        if made.failure == "output":
            raise OutputFailed(
                f"{self._plan.output.where(place)} cannot be written ({made.reason})",
                hint="make room, and run it again to go on",
            )
        digest, source = self._pending.pop((name, job.id))
        output = self._plan.output
        earlier = self._journal.last(name, job.id)
        entry: dict[str, Any] = {
            "id": job.id,
            "setting": name,
            "place": source,
            "input": digest,
            "settings": job.setting.key,
            "version": __version__,
        }
        failure, reason = made.failure, made.reason
        # Of what failed nothing was left there: what is there now is somebody else's.
        is_ours = earlier is not None and earlier["outcome"] != "failed"
        if failure is None and not is_ours and output.is_taken(place):
            failure = "place"
            reason = f"{place} is there already, and not from an earlier run: choose another output"
        if failure is None or is_ours:
            # From here on what is there may be neither the old nor the new.
            self._journal.add({"id": job.id, "setting": name, "outcome": "begun"})
        if failure is not None:
            if is_ours:
                output.withdraw(place)
            limits = asdict(self._plan.limits)
            entry |= {"outcome": "failed", "kind": failure, "reason": reason, "limits": limits}
        else:
            output.publish(made, place)
            entry |= {
                "outcome": "done",
                "title": made.title,
                "pages": made.pages,
                "files": made.files,
                "pictures": made.pictures,
                "findings": made.findings,
                "found": made.found,
            }
        entry |= {"seconds": made.seconds, "time": datetime.now(UTC).isoformat(timespec="seconds")}
        self._journal.add(entry)
        output.sync()
        self._tell("failed" if failure else "made", entry)

    def _keep(self, setting: Setting, found: Found) -> None:
        """An article that needs nothing: as it is, or as it failed."""
        entry = self._journal.last(setting.name, found.id)
        assert entry is not None
        self._tell("failed" if entry["outcome"] == "failed" else "unchanged", entry)

    def _fail_unread(self, identifier: str, place: str, kind: str, reason: str) -> None:
        """An input that could not even be read: it is told, and tried again on the next run."""
        entry = {"id": identifier, "setting": "", "place": place, "kind": kind, "reason": reason}
        self._tell("failed", entry)

    def _tell(self, outcome: str, entry: dict[str, Any]) -> None:
        told: dict[str, Any] = {name: entry[name] for name in ("id", "setting", "place")}
        if outcome == "failed":
            self._failures[entry["setting"], f"{entry['id']}\0{entry['place']}"] = entry
            told |= {"kind": entry["kind"], "reason": entry["reason"]}
        else:
            self._made.append((entry["setting"], entry["id"]))
            self._rules.update(rule for rule, _, _ in entry.get("findings", ()))
            size = sum(size for size, _ in entry["files"].values()) if outcome == "made" else 0
            pages = entry["pages"] if outcome == "made" else 0
            told |= {"pages": pages, "bytes": size, "findings": entry["found"]}
        self._teller.tell(outcome, told)

    def report(self) -> None:
        """Writes the report and the list of failures. They are the same however often a run was
        cut off.
        """
        failures = [self._failures[key] for key in sorted(self._failures)]
        first = sorted(self._made)[:MOST_SHOWN]
        shown = [entry for key in first if (entry := self._journal.last(*key))]
        counts = {"đã làm": len(self._made), "không làm được": len(failures)}
        output = self._plan.output
        output.sync(now=True)
        output.write(FAILURES, failures_list(failures))
        output.write(REPORT, report_page(Shown(counts, failures, shown, self._rules)))
        self._teller.end({"report": output.where(REPORT)})


def _place(setting: str, identifier: str) -> str:
    return f"{setting}/{identifier}" if setting else identifier


def _hash(found: Found, data: bytes) -> str:
    # What HTTP declared is a part of the input.
    return sha256(f"{found.http_encoding or ''}\n".encode() + data).hexdigest()
