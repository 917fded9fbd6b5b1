"""The service, as portals and those who do not wish it well meet it: over real sockets."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import resource
import signal
import socket
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote, unquote, urlencode, urljoin
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from services import Service, children, running

from readable import Preferences, read_article, to_html, to_images
from readable.errors import WrongUse
from readable.papers import Paper
from readable.service.asking import ENDPOINTS, Asked, read_body
from readable.service.problems import Problem
from readable.service.store import Memory, Store, open_store, packed, unpacked
from readable.service.work import Answer

ARTICLE = (Path(__file__).parent.parent / "examples" / "article.html").read_bytes()
SHORT = "<h1>Tỉnh Bắc Kạn</h1><p>Hội nghị biểu dương</p>".encode()
TEXT = "Tỉnh Bắc Kạn\nHội nghị biểu dương\n".encode()
# Some 250 pages at 400 %, a second or two of work.
LONG = b"<h1>D\xc3\xa0i</h1>" + "<p>Hội nghị biểu dương các điển hình tiên tiến.</p>".encode() * 600


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with running("--workers", "2", "--patience", "2") as one:
        yield one


# ---- what it answers ----------------------------------------------------------------------------


def test_html_is_what_the_library_makes(service: Service) -> None:
    reply = service.ask("/v1/html?scale=150&theme=dark", ARTICLE)
    expected = to_html(read_article(ARTICLE), Preferences(scale=150, theme="dark"))
    assert (reply.status, reply.body.decode()) == (200, expected)


def test_options_stand_in_json_as_well(service: Service) -> None:
    asked = {"html": SHORT.decode(), "scale": 200, "format": "json"}
    kind = {"Content-Type": "application/json"}
    told = json.loads(service.ask("/v1/html", json.dumps(asked).encode(), kind).body)
    assert told["title"] == "Tỉnh Bắc Kạn"
    assert told["html"] == to_html(read_article(SHORT), Preferences(scale=200))


def test_one_page_all_pages_and_links_hold_the_same_pictures(service: Service) -> None:
    images = to_images(read_article(ARTICLE), Preferences(scale=200), paper=Paper.named("a5"))
    expected = [(one.data, one.alternative) for one in images]
    second = service.ask("/v1/images?scale=200&paper=a5&page=2", ARTICLE)
    told = unquote(second.headers["Readable-Alternative"])
    assert (second.body, told) == expected[1]
    assert second.headers["Readable-Pages"] == str(len(expected))
    with ZipFile(
        BytesIO(service.ask("/v1/images?scale=200&paper=a5&result=zip", ARTICLE).body)
    ) as archive:
        pages = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
        assert "index.html" in archive.namelist()
    assert pages == [data for data, _ in expected]
    listed = json.loads(service.ask("/v1/images?scale=200&paper=a5&result=json", ARTICLE).body)
    linked = [urljoin("/v1/images", page["href"]) for page in listed["pages"]]
    assert [service.ask(link).body for link in linked] == [data for data, _ in expected]


def test_text_and_check(service: Service) -> None:
    assert service.ask("/v1/text", SHORT).body == TEXT
    faint = b'<p style="color:#aaa">T\xe1\xbb\x89nh</p>'
    told = service.ask("/v1/check?level=AA&lang=en", faint).body.decode()
    assert "Contrast 2.32:1" in told


def test_bytes_in_an_old_encoding_are_read(service: Service) -> None:
    kind = {"Content-Type": "text/html; charset=windows-1258"}
    reply = service.ask("/v1/text", "<p>Đồng chí</p>".encode(), kind)
    assert reply.status == 200
    # "Bắc Kạn" in TCVN3, as the page's font says.
    old = b"<p><font face='.VnTime'>B\xbec K\xb9n</font></p>"
    assert service.ask("/v1/text", old, {"Content-Type": "text/html"}).body == "Bắc Kạn\n".encode()


def test_a_body_in_gzip_is_the_same_request(service: Service) -> None:
    plain, packed_ = (
        service.ask("/v1/text", body, headers)
        for body, headers in ((SHORT, {}), (gzip.compress(SHORT), {"Content-Encoding": "gzip"}))
    )
    assert plain.headers["ETag"] == packed_.headers["ETag"]


def test_what_is_known_is_not_sent_again(service: Service) -> None:
    tag = service.ask("/v1/text", SHORT).headers["ETag"]
    assert service.ask("/v1/text", SHORT, {"If-None-Match": tag}).status == 412
    assert service.ask("/v1/text", SHORT, {"If-None-Match": '"other"'}).status == 200
    tag = service.ask("/v1/preferences").headers["ETag"]
    assert service.ask("/v1/preferences", headers={"If-None-Match": f"W/{tag}"}).status == 304


def test_files_are_kept_for_good_under_the_name_of_what_they_hold(service: Service) -> None:
    place = service.ask("/widget/toolbar.js").headers["Location"]
    reply = service.ask(place, headers={"Accept-Encoding": "br, gzip"})
    plain = service.ask(place)
    assert "immutable" in reply.headers["Cache-Control"]
    assert reply.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(reply.body) == plain.body
    tag = {"If-None-Match": plain.headers["ETag"]}
    assert service.ask(place, headers=tag).status == 304
    assert service.ask("/widget/../web.py").status == 404
    assert service.ask("/widget/fonts/%2e%2e/toolbar.js").status == 404


# ---- what it refuses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "body", "headers", "status", "vi", "en"),
    [
        ("/v1/html?scale=9", SHORT, {}, 422, "“scale” chưa đúng; cần: minimum: 50.", "minimum: 50"),
        ("/v1/html?scale=x", SHORT, {}, 422, "cần: integer.", "expected: integer."),
        ("/v1/html?size=9", SHORT, {}, 422, "“size” chưa đúng", "“size” is not"),
        ("/v1/html?theme=%23777777/%23888888", SHORT, {}, 422, "Hãy chọn cỡ chữ", "Choose another"),
        ("/v1/images?one=true&header=true", SHORT, {}, 422, "“header” chưa đúng", "one: false"),
        ("/v1/images?page=99", SHORT, {}, 422, "Bài viết có 1 trang.", "has 1 pages"),
        ("/v1/images?dpi=600&result=zip&paper=a3", LONG, {}, 422, "Vượt giới hạn", "too many"),
        ("/v1/html", b"", {}, 422, "“html”", "“html”"),
        ("/v1/html", b"<p></p>", {}, 422, "không có bài viết", "no article"),
        ("/v1/html", SHORT, {"Content-Type": "text/plain"}, 415, "Hãy gửi", "Send"),
        ("/v1/html", SHORT, {"Content-Encoding": "br"}, 415, "gzip", "gzip"),
        ("/v1/html", SHORT, {"Content-Encoding": "gzip"}, 400, "gzip", "gzip"),
        ("/v1/html", b"{", {"Content-Type": "application/json"}, 400, "JSON", "JSON"),
        ("/v1/html", b"[" * 99999, {"Content-Type": "application/json"}, 400, "JSON", "JSON"),
        ("/v1/html", b'{"html": NaN}', {"Content-Type": "application/json"}, 400, "JSON", "JSON"),
        ("/v1/images/" + "0" * 40 + "/1", None, {}, 404, "gửi lại", "again"),
        ("/nowhere", None, {}, 404, "/docs", "/docs"),
        ("/v1/html", None, {}, 405, "Allow", "Allow"),
    ],
)
def test_a_refusal_says_what_to_do_in_the_language_asked_for(
    service: Service,
    path: str,
    body: bytes | None,
    headers: dict[str, str],
    status: int,
    vi: str,
    en: str,
) -> None:
    for language, expected in (("vi-VN,en;q=0.5", vi), ("en", en)):
        reply = service.ask(path, body, headers | {"Accept-Language": language})
        told = json.loads(reply.body)
        assert reply.headers["Content-Type"] == "application/problem+json"
        assert (reply.status, told["status"]) == (status, status)
        assert expected in told["detail"]


def test_nothing_is_fetched_and_no_file_is_read(service: Service, tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("p { color: #ccc }")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a"
        page = "".join(
            f"<link rel=stylesheet href='{one}'><style>@import '{one}'</style><img src='{one}'>"
            f"<svg><image href='{one}'/></svg><object data='{one}'></object>"
            for one in (address, secret.as_uri(), str(secret), "readable/service/web.py")
        )
        for path in ("/v1/html?standalone=true", "/v1/images", "/v1/text", "/v1/check?format=text"):
            reply = service.ask(path, f"{page}<p>Tỉnh Bắc Kạn</p>".encode())
            assert reply.status == 200
            assert b"Contrast" not in reply.body
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_token_opens_what_costs_something_and_origins_are_named() -> None:
    options = ("--workers", "1", "--token-from", "TOKEN", "--origin", "https://portal.example")
    with running(*options, TOKEN="k" * 32) as service:
        assert service.ask("/v1/text", SHORT).status == 401
        assert service.ask("/metrics").status == 401
        assert service.ask("/health").status == 200
        shown = {"Authorization": "Bearer " + "k" * 32, "Origin": "https://portal.example"}
        reply = service.ask("/v1/text", SHORT, shown)
        assert reply.status == 200
        assert reply.headers["Access-Control-Allow-Origin"] == "https://portal.example"
        other = service.ask("/v1/text", SHORT, shown | {"Origin": "https://other.example"})
        assert other.headers["Access-Control-Allow-Origin"] is None
        asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "POST"}
        refused = service.ask("/v1/text", None, asked, method="OPTIONS")
        assert refused.status == 403
        assert refused.headers["Content-Type"] == "application/problem+json"
        asked["Origin"] = "https://portal.example"
        assert service.ask("/v1/text", None, asked, method="OPTIONS").status == 200


# ---- those who do not wish it well --------------------------------------------------------------


def quick(service: Service) -> None:
    """Others are served as if nothing were."""
    began = monotonic()
    assert service.ask("/v1/text", SHORT).status == 200
    assert monotonic() - began < 2


def closed_within(connection: socket.socket, seconds: float, send: bytes = b"") -> bytes:
    """What comes until the other side hangs up, while a byte is sent now and then."""
    began, received = monotonic(), b""
    connection.settimeout(0.2)
    while monotonic() - began < seconds:
        try:
            if send:
                connection.sendall(send)
            part = connection.recv(65536)
            if not part:
                return received
            received += part
        except TimeoutError:
            continue
        except OSError:
            return received
    raise AssertionError(f"still open after {seconds} s: {received[:200]!r}")


HEAD = b"POST /v1/text HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\n"


def test_slow_heads_and_bodies_are_cut_off_and_harm_nobody(service: Service) -> None:
    slow = [(HEAD, b"X"), (b"", b"G"), (b"", b""), (HEAD + b"Content-Length: 999\r\n\r\n", b"x")]
    with ThreadPoolExecutor(len(slow) * 5) as threads:
        waiting = []
        for begun, more in slow * 5:
            connection = service.socket()
            connection.sendall(begun)
            waiting.append(threads.submit(closed_within, connection, 8, more))
        quick(service)
        replies = [one.result() for one in waiting]
    assert all(b" 408 " in one.partition(b"\r\n")[0] for one in replies[3::4])


def test_a_half_closed_connection_is_answered_if_all_was_said(service: Service) -> None:
    with service.socket() as connection:
        connection.sendall(
            HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(SHORT) + SHORT
        )
        connection.shutdown(socket.SHUT_WR)
        assert closed_within(connection, 10).endswith(b"\r\n\r\n" + TEXT)
    with service.socket() as connection:
        connection.sendall(HEAD + b"Content-Length: 999\r\n\r\nxxx")
        connection.shutdown(socket.SHUT_WR)
        assert closed_within(connection, 5) == b""
    quick(service)


def send_until_cut(connection: socket.socket, data: bytes) -> bool:
    """Sends, and takes nothing; whether the other side hangs up within ten seconds."""
    connection.settimeout(10)
    for _ in range(100):
        try:
            connection.sendall(data)
        except TimeoutError:
            return False
        except OSError:
            return True
        sleep(0.1)
    return False


def test_who_does_not_take_the_answer_is_cut_off(service: Service) -> None:
    place = service.ask("/widget/readable.css").headers["Location"]
    with service.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        asked = f"GET {place} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        assert send_until_cut(connection, asked * 200)
    quick(service)


CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (HEAD + b"X: " + b"x" * 200_000, 431),
        (HEAD + b"A: b\r\n" * 40_000, 431),
        (b"GET /" + b"x" * 200_000, 431),
        (CHUNKED + b"\r\n1;" + b"x" * 200_000, 431),
        (b"\x16\x03\x01\x02\x00\r\n\r\n", 400),
        (b"GET /health HTTP/1.1\r\n\r\n", 400),
        (CHUNKED + b"\r\n3\r\n<p>\r\nno\r\n", 400),
        (CHUNKED + b"Content-Length: 3\r\n\r\n3\r\n<p>\r\n0\r\n\r\n", 400),
    ],
)
def test_what_is_no_http_is_told_so(service: Service, sent: bytes, status: int) -> None:
    with service.socket() as connection:
        connection.sendall(sent)
        head, _, body = closed_within(connection, 10).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"content-type: application/problem+json" in head
    assert json.loads(body)["status"] == status
    quick(service)


def test_too_large_a_body_is_told_so_though_all_of_it_is_sent(service: Service) -> None:
    assert service.ask("/v1/text", b"x" * (17 << 20)).status == 413


def test_the_rest_of_a_refused_body_is_not_awaited_for_long(service: Service) -> None:
    with service.socket() as connection:
        connection.sendall(b"POST /v1/no HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n")
        assert b" 404 " in closed_within(connection, 8, b"x")


def test_an_address_is_taken_as_a_proxy_is_told_it(service: Service) -> None:
    with service.socket() as connection:
        connection.sendall(b"GET http://x/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert closed_within(connection, 5).endswith(b"\r\n\r\nok\n")


def test_a_bomb_in_gzip_is_not_unpacked(service: Service) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(50)) + packer.flush()
    reply = service.ask("/v1/text", bomb, {"Content-Encoding": "gzip"})
    assert (reply.status, len(bomb) < 1 << 20) == (413, True)
    length = {"Content-Length": str(1 << 34)}
    assert service.ask("/v1/text", SHORT, length).status == 413
    quick(service)


@pytest.mark.parametrize("tag", ["<div>", "<b><p>", "<table><tr><td>"])
def test_ten_megabytes_of_nested_tags_hold_nobody_up(service: Service, tag: str) -> None:
    body = tag.encode() * (10_000_000 // len(tag)) + SHORT
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(service.ask, "/v1/html", body)
        sleep(0.2)
        quick(service)
        assert waiting.result().status in (200, 422)


def test_a_render_that_takes_too_long_is_ended_and_others_go_on() -> None:
    many = ("--most-pages", "99999", "--most-megapixels", "99999")
    with running("--workers", "1", "--most-seconds", "0.6", *many) as service:
        assert service.ask("/v1/text", SHORT).status == 200
        reply = service.ask("/v1/images?scale=400&result=zip", LONG * 40)
        assert (reply.status, json.loads(reply.body)["type"]) == (422, "urn:readable:problem:time")
        quick(service)
        assert b"readable_workers_replaced_total 1\n" in service.ask("/metrics").body


# ---- workers that are gone ----------------------------------------------------------------------


def until(is_so: Callable[[], bool]) -> None:
    """Waits for what will be so on a machine of any speed; fails after a minute."""
    end = monotonic() + 60
    while not is_so():
        assert monotonic() < end
        sleep(0.02)


def has(service: Service, *lines: str) -> bool:
    """Whether the metrics hold all these lines."""
    return set(lines) <= set(service.ask("/metrics").body.decode().splitlines())


def test_a_service_whose_terminal_is_closed_ends_and_leaves_nothing_behind(
    short_folder: Path,
) -> None:
    # As a terminal starts it; what runs the tests may ignore its own end, as `nohup` does.
    ours = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        with running("--workers", "1", TMPDIR=str(short_folder)) as service:
            until(lambda: service.ask("/ready").status == 200)
            os.kill(service.process.pid, signal.SIGHUP)
            assert service.process.wait(60) == 0
    finally:
        signal.signal(signal.SIGHUP, ours)
    assert not list(short_folder.glob("readable-*/[!.]*"))


def test_a_worker_killed_in_a_render_is_replaced_and_the_article_answered() -> None:
    with running("--workers", "1") as service, ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(service.ask, "/v1/images?scale=300&result=zip", ARTICLE)
        until(lambda: has(service, "readable_renders_running 1"))
        os.kill(service.workers()[0], signal.SIGKILL)
        assert waiting.result().status == 200
        assert has(service, "readable_workers_replaced_total 1")
        # With nothing to do it is missed as well.
        os.kill(service.workers()[0], signal.SIGKILL)
        until(lambda: has(service, "readable_workers_replaced_total 2", "readable_workers 1"))


def test_without_workers_it_is_not_ready_and_says_why(tmp_path: Path) -> None:
    python = tmp_path / "python"
    there = os.pathsep.join((str(Path(__file__).parent.parent), *sys.path))
    with running("--workers", "2", interpreter=python, PYTHONPATH=there) as service:
        for article in (SHORT, SHORT + b"<p></p>"):
            reply = service.ask("/ready", headers={"Accept-Language": "en"})
            told = json.loads(reply.body)
            assert (reply.status, told["title"]) == (503, "The server has no workers")
            assert told["cause"]
            refused = service.ask("/v1/text", article)
            assert (refused.status, refused.headers["Retry-After"]) == (503, "2")
            assert service.ask("/health").status == 200
            assert has(service, "readable_workers 0")
            python.symlink_to(os.path.realpath(sys.executable))
            until(lambda: has(service, "readable_workers 2"))
            assert service.ask("/ready").status == 200
            assert service.ask("/v1/text", article).body == TEXT
            python.unlink()
            for process in children(service.process.pid):
                os.kill(process, signal.SIGKILL)
            until(lambda: service.ask("/ready").status == 503)


def test_nothing_is_made_for_who_is_gone() -> None:
    with running("--workers", "1", "--waiting", "2") as service, ThreadPoolExecutor(1) as threads:
        assert service.ask("/ready").status == 200
        os.kill(service.workers()[0], signal.SIGSTOP)
        impatient = [service.socket() for _ in range(3)]
        for number, connection in enumerate(impatient):
            body = b"<p>%d</p>" % number
            connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        until(lambda: service.ask("/ready").status == 503)
        for connection in impatient:
            connection.close()
        until(lambda: has(service, "readable_renders_waiting 0"))
        assert service.ask("/ready").status == 200
        waiting = threads.submit(service.ask, "/v1/text", SHORT)
        until(lambda: has(service, "readable_renders_waiting 1"))
        os.kill(service.workers()[0], signal.SIGCONT)
        assert waiting.result().body == TEXT
        # One had been handed to the worker.
        assert has(service, 'readable_results_total{source="rendered"} 2')


# ---- many at a time -----------------------------------------------------------------------------


def numbered(service: Service, path: str) -> Callable[[int], Any]:
    """Asks for articles that are none the other's."""
    return lambda number: service.ask(path, ARTICLE + f"<p>Số {number}</p>".encode())


