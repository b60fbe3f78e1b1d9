"""One request to the open web, and never to an address behind its walls.

The standard library's client is enough here: a link is asked for once, without its body, and the
socket must lead to the very address that was found to be public.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer
from urllib.parse import quote, urlsplit

# Networks that translate to others: what stands behind them is not seen in the address.
_TRANSLATED = ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
_TRANSLATING = tuple(ipaddress.ip_network(network) for network in _TRANSLATED)


class UnreachableError(Exception):
    """Raised when no answer came; the words say why. `is_final`: asking again would not help."""

    def __init__(self, words: str, *, is_final: bool = False) -> None:
        super().__init__(words)
        self.is_final = is_final


@dataclass(frozen=True)
class Reply:
    """What a server answered: the status code, and two headers as sent, empty if they were not."""

    status: int
    location: str = ""
    retry_after: str = ""


Ask = Callable[[str, str], Reply]
"""Sends a method to an address, such as `HEAD`; raises UnreachableError."""


@dataclass(frozen=True)
class Client:
    """Asks web servers. `seconds` is the most that one request may take, connecting included.

    `allow_private` also asks addresses that are not public, such as this machine's own.
    """

    user_agent: str
    seconds: float = 20
    allow_private: bool = False

    def ask(self, method: str, address: str) -> Reply:
        """Send one request and read the head of its answer. Raises UnreachableError."""
        try:
            return self._ask(method, address)
        except TimeoutError as error:
            raise UnreachableError(f"no answer within {self.seconds:g} seconds") from error
        except ssl.SSLCertVerificationError as error:
            message = f"its certificate is not valid: {error.verify_message}"
            raise UnreachableError(message, is_final=True) from error
        except socket.gaierror as error:
            raise UnreachableError("there is no such host, or its name cannot be found") from error
        except OSError as error:
            raise UnreachableError(error.strerror or "the connection broke") from error
        except (http.client.HTTPException, ValueError) as error:
            raise UnreachableError("the answer is not HTTP, or there was none") from error

    def _ask(self, method: str, address: str) -> Reply:
        with self._connected(address) as connection:
            headers = {"User-Agent": self.user_agent, "Accept": "*/*", "Connection": "close"}
            connection.request(method, _target(address), headers=headers)
            reply = connection.getresponse()
            return Reply(
                status=reply.status,
                location=_text(reply.getheader("Location", "")),
                retry_after=reply.getheader("Retry-After", ""),
            )

    @contextmanager
    def _connected(self, address: str) -> Iterator[http.client.HTTPConnection]:
        """A connection that is cut when the time is over, however slowly bytes drip in."""
        parts = urlsplit(address)
        host, secure = _ascii(parts.hostname or ""), parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(host, parts.port)
        plain = self._open(host, connection.port)
        cut = _Cut(plain, self.seconds)
        try:
            connection.sock = _secured(plain, host) if secure else plain
            yield connection
        except (OSError, http.client.HTTPException) as error:
            raise TimeoutError if cut.is_done else error from error
        finally:
            cut.cancel()
            connection.close()
            plain.close()

    def _open(self, host: str, port: int) -> socket.socket:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        private = [number for number in numbers if not _is_public(number)]
        if private and not self.allow_private:
            message = f"it leads to {private[0]}, which is no public address"
            raise UnreachableError(message, is_final=True)
        return _first_that_answers(numbers, port, self.seconds)


class _Cut(Timer):
    """Ends a connection after some seconds."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        super().__init__(seconds, self._cut)
        self.is_done = False
        self.daemon = True
        # A socket that is secured takes over the file of the plain one, which then knows nothing.
        self._copy = connection.dup()
        self.start()

    def _cut(self) -> None:
        self.is_done = True
        self._copy.shutdown(socket.SHUT_RDWR)

    def cancel(self) -> None:
        """Let the connection be."""
        super().cancel()
        self._copy.close()


def _first_that_answers(numbers: list[str], port: int, seconds: float) -> socket.socket:
    for number in numbers[:-1]:
        try:
            return socket.create_connection((number, port), seconds)
        except OSError:
            continue
    return socket.create_connection((numbers[-1], port), seconds)


def _secured(plain: socket.socket, host: str) -> socket.socket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    translated = any(address in network for network in _TRANSLATING)
    return address.is_global and not address.is_multicast and not translated


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError as error:
        raise UnreachableError("its host has no valid name", is_final=True) from error


def _text(header: str) -> str:
    """Headers are read as Latin-1; most that are not ASCII are UTF-8."""
    return header.encode("latin-1", "replace").decode("utf-8", "replace")


def _target(address: str) -> str:
    """The path and the query, in ASCII; what is encoded already stays as it is."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return quote(f"{parts.path or '/'}{query}", safe="/?:@!$&'()*+,;=~%-._[]")
