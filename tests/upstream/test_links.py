"""Links are asked politely and judged fairly; every test talks to this machine alone.

Waiting is only written down: the clock of these tests is a list of numbers.
"""

import asyncio
import itertools
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from comparison_site.commands import upstream
from comparison_site.commands.upstream import links
from comparison_site.core.tree import describe
from comparison_site.loading.loader import load_file
from comparison_site.upstream import checking
from comparison_site.upstream.checking import (
    Checker,
    Found,
    StoppedError,
    Turns,
    check_all,
    sleep_until,
)  # fmt: skip
from comparison_site.upstream.links import (
    Checked,
    Links,
    addresses,
    due,
    in_turn,
    links_file,
    read_links,
    updated,
)
from comparison_site.upstream.web import Client, Reply, UnreachableError
from tests.support.paths import FRAMEWORKS, MINIMAL, ROOT

TODAY, BEFORE = date(2026, 11, 25), date(2026, 10, 1)
SECONDS = 30.0
"""As long as a client waits for a server that answers in time, however busy the machine is."""
SHORT = 0.25
"""As long as one waits for a server that never does."""


# --- A server that behaves in every way ---


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    asked: list[str]
    hosts: list[str]
    ended: threading.Event

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is no fault."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    seen: dict[str, int]

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path = self.path.partition("?")[0]
        before = sum(entry.endswith(f" {path}") for entry in self.server.asked)
        self.server.asked.append(f"{self.command} {path}")
        self.server.hosts.append(self.headers["Host"])
        if path == "/slow":
            self.server.ended.wait()
        if path == "/dripping":
            self._drip()
            return
        if path in ("/stalling", "/hanging-up"):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n")  # and no end of the head
            if path == "/stalling":
                self.server.ended.wait()
            return
        status, headers = self._reply(path, before)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self) -> None:
        while not self.server.ended.wait(SHORT / 5):
            self.wfile.write(b"H")

    def _reply(self, path: str, before: int) -> tuple[int, dict[str, str]]:
        found = re.fullmatch(r"/(\d{3})", path)
        if path == "/busy-once":
            return (200, {}) if before else (429, {"Retry-After": "7"})
        if path == "/busy-until-a-date":
            return (200, {}) if before else (503, {"Retry-After": "Wed, 25 Nov 2026 12:00:30 GMT"})
        if path == "/busy-for-hours":
            return 429, {"Retry-After": "7200"}
        if path == "/no-head":
            return (405 if self.command == "HEAD" else 200), {}
        if path in REDIRECTS:
            status, target = REDIRECTS[path]
            return status, {"Location": target} if target else {}
        return (int(found[1]) if found else 200), {}


REDIRECTS = {
    "/301": (301, "/new"),
    "/302": (302, "/200"),
    "/308-308": (308, "/301"),
    "/301-302": (301, "/302"),
    "/302-301": (302, "/301"),
    "/301-404": (301, "/404"),
    "/circle": (301, "/circle"),
    "/to-a-file": (301, "file:///etc/passwd"),
    "/to-a-terminal": (301, "/\x1b]0;x"),
    "/to-nowhere": (301, ""),
}


