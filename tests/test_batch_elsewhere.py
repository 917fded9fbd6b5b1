"""A batch on a cluster, from and to an object store, is what it is on one machine."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest
from test_batch import (
    BASE,
    FEW,
    lines_of,
    pack,
    page,
    tree,
    wait_for_lines,
    with_pictures,
    write,
)

from readable.batch.inputs import Inputs
from readable.batch.names import JOURNAL
from readable.bench.articles import article_html
from readable.cli import main
from readable.errors import UnreadableInput

SIZE = ("--scale", "200%")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen articles and one that is none."""
    folder = tmp_path_factory.mktemp("archive")
    pages = {f"tin-{number:02}": article_html(number, words=80) for number in range(FEW)}
    return write(folder, **pages, trống="")


@pytest.fixture(scope="module")
def local(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What this machine makes of them."""
    out = tmp_path_factory.mktemp("local") / "out"
    assert main(["batch", str(archive), "-o", str(out), *SIZE, "--workers", "2"]) == 1
    return out


# ---- Dask -------------------------------------------------------------------------------------


def test_a_cluster_of_processes_makes_the_same_files(
    archive: Path, local: Path, tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    command = [*BASE, archive, "-o", tmp_path / "out", *SIZE, "--engine", "dask", "--workers", "2"]
    done = subprocess.run(command, capture_output=True)
    assert done.returncode == 1, done.stderr.decode()
    assert tree(tmp_path / "out") == tree(local)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[Path]:
    """The file that tells where a scheduler is which has no worker yet."""
    pytest.importorskip("distributed")
    file = tmp_path / "scheduler.json"
    where = ["--port", "0", "--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
    with dask("scheduler", *where):
        deadline = time.monotonic() + 60
        while not (file.exists() and file.read_text()) and time.monotonic() < deadline:
            time.sleep(0.1)
        yield file


@contextmanager
def dask(*arguments: str) -> Iterator[None]:
    """A process of a cluster, started as one does by hand, and what it starts."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        with suppress(ProcessLookupError, PermissionError):  # it has ended
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def worker(scheduler: Path) -> AbstractContextManager[None]:
    """A worker, with the nanny that brings it back."""
    own = scheduler.with_suffix("")
    where = ["--scheduler-file", str(scheduler), "--local-directory", str(own)]
    return dask("worker", *where, "--nthreads", "1", "--no-dashboard")


def on_cluster(scheduler: Path) -> list[str]:
    return ["--engine", "dask", "--scheduler", json.loads(scheduler.read_text())["address"]]


def test_a_cluster_that_loses_a_worker_loses_no_article(
    archive: Path, local: Path, tmp_path: Path, scheduler: Path
) -> None:
    from distributed import Client

    out = tmp_path / "out"
    command = [*BASE, archive, "-o", out, *SIZE, *on_cluster(scheduler)]
    with worker(scheduler), worker(scheduler):
        with Client(scheduler_file=str(scheduler)) as client:
            client.wait_for_workers(2, timeout=60)
            one, _ = client.run(os.getpid).values()
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for_lines(run, out, 2)
        os.kill(one, signal.SIGKILL)
        assert run.wait(120) == 1
    assert tree(out) == tree(local)
    done = [line["id"] for line in lines_of(out) if line["outcome"] == "done"]
    assert len(done) == len(set(done)) == FEW


def test_a_cluster_without_a_worker_is_waited_for_and_said_so(
    archive: Path, local: Path, tmp_path: Path, scheduler: Path
) -> None:
    command = [*BASE, archive, "-o", tmp_path / "out", *SIZE, *on_cluster(scheduler)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert run.stderr is not None
    said = run.stderr.readline()
    assert "no worker" in said
    assert "dask worker tcp://127.0.0.1:" in said
    with worker(scheduler):
        told = run.communicate(timeout=120)[1]
    assert run.returncode == 1
    assert "no worker" not in told
    assert tree(tmp_path / "out") == tree(local)


def test_a_scheduler_that_ends_is_told_of_in_a_line(
    archive: Path, tmp_path: Path, scheduler: Path
) -> None:
    from distributed import Client

    out = tmp_path / "out"
    command = [*BASE, archive, "-o", out, *SIZE, *on_cluster(scheduler)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert run.stderr is not None
    run.stderr.readline()  # that no worker is there
    with Client(scheduler_file=str(scheduler)) as client:
        one = client.run_on_scheduler(os.getpid)
    os.kill(one, signal.SIGKILL)
    said = run.communicate(timeout=120)[1]
    assert run.returncode == 2
    assert said.splitlines()[-1].endswith("run it again to go on")
    assert "Traceback" not in said


# ---- object stores ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of an empty bucket on a server of this machine."""
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patched.setenv("AWS_DEFAULT_REGION", "us-east-1")
        # What stands for a key and its secret: the server takes anything.
        patched.setenv("AWS_ACCESS_KEY_ID", "testing")
        patched.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        import s3fs

        s3fs.S3FileSystem().mkdir("archive")
        yield "s3://archive"
    server.stop()


def test_an_object_store_is_read_and_written(
    archive: Path, local: Path, tmp_path: Path, bucket: str
) -> None:
    import s3fs

    store = s3fs.S3FileSystem()
    for path in archive.iterdir():
        store.put_file(str(path), f"archive/in/{path.name}")
    command = [*BASE, f"{bucket}/in", "-o", f"{bucket}/out", *SIZE, "--workers", "2", "--json"]
    done = subprocess.run(command, capture_output=True)
    assert done.returncode == 1, done.stderr.decode()
    store.invalidate_cache()
    store.get("archive/out/", str(tmp_path / "got"), recursive=True)
    for path in (tmp_path / "got" / JOURNAL).iterdir():
        path.unlink()
    made, expected = tree(tmp_path / "got"), tree(local)
    # Both name the article that failed by where it is.
    for name in ("failures.jsonl", "report.html"):
        del made[name], expected[name]
    assert made == expected
    # Of a second run nothing is new but what changed, and pages that are no more go.
    store.pipe_file("archive/in/tin-00.html", page("A").encode())
    told = map(json.loads, subprocess.run(command, stdout=subprocess.PIPE).stdout.splitlines())
    seen = {one["id"]: one["event"] for one in told if "id" in one}
    assert [name for name, event in seen.items() if event == "made"] == ["tin-00.html"]
    store.invalidate_cache()
    pages = [name for name in store.ls("archive/out/tin-00.html", detail=False) if "page" in name]
    assert len(pages) == 1


def test_pictures_in_a_store_and_in_its_archives_are_shown(tmp_path: Path, bucket: str) -> None:
    import s3fs

    store = s3fs.S3FileSystem()
    files = with_pictures(tmp_path / "in")
    assert main(["batch", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--workers", "1"]) == 0
    for name, data in files.items():
        if not name.startswith(".."):
            store.pipe_file(f"archive/pictures/{name}", data)
    store.put_file(str(pack(tmp_path / "a.zip", files)), "archive/a.zip")
    for number, name in enumerate((f"{bucket}/pictures", f"{bucket}/a.zip")):
        out = tmp_path / f"out-{number}"
        done = subprocess.run([*BASE, name, "-o", out, "--workers", "1"], capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
        assert tree(out / "tin") == tree(tmp_path / "out/tin")


def test_a_cluster_writes_to_a_store_and_a_killed_run_goes_on(
    archive: Path, local: Path, tmp_path: Path, bucket: str
) -> None:
    pytest.importorskip("distributed")
    import s3fs

    store = s3fs.S3FileSystem()
    command = [*BASE, archive, "-o", f"{bucket}/large", *SIZE, "--workers", "2", "--engine"]
    run = subprocess.Popen([*command, "local"], stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while not store.glob("archive/large/*/manifest.json") and time.monotonic() < deadline:
        store.invalidate_cache()
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    done = subprocess.run([*command, "dask"], capture_output=True)
    assert done.returncode == 1, done.stderr.decode()
    store.invalidate_cache()
    store.get("archive/large/", str(tmp_path / "got"), recursive=True)
    shutil.rmtree(tmp_path / "got" / JOURNAL)
    assert tree(tmp_path / "got") == tree(local)


def test_a_store_that_takes_nothing_ends_the_run(archive: Path, bucket: str) -> None:
    command = [*BASE, archive, "-o", "s3://nowhere/out", "--workers", "1"]
    done = subprocess.run(command, capture_output=True)
    assert (done.returncode, b"s3://nowhere/out" in done.stderr) == (2, True), done.stderr.decode()


def test_an_address_that_cannot_be_asked_is_told_in_a_line(tmp_path: Path) -> None:
    pytest.importorskip("s3fs")
    environment = {name: value for name, value in os.environ.items() if name[:4] != "AWS_"}
    environment |= {"AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": "http://127.0.0.1:1"}
    # No keys are looked for on this machine.
    environment |= {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    command = [*BASE, "s3://portal/html", "s3://A B/x", "http://[::1", "-o", tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 1
    first, second, third = done.stderr.splitlines()
    assert first.startswith("readable: s3://portal/html cannot be read (Unable to locate cred")
    assert second.startswith("readable: s3://A B/x cannot be read (Parameter validation failed: ")
    assert third.startswith("readable: http://[::1 cannot be read (")


def test_an_archive_at_an_address_is_read(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    (tmp_path / "r.jsonl").write_text(json.dumps({"id": "1", "html": page("A")}) + "\n")
    fsspec.filesystem("memory").put_file(str(tmp_path / "r.jsonl"), "/r.jsonl")
    out = tmp_path / "out"
    options = ["-o", str(out), "--to", "text", "--workers", "1"]
    assert main(["batch", "memory://r.jsonl", *options]) == 0
    assert (out / "1/article.txt").read_text(encoding="utf-8").startswith("A\n")
    assert main(["batch", "memory://none.html", *options]) == 1


def test_a_crawl_is_read_by_its_addresses(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    html = page("Tin") + '<figure><img src="anh.png" alt="Núi"></figure><img src="/b.png" alt="">'
    with (tmp_path / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for address, kind, body in (
            ("https://portal.example/tin?id=1", "text/html; charset=utf-8", html),
            ("https://portal.example/anh.png?w=9", "image/png", "x"),
        ):
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            body_file = BytesIO(body.encode())
            writer.write_record(
                writer.create_warc_record(
                    address, "response", payload=body_file, http_headers=headers
                )
            )
    whole = (tmp_path / "a.warc.gz").read_bytes()
    for cut in range(300, len(whole), 40):
        # Wherever it ends too early, that is told, and no half article is made.
        (tmp_path / "cut.warc.gz").write_bytes(whole[:cut])
        *_, last = Inputs([str(tmp_path / "cut.warc.gz")])
        assert isinstance(last, UnreadableInput), cut
    out = tmp_path / "out"
    options = ["-o", str(out), "--to", "text", "--workers", "1"]
    assert main(["batch", str(tmp_path / "a.warc.gz"), *options]) == 0
    folder = out / "https%3A%2F%2Fportal.example%2Ftin%3Fid=1"
    assert (folder / "article.txt").read_text(encoding="utf-8").startswith("Tin\n")
    (entry,) = (line for line in lines_of(out) if line["outcome"] == "done")
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of "x"
    assert entry["pictures"] == {"anh.png": digest, "/b.png": None}
