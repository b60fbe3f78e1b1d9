"""Do links still work? Asks politely, follows redirects, and tries again where that may help."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
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
LONGEST_CHECK = 180.0  # seconds, after which a link is neither followed nor tried any further
FIRST_WAIT = 2.0
AT_ONCE = 8
_MOST_REDIRECTS = 10
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_LATER = (429, 503)
_AGAIN = (*_LATER, 500, 502, 504)
_ADDRESS = TypeAdapter(WebAddress)


class StoppedError(Exception):
    """Raised in place of waiting any longer, once the whole run has to end."""


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
        """Follow a link to its end, as long as LONGEST_CHECK allows."""
        here, anchor = urldefrag(address)
        moved, permanent, until = "", True, self.turns.now() + LONGEST_CHECK
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                reply = self._persistent(here, until)
            except UnreachableError as error:
                return Found(problem=str(error), moved_to=moved)
            if reply.status not in _REDIRECTS:
                whole = f"{moved}#{anchor}" if moved and anchor else moved
                return _judged(reply, _usable(whole) or moved)
            if self.turns.now() >= until:
                return Found(reply.status, f"redirects without end for {LONGEST_CHECK:g} seconds")
            here = _next(here, reply.location)
            if not here:
                return Found(reply.status, "redirects to what is no web address")
            permanent = permanent and reply.status in _PERMANENT
            moved = here if permanent else moved
        return Found(reply.status, f"redirects more than {_MOST_REDIRECTS} times")

    def _persistent(self, address: str, until: float) -> Reply:
        """The answer after several tries, if that is what it takes. Raises UnreachableError.

        No try begins later than `until`.
        """
        host = urlsplit(address).hostname or ""
        tries = 1 if host in self.silent else TRIES
        for number in range(1, tries + 1):
            wait = FIRST_WAIT * 4 ** (number - 1)
            try:
                reply = self._once(host, address, "HEAD" if number == 1 else "GET")
                wait = self._seconds(reply.retry_after) or wait
                is_last = number == tries or self.turns.now() + wait >= until
                if reply.status not in _AGAIN or wait > LONGEST_WAIT or is_last:
                    return reply
            except UnreachableError as error:
                is_last = number == tries or self.turns.now() + wait >= until
                if error.is_final or is_last:
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
        """How long a server asks to wait, in seconds or as a date (RFC 9110, 10.2.3); else 0."""
        text = retry_after.strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            moment = parsedate_to_datetime(text)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            return max(0.0, (moment - self.today()).total_seconds())
        except (ValueError, OverflowError):  # no date, or one that no clock will ever show
            return 0.0


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
        return _usable(urldefrag(urljoin(here, location)).url) if location else ""
    except ValueError:
        return ""


def _usable(address: str) -> str:
    """An address that is short enough and safe to show on a terminal; nothing for others."""
    try:
        return _ADDRESS.validate_python(address) if address.isprintable() else ""
    except ValueError:
        return ""


Check = Callable[[str], Found]


def check_all(names: Iterable[str], check: Check, stop: Event) -> Iterator[tuple[str, Found]]:
    """What was found out about each address, as soon as it is known.

    Hosts are asked side by side in the order of the names, the links of one host in turn. Whatever
    goes wrong in a check is that link's problem alone. Setting `stop`, or leaving the loop, lets no
    further request begin.
    """
    hosts: defaultdict[str | None, list[str]] = defaultdict(list)
    for name in names:
        hosts[urlsplit(name).hostname].append(name)
    results = SimpleQueue[tuple[str, Found] | None]()  # None where a host has no further link

    def check_in_turn(group: list[str]) -> None:
        with suppress(StoppedError):
            for name in takewhile(lambda _: not stop.is_set(), group):
                results.put((name, _checked(check, name)))
        results.put(None)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for group in hosts.values():
            pool.submit(check_in_turn, group)
        try:
            for _ in hosts:
                yield from iter(results.get, None)
        finally:
            stop.set()


def _checked(check: Check, name: str) -> Found:
    try:
        return check(name)
    except StoppedError:
        raise
    except Exception as error:  # nobody foresaw it, so nobody knows what it is
        return Found(problem=f"the check itself failed ({type(error).__name__}: {error})")


def sleep_until(stop: Event) -> Callable[[float], None]:
    """A way to sleep that ends when `stop` is set, by raising StoppedError."""

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise StoppedError

    return sleep