@pytest.fixture
def server() -> Iterator[_Server]:
    """The server; `asked` holds each request."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.asked, server.hosts, server.ended = [], [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.ended.set()
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Watch:
    """A clock that stands still, but for the sleeping."""

    time: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.time += seconds

    def turns(self, pause: float = 0) -> Turns:
        return Turns(pause, self.sleep, lambda: self.time)


def noon() -> datetime:
    return datetime(2026, 11, 25, 12, tzinfo=UTC)


def checker(watch: Watch, pause: float = 0, seconds: float = SECONDS) -> Checker:
    client = Client("test", seconds, allow_private=True)
    return Checker(client.ask, watch.turns(pause), noon)


def closed_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


# --- One link ---


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/200", Found(200)),
        ("/204", Found(204)),
        ("/no-head", Found(200)),
        ("/302", Found(200)),
        ("/302-301", Found(200)),
        ("/301", Found(200, moved_to="/new")),
        ("/308-308", Found(200, moved_to="/new")),
        ("/301-302", Found(200, moved_to="/302")),
        ("/301#part", Found(200, moved_to="/new#part")),
        ("/301-404", Found(404, "the server answers 404 (Not Found)")),
        ("/404", Found(404, "the server answers 404 (Not Found)")),
        ("/410", Found(410, "the server answers 410 (Gone)")),
        ("/403", Found(403, "the server answers 403 (Forbidden)")),
        ("/500", Found(500, "the server answers 500 (Internal Server Error)")),
        ("/999", Found(999, "the server answers 999")),
        ("/circle", Found(301, "redirects more than 10 times")),
        ("/to-a-file", Found(301, "redirects to what is no web address")),
        ("/to-a-terminal", Found(301, "redirects to what is no web address")),
        ("/to-nowhere", Found(301, "redirects to what is no web address")),
        ("/busy-once", Found(200)),
        ("/busy-until-a-date", Found(200)),
        ("/busy-for-hours", Found(429, "the server asks to be left alone for now", is_busy=True)),
        ("/slow", Found(None, "no answer within 0.25 seconds")),
        ("/dripping", Found(None, "no answer within 0.25 seconds")),
        ("/stalling", Found(None, "no answer within 0.25 seconds")),
        ("/hanging-up", Found(None, "the answer is not HTTP, or there was none")),
        ("/pfad/é?q=ü[1]", Found(200)),
    ],
)
def test_every_kind_of_answer_is_understood(server: _Server, path: str, found: Found) -> None:
    watch = Watch()
    is_silent = "no answer" in found.problem
    one = checker(watch, seconds=SHORT if is_silent else SECONDS)
    if is_silent:
        one.silent.add("127.0.0.1")  # one try is enough to see it
    result = one.check(f"{server.url}{path}")
    assert (result.status, result.problem, result.is_busy) == (
        found.status,
        found.problem,
        found.is_busy,
    )
    assert result.moved_to == (f"{server.url}{found.moved_to}" if found.moved_to else "")


def test_a_closed_port_is_tried_again_and_then_broken() -> None:
    watch = Watch()
    assert checker(watch).check(closed_port()) == Found(None, "Connection refused")
    assert watch.slept == [2, 8]


def test_a_host_that_never_answered_is_not_tried_so_often_again() -> None:
    watch, address = Watch(), closed_port()
    one = checker(watch)
    one.check(f"{address}/a")
    one.check(f"{address}/b")
    assert watch.slept == [2, 8]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("http://a..b/", "its host has no valid name"),
        ("http://127.0.0.1:99999/", "the answer is not HTTP, or there was none"),
    ],
)
def test_an_address_that_cannot_be_is_no_traceback(address: str, problem: str) -> None:
    assert checker(Watch()).check(address).problem == problem


def test_a_server_that_speaks_something_else_is_broken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as odd:

        def greet() -> None:
            connection, _ = odd.accept()
            connection.recv(1000)
            connection.sendall(b"220 mail.example ESMTP\r\n")
            connection.close()

        thread = threading.Thread(target=greet)
        thread.start()
        one = checker(Watch())
        one.silent.add("127.0.0.1")
        found = one.check(f"http://127.0.0.1:{odd.getsockname()[1]}/")
        thread.join()
    assert found == Found(None, "the answer is not HTTP, or there was none")


def test_a_server_without_a_certificate_is_broken(server: _Server) -> None:
    one = checker(Watch())
    one.silent.add("127.0.0.1")
    found = one.check(server.url.replace("http:", "https:"))
    assert found.status is None
    assert found.problem


# --- Politeness ---


def test_head_is_asked_first_and_get_only_where_that_fails(server: _Server) -> None:
    checker(Watch()).check(f"{server.url}/200")
    checker(Watch()).check(f"{server.url}/404")
    assert server.asked == ["HEAD /200", "HEAD /404", "GET /404"]


def test_an_overloaded_server_is_given_longer_and_longer(server: _Server) -> None:
    watch = Watch()
    checker(watch).check(f"{server.url}/500")
    assert watch.slept == [2, 8]
    assert server.asked == ["HEAD /500", "GET /500", "GET /500", "GET /500"]


@pytest.mark.parametrize(("path", "wait"), [("/busy-once", 7), ("/busy-until-a-date", 30)])
def test_a_server_that_says_when_to_come_back_is_obeyed(
    server: _Server, path: str, wait: float
) -> None:
    watch = Watch()
    checker(watch).check(f"{server.url}{path}")
    assert watch.slept == [wait]


def test_nobody_waits_for_hours(server: _Server) -> None:
    watch = Watch()
    assert checker(watch).check(f"{server.url}/busy-for-hours").is_busy
    assert watch.slept == []
    assert server.asked == ["HEAD /busy-for-hours"]


def test_a_host_rests_between_two_requests(server: _Server) -> None:
    watch = Watch()
    one = checker(watch, pause=1)
    one.check(f"{server.url}/301")
    one.check(f"{server.url}/404")
    assert watch.slept == [1, 1, 1]


def test_hosts_are_asked_side_by_side_but_each_for_one_thing_at_a_time() -> None:
    both = threading.Barrier(2, timeout=60)
    asking: list[str] = []
    together: list[int] = []

    def ask(_: str, address: str) -> Reply:
        host = address.split("/")[2]
        asking.append(host)
        together.append(asking.count(host))
        both.wait()  # passes only while the other host is asked, too
        asking.remove(host)
        return Reply(200)

    names = [f"http://{host}/{n}" for host in ("a.example", "b.example") for n in range(4)]
    one = Checker(ask, Turns(0))
    found = dict(check_all(names, one.check, threading.Event()))
    assert sorted(found) == names
    assert together == [1] * 8


def test_a_fault_that_nobody_foresaw_costs_one_link_and_is_named() -> None:
    def check(name: str) -> Found:
        if name.endswith("1"):
            raise KeyError("a mistake of ours")
        return Found(200)

    names = [f"http://a.example/{n}" for n in range(3)]
    found = dict(check_all(names, check, threading.Event()))
    problem = "the check itself failed (KeyError: 'a mistake of ours')"
    assert found == {names[0]: Found(200), names[1]: Found(problem=problem), names[2]: Found(200)}


@pytest.mark.parametrize(
    "date",
    [
        "Mon, 01 Jan 2024 00:00:00 +99999999999999",
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Mon, 01 Jan 0001 00:00:00 +2359",
        "in a while",
        "9" * 400,
    ],
)
def test_a_server_that_names_no_time_to_come_back_at_costs_its_link_alone(date: str) -> None:
    watch = Watch()
    one = Checker(lambda *_: Reply(503, retry_after=date), watch.turns(), noon)
    assert one.check("http://a.example/").problem == "the server answers 503 (Service Unavailable)"
    assert watch.slept in ([2, 8], [])


def test_a_link_that_goes_on_and_on_is_given_up() -> None:
    watch, replies = Watch(), itertools.cycle([Reply(503, retry_after="60"), Reply(301, "/again")])
    one = Checker(lambda *_: next(replies), watch.turns(), noon)
    found = one.check("http://a.example/")
    assert found == Found(503, "the server answers 503 (Service Unavailable)")
    assert watch.slept == [60, 60]


def test_a_new_place_that_is_too_long_with_its_anchor_is_recorded_without_it() -> None:
    replies = iter([Reply(301, f"/{'x' * 450}"), Reply(200)])
    one = Checker(lambda *_: next(replies), Watch().turns(), noon)
    found = one.check(f"http://a.example/#{'y' * 100}")
    assert found == Found(200, moved_to=f"http://a.example/{'x' * 450}")
    assert updated(Links(), ["a"], {"a": found}, TODAY).checked["a"].moved_to == found.moved_to


def test_redirects_that_take_their_time_are_given_up() -> None:
    watch = Watch()

    def ask(*_: str) -> Reply:
        watch.time += 50
        return Reply(302, "/again")

    found = Checker(ask, watch.turns(), noon).check("http://a.example/")
    assert found == Found(302, "redirects without end for 180 seconds")


def test_stopping_lets_no_further_request_begin() -> None:
    stop, asked = threading.Event(), []

    def check(name: str) -> Found:
        asked.append(name)
        stop.set()
        return Found(200)

    rounds = check_all([f"http://a.example/{n}" for n in range(9)], check, stop)
    assert next(rounds)[0] == "http://a.example/0"
    rounds.close()  # type: ignore[attr-defined]
    assert asked == ["http://a.example/0"]


def test_stopping_ends_every_wait() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(StoppedError):
        sleep_until(stop)(3600)


def test_a_link_that_waits_while_the_run_is_stopped_is_not_judged() -> None:
    stop = threading.Event()

    def ask(_: str, address: str) -> Reply:
        if "busy" in address:
            stop.set()
            return Reply(503, retry_after="60")
        return Reply(200)

    one = Checker(ask, Turns(0, sleep_until(stop)))
    names = ["http://a.example/1", "http://a.example/busy", "http://a.example/3"]
    assert dict(check_all(names, one.check, stop)) == {names[0]: Found(200)}


# --- No way behind the walls ---


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What sockets were to lead to, as the loop that opens them is told; none is let through."""
    asked: list[Any] = []

    async def connect(_: Any, __: Any, host: str, port: int, **___: Any) -> Any:
        asked.append((host, port))
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(asyncio.BaseEventLoop, "create_connection", connect)
    return asked


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "2130706433", "0.0.0.0", "10.0.0.1", "169.254.169.254",  # noqa: S104
        "100.64.0.1", "192.168.1.1", "224.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[fd00::1]",
        "[fe80::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[ff02::1]", "[::127.0.0.1]",
        "[fec0::1]", "[::ffff:0:127.0.0.1]",
    ],
)  # fmt: skip
def test_private_addresses_are_never_asked(host: str, connected: list[Any]) -> None:
    with pytest.raises(UnreachableError, match=r"no public address|no such host") as error:
        Client("test", SECONDS).ask("GET", f"http://{host}:8080/")
    assert "no such host" not in str(error.value) or host.startswith("[")
    assert connected == []