def test_more_than_can_wait_are_told_when_to_come_again() -> None:
    with running("--workers", "1", "--waiting", "3") as service:
        with ThreadPoolExecutor(30) as threads:
            ask = numbered(service, "/v1/images?scale=300&result=zip")
            replies = list(threads.map(ask, range(30)))
        refused = [one for one in replies if one.status == 503]
        assert {one.status for one in replies} == {200, 503}
        assert len(refused) >= 20
        assert all(1 <= int(one.headers["Retry-After"]) <= 60 for one in refused)
        assert service.ask("/ready").status == 200
        quick(service)


def test_the_same_article_at_a_time_is_made_once(service: Service) -> None:
    before = service.ask("/metrics").body.decode()
    with ThreadPoolExecutor(8) as threads:
        path = "/v1/images?scale=250&format=webp"
        bodies = set(threads.map(lambda _: service.ask(path, ARTICLE).body, range(8)))
    after = service.ask("/metrics").body.decode()
    made = 'readable_results_total{source="rendered"} '
    count = [int(text.partition(made)[2].partition("\n")[0] or 0) for text in (before, after)]
    assert (len(bodies), count[1] - count[0]) == (1, 1)


def test_who_is_being_served_when_it_is_told_to_end_is_served() -> None:
    with running("--workers", "2") as service, ThreadPoolExecutor(20) as threads:
        ask = numbered(service, "/v1/images?scale=300&result=zip")
        waiting = [threads.submit(ask, number) for number in range(20)]
        running_ = b"readable_renders_running 2\nreadable_renders_waiting 18\n"
        deadline = monotonic() + 10
        while monotonic() < deadline:
            told = service.ask("/metrics").body
            lines = [one for one in told.splitlines(True) if one.startswith(b"readable_renders_")]
            if b"".join(lines) == running_:
                break
        assert service.stop() == 0
        assert [one.result().status for one in waiting] == [200] * 20


