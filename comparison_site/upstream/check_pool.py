"""Checks many links at once: several hosts side by side, the links of one host in turn."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event
from urllib.parse import urlsplit

from comparison_site.upstream.checking import Clock, Found
from comparison_site.upstream.web import UnreachableError

AT_ONCE = 8

Check = Callable[[str], Found]
_Results = SimpleQueue[tuple[str, Found | Exception]]


def check_all(names: Iterable[str], check: Check, stop: Event) -> Iterator[tuple[str, Found]]:
    """What was found out about each address, as soon as it is known.

    Setting `stop` lets no further request begin; so does leaving the loop.
    """
    hosts, results = _by_host(names), _Results()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for group in hosts:
            pool.submit(_in_turn, group, check, results, stop)
        try:
            for _ in range(sum(map(len, hosts))):
                name, found = results.get()
                if isinstance(found, Exception):
                    raise found
                yield name, found
        finally:
            stop.set()


def clock_until(stop: Event) -> Clock:
    """The real clock, whose sleep ends when `stop` is set."""

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise UnreachableError("the check was stopped", is_final=True)

    return Clock(sleep=sleep)


def _in_turn(names: list[str], check: Check, results: _Results, stop: Event) -> None:
    for name in names:
        if stop.is_set():
            return
        try:
            results.put((name, check(name)))
        except Exception as error:
            results.put((name, error))


def _by_host(names: Iterable[str]) -> list[list[str]]:
    """The hosts with most links first, as they take longest."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        hosts[urlsplit(name).hostname or ""].append(name)
    return sorted(hosts.values(), key=len, reverse=True)