def looked_up(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
    """Let the names that are looked up lead to these addresses, one list after the other."""
    rounds = iter(answers)

    def find(_: str, port: int, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (n, port)) for n in next(rounds)]

    monkeypatch.setattr(socket, "getaddrinfo", find)


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(
    monkeypatch: pytest.MonkeyPatch, connected: list[Any]
) -> None:
    """A name that changes its address between two look-ups gains nothing."""
    looked_up(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    with pytest.raises(UnreachableError, match="Connection refused"):
        Client("test", SECONDS).ask("GET", "https://rebinding.example/")
    assert connected == [("93.184.216.34", 443)]


def test_every_address_of_a_name_is_tried_unless_one_is_private(
    monkeypatch: pytest.MonkeyPatch, connected: list[Any]
) -> None:
    looked_up(monkeypatch, ["93.184.216.34", "8.8.8.8"], ["93.184.216.34", "10.0.0.1"])
    client = Client("test", SECONDS)
    with pytest.raises(UnreachableError, match="Connection refused"):
        client.ask("GET", "http://public.example/")
    assert connected == [("93.184.216.34", 80), ("8.8.8.8", 80)]
    with pytest.raises(UnreachableError, match=r"it leads to 10\.0\.0\.1, which is no public"):
        client.ask("GET", "http://mixed.example/")
    assert len(connected) == 2


def test_the_server_is_told_which_host_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, server: _Server
) -> None:
    looked_up(monkeypatch, ["127.0.0.1"])
    address = f"http://named.example:{server.server_port}"
    assert Client("test", SECONDS, allow_private=True).ask("GET", f"{address}/200") == Reply(200)
    assert server.hosts == [address.removeprefix("http://")]