def test_a_second_ctrl_c_ends_it_at_once() -> None:
    with running("--workers", "1") as service:
        assert service.ask("/ready").status == 200
        os.kill(service.workers()[0], signal.SIGSTOP)
        with service.socket() as connection:
            connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(SHORT) + SHORT)
            until(lambda: has(service, "readable_renders_running 1"))
            for _ in range(2):
                os.kill(service.process.pid, signal.SIGINT)
                sleep(0.1)
            assert service.process.wait(30) == 130


# ---- what is kept -------------------------------------------------------------------------------


def test_memory_keeps_what_was_used_last() -> None:
    memory = Memory(1)
    for key in "abcde":
        memory.put(key, bytes(200_000))
        memory.get("a")
    memory.put("f", bytes(200_000))
    assert [key for key in "abcdef" if memory.get(key)] == ["a", "c", "d", "e", "f"]
    memory.put("g", bytes(300_000))
    assert (memory.get("g"), memory.bytes) == (None, 1_000_000)


@pytest.fixture(params=["folder", "redis", "fsspec"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "redis":
        from fakeredis import TcpFakeServer

        server = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        opened = open_store(f"redis://127.0.0.1:{port}/0", 1)
    else:
        place = str(tmp_path / "kept") if request.param == "folder" else "memory://kept"
        opened = open_store(place, 1)
    assert opened is not None
    yield opened
    if request.param == "redis":
        server.shutdown()
        server.server_close()


def test_a_store_gives_back_what_it_was_given(store: Store) -> None:
    answer = Answer("text/html", "Bắc\nKạn".encode(), {"Readable-Findings": "2"})
    assert store.get("ab" * 20) is None
    store.put("ab" * 20, packed(answer))
    found = store.get("ab" * 20)
    assert found is not None
    assert unpacked(found) == answer
    assert unpacked(b"somebody else's") is None


def test_a_store_that_cannot_be_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for address in (str(tmp_path / "file"), "redis://[", "redis://host:port", "nowhere://x"):
        with pytest.raises(WrongUse):
            open_store(address, 1)


def test_a_full_folder_loses_what_was_used_longest_ago(tmp_path: Path) -> None:
    kept = open_store(str(tmp_path), 1)
    assert kept is not None
    for key in ("aa", "bb", "cc", "dd", "ee"):
        kept.put(key, bytes(250_000))
        sleep(0.02)
        assert kept.get("aa")
    assert [key for key in ("aa", "bb", "cc", "dd", "ee") if kept.get(key)] == ["aa", "dd", "ee"]


def test_another_process_finds_what_was_stored_and_a_store_that_is_away_is_no_fault(
    tmp_path: Path,
) -> None:
    for source in ("rendered", "store"):
        with running("--workers", "1", "--store", str(tmp_path / "kept")) as service:
            assert service.ask("/v1/text", SHORT).status == 200
            assert f'{{source="{source}"}} 1' in service.ask("/metrics").body.decode()
    with running("--workers", "1", "--store", "redis://127.0.0.1:1/") as service:
        assert service.ask("/v1/text", SHORT).status == 200


# ---- what is read -------------------------------------------------------------------------------

anything = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=8,
)
options = some.dictionaries(
    some.sampled_from(sorted({name for one in ENDPOINTS.values() for name in one.options})),
    anything | some.sampled_from(["light", "sans", "png", "page"]),
    max_size=4,
)


def as_form(html: str) -> bytes:
    """What a browser's form would send."""
    return (
        b'--x\r\nContent-Disposition: form-data; name="html"; filename="/etc/passwd"\r\n\r\n%b'
        % (html.encode("utf-8", "replace"))
    )


words = some.text(some.characters(codec="latin-1", exclude_characters="\r\n\0"), max_size=30)
values = {
    "Accept": some.sampled_from(["image/png", "*/*;q=x", "text/html;q=0", ",;=,"]),
    "Accept-Language": some.sampled_from(["vi", "en;q=1e999", "en;q=nan", "-", "vi;q=0,en;q=0"]),
    "Accept-Encoding": some.sampled_from(["gzip;q=0", "gzip;q=0.000", "*", "br"]),
    "Authorization": some.sampled_from(["Bearer", "Bearer x", "Basic Og==", "bearer \xff"]),
    "Content-Encoding": some.sampled_from(["gzip", "GZIP", "br", "deflate", "gzip, gzip", ""]),
    "Content-Type": some.sampled_from(
        [
            "text/html",
            "application/json; charset=x",
            "text/html; charset=base64",
            "text/html; charset*=utf-8''%ff",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "text/html;;=",
        ]
    ),
    "Cookie": some.sampled_from(["readable=scale=150", "=;=", "readable="]),
    "If-None-Match": some.sampled_from(["*", '"', 'W/"x", "y', '"' * 99]),
    "Origin": some.sampled_from(["null", "https://portal.example", "://"]),
    "Range": some.sampled_from(["bytes=0-1", "bytes=-", "x=1"]),
    "X-Forwarded-For": some.sampled_from(["127.0.0.1", "::1, x"]),
}
headers_ = some.fixed_dictionaries(
    {}, optional={name: value | words for name, value in values.items()}
)
html_ = some.text(max_size=40) | some.just(
    "<p>Bắc Kạn</p><img src=ADDRESS><a href=file:///etc/passwd>"
)
bodies = (
    some.binary(max_size=60)
    | some.builds(lambda html, rest: json.dumps({"html": html, **rest}).encode(), html_, options)
    | html_.map(lambda html: html.encode("utf-8", "replace"))
    | html_.map(as_form)
    | some.builds(lambda html: urlencode({"html": html}).encode(), html_)
)
paths = some.sampled_from(
    [*(one.path for one in ENDPOINTS.values()), "/v1/preferences", "/ready", "/metrics", "/docs"]
) | some.builds(lambda rest: f"/widget/{quote(rest)}", some.text(max_size=20))
queries = some.text(max_size=40).map(quote) | some.builds(
    lambda one: urlencode(one, errors="replace"), options
)


def test_whatever_comes_over_http_is_answered_or_told(service: Service) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.2)
        address = b"http://127.0.0.1:%d/" % other.getsockname()[1]

        @settings(max_examples=250)
        @given(
            some.sampled_from(["POST", "POST", "GET", "HEAD", "PUT"]),
            paths,
            queries,
            headers_,
            bodies,
            some.booleans(),
        )
        def ask(
            method: str, path: str, query: str, sent: dict[str, str], body: bytes, is_packed: bool
        ) -> None:
            body = body.replace(b"ADDRESS", address)
            if is_packed:
                body = gzip.compress(body)
                sent = {"Content-Encoding": "gzip", **sent}
            reply = service.ask(f"{path}?{query}", body, sent, method)
            assert reply.status < 500
            assert b"root:" not in reply.body
            if reply.status >= 400 and method != "HEAD":
                assert reply.headers["Content-Type"] == "application/problem+json"
                told = json.loads(reply.body)
                assert told["status"] == reply.status
                assert told["detail"]

        ask()
        with pytest.raises(TimeoutError):
            other.accept()


