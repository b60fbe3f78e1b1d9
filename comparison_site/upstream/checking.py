"""Do links still work? Asks politely, follows redirects, and tries again where that may help."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import responses
from itertools import takewhile
from queue import SimpleQueue
from threading import Event, Lock
from urllib.parse import urldefrag, urljoin, urlsplit

from pydantic import TypeAdapter

from comparison_site.core.fields import WebAddress
from comparison_site.upstream.web import Ask, Reply, UnreachableError

TRIES = 3
LONGEST_WAIT = 60.0  # seconds; who asks for more is asked again another day
FIRST_WAIT = 2.0
AT_ONCE = 8
_MOST_REDIRECTS = 10
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_LATER = (429, 503)
_AGAIN = (*_LATER, 500, 502, 504)
_ADDRESS = TypeAdapter(WebAddress)


@dataclass(frozen=True)
class Turns:
    """Keeps the hosts apart, whichever threads ask them; `pause`, `sleep` and `now` in seconds."""

    pause: float
    sleep: Callable[[float], object] = time.sleep
    now: Callable[[], float] = time.monotonic
    _locks: dict[str, Lock] = field(default_factory=dict)
    _not_before: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until the host may be asked, and let no other thread ask it meanwhile."""
        with self._locks.setdefault(host, Lock()):
            wait = self._not_before.get(host, 0) - self.now()
            if wait > 0:
                self.sleep(wait)
            try:
                yield
            finally:
                self.postpone(host, self.pause)

    def postpone(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds from now on, or longer if that was agreed."""
        until = self.now() + seconds
        self._not_before[host] = max(until, self._not_before.get(host, until))


@dataclass(frozen=True)
class Found:
    """What became of a link: the last status (None: no answer came), and what is wrong, if it is.

    `moved_to` is where permanent redirects lead; `is_busy`: the server asks to come back later.
    """

    status: int | None = None
    problem: str = ""
    moved_to: str = ""
    is_busy: bool = False


@dataclass(frozen=True)
class Checker:
    """Checks links one by one; many threads may share it."""

    ask: Ask
    turns: Turns
    today: Callable[[], datetime] = lambda: datetime.now(UTC)
    silent: set[str] = field(default_factory=set)
    """Hosts that did not answer after all tries; their other links are tried once."""

    def check(self, address: str) -> Found:
        """Follow a link to its end."""
        here, anchor = urldefrag(address)
        moved, permanent = "", True
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                reply = self._persistent(here)
            except UnreachableError as error:
                return Found(problem=str(error), moved_to=moved)
            if reply.status not in _REDIRECTS:
                return _judged(reply, f"{moved}#{anchor}" if moved and anchor else moved)
            here = _next(here, reply.location)
            if not here:
                return Found(reply.status, "redirects to what is no web address")
            permanent = permanent and reply.status in _PERMANENT
            moved = here if permanent else moved
        return Found(reply.status, f"redirects more than {_MOST_REDIRECTS} times")

    def _persistent(self, address: str) -> Reply:
        """The answer after several tries, if that is what it takes. Raises UnreachableError."""
        host = urlsplit(address).hostname or ""
        tries = 1 if host in self.silent else TRIES
        for number in range(1, tries + 1):
            wait = FIRST_WAIT * 4 ** (number - 1)
            try:
                reply = self._once(host, address, "HEAD" if number == 1 else "GET")
                wanted = self._seconds(reply.retry_after)
                if reply.status not in _AGAIN or wanted > LONGEST_WAIT or number == tries:
                    return reply
                wait = wanted or wait
            except UnreachableError as error:
                if error.is_final or number == tries:
                    self.silent.add(host)
                    raise
            self.turns.postpone(host, wait)
        raise AssertionError("the last try returns or raises")

    def _once(self, host: str, address: str, method: str) -> Reply:
        """HEAD costs a server least, but many refuse it or get it wrong: GET has the last word."""
        with self.turns.turn(host):
            reply = self.ask(method, address)
        if method == "GET" or reply.status < HTTPStatus.BAD_REQUEST or reply.status in _LATER:
            return reply
        return self._once(host, address, "GET")

    def _seconds(self, retry_after: str) -> float:
        """How long a server asks to wait, in seconds or as a date (RFC 9110, 10.2.3)."""
        text = retry_after.strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return 0.0
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - self.today()).total_seconds())


def _judged(reply: Reply, moved: str) -> Found:
    status = reply.status
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Found(status, moved_to=moved)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Found(status, "the server asks to be left alone for now", is_busy=True)
    name = f" ({responses[status]})" if status in responses else ""
    return Found(status, f"the server answers {status}{name}")


def _next(here: str, location: str) -> str:
    """The address that a redirect names, as the data could hold it; nothing if it could not."""
    try:
        target = urldefrag(urljoin(here, location)).url
        is_safe = bool(location) and target.isprintable()  # it is shown on terminals
        return _ADDRESS.validate_python(target) if is_safe else ""
    except ValueError:
        return ""


Check = Callable[[str], Found]


def check_all(names: Iterable[str], check: Check, stop: Event) -> Iterator[tuple[str, Found]]:
    """What was found out about each address, as soon as it is known.

    Hosts are asked side by side, those with most links first; the links of one host in turn.
    Setting `stop`, or leaving the loop, lets no further request begin.
    """
    hosts: defaultdict[str | None, list[str]] = defaultdict(list)
    for name in names:
        hosts[urlsplit(name).hostname].append(name)
    results = SimpleQueue[tuple[str, Found | Exception]]()

    def check_in_turn(group: list[str]) -> None:
        for name in takewhile(lambda _: not stop.is_set(), group):
            try:
                results.put((name, check(name)))
            except Exception as error:
                results.put((name, error))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for group in sorted(hosts.values(), key=len, reverse=True):
            pool.submit(check_in_turn, group)
        try:
            for _ in range(sum(map(len, hosts.values()))):
                name, found = results.get()
                if isinstance(found, Exception):
                    raise found
                yield name, found
        finally:
            stop.set()


def sleep_until(stop: Event) -> Callable[[float], None]:
    """A way to sleep that ends when `stop` is set, by raising UnreachableError."""

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise UnreachableError("the check was stopped", is_final=True)

    return sleep