def test_a_redirect_to_a_private_address_is_not_followed() -> None:
    client = Client("test", SECONDS)

    def ask(method: str, address: str) -> Reply:
        if "public" in address:
            return Reply(302, "http://127.0.0.1:9/admin")
        return client.ask(method, address)

    found = Checker(ask, Watch().turns()).check("https://public.example/")
    assert found.problem == "it leads to 127.0.0.1, which is no public address"


# --- What is remembered ---


def test_links_are_due_when_unknown_old_or_broken() -> None:
    known = Links(
        checked={
            "fresh": Checked(checked_on=date(2026, 11, 20), status=200),
            "old": Checked(checked_on=date(2026, 10, 26), status=200),
            "broken": Checked(checked_on=TODAY, problem="x", broken_since=BEFORE),
        }
    )
    assert due(known, ["fresh", "old", "broken", "new"], 30, TODAY) == ["old", "broken", "new"]
    assert due(known, ["fresh"], 5, TODAY) == ["fresh"]


def test_a_record_keeps_the_day_on_which_a_link_broke_and_forgets_what_is_gone() -> None:
    broken = Checked(checked_on=BEFORE, status=404, problem="gone", broken_since=BEFORE)
    known = Links(checked={"a": broken, "b": broken, "c": broken, "gone": broken})
    found = {
        "a": Found(404, "still gone"),
        "b": Found(200, moved_to="https://new.example/"),
        "c": Found(429, "later", is_busy=True),
        "d": Found(404, "gone"),
    }
    after = updated(known, "abcd", found, TODAY).checked
    assert after == {
        "a": Checked(checked_on=TODAY, status=404, problem="still gone", broken_since=BEFORE),
        "b": Checked(checked_on=TODAY, status=200, moved_to="https://new.example/"),
        "c": broken,
        "d": Checked(checked_on=TODAY, status=404, problem="gone", broken_since=TODAY),
    }