@given(
    some.binary()
    | some.builds(
        lambda told, body: json.dumps(told).encode() + b"\n" + body, anything, some.binary()
    )
    | some.builds(
        lambda kind, headers: json.dumps({"type": kind, "headers": headers, "crc": 0}).encode(),
        anything,
        anything,
    )
)
def test_what_a_store_holds_is_an_answer_or_nothing(data: bytes) -> None:
    found = unpacked(data)
    assert found is None or packed(found).partition(b"\n")[2] == data.partition(b"\n")[2]


def test_a_damaged_answer_is_made_anew_and_kept(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    for damage in (lambda data: data[:-3], lambda data: b"", lambda data: data[:-1] + b"!"):
        with running("--workers", "1", "--store", str(kept)) as service:
            assert service.ask("/v1/text", SHORT).body == TEXT
            assert service.ask("/v1/text", SHORT).body == TEXT
            assert has(service, 'readable_results_total{source="memory"} 1')
        (path,) = kept.glob("*/*.result")
        path.write_bytes(damage(path.read_bytes()))


def test_a_store_that_cannot_be_written_harms_nobody(tmp_path: Path) -> None:
    with running("--workers", "1", "--store", str(tmp_path / "kept")) as service:
        assert service.ask("/ready").status == 200
        # As a disk that is full: no file may be longer than a byte.
        resource.prlimit(service.process.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        assert service.ask("/v1/text", SHORT).body == TEXT
        assert has(service, "readable_store_faults_total 1")
        assert service.ask("/v1/text", SHORT).body == TEXT
        assert [path.name for path in (tmp_path / "kept").rglob("*") if path.is_file()] == []


@settings(max_examples=150, deadline=None)
@given(
    some.sampled_from(sorted(ENDPOINTS)),
    some.binary(max_size=60)
    | some.builds(
        lambda html, rest: json.dumps({"html": html, **rest}).encode(), anything, options
    ),
    some.text(max_size=60)
    | some.builds(lambda one: "&".join(f"{n}={quote(str(v))}" for n, v in one.items()), options),
)
def test_whatever_is_sent_is_a_request_or_a_problem(name: str, body: bytes, query: str) -> None:
    for kind in ("application/json", "text/html"):
        found: Asked | Problem
        try:
            found = read_body(ENDPOINTS[name], body, kind, None, query, "vi")
        except Problem as problem:
            found = problem
        if isinstance(found, Problem):
            assert 400 <= found.status < 500
            assert all(found.told(language)["detail"] for language in ("vi", "en"))
        else:
            assert len(found.key) == 40


# ---- mounted beside others ----------------------------------------------------------------------


def test_it_is_mounted_beside_a_portal(tmp_path: Path) -> None:
    from examples.service.portal import portal

    async def ask() -> tuple[int, str]:
        sent: list[dict[str, Any]] = []
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/large-print/health",
            "query_string": b"",
            "headers": [],
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b""}

        async def send(message: Any) -> None:
            sent.append(message)

        await portal(scope, receive, send)
        return sent[0]["status"], sent[1]["body"].decode()

    assert asyncio.run(ask()) == (200, "ok\n")