def test_what_was_not_checked_for_longest_comes_first_and_then_who_takes_longest() -> None:
    names = [f"http://{name}" for name in ("a/1", "b/1", "c/1", "c/2", "d/1")]
    known = Links(
        checked={
            names[1]: Checked(checked_on=BEFORE, status=200),
            names[4]: Checked(checked_on=TODAY, problem="x", broken_since=BEFORE),
        }
    )
    assert in_turn(known, names) == [names[n] for n in (2, 3, 0, 1, 4)]


def test_a_problem_of_many_words_is_recorded_in_few() -> None:
    found = {"a": Found(problem="x\n" * 1000)}
    assert len(updated(Links(), "a", found, TODAY).checked["a"].problem or "") == 300


def test_every_source_homepage_and_link_in_a_text_is_named_with_its_line() -> None:
    loaded = load_file(FRAMEWORKS)
    named = addresses(loaded)
    lines = loaded.text.splitlines()
    wanted = [source.url for source in loaded.comparison.sources if source.url]
    wanted += [option.homepage for option in loaded.comparison.options]
    assert set(wanted) <= set(named)
    for address in wanted:
        assert address in lines[loaded.document.mark(named[address]).line - 1]
    where = {describe(path, loaded.document.root.value) for path in named.values()}
    assert "options > pytorch > homepage" in where


# --- The command ---


@pytest.fixture
def data(tmp_path: Path, server: _Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A comparison whose links lead to the server: one works, one has moved, one is gone."""
    monkeypatch.setattr(checking, "FIRST_WAIT", 0.0)
    text = MINIMAL.read_text(encoding="utf-8")
    for name, path in (("bicycle", "200"), ("bus", "301"), ("survey", "404")):
        text = text.replace(f"https://example.org/{name}", f"{server.url}/{path}")
    text = text.replace("and nobody to wait for", f"and [a bell]({server.url}/410)")
    file = tmp_path / "comparison.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def run(data: Path, *words: str) -> Result:
    fixed = ["--data", str(data), "--allow-private", "--pause", "0", "--timeout", "30"]
    return CliRunner().invoke(links, [*fixed, *words])


def test_the_command_names_the_line_of_each_link_that_is_broken_or_has_moved(
    data: Path, server: _Server
) -> None:
    result = run(data)
    assert result.exit_code == 1
    text = data.read_text(encoding="utf-8").splitlines()
    line = {path: next(n for n, t in enumerate(text, 1) if path in t) for path in
            ("/301", "/404", "/410")}  # fmt: skip
    today = date.today().isoformat()
    assert (
        f"{data}:{line['/404']}:10: sources > survey > url: {server.url}/404 is broken, "
        f"since {today}: the server answers 404 (Not Found); find its new place, or excuse it "
        f"with a reason in {links_file(data)}\n"
    ) in result.stderr
    assert (
        f"{data}:{line['/410']}:14: options > bicycle > summary: {server.url}/410" in result.stderr
    )
    assert (
        f"moved: {data}:{line['/301']}:15: options > bus > homepage: {server.url}/301 has moved "
        f"for good; now {server.url}/new\n"
    ) in result.stdout
    assert f"works   {server.url}/200\n" in result.stdout
    assert "4 links, 4 asked now: 1 moved, 2 to fix." in result.stderr


def test_what_was_checked_lately_is_not_asked_again_unless_all_is_asked_for(
    data: Path, server: _Server
) -> None:
    run(data)
    server.asked.clear()
    result = run(data)
    assert server.asked == ["HEAD /410", "GET /410", "HEAD /404", "GET /404"]
    assert result.exit_code == 1
    assert "moved: " in result.stdout
    run(data, "--all")
    assert "HEAD /200" in server.asked


def test_the_file_is_small_and_stable(data: Path, server: _Server) -> None:
    run(data)
    first = links_file(data).read_bytes()
    run(data, "--all")
    assert links_file(data).read_bytes() == first
    held = json.loads(first)
    assert held["checked"][f"{server.url}/200"] == {
        "checked_on": date.today().isoformat(),
        "status": 200,
    }


def test_what_was_found_before_time_was_up_is_recorded_and_the_next_run_goes_on(
    data: Path, server: _Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    stops: list[Callable[[], None]] = []
    check = Checker.check

    def timer(_: float, stop: Callable[[], None]) -> threading.Timer:
        stops.append(stop)
        return threading.Timer(3600, stop)

    def last(one: Checker, name: str) -> Found:
        stops[-1]()  # time is up while this one is checked
        return check(one, name)

    monkeypatch.setattr(upstream, "Timer", timer)
    monkeypatch.setattr(Checker, "check", last)
    for number in range(4):
        result = run(data, "--all")
        assert "Time was up with 3 left to ask; the next run begins there." in result.output
        assert len(read_links(data).checked) == number + 1
    assert {entry.split()[1] for entry in server.asked} >= {"/200", "/301", "/404", "/410"}


def test_what_was_found_before_somebody_stopped_the_run_is_recorded(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*words: Any) -> Iterator[tuple[str, Found]]:
        yield next(check_all(*words))
        raise KeyboardInterrupt

    monkeypatch.setattr(upstream, "check_all", interrupted)
    assert run(data).exit_code == 1
    assert len(read_links(data).checked) == 1


def excused(data: Path, **reasons: str) -> None:
    links_file(data).parent.mkdir(exist_ok=True)
    known = json.loads(links_file(data).read_text()) if links_file(data).exists() else {}
    links_file(data).write_text(json.dumps(known | {"excused": reasons}), encoding="utf-8")


def test_a_fault_may_be_excused_by_address_or_host(data: Path, server: _Server) -> None:
    excused(data, **{f"{server.url}/404": "under repair", f"{server.url}/410": "in the archive"})
    result = run(data)
    assert (result.exit_code, result.stderr) == (0, "")
    assert read_links(data).excused[f"{server.url}/404"] == "under repair"
    excused(data, **{"127.0.0.1": "answers browsers only"})
    assert run(data).exit_code == 0


def test_an_excuse_that_is_no_longer_needed_is_a_problem(data: Path, server: _Server) -> None:
    excused(data, **{f"{server.url}/200": "once broken", "elsewhere.example": "never named"})
    result = run(data)
    assert result.exit_code == 1
    for name in (f"{server.url}/200", "elsewhere.example"):
        message = f"excused: '{name}' is excused, but no link of the data needs that; remove it"
        assert f"{links_file(data)}: {message}" in result.stderr


def test_an_excuse_without_a_reason_is_a_problem(data: Path) -> None:
    excused(data, **{"127.0.0.1": ""})
    result = run(data)
    assert result.exit_code == 1
    assert "links.json:1:27: excused > 127.0.0.1" in result.stderr
    assert "Traceback" not in result.stderr


def test_private_addresses_are_problems_unless_they_are_allowed(
    data: Path, server: _Server
) -> None:
    result = CliRunner().invoke(links, ["--data", str(data), "--pause", "0"])
    assert result.exit_code == 1
    assert "it leads to 127.0.0.1, which is no public address" in result.stderr
    assert server.asked == []


def test_without_a_network_nothing_is_recorded(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = data.read_text(encoding="utf-8")
    names = iter(f"http://{n}.invalid/" for n in range(9))
    data.write_text(re.sub(r"http://[^\s)]+", lambda _: next(names), text), encoding="utf-8")

    def fails(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    result = run(data)
    assert result.exit_code == 1
    assert "No server answered; is this machine connected to the web?" in result.stderr
    assert not links_file(data).exists()


def test_a_build_never_asks_for_a_link() -> None:
    """Nothing that makes pages and files knows how to ask."""
    package = ROOT / "comparison_site"
    folders = ("core", "model", "loading", "analysis", "pages", "outputs", "publish")
    sources = [package / "plugin.py", package / "commands" / "site.py"]
    sources += [file for folder in folders for file in (package / folder).rglob("*.py")]
    asking = re.compile(r"upstream\.(web|checking|clients|links)")
    assert [path.name for path in sources if asking.search(path.read_text())] == []
